-- +goose Up
-- What a provider calls a group that it manages: two of its groups may come to one name
-- here, of which one is meant. '' until somebody comes who is in it.
ALTER TABLE managed_groups ADD COLUMN called TEXT NOT NULL DEFAULT '';
