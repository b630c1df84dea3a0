-- +goose Up
-- The class's software (decision 023). The trees themselves are folders on disk.
CREATE TABLE environments (
    name       TEXT    PRIMARY KEY,
    title      TEXT    NOT NULL,
    current    INTEGER NOT NULL, -- the generation that servers start on; 0: none yet
    is_default INTEGER NOT NULL,
    created    INTEGER NOT NULL
) STRICT;

CREATE TABLE generations (
    environment TEXT    NOT NULL REFERENCES environments (name) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    base        INTEGER NOT NULL,
    tree        TEXT    NOT NULL, -- '' when it was pruned
    created     INTEGER NOT NULL,
    actor       TEXT    NOT NULL,
    why         TEXT    NOT NULL,
    packages    TEXT    NOT NULL, -- JSON list
    files       INTEGER NOT NULL,
    bytes       INTEGER NOT NULL,
    forced      TEXT    NOT NULL, -- what the checks had found, where it was published all the same
    PRIMARY KEY (environment, number)
) STRICT;

-- By the number of the account, which outlives the person's name and their removal.
CREATE TABLE drafts (
    environment TEXT    NOT NULL REFERENCES environments (name) ON DELETE CASCADE,
    uid         INTEGER NOT NULL,
    base        INTEGER NOT NULL,
    tree        TEXT    NOT NULL,
    created     INTEGER NOT NULL,
    published   INTEGER NOT NULL, -- the generation that was last made of it; 0: none
    discarded   INTEGER NOT NULL, -- when; 0: it is the one that the person's server has
    PRIMARY KEY (tree)
) STRICT;
CREATE INDEX drafts_person ON drafts (uid, environment);

ALTER TABLE servers ADD COLUMN software TEXT NOT NULL DEFAULT ''; -- JSON: what this run sees
