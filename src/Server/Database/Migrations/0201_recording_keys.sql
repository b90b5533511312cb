-- Keys of the cluster's recordings. A retired key has no private part if nothing needs it any more; rows stay for ever,
-- so that what was made with a key can be checked and read.
CREATE TABLE recording_keys (
    purpose TEXT NOT NULL CHECK (purpose IN ('signing', 'encryption')),
    key_id TEXT NOT NULL,
    public_key BLOB NOT NULL,
    private_key BLOB,
    created BIGINT NOT NULL,
    retired BIGINT,
    PRIMARY KEY (purpose, key_id)
);
CREATE UNIQUE INDEX recording_keys_active ON recording_keys (purpose) WHERE retired IS NULL;
