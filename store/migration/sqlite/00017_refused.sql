-- +goose Up
-- Since when a provider lets somebody in no more; 0: it does.
ALTER TABLE identities ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
