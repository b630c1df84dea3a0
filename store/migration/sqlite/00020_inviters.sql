-- +goose Up
-- Who made an invitation, and with which scopes: it counts as long as they could make it.
ALTER TABLE invitations ADD COLUMN inviter INTEGER REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE invitations ADD COLUMN service TEXT NOT NULL DEFAULT '';
ALTER TABLE invitations ADD COLUMN operator INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invitations ADD COLUMN scopes TEXT NOT NULL DEFAULT '[]'; -- JSON list, of the session or token
