-- +goose Up
-- Whether somebody has a login name is asked for each person who is added.
CREATE INDEX users_account ON users (account);
CREATE INDEX removed_account ON removed (account);

