"""Consents: what clients allowed, declined and took back. An answer stays as it was; the next one replaces it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from coachdesk.domain import consents as rules
from coachdesk.domain.consents import Answer
from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.consents import DeclineInput, GiveInput, WithdrawInput
from coachdesk.domain.text import fold
from coachdesk.domain.times import after
from coachdesk.domain.views.consents import ClientConsents, ConsentView
from coachdesk.services.people import People, people
from coachdesk.services.refs import Candidate, resolve
from coachdesk.store.engine import Session
from coachdesk.store.tables.consents import Consent

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def give(desk: Desk, client_id: str, entered: GiveInput) -> ConsentView:
    """A client's yes to one kind of use. Raises `consent.future`, `consent.until`, `consent.twice`, `consent.no-words`,
    `ref.unknown`."""
    return _answer(desk, "consents.give", client_id, entered, entered.until)


def decline(desk: Desk, client_id: str, entered: DeclineInput) -> ConsentView:
    """A client's no; what they allowed before does not hold from that day on. Raises as `give` does."""
    return _answer(desk, "consents.decline", client_id, entered, None)


def withdraw(desk: Desk, consent_id: str, entered: WithdrawInput) -> ConsentView:
    """A client takes back what they allowed: it does not hold on that day any more.

    Raises `consent.declined`, `consent.withdrawn`, `consent.replaced`, `consent.early`, `consent.over`,
    `consent.future`, `ref.unknown`.
    """
    today = desk.today()
    with desk.store.read() as db:
        client_id = _row(db, consent_id).client_id
    with desk.store.write("consents.withdraw", client_id=client_id) as db:
        row = _row(db, consent_id)
        answers = [_answer_of(one) for one in _rows(db, client_id)]
        rules.check_withdrawal(_answer_of(row), answers, entered.on, today)
        row.withdrawn_on = entered.on
    return view(desk, consent_id)


def view(desk: Desk, consent_id: str) -> ConsentView:
    """One answer. Raises `ref.unknown`, `row.damaged`."""
    everyone, day = people(desk), desk.today()
    with desk.store.read() as db:
        row = _row(db, consent_id)
        row.secrets()
        return _view(row, desk.whole(_rows(db, row.client_id)), everyone, day)


def lines(desk: Desk, client_id: str | None = None) -> list[ConsentView]:
    """Every answer, the last one first; of one client, or of all. Not to be called inside a transaction."""
    everyone, day = people(desk), desk.today()
    with desk.store.read() as db:
        rows = desk.whole(db.all(Consent) if client_id is None else _rows(db, client_id))
    of_client: dict[str, list[Consent]] = {}
    for row in rows:
        of_client.setdefault(row.client_id, []).append(row)
    return [
        _view(row, of_client[row.client_id], everyone, day)
        for row in sorted(rows, key=lambda row: (row.on_day, row.created_at, row.id), reverse=True)
    ]


def of_client(desk: Desk, client_id: str) -> ClientConsents:
    """What one client said, and what they were never asked. Raises `ref.unknown`."""
    who = people(desk).known(("client", client_id))
    return _together(who.id, who.title, lines(desk, client_id))


def of_everybody(desk: Desk) -> list[ClientConsents]:
    """The same of every client whom the coach works with, and of those who ever answered; by name."""
    said: dict[str, list[ConsentView]] = {}
    for one in lines(desk):
        said.setdefault(one.client_id, []).append(one)
    everyone = people(desk).everyone.values()
    clients = [one for one in everyone if one.kind == "client" and (not one.is_over or one.id in said)]
    return [
        _together(one.id, one.title, said.get(one.id, []))
        for one in sorted(clients, key=lambda one: (fold(one.title), one.id))
    ]


def _together(client_id: str, client: str, answers: list[ConsentView]) -> ClientConsents:
    order = {kind: place for place, kind in enumerate(rules.KINDS)}
    counting = [one for one in answers if one.state != rules.REPLACED]
    return ClientConsents(
        client_id=client_id,
        client=client,
        answers=tuple(sorted(counting, key=lambda one: order[one.kind])),
        earlier=tuple(one for one in answers if one.state == rules.REPLACED),
        never=tuple(kind for kind in rules.KINDS if kind not in {one.kind for one in answers}),
    )


def in_force(desk: Desk, client_id: str, kind: str, day: date) -> bool:
    """Whether that client allows that kind of use on a day."""
    return bool(held(desk, client_id, kind, day))


def held(desk: Desk, client_id: str, kind: str, day: date) -> str:
    """The id of the consent by which that client allows that kind of use on a day, or nothing. Where one of their
    answers is damaged, nothing is allowed: it may have been a no."""
    answers = _answers(desk, client_id, kind)
    last = rules.latest(answers or (), kind, day)
    return last.id if last is not None and rules.in_force(answers or (), kind, day) else ""


def said(desk: Desk, client_id: str, kind: str) -> str:
    """What a client said to that kind of use by today, in words: `never asked`, `declined on 3 November 2026`."""
    answers = _answers(desk, client_id, kind)
    if answers is None:
        return "an answer of theirs cannot be read"
    return rules.said(answers, kind, desk.today())


def _answers(desk: Desk, client_id: str, kind: str) -> list[Answer] | None:
    """The client's answers to a kind; nothing where one of them is damaged."""
    with desk.store.read() as db:
        rows = db.all(Consent, Consent.client_id == client_id, Consent.kind == kind)
        return None if any(row.damaged for row in rows) else [_answer_of(row) for row in rows]


def find(desk: Desk, ref: str) -> str:
    """The id of the consent that `ref` means: a whole id, its client's name and kind (`amara stand-in`), a part of
    that, or the beginning of an id. Among several answers of one kind, the one that counts today is meant."""
    everyone = people(desk)
    known = [
        Candidate(one.id, f"{one.client} {one.kind}, {day_text(one.on)}", tuple(_names(everyone, one)))
        for one in lines(desk)
        if one.state != rules.REPLACED or one.id == ref.strip()
    ]
    return resolve(ref, known, "consent")


def _names(everyone: People, one: ConsentView) -> Iterator[str]:
    """What a consent may be called: by any name of its client, or by the first word of one."""
    whose = everyone.everyone.get(("client", one.client_id))
    names = [name for name in (one.client, *(whose.names if whose else ())) if name.strip()]
    yield from (f"{name} {one.kind}" for name in dict.fromkeys((*names, *(name.split()[0] for name in names))))


def _answer(desk: Desk, verb: str, client_id: str, entered: DeclineInput, until: date | None) -> ConsentView:
    given = isinstance(entered, GiveInput)
    rules.check_answer(entered.on, until, desk.today())
    if given:
        rules.check_words(entered.kind, entered.words)
    people(desk).known(("client", client_id))
    consent_id = new_id()
    with desk.store.write(verb, client_id=client_id) as db:
        before = [row for row in _rows(db, client_id) if not row.damaged]
        last = rules.latest(map(_answer_of, before), entered.kind, entered.on)
        for row in before:
            said = (row.given, row.on_day, row.until_day, row.use, row.withdrawn_on)
            if last is not None and row.id == last.id and said == (given, entered.on, until, entered.use, None):
                raise failure("consent.twice", on=day_text(entered.on), id=row.id)
        db.add(
            Consent(
                id=consent_id,
                client_id=client_id,
                kind=entered.kind,
                given=given,
                on_day=entered.on,
                until_day=until,
                created_at=after((row.created_at for row in before if row.kind == entered.kind), desk.clock()),
                how=entered.how,
                use=entered.use,
                words=entered.words,
            )
        )
    return view(desk, consent_id)


def _view(row: Consent, all_of_client: Iterable[Consent], everyone: People, day: date) -> ConsentView:
    whose = everyone.owed(("client", row.client_id), row.created_at)
    return ConsentView(
        id=row.id,
        client_id=row.client_id,
        client=whose.title if whose else "",
        kind=row.kind,
        about=rules.KINDS[row.kind],
        given=row.given,
        on=row.on_day,
        until=row.until_day,
        withdrawn=row.withdrawn_on,
        state=rules.state_on(_answer_of(row), map(_answer_of, all_of_client), day),
        how=row.how,
        use=row.use,
        words=row.words,
    )


def _answer_of(row: Consent) -> Answer:
    return Answer(row.id, row.kind, row.given, row.on_day, row.until_day, row.withdrawn_on, row.created_at)


def _rows(db: Session, client_id: str) -> list[Consent]:
    return db.all(Consent, Consent.client_id == client_id)


def _row(db: Session, consent_id: str) -> Consent:
    row = db.get(Consent, consent_id)
    if row is None:
        raise failure("ref.unknown", ref=consent_id, noun="consent")
    return row
