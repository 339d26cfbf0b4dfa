"""What exactly an item is asked about where only a client is named: the agreement, session or entry that is at hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from coachdesk.domain import moments
from coachdesk.domain.checklists import Item
from coachdesk.domain.errors import failure
from coachdesk.domain.moments import PRACTICE, Occasion
from coachdesk.domain.sessions import COUNTED
from coachdesk.domain.times import to_stamp
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import ethics_occasions
from coachdesk.services.ethics_occasions import Around
from coachdesk.services.evidence import Reader
from coachdesk.services.people import people
from coachdesk.services.register_rows import entries
from coachdesk.services.session_agreements import of_clients

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

COMING = "WHERE client_id = ? AND kind = ? AND state = 'planned' AND at >= ? ORDER BY at, id LIMIT 1"
LAST = "WHERE client_id = ? AND kind = ? AND state = 'held' ORDER BY at DESC, id DESC LIMIT 1"
_OWNERS = (("agreement_id", "agreement", "agreement"), ("session_id", "session", "session"),
           ("entry_id", "register_entry", "entry"))  # fmt: skip


@dataclass
class Subjects:
    """What the items of one client are about, or without one those of the practice."""

    desk: Desk
    known: Around
    reader: Reader
    client_id: str

    def occasion(self, item: Item) -> Occasion | None:
        """The occasion on which that item is asked; nothing where it is asked of each client and none is named."""
        if not self.client_id:
            asked_once = item.scope == "practice" or item.moment == "monthly"
            return self._of(item.moment, PRACTICE, item.event) if asked_once else None
        return self._of(item.moment, self.subject(item), item.event)

    def subject(self, item: Item) -> Subject:
        """What the item is about; without its agreement or session where there is none."""
        agreement = self.agreement_id if item.scope == "agreement" or item.moment == "at_agreement" else ""
        session = self._session_id(item.moment) if item.scope == "session" else ""
        entry = self._entry_id(item.event) if item.moment == "on_event" else ""
        return Subject(self.client_id, agreement, session, entry)

    def _of(self, moment: str, subject: Subject, event: str) -> Occasion:
        return ethics_occasions.of(self.desk, self.known, self.reader, moment, subject, event)

    @cached_property
    def agreement_id(self) -> str:
        """The agreement that is being made, else the one in force, else the last one."""
        own = list(of_clients(self.desk, [self.client_id]).values())
        at_hand = {one.id for one in self.known.agreements if one.is_at_hand(self.known.today)}
        chosen = [one for one in own if one.id in at_hand] or [one for one in own if one.holds_on(self.known.today)]
        return (chosen or own)[-1].id if own else ""

    def _session_id(self, moment: str) -> str:
        """The next session, or the last one that was held; the other where there is none such."""
        coming = (COMING, (self.client_id, COUNTED, to_stamp(self.known.now)))
        last = (LAST, (self.client_id, COUNTED))
        for where, params in (coming, last) if moment == "before_session" else (last, coming):
            for row in self.desk.rows("session", where, params):
                return str(row["id"])
        return ""

    def _entry_id(self, event: str) -> str:
        """The last entry of this client that made such an event."""
        own = entries(self.desk, "WHERE client_id = ?", (self.client_id,))
        return next((one.id for one in own if event in ethics_occasions.OF_ENTRIES.get(one.kind, ())), "")


def exact(desk: Desk, item: Item, subject: Subject) -> Subject:
    """What an answer to that item is kept about. Raises `ethics.no-client`, `ethics.of-practice`,
    `ethics.no-agreement`, `ethics.no-session`, `ref.unknown`."""
    _check(desk, subject)
    of_practice = item.scope == "practice" and item.moment != "on_event"
    if of_practice and subject.client_id:
        raise failure("ethics.of-practice", where="item", item=item.id)
    if item.scope != "practice" and item.moment != "monthly" and not subject.client_id:
        raise failure("ethics.no-client", where="item", item=item.id)
    if not subject.client_id:
        return PRACTICE
    filled = subject
    if not (subject.agreement_id or subject.session_id or subject.entry_id) and item.moment != "monthly":
        known = ethics_occasions.around(desk)
        filled = Subjects(desk, known, Reader(desk), subject.client_id).subject(item)
    found = moments.narrowed(item, filled)
    for scope, value in (("agreement", found.agreement_id), ("session", found.session_id)):
        if item.scope == scope and item.moment != "monthly" and not value:
            name = people(desk).known(("client", subject.client_id)).title
            raise failure(f"ethics.no-{scope}", where="item", item=item.id, client=name)
    return found


def _check(desk: Desk, subject: Subject) -> None:
    """Refuses records that are not there, or not this client's. Raises `ref.unknown`."""
    if subject.client_id:
        people(desk).known(("client", subject.client_id))
    for field, table, noun in _OWNERS:
        record = getattr(subject, field)
        if record:
            rows = desk.rows(table, "WHERE id = ?", (record,))
            if not rows or (rows[0]["client_id"] or "") != subject.client_id:
                raise failure("ref.unknown", ref=record, noun=noun)
