"""The ways to open a desk: listed, added, removed; and opening it with the recovery key alone.

Every change makes a new master key: the data keys are sealed to it anew in one transaction with the database's copy of
the key file, then `keys.json` is replaced. A crash between the two is mended at the next opening.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from coachdesk.domain.errors import failure
from coachdesk.domain.times import to_stamp
from coachdesk.domain.views.desk import SlotView
from coachdesk.services.clock import Clock, system_clock
from coachdesk.services.desk import LABELS, Desk, key_file, open_desk
from coachdesk.services.refs import Candidate, resolve
from coachdesk.store import key_copies
from coachdesk.vault import keyfile, keyring_slot
from coachdesk.vault.slots import KeyringSecret, Opener, Passphrase, RecoveryKey

if TYPE_CHECKING:
    from coachdesk.vault.keyfile import KeyFile
    from coachdesk.vault.keyring_slot import KeyringRead


def listed(desk: Desk) -> list[SlotView]:
    """The slots of a desk, in the order in which they were made."""
    return [SlotView(id=one.id, kind=one.kind, label=one.label, made=one.made) for one in _file(desk).slots]


def add(desk: Desk, opener: Opener) -> list[SlotView]:
    """One more way to open the desk. Raises what is wrong with the opener (`passphrase.short`, …)."""
    _change(desk, add=[(opener, LABELS[opener.kind])])
    return listed(desk)


def add_keyring(desk: Desk) -> list[SlotView]:
    """Let the operating system's keyring open this desk. Raises `keyring.none` with the reason."""
    if any(one.kind == KeyringSecret.kind for one in _file(desk).slots):
        raise failure("slots.keyring-there")
    secret = KeyringSecret.new()
    keyring_slot.store(desk.vault.id, secret)  # first: a slot whose secret is nowhere would open nothing
    try:
        return add(desk, secret)
    except BaseException:
        keyring_slot.delete(desk.vault.id)
        raise


def set_passphrase(desk: Desk, text: str) -> list[SlotView]:
    """The passphrase that opens the desk: a new slot, or in place of the old one."""
    old = [one.id for one in _file(desk).slots if one.kind == Passphrase.kind]
    if old:
        _change(desk, change={old[0]: Passphrase(text)}, remove=old[1:])
    else:
        _change(desk, add=[(Passphrase(text), LABELS["passphrase"])])
    return listed(desk)


def new_recovery(desk: Desk, key: str) -> list[SlotView]:
    """Replace the recovery key by another, which the caller shows once; the old sheet opens nothing from now on."""
    old = [one.id for one in _file(desk).slots if one.kind == RecoveryKey.kind]
    _change(desk, add=[(RecoveryKey(key), LABELS["recovery"])], remove=old)
    return listed(desk)


def remove(desk: Desk, ref: str) -> list[SlotView]:
    """Take a way to open the desk away; `ref` is a kind, a label, an id or its beginning.

    Raises `slots.last` for the only one left.
    """
    slots = _file(desk).slots
    slot_id = resolve(ref, [Candidate(one.id, one.label, (one.kind, one.label)) for one in slots], "slot")
    gone = next(one for one in slots if one.id == slot_id)
    _change(desk, remove=[slot_id])
    if gone.kind == KeyringSecret.kind:
        keyring_slot.delete(desk.vault.id)
    return listed(desk)


def keyring_reason() -> str | None:
    """Why there is no keyring to use here, in one plain sentence; None where there is one. Takes up to some seconds."""
    reason = keyring_slot.probe()
    return None if reason is None or reason.code == "locked" else reason.why


def start_keyring(folder: Path, *, wait: bool = False) -> KeyringRead:
    """Ask the keyring for this desk's secret, in a child process that goes on by itself.

    `keyring_secret` has the answer. With `wait` a locked keyring may prompt. Raises what reading the key file refuses.
    """
    return keyring_slot.start_read(key_file(folder).vault_id, wait=wait)


def keyring_secret(read: KeyringRead, timeout: float | None = None) -> KeyringSecret:
    """What the keyring gave; waits for it. Raises `not-opened.keyring` with the reason in plain words."""
    answer = read.result(timeout)
    if not isinstance(answer, KeyringSecret):
        raise failure("not-opened.keyring", why=answer.why)
    return answer


def keyring_opener(folder: Path) -> KeyringSecret:
    """The keyring's secret of this desk, asked for now. Raises `not-opened.keyring`."""
    return keyring_secret(start_keyring(folder))


def recover(folder: Path, recovery_key: str, passphrase: str, clock: Clock = system_clock) -> Desk:
    """Open a desk with the recovery key alone and set a new passphrase, which replaces the old one.

    Raises `recovery.group` for a typing error (naming the group), `not-opened.recovery`, `passphrase.short`, ….
    """
    Passphrase(passphrase).check_new()
    desk = open_desk(folder, RecoveryKey(recovery_key), clock)
    try:
        set_passphrase(desk, passphrase)
    except BaseException:
        desk.close()
        raise
    return desk


def _file(desk: Desk) -> KeyFile:
    """The key file that this vault wrote: another one, put in its place meanwhile, is not believed."""
    for copy in key_copies.read(desk.dir, desk.connection):
        if copy.keyfile is not None and not key_copies.why_not(copy, desk.vault):
            return copy.keyfile
    return key_copies.best(desk.dir, desk.connection)


def _change(desk: Desk, **changes: Any) -> None:
    """The next generation of keys, written to the database and then beside it."""
    file, vault = keyfile.with_slots(_file(desk), desk.vault, to_stamp(desk.clock()), **changes)
    key_copies.renew(desk.dir, desk.connection, desk.vault, vault, file)
    desk.use_vault(vault)
