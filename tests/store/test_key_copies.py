"""The two copies of the key file: the newest authentic one opens the desk and mends the other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.store import connection as connections
from coachdesk.store import key_copies, keys
from coachdesk.store.files import DATABASE, KEYS
from coachdesk.vault import keyfile as keyfiles
from coachdesk.vault.slots import KeyringSecret
from tests.store.desks import MADE, Desk, add_client, add_goal, new_desk, open_desk, refusal


def reopen(desk: Desk) -> key_copies.Opened:
    connection = connections.connect(desk.folder / DATABASE)
    try:
        return key_copies.unlock(desk.folder, connection, desk.opener)
    finally:
        connections.close(connection)


def other_desk(folder: Path) -> Desk:
    folder.mkdir(mode=0o700)
    made = new_desk(folder)
    connections.close(made.connection)
    return made


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def not_text(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 300)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES = [Path.unlink, cut_short, emptied, flipped, not_text]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_mended_from_the_database(desk: Desk, damage: Callable[[Path], None]) -> None:
    good = (desk.folder / KEYS).read_bytes()
    damage(desk.folder / KEYS)
    opened = reopen(desk)
    assert [(finding.severity, finding.record) for finding in opened.mended] == [("warning", KEYS)]
    assert (desk.folder / KEYS).read_bytes() == good
    assert (desk.folder / KEYS).stat().st_mode & 0o777 == 0o600
    assert reopen(desk).mended == ()


def test_what_cannot_be_mended_is_said_and_the_desk_opens(desk: Desk) -> None:
    a_folder(desk.folder / KEYS)
    (finding,) = reopen(desk).mended
    assert (finding.severity, finding.record) == ("damaged", KEYS)
    assert "could not be mended" in finding.what


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM vault",
        "UPDATE vault SET keys = ''",
        "UPDATE vault SET keys = substr(keys, 1, 100)",
        "UPDATE vault SET keys = replace(keys, '0', '1')",
        "UPDATE vault SET keys = CAST(x'ff00' AS TEXT)",
        "UPDATE vault SET keys = x'ff00'",
        "UPDATE vault SET generation = 7",
        "UPDATE vault SET id = 'cnpy'",
        "INSERT INTO vault SELECT 'more', generation, keys FROM vault",
    ],
)
def test_a_damaged_copy_in_the_database_is_mended_from_the_file(desk: Desk, damage: str) -> None:
    good = desk.connection.execute("SELECT * FROM vault").fetchall()
    desk.connection.execute(damage)
    opened = reopen(desk)
    assert [finding.record for finding in opened.mended] == [key_copies.IN_DATABASE]
    assert desk.connection.execute("SELECT * FROM vault").fetchall() == good
    assert reopen(desk).mended == ()


def test_both_damaged_is_one_clear_line(desk: Desk) -> None:
    desk.connection.execute("UPDATE vault SET keys = 'x'")
    flipped(desk.folder / KEYS)
    with refusal("keys.damaged"):
        reopen(desk)
    desk.connection.execute("DELETE FROM vault")
    (desk.folder / KEYS).unlink()
    with refusal("keys.none"):
        reopen(desk)


def test_the_key_file_of_another_desk_is_put_aside_and_never_lost(desk: Desk, tmp_path: Path) -> None:
    other = other_desk(tmp_path / "other")
    foreign = (other.folder / KEYS).read_bytes()
    good = (desk.folder / KEYS).read_bytes()
    shutil.copy(other.folder / KEYS, desk.folder / KEYS)
    (finding,) = reopen(desk).mended
    assert "another desk" in finding.what
    assert (desk.folder / KEYS).read_bytes() == good
    (aside,) = desk.folder.glob("keys-of-another-desk-*.json")
    assert aside.read_bytes() == foreign


def test_the_key_file_of_another_desk_alone_is_refused_and_untouched(desk: Desk, tmp_path: Path) -> None:
    other = other_desk(tmp_path / "other")
    shutil.copy(other.folder / KEYS, desk.folder / KEYS)
    desk.connection.execute("DELETE FROM vault")
    connection = connections.connect(desk.folder / DATABASE)
    with refusal("keys.other-desk"):
        key_copies.unlock(desk.folder, connection, other.opener)
    connections.close(connection)
    assert (desk.folder / KEYS).read_bytes() == (other.folder / KEYS).read_bytes()


def test_a_wrong_opener_mends_nothing(desk: Desk) -> None:
    emptied(desk.folder / KEYS)
    connection = connections.connect(desk.folder / DATABASE)
    with refusal("not-opened.keyring"):
        key_copies.unlock(desk.folder, connection, KeyringSecret.new())
    connections.close(connection)
    assert (desk.folder / KEYS).read_bytes() == b""


def test_a_crash_between_database_and_file_is_mended_at_the_next_opening(desk: Desk) -> None:
    client_id = add_client(desk)
    keyfile, vault = keyfiles.with_slots(desk.keyfile, desk.vault, MADE)
    keys.rewrap(desk.connection, desk.vault, vault, keyfile.to_bytes().decode())
    opened = reopen(desk)
    assert opened.vault.generation == 2
    assert [finding.what for finding in opened.mended] == ["it was of an older generation; it was mended"]
    assert (desk.folder / KEYS).read_bytes() == keyfile.to_bytes()
    again = open_desk(desk.folder, desk.opener)
    add_goal(again, client_id)
    connections.close(again.connection)


def test_an_old_key_file_put_back_opens_nothing(desk: Desk) -> None:
    add_client(desk)
    old, secret = (desk.folder / KEYS).read_bytes(), desk.opener
    new_opener = KeyringSecret.new()
    (slot,) = desk.keyfile.slots
    keyfile, vault = keyfiles.with_slots(desk.keyfile, desk.vault, MADE, change={slot.id: new_opener})
    key_copies.renew(desk.folder, desk.connection, desk.vault, vault, keyfile)
    (desk.folder / KEYS).write_bytes(old)
    with refusal("not-opened.keyring"):
        reopen(desk)
    desk.connection.execute("UPDATE vault SET keys = 'gone'")
    with pytest.raises(CoachdeskError) as caught:
        reopen(desk)
    assert caught.value.code == "keys.other-desk"
    assert secret is not new_opener


def test_new_keys_seal_every_data_key_again(desk: Desk) -> None:
    client_id = add_client(desk)
    before = dict(desk.connection.execute("SELECT id, sealed FROM client_key").fetchall())
    rows = desk.connection.execute("SELECT sealed FROM client").fetchall()
    desk.renew()
    after = dict(desk.connection.execute("SELECT id, sealed FROM client_key").fetchall())
    assert before.keys() == after.keys() == {"desk", client_id}
    assert not set(before.values()) & set(after.values())
    assert desk.connection.execute("SELECT sealed FROM client").fetchall() == rows
    add_goal(desk, client_id)
    assert desk.records() == {KEYS}
    assert reopen(desk).vault.generation == 2


def test_new_keys_hide_no_row_that_was_missing_before(desk: Desk) -> None:
    add_client(desk, "Ann"), add_client(desk, "Ben")
    desk.connection.execute("DELETE FROM client_key WHERE id = (SELECT max(id) FROM client)")
    desk.renew()
    assert "client_key" in {record.split()[0] for record in desk.records()}


def test_best_tells_the_slots_before_anything_is_opened(desk: Desk) -> None:
    assert key_copies.best(desk.folder, desk.connection).kinds == ("keyring",)
    emptied(desk.folder / KEYS)
    assert key_copies.best(desk.folder, desk.connection).kinds == ("keyring",)
