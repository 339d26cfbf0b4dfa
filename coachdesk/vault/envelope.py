"""The open vault: seals and opens the confidential fields of one row at a time.

A sealed value is `nonce ‖ AES-256-GCM(padded secrets)`. The associated data names the vault, the table, the key's
owner and every plain column of the row, so opening a row also proves that nothing beside the secrets was changed,
and that the row was not moved to another table, client or desk. It is keyed by column name, without nulls: a row read
with plain `sqlite3` opens without its class, and a new nullable column needs no new sealing. There is no format byte
in front: the desk's schema version says how its rows are sealed, and it is checked before any row is read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from coachdesk.domain.errors import failure

MASTER, DESK = "master", "desk"
"""Key owners that are not clients: the master key seals the table of data keys, the desk's key what is no client's."""

KEY_BYTES, NONCE_BYTES = 32, 12
SHORTEST = 64
"""Padded secrets are at least this long, so that a short name and a long one look the same."""

Plain = Mapping[str, str | int | None]

_quoted: Callable[[str], str] = json.encoder.encode_basestring_ascii
"""A text as JSON has it; the same as `canonical` of it."""

# One encoder kept for all rows: building it costs more than sealing a row.
canonical: Callable[[object], str] = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def derived(secret: bytes, label: bytes) -> bytes:
    """32 bytes that tell nothing about `secret` (at most 64 bytes) or about those of another label (keyed BLAKE2b)."""
    return hashlib.blake2b(label, key=secret, digest_size=KEY_BYTES, person=b"coachdesk").digest()


def padded_length(length: int) -> int:
    """The length to which contents of `length` bytes are padded: PADMÉ, which hides all but log log of it.

    At most 12 % longer (beyond the first 64 bytes), and one byte is kept for the mark that ends the contents.
    """
    length = max(length + 1, SHORTEST)
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (length + mask) & ~mask


class Vault:
    """One opened desk's keys. Nothing of it is ever printed, copied or pickled.

    `find_key` is set by the store: it answers the raw data key of an owner ("desk" or a client id), or None when
    that key was destroyed. Keys stay in memory until the process ends (Python cannot wipe them), which is why
    locking replaces the process.
    """

    __slots__ = ("_ciphers", "_master", "_tag_key", "find_key", "generation", "id")

    def __init__(self, vault_id: str, generation: int, master: bytes) -> None:
        if len(master) != KEY_BYTES:
            raise ValueError("a master key is 32 bytes")
        self.id, self.generation, self._master = vault_id, generation, master
        self.find_key: Callable[[str], bytes | None] = lambda owner: None
        self._ciphers: dict[str, AESGCM] = {}
        self._tag_key: bytes | None = None

    def __repr__(self) -> str:
        return f"<Vault {self.id} generation {self.generation}>"

    def __reduce__(self) -> str:
        raise TypeError("a vault is neither copied nor pickled")

    def again(self) -> Vault:
        """The same keys for another thread, which finds data keys and keeps ciphers of its own."""
        return Vault(self.id, self.generation, self._master)

    @staticmethod
    def new_key() -> bytes:
        """A fresh data key."""
        return os.urandom(KEY_BYTES)

    def derive(self, label: bytes) -> bytes:
        """A key from the master key; it changes with every new master, so nothing lasting may hang on it."""
        return derived(self._master, label)

    def seal(self, table: str, owner: str, plain: Plain, secrets: bytes) -> bytes:
        """The envelope of one row. `plain` holds its other columns as SQLite stores them.

        Raises key.gone when the owner's key was destroyed, TypeError for a value that SQLite would store otherwise.
        """
        for value in plain.values():
            # A bool would be sealed as `true` and read back as 1, a float lose digits: the row would look damaged.
            if value is not None and type(value) is not str and type(value) is not int:
                raise TypeError(f"{table}: a plain column is text or a whole number, not {type(value).__name__}")
        nonce = os.urandom(NONCE_BYTES)
        padded = (secrets + b"\x80").ljust(padded_length(len(secrets)), b"\0")
        return nonce + self._cipher(owner).encrypt(nonce, padded, self._bound(table, owner, plain))

    def open(self, table: str, owner: str, plain: Plain, sealed: bytes) -> bytes:
        """The secrets of one row, and the proof that its plain columns are those it was sealed with.

        Raises row.damaged when anything differs, key.gone when the owner's key was destroyed.
        """
        cipher = self._cipher(owner)
        try:
            opened = cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], self._bound(table, owner, plain))
        except (InvalidTag, TypeError, ValueError):  # the last two: not bytes, too short, or a blob in a plain column
            raise failure("row.damaged", table=table, id=plain.get("id", "?")) from None
        return opened.rstrip(b"\0")[:-1]

    def tag(self, table: str, sealed: bytes) -> int:
        """A keyed number of one row, to be summed modulo 2**256: without the keys no sum comes out right."""
        if self._tag_key is None:
            # From the desk's data key, not from the master: the sums must survive a new master key.
            self._tag_key = derived(self._key(DESK), b"desk_state")
        name = table.encode()
        text = len(name).to_bytes(2, "big") + name + sealed
        return int.from_bytes(hashlib.blake2b(text, key=self._tag_key, digest_size=32).digest(), "big")

    def forget(self, owner: str) -> None:
        """Drops what is remembered of an owner's key, after it was changed or destroyed."""
        self._ciphers.pop(owner, None)
        if owner == DESK:
            self._tag_key = None

    def _key(self, owner: str) -> bytes:
        key = self.derive(b"data keys") if owner == MASTER else self.find_key(owner)
        if key is None:
            raise failure("key.gone")
        return key

    def _cipher(self, owner: str) -> AESGCM:
        cipher = self._ciphers.get(owner)
        if cipher is None:
            cipher = self._ciphers[owner] = AESGCM(self._key(owner))
        return cipher

    def _bound(self, table: str, owner: str, plain: Plain) -> bytes:
        # The canonical JSON of [vault, table, owner, columns], put together by hand: a third of the time of opening a
        # row would go into a general encoder. A test holds the two equal.
        columns = ",".join(
            [
                f'"{name}":{_quoted(value) if type(value) is str else value}'
                for name, value in sorted(plain.items())
                if value is not None
            ]
        )
        return f"[{_quoted(self.id)},{_quoted(table)},{_quoted(owner)},{{{columns}}}]".encode()
