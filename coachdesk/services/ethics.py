"""Ethics as it is asked: the checklists of now, one item and its answers, editions and clauses.

now(desk, client_id=) -> EthicsNow · checklist(desk, moment, subject, event) -> Checklist · show(desk, client_id=,
moment=, edition=) -> list[ItemView] · answer(desk, item, answer, subject, note) -> AnswerView · history(desk, item,
subject) -> list[AnswerView] · editions(desk) -> list[EditionView] · compare(desk, left, right) -> Comparison ·
clause_standards(desk, agreement_id) -> list[ClauseStandards]; an edition that a coach brings: `ethics_catalogue`.

Nothing here is to be called inside a transaction. What the records say is looked up when it is asked, never kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from coachdesk.domain import checklists
from coachdesk.domain import editions as code
from coachdesk.domain.checklists import Item
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.moments import Occasion
from coachdesk.domain.times import after, clock, from_stamp
from coachdesk.domain.views.ethics import (
    AnswerView,
    Checklist,
    Comparison,
    EditionView,
    EthicsNow,
    ItemView,
    Subject,
)
from coachdesk.services import ethics_answers, ethics_catalogue, ethics_occasions, ethics_subjects
from coachdesk.services.ethics_clauses import clause_standards
from coachdesk.services.ethics_views import Asking
from coachdesk.services.evidence import Reader
from coachdesk.services.people import people
from coachdesk.services.session_agreements import in_chunks

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

__all__ = ["answer", "checklist", "clause_standards", "compare", "editions", "history", "now", "show"]


def now(desk: Desk, *, client_id: str = "") -> EthicsNow:
    """The checklists of every moment that has come (with a client, of theirs), the most pressing first and those
    without a question that waits last. Raises what is wrong in the file of the edition in use."""
    edition, known, reader = ethics_catalogue.edition(desk), ethics_occasions.around(desk), Reader(desk)
    come = ethics_occasions.occasions(desk, known, reader)
    come = [one for one in come if client_id in ("", one.subject.client_id)]
    asking = Asking(desk, edition, known, reader, come)
    found = [(one, asking.checklist(one)) for one in come]
    order = sorted(found, key=lambda pair: (not pair[1].waiting, *_order(*pair)))
    return EthicsNow(
        edition=edition.id,
        edition_title=edition.title,
        edition_note=edition.view(edition.id).note,
        checklists=tuple(one for _, one in order if one.items),
    )


def _order(occasion: Occasion, found: Checklist) -> tuple[object, ...]:
    when = occasion.when.timestamp() if occasion.when is not None else 0.0
    return occasion.rank, -when if occasion.moment == "after_session" else when, found.heading


def checklist(desk: Desk, moment: str, subject: Subject, event: str = "") -> Checklist:
    """The questions of one moment about one subject, whether or not it has come. Raises `ethics.moment`,
    `ethics.event`."""
    moment = checklists.known_moment(moment)
    event = checklists.known_event(event) if moment == "on_event" else ""
    known, reader = ethics_occasions.around(desk), Reader(desk)
    occasion = ethics_occasions.of(desk, known, reader, moment, subject, event)
    return Asking(desk, ethics_catalogue.edition(desk), known, reader, [occasion]).checklist(occasion)


def show(desk: Desk, *, client_id: str = "", moment: str = "", edition: str = "") -> list[ItemView]:
    """Every item of an edition (else the one in use) as it is asked of a client, or else of the practice; without a
    client, what is asked of each is shown with nothing found. Raises `ethics.moment`, `edition.unknown`."""
    wanted = checklists.known_moment(moment) if moment else ""
    chosen = ethics_catalogue.edition(desk, edition)
    known, reader = ethics_occasions.around(desk), Reader(desk)
    found = ethics_subjects.Subjects(desk, known, reader, client_id)
    items = [
        one
        for one in ethics_catalogue.items().values()
        if chosen.has(one.topic) and wanted in ("", one.moment) and not (client_id and one.scope == "practice")
    ]
    pairs = [(one, found.occasion(one)) for one in items]
    asking = Asking(desk, chosen, known, reader, [occasion for _, occasion in pairs if occasion is not None])
    return [asking.item(one, occasion) if occasion else asking.of_each(one) for one, occasion in pairs]


def answer(desk: Desk, item: str, answer: str, subject: Subject, note: str = "") -> AnswerView:
    """Keep the coach's own answer, with the words and the edition in which it was asked; the next one counts then.

    The subject may say less than the item is about: of a client the agreement or session that is at hand is meant.
    Raises `ethics.item`, `ethics.answer`, `ethics.not-in-edition`, `ethics.no-client`, `ethics.of-practice`,
    `ethics.no-agreement`, `ethics.no-session`, `ref.unknown`, `text.long`.
    """
    from coachdesk.store.tables.ethics import EthicsAnswer

    one = ethics_catalogue.items()[checklists.known_item(item, ethics_catalogue.items())]
    said, words = checklists.known_answer(answer), checklists.checked_note(note)
    edition = ethics_catalogue.edition(desk)
    if not edition.has(one.topic):
        raise failure(
            "ethics.not-in-edition", where="item", item=one.id, edition=edition.id, hint=_elsewhere(desk, one)
        )
    exact = ethics_subjects.exact(desk, one, subject)
    row = EthicsAnswer(
        id=new_id(),
        client_id=exact.client_id or None,
        agreement_id=exact.agreement_id or None,
        session_id=exact.session_id or None,
        entry_id=exact.entry_id or None,
        at=after((before.at for before in history(desk, one.id, exact)), desk.clock()),
        item=one.id,
        topic=one.topic,
        answer=said,
        note=words,
        edition=edition.id,
        standards=tuple(standard.number for standard in edition.of_topic(one.topic)),
        words=one.text,
    )
    with desk.store.write("ethics.answer", client_id=exact.client_id or None) as db:
        db.add(row)
    return next(view for view in history(desk, one.id, exact) if view.id == row.id)


def _elsewhere(desk: Desk, item: Item) -> str:
    """Where an item is asked that the edition in use does not have."""
    listed = [one.id for one in ethics_catalogue.listed(desk) if one.status != ethics_catalogue.UNREADABLE]
    having = [one for one in listed if ethics_catalogue.edition(desk, one).has(item.topic)]
    return f"it is in {' and '.join(having)}: coachdesk config edition {having[0]}" if having else "no edition has it"


def history(desk: Desk, item: str, subject: Subject | None = None) -> list[AnswerView]:
    """What was answered to an item, the last answer first: to that subject (the practice's own where it is empty), or
    to all. Raises `ethics.item`."""
    wanted = checklists.known_item(item, ethics_catalogue.items())
    where, params = "", list[str]()
    if subject is not None:
        where = "WHERE client_id = ?" if subject.client_id else "WHERE client_id IS NULL"
        params = [subject.client_id] if subject.client_id else []
    rows = desk.rows("ethics_answer", where, params)
    found = [one for one in ethics_answers.in_order(rows) if one.item == wanted and _is_about(one, subject)]
    return [replace(one, about=about) for one, about in zip(found, _abouts(desk, found), strict=True)][::-1]


def _is_about(one: AnswerView, subject: Subject | None) -> bool:
    if subject is None:
        return True
    pairs = ((subject.agreement_id, one.subject.agreement_id), (subject.session_id, one.subject.session_id),
             (subject.entry_id, one.subject.entry_id))  # fmt: skip
    return all(wanted in ("", found) for wanted, found in pairs)


def _abouts(desk: Desk, found: list[AnswerView]) -> Iterator[str]:
    """What each answer is about, in words: the client and, of a session, when it was."""
    everyone, zone = people(desk), desk.settings().zone
    sessions = in_chunks(desk, "session", "id", {one.subject.session_id for one in found if one.subject.session_id})
    at = {row["id"]: row["at"] for row in sessions}
    for one in found:
        person = everyone.owed(("client", one.subject.client_id), one.at) if one.subject.client_id else None
        name = person.title if person is not None else ""
        session = at.get(one.subject.session_id)
        yield f"{name}, session of {clock(from_stamp(session), zone)}" if session else name


def editions(desk: Desk) -> list[EditionView]:
    """The editions to choose from, the newest first, and the one in use."""
    return ethics_catalogue.listed(desk)


def compare(desk: Desk, left: str, right: str) -> Comparison:
    """Two editions side by side, topic by topic. Raises `edition.unknown`, and what is wrong in a file."""
    first, second = (ethics_catalogue.edition(desk, one) for one in (left, right))
    topics, items = ethics_catalogue.topics(), ethics_catalogue.items_by_topic()
    return code.compare(first, second, topics, items, desk.settings().edition)
