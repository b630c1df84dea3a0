-- +goose Up
-- Roles that people made, and who holds them.
CREATE TABLE roles (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT    NOT NULL UNIQUE,
    description TEXT    NOT NULL,
    scopes      TEXT    NOT NULL, -- JSON list
    created     INTEGER NOT NULL
) STRICT;

CREATE TABLE role_users (
    role_id INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (role_id, user_id)
) STRICT;
CREATE INDEX role_users_user ON role_users (user_id);

CREATE TABLE role_groups (
    role_id  INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    PRIMARY KEY (role_id, group_id)
) STRICT;
CREATE INDEX role_groups_group ON role_groups (group_id);

CREATE TABLE role_services (
    role_id INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    service TEXT    NOT NULL,
    PRIMARY KEY (role_id, service)
) STRICT;
CREATE INDEX role_services_service ON role_services (service);
