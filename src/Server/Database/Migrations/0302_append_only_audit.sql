-- Events are only ever added, whatever program writes.
CREATE TRIGGER audit_events_stay BEFORE UPDATE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are never changed');
END;

CREATE TRIGGER audit_events_last BEFORE DELETE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are never deleted');
END;

CREATE INDEX audit_events_by_user ON audit_events (user_name, time);
CREATE INDEX audit_events_by_event ON audit_events (event, time);
