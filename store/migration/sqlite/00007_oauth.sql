-- +goose Up
-- Tokens that programs get which sign people in through the hub (OAuth), and what each
-- rests on: it ends with that.
ALTER TABLE tokens ADD COLUMN client  TEXT    NOT NULL DEFAULT ''; -- the OAuth client that has it; of a server's own token, the client that it is
ALTER TABLE tokens ADD COLUMN session TEXT    REFERENCES sessions (id) ON DELETE CASCADE;
ALTER TABLE tokens ADD COLUMN parent  INTEGER NOT NULL DEFAULT 0; -- the token in whose place it is shown to a program, or 0
CREATE INDEX tokens_session ON tokens (session);

-- Codes that such a program exchanges for a token, once. They stay for a while after
-- that: who shows one again has stolen it, or was stolen from.
CREATE TABLE oauth_codes (
    hash      BLOB    PRIMARY KEY, -- SHA-256 of the code
    session   TEXT    NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    client    TEXT    NOT NULL,
    server    TEXT    NOT NULL, -- the run that is the client, or ''
    note      TEXT    NOT NULL,
    scopes    TEXT    NOT NULL, -- JSON list
    redirect  TEXT    NOT NULL, -- where it was sent
    challenge TEXT    NOT NULL, -- PKCE, S256; '' for none
    created   INTEGER NOT NULL,
    expires   INTEGER NOT NULL,
    token     INTEGER NOT NULL  -- what was given for it; 0 while nothing was
) STRICT;
CREATE INDEX oauth_codes_session ON oauth_codes (session);
