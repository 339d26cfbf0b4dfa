"""The ways to open a desk: what a person or their keyring brings, and the slot in the key file that it fits.

A slot is an X25519 key pair. What the opener brings yields the private half, through Argon2id for a passphrase and
keyed BLAKE2b for secrets that are random already; the master key is sealed to the public half (HPKE, RFC 9180). So a
new master key can be sealed to every slot while only one of them is open.
"""

from __future__ import annotations

import base64
import os
import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from coachdesk.domain.errors import failure
from coachdesk.vault import recovery
from coachdesk.vault.envelope import canonical, derived

SALT_BYTES, SECRET_BYTES = 16, 32
LONGEST_LABEL = 60
MEMORY_KIB = (64 * 1024, 2 * 1024 * 1024)
PASSES = (3, 20)
LANES = (1, 16)
"""Least and most of what a key file may ask for: less would be a gift to a thief, more would hang the coach."""

_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Opener(ABC):
    """What is brought to open a desk. No opener shows its secret when printed."""

    kind: ClassVar[str]

    @abstractmethod
    def secret(self) -> bytes:
        """The bytes from which the slot's private half is derived; raises a CoachdeskError when they cannot be any."""

    def check_new(self) -> None:
        """Raises a CoachdeskError unless a new slot may be made of this."""
        self.secret()


@dataclass(frozen=True, slots=True, repr=False)
class Passphrase(Opener):
    """A passphrase as typed; accents typed on another system (NFD) are the same passphrase."""

    text: str
    kind: ClassVar[str] = "passphrase"

    def secret(self) -> bytes:
        text = unicodedata.normalize("NFC", self.text)
        if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
            raise failure("passphrase.text")
        secret = text.encode()
        if len(secret) > 1024:
            raise failure("passphrase.long")
        return secret

    def check_new(self) -> None:
        self.secret()
        if len(unicodedata.normalize("NFC", self.text).strip()) < 8:
            raise failure("passphrase.short")


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryKey(Opener):
    """The recovery key as typed."""

    text: str
    kind: ClassVar[str] = "recovery"

    def secret(self) -> bytes:
        return recovery.parse(self.text)


@dataclass(frozen=True, slots=True, repr=False)
class KeyringSecret(Opener):
    """The 32 random bytes that the operating system's keyring keeps for this desk."""

    raw: bytes
    kind: ClassVar[str] = "keyring"

    @classmethod
    def new(cls) -> KeyringSecret:
        """A fresh secret, to be stored in the keyring before the slot is written."""
        return cls(os.urandom(SECRET_BYTES))

    def secret(self) -> bytes:
        if len(self.raw) != SECRET_BYTES:
            raise failure("not-opened.keyring", why="what it holds is not a Coachdesk secret")
        return self.raw


KINDS = (KeyringSecret.kind, Passphrase.kind, RecoveryKey.kind)


@dataclass(frozen=True, slots=True)
class Kdf:
    """How a slot's private half is derived; the three costs are zero where the secret is random already."""

    salt: bytes
    memory_kib: int = 0
    passes: int = 0
    lanes: int = 0

    @classmethod
    def new(cls, kind: str) -> Kdf:
        """A fresh salt, and for a passphrase today's cost: 64 MiB and 3 passes, about a tenth of a second."""
        salt = os.urandom(SALT_BYTES)
        return cls(salt, MEMORY_KIB[0], PASSES[0], 4) if kind == Passphrase.kind else cls(salt)

    def check(self, kind: str) -> None:
        """Raises keys.parameters, before anything is derived, unless these are safe for a slot of that kind."""
        if len(self.salt) != SALT_BYTES:
            raise failure("keys.parameters", why=f"salt of {len(self.salt)} bytes")
        slow = kind == Passphrase.kind
        for name, value, (least, most) in (
            ("memory", self.memory_kib, MEMORY_KIB if slow else (0, 0)),
            ("passes", self.passes, PASSES if slow else (0, 0)),
            ("lanes", self.lanes, LANES if slow else (0, 0)),
        ):
            if not least <= value <= most:
                raise failure("keys.parameters", why=f"{name} {value}")

    def private_half(self, opener: Opener) -> X25519PrivateKey:
        """The slot's private key, from what the opener brings. Checks the parameters first."""
        self.check(opener.kind)
        secret = opener.secret()
        if opener.kind == Passphrase.kind:
            argon = Argon2id(
                salt=self.salt, length=32, iterations=self.passes, lanes=self.lanes, memory_cost=self.memory_kib
            )
            try:
                return X25519PrivateKey.from_private_bytes(argon.derive(secret))
            except MemoryError:
                raise failure("not-opened.memory", mib=self.memory_kib // 1024) from None
        # No stretching: nobody guesses 140 random bits, and a keyring start stays quick.
        return X25519PrivateKey.from_private_bytes(derived(secret, opener.kind.encode() + self.salt))


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to open the desk. All of it may be seen; `sealed` opens only with the private half of `public`.

    `label` is plain, because the unlock screen names the slots before anything is open: no person's name belongs there.
    `made` is an instant in storage form (`2027-01-11T09:00:00Z`).
    """

    id: str
    kind: str
    label: str
    made: str
    public: bytes
    kdf: Kdf
    sealed: bytes = b""

    @classmethod
    def new(cls, slot_id: str, opener: Opener, label: str, made: str) -> Slot:
        """A slot for that opener, with no master key in it yet. Raises the opener's reason why it may not be used."""
        opener.check_new()
        if len(label) > LONGEST_LABEL or not label.isprintable():
            raise failure("slots.label", most=LONGEST_LABEL)
        kdf = Kdf.new(opener.kind)
        public = kdf.private_half(opener).public_key().public_bytes_raw()
        return cls(slot_id, opener.kind, label, made, public, kdf)

    def holding(self, vault_id: str, generation: int, master: bytes) -> Slot:
        """This slot with that master key sealed to it; needs no secret of the slot."""
        public = X25519PublicKey.from_public_bytes(self.public)
        return replace(self, sealed=_HPKE.encrypt(master, public, self._info(vault_id, generation)))

    def master(self, vault_id: str, generation: int, opener: Opener) -> bytes | None:
        """The master key, or None when the opener is not this slot's. Raises keys.damaged when it is, in vain."""
        private = self.kdf.private_half(opener)
        if private.public_key().public_bytes_raw() != self.public:
            return None
        try:
            return _HPKE.decrypt(self.sealed, private, self._info(vault_id, generation))
        except (InvalidTag, ValueError):
            raise failure("keys.damaged") from None

    def to_json(self) -> dict[str, object]:
        """The slot as it stands in the key file."""
        kdf = {"salt": _text(self.kdf.salt)}
        costs = {"memory_kib": self.kdf.memory_kib, "passes": self.kdf.passes, "lanes": self.kdf.lanes}
        return {
            "id": self.id, "kind": self.kind, "label": self.label, "made": self.made, "public": _text(self.public),
            "kdf": {**kdf, **costs} if self.kind == Passphrase.kind else kdf, "sealed": _text(self.sealed),
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: dict[str, object]) -> Slot:
        """The slot of a key file. Raises keys.parameters, or ValueError and its kin for what is not a slot at all."""
        kind, kdf = _string(data["kind"]), data["kdf"]
        if kind not in KINDS or not isinstance(kdf, dict):
            raise ValueError("not a slot")
        costs = [kdf[name] if kind == Passphrase.kind else 0 for name in ("memory_kib", "passes", "lanes")]
        if any(type(cost) is not int for cost in costs):
            raise ValueError("a cost is a whole number")
        known = Kdf(_bytes(kdf["salt"]), *costs)
        known.check(kind)
        id_, label, made = (_string(data[name]) for name in ("id", "label", "made"))
        return cls(id_, kind, label, made, _bytes(data["public"]), known, _bytes(data["sealed"]))

    def _info(self, vault_id: str, generation: int) -> bytes:
        """Binds the sealed master key to its place: another desk's, slot's or an older one does not fit."""
        return canonical(["coachdesk slot", vault_id, generation, self.id, self.kind]).encode()


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: object) -> bytes:
    return base64.b64decode(_string(value), validate=True)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not text")
    return value
