-- +goose Up
-- Times are microseconds since 1970 (UTC); 0 stands for never.
CREATE TABLE users (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    name          TEXT    NOT NULL UNIQUE,
    uid           INTEGER NOT NULL UNIQUE,
    account       TEXT    NOT NULL,
    admin         INTEGER NOT NULL,
    suspended     INTEGER NOT NULL,
    password      TEXT    NOT NULL, -- argon2id in PHC form; '' before the first sign-in
    created       INTEGER NOT NULL,
    last_activity INTEGER NOT NULL
) STRICT;

-- Counters that never go back: the next uid among them.
CREATE TABLE counters (
    name  TEXT    PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
    id        TEXT    PRIMARY KEY,
    hash      BLOB    NOT NULL UNIQUE, -- SHA-256 of the cookie
    user_id   INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created   INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    expires   INTEGER NOT NULL,
    agent     TEXT    NOT NULL,
    address   TEXT    NOT NULL
) STRICT;
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE tokens (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    hash          BLOB    NOT NULL UNIQUE, -- SHA-256 of the token
    user_id       INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    scopes        TEXT    NOT NULL, -- JSON list
    note          TEXT    NOT NULL,
    created       INTEGER NOT NULL,
    last_activity INTEGER NOT NULL,
    expires       INTEGER NOT NULL,
    server        TEXT    NOT NULL -- the run that it was made for, or ''
) STRICT;
CREATE INDEX tokens_user ON tokens (user_id);

CREATE TABLE invitations (
    hash    BLOB    PRIMARY KEY, -- SHA-256 of the code
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT;

CREATE TABLE servers (
    user_id       INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    run           TEXT    NOT NULL, -- of the current or last start
    app           TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    started       INTEGER NOT NULL,
    last_activity INTEGER NOT NULL,
    limits        TEXT    NOT NULL, -- JSON
    ended         TEXT    NOT NULL, -- JSON, '' while none has ended
    oom_kills     INTEGER NOT NULL
) STRICT;

CREATE TABLE events (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    actor   TEXT    NOT NULL,
    person  TEXT    NOT NULL,
    server  TEXT    NOT NULL,
    request TEXT    NOT NULL,
    text    TEXT    NOT NULL
) STRICT;
CREATE INDEX events_person ON events (person, id);

CREATE TABLE keys (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;
