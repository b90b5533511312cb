-- Links with which people choose their password; only the hash of what is in the link is kept.
CREATE TABLE sign_in_links (
    token_hash TEXT PRIMARY KEY,
    user_name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('invite', 'reset')),
    created BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    expires BIGINT NOT NULL
);
