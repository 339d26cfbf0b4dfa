"""Invented summaries, typical and hostile, for the tests of the documents."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files

from coachdesk.domain.money import Money
from coachdesk.domain.views.agreements import AgreementSummary, Deal, GoalSnapshot, SignatureView, SummaryClause

FILLS = {
    "coach_name": "Jonas Weber", "coach_contact": "jonas@weber-coaching.example", "client_name": "Amara Okonkwo",
    "client_contact": "amara@okonkwo.example", "sponsor_name": "Lagoon Energy Ltd", "session_count": "6",
    "session_minutes": "60", "frequency": "weekly", "medium": "video", "fee_amount": "1,200.00", "currency": "EUR",
    "fee_basis": "for all six sessions", "code_name": "ICF Code of Ethics", "code_edition": "2025",
    "goals": "speak up in board meetings; leave work by six on three days a week",
    "measures": "I say one uncomfortable thing a month; three days in four weeks out of five",
}  # fmt: skip

MARKUP = """[/b] *x* _y_ #x $x$ <b>bold</b> \\ " ' `code` @ref <label> #panic("ran") ~~z~~ | & &amp; {x} ^2 !"""
HEADINGS = (
    "= head",
    "# head",
    "1. one",
    "- item",
    "+ item",
    "> quote",
    "---",
    "===",
    "/ Term: x",
    ": colon",
    "~~~ fence",
    "2) two",
)
LINKS = "[t](http://a.example) https://b.example/x www.c.example d@e.example <f@g.example> ![i](j.png)"


def catalogue_clauses(count: int = 0) -> tuple[SummaryClause, ...]:
    """The clauses of the catalogue with every placeholder filled by an invented or a plain value."""
    text = files("coachdesk.catalogue").joinpath("clauses.toml").read_text("utf-8")
    found = tomllib.loads(text)["clause"]
    left_out = {"sponsor", "sponsor_sharing", "barter", "hours_log", "signatures"}
    clauses = [
        SummaryClause(
            c["key"], c["title"], re.sub(r"\{(\w+)\}", lambda m: FILLS.get(m[1], m[1].replace("_", " ")), c["wording"])
        )
        for c in found
        if c["key"] not in left_out
    ]
    return tuple(clauses[:count] if count else clauses)


def summary(standing: str = "signed", **changes: object) -> AgreementSummary:
    """A typical agreement in that standing; signed by both when it is signed or ended."""
    signed = (
        SignatureView("coach", "Jonas Weber", date(2027, 2, 1), "e-signature"),
        SignatureView("client", "Amara Okonkwo", date(2027, 2, 2), "paper"),
    )
    base = AgreementSummary(
        language="en",
        paper="a4",
        title="Coaching agreement",
        coach_name="Jonas Weber",
        business="Weber Coaching",
        coach_contact="jonas@weber-coaching.example\n+49 30 1234567",
        client_name="Amara Okonkwo",
        client_contact="amara@okonkwo.example",
        sponsor_name="",
        version=2,
        standing=standing,
        deal=Deal(
            sessions=6,
            minutes=60,
            frequency="weekly",
            medium="video",
            fee=Money(120_000, "EUR"),
            basis="package",
            due="before the first session",
            start=date(2027, 2, 1),
            end=date(2027, 7, 31),
            review=date(2027, 4, 15),
            cancel_hours=24,
            reply_minutes=24 * 60,
            reply_weekdays=(0, 1, 2, 3, 4),
        ),
        goals=(
            GoalSnapshot(
                "Speak up in board meetings before the decision is made", "I say one uncomfortable thing a month"
            ),
            GoalSnapshot("Leave work by six on three days a week", "three days, in four weeks out of five"),
        ),
        clauses=catalogue_clauses(),
        signatures=signed if standing in ("signed", "ended") else (),
        code_name="ICF Code of Ethics",
        code_edition="2025",
        frozen_at=datetime(2027, 2, 1, 9, 14, tzinfo=UTC),
        fingerprint="" if standing == "draft" else "3f2ac9d1" * 8,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def hostile(text: str, standing: str = "sent") -> AgreementSummary:
    """A summary that holds that text in every field a person can fill."""
    return summary(
        standing,
        title=text,
        coach_name=text,
        business=text,
        coach_contact=text,
        client_name=text,
        client_contact=text,
        sponsor_name=text,
        deal=Deal(6, 60, text, text, Money(1, "EUR"), "", text, text, (), date(2027, 2, 1), None, text, None, text),
        goals=(GoalSnapshot(text, text),),
        clauses=(SummaryClause("own", text, text),),
        signatures=(SignatureView("client", text + " too", date(2027, 2, 2), text),),
        code_name=text,
        code_edition=text,
    )
