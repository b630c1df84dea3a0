-- +goose Up
-- How the runs of servers were used, for the next hub. Times are microseconds since 1970 (UTC).
CREATE TABLE uses (
    run   TEXT    COLLATE "C" PRIMARY KEY,
    since BIGINT  NOT NULL, -- it was in use until then
    cpu   BIGINT  NOT NULL, -- nanoseconds that it had taken
    at    BIGINT  NOT NULL  -- by then
);

-- What everybody reads at the top of the pages.
CREATE TABLE announcements (
    id       BIGINT  PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    text     TEXT    NOT NULL,
    level    TEXT    COLLATE "C" NOT NULL, -- info or warning
    audience TEXT    COLLATE "C" NOT NULL, -- all, login or group
    gid      BIGINT  NOT NULL, -- of the group; 0 for none
    begins   BIGINT  NOT NULL,
    ends     BIGINT  NOT NULL, -- 0 stands for never
    created  BIGINT  NOT NULL,
    author   TEXT    NOT NULL
);

-- Who does not want to see one any more.
CREATE TABLE dismissals (
    announcement BIGINT NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
    user_id      BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (announcement, user_id)
);
CREATE INDEX dismissals_user ON dismissals (user_id);
