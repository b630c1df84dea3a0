-- +goose Up
-- Groups of people, and who of them teach.
CREATE TABLE groups (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL,
    folded     TEXT    NOT NULL UNIQUE, -- the name in lower case: no two differ in that alone
    gid        INTEGER NOT NULL UNIQUE,
    properties TEXT    NOT NULL, -- JSON object
    created    INTEGER NOT NULL
) STRICT;

CREATE TABLE members (
    group_id INTEGER NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    user_id  INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    teacher  INTEGER NOT NULL,
    PRIMARY KEY (group_id, user_id)
) STRICT;
CREATE INDEX members_user ON members (user_id);

-- In which groups those were who were removed, for when they come back.
CREATE TABLE removed_members (
    group_id   INTEGER NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    removed_id INTEGER NOT NULL REFERENCES removed (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, removed_id)
) STRICT;
CREATE INDEX removed_members_removed ON removed_members (removed_id);
