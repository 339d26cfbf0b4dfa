"""Which moments have come: looked for among live agreements, the sessions around now, and entries that are open.

Raw rows found by their indexes, and only those that a moment can be about: a career of ended clients is not opened for
it. Names are looked up once it is known whom they are about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from coachdesk.domain import agreements as rules
from coachdesk.domain import moments
from coachdesk.domain.days import months_after
from coachdesk.domain.engagements import last_ended
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.evidence.facts import ClientFacts, EntryFacts
from coachdesk.domain.moments import Occasion
from coachdesk.domain.sessions import COUNTED
from coachdesk.domain.spans import day_begins, day_ends
from coachdesk.domain.times import from_stamp, local, to_stamp
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import by_client, incident_rows
from coachdesk.services.absence_rows import away_of
from coachdesk.services.agreement_rows import by_agreement, day_of, facts_of_row, signed_days
from coachdesk.services.by_client import ByClient
from coachdesk.services.register_rows import entries
from coachdesk.services.session_agreements import in_chunks
from coachdesk.store import counting
from coachdesk.store.among import among

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.services.evidence import Reader

Row = Mapping[str, Any]

BY_ID = "WHERE id = ?"
OPEN = "WHERE ended_on IS NULL OR ended_on >= ?"
THEIR_VERSIONS = "WHERE agreement_id IN (SELECT id FROM agreement WHERE ended_on IS NULL OR ended_on >= ?)"
THEIR_SIGNATURES = (
    "WHERE version_id IN (SELECT v.id FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id"
    " WHERE a.ended_on IS NULL OR a.ended_on >= ?)"
)
OPEN_ENTRIES = (
    "WHERE ended_on IS NULL AND client_id IS NOT NULL"
    " AND (on_day >= ? OR client_id IN (SELECT id FROM client WHERE stage <> 'ended'))"
)
OF_ENTRIES = {
    "harm": ("harm_disclosed", "incident"),
    "conflict": ("incident",),
    "referral": ("referral_paid",),
    "barter": ("barter",),
    "research": ("research",),
    "data-request": ("data_request",),
}
"""The events that a register entry of a client makes."""

OF_CONSENTS = {"name-release": "name_release", "testimonial": "name_release", "sponsor-report": "sponsor_report"}
"""The event that asking a client for a consent makes."""

MOST_SESSIONS = 40
"""So many sessions around now are asked about at the most, the nearest first."""


@dataclass(frozen=True, slots=True)
class Live:
    """An agreement that is not long over, with what is known of its versions."""

    id: str
    client_id: str
    created: datetime
    newest: datetime
    versions: tuple[rules.VersionFacts, ...]
    sponsor_id: str
    barter: bool
    ended_on: date | None

    def state(self, today: date) -> str:
        """draft, sent, signed or ended."""
        return rules.agreement_state(self.versions, bool(self.sponsor_id), self.ended_on, today)

    def is_at_hand(self, today: date) -> bool:
        """Whether it is being made or changed, or was signed just now."""
        state = rules.version_state(self.versions[-1], bool(self.sponsor_id), self.ended_on, today)
        signed = rules.signed_on(self.versions[-1], bool(self.sponsor_id))
        return state in ("draft", "sent") or (
            state == "signed" and signed is not None and today - signed <= moments.JUST_SIGNED
        )

    def last_day(self) -> date | None:
        """The day on which it ended or ends; nothing where that is open, or where it was never in force."""
        ends = [one.end for one in self.versions if rules.signed_on(one, bool(self.sponsor_id)) is not None]
        last = ends[-1] if ends else None
        return min(self.ended_on, last) if self.ended_on and last else self.ended_on or last


@dataclass(frozen=True, slots=True)
class Around:
    """What was read to tell which moments have come."""

    now: datetime
    today: date
    zone: str
    agreements: tuple[Live, ...]
    going: frozenset[str]
    """The clients who are not ended."""


def around(desk: Desk) -> Around:
    """Live agreements, and who is still a client."""
    now, zone = desk.clock(), desk.settings().zone
    today = local(now, zone).date()
    going = counting.counts(desk.connection, "client", ("id",), "WHERE stage NOT IN ('ended', 'disposed')")
    return Around(now, today, zone, tuple(_live(desk, today)), frozenset(row[0] for row in going))


def occasions(desk: Desk, known: Around, reader: Reader) -> list[Occasion]:
    """Every moment that has come, in no order."""
    found = [
        *before_first(desk, known, reader),
        *_at_agreements(known),
        *_around_sessions(desk, known),
        *_at_endings(known),
        *_of_deals(known),
        *_of_entries(desk, known),
        *_of_incidents(desk),
        *_of_consents(desk, known),
        *_of_absences(desk, known),
        *_of_disposals(desk, known),
        Occasion("monthly", moments.PRACTICE),
    ]
    return list({(one.moment, one.event, one.subject): one for one in found}.values())


def _live(desk: Desk, today: date) -> Iterator[Live]:
    since = ((today - moments.JUST_ENDED).isoformat(),)
    rows = desk.kept_rows("ethics agreements", "agreement", OPEN, since)
    kept = desk.kept_rows("ethics versions", "agreement_version", THEIR_VERSIONS, since)
    signed = signed_days(desk.kept_rows("ethics signatures", "signature", THEIR_SIGNATURES, since))
    versions = by_agreement(one for one in kept if one["withdrawn_at"] is None)
    for row in rows:
        own = versions.get(row["id"])
        if own:
            yield Live(
                id=row["id"],
                client_id=row["client_id"],
                created=from_stamp(row["created_at"]),
                newest=from_stamp(own[-1]["created_at"]),
                versions=tuple(facts_of_row(one, signed) for one in own),
                sponsor_id=row["sponsor_id"] or "",
                barter=bool(own[-1]["terms"].get("barter")),
                ended_on=day_of(row["ended_on"]),
            )


def before_first(desk: Desk, known: Around, reader: Reader) -> Iterator[Occasion]:
    """Clients with something planned or agreed whose first session is still to come."""
    planned = counting.counts(
        desk.connection,
        "session",
        ("client_id",),
        "WHERE state = 'planned' AND kind = ? AND at >= ?",
        (COUNTED, to_stamp(known.now)),
    )
    agreed = {one.client_id for one in known.agreements if one.state(known.today) in ("draft", "sent", "signed")}
    asked = (agreed | {row[0] for row in planned}) & known.going
    under_live = _held(desk, "agreement_id", [one.id for one in known.agreements if one.state(known.today) == "signed"])
    begun = {one.client_id for one in known.agreements if one.id in under_live}
    for client_id in sorted(asked - begun):
        with _readable():
            facts = reader.client(client_id)
            if moments.before_first(facts, known.today, known.zone):
                yield Occasion("before_first_session", Subject(client_id), since=_last_ended(facts, known))


@contextmanager
def _readable() -> Iterator[None]:
    """Who cannot be read is passed over: the desk remembers which row is damaged."""
    try:
        yield
    except CoachdeskError as problem:
        if problem.code != "row.damaged":
            raise


def _last_ended(facts: ClientFacts, known: Around) -> datetime | None:
    """When the engagement before the one that is being made was over."""
    day = last_ended(facts, known.today, known.zone)
    return day_ends(day, known.zone) if day is not None else None


def _held(desk: Desk, column: str, ids: Collection[str]) -> set[str]:
    """Which of those have a coaching session that was held."""
    found: set[str] = set()
    every = sorted(ids)
    for at in range(0, len(every), 400):
        some = every[at : at + 400]
        where = f"WHERE kind = ? AND state = 'held' AND {column} IN {among(some)}"
        found |= {row[0] for row in counting.counts(desk.connection, "session", (column,), where, (COUNTED, *some))}
    return found


def _at_agreements(known: Around) -> Iterator[Occasion]:
    for one in known.agreements:
        if one.client_id in known.going and one.is_at_hand(known.today):
            yield Occasion("at_agreement", Subject(one.client_id, one.id), since=one.newest)


def _around_sessions(desk: Desk, known: Around) -> Iterator[Occasion]:
    until = max(known.now + moments.AHEAD, day_ends(known.today, known.zone))
    for moment, state, order, since, last in (
        ("before_session", "planned", "at", known.now, until),
        ("after_session", "held", "at DESC", known.now - moments.JUST_HELD, known.now),
    ):
        where = f"WHERE state = ? AND kind = ? AND at >= ? AND at <= ? ORDER BY {order}, id LIMIT ?"
        params = (state, COUNTED, to_stamp(since), to_stamp(last), MOST_SESSIONS)
        for row in desk.rows("session", where, params):
            yield Occasion(moment, of_session(row), when=from_stamp(row["at"]))


def of_session(row: Row) -> Subject:
    """A session as what is asked about."""
    return Subject(row["client_id"], row["agreement_id"] or "", row["id"])


def _at_endings(known: Around) -> Iterator[Occasion]:
    soon = known.today + moments.ENDING_SOON
    for one in known.agreements:
        last = one.last_day()
        if last is None or not known.today - moments.JUST_ENDED <= last <= soon:
            continue
        others = [other for other in known.agreements if other.client_id == one.client_id and other.id != one.id]
        if not any(_goes_on(other, last, known.today) for other in others):
            yield Occasion("at_ending", Subject(one.client_id), since=one.created)


def _goes_on(other: Live, after: date, today: date) -> bool:
    """Whether another agreement of the same client makes the end of one no ending."""
    last = other.last_day()
    return other.state(today) != "ended" and (last is None or last > after)


def _of_deals(known: Around) -> Iterator[Occasion]:
    """Who pays, and what is given in place of money, by live agreements."""
    for one in known.agreements:
        if one.client_id not in known.going or one.state(known.today) == "ended":
            continue
        if one.sponsor_id:
            yield Occasion("on_event", Subject(one.client_id, one.id), "third_party_payment", since=one.created)
        if one.barter:
            yield Occasion("on_event", Subject(one.client_id, one.id), "barter", since=one.created)


def _of_entries(desk: Desk, known: Around) -> Iterator[Occasion]:
    since = (known.today - timedelta(days=365)).isoformat()
    for entry in entries(desk, OPEN_ENTRIES, (since,), kept="ethics entries"):
        if entry.kind in OF_ENTRIES and _is_open(entry, known.today):
            yield from of_entry(entry)


def _of_incidents(desk: Desk) -> Iterator[Occasion]:
    """That something went wrong in the service and is still to be made good: what is asked then is of the practice, and
    asked once, since the last one was written down."""
    written = [one.created_at for one in incident_rows.facts(desk, f"WHERE {incident_rows.IS_OPEN}")]
    if written:
        yield Occasion("on_event", moments.PRACTICE, "incident", since=max(written), entry_kind="incident")


def of_entry(entry: EntryFacts) -> Iterator[Occasion]:
    """The moments that an entry makes."""
    for event in OF_ENTRIES.get(entry.kind, ()):
        subject = Subject(entry.client_id, entry_id=entry.id)
        yield Occasion("on_event", subject, event, entry_kind=entry.kind)


def _is_open(entry: EntryFacts, today: date) -> bool:
    """Whether it is still asked about: it is not settled, or was a short while ago."""
    settled = {"data-request": entry.answered, "referral": entry.told, "conflict": entry.answered}
    if entry.kind in settled and settled[entry.kind] is None:
        return True
    return today - (settled.get(entry.kind) or entry.on) <= moments.RECENT


def _of_consents(desk: Desk, known: Around) -> Iterator[Occasion]:
    """Who was asked a short while ago whether something of theirs may be shown. A no to a report makes no report of it
    where there is nobody to send one to."""
    paid_for = {one.client_id for one in known.agreements if one.sponsor_id}
    since = known.today - moments.RECENT
    kinds = tuple(OF_CONSENTS)
    where = f"WHERE on_day >= ? AND kind IN ({', '.join('?' * len(kinds))}) ORDER BY on_day, id"
    for row in desk.rows("consent", where, (since.isoformat(), *kinds)):
        if row["kind"] == "sponsor-report" and not row["given"] and row["client_id"] not in paid_for:
            continue
        begins = day_begins(day_of(row["on_day"]) or since, known.zone)
        yield Occasion("on_event", Subject(row["client_id"]), OF_CONSENTS[row["kind"]], since=begins)


def _of_absences(desk: Desk, known: Around) -> Iterator[Occasion]:
    for row in desk.rows("absence"):
        away = away_of(row)
        if away.since <= known.now + moments.AWAY_SOON and (away.end is None or away.end > known.now):
            created = from_stamp(row["created_at"])
            yield Occasion("on_event", moments.PRACTICE, "absence", when=away.since, since=created)


def _of_disposals(desk: Desk, known: Around) -> Iterator[Occasion]:
    """Clients whose records were to be kept until a day that has passed."""
    rows = _keeping(desk).values(desk)
    years = [client_id for client_id, (until, _) in rows.items() if until is None]
    ended = _ended_on(desk, years)
    for client_id, (until, number) in rows.items():
        day = until or _years_after(ended.get(client_id), number)
        if day is not None and day < known.today:
            yield Occasion("on_event", Subject(client_id), "disposal_due", since=day_begins(day, known.zone))


def _keeping(desk: Desk) -> ByClient[tuple[date | None, int]]:
    """Ended clients of whom it is known how long their records are kept: until a day, or so many years."""

    def read(desk: Desk, some: Collection[str]) -> Mapping[str, tuple[date | None, int]]:
        where = f"WHERE stage = 'ended' AND id IN {among(some)}"
        return {
            row["id"]: (day_of(row["keep_until"]), row["keep_years"] or 0)
            for row in desk.rows("client", where, list(some))
            if row["keep_until"] or row["keep_years"]
        }

    return by_client.of(desk, "ethics keeping", ("client",), read)


def steps(desk: Desk) -> Iterator[tuple[int, int]]:
    """Read ahead what is looked through for moments, some clients at a time: how many of how many are read."""
    return _keeping(desk).steps(desk)


def _ended_on(desk: Desk, client_ids: Collection[str]) -> dict[str, date]:
    """When it ended with each: the last day on which an agreement of theirs was ended, else the day since which they
    are not coached any more."""
    zone = desk.settings().zone
    found: dict[str, date] = {}
    for row in in_chunks(desk, "agreement", "client_id", client_ids):
        ended = day_of(row["ended_on"])
        if ended is not None:
            found[row["client_id"]] = max(ended, found.get(row["client_id"], ended))
    others = set(client_ids) - set(found)
    for row in sorted(in_chunks(desk, "stage_change", "client_id", others), key=lambda row: str(row["at"])):
        if row["stage"] == "ended":
            found[row["client_id"]] = local(from_stamp(row["at"]), zone).date()
    return found


def _years_after(day: date | None, years: int) -> date | None:
    return months_after(day, 12 * years) if day is not None else None


def of(desk: Desk, known: Around, reader: Reader, moment: str, subject: Subject, event: str = "") -> Occasion:
    """One moment about one subject, whether or not it has come: from when on answers count, and when it is."""
    when, since, kind = None, None, ""
    if moment == "before_first_session":
        since = _last_ended(reader.client(subject.client_id), known)
    elif subject.session_id:
        when = next((from_stamp(row["at"]) for row in desk.rows("session", BY_ID, (subject.session_id,))), None)
    elif subject.entry_id:
        kind = next((one.kind for one in entries(desk, BY_ID, (subject.entry_id,))), "")
    elif subject.agreement_id or moment == "at_ending":
        since = _since_agreement(known, moment, subject)
    elif moment == "on_event":
        found = {"name_release": _of_consents, "sponsor_report": _of_consents, "absence": _of_absences,
                 "disposal_due": _of_disposals}  # fmt: skip
        come = found[event](desk, known) if event in found else iter(())
        same = [one for one in come if (one.event, one.subject) == (event, subject)]
        return same[-1] if same else Occasion(moment, subject, event)
    return Occasion(moment, subject, event, when, since, kind)


def _since_agreement(known: Around, moment: str, subject: Subject) -> datetime | None:
    """From when on an agreement is asked about: each of its versions anew while it is made, else once."""
    own = [one for one in known.agreements if one.client_id == subject.client_id]
    if subject.agreement_id:
        own = [one for one in own if one.id == subject.agreement_id]
    if not own:
        return None
    last = max(own, key=lambda one: one.created)
    return last.newest if moment == "at_agreement" else last.created
