"""What is brought to open a desk, and the slot it fits."""

from __future__ import annotations

import resource
import subprocess
import sys
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.errors import CoachdeskError
from coachdesk.vault import slots
from coachdesk.vault.keyfile import create, unlock
from coachdesk.vault.slots import Kdf, KeyringSecret, Opener, Passphrase, RecoveryKey, Slot
from tests.vault.samples import MADE, WORDS, all_three, refusal, same


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_passphrase_opens_however_its_accents_were_typed(form: str) -> None:
    keys = all_three()
    typed = Passphrase(unicodedata.normalize(form, WORDS))  # type: ignore[arg-type]
    assert same(unlock(keys.file, typed), keys.vault)


def test_compatibility_forms_are_other_passphrases() -> None:
    assert Passphrase("ﬁle №5").secret() != Passphrase("file No5").secret()
    assert Passphrase(" spaces ").secret() == b" spaces "


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "passphrase.short"), ("x", "passphrase.short"), ("seven77", "passphrase.short"),
     (" " * 20, "passphrase.short"), ("e\u0301" * 7, "passphrase.short"), ("é" * 513, "passphrase.long"),
     ("x" * 4096, "passphrase.long"), ("two\nlines here", "passphrase.text"),
     ("escape \x1b[31m", "passphrase.text"), ("a lone \udcff half", "passphrase.text")],
)  # fmt: skip
def test_a_new_passphrase_is_refused_with_its_reason_and_at_the_lock_it_is_a_wrong_one(text: str, code: str) -> None:
    with refusal(code) as caught:
        create([(Passphrase(text), "passphrase")], MADE)
    assert caught.value.exit_status == 1
    with refusal("not-opened.passphrase") as caught:
        unlock(all_three().file, Passphrase(text))
    assert caught.value.exit_status == 3


@pytest.mark.parametrize("text", ["eight888", "é" * 512, "пароль на листе", "密碼密碼密碼密碼", "👩‍👩‍👧 " * 8])
def test_a_good_passphrase_is_taken(text: str) -> None:
    Passphrase(text).check_new()


@given(st.text(max_size=1100))
def test_every_text_is_a_passphrase_or_has_a_reason_not_to_be(text: str) -> None:
    secret: bytes | str
    try:
        secret = Passphrase(text).secret()
    except CoachdeskError as error:
        secret = error.code
    if isinstance(secret, bytes):
        assert secret == Passphrase(unicodedata.normalize("NFD", text)).secret()
    else:
        assert secret in ("passphrase.text", "passphrase.long")


def test_a_keyring_secret_has_32_bytes() -> None:
    assert len({KeyringSecret.new().raw for _ in range(20)}) == 20
    for raw in (b"", b"x" * 31, b"x" * 33):
        with refusal("not-opened.keyring"):
            unlock(all_three().file, KeyringSecret(raw))


@pytest.mark.parametrize(
    ("change", "why"),
    [({"memory_kib": 65535}, "memory"), ({"memory_kib": 2**21 + 1}, "memory"), ({"memory_kib": -1}, "memory"),
     ({"passes": 2}, "passes"), ({"passes": 21}, "passes"), ({"lanes": 0}, "lanes"), ({"lanes": 17}, "lanes"),
     ({"salt": b""}, "salt"), ({"salt": b"x" * 15}, "salt")],
)  # fmt: skip
def test_unsafe_parameters_are_refused_before_anything_is_derived(
    monkeypatch: pytest.MonkeyPatch, change: dict[str, int], why: str
) -> None:
    monkeypatch.delattr(slots, "Argon2id")
    kdf = replace(Kdf.new("passphrase"), **change)
    with refusal("keys.parameters") as caught:
        kdf.private_half(Passphrase(WORDS))
    assert why in caught.value.line
    assert caught.value.exit_status == 4


def test_costs_have_no_place_where_the_secret_is_random() -> None:
    kdf = Kdf.new("passphrase")
    for kind in ("keyring", "recovery"):
        Kdf.new(kind).check(kind)
        with refusal("keys.parameters"):
            kdf.check(kind)
        with refusal("keys.parameters"):
            Kdf.new(kind).check("passphrase")


def test_a_slot_is_never_weaker_than_the_floor() -> None:
    kdf = all_three().file.slots[1].kdf
    assert (kdf.memory_kib, kdf.passes, kdf.lanes) == (64 * 1024, 3, 4)


def test_the_derived_half_hangs_on_the_kind_and_the_salt() -> None:
    secret = KeyringSecret(b"s" * 32)
    one, other = Kdf(b"a" * 16), Kdf(b"b" * 16)
    assert one.private_half(secret).private_bytes_raw() == one.private_half(secret).private_bytes_raw()
    assert one.private_half(secret).private_bytes_raw() != other.private_half(secret).private_bytes_raw()


def test_a_sealed_master_key_opens_only_in_its_place() -> None:
    opener, master = KeyringSecret.new(), b"m" * 32
    slot = Slot.new("s1", opener, "here", MADE).holding("v1", 3, master)
    assert slot.master("v1", 3, opener) == master
    assert slot.master("v1", 3, KeyringSecret.new()) is None
    places = [("v2", 3, slot), ("v1", 4, slot), ("v1", 3, replace(slot, id="s2"))]
    places += [("v1", 3, replace(slot, sealed=sealed)) for sealed in (b"", slot.sealed[:-1], bytes(80))]
    for vault_id, generation, moved in places:
        with refusal("keys.damaged"):
            moved.master(vault_id, generation, opener)


@pytest.mark.parametrize("label", ["x" * 61, "two\nlines", "bell\a", "\u202eback"])
def test_a_label_is_one_short_printable_line(label: str) -> None:
    with refusal("slots.label"):
        Slot.new("s1", KeyringSecret.new(), label, MADE)


def test_nothing_that_holds_a_secret_shows_it() -> None:
    keys = all_three()
    openers: list[Opener] = [keys.keyring, keys.passphrase, keys.recovery]
    shown = " ".join(f"{one!r} {one} {[one]}" for one in [*openers, keys.vault, keys.file, *keys.file.slots])
    for secret in (
        WORDS,
        keys.recovery.text,
        keys.recovery.text[:5],
        repr(keys.keyring.raw)[2:-1],
        keys.keyring.raw.hex(),
    ):
        assert secret not in shown
    for wrong in (Passphrase("not the words"), RecoveryKey(keys.recovery.text[:-1] + "U"), KeyringSecret(b"q" * 32)):
        with pytest.raises(CoachdeskError) as caught:
            unlock(keys.file, wrong)
        assert "not the words" not in caught.value.line
        assert keys.recovery.text[:5] not in caught.value.line


def test_too_little_memory_is_said() -> None:
    program = (
        "from coachdesk.vault.slots import Kdf, Passphrase\n"
        "from dataclasses import replace\n"
        "from coachdesk.domain.errors import CoachdeskError\n"
        "try: replace(Kdf.new('passphrase'), memory_kib=2**21).private_half(Passphrase('long enough'))\n"
        "except CoachdeskError as error: print(error.code, error.exit_status)\n"
    )

    def tight() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))

    done = subprocess.run([sys.executable, "-c", program], preexec_fn=tight, capture_output=True, text=True, check=True)
    assert done.stdout == "not-opened.memory 3\n"
