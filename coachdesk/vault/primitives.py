"""The few primitives of cryptography that the vault uses, from where that library keeps them itself.

Its public modules hand out these very objects, after importing every other algorithm and key format it has: ten
milliseconds and more of every start. The release of the library is held to one series, and a test holds these to be the
objects that its public modules name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.bindings._rust import openssl

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

__all__ = ["AEAD", "AESGCM", "KDF", "KEM", "Argon2id", "InvalidTag", "Suite", "private_key", "public_key"]

AESGCM = openssl.aead.AESGCM
Argon2id = openssl.kdf.Argon2id
AEAD, KDF, KEM, Suite = openssl.hpke.AEAD, openssl.hpke.KDF, openssl.hpke.KEM, openssl.hpke.Suite


def private_key(raw: bytes) -> X25519PrivateKey:
    """An X25519 private key from its 32 bytes."""
    return openssl.x25519.from_private_bytes(raw)


def public_key(raw: bytes) -> X25519PublicKey:
    """An X25519 public key from its 32 bytes."""
    return openssl.x25519.from_public_bytes(raw)
