"""Agreements as a list shows them: the version that each opens on, with the sessions of the one in force if any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from coachdesk.domain import agreement_life as life
from coachdesk.domain import agreements as rules
from coachdesk.domain.errors import DAMAGED, CoachdeskError
from coachdesk.domain.sessions import NOTHING, Tally
from coachdesk.domain.views.agreements import AgreementLine
from coachdesk.services import agreement_reading, agreements_kept, people
from coachdesk.services.agreements_kept import Kept
from coachdesk.services.by_client import STEP
from coachdesk.services.clients import names_apart
from coachdesk.services.session_agreements import tallies, unmarked

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_OF_DRAFTS = ("contact", "goal", "setting")
"""What says whether something is missing in a draft, beside itself and its client."""
TABLES = ("client", *agreements_kept.TABLES, "session", "ledger_entry", *_OF_DRAFTS)


class _Asked(NamedTuple):
    """All that a line is made of: what is missing in a draft is counted beforehand."""

    one: Kept
    called: str
    told_apart: str
    today: date
    used: Tally
    gaps: int


class _Made(NamedTuple):
    """A line that was made; it is the same as long as what was asked is."""

    asked: _Asked
    line: AgreementLine


def lines(desk: Desk, state: str | None = None, client_id: str | None = None) -> list[AgreementLine]:
    """Agreements by client, newest first; of one state or one client where named.

    Not to be called inside a transaction. Everybody's are kept until something of them changes, or the day, or another
    session is over: states and counts hang on it.
    """
    if client_id is None:
        under = desk.today(), tuple(unmarked(desk))
        found = desk.cached_for("agreement lines", TABLES, lambda: _of_everybody(desk), under)
    else:
        found = _in_order(_made(desk, agreements_kept.read(desk, [client_id]), tallies(desk, client_id), {}))
    return [line for line in found if state is None or line.state == state]


def steps(desk: Desk) -> Iterator[tuple[int, int]]:
    """Make the lines ahead that are not made yet; after each step but the last, of how many clients of how many."""
    known, held = agreements_kept.known(desk), _held(desk)
    todo = [one for one, own in known.items() if any(each.id not in held for each in own)]
    used = tallies(desk) if todo else {}
    for at in range(0, len(todo), STEP):
        if at:
            yield at, len(todo)
        some = {one: known[one] for one in todo[at : at + STEP] if one in known}
        held.update(_made(desk, some, used, held))


def _held(desk: Desk) -> dict[str, _Made]:
    made: dict[str, _Made] = desk.held("agreement lines made", dict)
    return made


def _of_everybody(desk: Desk) -> list[AgreementLine]:
    people.client_rows(desk)  # who cannot be read is said with the lines of the others
    held = _held(desk)
    made = _made(desk, agreements_kept.by_client_id(desk), tallies(desk), held)
    held.clear()
    held.update(made)
    return _in_order(made)


def _made(
    desk: Desk, known: Mapping[str, tuple[Kept, ...]], used: Mapping[str, Tally], before: Mapping[str, _Made]
) -> dict[str, _Made]:
    """The lines of those agreements, by id; those of before that would be the same are taken."""
    clients, apart, today = people.known_clients(desk), names_apart(desk), desk.today()
    found: dict[str, _Made] = {}
    for one in (one for client_id, own in known.items() if client_id in clients for one in own):
        gaps = _gaps(desk, one)
        if gaps is not None:
            called, told_apart = clients[one.client_id].called, apart.get(one.client_id, "")
            asked = _Asked(one, called, told_apart, today, used.get(one.id, NOTHING), gaps)
            last = before.get(one.id)
            found[one.id] = last if last and last.asked == asked else _Made(asked, _line(*asked))
    return found


def _in_order(made: Mapping[str, _Made]) -> list[AgreementLine]:
    newest_first = sorted(made.values(), key=lambda each: (each.asked.one.created, each.line.id), reverse=True)
    return [each.line for each in sorted(newest_first, key=lambda each: each.line.client.casefold())]


def _gaps(desk: Desk, one: Kept) -> int | None:
    """How much is missing where it opens on a draft: that reads what is true now, so it is read whole. Nothing where
    it was damaged since its days were kept: it is left out then, and remembered."""
    if all(version.facts.sent_at for version in one.versions):
        return 0
    try:
        with desk.store.read() as db:
            return len(agreement_reading.read(desk, db, one.id).gaps)
    except CoachdeskError as error:
        if error.exit_status != DAMAGED:
            raise
        desk.remember([error])
        return None


def _line(one: Kept, called: str, told_apart: str, today: date, used: Tally, gaps: int) -> AgreementLine:
    facts, sponsored = one.facts, one.sponsored
    shown = one.numbered(life.opens_on(facts, sponsored, one.ended_on, today))
    holds, waits = one.holds(today), life.waiting(facts, sponsored)
    unsigned = waits or shown.facts
    return AgreementLine(
        id=one.id,
        client_id=one.client_id,
        client=called,
        told_apart=told_apart,
        title=shown.title,
        state=one.state(today),
        version=shown.facts.number,
        start=shown.facts.start,
        end=shown.facts.end,
        gaps=gaps,
        sessions=rules.count_sessions((holds or shown).sessions, used),
        sent=unsigned.sent_at,
        signed=rules.signed_on(shown.facts, sponsored),
        to_sign=rules.still_to_sign(unsigned, sponsored),
        ended=one.ended_on,
        holds=holds.facts.number if holds else None,
        waits=waits.number if waits else None,
    )
