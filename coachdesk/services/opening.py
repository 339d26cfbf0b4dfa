"""What stands at a desk's door, looked at before anything heavy is imported, and the keyring asked meanwhile.

What is read here opens nothing and is trusted for nothing: it only says what to ask for. Whether `keys.json` is whole
and authentic is found out by opening.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.domain.errors import failure
from coachdesk.services.places import check_folder, has_desk
from coachdesk.vault.hardening import harden

if TYPE_CHECKING:
    from coachdesk.vault.keyring_slot import KeyringRead
    from coachdesk.vault.slots import KeyringSecret

__all__ = ["Opening", "harden", "start_opening"]

LONGEST_FILE = 64 * 1024
"""Bytes of `keys.json` that are looked at; none that Coachdesk wrote is longer."""


class Opening:
    """A desk about to be opened. `exists`: whether there is one; `asks_keyring`: whether its keyring is being asked."""

    def __init__(self, exists: bool, read: KeyringRead | None) -> None:
        self.exists, self._read = exists, read

    @property
    def asks_keyring(self) -> bool:
        """Whether the keyring is being asked for the key."""
        return self._read is not None

    def secret(self) -> KeyringSecret:
        """The keyring's secret once it answers; a prompt of the system may take its time.

        Raises `not-opened.keyring` with the reason.
        """
        from coachdesk.vault.keyring_slot import Reason

        if self._read is None:
            raise failure("not-opened.keyring", why="it was not asked")
        answer = self._read.result()
        if isinstance(answer, Reason):
            raise failure("not-opened.keyring", why=answer.why)
        return answer

    def cancel(self) -> None:
        """Ask no longer: ends the child process and any prompt of its making."""
        if self._read is not None:
            self._read.cancel()


def start_opening(folder: Path, *, ask_keyring: bool = True) -> Opening:
    """Look at the door, and start asking the keyring where a slot says so. Raises what makes a folder unusable."""
    check_folder(folder)
    if not has_desk(folder):
        return Opening(exists=False, read=None)
    vault_id = _keyring_name(folder) if ask_keyring else ""
    if not vault_id:
        return Opening(exists=True, read=None)
    from coachdesk.vault.keyring_slot import start_read

    return Opening(exists=True, read=start_read(vault_id, wait=True))


def _keyring_name(folder: Path) -> str:
    """The name under which the keyring may hold this desk's secret; empty where no slot says so."""
    try:
        with (folder / "keys.json").open("rb") as file:
            document = json.loads(file.read(LONGEST_FILE))
        kinds = {slot["kind"] for slot in document["slots"]}
        return str(document["vault"]) if "keyring" in kinds else ""
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""  # a damaged file: opening with the passphrase mends it from its second copy
