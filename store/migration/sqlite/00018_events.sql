-- +goose Up
-- Which of a person's servers an event is about, '' for the default one: the log of
-- servers' starts and stops has it.
ALTER TABLE events ADD COLUMN server_name TEXT NOT NULL DEFAULT '';
