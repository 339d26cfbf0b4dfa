"""What the verbs that change a draft share: finding it, its clauses, what fills them; and its own clauses and order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from coachdesk.domain import agreement_life as life
from coachdesk.domain.clauses import Clause, reworded
from coachdesk.domain.errors import failure
from coachdesk.domain.text import NAME_LIMIT, clean, clean_lines, fold
from coachdesk.services import agreement_reading as reading
from coachdesk.store.tables.agreements import Agreement, AgreementVersion, ClauseText

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.store.engine import Session

MOST_OWN = 30
WHY_LIMIT = 500
SIGNATURES = "signatures"


class Written(Protocol):
    """What has clauses and fills: a draft, or a template."""

    clauses: tuple[ClauseText, ...]
    fills: Mapping[str, str]


def draft(desk: Desk, db: Session, agreement_id: str, *, to_delete: bool = False) -> tuple[Agreement, AgreementVersion]:
    """The agreement and its newest version, which must not have been sent. Once the agreement is over such a draft can
    only be deleted. Raises `agreement.sent-already`, `agreement.ended`."""
    found = reading.newest(desk, db, agreement_id)
    if found.frozen:
        raise failure("agreement.sent-already", number=found.version.number)
    if not to_delete:
        check_live(found)
    return found.agreement, found.version


def client_of(desk: Desk, agreement_id: str) -> str:
    """Whose agreement it is. Raises `ref.unknown`."""
    with desk.store.read() as db:
        row = db.get(Agreement, agreement_id)
        if row is None:
            raise failure("ref.unknown", ref=agreement_id, noun="agreement")
        return row.client_id


def check_live(found: reading.Reading) -> None:
    """Refuses what only a living agreement allows. Raises `agreement.ended`."""
    life.check_live(found.versions, found.sponsored, found.agreement.ended_on, found.today)


def put_fills(text: Written, fills: Mapping[str, str], wordings: Sequence[str] = ()) -> None:
    """Fill placeholders; an empty text takes a fill back. Raises `fill.unknown`, `fill.given`, `text.long`."""
    wordings = [*wordings, *(one.wording for one in text.clauses if one.included)]
    blank = {name for name, value in fills.items() if not value.strip()}
    cleaned = reading.known_clauses().check_fills({k: v for k, v in fills.items() if k not in blank}, wordings)
    text.fills = {name: value for name, value in {**text.fills, **cleaned}.items() if name not in blank}


def put_words(text: Written, key: str, wording: str, title: str | None = None) -> str:
    """A clause in other words, which are answered; one of the coach's own may get another title too.

    Raises `clause.unknown`, `clause.empty`, `clause.braces`, `clause.title`, `clause.not-own`.
    """
    old = clause_in(text, key)
    words = reworded(reading.clause_of(old), wording).wording
    changed = {"wording": words}
    if title is not None and (name := _title(title)) != old.title:
        if not reading.known_clauses().is_own(key):
            raise failure("clause.not-own", where=key, title=old.title)
        changed["title"] = name
    text.clauses = with_clause(text.clauses, old.model_copy(update=changed))
    return words


def _title(text: str) -> str:
    name = clean(text, NAME_LIMIT, "title")
    if not name:
        raise failure("clause.title", where="title")
    return name


def put_included(text: Written, key: str, wanted: bool, why: str = "") -> None:
    """A clause taken in or left out, with the reason that is kept. Raises `clause.unknown`, `text.long`."""
    reason = "" if wanted else clean_lines(why, WHY_LIMIT, "why").strip()
    changed = clause_in(text, key).model_copy(update={"included": wanted, "why_out": reason})
    text.clauses = with_clause(text.clauses, changed)


def put_own(text: Written, title: str, wording: str, before: str | None = None) -> str:
    """A clause of the coach's own, before another, or as the last one that is signed below; its key.

    Raises `clause.title`, `clause.limit`, `clause.place`….
    """
    name = _title(title)
    own = [one for one in text.clauses if reading.known_clauses().is_own(one.key)]
    if len(own) >= MOST_OWN:
        raise failure("clause.limit", limit=MOST_OWN)
    key = _new_key(name, {one.key for one in text.clauses})
    words = reworded(Clause(key, name, ""), wording).wording
    text.clauses = _placed(text.clauses, ClauseText(key=key, title=name, wording=words), before or _signed_below(text))
    return key


def _signed_below(text: Written) -> str | None:
    """The clause that nothing follows by itself: what is agreed stands above the signatures."""
    return next((one.key for one in text.clauses if one.key == SIGNATURES), None)


def put_place(text: Written, key: str, before: str | None) -> None:
    """A clause moved before another, or to the end. Raises `clause.unknown`, `clause.place`."""
    moved = clause_in(text, key)
    if before == key:
        return
    text.clauses = _placed(tuple(one for one in text.clauses if one.key != key), moved, before)


def take_own(text: Written, key: str) -> None:
    """A clause of the coach's own taken away. Raises `clause.unknown`, `clause.not-own`."""
    gone = clause_in(text, key)
    if not reading.known_clauses().is_own(key):
        raise failure("clause.not-own", where=key, title=gone.title)
    text.clauses = tuple(one for one in text.clauses if one.key != key)


def clause_in(text: Written, key: str) -> ClauseText:
    """The clause of that key, or the one that the catalogue offers. Raises `clause.unknown`."""
    for one in text.clauses:
        if one.key == key:
            return one
    offered = reading.known_clauses().get(key)
    return ClauseText(key=offered.key, title=offered.title, wording=offered.wording, included=False)


def with_clause(clauses: Sequence[ClauseText], changed: ClauseText) -> tuple[ClauseText, ...]:
    """The clauses with one replaced in its place, or added at the end."""
    if all(one.key != changed.key for one in clauses):
        return (*clauses, changed)
    return tuple(changed if one.key == changed.key else one for one in clauses)


def _placed(clauses: Sequence[ClauseText], one: ClauseText, before: str | None) -> tuple[ClauseText, ...]:
    if before is None:
        return (*clauses, one)
    at = next((number for number, other in enumerate(clauses) if other.key == before), None)
    if at is None:
        raise failure("clause.place", where="before", key=before)
    return (*clauses[:at], one, *clauses[at:])


def _new_key(title: str, taken: set[str]) -> str:
    """A key of its own that a person can type, from the title: `own_my_dog`."""
    base = "own_" + ("_".join(re.findall("[a-z0-9]+", fold(title)))[:30].strip("_") or "clause")
    number = 1
    while (key := base if number == 1 else f"{base}_{number}") in taken:
        number += 1
    return key
