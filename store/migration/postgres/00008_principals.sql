-- +goose Up
-- A token belongs to a person, or to a service. The new column takes the old one's
-- place, so that columns stand in the order in which SQLite has them.
ALTER TABLE tokens ADD COLUMN person BIGINT REFERENCES users (id) ON DELETE CASCADE;
UPDATE tokens SET person = user_id;
ALTER TABLE tokens DROP COLUMN user_id;
ALTER TABLE tokens RENAME COLUMN person TO user_id;
ALTER TABLE tokens ADD COLUMN service TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK ((user_id IS NULL) = (service <> ''));
CREATE INDEX tokens_user ON tokens (user_id);
CREATE INDEX tokens_service ON tokens (service) WHERE service <> '';
