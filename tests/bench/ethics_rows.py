"""What ethics and hours read of a desk made for the benches: consents, what was handed over, entries of the register,
answers to questions, hours from before the desk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from coachdesk.domain.ids import new_id
from coachdesk.store.rows import SealedRow
from coachdesk.store.tables.consents import Consent
from coachdesk.store.tables.disclosures import Disclosure
from coachdesk.store.tables.ethics import EthicsAnswer
from coachdesk.store.tables.hours import PastHours
from coachdesk.store.tables.register import RegisterEntry

TOOLS, LEARNT, MONTHS, BEFORE = 12, 60, 24, 50
"""What a practice uses and learnt, the months in which it answered, and whom it coached before it had this desk."""

MONTHLY, TOPIC = "profession.reputation.public", "profession.reputation"
"""A question that is asked every month, and what it is about."""


def of_client(client_id: str, made: datetime, chance: random.Random) -> Iterator[SealedRow]:
    """One client's answer to being named in a log (two of three agree), what they were handed, the talk before."""
    on = made.date()
    whose = {"client_id": client_id, "created_at": made}
    yield Consent(id=new_id(), kind="hours-log", given=chance.random() < 2 / 3, on_day=on, how="in words", **whose)
    for number in range(2):
        yield Disclosure(
            id=new_id(),
            client_id=client_id,
            at=made + timedelta(days=number),
            kind="agreement",
            recipient="themself",
            what="the agreement",
            basis="to-client",
        )
    yield RegisterEntry(id=new_id(), on_day=on, kind="intake-talk", text="what coaching is, and is not", **whose)


def of_practice(now: datetime, chance: random.Random) -> Iterator[SealedRow]:
    """The register of the practice, a question answered month by month, and past hours."""
    for number in range(TOOLS):
        at = now - timedelta(days=30 * number + 1)
        sees = {"sees": "names", "ai": "no"}
        yield RegisterEntry(
            id=new_id(), created_at=at, on_day=at.date(), kind="tool", text=f"tool {number}", details=sees
        )
    for number in range(LEARNT):
        at = now - timedelta(days=20 * number + 1)
        form = {"form": "supervision", "minutes": "60", "units": "core", "provider": "somebody"}
        yield RegisterEntry(
            id=new_id(), created_at=at, on_day=at.date(), kind="learning", text=f"talk {number}", details=form
        )
    for number in range(MONTHS):
        yield EthicsAnswer(
            id=new_id(), at=now - timedelta(days=30 * number + 1), item=MONTHLY, topic=TOPIC, answer="yes"
        )
    for number in range(BEFORE):
        start = (now - timedelta(days=3_000 + 30 * number)).date()
        yield PastHours(
            id=new_id(),
            created_at=now,
            start_on=start,
            end_on=start + timedelta(days=200),
            paid_minutes=60 * chance.randrange(1, 30),
            name=f"Somebody {number}",
            listed=True,
        )
