-- +goose Up
-- What the servers of a person or of a group may use, by the number of the account or
-- group, which outlives names. A limit for which there is no row is as for everybody.
CREATE TABLE limits (
    kind  TEXT    COLLATE "C" NOT NULL, -- user or group
    who   BIGINT  NOT NULL, -- uid or gid
    name  TEXT    COLLATE "C" NOT NULL, -- memory, cpu, pids; what a release does not know it leaves alone
    value TEXT    COLLATE "C" NOT NULL, -- a number: bytes, cores, or how many
    PRIMARY KEY (kind, who, name)
);
