"""What an attacker would try, and what must not come of it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.cli import output
from coachdesk.domain.disclosures import SHOWS_NOBODY, TO_CLIENT
from coachdesk.domain.errors import CoachdeskError
from coachdesk.services import agreements, demo, doctor, hand_over, slots, unsaved
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, NewDesk, Passphrase, RecoveryKey, create_desk, new_recovery_key, open_desk
from coachdesk.services.opening import start_opening
from coachdesk.vault.envelope import canonical
from tests.services import acts

OPENS = "three plain words"
DUMPABLE = "print('dumpable', ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))"


@pytest.fixture
def key() -> str:
    """A recovery key."""
    return new_recovery_key()


@pytest.fixture
def folder(tmp_path: Path, key: str) -> Path:
    """A closed desk which that key opens."""
    create_desk(tmp_path / "desk", NewDesk(name="Ann", zone="UTC"), [RecoveryKey(key)]).close()
    return tmp_path / "desk"


@pytest.fixture
def desk(folder: Path, key: str) -> Desk:
    """The same desk, open."""
    return open_desk(folder, RecoveryKey(key))


def planted(folder: Path, **changes: object) -> None:
    """Change `keys.json` as somebody would who knows its format but no key."""
    path = folder / "keys.json"
    document = json.loads(path.read_bytes()) | changes
    del document["check"]
    check = hashlib.sha256(canonical(document).encode()).hexdigest()
    path.write_text(json.dumps({**document, "check": check}, indent=1) + "\n")


def in_a_child(code: str, given: str = "") -> str:
    """What a fresh interpreter prints."""
    command = [sys.executable, "-P", "-c", f"import ctypes, resource, sys\n{code}\n{DUMPABLE}"]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_DUMPABLE is Linux's")
def test_a_verb_leaves_no_core_file(folder: Path) -> None:
    code = f"from coachdesk.__main__ import main; main(['--desk', {str(folder)!r}, 'today', '--recovery-key-stdin'])"
    assert in_a_child(code, "no key\n").endswith("dumpable 0 (0, 0)\n")


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_DUMPABLE is Linux's")
def test_the_screens_leave_no_core_file(folder: Path) -> None:
    code = (
        "from pathlib import Path\nfrom coachdesk.ui import start\n"
        f"start.run_at = lambda door, locked: 0\nstart.run(Path({str(folder)!r}))"
    )
    assert in_a_child(code).endswith("dumpable 0 (0, 0)\n")


@pytest.mark.parametrize("name", ["../../x", "a\0b", "\x1b[31m", "\ud800", "", "x" * 300])
def test_a_planted_key_file_with_a_hostile_name_is_mended(folder: Path, key: str, name: str) -> None:
    planted(folder, vault=name)
    desk = open_desk(folder, RecoveryKey(key))
    assert [finding.record for finding in desk.opening_findings] == ["keys.json"]
    desk.close()
    assert sorted(path.name for path in folder.iterdir()) == ["desk.db", "keys.json"]


def test_a_key_file_nested_without_end_does_not_stop_the_start(folder: Path, key: str) -> None:
    (folder / "keys.json").write_bytes(b"[" * 60_000)
    assert start_opening(folder).exists
    open_desk(folder, RecoveryKey(key)).close()


def test_a_key_file_put_there_while_the_desk_is_open_is_not_believed(folder: Path, desk: Desk) -> None:
    shown = slots.listed(desk)
    document = json.loads((folder / "keys.json").read_bytes())
    planted(folder, generation=99, slots=[document["slots"][0] | {"label": "all is well"}])
    assert slots.listed(desk) == shown
    assert len(slots.add(desk, Passphrase(OPENS))) == 2
    desk.close()
    open_desk(folder, Passphrase(OPENS)).close()


def test_an_old_generation_of_everything_about_keys_opens_with_the_removed_slot_and_is_named(
    folder: Path, desk: Desk, tmp_path: Path
) -> None:
    """Data keys outlive a slot: who kept a copy and the removed passphrase is not shut out, but is seen."""
    slots.add(desk, Passphrase(OPENS))
    shutil.copy(folder / "keys.json", tmp_path / "old.json")
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        desk.connection.backup(old)
    slots.remove(desk, "passphrase")
    desk.close()
    with pytest.raises(CoachdeskError, match="no passphrase slot"):
        open_desk(folder, Passphrase(OPENS))
    shutil.copy(tmp_path / "old.json", folder / "keys.json")
    with pytest.raises(CoachdeskError, match="no passphrase slot"):
        open_desk(folder, Passphrase(OPENS))
    with closing(sqlite3.connect(folder / "desk.db", isolation_level=None)) as other:
        other.execute("ATTACH ? AS old", (str(tmp_path / "old.db"),))
        for table in ("vault", "client_key"):
            other.execute(f"DELETE FROM main.{table}")
            other.execute(f"INSERT INTO main.{table} SELECT * FROM old.{table}")
    desk = open_desk(folder, Passphrase(OPENS))
    assert "client_key" in {finding.record for finding in doctor.check(desk).findings}
    desk.close()


@pytest.mark.parametrize(
    "statement",
    ["CREATE TRIGGER t AFTER UPDATE ON client_key BEGIN DELETE FROM disclosure; END", "CREATE VIEW v AS SELECT 1"],
)
def test_code_that_somebody_put_into_the_database_is_never_run(folder: Path, key: str, statement: str) -> None:
    with closing(sqlite3.connect(folder / "desk.db")) as other:
        other.execute(statement)
    with pytest.raises(CoachdeskError, match="does not belong in it") as refused:
        open_desk(folder, RecoveryKey(key))
    assert refused.value.exit_status == 4


def test_a_desk_made_meanwhile_by_another_process_is_not_taken_away(
    folder: Path, tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coachdesk.services import desk as desks

    monkeypatch.setattr(desks, "check_new", lambda folder: None)  # it was free when this process looked
    with pytest.raises(CoachdeskError) as refused:
        create_desk(folder, NewDesk(name="Ben", zone="UTC"), [Passphrase(OPENS)])
    assert refused.value.code == "desk.exists"
    open_desk(folder, RecoveryKey(key)).close()


def test_a_persons_own_folder_named_like_a_demo_stays(tmp_path: Path) -> None:
    mine = tmp_path / f"{demo.PREFIX}mine"
    mine.mkdir()
    (mine / "words").write_text("mine")
    (tmp_path / f"{demo.PREFIX}link").symlink_to(mine)
    (tmp_path / f"{demo.PREFIX}file").write_text("mine")
    assert demo.remove_abandoned(tmp_path) == []
    assert sorted(path.name for path in mine.iterdir()) == ["words"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root makes folders of others")
def test_another_users_folder_named_like_a_demo_stays(tmp_path: Path) -> None:
    theirs = tmp_path / f"{demo.PREFIX}theirs"
    theirs.mkdir()
    (theirs / demo.LOCK).touch()
    os.chown(theirs, 65534, 65534)
    assert demo.remove_abandoned(tmp_path) == []
    assert (theirs / demo.LOCK).exists()


@pytest.mark.parametrize("there", [True, False])
def test_a_file_that_could_not_be_registered_is_not_left_in_place_of_another(
    desk: Desk, tmp_path: Path, there: bool
) -> None:
    target = tmp_path / "a.md"
    if there:
        target.write_text("mine")
    # The register refuses at the very end, when the file is in its place: the row names a client that is not there.
    leaving = hand_over.Leaving("", "0" * 16, "file", "what", "whom", "md", "", SHOWS_NOBODY)
    with pytest.raises(CoachdeskError):
        hand_over.hand_over(desk, leaving, b"theirs", target, overwrite=True)
    assert (target.read_text() if target.exists() else None) == ("mine" if there else None)
    assert {path.name for path in tmp_path.iterdir()} <= {"desk", "a.md"}
    assert hand_over.register(desk) == []


def test_files_are_private_whatever_the_umask(tmp_path: Path, key: str) -> None:
    old = os.umask(0)
    try:
        desk = create_desk(
            tmp_path / "desk", NewDesk(name="Ann", zone="UTC"), [RecoveryKey(key)], fixed_clock(acts.NOW)
        )
        page = acts.signed(desk)
        place, _, _ = agreements.export(desk, page.id, "md", tmp_path / "a.md")
        paths = [*(tmp_path / "desk").iterdir(), place]
        assert len(paths) > 3  # with the log and its index
        assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
        assert stat.S_IMODE((tmp_path / "desk").stat().st_mode) == 0o700
        desk.close()
    finally:
        os.umask(old)


def test_json_holds_nothing_that_a_terminal_obeys(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    hostile = "a\x1b[31m\x7f\x9b2J\u202eb\u2066c\u200fd\u2028"
    output.print_json({"path": hostile})
    said = capfdbinary.readouterr().out.decode()
    assert json.loads(said) == {"path": hostile}
    assert all(letter.isprintable() or letter == "\n" for letter in said)


def damaged(folder: Path, table: str) -> None:
    """Change a plain column of every row of a table."""
    with closing(sqlite3.connect(folder / "desk.db", isolation_level=None)) as other:
        column = {"client": "stage", "disclosure": "kind", "unsaved_form": "at"}[table]
        other.execute(f"UPDATE {table} SET {column} = 'x'")


def test_a_damaged_row_hides_neither_the_register_nor_a_form(desk: Desk, tmp_path: Path) -> None:
    client_id = acts.client(desk).id
    unsaved.keep(desk, "clients.edit", client_id, {"note": "half"})
    leaving = hand_over.Leaving(client_id, "", "file", "a", "b", "md", "", TO_CLIENT)
    hand_over.hand_over(desk, leaving, b"a", tmp_path / "a")
    damaged(desk.dir, "client")
    assert [(line.client, line.recipient) for line in hand_over.register(desk)] == [("", "b")]
    damaged(desk.dir, "disclosure")
    assert hand_over.register(desk) == []
    damaged(desk.dir, "unsaved_form")
    assert unsaved.kept(desk, "clients.edit", client_id) == {}
    unsaved.keep(desk, "clients.edit", client_id, {"note": "again"})
    assert unsaved.kept(desk, "clients.edit", client_id) == {"note": "again"}
    assert {one.code for one in desk.damaged} == {"row.damaged"}
    desk.close()
