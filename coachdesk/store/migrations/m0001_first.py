"""Schema 1: the first desk."""

from __future__ import annotations

import sqlite3

from coachdesk.vault.envelope import Vault

TO_CLIENT = "REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED"

DDL = f"""
CREATE TABLE vault (id TEXT NOT NULL PRIMARY KEY, generation INTEGER NOT NULL, keys TEXT NOT NULL);
CREATE TABLE client_key (id TEXT NOT NULL PRIMARY KEY, sealed BLOB NOT NULL);
CREATE TABLE desk_state (id TEXT NOT NULL PRIMARY KEY, serial INTEGER NOT NULL, sealed BLOB NOT NULL);

CREATE TABLE action (
  id TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  at TEXT NOT NULL,
  verb TEXT NOT NULL,
  run TEXT NOT NULL,
  undoes TEXT REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
  client_id TEXT,
  final BOOLEAN NOT NULL,
  schema_version INTEGER NOT NULL,
  images INTEGER NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_action_undoes ON action (undoes);
CREATE INDEX ix_action_client_id ON action (client_id);

CREATE TABLE image (
  id TEXT NOT NULL PRIMARY KEY,
  action_id TEXT NOT NULL REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  client_id TEXT,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_image_action_id ON image (action_id);
CREATE INDEX ix_image_row_id ON image (row_id);
CREATE INDEX ix_image_client_id ON image (client_id);

CREATE TABLE setting (id TEXT NOT NULL PRIMARY KEY, sealed BLOB NOT NULL);

CREATE TABLE client (
  id TEXT NOT NULL PRIMARY KEY,
  stage TEXT NOT NULL,
  created_at TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_client_stage ON client (stage);

CREATE TABLE stage_change (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  at TEXT NOT NULL,
  stage TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_stage_change_client_id ON stage_change (client_id);

CREATE TABLE contact (
  id TEXT NOT NULL PRIMARY KEY,
  role TEXT NOT NULL,
  created_at TEXT NOT NULL,
  sealed BLOB NOT NULL
);

CREATE TABLE goal (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  created_at TEXT NOT NULL,
  position INTEGER NOT NULL,
  state TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_goal_client_id ON goal (client_id);

CREATE TABLE rating (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  goal_id TEXT NOT NULL REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
  at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_rating_client_id ON rating (client_id);
CREATE INDEX ix_rating_goal_id ON rating (goal_id);

CREATE TABLE agreement (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  created_at TEXT NOT NULL,
  sponsor_id TEXT REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
  renews_id TEXT REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
  ended_on TEXT,
  ended_by TEXT,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_agreement_client_id ON agreement (client_id);
CREATE INDEX ix_agreement_sponsor_id ON agreement (sponsor_id);

CREATE TABLE agreement_version (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  agreement_id TEXT NOT NULL REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  sent_at TEXT,
  withdrawn_at TEXT,
  start_on TEXT,
  end_on TEXT,
  review_on TEXT,
  sealed BLOB NOT NULL,
  UNIQUE (agreement_id, number)
);
CREATE INDEX ix_agreement_version_client_id ON agreement_version (client_id);

CREATE TABLE signature (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  version_id TEXT NOT NULL REFERENCES agreement_version (id) DEFERRABLE INITIALLY DEFERRED,
  party TEXT NOT NULL,
  signed_on TEXT NOT NULL,
  created_at TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_signature_client_id ON signature (client_id);
CREATE INDEX ix_signature_version_id ON signature (version_id);

CREATE TABLE template (id TEXT NOT NULL PRIMARY KEY, created_at TEXT NOT NULL, sealed BLOB NOT NULL);

CREATE TABLE disclosure (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT {TO_CLIENT},
  version_id TEXT REFERENCES agreement_version (id) DEFERRABLE INITIALLY DEFERRED,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_disclosure_client_id ON disclosure (client_id);
CREATE INDEX ix_disclosure_version_id ON disclosure (version_id);

CREATE TABLE unsaved_form (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT {TO_CLIENT},
  form TEXT NOT NULL,
  at TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_unsaved_form_client_id ON unsaved_form (client_id);
"""


def up(connection: sqlite3.Connection, vault: Vault) -> None:
    """Makes every table of schema 1; not by `executescript`, which would commit on its own."""
    for statement in DDL.split(";"):
        if statement.strip():
            connection.execute(statement)
