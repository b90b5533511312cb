-- The ledger: one row per admitted session, from before its first packet to the deletion of its recording.
CREATE TABLE recordings (
    sid TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    user_name TEXT NOT NULL,
    target TEXT NOT NULL,
    login TEXT NOT NULL,
    started BIGINT NOT NULL,
    ended BIGINT,
    duration BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('recording', 'sealing', 'uploading', 'complete', 'incomplete', 'lost', 'off')),
    outcome TEXT NOT NULL CHECK (outcome IN ('complete', 'incomplete')),
    reason TEXT,
    waiting TEXT,
    rule TEXT NOT NULL,
    stored BIGINT,
    location TEXT,
    sha256 TEXT
);
CREATE INDEX recordings_by_start ON recordings (started, sid);
CREATE INDEX recordings_by_user ON recordings (user_name, started, sid);
CREATE INDEX recordings_by_state ON recordings (state, started, sid);

-- States only move forward, whatever program writes.
CREATE TRIGGER recordings_move_forward BEFORE UPDATE OF state ON recordings
WHEN NEW.state <> OLD.state AND NOT (
    (OLD.state = 'recording' AND NEW.state IN ('sealing', 'uploading', 'incomplete', 'lost'))
    OR (OLD.state = 'sealing' AND NEW.state IN ('uploading', 'incomplete', 'lost'))
    OR (OLD.state = 'uploading' AND NEW.state IN ('complete', 'incomplete', 'lost'))
    OR (OLD.state IN ('complete', 'incomplete') AND NEW.state = 'lost'))
BEGIN
    SELECT RAISE(ABORT, 'a recording''s state only moves forward');
END;

CREATE TABLE recording_segments (
    sid TEXT NOT NULL REFERENCES recordings (sid) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    time BIGINT NOT NULL,
    start_offset BIGINT NOT NULL,
    end_offset BIGINT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    PRIMARY KEY (sid, number)
);

-- Bytes of each second from first_second on, as unsigned LEB128: a row a minute while it runs, one row afterwards.
CREATE TABLE recording_activity (
    sid TEXT NOT NULL REFERENCES recordings (sid) ON DELETE CASCADE,
    first_second BIGINT NOT NULL,
    counts BLOB NOT NULL,
    PRIMARY KEY (sid, first_second)
);

-- Named moments and, with an end, damaged stretches.
CREATE TABLE recording_marks (
    sid TEXT NOT NULL REFERENCES recordings (sid) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    time BIGINT NOT NULL,
    until BIGINT,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (sid, number)
);
