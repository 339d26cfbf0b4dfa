"""What the world does to a desk: full disks, read-only folders, files cut short or in the wrong place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coachdesk.store import birth, files, key_copies, raw
from coachdesk.store import connection as connections
from coachdesk.store.files import DATABASE, KEYS
from coachdesk.vault import keyfile as keyfiles
from coachdesk.vault.slots import KeyringSecret
from tests.store.desks import MADE, Desk, add_client, copy_of, refusal


def run_child(code: str, desk: Desk) -> list[str]:
    """Runs code in another process, given the desk's folder and secret on standard input; answers with its lines."""
    given = f"{desk.folder}\n{desk.opener.secret().hex()}\n"
    found = subprocess.run([sys.executable, "-c", CHILD + code], input=given, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    return found.stdout.splitlines()


CHILD = """
import os, resource, sys
from pathlib import Path
from coachdesk.domain.errors import CoachdeskError
from coachdesk.vault.slots import KeyringSecret
from tests.store.desks import add_client, add_goal, new_desk, open_desk
folder, opener = Path(input()), KeyringSecret(bytes.fromhex(input()))
def told(call):
    try:
        call()
    except CoachdeskError as problem:
        print(problem.code, problem.exit_status)
"""

FULL = """
desk = open_desk(folder, opener)
client = add_client(desk)
def write():
    for number in range(2000):
        add_goal(desk, client, "x" * 400)
        print("saved", flush=True)
size = (folder / "desk.db-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100_000, size + 100_000))
told(write)
told(write)
print(desk.connection.execute("SELECT count(*) FROM goal").fetchone()[0])
sys.stdout.flush()
os._exit(0)
"""


def test_a_file_that_may_not_grow_is_said_and_nothing_acknowledged_is_lost(desk: Desk) -> None:
    lines = run_child(FULL, desk)
    saved = lines.count("saved")
    assert saved > 0
    assert set(lines[:-1]) == {"saved", "desk.full 1"}
    assert lines[-1] == str(saved)
    assert desk.connection.execute("SELECT count(*) FROM goal").fetchone() == (saved,)
    assert desk.records() == {"keys.json"}


TINY = """
import shutil
small = folder / "small"
small.mkdir()
os.system(f"mount -t tmpfs -o size=1500k,mode=700 none {small}") and sys.exit("no mount")
desk = new_desk(small, opener)
client = add_client(desk)
def write():
    for number in range(5000):
        add_goal(desk, client, "x" * 400)
        print("saved", flush=True)
told(write)
told(lambda: desk.renew())
goals = desk.connection.execute("SELECT count(*) FROM goal").fetchone()[0]
records = sorted(desk.records())
desk.connection.close()
again = open_desk(small, opener)
print(goals, again.connection.execute("SELECT count(*) FROM goal").fetchone()[0], records)
"""


def can_mount() -> bool:
    """Whether this machine lets us have a small disk of our own."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    trial = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=100k none /mnt"]
    return subprocess.run(trial, capture_output=True).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="no mount namespaces here")
def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(desk: Desk) -> None:
    given = f"{desk.folder}\n{desk.opener.secret().hex()}\n"
    command = ["unshare", "-rm", sys.executable, "-c", CHILD + TINY]
    found = subprocess.run(command, input=given, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    lines = found.stdout.splitlines()
    saved = lines.count("saved")
    assert saved > 0
    assert set(lines[:-1]) <= {"saved", "desk.full 1"}
    assert lines[-1] == f"{saved} {saved} ['keys.json']"


READ_ONLY = """
os.chmod(folder, 0o500)
if os.geteuid() == 0:
    for path in (folder, *folder.iterdir()):
        os.chown(path, 65534, 65534)
    os.setgid(65534)
    os.setuid(65534)
from coachdesk.store import files
told(lambda: files.check_dir(folder))
told(lambda: files.private_dir(folder / "backups"))
told(lambda: files.atomic_write(folder / "keys.json", b"x"))
told(lambda: open_desk(folder, opener))
"""


def test_a_read_only_folder_is_said(desk: Desk, tmp_path: Path) -> None:
    connections.close(desk.connection)
    for parent in tmp_path.parents:
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o011)  # the other user must get there
    tmp_path.chmod(0o711)
    before = (desk.folder / KEYS).read_bytes()
    lines = run_child(READ_ONLY, desk)
    desk.folder.chmod(0o700)
    assert set(lines) == {"desk.not-writable 1"}
    assert len(lines) == 4
    assert (desk.folder / KEYS).read_bytes() == before


def test_a_folder_of_another_user_is_refused(tmp_path: Path) -> None:
    theirs = tmp_path if os.geteuid() == 0 else Path("/")
    if os.geteuid() == 0:
        os.chown(theirs, 65534, 65534)
    with refusal("desk.not-yours"):
        files.check_dir(theirs)


def test_a_path_that_is_a_file_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("mine")
    for attempt in (
        lambda: files.check_dir(place),
        lambda: files.private_dir(place),
        lambda: files.private_dir(place / "x"),
    ):
        with refusal("desk.not-a-folder"):
            attempt()
    with refusal("desk.none"):
        files.check_dir(tmp_path / "nothing")
    assert place.read_text() == "mine"


def size_of(share: float) -> Callable[[Path], None]:
    def cut(path: Path) -> None:
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])

    return cut


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def text(path: Path) -> None:
    path.write_text("dear diary " * 1000)


DAMAGES = {"emptied": size_of(0), "short": size_of(0.01), "cut": size_of(0.02), "zeroed": zeroed, "text": text}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_database_cut_short_is_refused_and_not_made_worse(
    filled_once: Desk, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(filled_once.folder, folder)
    damage(folder / DATABASE)
    before = (folder / DATABASE).read_bytes()
    with refusal("desk.damaged"):
        connection = connections.connect(folder / DATABASE)
        try:
            key_copies.unlock(folder, connection, filled_once.opener)
        finally:
            connection.close()
    assert (folder / DATABASE).read_bytes() == before
    assert (folder / KEYS).exists()


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_a_database_with_its_end_cut_off_never_passes_for_whole(
    filled_once: Desk, tmp_path: Path, share: float
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(filled_once.folder, folder)
    size_of(share)(folder / DATABASE)
    from coachdesk.store import check

    findings, _ = check.examine(folder, filled_once.vault)
    assert any(finding.record == DATABASE and finding.severity == "damaged" for finding in findings)


def test_no_desk_and_a_desk_that_is_there_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    with refusal("desk.none"):
        connections.connect(tmp_path / "none" / DATABASE)
    with refusal("desk.none"):
        connections.connect_to_read(tmp_path / "none" / DATABASE)
    keyfile, vault = keyfiles.create([(KeyringSecret.new(), "x")], MADE)
    before = (desk.folder / KEYS).read_bytes()
    with refusal("desk.exists"):
        birth.create(desk.folder, keyfile, vault)
    assert (desk.folder / KEYS).read_bytes() == before
    add_client(desk)


def test_a_desk_that_cannot_be_finished_leaves_nothing(tmp_path: Path) -> None:
    keyfile, vault = keyfiles.create([(KeyringSecret.new(), "x")], MADE)
    (tmp_path / KEYS).mkdir()
    with refusal("desk.not-writable"):
        birth.create(tmp_path, keyfile, vault)
    assert [path.name for path in tmp_path.iterdir()] == [KEYS]


def test_new_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        folder = files.private_dir(tmp_path / "a" / "desk")
        keyfile, vault = keyfiles.create([(KeyringSecret.new(), "x")], MADE)
        connection = birth.create(folder, keyfile, vault)
        modes = {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}
        connections.close(connection)
    finally:
        os.umask(old)
    assert modes == {"desk": 0o700, DATABASE: 0o600, f"{DATABASE}-wal": 0o600, f"{DATABASE}-shm": 0o600, KEYS: 0o600}


def test_an_atomic_write_replaces_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "file"
    files.atomic_write(place, b"one")
    files.atomic_write(place, b"two")
    assert place.read_bytes() == b"two"
    (tmp_path / "folder").mkdir()
    with refusal("desk.not-writable"):
        files.atomic_write(tmp_path / "folder", b"x")
    with refusal("desk.not-writable"):
        files.atomic_write(tmp_path / "none" / "file", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_odd_names_of_folders_are_no_trouble(desk: Desk, tmp_path: Path) -> None:
    client_id = add_client(desk)
    connections.close(desk.connection)
    with copy_of(desk, tmp_path / "a ?b#c%41 é'\"") as odd:
        assert raw.row(odd.connection, odd.vault, "client", client_id)
        assert odd.records() == {KEYS}
