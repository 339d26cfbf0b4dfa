"""Schema 2: sessions with their work, consents, the one list with its messages, absences and reviews, the practice
register, answers to checklists, dilemmas, hours from elsewhere, the ledger and incidents."""

from __future__ import annotations

import sqlite3

from coachdesk.vault.envelope import Vault

TO_CLIENT = "REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED"
TO_CONTACT = "REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED"
TO_AGREEMENT = "REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED"
TO_SESSION = "REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED"
TO_MOMENT = "REFERENCES moment (id) DEFERRABLE INITIALLY DEFERRED"

DDL = f"""
CREATE TABLE consent (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  kind TEXT NOT NULL,
  given BOOLEAN NOT NULL,
  on_day TEXT NOT NULL,
  until_day TEXT,
  withdrawn_on TEXT,
  created_at TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_consent_client_id ON consent (client_id);

CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  agreement_id TEXT {TO_AGREEMENT},
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  state TEXT NOT NULL,
  series_id TEXT,
  created_at TEXT NOT NULL,
  started_at TEXT,
  held_minutes INTEGER,
  ended_at TEXT,
  ended_by TEXT,
  charged BOOLEAN,
  wrapped_at TEXT,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_session_client_id ON session (client_id);
CREATE INDEX ix_session_counted ON session (agreement_id, kind, state, charged);
CREATE INDEX ix_session_at_id ON session (at, id);
CREATE INDEX ix_session_state_at_id ON session (state, at, id);
CREATE INDEX ix_session_series_id ON session (series_id);

CREATE TABLE session_agreement (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  session_id TEXT NOT NULL {TO_SESSION},
  created_at TEXT NOT NULL,
  minutes INTEGER,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_session_agreement_client_id ON session_agreement (client_id);
CREATE INDEX ix_session_agreement_session_id ON session_agreement (session_id);

CREATE TABLE moment (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  session_id TEXT NOT NULL {TO_SESSION},
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  became TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_moment_client_id ON moment (client_id);
CREATE INDEX ix_moment_session_id ON moment (session_id);

CREATE TABLE session_note (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  session_id TEXT NOT NULL {TO_SESSION},
  moment_id TEXT {TO_MOMENT},
  created_at TEXT NOT NULL,
  kind TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_session_note_client_id ON session_note (client_id);
CREATE INDEX ix_session_note_session_id ON session_note (session_id);
CREATE INDEX ix_session_note_moment_id ON session_note (moment_id);

CREATE TABLE client_action (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  session_id TEXT {TO_SESSION},
  moment_id TEXT {TO_MOMENT},
  created_at TEXT NOT NULL,
  due_on TEXT,
  state TEXT NOT NULL,
  answered_at TEXT,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_client_action_client_id ON client_action (client_id);
CREATE INDEX ix_client_action_session_id ON client_action (session_id);
CREATE INDEX ix_client_action_moment_id ON client_action (moment_id);

CREATE TABLE share (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  session_id TEXT {TO_SESSION},
  moment_id TEXT {TO_MOMENT},
  created_at TEXT NOT NULL,
  ask_first BOOLEAN NOT NULL,
  answer TEXT,
  answered_on TEXT,
  told_on TEXT,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_share_client_id ON share (client_id);
CREATE INDEX ix_share_session_id ON share (session_id);
CREATE INDEX ix_share_moment_id ON share (moment_id);

CREATE TABLE message (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT {TO_CLIENT},
  contact_id TEXT {TO_CONTACT},
  received_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  aim_at TEXT NOT NULL,
  expected_at TEXT NOT NULL,
  how TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_message_client_id ON message (client_id);
CREATE INDEX ix_message_contact_id ON message (contact_id);
CREATE INDEX ix_message_received_at ON message (received_at);

CREATE TABLE task (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT {TO_CLIENT},
  contact_id TEXT {TO_CONTACT},
  kind TEXT NOT NULL,
  created_at TEXT NOT NULL,
  due_at TEXT,
  state TEXT NOT NULL,
  ended_at TEXT,
  minutes INTEGER,
  whole_day BOOLEAN NOT NULL,
  follows_id TEXT REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
  follows_as TEXT,
  agreement_id TEXT {TO_AGREEMENT},
  session_id TEXT {TO_SESSION},
  message_id TEXT REFERENCES message (id) DEFERRABLE INITIALLY DEFERRED,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_task_client_id ON task (client_id);
CREATE INDEX ix_task_contact_id ON task (contact_id);
CREATE INDEX ix_task_open_due_at_id ON task (due_at, id) WHERE ended_at IS NULL;
CREATE INDEX ix_task_state ON task (state);
CREATE INDEX ix_task_ended_at_id ON task (ended_at, id) WHERE ended_at IS NOT NULL;
CREATE INDEX ix_task_follows_id ON task (follows_id);
CREATE INDEX ix_task_agreement_id ON task (agreement_id);
CREATE INDEX ix_task_session_id ON task (session_id);
CREATE INDEX ix_task_message_id ON task (message_id);

CREATE TABLE task_event (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT {TO_CLIENT},
  task_id TEXT NOT NULL REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  deadline TEXT,
  done_at TEXT,
  of_id TEXT REFERENCES task_event (id) DEFERRABLE INITIALLY DEFERRED,
  sealed BLOB NOT NULL,
  UNIQUE (task_id, number)
);
CREATE INDEX ix_task_event_client_id ON task_event (client_id);

CREATE TABLE dismissal (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT {TO_CLIENT},
  fact TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_dismissal_client_id ON dismissal (client_id);

CREATE TABLE absence (
  id TEXT NOT NULL PRIMARY KEY,
  created_at TEXT NOT NULL,
  from_at TEXT NOT NULL,
  until_at TEXT,
  back_at TEXT,
  cover_id TEXT REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_absence_cover_id ON absence (cover_id);
CREATE INDEX ix_absence_from_at ON absence (from_at);

CREATE TABLE register_entry (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT {TO_CLIENT},
  created_at TEXT NOT NULL,
  on_day TEXT NOT NULL,
  until_day TEXT,
  told_on TEXT,
  answered_on TEXT,
  ended_on TEXT,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_register_entry_client_id ON register_entry (client_id);

CREATE TABLE ethics_answer (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT {TO_CLIENT},
  agreement_id TEXT {TO_AGREEMENT},
  session_id TEXT {TO_SESSION},
  entry_id TEXT REFERENCES register_entry (id) DEFERRABLE INITIALLY DEFERRED,
  at TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_ethics_answer_client_id ON ethics_answer (client_id);
CREATE INDEX ix_ethics_answer_agreement_id ON ethics_answer (agreement_id);
CREATE INDEX ix_ethics_answer_session_id ON ethics_answer (session_id);
CREATE INDEX ix_ethics_answer_entry_id ON ethics_answer (entry_id);

CREATE TABLE dilemma (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT {TO_CLIENT},
  created_at TEXT NOT NULL,
  on_day TEXT NOT NULL,
  decided_on TEXT,
  look_back_on TEXT,
  looked_back_on TEXT,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_dilemma_client_id ON dilemma (client_id);

CREATE TABLE past_hours (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT {TO_CLIENT},
  created_at TEXT NOT NULL,
  start_on TEXT NOT NULL,
  end_on TEXT,
  paid_minutes INTEGER NOT NULL,
  pro_bono_minutes INTEGER NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_past_hours_client_id ON past_hours (client_id);

CREATE TABLE incident (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  session_id TEXT {TO_SESSION},
  state TEXT NOT NULL,
  on_day TEXT NOT NULL,
  created_at TEXT NOT NULL,
  closed_at TEXT,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_incident_client_id ON incident (client_id);
CREATE INDEX ix_incident_session_id ON incident (session_id);

CREATE TABLE ledger_entry (
  id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL {TO_CLIENT},
  agreement_id TEXT {TO_AGREEMENT},
  incident_id TEXT REFERENCES incident (id) DEFERRABLE INITIALLY DEFERRED,
  reverses_id TEXT REFERENCES ledger_entry (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  on_day TEXT NOT NULL,
  due_on TEXT,
  created_at TEXT NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX ix_ledger_entry_client_id ON ledger_entry (client_id);
CREATE INDEX ix_ledger_entry_agreement_id ON ledger_entry (agreement_id);
CREATE INDEX ix_ledger_entry_incident_id ON ledger_entry (incident_id);
CREATE INDEX ix_ledger_entry_reverses_id ON ledger_entry (reverses_id);

CREATE TABLE review (id TEXT NOT NULL PRIMARY KEY, day TEXT NOT NULL UNIQUE, at TEXT NOT NULL, sealed BLOB NOT NULL);
"""


def up(connection: sqlite3.Connection, vault: Vault) -> None:
    """Makes the tables of schema 2; not by `executescript`, which would commit on its own."""
    for statement in DDL.split(";"):
        if statement.strip():
            connection.execute(statement)
