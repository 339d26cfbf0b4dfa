"""What an earlier release sent, signed and handed over is what it was, after the desk was brought to today's schema."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coachdesk.services import agreement_versions, agreements
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, open_desk
from coachdesk.services.verifying import verify
from coachdesk.vault.slots import Passphrase
from tests.samples.make import SAMPLES

SENT = SAMPLES / "sent_by_1"
PASSPHRASE = "an agreement sent by schema 1"


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Desk]:
    """The desk of then, opened by the program of today."""
    folder = tmp_path / "desk"
    folder.mkdir(mode=0o700)
    for name in ("desk.db", "keys.json"):
        shutil.copyfile(SENT / name, folder / name)
        (folder / name).chmod(0o600)
    desk = open_desk(folder, Passphrase(PASSPHRASE), fixed_clock(datetime(2026, 12, 5, 9, 0, tzinfo=UTC)))
    yield desk
    desk.close()


def test_a_version_sent_by_an_earlier_release_is_verified_compared_and_superseded(
    migrated: Desk, tmp_path: Path
) -> None:
    old = [SENT / f"version-1.{form}" for form in ("pdf", "html", "md")]
    new = SENT / "version-2.md"
    assert [verify(migrated, one).verdict for one in (*old, new)] == ["in-force"] * 3 + ["unsigned"]
    forged = tmp_path / "forged.md"
    forged.write_text(old[2].read_text("utf-8").replace("1,000.00", "100.00"), "utf-8")
    assert verify(migrated, forged).verdict == "changed"
    agreement_id = agreements.find(migrated, "Agreed then")
    assert "fee 1,000.00 → 1,200.00 EUR" in agreement_versions.diff(migrated, agreement_id, 1, 2).words
    for by, party in (("Ann Example", "client"), ("Vera Stone", "coach")):
        agreements.sign(migrated, agreement_id, by=by, on=date(2026, 12, 4), how="paper", party=party)
    assert [verify(migrated, one).verdict for one in (*old, new)] == ["superseded"] * 3 + ["in-force"]
