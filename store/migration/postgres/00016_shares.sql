-- +goose Up
-- Who may do what with somebody else's server: a person, or whoever is in a group.
CREATE TABLE shares (
    id       BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    owner_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    server   TEXT COLLATE "C" NOT NULL, -- by its name, '' for the default one
    user_id  BIGINT REFERENCES users (id) ON DELETE CASCADE,
    group_id BIGINT REFERENCES groups (id) ON DELETE CASCADE,
    scopes   TEXT NOT NULL, -- JSON list, without filters
    created  BIGINT NOT NULL,
    CHECK ((user_id IS NULL) <> (group_id IS NULL))
);
CREATE UNIQUE INDEX shares_with_user ON shares (owner_id, server, user_id) WHERE user_id IS NOT NULL;
CREATE UNIQUE INDEX shares_with_group ON shares (owner_id, server, group_id) WHERE group_id IS NOT NULL;
CREATE INDEX shares_user ON shares (user_id);
CREATE INDEX shares_group ON shares (group_id);

-- Links that give a share, each under its hash.
CREATE TABLE share_codes (
    id        BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    hash      BYTEA NOT NULL UNIQUE,
    owner_id  BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    server    TEXT COLLATE "C" NOT NULL,
    scopes    TEXT NOT NULL, -- JSON list, without filters
    created   BIGINT NOT NULL,
    expires   BIGINT NOT NULL,
    exchanged BIGINT NOT NULL, -- how often
    last      BIGINT NOT NULL  -- when; 0 for never
);
CREATE INDEX share_codes_owner ON share_codes (owner_id);
