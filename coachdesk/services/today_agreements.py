"""Today's sections about agreements and enquiries: who must sign, who has none, what ends soon, drafts.

Raw rows only, as everything that Today stands on.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from coachdesk.domain.agreement_life import waiting as waiting_version
from coachdesk.domain.agreements import VersionFacts, still_to_sign, version_state
from coachdesk.domain.days import day_text
from coachdesk.domain.ledger_words import unused_words
from coachdesk.domain.sessions import NOTHING, Tally, renewal_reason
from coachdesk.domain.sessions import lapsing as lapse
from coachdesk.domain.spoken import ENGLISH, listed
from coachdesk.domain.times import from_stamp, local
from coachdesk.domain.views.today import TodayLine, TodaySection, TodayWarning
from coachdesk.services.agreement_rows import by_agreement, day_of, facts_of_row, signed_days
from coachdesk.services.paid import paid_for
from coachdesk.services.session_agreements import tallies

if TYPE_CHECKING:
    from collections.abc import Set

    from coachdesk.services.desk import Desk

Clients = dict[str, Any]
"""Rows of clients by id, each under the name that tells them from a namesake."""

SOON = 30
"""Days ahead in which an ending agreement or a review is worth a look."""

# Only what Today can be about is read: a career's hundreds of ended clients would be opened at every start otherwise.
LIVE = "WHERE ended_on IS NULL OR ended_on > ?"
THEIR_VERSIONS = "WHERE agreement_id IN (SELECT id FROM agreement WHERE ended_on IS NULL OR ended_on > ?)"
THEIR_SIGNATURES = (
    "WHERE version_id IN (SELECT v.id FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id"
    " WHERE a.ended_on IS NULL OR a.ended_on > ?)"
)


class Agreed(NamedTuple):
    """What Today needs of one agreement: the version that holds, and the one that waits for signatures, else a draft:
    whoever is to sign is not forgotten because a next version is being written."""

    id: str
    client_id: str
    holds: VersionFacts | None
    pending: VersionFacts | None
    to_sign: tuple[str, ...]
    review: date | None
    renewed: bool
    renewal: str = ""
    """Why the next one should be thought of, by the sessions that are left."""
    lapse: int = 0
    """How many sessions are left that nobody planned, while its end comes near."""


def live_agreements(desk: Desk, day: date) -> list[Agreed]:
    """Every agreement that was not ended, by the rules of `domain.agreements`."""
    at = (day.isoformat(),)
    signed = signed_days(desk.rows("signature", THEIR_SIGNATURES, at))
    versions = by_agreement(desk.rows("agreement_version", THEIR_VERSIONS, at))
    rows = desk.rows("agreement", LIVE, at)
    renewed = {row["renews_id"] for row in rows}
    used = tallies(desk, live_on=day)
    found = []
    for row in rows:
        if row["id"] in versions:
            tally = used.get(row["id"], NOTHING)
            found.append(_agreement(row, versions[row["id"]], signed, day, row["id"] in renewed, tally))
    return found


def _agreement(
    row: Any, versions: list[Any], signed: dict[str, dict[str, date]], day: date, renewed: bool, used: Tally
) -> Agreed:
    sponsored = row["sponsor_id"] is not None
    facts = [facts_of_row(one, signed) for one in versions]
    states = [version_state(one, sponsored, None, day) for one in facts]
    held = [one for one, state in zip(facts, states, strict=True) if state == "signed"]
    holds = held[-1] if held else None
    pending = waiting_version(facts, sponsored) or (facts[-1] if states[-1] == "draft" else None)
    held_rows = [one for one in versions if holds and one["number"] == holds.number]
    reviews = [day_of(one["review_on"]) for one in held_rows]
    number = held_rows[0]["terms"].get("sessions") or 0 if held_rows else 0
    left = used.left(number)
    return Agreed(
        id=row["id"],
        client_id=row["client_id"],
        holds=holds,
        pending=pending,
        to_sign=still_to_sign(pending, sponsored) if pending else (),
        review=reviews[0] if reviews else None,
        renewed=renewed,
        renewal="" if renewed else renewal_reason(number, left, used.booked, used.unmarked),
        lapse=lapse(left, used.taken, holds.end, day) if holds else 0,
    )


def waiting(clients: Clients, agreements: list[Agreed], now: datetime, zone: str) -> TodaySection:
    waits = [(one.pending.sent_at, one) for one in agreements if one.pending and one.pending.sent_at]
    words = {"client": "the client", "coach": "you", "payer": "the payer"}
    lines = []
    for sent, one in sorted(waits, key=lambda pair: (pair[0], pair[1].id)):
        who = listed([words[party] for party in one.to_sign], ENGLISH)
        what = f"sent {_days_since(sent, now, zone)}, to be signed by {who}"
        lines.append(TodayLine("○", _name(clients, one.client_id), what, "agreement", one.id))
    return TodaySection("Waiting for a signature", tuple(lines))


def without(clients: Clients, agreements: list[Agreed]) -> TodaySection:
    """Active clients with nothing agreed and nothing under way (what is under way stands under its own heading)."""
    covered = {one.client_id for one in agreements if one.holds or one.pending}
    lines = [
        TodayLine("!", row["called"], "active, and no agreement in force", "client", row["id"])
        for row in _by_name(clients)
        if row["stage"] == "active" and row["id"] not in covered
    ]
    return TodaySection("No agreement", tuple(lines))


def soon(clients: Clients, agreements: list[Agreed], day: date) -> TodaySection:
    horizon = day + timedelta(days=SOON)
    dated: list[tuple[date, str, str, Agreed]] = []
    for one in agreements:
        if one.review and day <= one.review <= horizon:
            dated.append((one.review, "review", "", one))
        if one.holds and one.holds.end and day <= one.holds.end <= horizon:
            dated.append((one.holds.end, "agreement ends", "" if one.renewed else " · renew it?", one))
    lines = [
        TodayLine("·", _name(clients, one.client_id), f"{what} {_ahead(when, day)}{more}", "agreement", one.id)
        for when, what, more, one in sorted(dated, key=lambda found: (found[0], found[3].id))
    ]
    ending = {one.id for _, _, more, one in dated if more}  # of these it is asked already
    lines += [
        TodayLine("·", _name(clients, one.client_id), f"{one.renewal} · renew it?", "agreement", one.id)
        for one in agreements
        if one.renewal and one.id not in ending
    ]
    return TodaySection("Coming up", tuple(lines))


def lapsing(
    desk: Desk, clients: Clients, agreements: list[Agreed], day: date, dismissed: Set[str]
) -> list[TodayWarning]:
    """Sessions that are left and not planned while their agreement comes to its end, and how many of them are paid; the
    one that ends first first."""
    ends = [(one.holds.end, one) for one in agreements if one.holds and one.holds.end and one.lapse]
    facts = {one.id: f"{one.id}:{end.isoformat()}:unused" for end, one in ends}
    said = [pair for pair in ends if facts[pair[1].id] not in dismissed]
    paid = paid_for(desk, [one.id for _, one in said], day)
    found = []
    for end, one in sorted(said, key=lambda pair: (pair[0], pair[1].id)):
        unused = unused_words(paid[one.id]) if one.id in paid else ""
        many = f"{one.lapse}" if unused else "1 session" if one.lapse == 1 else f"{one.lapse} sessions"
        what = f"{many} lapse{'s' if one.lapse == 1 else ''} on {day_text(end, year=False)}"
        what, name = f"{unused}; {what}" if unused else what, _name(clients, one.client_id)
        found.append(TodayWarning(facts[one.id], name, what, "enter", "plans one", "plan", one.client_id))
    return found


def drafts(clients: Clients, agreements: list[Agreed]) -> TodaySection:
    lines = [
        TodayLine("…", _name(clients, one.client_id), "written, not sent yet", "agreement", one.id)
        for one in agreements
        if one.pending and one.pending.sent_at is None
    ]
    return TodaySection("Drafts", tuple(lines))


def enquiries(clients: Clients, now: datetime, zone: str) -> TodaySection:
    lines = [
        TodayLine(
            "?", row["called"], f"enquired {_days_since(from_stamp(row['created_at']), now, zone)}", "client", row["id"]
        )
        for row in _by_name(clients)
        if row["stage"] == "enquiry"
    ]
    return TodaySection("Enquiries", tuple(lines))


def _by_name(clients: Clients) -> list[Any]:
    return sorted(clients.values(), key=lambda row: (row["called"].casefold(), row["id"]))


def _name(clients: Clients, client_id: str) -> str:
    return str(clients[client_id]["called"]) if client_id in clients else "(gone)"


def _days_since(then: datetime, now: datetime, zone: str) -> str:
    days = (local(now, zone).date() - local(then, zone).date()).days
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


def _ahead(when: date, day: date) -> str:
    days = (when - day).days
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days, {when:%a} {when.day} {when:%b}"
