"""A new desk's files, all of them or none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from coachdesk.store import connection as connections
from coachdesk.store import desk_state, keys, migrations
from coachdesk.store.connection import transaction
from coachdesk.store.files import DATABASE, KEYS, atomic_write
from coachdesk.vault.envelope import DESK, Vault
from coachdesk.vault.keyfile import KeyFile


def create(folder: Path, keyfile: KeyFile, vault: Vault) -> sqlite3.Connection:
    """Makes `desk.db` and `keys.json` in a private folder and answers with the open connection, keys attached.

    Raises desk.exists, desk.not-writable, desk.full; nothing half stays then.
    """
    database = folder / DATABASE
    made = connections.connect(database, create=True)
    try:
        keys.attach(made, vault)
        with transaction(made, write=True):
            migrations.build(made, vault)
            text = keyfile.to_bytes().decode()
            made.execute("INSERT INTO vault (id, generation, keys) VALUES ('copy', ?, ?)", (keyfile.generation, text))
            keys.insert(made, vault, DESK)
            desk_state.begin(made, vault)
        atomic_write(folder / KEYS, keyfile.to_bytes())
    except BaseException:
        made.close()
        for tail in ("", "-wal", "-shm"):
            Path(f"{database}{tail}").unlink(missing_ok=True)
        raise
    return made
