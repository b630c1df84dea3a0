-- +goose Up
-- Who people are at providers, by the number of the account, which outlives names and
-- removals: who was removed does not come back as somebody new.
CREATE TABLE identities (
    id        BIGINT  PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    uid       BIGINT  NOT NULL,
    provider  TEXT    NOT NULL,
    issuer    TEXT    COLLATE "C" NOT NULL,
    subject   TEXT    COLLATE "C" NOT NULL,
    shown     TEXT    NOT NULL, -- what to recognise the person by; it may change
    admin     BOOLEAN NOT NULL, -- whether the provider made them an administrator
    created   BIGINT  NOT NULL,
    last_used BIGINT  NOT NULL,
    UNIQUE (issuer, subject)
);
CREATE INDEX identities_uid ON identities (uid);

-- By which of them a session began, and what to ask the provider again with.
CREATE TABLE session_identities (
    session_id  TEXT    COLLATE "C" PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    identity_id BIGINT  NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
    kept        BYTEA   NOT NULL, -- sealed with the installation's key; empty: it cannot be asked
    checked     BIGINT  NOT NULL
);
CREATE INDEX session_identities_identity ON session_identities (identity_id);

-- The groups whose people a provider decides.
CREATE TABLE managed_groups (
    group_id BIGINT PRIMARY KEY REFERENCES groups (id) ON DELETE CASCADE,
    provider TEXT   NOT NULL
);
