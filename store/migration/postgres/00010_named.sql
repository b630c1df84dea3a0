-- +goose Up
-- A person has several servers (decision 046): the default one, whose name is empty, and others.
ALTER TABLE servers ADD COLUMN name TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE servers ADD COLUMN display TEXT NOT NULL DEFAULT ''; -- what its person calls it, where that is not its name
ALTER TABLE servers ADD COLUMN options TEXT NOT NULL DEFAULT ''; -- what was asked of its last start: JSON, '' for nothing
ALTER TABLE servers DROP CONSTRAINT servers_pkey;
ALTER TABLE servers ADD PRIMARY KEY (user_id, name);
