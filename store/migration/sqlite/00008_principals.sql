-- +goose Up
-- A token belongs to a person, or to a service. The new column takes the old one's
-- place: SQLite cannot make a column optional.
ALTER TABLE tokens ADD COLUMN person INTEGER REFERENCES users (id) ON DELETE CASCADE;
UPDATE tokens SET person = user_id;
DROP INDEX tokens_user;
ALTER TABLE tokens DROP COLUMN user_id;
ALTER TABLE tokens RENAME COLUMN person TO user_id;
ALTER TABLE tokens ADD COLUMN service TEXT NOT NULL DEFAULT '' CHECK ((user_id IS NULL) = (service <> ''));
CREATE INDEX tokens_user ON tokens (user_id);
CREATE INDEX tokens_service ON tokens (service) WHERE service <> '';
