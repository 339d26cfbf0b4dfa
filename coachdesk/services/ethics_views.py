"""Items as views: what the records say to each, what the coach answered, and whether it waits.

One `Asking` is one look at the desk: what it read is kept for all the questions of that look and for nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from coachdesk.domain import moments
from coachdesk.domain.checklists import APART, Item
from coachdesk.domain.editions import Edition
from coachdesk.domain.evidence.facts import Found
from coachdesk.domain.evidence.ways import way_in
from coachdesk.domain.moments import PRACTICE, Occasion
from coachdesk.domain.times import clock, local
from coachdesk.domain.views.ethics import AnswerView, Checklist, EvidenceView, ItemView, Subject
from coachdesk.services import ethics_answers, ethics_catalogue
from coachdesk.services.ethics_answers import Answers
from coachdesk.services.ethics_occasions import Around
from coachdesk.services.evidence import Reader
from coachdesk.services.people import client_row, of_rows
from coachdesk.services.session_agreements import in_chunks

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

MOST_CLIENTS = 60
"""Of more active clients than these the records are not looked through together: it would take too long."""

NOBODY = {"client": "There is no active client.", "agreement": "No agreement of an active client is in force."}
OF_EACH = Found(None, "It is asked of each client.")


@dataclass
class Asking:
    """The questions of one look. `occasions` are those that will be asked about: what belongs to them is read once."""

    desk: Desk
    edition: Edition
    known: Around
    reader: Reader
    occasions: Collection[Occasion]

    def checklist(self, occasion: Occasion) -> Checklist:
        """The questions of one occasion, under its heading."""
        name = self.names.get(occasion.subject.client_id, "")
        when = clock(occasion.when, self.known.zone) if occasion.when is not None else ""
        return Checklist(
            moment=occasion.moment,
            event=occasion.event,
            subject=occasion.subject,
            heading=occasion.heading(name, when),
            items=tuple(self._items(occasion)),
            when=occasion.when,
        )

    def _items(self, occasion: Occasion) -> Iterator[ItemView]:
        for item in self.items:
            if not occasion.asks(item):
                continue
            yield self.item(item, occasion)
            if occasion.moment == "monthly" and not occasion.subject.client_id:
                yield from self._exceptions(item, occasion)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of the edition."""
        return tuple(one for one in ethics_catalogue.items().values() if self.edition.has(one.topic))

    def item(self, item: Item, occasion: Occasion) -> ItemView:
        """One question of an occasion."""
        subject = moments.narrowed(item, occasion.subject)
        answer = self._answer(item, subject, occasion)
        if answer is None and item.moment == "monthly" and subject.client_id:
            answer = self._answer(item, PRACTICE, occasion)  # what was said for all holds for each
        for_all = item.moment == "monthly" and item.scope != "practice" and not subject.client_id
        found = self._together(item, occasion) if for_all else self._found(item, subject, occasion)
        return self._view(item, subject, found, answer)

    def of_each(self, item: Item) -> ItemView:
        """An item that is asked of each client, where none is named."""
        view = self._view(item, PRACTICE, OF_EACH if item.evidence else None, None)
        return replace(view, waits=False)

    def _exceptions(self, item: Item, occasion: Occasion) -> Iterator[ItemView]:
        """The clients of whom something else was answered than for all."""
        for (item_id, subject), _ in sorted(
            self.answers.items(), key=lambda pair: self.names.get(pair[0][1].client_id, "")
        ):
            answer = self._answer(item, subject, occasion) if item_id == item.id and subject.client_id else None
            if answer is not None:
                yield self._view(item, subject, self._found(item, subject, occasion), answer)

    def _view(self, item: Item, subject: Subject, found: Found | None, answer: AnswerView | None) -> ItemView:
        again = moments.asked_again_on(self._day(answer), item.every_months) if answer and item.every_months else None
        return ItemView(
            item=item.id,
            topic=item.topic,
            topic_title=ethics_catalogue.topics()[item.topic].title,
            text=item.text,
            why=item.why,
            scope=item.scope,
            moment=item.moment,
            event=item.event,
            mode=item.mode,
            subject=subject,
            about=self.names.get(subject.client_id, ""),
            edition=self.edition.id,
            standards=self.edition.of_topic(item.topic),
            closest="" if self.edition.of_topic(item.topic) else self.edition.closest.get(item.topic, ""),
            evidence=None
            if found is None
            else EvidenceView(item.evidence, found, way_in(item.evidence, subject, found)),
            answer=answer,
            waits=moments.waits(item, found, answer),
            rhythm=item.every_months,
            due_on=again,
        )

    # what the records say

    def _found(self, item: Item, subject: Subject, occasion: Occasion) -> Found | None:
        """What the records say of one subject; nothing where no record could."""
        if not item.evidence:
            return None
        whole = replace(
            subject,
            agreement_id=subject.agreement_id or occasion.subject.agreement_id or self._agreement_of(item, subject),
            session_id=subject.session_id or occasion.subject.session_id,
        )
        return self.reader.look(item.evidence, whole)

    def _agreement_of(self, item: Item, subject: Subject) -> str:
        """The agreement that an item about one is answered by, where none is named: the signed one begun last."""
        own = [one for one in self.known.agreements if one.client_id == subject.client_id]
        signed = [one for one in own if one.state(self.known.today) == "signed"]
        last = max(signed or own, key=lambda one: one.created, default=None)
        return last.id if last is not None and item.scope == "agreement" else ""

    def _together(self, item: Item, occasion: Occasion) -> Found | None:
        """What the records of all active clients say of an item that is asked once for all."""
        if not item.evidence:
            return None
        if len(self.active) > MOST_CLIENTS:
            return Found(None, f"There are {len(self.active)} active clients: look at each.")
        found = []
        for client_id, name in self.active.items():
            own = self._answer(item, Subject(client_id), occasion)
            if own is None or own.answer != APART:
                found += [(client_id, name, one) for one in self._of_client(item, client_id)]
        return moments.together(found) if found else Found(None, NOBODY[item.scope])

    def _of_client(self, item: Item, client_id: str) -> list[Found]:
        """What one client's records say; of an item about agreements those of the ones in force, if there is any."""
        if item.scope != "agreement":
            return [self.reader.look(item.evidence, Subject(client_id))]
        own = [one for one in self.known.agreements if one.client_id == client_id]
        signed = [one.id for one in own if one.state(self.known.today) == "signed"]
        every = [self.reader.look(item.evidence, Subject(client_id, one)) for one in signed]
        return [next((one for one in every if one.found is False), every[0])] if every else []

    # what was answered

    def _answer(self, item: Item, subject: Subject, occasion: Occasion) -> AnswerView | None:
        given = self.answers.get((item.id, subject), [])
        days = [self._day(one) for one in given]
        found = moments.counting(given, occasion.since, item.every_months, days, self.known.today)
        return replace(found, about=self.names.get(subject.client_id, "")) if found is not None else None

    def _day(self, answer: AnswerView) -> date:
        return local(answer.at, self.known.zone).date()

    @cached_property
    def answers(self) -> Answers:
        """Everything that was answered about what is asked."""
        subjects = [one.subject for one in self.occasions]
        if any(one.moment == "monthly" for one in self.occasions):
            subjects += [Subject(one) for one in self.active]
        return ethics_answers.of(self.desk, subjects, self.known.now)

    # whom it is about

    @cached_property
    def active(self) -> Mapping[str, str]:
        """The clients coached now, by id, with their names."""
        rows = self.desk.rows("client", "WHERE stage = 'active'")
        return dict(sorted(names_of(rows).items(), key=lambda pair: pair[1]))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of everybody that is asked about."""
        asked = {one.subject.client_id for one in self.occasions if one.subject.client_id}
        monthly = any(one.moment == "monthly" for one in self.occasions)
        known = dict(self.active) if monthly else {}
        return known | names_of(in_chunks(self.desk, "client", "id", asked - set(known)))


def names_of(rows: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """The names of clients from their rows, namesakes among them told apart."""
    everyone = of_rows([client_row(row) for row in rows], []).everyone
    return {client_id: one.title for (_, client_id), one in everyone.items()}
