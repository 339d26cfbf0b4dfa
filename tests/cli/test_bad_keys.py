"""Keys and databases that were cut, emptied, flipped, swapped or are newer; and passphrases of every kind."""

from __future__ import annotations

import json
import shutil
import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.program import PASSPHRASE, Cli, run_here, run_real


def another_desks_keys(folder: Path) -> bytes:
    """The keys.json of a desk that has nothing to do with this one."""
    other = folder / "other"
    new = ("init", "--no-keyring", "--name", "Other", "--zone", "UTC")
    assert run_here("--desk", str(other), "--passphrase-stdin", *new, stdin="three other words\n").status == 0
    return (other / "keys.json").read_bytes()


def flipped(data: bytes, at: float) -> bytes:
    """The data with one bit turned over, at that share of its length."""
    place = int(len(data) * at)
    return data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda data: data[: len(data) // 2],
    "cut by one": lambda data: data[:-3],
    "emptied": lambda data: b"",
    "a bit flipped near the beginning": lambda data: flipped(data, 0.05),
    "a bit flipped in the middle": lambda data: flipped(data, 0.5),
    "a bit flipped near the end": lambda data: flipped(data, 0.97),
    "not JSON": lambda data: b"\x00\xff" * 500,
    "other JSON": lambda data: b'{"slots": 3}',
    "deep JSON": lambda data: b"[" * 100_000,
    "huge": lambda data: data + b" " * 3_000_000,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_key_file_beside_its_good_copy_opens_is_told_and_mended(
    told: Cli, damage: Callable[[bytes], bytes]
) -> None:
    file = told.desk / "keys.json"
    good = file.read_bytes()
    file.write_bytes(damage(good))
    done = told("doctor", "--json")
    found = done.json
    assert found["ok"] is True
    assert [one["record"] for one in found["findings"]] == ["vault keys.json"] or "keys.json" in found["findings"][0][
        "record"
    ]
    assert file.read_bytes() == good
    assert told.json("doctor")["findings"] == []


def test_a_missing_key_file_and_one_of_another_desk_are_mended_too(told: Cli, tmp_path: Path) -> None:
    file = told.desk / "keys.json"
    good = file.read_bytes()
    for content in (None, another_desks_keys(tmp_path)):
        file.unlink() if content is None else file.write_bytes(content)
        assert told.json("doctor")["findings"]
        assert file.read_bytes() == good


def spoil_the_copy(desk: Path, keys: str) -> None:
    """Put another text in the place of the second copy, in the database."""
    with sqlite3.connect(desk / "desk.db") as db:
        db.execute("UPDATE vault SET keys = ?", (keys,))
    db.close()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_when_both_copies_are_damaged_it_says_so_and_touches_nothing(
    told: Cli, damage: Callable[[bytes], bytes]
) -> None:
    file = told.desk / "keys.json"
    bad = damage(file.read_bytes())
    file.write_bytes(bad)
    spoil_the_copy(told.desk, bad.decode("utf-8", "replace").replace("\0", ""))
    said = told("clients", "list")
    assert said.status in (3, 4), said
    said.refused(said.status)
    assert file.read_bytes() == bad


def test_keys_of_another_desk_in_both_places_do_not_open_this_one(told: Cli, tmp_path: Path) -> None:
    other = another_desks_keys(tmp_path)
    (told.desk / "keys.json").write_bytes(other)
    spoil_the_copy(told.desk, other.decode())
    told("clients", "list").refused(3, "does not open")
    run_here("--desk", str(told.desk), "--passphrase-stdin", "clients", "list", stdin="three other words\n").refused(
        4, "changed outside Coachdesk"
    )


@pytest.mark.parametrize("memory", [1, 1 << 30, 1 << 60])
def test_a_key_file_that_asks_for_dangerous_work_is_refused_before_it_is_done(told: Cli, memory: int) -> None:
    text = (told.desk / "keys.json").read_text()
    keys = json.loads(text)
    for slot in keys["slots"]:
        for name, value in (slot.get("kdf") or {}).items():
            if isinstance(value, int) and value > 1000:
                slot["kdf"][name] = memory
    changed = json.dumps(keys)
    assert changed != text
    (told.desk / "keys.json").write_text(changed)
    spoil_the_copy(told.desk, changed)
    told.real("clients", "list").refused(4, "outside the safe range")


@pytest.mark.parametrize("size", [0, 100, 5000, 60_000])
def test_a_database_cut_short_is_damaged_and_left_as_it_is(told: Cli, size: int) -> None:
    file = told.desk / "desk.db"
    file.write_bytes(file.read_bytes()[:size])
    before = file.read_bytes()
    for words in (("clients", "list"), ("clients", "add", "--name", "Ann"), ("doctor",), ("slots", "list")):
        said = told(*words)
        assert said.status == 4, (words, said)
        assert "Traceback" not in said.err
        assert said.err.count("\n") <= 1
    assert file.read_bytes()[: len(before)] == before


def test_a_database_that_is_something_else_is_damaged(told: Cli) -> None:
    (told.desk / "desk.db").write_bytes(b"hello" * 9999)
    told("clients", "list").refused(4, "not a database")


def test_a_newer_desk_is_not_touched(told: Cli) -> None:
    with sqlite3.connect(told.desk / "desk.db") as db:
        db.execute("PRAGMA user_version = 999")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    before = {file.name: file.read_bytes() for file in told.desk.iterdir() if file.is_file()}
    for words in (("clients", "list"), ("doctor",), ("undo",), ("slots", "add", "recovery"), ("recover",)):
        told(*words, stdin="a wholly new one\n").refused(4, "newer Coachdesk", "999")
    after = {file.name: file.read_bytes() for file in told.desk.iterdir() if file.is_file() and file.read_bytes()}
    assert after == before


@pytest.mark.parametrize(
    "text", ["x", "wrong words here", "x" * 4096, "x" * 1_000_000, "ünïcödé wörds", "", "a\x07b" * 4]
)
def test_a_wrong_passphrase_of_any_kind_opens_nothing_and_loses_nothing(cli: Cli, text: str) -> None:
    run_here("--desk", str(cli.desk), "--passphrase-stdin", "clients", "list", stdin=f"{text}\n").refused(
        3, "passphrase"
    )
    assert cli.json("clients", "list") == []


def test_bytes_that_are_no_text_open_nothing(cli: Cli) -> None:
    stdin = b"three plain \xff words\n"
    run_here("--desk", str(cli.desk), "--passphrase-stdin", "clients", "list", stdin=stdin).refused(3, "not UTF-8")


def test_a_passphrase_with_accents_is_the_same_in_both_normal_forms(tmp_path: Path) -> None:
    composed, apart = (unicodedata.normalize(form, "crème brûlée à Zürich") for form in ("NFC", "NFD"))
    assert composed != apart
    for made, used in ((composed, apart), (apart, composed)):
        folder = tmp_path / ("a" if made == composed else "b")
        new = ("--desk", str(folder), "--passphrase-stdin", "init", "--no-keyring", "--name", "C", "--zone", "UTC")
        assert run_here(*new, stdin=f"{made}\n").status == 0
        for text in (made, used):
            opened = run_here(
                "--desk", str(folder), "--passphrase-stdin", "clients", "list", "--json", stdin=f"{text}\n"
            )
            assert opened.json == []


def test_only_the_newline_is_taken_off_a_passphrase(tmp_path: Path) -> None:
    new = ("--desk", str(tmp_path / "desk"), "--passphrase-stdin")
    assert (
        run_here(*new, "init", "--no-keyring", "--name", "C", "--zone", "UTC", stdin="  spaces around it \n").status
        == 0
    )
    assert run_here(*new, "clients", "list", stdin="  spaces around it \n").status == 0
    assert run_here(*new, "clients", "list", stdin="  spaces around it \r\n").status == 0
    assert run_here(*new, "clients", "list", stdin="  spaces around it ").status == 0
    assert run_here(*new, "clients", "list", stdin="spaces around it\n").status == 3


def test_no_secret_is_said_in_a_reason(cli: Cli) -> None:
    secret = "correct horse battery staple"
    said = run_real("--desk", str(cli.desk), "--passphrase-stdin", "clients", "list", stdin=f"{secret}\n")
    assert said.status == 3
    assert not any(word in said.err for word in secret.split())
    assert PASSPHRASE not in said.err


def test_a_desk_of_the_second_copy_alone_is_whole_again_on_another_machine(told: Cli, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    shutil.copy(told.desk / "desk.db", elsewhere)
    key = told.recovery_key
    done = run_here(
        "--desk", str(elsewhere), "--recovery-key-stdin", "recover", "--json", stdin=f"{key}\na wholly new one\n"
    )
    assert done.status == 0, done.err
    assert len(Cli(elsewhere, key).json("clients", "list")) == 5
