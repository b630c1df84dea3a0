-- +goose Up
-- How the runs of servers were used, for the next hub. Times are microseconds since 1970 (UTC).
CREATE TABLE uses (
    run   TEXT    PRIMARY KEY,
    since INTEGER NOT NULL, -- it was in use until then
    cpu   INTEGER NOT NULL, -- nanoseconds that it had taken
    at    INTEGER NOT NULL  -- by then
) STRICT;

-- What everybody reads at the top of the pages.
CREATE TABLE announcements (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    text     TEXT    NOT NULL,
    level    TEXT    NOT NULL, -- info or warning
    audience TEXT    NOT NULL, -- all, login or group
    gid      INTEGER NOT NULL, -- of the group; 0 for none
    begins   INTEGER NOT NULL,
    ends     INTEGER NOT NULL, -- 0 stands for never
    created  INTEGER NOT NULL,
    author   TEXT    NOT NULL
) STRICT;

-- Who does not want to see one any more.
CREATE TABLE dismissals (
    announcement INTEGER NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
    user_id      INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (announcement, user_id)
) STRICT;
CREATE INDEX dismissals_user ON dismissals (user_id);
