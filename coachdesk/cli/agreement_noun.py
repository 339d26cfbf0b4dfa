"""What the verbs of agreements share: their noun, the terms as options, and a page as JSON and as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Field, Noun
from coachdesk.cli.output import fields, plain
from coachdesk.domain.goals import goal_line
from coachdesk.domain.times import city_of, clock, day_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coachdesk.domain.views.agreements import AgreementLine, AgreementPage, TermsView
    from coachdesk.services.desk import Desk

NOUN = Noun("agreements", "Coaching agreements: draft, sent, signed, handed over.")

TERMS = (
    Field("sessions", "how many sessions", "N"),
    Field("minutes", "how long each is", "N"),
    Field("fee", "the fee, for the basis", "1200.00"),
    Field("currency", "its currency; else yours", "CODE"),
    Field("basis", "what the fee is for: package, session or month", "BASIS"),
    Field("start", "the first day", "DATE"),
    Field("end", "the last day", "DATE"),
    Field("review", "when you look together whether it serves them", "DATE"),
    Field("cancel_hours", "hours of notice to cancel free of charge", "N"),
    Field("frequency", "such as every two weeks", "TEXT"),
    Field("medium", "such as by video", "TEXT"),
    Field(
        "instalments", 'a part of the fee and its day: "DATE AMOUNT"; repeatable', '"DATE AMOUNT"', "--instalment", True
    ),
    Field("reply_minutes", "within what time you answer, if it is agreed here", "24h", "--reply-time"),
    Field("share_goals", "whether whoever pays sees the goals: yes or no", "YES|NO"),
    Field("barter", "whether something else than money is given: yes or no", "YES|NO"),
    Field("language", "of the catalogue's words in it: en or de; else the setting agreement.language", "LANGUAGE"),
)
TITLE = Field("title", "its title", "TEXT")
KEYS = (
    "id", "client", "client_name", "title", "state", "version", "versions", "terms", "clauses", "goals", "fills",
    "missing", "signatures", "sessions", "created", "sent", "fingerprint", "sponsor", "to_sign", "in_force", "history",
    "ending", "renews", "renewed_by",
)  # fmt: skip
LINE_KEYS = ("id", "client", "client_name", "title", "state", "version", "start", "end", "missing")

HISTORY_KEYS = ("number", "state", "created", "sent", "withdrawn", "signed", "since", "until", "fingerprint")
"""Keys of each version in `history`; `since` and `until` are the days on which it is in force."""

Override = Annotated[
    str | None,
    typer.Option("--override", metavar="REASON", help="let it out once without their consent, and say why"),
]
Ref = Annotated[str, typer.Argument(metavar="REF", help="whole id, part of its title or client, or beginning of an id")]


def page_json(page: AgreementPage) -> dict[str, object]:
    """An agreement as JSON has it; the keys are `KEYS`."""
    terms, count = page.terms, page.sessions
    return {
        "id": page.id,
        "client": page.client_id,
        "client_name": page.client,
        "title": page.title,
        "state": page.state,
        "version": page.version,
        "versions": page.versions,
        "terms": {name: getattr(terms, name) for name in terms.__dataclass_fields__}
        | {"instalments": [{"on": on, "amount": amount} for on, amount in terms.instalments]},
        "clauses": [
            {
                "key": one.key,
                "title": one.title,
                "guidance": one.guidance,
                "wording": one.wording,
                "text": one.filled,
                "required": one.required,
                "included": one.included,
                "own": one.own,
                "why_out": one.why_out,
            }
            for one in page.clauses
        ],
        "goals": [{"text": one.text, "measure": one.measure} for one in page.goals],
        "fills": dict(page.fills),
        "missing": [
            {"clause": one.clause, "placeholder": one.placeholder, "what": one.what, "why": one.why}
            for one in page.missing
        ],
        "signatures": [
            {"party": one.party, "by": one.by_name, "on": one.on, "how": one.how} for one in page.signatures
        ],
        "sessions": {**{name: getattr(count, name) for name in count.__dataclass_fields__}, "paid": page.paid},
        "created": page.created,
        "sent": page.sent,
        "fingerprint": page.fingerprint or None,
        "sponsor": page.sponsor or None,
        "to_sign": page.to_sign,
        "in_force": page.holds,
        "history": [{name: getattr(one, name) for name in HISTORY_KEYS} for one in page.all_versions],
        "ending": ending_json(page),
        "renews": page.renews or None,
        "renewed_by": page.renewed_by or None,
    }


def ending_json(page: AgreementPage) -> dict[str, object] | None:
    """How an agreement was ended, as JSON has it."""
    if page.ending is None:
        return None
    return {name: getattr(page.ending, name) for name in ("on", "by", "why", "unused", "refund", "said")}


def line_json(line: AgreementLine) -> dict[str, object]:
    """A line of the list as JSON has it; the keys are `LINE_KEYS`, `missing` is how much is."""
    return {
        "id": line.id,
        "client": line.client_id,
        "client_name": line.client,
        "title": line.title,
        "state": line.state,
        "version": line.version,
        "start": line.start,
        "end": line.end,
        "missing": line.gaps,
    }


def named(page: AgreementPage) -> str:
    return f"{plain(page.title)} with {plain(page.client_title)} [{page.id}], {page.state}, version {page.version}"


def missing_lines(page: AgreementPage) -> list[str]:
    if not page.missing:
        return ["nothing is missing"] if page.state == "draft" else []
    return ["missing:", *(f"  {plain(gap.what)}: {plain(gap.why)}" for gap in page.missing)]


def span(start: date | None, end: date | None) -> str:
    if start is None:
        return f"until {day_text(end)}" if end else ""
    return f"{day_text(start)} to {day_text(end)}" if end else f"from {day_text(start)}"


def page_lines(desk: Desk, page: AgreementPage, money: Sequence[str] = ()) -> list[str]:
    terms, zone = page.terms, desk.settings().zone
    signed = [f"{one.by_name} as {one.party}, {day_text(one.on)}, by {one.how}" for one in page.signatures]
    length = f" of {terms.minutes} minutes" if terms.minutes else ""
    shown = [
        ("agreement", page.title),
        ("id", page.id),
        ("client", page.client),
        ("state", f"{page.state}, version {page.version} of {page.versions}"),
        ("sessions", f"{terms.sessions}{length}" if terms.sessions else ""),
        ("left", left_words(page)),
        ("paid for", "" if page.paid is None or not terms.fee or not terms.fee.minor else f"{page.paid}"),
        ("fee", fee_words(terms)),
        ("instalments", "\n".join(f"{amount} on {day_text(on)}" for on, amount in terms.instalments)),
        ("payer", page.sponsor),
        ("dates", span(terms.start, terms.end)),
        ("review", day_text(terms.review) if terms.review else ""),
        ("notice", f"{terms.cancel_hours} hours" if terms.cancel_hours is not None else ""),
        ("frequency", terms.frequency),
        ("medium", terms.medium),
        ("goals", "\n".join(goal_line(one) for one in page.goals)),
        ("sent", f"{clock(page.sent, zone, year=True)} in {city_of(zone)}" if page.sent else ""),
        ("signed", "\n".join(signed)),
        ("in force", f"version {page.holds}" if page.holds else ""),
        ("ended", ended_words(page)),
        ("fingerprint", page.fingerprint),
    ]
    lines = [*fields(shown), *missing_lines(page), *money]
    for one in page.clauses:
        if one.included:
            lines += ["", f"{plain(one.title)} ({one.key})", *(f"  {line}" for line in one.filled.splitlines())]
    for one in page.clauses:
        if one.why_out:
            lines += ["", f"left out: {plain(one.title)} ({one.key}), because {plain(one.why_out)}"]
    offered = [one.key for one in page.clauses if not one.included]
    return [*lines, "", f"not in it: {', '.join(offered)}"] if offered else lines


def left_words(page: AgreementPage) -> str:
    """How many sessions are left and booked, and that past ones wait to be marked: those are neither."""
    count = page.sessions
    if not page.terms.sessions:
        return ""
    waits = f"; {count.unmarked} over and not marked: held, missed, or cancelled?" if count.unmarked else ""
    return f"{count.left}, and {count.booked} booked{waits}"


def fee_words(terms: TermsView) -> str:
    """The fee and what it is for; a fee of nothing is said as such."""
    if terms.fee is None:
        return ""
    return f"{terms.fee}, for the {terms.basis}" if terms.fee.minor else "none, pro bono"


def ended_words(page: AgreementPage) -> str:
    """When, by whom and why an agreement was ended, and what is unused and given back."""
    if page.ending is None:
        return ""
    one = page.ending
    why = f", because {one.why}" if one.why else ""
    return f"{day_text(one.on)}, by the {one.by}{why}\n{one.said}"
