-- +goose Up
-- People who were removed, for as long as they can be brought back. Their sessions,
-- tokens and invitations are gone.
CREATE TABLE removed (
    id            INTEGER PRIMARY KEY, -- that they had in users
    name          TEXT    NOT NULL,
    uid           INTEGER NOT NULL UNIQUE,
    account       TEXT    NOT NULL,
    password      TEXT    NOT NULL,
    created       INTEGER NOT NULL,
    last_activity INTEGER NOT NULL,
    removed       INTEGER NOT NULL, -- when
    purging       INTEGER NOT NULL  -- their home is being deleted: they cannot be brought back
) STRICT;
