-- +goose Up
-- Who people are at providers, by the number of the account, which outlives names and
-- removals: who was removed does not come back as somebody new.
CREATE TABLE identities (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    uid       INTEGER NOT NULL,
    provider  TEXT    NOT NULL,
    issuer    TEXT    NOT NULL,
    subject   TEXT    NOT NULL,
    shown     TEXT    NOT NULL, -- what to recognise the person by; it may change
    admin     INTEGER NOT NULL, -- whether the provider made them an administrator
    created   INTEGER NOT NULL,
    last_used INTEGER NOT NULL,
    UNIQUE (issuer, subject)
) STRICT;
CREATE INDEX identities_uid ON identities (uid);

-- By which of them a session began, and what to ask the provider again with.
CREATE TABLE session_identities (
    session_id  TEXT    PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    identity_id INTEGER NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
    kept        BLOB    NOT NULL, -- sealed with the installation's key; empty: it cannot be asked
    checked     INTEGER NOT NULL
) STRICT;
CREATE INDEX session_identities_identity ON session_identities (identity_id);

-- The groups whose people a provider decides.
CREATE TABLE managed_groups (
    group_id INTEGER PRIMARY KEY REFERENCES groups (id) ON DELETE CASCADE,
    provider TEXT    NOT NULL
) STRICT;
