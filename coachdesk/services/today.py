"""Today: what needs the coach now. One implementation, over raw rows, at the start and at every refresh.

Nothing here imports SQLModel, pydantic or pendulum: this is what stands between a key press and the first screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from coachdesk.domain.agreements import VersionFacts, still_to_sign, version_state
from coachdesk.domain.clients import Named, told_apart
from coachdesk.domain.times import from_stamp, local
from coachdesk.domain.views.today import TodayLine, TodaySection, TodayView
from coachdesk.services.agreement_rows import by_agreement, day_of, facts_of_row, signed_days

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

SOON = 30
"""Days ahead in which an ending agreement or a review is worth a look."""

# Only what today can be about is read: a career's hundreds of ended clients would be opened at every start otherwise.
LIVE = "WHERE ended_on IS NULL OR ended_on > ?"
THEIR_CLIENTS = (
    "WHERE stage <> 'ended' OR id IN (SELECT client_id FROM agreement WHERE ended_on IS NULL OR ended_on > ?)"
)
THEIR_VERSIONS = "WHERE agreement_id IN (SELECT id FROM agreement WHERE ended_on IS NULL OR ended_on > ?)"
THEIR_SIGNATURES = (
    "WHERE version_id IN (SELECT v.id FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id"
    " WHERE a.ended_on IS NULL OR a.ended_on > ?)"
)

FIRST_KEYS = (("3", "your clients"), ("5", "agreements"), ("?", "every key"))
FIRST_STEPS = (("3", "then n: your first client"), ("5", "then n: an agreement"), ("?", "every key"))


@dataclass(frozen=True, slots=True)
class _Agreement:
    """What Today needs of one agreement: the version that holds, and the newest one that is not signed yet."""

    id: str
    client_id: str
    holds: VersionFacts | None
    pending: VersionFacts | None
    to_sign: tuple[str, ...]
    review: date | None
    renewed: bool


def today(desk: Desk) -> TodayView:
    """What needs the coach now; every line is true at this instant and leads to where it is dealt with."""
    now = desk.clock()
    settings = desk.settings()
    zone = str(settings.get("zone"))
    day = local(now, zone).date()
    clients = _told_apart({row["id"]: row for row in desk.rows("client", THEIR_CLIENTS, (day.isoformat(),))})
    agreements = _live_agreements(desk, day)
    sections = (
        _waiting(clients, agreements, now, zone),
        _without(clients, agreements),
        _soon(clients, agreements, day),
        _drafts(clients, agreements),
        _enquiries(clients, now, zone),
        _damaged(desk),
    )
    filled = tuple(section for section in sections if section.lines)
    empty = not clients and not desk.rows("client", "LIMIT 1")
    return TodayView(
        now=now,
        zone=zone,
        coach=str(settings.get("name")),
        sentence=_sentence(filled, empty),
        sections=filled,
        tips=FIRST_KEYS if desk.is_demo else FIRST_STEPS if empty else (),
    )


def _live_agreements(desk: Desk, day: date) -> list[_Agreement]:
    """Every agreement that was not ended, by the rules of `domain.agreements`."""
    at = (day.isoformat(),)
    signed = signed_days(desk.rows("signature", THEIR_SIGNATURES, at))
    versions = by_agreement(desk.rows("agreement_version", THEIR_VERSIONS, at))
    rows = desk.rows("agreement", LIVE, at)
    renewed = {row["renews_id"] for row in rows}
    found = []
    for row in rows:
        if row["id"] in versions:
            found.append(_agreement(row, versions[row["id"]], signed, day, row["id"] in renewed))
    return found


def _agreement(
    row: Any, versions: list[Any], signed: dict[str, dict[str, date]], day: date, renewed: bool
) -> _Agreement:
    sponsored = row["sponsor_id"] is not None
    facts = [facts_of_row(one, signed) for one in versions]
    states = [version_state(one, sponsored, None, day) for one in facts]
    held = [one for one, state in zip(facts, states, strict=True) if state == "signed"]
    holds = held[-1] if held else None
    pending = facts[-1] if states[-1] in ("draft", "sent") else None
    reviews = [day_of(one["review_on"]) for one in versions if holds and one["number"] == holds.number]
    return _Agreement(
        id=row["id"],
        client_id=row["client_id"],
        holds=holds,
        pending=pending,
        to_sign=still_to_sign(pending, sponsored) if pending else (),
        review=reviews[0] if reviews else None,
        renewed=renewed,
    )


def _waiting(clients: dict[str, Any], agreements: list[_Agreement], now: datetime, zone: str) -> TodaySection:
    waits = [(one.pending.sent_at, one) for one in agreements if one.pending and one.pending.sent_at]
    words = {"client": "the client", "coach": "you", "payer": "the payer"}
    lines = []
    for sent, one in sorted(waits, key=lambda pair: (pair[0], pair[1].id)):
        who = " and ".join(words[party] for party in one.to_sign)
        what = f"sent {_days_since(sent, now, zone)}, to be signed by {who}"
        lines.append(TodayLine("○", _name(clients, one.client_id), what, "agreement", one.id))
    return TodaySection("Waiting for a signature", tuple(lines))


def _without(clients: dict[str, Any], agreements: list[_Agreement]) -> TodaySection:
    """Active clients with nothing agreed and nothing under way (what is under way stands under its own heading)."""
    covered = {one.client_id for one in agreements if one.holds or one.pending}
    lines = [
        TodayLine("!", row["called"], "active, and no agreement in force", "client", row["id"])
        for row in _by_name(clients)
        if row["stage"] == "active" and row["id"] not in covered
    ]
    return TodaySection("No agreement", tuple(lines))


def _soon(clients: dict[str, Any], agreements: list[_Agreement], day: date) -> TodaySection:
    horizon = day + timedelta(days=SOON)
    dated: list[tuple[date, str, str, _Agreement]] = []
    for one in agreements:
        if one.review and day <= one.review <= horizon:
            dated.append((one.review, "review", "", one))
        if one.holds and one.holds.end and day <= one.holds.end <= horizon:
            dated.append((one.holds.end, "agreement ends", "" if one.renewed else " · renew it?", one))
    lines = [
        TodayLine("·", _name(clients, one.client_id), f"{what} {_ahead(when, day)}{more}", "agreement", one.id)
        for when, what, more, one in sorted(dated, key=lambda found: (found[0], found[3].id))
    ]
    return TodaySection("Coming up", tuple(lines))


def _drafts(clients: dict[str, Any], agreements: list[_Agreement]) -> TodaySection:
    lines = [
        TodayLine("…", _name(clients, one.client_id), "written, not sent yet", "agreement", one.id)
        for one in agreements
        if one.pending and one.pending.sent_at is None
    ]
    return TodaySection("Drafts", tuple(lines))


def _enquiries(clients: dict[str, Any], now: datetime, zone: str) -> TodaySection:
    lines = [
        TodayLine(
            "?", row["called"], f"enquired {_days_since(from_stamp(row['created_at']), now, zone)}", "client", row["id"]
        )
        for row in _by_name(clients)
        if row["stage"] == "enquiry"
    ]
    return TodaySection("Enquiries", tuple(lines))


def _damaged(desk: Desk) -> TodaySection:
    """Rows that could not be opened: said here, because a list that leaves one out would otherwise lie."""
    lines = [TodayLine("✗", "", f"{one.what}: run coachdesk doctor", "", "") for one in desk.damaged]
    return TodaySection("Damaged", tuple(lines))


SENTENCE = {
    "Damaged": ("damaged record", "damaged records"),
    "Waiting for a signature": ("to sign", "to sign"),
    "No agreement": ("client without an agreement", "clients without an agreement"),
    "Coming up": ("date coming up", "dates coming up"),
    "Drafts": ("draft", "drafts"),
    "Enquiries": ("enquiry", "enquiries"),
}
"""How each section is counted in the sentence, most pressing first."""

MOST_PARTS = 3
"""A sentence of more parts is not taken in at a glance, nor does it fit into 80 columns."""


def _sentence(sections: tuple[TodaySection, ...], empty: bool) -> str:
    """The answer to "what needs me now" on one line."""
    counts = {section.title: len(section.lines) for section in sections}
    told = [(counts[title], *pair) for title, pair in SENTENCE.items() if title in counts]
    parts = [f"{count} {one if count == 1 else many}" for count, one, many in told]
    if parts:
        return " · ".join(parts[:MOST_PARTS])
    return "Your desk is empty and ready" if empty else "Nothing needs you now"


def _told_apart(clients: dict[str, Any]) -> dict[str, Any]:
    """The clients, each under the name that tells them from a namesake."""
    named = [
        Named(one["id"], one["called"], one["full_name"], organisation=one["organisation"], zone=one["zone"])
        for one in clients.values()
    ]
    for client_id, word in told_apart(named).items():
        clients[client_id]["called"] = f"{clients[client_id]['called']} ({word})"
    return clients


def _by_name(clients: dict[str, Any]) -> list[Any]:
    return sorted(clients.values(), key=lambda row: (row["called"].casefold(), row["id"]))


def _name(clients: dict[str, Any], client_id: str) -> str:
    return str(clients[client_id]["called"]) if client_id in clients else "(gone)"


def _days_since(then: datetime, now: datetime, zone: str) -> str:
    days = (local(now, zone).date() - local(then, zone).date()).days
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


def _ahead(when: date, day: date) -> str:
    days = (when - day).days
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days, {when:%a} {when.day} {when:%b}"
