"""One row's envelope: what it hides, what it proves, how long it is."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.vault.envelope import SHORTEST, Vault, canonical, padded_length
from tests.vault.samples import new_vault, refusal

PLAIN = {"id": "r1", "client_id": "c1", "state": "draft", "minutes": 60, "ended_on": None}
NAMES = st.text(min_size=1, max_size=12)
PLAINS = st.dictionaries(NAMES, st.none() | st.text(max_size=20) | st.integers(-(2**63), 2**63 - 1), max_size=6)


@pytest.fixture
def vault() -> Vault:
    return new_vault()


@given(table=NAMES, owner=st.sampled_from(["desk", "c1", "master"]), plain=PLAINS, secrets=st.binary(max_size=5000))
def test_what_was_sealed_comes_back(table: str, owner: str, plain: dict[str, str | int | None], secrets: bytes) -> None:
    vault = new_vault()
    sealed = vault.seal(table, owner, plain, secrets)
    assert vault.open(table, owner, plain, sealed) == secrets
    reordered = dict(reversed(list(plain.items())))
    assert vault.open(table, owner, {**reordered, "a new nullable column": None}, sealed) == secrets


@pytest.mark.parametrize("secrets", [b"", b"\0", b"\0" * 64, b"\x80", b"a\x80\0\0", b"\x80" * 200])
def test_contents_that_look_like_padding_come_back_whole(vault: Vault, secrets: bytes) -> None:
    assert vault.open("goal", "c1", PLAIN, vault.seal("goal", "c1", PLAIN, secrets)) == secrets


def test_a_row_never_seals_twice_to_the_same_bytes_and_shows_nothing(vault: Vault) -> None:
    seals = {vault.seal("goal", "c1", PLAIN, b"Ann's goal") for _ in range(50)}
    assert len({sealed[:12] for sealed in seals}) == len(seals) == 50
    assert not any(b"goal" in sealed for sealed in seals)


def test_a_flipped_bit_in_any_byte_is_found(vault: Vault) -> None:
    sealed = vault.seal("goal", "c1", PLAIN, b"to speak up")
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1 << at % 8
        with refusal("row.damaged"):
            vault.open("goal", "c1", PLAIN, bytes(changed))


@pytest.mark.parametrize("sealed", [b"", b"\0", b"\0" * 12, b"\0" * 27, None, "text", 7])
def test_what_is_no_envelope_at_all_is_a_damaged_row(vault: Vault, sealed: bytes) -> None:
    with refusal("row.damaged") as caught:
        vault.open("goal", "c1", PLAIN, sealed)
    assert "goal r1" in caught.value.line


@pytest.mark.parametrize(
    "change",
    [{"id": "r2"}, {"state": "signed"}, {"minutes": 61}, {"minutes": "60"}, {"ended_on": "2027-01-01"},
     {"client_id": None}, {"state": b"draft"}, {"minutes": 60.0}, {"extra": 1}, {"extra": ""}],
)  # fmt: skip
def test_every_plain_column_is_bound(vault: Vault, change: dict[str, str]) -> None:
    sealed = vault.seal("goal", "c1", PLAIN, b"x")
    with refusal("row.damaged"):
        vault.open("goal", "c1", {**PLAIN, **change}, sealed)


def test_a_row_does_not_open_under_other_names_of_its_columns(vault: Vault) -> None:
    sealed = vault.seal("goal", "c1", {"a": "1", "b": "2"}, b"x")
    with refusal("row.damaged"):
        vault.open("goal", "c1", {"a": "2", "b": "1"}, sealed)


def test_table_owner_and_desk_are_bound_even_where_the_key_is_the_same(vault: Vault) -> None:
    one_key = vault.new_key()
    vault.find_key = lambda owner: one_key
    sealed = vault.seal("goal", "c1", PLAIN, b"x")
    for table, owner in [("rating", "c1"), ("goal", "c2"), ("goal", "desk"), ("goal", "master")]:
        with refusal("row.damaged"):
            vault.open(table, owner, PLAIN, sealed)
    other_desk = new_vault()
    other_desk.find_key = vault.find_key
    with refusal("row.damaged"):
        other_desk.open("goal", "c1", PLAIN, sealed)
    assert vault.open("goal", "c1", PLAIN, sealed) == b"x"


@pytest.mark.parametrize("value", [True, 1.5, b"blob", ["list"]])
def test_what_sqlite_would_store_otherwise_is_never_sealed(vault: Vault, value: str) -> None:
    with pytest.raises(TypeError, match="goal: a plain column"):
        vault.seal("goal", "c1", {"id": "r1", "flag": value}, b"x")


def test_a_destroyed_key_opens_and_seals_nothing(vault: Vault) -> None:
    sealed = vault.seal("goal", "c1", PLAIN, b"x")
    find, vault.find_key = vault.find_key, lambda owner: None
    assert vault.open("goal", "c1", PLAIN, sealed) == b"x", "until it is told, it remembers"
    vault.forget("c1")
    with refusal("key.gone"):
        vault.open("goal", "c1", PLAIN, sealed)
    with refusal("key.gone"):
        vault.seal("goal", "c1", PLAIN, b"x")
    vault.find_key = find
    assert vault.open("goal", "c1", PLAIN, sealed) == b"x"


def test_tags_tell_rows_and_tables_apart_and_hang_on_the_desks_key_alone(vault: Vault) -> None:
    assert vault.tag("goal", b"one") == vault.tag("goal", b"one") < 2**256
    assert (
        len({vault.tag(*row) for row in [("goal", b"one"), ("goal", b"two"), ("rating", b"one"), ("goalo", b"ne")]})
        == 4
    )
    renewed = Vault(vault.id, vault.generation + 1, vault.new_key())
    renewed.find_key = vault.find_key
    assert renewed.tag("goal", b"one") == vault.tag("goal", b"one")
    before, desk_key = vault.tag("goal", b"one"), vault.new_key()
    vault.find_key = lambda owner: desk_key
    vault.forget("c1")
    assert vault.tag("goal", b"one") == before
    vault.forget("desk")
    assert vault.tag("goal", b"one") != before


@given(st.integers(0, 5_000_000))
def test_padding_hides_the_length_and_costs_little(length: int) -> None:
    padded = padded_length(length)
    assert padded > length
    assert padded >= SHORTEST
    assert padded == SHORTEST or padded <= (length + 1) * 1.12
    assert padded_length(length + 1) >= padded
    assert padded_length(padded - 1) == padded, "a padded length is one of the few there are"


def test_there_are_few_lengths() -> None:
    assert {padded_length(length) for length in range(64)} == {64}
    assert len({padded_length(length) for length in range(100_000)}) < 200


def test_envelopes_are_as_long_as_their_padding(vault: Vault) -> None:
    assert {len(vault.seal("goal", "c1", PLAIN, b"x" * length)) for length in (0, 1, 30, 63)} == {12 + 64 + 16}
    assert len(vault.seal("goal", "c1", PLAIN, b"x" * 64)) == 12 + 72 + 16


def test_a_vault_is_not_printed_copied_or_pickled(vault: Vault) -> None:
    vault.seal("goal", "c1", PLAIN, b"x")
    assert repr(vault) == str(vault) == f"<Vault {vault.id} generation 1>"
    for copied in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="neither copied nor pickled"):
            copied(vault)


def test_a_master_key_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault("v", 1, b"short")


@given(
    st.text(),
    st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), st.none() | st.text() | st.integers(), max_size=6),
)
def test_the_associated_data_is_the_canonical_json(owner: str, plain: dict[str, str | int | None]) -> None:
    vault = Vault("v" * 16, 1, bytes(32))
    present = {name: value for name, value in plain.items() if value is not None}
    assert vault._bound("client", owner, plain) == canonical(["v" * 16, "client", owner, present]).encode()
