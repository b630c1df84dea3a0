-- +goose Up
-- Which environment the servers of a person or of a group have, by the number of the
-- account or group, which outlives names.
CREATE TABLE choices (
    kind        TEXT    COLLATE "C" NOT NULL, -- user or group
    who         BIGINT  NOT NULL, -- uid or gid
    environment TEXT    COLLATE "C" REFERENCES environments (name) ON DELETE CASCADE, -- NULL: the machine's own programs alone
    PRIMARY KEY (kind, who)
);
