"""Who owes what and to whom something is owed, of every client who has a line in the ledger.

The lines are kept by client, and read again where one was written (`by_client`). Sessions are counted as Today counts
them. Raw rows only: nothing here imports SQLModel.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from coachdesk.domain import owed as rules
from coachdesk.domain.ledger import Line
from coachdesk.domain.sessions import NOTHING
from coachdesk.domain.views.owed import THEY, OwedLine, OwedPage
from coachdesk.services import by_client, ledger_rows, paid
from coachdesk.services import session_agreements as agreed
from coachdesk.services.by_client import ByClient
from coachdesk.services.people import people
from coachdesk.services.session_agreements import AgreementFacts

if TYPE_CHECKING:
    from datetime import date

    from coachdesk.domain.sessions import Tally
    from coachdesk.services.desk import Desk

_TABLES = ("ledger_entry", "agreement", "agreement_version", "signature")


class _Kept(NamedTuple):
    """The lines of one client, and the agreements under which there are any."""

    lines: tuple[Line, ...]
    under: tuple[AgreementFacts, ...]


def steps(desk: Desk) -> Iterator[tuple[int, int]]:
    """Read ahead, some clients at a time: how many of how many are read."""
    return _kept(desk).steps(desk)


def page(desk: Desk) -> OwedPage:
    """Who owes, since when and how much; and whom the coach owes money or sessions. Not to be called inside a
    transaction."""
    everyone, today = people(desk), desk.today()
    kept, used = _kept(desk).values(desk), agreed.tallies(desk)
    found = [
        replace(line, client=who.title if (who := everyone.get(("client", client_id))) is not None else "(gone)")
        for client_id, own in kept.items()
        for line in _of(client_id, own, used, today)
    ]
    ordered = rules.in_order(found)
    return OwedPage(
        they=tuple(one for one in ordered if one.side == THEY),
        you=tuple(one for one in ordered if one.side != THEY),
    )


def _of(client_id: str, own: _Kept, used: Mapping[str, Tally], today: date) -> Iterator[OwedLine]:
    yield from rules.of_client(client_id, own.lines, today)
    for under in own.under:
        if under.state(today) == "draft":
            continue
        count = paid.count(under, today, own.lines, used.get(under.id, NOTHING))
        line = rules.of_agreement(client_id, count, under.ended_on or under.last_day())
        if line is not None:
            yield line


def _kept(desk: Desk) -> ByClient[_Kept]:
    return by_client.of(desk, "owed", _TABLES, _read)


def _read(desk: Desk, some: Collection[str]) -> dict[str, _Kept]:
    lines = ledger_rows.of_clients(desk, sorted(some))
    under: dict[str, list[AgreementFacts]] = {}
    named = {one.agreement_id for own in lines.values() for one in own} - {""}
    for one in agreed.of_agreements(desk, named).values():
        under.setdefault(one.client_id, []).append(one)
    return {client_id: _Kept(tuple(own), tuple(under.get(client_id, ()))) for client_id, own in lines.items()}
