-- +goose Up
-- Times are microseconds since 1970 (UTC); 0 stands for never. What is sorted by
-- its text is sorted by its bytes, as SQLite does.
CREATE TABLE users (
    id            BIGINT  PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name          TEXT    COLLATE "C" NOT NULL UNIQUE,
    uid           BIGINT  NOT NULL UNIQUE,
    account       TEXT    NOT NULL,
    admin         BOOLEAN NOT NULL,
    suspended     BOOLEAN NOT NULL,
    password      TEXT    NOT NULL, -- argon2id in PHC form; '' before the first sign-in
    created       BIGINT  NOT NULL,
    last_activity BIGINT  NOT NULL
);

-- Counters that never go back: the next uid among them.
CREATE TABLE counters (
    name  TEXT    PRIMARY KEY,
    value BIGINT  NOT NULL
);

CREATE TABLE sessions (
    id        TEXT    COLLATE "C" PRIMARY KEY,
    hash      BYTEA   NOT NULL UNIQUE, -- SHA-256 of the cookie
    user_id   BIGINT  NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created   BIGINT  NOT NULL,
    last_seen BIGINT  NOT NULL,
    expires   BIGINT  NOT NULL,
    agent     TEXT    NOT NULL,
    address   TEXT    NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE tokens (
    id            BIGINT  PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    hash          BYTEA   NOT NULL UNIQUE, -- SHA-256 of the token
    user_id       BIGINT  NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    scopes        TEXT    NOT NULL, -- JSON list
    note          TEXT    NOT NULL,
    created       BIGINT  NOT NULL,
    last_activity BIGINT  NOT NULL,
    expires       BIGINT  NOT NULL,
    server        TEXT    NOT NULL -- the run that it was made for, or ''
);
CREATE INDEX tokens_user ON tokens (user_id);

CREATE TABLE invitations (
    hash    BYTEA   PRIMARY KEY, -- SHA-256 of the code
    user_id BIGINT  NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created BIGINT  NOT NULL,
    expires BIGINT  NOT NULL
);

CREATE TABLE servers (
    user_id       BIGINT  PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    run           TEXT    NOT NULL, -- of the current or last start
    app           TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    started       BIGINT  NOT NULL,
    last_activity BIGINT  NOT NULL,
    limits        TEXT    NOT NULL, -- JSON
    ended         TEXT    NOT NULL, -- JSON, '' while none has ended
    oom_kills     BIGINT  NOT NULL
);

CREATE TABLE events (
    id      BIGINT  PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at      BIGINT  NOT NULL,
    name    TEXT    NOT NULL,
    actor   TEXT    NOT NULL,
    person  TEXT    NOT NULL,
    server  TEXT    NOT NULL,
    request TEXT    NOT NULL,
    text    TEXT    NOT NULL
);
CREATE INDEX events_person ON events (person, id);

CREATE TABLE keys (
    name  TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);
