CREATE TABLE desktop_pins (
    desktop TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    subject TEXT NOT NULL,
    issuer TEXT NOT NULL,
    pinned BIGINT NOT NULL,
    pinned_by TEXT NOT NULL
);
