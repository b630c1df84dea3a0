-- +goose Up
-- The services that there are. Those of the settings have a row too, so that it is noticed
-- when they are gone.
CREATE TABLE services (
    name    TEXT    PRIMARY KEY,
    spec    TEXT    NOT NULL, -- JSON of one that was added by the API; else empty
    account INTEGER UNIQUE,   -- number among the accounts of services; NULL: the hub does not run it
    run     TEXT    NOT NULL, -- its current or last run
    made    TEXT    NOT NULL, -- the hash of what that was made of
    created INTEGER NOT NULL
) STRICT;
