"""The key file: what opens it, what it refuses, and how a new master key comes about."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.errors import CoachdeskError
from coachdesk.vault.keyfile import MOST_BYTES, MOST_SLOTS, KeyFile, create, unlock, with_slots
from coachdesk.vault.recovery import new_recovery_key
from coachdesk.vault.slots import KeyringSecret, Passphrase, RecoveryKey
from tests.vault.samples import MADE, all_three, forged, refusal, same

LATER = "2027-02-01T08:00:00Z"
Change = Callable[[dict[str, Any]], None]


def test_any_one_slot_opens_the_desk_from_its_written_form() -> None:
    keys = all_three()
    read = KeyFile.parse(keys.file.to_bytes())
    assert read == keys.file
    for opener in (
        keys.keyring,
        keys.passphrase,
        keys.recovery,
        RecoveryKey(keys.recovery.text.lower().replace("-", " ")),
    ):
        vault = unlock(read, opener, keys.file.vault_id)
        assert same(vault, keys.vault)
        assert (vault.id, vault.generation) == (keys.file.vault_id, 1)


def test_slots_are_listed_without_opening_anything() -> None:
    file = all_three().file
    listed = [(slot.kind, slot.label, slot.made) for slot in KeyFile.parse(file.to_bytes()).slots]
    assert listed == [
        ("keyring", "this computer", MADE),
        ("passphrase", "passphrase", MADE),
        ("recovery", "paper", MADE),
    ]
    assert file.kinds == ("keyring", "passphrase", "recovery")
    assert len({slot.id for slot in file.slots}) == 3


def test_the_wrong_thing_opens_nothing_and_says_which() -> None:
    file = all_three().file
    for opener, code in [
        (Passphrase("plenty of creme"), "not-opened.passphrase"),
        (RecoveryKey(new_recovery_key()), "not-opened.recovery"),
        (KeyringSecret.new(), "not-opened.keyring"),
    ]:
        with refusal(code) as caught:
            unlock(file, opener)
        assert caught.value.exit_status == 3
    with refusal("recovery.group"):
        typo = new_recovery_key()
        unlock(file, RecoveryKey(typo[:-1] + ("A" if typo[-1] != "A" else "B")))


def test_a_kind_that_has_no_slot_is_said_with_those_there_are() -> None:
    file, _ = create([(KeyringSecret.new(), "a"), (RecoveryKey(new_recovery_key()), "b")], MADE)
    with refusal("not-opened.no-opener") as caught:
        unlock(file, Passphrase("long enough"))
    assert "keyring or recovery" in caught.value.line


def test_the_key_file_of_another_desk_is_refused_even_with_its_own_key() -> None:
    opener = KeyringSecret.new()
    file, _ = create([(opener, "a")], MADE)
    with refusal("keys.other-desk") as caught:
        unlock(file, opener, all_three().file.vault_id)
    assert caught.value.exit_status == 4


# Damage


def test_a_flipped_bit_in_any_byte_is_a_damaged_file_not_a_wrong_passphrase() -> None:
    data = all_three().file.to_bytes()
    for at in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[at] ^= 1 << bit
            with pytest.raises(CoachdeskError) as caught:
                KeyFile.parse(bytes(changed))
            assert caught.value.exit_status == 4
            assert caught.value.code in ("keys.damaged", "keys.parameters", "keys.newer")


def test_a_file_cut_anywhere_or_with_anything_after_it_is_damaged() -> None:
    data = all_three().file.to_bytes()
    for at in range(len(data)):
        with refusal("keys.damaged"):
            KeyFile.parse(data[:at])
    for more in (b"\n", b" ", b"\0", data):
        with refusal("keys.damaged"):
            KeyFile.parse(data + more)


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 100, b"{}", b"[]", b"null", b"7", b'"keys"', b"{", b"\xff\xfe{}", b"[" * 50_000, b'{"format":1}',
     b'{"format":{}}', b'{"format":NaN}', b'{"format":1,"slots":7}', b'{"format":1,"slots":[7]}', b"1" * 6000,
     b'{"format":1,"slots":[],"vault":"v","generation":1,"mac":""}', b" " * (MOST_BYTES + 1), b"\xed\xb3\xbf"],
)  # fmt: skip
def test_what_is_no_key_file_is_damaged(data: bytes) -> None:
    with refusal("keys.damaged"):
        KeyFile.parse(data)


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_no_bytes_at_all_make_it_stumble(data: bytes) -> None:
    with refusal("keys.damaged"):
        KeyFile.parse(data)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PARTS = ["vault", "generation", "slots", "mac", "format", "coachdesk"]
SLOT_PARTS = ["id", "kind", "label", "made", "public", "kdf", "sealed"]
COSTS = ["salt", "memory_kib", "passes", "lanes"]


@given(st.sampled_from([*PARTS, *SLOT_PARTS, *COSTS]), ANY)
def test_any_value_in_any_place_is_refused_cleanly(part: str, value: object) -> None:
    """By a hand that corrects the checksum: either it does not parse, or it does not open."""
    keys = all_three()
    document = json.loads(keys.file.to_bytes())
    slot = document["slots"][1]
    place = document if part in PARTS else slot if part in SLOT_PARTS else slot["kdf"]
    if place[part] == value:
        return

    def put(document: dict[str, Any]) -> None:
        slot = document["slots"][1]
        (document if part in PARTS else slot if part in SLOT_PARTS else slot["kdf"])[part] = value

    with pytest.raises(CoachdeskError) as caught:
        unlock(KeyFile.parse(forged(keys.file, put)), keys.recovery)
    assert caught.value.exit_status == 4 or caught.value.code.startswith("not-opened.")


def put(*path: str | int) -> Change:
    """Puts the last of `path` at the place that the others lead to."""

    def change(document: dict[str, Any]) -> None:
        *way, last, value = path
        place: Any = document
        for step in way:
            place = place[step]
        place[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [(lambda d: d["slots"].pop(1), "keys.damaged"), (put("slots", 1, "label", "mine"), "keys.damaged"),
     (put("slots", 1, "made", LATER), "keys.damaged"), (put("slots", 1, "public", "A" * 43 + "="), "keys.damaged"),
     (put("generation", 2), "keys.damaged"), (put("mac", "00" * 32), "keys.damaged"), (put("mac", ""), "keys.damaged"),
     (put("slots", 1, "kdf", "passes", 4), "keys.damaged"), (lambda d: d["slots"].reverse(), "keys.damaged"),
     (put("slots", 1, "id", "another"), "keys.damaged"), (put("slots", 0, "sealed", ""), "keys.damaged"),
     (lambda d: d["slots"].append(d["slots"][1]), "keys.damaged"), (put("slots", []), "keys.damaged"),
     (put("slots", 1, "kdf", "passes", 2), "keys.parameters"),
     (put("slots", 1, "kdf", "passes", 21), "keys.parameters"),
     (put("slots", 1, "kdf", "memory_kib", 1024), "keys.parameters"),
     (put("slots", 1, "kdf", "memory_kib", 2**40), "keys.parameters"),
     (put("slots", 1, "kdf", "lanes", 99), "keys.parameters"),
     (put("slots", 1, "kdf", "salt", ""), "keys.parameters"), (put("slots", 1, "kdf", "passes", True), "keys.damaged"),
     (put("slots", 1, "kdf", "passes", 3.0), "keys.damaged"), (put("generation", True), "keys.damaged"),
     (put("generation", 0), "keys.damaged"), (put("format", 2), "keys.newer"), (put("format", 0), "keys.damaged"),
     (put("slots", 1, "kind", "anything"), "keys.damaged"), (put("extra", 1), "keys.damaged"),
     (put("vault", "another"), "keys.damaged"), (put("slots", 1, "kind", "keyring"), "keys.damaged")],
)  # fmt: skip
def test_a_forged_file_is_refused_though_its_checksum_is_right(change: Change, code: str) -> None:
    keys = all_three()
    with refusal(code) as caught:
        unlock(KeyFile.parse(forged(keys.file, change)), keys.keyring)
    assert caught.value.exit_status == 4


def test_a_forger_cannot_slip_in_a_slot_of_their_own() -> None:
    keys = all_three()
    theirs = KeyringSecret.new()
    their_file, _ = create([(theirs, "theirs")], MADE)
    for slots in ([*keys.file.slots, *their_file.slots], [keys.file.slots[0], *their_file.slots]):
        mixed = KeyFile(keys.file.vault_id, 1, tuple(slots), keys.file.mac)
        with refusal("keys.damaged"):
            unlock(KeyFile.parse(mixed.to_bytes()), keys.keyring)
        with refusal("keys.damaged"):
            with_slots(mixed, keys.vault, LATER)
        with pytest.raises(CoachdeskError):
            unlock(mixed, theirs)


def test_the_written_form_is_the_same_each_time_and_holds_no_secret() -> None:
    keys = all_three()
    data = keys.file.to_bytes()
    assert data == keys.file.to_bytes() == KeyFile.parse(data).to_bytes()
    assert keys.recovery.text.encode() not in data
    assert keys.passphrase.secret() not in data


# New generations


def test_a_new_master_key_reaches_every_slot_while_one_is_open() -> None:
    keys = all_three()
    opened = unlock(keys.file, keys.keyring)
    file, vault = with_slots(keys.file, opened, LATER)
    assert (file.generation, vault.generation, file.vault_id, vault.id) == (
        2,
        2,
        keys.file.vault_id,
        keys.file.vault_id,
    )
    assert not same(vault, keys.vault)
    for opener in (keys.keyring, keys.passphrase, keys.recovery):
        assert same(unlock(KeyFile.parse(file.to_bytes()), opener), vault)
    assert [(s.id, s.made, s.public) for s in file.slots] == [(s.id, s.made, s.public) for s in keys.file.slots]
    assert not {s.sealed for s in file.slots} & {s.sealed for s in keys.file.slots}


def test_the_data_keys_are_carried_from_the_old_vault_to_the_new() -> None:
    keys = all_three()
    _, vault = with_slots(keys.file, keys.vault, LATER)
    row = {"id": "c1"}
    sealed = keys.vault.seal("client_key", "master", row, b"data key of c1")
    again = vault.seal("client_key", "master", row, keys.vault.open("client_key", "master", row, sealed))
    assert vault.open("client_key", "master", row, again) == b"data key of c1"
    for one, value in ((vault, sealed), (keys.vault, again)):
        with refusal("row.damaged"):
            one.open("client_key", "master", row, value)


def test_a_removed_slot_opens_nothing_written_since() -> None:
    keys = all_three()
    gone = keys.file.slots[2]
    file, _ = with_slots(keys.file, keys.vault, LATER, remove=[gone.id])
    assert file.kinds == ("keyring", "passphrase")
    with refusal("not-opened.no-opener"):
        unlock(file, keys.recovery)
    put_back = KeyFile(file.vault_id, file.generation, (*file.slots, gone), file.mac)
    with refusal("keys.damaged"):
        unlock(put_back, keys.recovery)


def test_a_changed_slot_keeps_its_place_and_only_the_new_secret_opens_it() -> None:
    keys = all_three()
    new = RecoveryKey(new_recovery_key())
    file, vault = with_slots(keys.file, keys.vault, LATER, change={keys.file.slots[2].id: new})
    assert [slot.id for slot in file.slots] == [slot.id for slot in keys.file.slots]
    assert [slot.made for slot in file.slots] == [MADE, MADE, LATER]
    assert file.slots[2].label == "paper"
    assert same(unlock(file, new), vault)
    with refusal("not-opened.recovery"):
        unlock(file, keys.recovery)


def test_an_added_slot_opens_beside_the_others() -> None:
    keys = all_three()
    laptop = KeyringSecret.new()
    file, vault = with_slots(keys.file, keys.vault, LATER, add=[(laptop, "laptop")])
    assert [slot.label for slot in file.slots][-1] == "laptop"
    for opener in (laptop, keys.keyring, keys.recovery):
        assert same(unlock(file, opener), vault)


def test_all_at_once_and_then_back_from_the_file() -> None:
    keys = all_three()
    first, second, third = (slot.id for slot in keys.file.slots)
    new, paper = KeyringSecret.new(), RecoveryKey(new_recovery_key())
    file, _ = with_slots(
        keys.file, keys.vault, LATER, add=[(paper, "new")], remove=[third, second], change={first: new}
    )
    assert KeyFile.parse(file.to_bytes()) == file
    assert [(slot.kind, slot.label) for slot in file.slots] == [("keyring", "this computer"), ("recovery", "new")]


def test_the_last_slot_stays_and_unknown_ones_are_said() -> None:
    keys = all_three()
    with refusal("slots.last"):
        with_slots(keys.file, keys.vault, LATER, remove=[slot.id for slot in keys.file.slots])
    with refusal("slots.last"):
        create([], MADE)
    with refusal("slots.none"):
        with_slots(keys.file, keys.vault, LATER, remove=["nosuchslot"])
    with refusal("slots.none"):
        with_slots(keys.file, keys.vault, LATER, change={"nosuchslot": KeyringSecret.new()})


def test_there_are_at_most_so_many_slots() -> None:
    many = [(KeyringSecret.new(), str(number)) for number in range(MOST_SLOTS)]
    file, vault = create(many, MADE)
    assert len(file.to_bytes()) < MOST_BYTES
    with refusal("slots.many"):
        with_slots(file, vault, LATER, add=[(KeyringSecret.new(), "one more")])


def test_another_generations_vault_changes_nothing() -> None:
    keys = all_three()
    file, vault = with_slots(keys.file, keys.vault, LATER)
    with refusal("keys.damaged"):
        with_slots(file, keys.vault, LATER)
    with refusal("keys.damaged"):
        with_slots(keys.file, vault, LATER)
