-- +goose Up
-- Roles that people made, and who holds them.
CREATE TABLE roles (
    id          BIGINT  PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name        TEXT    COLLATE "C" NOT NULL UNIQUE,
    description TEXT    NOT NULL,
    scopes      TEXT    NOT NULL, -- JSON list
    created     BIGINT  NOT NULL
);

CREATE TABLE role_users (
    role_id BIGINT  NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    user_id BIGINT  NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (role_id, user_id)
);
CREATE INDEX role_users_user ON role_users (user_id);

CREATE TABLE role_groups (
    role_id  BIGINT  NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    group_id BIGINT  NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    PRIMARY KEY (role_id, group_id)
);
CREATE INDEX role_groups_group ON role_groups (group_id);

CREATE TABLE role_services (
    role_id BIGINT  NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    service TEXT    COLLATE "C" NOT NULL,
    PRIMARY KEY (role_id, service)
);
CREATE INDEX role_services_service ON role_services (service);
