-- +goose Up
-- People who were removed, for as long as they can be brought back. Their sessions,
-- tokens and invitations are gone.
CREATE TABLE removed (
    id            BIGINT  PRIMARY KEY, -- that they had in users
    name          TEXT    NOT NULL,
    uid           BIGINT  NOT NULL UNIQUE,
    account       TEXT    NOT NULL,
    password      TEXT    NOT NULL,
    created       BIGINT  NOT NULL,
    last_activity BIGINT  NOT NULL,
    removed       BIGINT  NOT NULL, -- when
    purging       BOOLEAN NOT NULL  -- their home is being deleted: they cannot be brought back
);
