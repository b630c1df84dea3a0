-- +goose Up
-- The class's software (decision 023). The trees themselves are folders on disk.
CREATE TABLE environments (
    name       TEXT    COLLATE "C" PRIMARY KEY,
    title      TEXT    NOT NULL,
    current    BIGINT  NOT NULL, -- the generation that servers start on; 0: none yet
    is_default BOOLEAN NOT NULL,
    created    BIGINT  NOT NULL
);

CREATE TABLE generations (
    environment TEXT    COLLATE "C" NOT NULL REFERENCES environments (name) ON DELETE CASCADE,
    number      BIGINT  NOT NULL,
    base        BIGINT  NOT NULL,
    tree        TEXT    NOT NULL, -- '' when it was pruned
    created     BIGINT  NOT NULL,
    actor       TEXT    NOT NULL,
    why         TEXT    NOT NULL,
    packages    TEXT    NOT NULL, -- JSON list
    files       BIGINT  NOT NULL,
    bytes       BIGINT  NOT NULL,
    forced      TEXT    NOT NULL, -- what the checks had found, where it was published all the same
    PRIMARY KEY (environment, number)
);

-- By the number of the account, which outlives the person's name and their removal.
CREATE TABLE drafts (
    environment TEXT    COLLATE "C" NOT NULL REFERENCES environments (name) ON DELETE CASCADE,
    uid         BIGINT  NOT NULL,
    base        BIGINT  NOT NULL,
    tree        TEXT    NOT NULL,
    created     BIGINT  NOT NULL,
    published   BIGINT  NOT NULL, -- the generation that was last made of it; 0: none
    discarded   BIGINT  NOT NULL, -- when; 0: it is the one that the person's server has
    PRIMARY KEY (tree)
);
CREATE INDEX drafts_person ON drafts (uid, environment);

ALTER TABLE servers ADD COLUMN software TEXT NOT NULL DEFAULT ''; -- JSON: what this run sees
