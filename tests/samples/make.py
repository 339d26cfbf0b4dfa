"""Makes the sample desk of today's schema: `python -m tests.samples.make`, once for each schema, and committed.

The desk is an invented one. Its passphrase is in the README beside it; it must open for ever.
"""

from __future__ import annotations

from pathlib import Path

from coachdesk.store import connection as connections
from coachdesk.store import migrations
from coachdesk.vault.slots import Passphrase
from tests.store.desks import fill, new_desk

SAMPLES = Path(__file__).parent
PASSPHRASE = "an invented desk of schema {number}"
README = """# A desk of schema {number}

Invented, for the test that every desk ever shipped opens for ever. Made once by `python -m tests.samples.make`; never
made again.

Passphrase: `{passphrase}`
"""


def make(number: int) -> Path:
    """Makes the sample of that schema, which must be today's and must not be there yet."""
    if number != len(migrations.STEPS):
        raise ValueError("a sample is made of today's schema")
    folder = SAMPLES / f"schema_{number}"
    folder.mkdir(mode=0o700)
    passphrase = PASSPHRASE.format(number=number)
    desk = new_desk(folder, Passphrase(passphrase))
    fill(desk)
    connections.close(desk.connection)
    (folder / "README.md").write_text(README.format(number=number, passphrase=passphrase))
    return folder


if __name__ == "__main__":
    make(len(migrations.STEPS))
