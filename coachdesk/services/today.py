"""Today: what needs the coach now. One implementation, over raw rows, at the start and at every refresh.

Nothing here imports SQLModel, pydantic or pendulum: this is what stands between a key press and the first screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from coachdesk.domain.times import from_stamp, local
from coachdesk.domain.views.today import TodayLine, TodaySection, TodayView

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

SOON = 30
"""Days ahead in which an ending agreement or a review is worth a look."""

FIRST_KEYS = (("3", "your clients"), ("5", "agreements: write one, hand it over"), ("?", "every key of this screen"))
FIRST_STEPS = (
    ("3", "then n: add your first client"),
    ("5", "then n: write an agreement"),
    ("?", "every key of this screen"),
)


@dataclass(frozen=True, slots=True)
class _Agreement:
    """What Today needs of one agreement: its latest live version, by instants and dates."""

    id: str
    client_id: str
    sent: datetime | None
    signed: bool
    signed_by: tuple[str, ...]
    start: date | None
    end: date | None
    review: date | None


def today(desk: Desk) -> TodayView:
    """What needs the coach now; every line is true at this instant and leads to where it is dealt with."""
    now = desk.clock()
    settings = desk.settings()
    zone = str(settings.get("zone"))
    day = local(now, zone).date()
    clients = {row["id"]: row for row in desk.rows("client")}
    agreements = _live_agreements(desk)
    sections = (
        _waiting(clients, agreements, now, zone),
        _without(clients, agreements, day),
        _soon(clients, agreements, day),
        _drafts(clients, agreements),
        _enquiries(clients, now, zone),
        _damaged(desk),
    )
    filled = tuple(section for section in sections if section.lines)
    return TodayView(
        now=now,
        zone=zone,
        coach=str(settings.get("name")),
        sentence=_sentence(filled, clients),
        sections=filled,
        tips=FIRST_KEYS if desk.is_demo else () if clients else FIRST_STEPS,
    )


def _live_agreements(desk: Desk) -> list[_Agreement]:
    ended = {row["id"] for row in desk.rows("agreement", "WHERE ended_on IS NOT NULL")}
    sponsored = {row["id"] for row in desk.rows("agreement", "WHERE sponsor_id IS NOT NULL")}
    signers: dict[str, set[str]] = {}
    for row in desk.rows("signature"):
        signers.setdefault(row["version_id"], set()).add(row["party"])
    found: dict[str, _Agreement] = {}
    for row in sorted(desk.rows("agreement_version"), key=lambda one: one["number"]):
        key = row["agreement_id"]
        if key in ended or row["withdrawn_at"]:
            continue
        parties = signers.get(row["id"], set())
        must = {"client", "coach", "payer"} if key in sponsored else {"client", "coach"}
        signed = must <= parties
        if key in found and found[key].signed and not signed:
            continue  # an unsigned change does not hide the version that holds
        found[key] = _Agreement(
            id=key,
            client_id=row["client_id"],
            sent=from_stamp(row["sent_at"]) if row["sent_at"] else None,
            signed=signed,
            signed_by=tuple(sorted(parties)),
            start=_day(row["start_on"]),
            end=_day(row["end_on"]),
            review=_day(row["review_on"]),
        )
    return list(found.values())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _waiting(clients: dict[str, Any], agreements: list[_Agreement], now: datetime, zone: str) -> TodaySection:
    waits = [(one.sent, one) for one in agreements if one.sent and not one.signed]
    lines = []
    for sent, one in sorted(waits, key=lambda pair: (pair[0], pair[1].id)):
        missing = [party for party in ("client", "coach") if party not in one.signed_by]
        who = " and ".join({"client": "the client", "coach": "you"}[party] for party in missing) or "the payer"
        since = _days_since(sent, now, zone)
        what = f"agreement sent {since}, to be signed by {who}"
        lines.append(TodayLine("○", _name(clients, one.client_id), what, "agreement", one.id))
    return TodaySection("Waiting for a signature", tuple(lines))


def _without(clients: dict[str, Any], agreements: list[_Agreement], day: date) -> TodaySection:
    held = {one.client_id for one in agreements if one.signed and (one.end is None or one.end >= day)}
    waiting = {one.client_id for one in agreements if not one.signed}  # said under their own headings
    lines = [
        TodayLine("!", row["called"], "active, and no agreement", "client", row["id"])
        for row in _by_name(clients)
        if row["stage"] == "active" and row["id"] not in held and row["id"] not in waiting
    ]
    return TodaySection("No agreement", tuple(lines))


def _soon(clients: dict[str, Any], agreements: list[_Agreement], day: date) -> TodaySection:
    horizon = day + timedelta(days=SOON)
    dated: list[tuple[date, str, _Agreement]] = []
    for one in agreements:
        if one.signed and one.review and day <= one.review <= horizon:
            dated.append((one.review, "review", one))
        if one.signed and one.end and day <= one.end <= horizon:
            dated.append((one.end, "agreement ends", one))
    lines = [
        TodayLine("·", _name(clients, one.client_id), f"{what} {_ahead(when, day)}", "agreement", one.id)
        for when, what, one in sorted(dated, key=lambda found: (found[0], found[2].id))
    ]
    return TodaySection("Coming up", tuple(lines))


def _drafts(clients: dict[str, Any], agreements: list[_Agreement]) -> TodaySection:
    lines = [
        TodayLine("…", _name(clients, one.client_id), "agreement in draft, not sent yet", "agreement", one.id)
        for one in agreements
        if one.sent is None
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


def _sentence(sections: tuple[TodaySection, ...], clients: dict[str, Any]) -> str:
    """The answer to "what needs me now" on one line."""
    counts = {section.title: len(section.lines) for section in sections}
    words = {
        "Waiting for a signature": ("agreement waits for a signature", "agreements wait for a signature"),
        "No agreement": ("client without an agreement", "clients without an agreement"),
        "Coming up": ("date coming up", "dates coming up"),
        "Drafts": ("draft", "drafts"),
        "Enquiries": ("enquiry", "enquiries"),
        "Damaged": ("damaged record", "damaged records"),
    }
    told = [(counts[title], *pair) for title, pair in words.items() if title in counts]
    parts = [f"{count} {one if count == 1 else many}" for count, one, many in told]
    if parts:
        return " · ".join(parts)
    return "Nothing needs you now" if clients else "Your desk is empty and ready"


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
