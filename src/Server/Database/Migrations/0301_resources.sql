-- Resources as administrators write them; the body is JSON.
CREATE TABLE resources (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    revision TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('defaults', 'config-file', 'dynamic')),
    body TEXT NOT NULL,
    created BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    updated BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (kind, name)
);

-- Presets are made once: what an administrator deletes stays deleted.
CREATE TABLE made_presets (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    made BIGINT NOT NULL,
    PRIMARY KEY (kind, name)
);

-- A user's roles move from the table of passwords to a resource. Names of users and roles need no escaping in JSON.
INSERT INTO resources (kind, name, revision, origin, body, created, created_by, updated, updated_by)
SELECT 'user', name, 'first', 'dynamic',
       '{"kind":"user","version":"v2","metadata":{"name":"' || name || '"},"spec":{"roles":["' || REPLACE(roles, ',', '","') || '"],"traits":{"windows_logins":["*"]}}}',
       created, created_by, created, created_by
FROM users;
ALTER TABLE users DROP COLUMN roles;
ALTER TABLE users DROP COLUMN created;
ALTER TABLE users DROP COLUMN created_by;
