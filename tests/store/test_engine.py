"""The store: one transaction a block, nothing half, and other processes at the same time."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from coachdesk.domain.ids import new_id
from coachdesk.store import connection as connections
from coachdesk.store import desk_state, key_copies, keys, raw
from coachdesk.store.engine import Store
from coachdesk.store.files import DATABASE
from coachdesk.store.tables.clients import Client
from coachdesk.store.tables.goals import Goal
from coachdesk.store.tables.settings import Setting
from coachdesk.vault.slots import KeyringSecret
from tests.store.desks import MADE, NOW, Desk, add_client, add_goal, open_desk, raw_connection, refusal


def counts(desk: Desk) -> dict[str, int]:
    tables = ("action", "image", "client", "goal", "client_key", "setting")
    return {name: desk.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


def test_an_error_in_the_block_keeps_nothing(desk: Desk) -> None:
    before, state = counts(desk), desk_state.read(desk.connection, desk.vault)
    client_id = new_id()
    with pytest.raises(ZeroDivisionError), desk.store.write("clients.add") as db:  # noqa: PT012
        keys.make(db, client_id)
        db.add(Client(id=client_id, stage="active", created_at=NOW, called="Ann"))
        db.flush()
        1 / 0  # noqa: B018
    assert counts(desk) == before
    assert desk_state.read(desk.connection, desk.vault) == state
    # The key that was rolled back is forgotten too: the same id may come again, under a new one.
    with desk.store.write("clients.add") as db:
        keys.make(db, client_id)
        db.add(Client(id=client_id, stage="active", created_at=NOW, called="Ann"))
    assert raw.row(desk.connection, desk.vault, "client", client_id)


def test_a_block_that_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    add_client(desk)
    before, serial = counts(desk), desk_state.read(desk.connection, desk.vault).serial
    with desk.store.write("clients.edit") as db:
        for row in db.all(Client):
            row.called = "Ann"
    with desk.store.write("clients.edit"):
        pass
    assert counts(desk) == before
    assert desk_state.read(desk.connection, desk.vault).serial == serial


def test_a_rollback_in_the_block_keeps_nothing(desk: Desk) -> None:
    before, state = counts(desk), desk_state.read(desk.connection, desk.vault)
    with desk.store.write("settings.change") as db:
        db.add(Setting(id="zone", value="UTC"))
        db.flush()
        db.rollback()
    with desk.store.write("clients.add") as db:
        keys.make(db, new_id())
        db.rollback()
    assert counts(desk) == before
    assert desk_state.read(desk.connection, desk.vault) == state


def test_a_row_that_comes_and_goes_in_one_block_has_no_image(desk: Desk) -> None:
    with desk.store.write("settings.change") as db:
        row = Setting(id="zone", value="UTC")
        db.add(row)
        db.flush()
        db.delete(row)
    assert counts(desk)["action"] == 0
    assert desk.records() == {"keys.json"}


def test_a_row_touched_twice_in_one_block_has_one_image(desk: Desk) -> None:
    client_id = add_client(desk)
    before = counts(desk)["image"]
    with desk.store.write("clients.edit") as db:
        row = db.get(Client, client_id)
        assert row is not None
        for name in ("Anna", "Anne"):
            row.called = name
            db.flush()
    assert counts(desk)["image"] == before + 1
    assert desk.records() == {"keys.json"}


def test_a_quiet_write_may_not_touch_what_has_a_journal(desk: Desk) -> None:
    with pytest.raises(TypeError, match="quiet"), desk.store.write("settings.change", quiet=True) as db:
        db.add(Setting(id="zone", value="UTC"))
    assert counts(desk)["setting"] == 0


def test_a_reference_to_nothing_is_refused_whole(desk: Desk) -> None:
    client_id = add_client(desk)
    with refusal("store.unknown"), desk.store.write("goals.rate") as db:
        goal = Goal(id=new_id(), client_id=client_id, created_at=NOW, position=1, state="open", text="x")
        db.add(goal)
        db.flush()
        db.delete(db.all(Client)[0])
    assert counts(desk)["goal"] == 0
    assert counts(desk)["client"] == 1


def test_an_error_of_the_database_shows_no_value(desk: Desk) -> None:
    with pytest.raises(Exception, match="UNIQUE") as caught, desk.store.write("settings.change") as db:  # noqa: PT012
        db.add(Setting(id="CanaryKey", value="CanaryValue"))
        db.flush()
        db.expunge_all()
        db.add(Setting(id="CanaryKey", value="CanaryValue"))
    assert "Canary" not in str(caught.value)


def test_busy_is_said_when_another_process_writes(desk: Desk) -> None:
    with raw_connection(desk) as other:
        other.execute("BEGIN IMMEDIATE")
        desk.connection.execute("PRAGMA busy_timeout = 20")
        with refusal("desk.busy"), desk.store.write("x"):
            pass
        with desk.store.read() as db:
            assert db.all(Client) == []


def test_another_process_commit_changes_the_data_version(desk: Desk) -> None:
    version = desk.store.data_version()
    add_client(desk)
    assert desk.store.data_version() == version
    other = open_desk(desk.folder, desk.opener)
    add_client(other)
    connections.close(other.connection)
    assert desk.store.data_version() != version


def test_new_keys_made_by_another_process_stop_every_write(desk: Desk) -> None:
    client_id = add_client(desk)
    other = open_desk(desk.folder, desk.opener)
    other.renew()
    connections.close(other.connection)
    before = counts(desk)
    with refusal("desk.keys-changed"):
        add_goal(desk, client_id)
    with refusal("desk.keys-changed"):
        key_copies.renew(desk.folder, desk.connection, desk.vault, desk.vault, desk.keyfile)
    assert counts(desk) == before
    again = open_desk(desk.folder, desk.opener)
    add_goal(again, client_id)
    assert again.records() == {"keys.json"}
    connections.close(again.connection)


def test_threads_wait_for_each_other(desk: Desk) -> None:
    client_id = add_client(desk)
    threads = [threading.Thread(target=add_goal, args=(desk, client_id, str(n))) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts(desk)["goal"] == 8


def test_a_store_is_made_in_one_thread_and_used_in_another(desk: Desk) -> None:
    made: list[Store] = []
    thread = threading.Thread(target=lambda: made.append(Store(desk.connection, desk.vault, lambda: NOW)))
    thread.start()
    thread.join()
    with made[0].read() as db:
        assert db.all(Client) == []


WRITER = """
import json, sys
from pathlib import Path
from tests.store.desks import add_goal, open_desk
from coachdesk.vault.slots import KeyringSecret
given = json.loads(sys.stdin.readline())
desk = open_desk(Path(given["folder"]), KeyringSecret(bytes.fromhex(given["secret"])))
print("ready", flush=True)
sys.stdin.readline()
for number in range(given["goals"]):
    add_goal(desk, given["client"], f"theirs {number}")
"""


def test_two_processes_write_at_once_and_lose_nothing(desk: Desk) -> None:
    client_id = add_client(desk)
    assert isinstance(desk.opener, KeyringSecret)
    given = {"folder": str(desk.folder), "secret": desk.opener.secret().hex(), "client": client_id, "goals": 25}
    other = subprocess.Popen([sys.executable, "-c", WRITER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with other:
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdin.write(json.dumps(given) + "\n")
        other.stdin.flush()
        assert other.stdout.readline() == "ready\n"
        other.stdin.write("go\n")
        other.stdin.flush()
        for number in range(25):
            add_goal(desk, client_id, f"ours {number}")
    assert other.returncode == 0
    assert counts(desk)["goal"] == 50
    numbers = [seq for (seq,) in desk.connection.execute("SELECT seq FROM action ORDER BY seq")]
    assert numbers == list(range(1, 52))
    assert desk.records() == {"keys.json"}


def test_the_log_is_emptied_on_close(desk: Desk) -> None:
    client_id = add_client(desk)
    log = Path(f"{desk.folder / DATABASE}-wal")
    assert log.stat().st_size > 0
    other = open_desk(desk.folder, desk.opener)
    connections.close(other.connection)
    assert not log.exists() or log.stat().st_size == 0
    assert raw.row(desk.connection, desk.vault, "client", client_id)


def test_every_pragma_is_set(desk: Desk) -> None:
    def pragma(name: str) -> object:
        return desk.connection.execute(f"PRAGMA {name}").fetchone()[0]

    wanted = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "trusted_schema": 0}
    assert {name: pragma(name) for name in wanted} == wanted
    assert desk.connection.isolation_level is None
    assert sqlite3.threadsafety == 3
    assert MADE
