-- +goose Up
-- The services that there are. Those of the settings have a row too, so that it is noticed
-- when they are gone.
CREATE TABLE services (
    name    TEXT   COLLATE "C" PRIMARY KEY,
    spec    TEXT   COLLATE "C" NOT NULL, -- JSON of one that was added by the API; else empty
    account BIGINT UNIQUE,               -- number among the accounts of services; NULL: the hub does not run it
    run     TEXT   COLLATE "C" NOT NULL, -- its current or last run
    made    TEXT   COLLATE "C" NOT NULL, -- the hash of what that was made of
    created BIGINT NOT NULL
);
