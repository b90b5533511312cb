CREATE TABLE audit_events (
    uid TEXT PRIMARY KEY,
    time BIGINT NOT NULL,
    event TEXT NOT NULL,
    code TEXT NOT NULL,
    user_name TEXT,
    sid TEXT,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX audit_events_by_time ON audit_events (time);
CREATE INDEX audit_events_by_session ON audit_events (sid);
