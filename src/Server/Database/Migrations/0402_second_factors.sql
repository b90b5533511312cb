-- What people show besides their password, or instead of it. Secrets of authenticator apps are encrypted with a key that
-- is beside the database, not in it; of a passkey there is only the public key.
CREATE TABLE second_factors (
    id TEXT PRIMARY KEY,
    user_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('otp', 'passkey')),
    name TEXT NOT NULL,
    created BIGINT NOT NULL,
    last_used BIGINT,
    secret BLOB,
    last_step BIGINT NOT NULL DEFAULT 0,
    credential_id TEXT UNIQUE,
    public_key BLOB,
    sign_count BIGINT NOT NULL DEFAULT 0,
    rp_id TEXT,
    UNIQUE (user_name, name)
);
