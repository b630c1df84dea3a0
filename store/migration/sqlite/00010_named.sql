-- +goose Up
-- A person has several servers (decision 046): the default one, whose name is empty, and others.
CREATE TABLE servers_named (
    user_id       INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    run           TEXT    NOT NULL, -- of the current or last start, '' while there was none
    app           TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    started       INTEGER NOT NULL,
    last_activity INTEGER NOT NULL,
    limits        TEXT    NOT NULL, -- JSON
    ended         TEXT    NOT NULL, -- JSON, '' while none has ended
    oom_kills     INTEGER NOT NULL,
    software      TEXT    NOT NULL, -- JSON: what this run sees
    name          TEXT    NOT NULL,
    display       TEXT    NOT NULL, -- what its person calls it, where that is not its name
    options       TEXT    NOT NULL, -- what was asked of its last start: JSON, '' for nothing
    PRIMARY KEY (user_id, name)
) STRICT;
INSERT INTO servers_named (user_id, name, display, options, run, app, state, started, last_activity, limits, ended, oom_kills, software)
    SELECT user_id, '', '', '', run, app, state, started, last_activity, limits, ended, oom_kills, software FROM servers;
DROP TABLE servers;
ALTER TABLE servers_named RENAME TO servers;
