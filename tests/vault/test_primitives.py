"""The primitives are the ones that the library's public modules name; they only come without the rest of it."""

from __future__ import annotations

import os
import subprocess
import sys

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from coachdesk.vault import primitives


def test_they_are_the_public_ones() -> None:
    assert primitives.AESGCM is AESGCM
    assert primitives.Argon2id is Argon2id
    assert primitives.Suite is hpke.Suite
    assert (primitives.AEAD, primitives.KDF, primitives.KEM) == (hpke.AEAD, hpke.KDF, hpke.KEM)


def test_keys_are_the_public_ones() -> None:
    raw = os.urandom(32)
    private, public = primitives.private_key(raw), X25519PrivateKey.from_private_bytes(raw).public_key()
    assert isinstance(private, X25519PrivateKey)
    assert private.private_bytes_raw() == raw
    found = primitives.public_key(public.public_bytes_raw())
    assert isinstance(found, X25519PublicKey)
    assert found == public


def test_the_rest_of_the_library_stays_unloaded() -> None:
    code = (
        "import sys; from coachdesk.vault import keyfile, primitives; from coachdesk.vault.slots import RecoveryKey;"
        "from coachdesk.vault.recovery import new_recovery_key as new; key = RecoveryKey(new());"
        "file, _ = keyfile.create([(key, 'paper')], '2027-01-11T09:00:00Z'); keyfile.unlock(file, key);"
        "print(*[name for name in sys.modules if name.startswith('cryptography.')])"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "cryptography.hazmat.bindings._rust" in loaded
    for costly in (
        "backends.openssl.backend",
        "primitives.ciphers",
        "primitives.asymmetric.rsa",
        "bindings.openssl.binding",
    ):
        assert f"cryptography.hazmat.{costly}" not in loaded
