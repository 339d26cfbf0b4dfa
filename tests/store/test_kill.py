"""kill -9 while it writes: no acknowledged change is lost, and the desk never needs a repair."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

from coachdesk.store import connection as connections
from coachdesk.vault.slots import KeyringSecret
from tests.long import share
from tests.store.desks import Desk, add_client, new_desk, open_desk

WHOLE = 100
SEED = 20270111

WRITER = """
import sys
from pathlib import Path
from tests.store.desks import add_goal, open_desk
from tests.store.one_list import promise
from coachdesk.store.undo import undo
from coachdesk.vault.slots import KeyringSecret
folder, secret, client = (sys.stdin.readline().strip() for _ in range(3))
desk = open_desk(Path(folder), KeyringSecret(bytes.fromhex(secret)))
print("ready", flush=True)
number = 0
while True:
    number += 1
    print(add_goal(desk, client, "words " * 50), flush=True)
    with desk.store.write("tasks.add", client_id=client) as db:
        task = promise(db, client)
    print(task, flush=True)
    if number % 3 == 0:
        undo(desk.store)  # what was promised stays, and says that it was undone
    if number % 7 == 0:
        desk.renew()
    if number % 10 == 0:
        desk.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
"""


@pytest.mark.long
def test_killed_at_random_instants_it_loses_nothing_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    opener = KeyringSecret.new()
    folder = tmp_path / "desk"
    folder.mkdir(mode=0o700)
    desk = new_desk(folder, opener)
    client_id = add_client(desk)
    connections.close(desk.connection)
    acknowledged: set[str] = set()
    for _ in range(share(WHOLE)):
        acknowledged |= killed_writer(folder, opener, client_id, chance.uniform(0.0, 0.5))
        desk = open_desk(folder, opener)
        check_nothing_lost(desk, acknowledged)
        connections.close(desk.connection)
    assert acknowledged


def killed_writer(folder: Path, opener: KeyringSecret, client_id: str, seconds: float) -> set[str]:
    """Lets another process write until it is killed; answers with what it acknowledged."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write(f"{folder}\n{opener.secret().hex()}\n{client_id}\n")
        writer.stdin.flush()
        assert writer.stdout.readline() == "ready\n"
        timer = Timer(seconds, writer.kill)
        timer.start()
        # A line that was cut in the middle was not acknowledged.
        lines = [line.strip() for line in writer.stdout if line.endswith("\n")]
        timer.join()
    assert writer.returncode == -9
    return set(lines)


def check_nothing_lost(desk: Desk, acknowledged: set[str]) -> None:
    """Every acknowledged row is there, doctor finds nothing, and writing goes on."""
    there = {row_id for (row_id,) in desk.connection.execute("SELECT id FROM goal UNION SELECT id FROM task")}
    assert acknowledged <= there
    assert desk.records() == {"keys.json"}
