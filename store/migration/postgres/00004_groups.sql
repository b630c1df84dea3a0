-- +goose Up
-- Groups of people, and who of them teach.
CREATE TABLE groups (
    id         BIGINT  PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name       TEXT    NOT NULL,
    folded     TEXT    COLLATE "C" NOT NULL UNIQUE, -- the name in lower case: no two differ in that alone
    gid        BIGINT  NOT NULL UNIQUE,
    properties TEXT    NOT NULL, -- JSON object
    created    BIGINT  NOT NULL
);

CREATE TABLE members (
    group_id BIGINT  NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    user_id  BIGINT  NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    teacher  BOOLEAN NOT NULL,
    PRIMARY KEY (group_id, user_id)
);
CREATE INDEX members_user ON members (user_id);

-- In which groups those were who were removed, for when they come back.
CREATE TABLE removed_members (
    group_id   BIGINT  NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    removed_id BIGINT  NOT NULL REFERENCES removed (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, removed_id)
);
CREATE INDEX removed_members_removed ON removed_members (removed_id);
