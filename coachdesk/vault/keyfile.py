"""The key file: the slots of a desk, each holding the same sealed master key, and the proof that nobody changed it.

It is one JSON text, written the same to the last byte each time, kept as `keys.json` and as a copy in the database. Two
proofs stand at its end. `check` (SHA-256) finds accidents without any key, so that a damaged file is called damaged
and not "wrong passphrase", and the other copy can be used at once. `mac` is keyed from the master key and finds changes
by somebody who corrected `check`; it is tested as soon as a slot opens.

A key file that opens is authentic, but it may be an old one put back: whoever mends one copy from another must first
see the desk's own data key open under the master key found.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.ids import is_id, new_id
from coachdesk.vault.envelope import Vault, canonical, derived
from coachdesk.vault.slots import KINDS, Opener, Passphrase, Slot

FORMAT = 1
MOST_SLOTS, MOST_BYTES = 16, 64 * 1024
"""Bounds against a file that was made to keep the coach waiting: each passphrase slot costs a derivation."""

NewSlot = tuple[Opener, str]
"""What is brought, and the label under which it is listed."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key file that is whole; only `unlock` tells whether it is authentic. It holds no open secret."""

    vault_id: str
    generation: int
    slots: tuple[Slot, ...]
    mac: bytes = b""

    @classmethod
    def parse(cls, data: bytes) -> KeyFile:
        """The key file in those bytes.

        Raises keys.damaged, keys.newer, or keys.parameters for a derivation that is too cheap or too dear.
        """
        try:
            if len(data) > MOST_BYTES:
                raise ValueError("too long")
            document = json.loads(data.decode())
            if type(document["format"]) is int and document["format"] > FORMAT:
                raise failure("keys.newer")
            slots = tuple(Slot.from_json(slot) for slot in document["slots"])
            file = cls(document["vault"], document["generation"], slots, bytes.fromhex(document["mac"]))
            # Written again it must be the same to the last byte: that tests `check`, order and doubled keys at once.
            # The id goes into a file's name and to the keyring before anything is proved.
            if not is_id(file.vault_id) or type(file.generation) is not int or file.generation < 1:
                raise ValueError("not a vault")
            if not 0 < len({slot.id for slot in slots}) == len(slots) <= MOST_SLOTS or file.to_bytes() != data:
                raise ValueError("not as it was written")
        except CoachdeskError:
            raise
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise failure("keys.damaged") from None
        return file

    def to_bytes(self) -> bytes:
        """The text of the file, to be written atomically."""
        document = {**self._body(), "mac": self.mac.hex()}
        check = hashlib.sha256(canonical(document).encode()).hexdigest()
        return (json.dumps({**document, "check": check}, indent=1) + "\n").encode()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of slots there are: keyring, passphrase, recovery, in this order."""
        return tuple(kind for kind in KINDS if any(slot.kind == kind for slot in self.slots))

    def mac_under(self, vault: Vault) -> bytes:
        """The proof that these are the slots written by someone who had that vault open."""
        return derived(vault.derive(b"key file"), canonical(self._body()).encode())

    def _body(self) -> dict[str, object]:
        head = {"coachdesk": "keys", "format": FORMAT, "vault": self.vault_id, "generation": self.generation}
        return {**head, "slots": [slot.to_json() for slot in self.slots]}


def create(new: Iterable[NewSlot], made: str) -> tuple[KeyFile, Vault]:
    """A new desk's key file and open vault, with a slot for each opener. `made` is an instant in storage form.

    Raises the reason why an opener may not be used, such as passphrase.short.
    """
    slots = [Slot.new(new_id(), opener, label, made) for opener, label in new]
    return _sealed(new_id(), 1, slots)


def unlock(file: KeyFile, opener: Opener, expect_id: str | None = None) -> Vault:
    """The open vault. `expect_id` is the vault id that the desk's database names.

    Raises keys.other-desk, not-opened.no-opener, not-opened.passphrase/recovery/keyring, recovery.group and its kin
    for a typing error, and keys.damaged when the file was changed. Takes a tenth of a second for each passphrase slot.
    """
    if expect_id is not None and file.vault_id != expect_id:
        raise failure("keys.other-desk")
    slots = [slot for slot in file.slots if slot.kind == opener.kind]
    if not slots:
        raise failure("not-opened.no-opener", kind=opener.kind, kinds=" or ".join(file.kinds))
    _check_brought(opener)
    for slot in slots:
        master = slot.master(file.vault_id, file.generation, opener)
        if master is None:
            continue
        vault = Vault(file.vault_id, file.generation, master)
        _prove(file, vault)
        return vault
    raise failure(f"not-opened.{opener.kind}", why="its secret is not the one of this desk")


def with_slots(
    file: KeyFile,
    vault: Vault,
    made: str,
    *,
    add: Iterable[NewSlot] = (),
    remove: Iterable[str] = (),
    change: Mapping[str, Opener] | None = None,
) -> tuple[KeyFile, Vault]:
    """The next generation: a new master key, sealed to the slots that stay, the changed (by slot id) and the added.

    With nothing to do it only renews the master key. The caller rewraps every data key from `vault` to the new vault
    and stores both in one transaction. The new vault has no `find_key` yet. Raises slots.none for an unknown id,
    slots.last, slots.many, keys.damaged when the file is not what that vault wrote.
    """
    _prove(file, vault)
    changes, gone = dict(change or {}), set(remove)
    for slot_id in gone | changes.keys():
        if not any(slot.id == slot_id for slot in file.slots):
            raise failure("slots.none", ref=slot_id)
    kept = [slot for slot in file.slots if slot.id not in gone]
    slots = [Slot.new(slot.id, changes[slot.id], slot.label, made) if slot.id in changes else slot for slot in kept]
    slots += [Slot.new(new_id(), opener, label, made) for opener, label in add]
    return _sealed(file.vault_id, file.generation + 1, slots)


def _sealed(vault_id: str, generation: int, slots: list[Slot]) -> tuple[KeyFile, Vault]:
    """A new master key, sealed to each slot, and the file that holds them."""
    if not slots:
        raise failure("slots.last")
    if len(slots) > MOST_SLOTS:
        raise failure("slots.many", most=MOST_SLOTS)
    master = Vault.new_key()
    vault = Vault(vault_id, generation, master)
    file = KeyFile(vault_id, generation, tuple(slot.holding(vault_id, generation, master) for slot in slots))
    return KeyFile(vault_id, generation, file.slots, file.mac_under(vault)), vault


def _check_brought(opener: Opener) -> None:
    """Refuses at once what cannot open any slot."""
    try:
        opener.check_new()
    except CoachdeskError:
        if opener.kind != Passphrase.kind:
            raise
        # A passphrase of one character, or of 4 kB, is to the person at the lock simply a wrong one.
        raise failure("not-opened.passphrase") from None


def _prove(file: KeyFile, vault: Vault) -> None:
    if not hmac.compare_digest(file.mac, file.mac_under(vault)):
        raise failure("keys.damaged")
