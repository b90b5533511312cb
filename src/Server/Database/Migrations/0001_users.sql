CREATE TABLE users (
    name TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    roles TEXT NOT NULL,
    created BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    password_changed BIGINT NOT NULL
);
