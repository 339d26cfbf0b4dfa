"""What was written by the first Coachdesk opens for ever: a change of any derivation or form fails here."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachdesk.vault.keyfile import KeyFile, unlock
from coachdesk.vault.slots import KeyringSecret, Opener, Passphrase, RecoveryKey
from tests.vault.samples import WORDS
from tests.vault.test_recovery import KEY

DATA_KEY = bytes(range(100, 132))
SEALED_KEY = bytes.fromhex(
    "d669aa6e041f5fe18ceab52acf6c8832903d92c8eaeb1e4c6b463844877a421c7a7177bd67cdc16e3111fc33b97f5d283410"
    "190e1a6d10e69c99446ef1aa8f5cd619a734bc26dbdf2611451f9a13fb0427a64298d45026d03594db7d"
)
SEALED_GOAL = bytes.fromhex(
    "a28f041cfc5c3835cbf09c4bf391cc97e96e7cf1c1597984e8f6ea8c721a5a05d684ad61cb42d6c2778f059e15671e1148e2"
    "bfcac2c70cfa4eaba5a1c4f9c0d1db239b5fdcdfa62d3b0186d6aad8535f85ab4d473dced574b6aea17f"
)
TAG = 0x7A82F4E57B6B0524C7A498A452579A10EED10D60E8BD628D11CB8A4208B84CDC


@pytest.mark.parametrize(
    "opener", [KeyringSecret(bytes(range(32))), Passphrase(WORDS), RecoveryKey(KEY)], ids=lambda one: one.kind
)
def test_the_sample_opens_with_each_of_its_keys(opener: Opener) -> None:
    file = KeyFile.parse(Path(__file__).with_name("sample_keys.json").read_bytes())
    vault = unlock(file, opener)
    assert vault.generation == 2
    vault.find_key = lambda owner: vault.open("client_key", "master", {"id": owner}, SEALED_KEY)
    assert vault.find_key("c1") == DATA_KEY
    assert vault.open("goal", "c1", {"id": "r1", "n": 1}, SEALED_GOAL) == b"to speak up"
    vault.find_key = lambda owner: DATA_KEY
    assert vault.tag("goal", SEALED_GOAL) == TAG
