"""A desk's keys to try things on. The passphrase slot is derived once a run: it has the real cost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.vault.envelope import Vault, canonical
from coachdesk.vault.keyfile import KeyFile, create
from coachdesk.vault.recovery import new_recovery_key
from coachdesk.vault.slots import KeyringSecret, Passphrase, RecoveryKey

MADE = "2027-01-11T09:00:00Z"
WORDS = "plénty of crème"


@dataclass(frozen=True)
class Keys:
    """A key file with one slot of each kind, and everything that opens it."""

    file: KeyFile
    vault: Vault
    keyring: KeyringSecret
    passphrase: Passphrase
    recovery: RecoveryKey


def new_vault() -> Vault:
    """An open vault with data keys for the desk and one client, `c1`; `keys` would be the table of them."""
    vault = create([(KeyringSecret.new(), "keyring")], MADE)[1]
    keys = {"desk": vault.new_key(), "c1": vault.new_key()}
    vault.find_key = keys.get
    return vault


@cache
def all_three() -> Keys:
    """The same keys for all tests of a process; none of them may be changed."""
    keyring, passphrase, recovery = KeyringSecret.new(), Passphrase(WORDS), RecoveryKey(new_recovery_key())
    file, vault = create([(keyring, "this computer"), (passphrase, "passphrase"), (recovery, "paper")], MADE)
    return Keys(file, vault, keyring, passphrase, recovery)


def same(one: Vault, other: Vault) -> bool:
    """Whether two vaults hold the same master key."""
    return one.derive(b"compare") == other.derive(b"compare")


def forged(file: KeyFile, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The key file after somebody changed it and corrected the checksum, which needs no key."""
    document = json.loads(file.to_bytes())
    change(document)
    del document["check"]
    document["check"] = hashlib.sha256(canonical(document).encode()).hexdigest()
    return (json.dumps(document, indent=1) + "\n").encode()


def refusal(code: str) -> Any:
    """Expects the failure of exactly that code."""
    return pytest.raises(CoachdeskError, check=lambda error: error.code == code)
