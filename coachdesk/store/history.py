"""Reading the journal: what was done, and how rows were before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from coachdesk.domain.errors import CoachdeskError
from coachdesk.store import raw
from coachdesk.store.raw import Row
from coachdesk.store.session import Session
from coachdesk.store.tables.journal import Action, Image


@dataclass(frozen=True, slots=True)
class Done:
    """One action. `at` is UTC; `undone` where it was taken back (and that was not taken back itself).

    Nothing in a `damaged` one is to be trusted.
    """

    id: str
    seq: int
    at: datetime
    verb: str
    run: str
    undoes: str | None
    client_id: str | None
    final: bool
    schema_version: int
    undone: bool
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One row as one action changed it, in stored form (as `raw` reads it); None where it was not there.

    Where the journal's own record or the row as it is now cannot be opened, `problem` says why and both are None.
    """

    action: Done
    table: str
    row_id: str
    before: Row | None
    after: Row | None
    problem: CoachdeskError | None = None


def actions(
    db: Session,
    *,
    client_id: str | None = None,
    run: str | None = None,
    before: int | None = None,
    most: int | None = None,
) -> list[Done]:
    """What was done, latest first; of one client or one run of the program where named.

    A desk of some years has a hundred thousand actions: `most` takes a page, `before` (a `seq`) the page after.
    """
    where: list[Any] = [] if client_id is None else [Action.client_id == client_id]
    where += [] if run is None else [Action.run == run]
    where += [] if before is None else [Action.seq < before]
    query = select(Action).where(*where).order_by(col(Action.seq).desc()).limit(most)
    return _done(db, db.scalars(query).all())


def action(db: Session, action_id: str) -> Done | None:
    """One action, or None."""
    found = _done(db, db.all(Action, Action.id == action_id))
    return found[0] if found else None


def history(
    db: Session,
    *,
    client_id: str | None = None,
    table: str | None = None,
    row_id: str | None = None,
    action_id: str | None = None,
) -> list[Change]:
    """How rows changed, oldest first: of one client, of one record (`table` and `row_id`), or by one action.

    Images whose action is missing are left out; doctor names them.
    """
    where = [] if client_id is None else [Image.client_id == client_id]
    where += [] if table is None else [Image.table_name == table]
    where += [] if row_id is None else [Image.row_id == row_id]
    wanted = db.all(Image, *where, *([] if action_id is None else [Image.action_id == action_id]))
    images = _with_later(db, wanted) if action_id is not None else wanted
    by_id = {one.id: one for one in _done(db, _actions_of(db, images))}
    ids = {image.id for image in wanted}
    known = [image for image in images if image.action_id in by_id]
    return [change for image_id, change in _changes(db, known, by_id) if image_id in ids]


def _changes(db: Session, images: Iterable[Image], by_id: dict[str, Done]) -> list[tuple[str, Change]]:
    """Each image as a change: what came after it is the next image of its row, or the row as it is now."""
    found: list[tuple[str, Change]] = []
    next_before: dict[tuple[str, str], Row | None] = {}
    for image in sorted(images, key=lambda one: by_id[one.action_id].seq, reverse=True):
        key, action = (image.table_name, image.row_id), by_id[image.action_id]
        if image.damaged is not None:
            next_before[key] = None
            found.append((image.id, Change(action, *key, None, None, image.damaged)))
            continue
        before = {**image.plain_was, **image.secrets_was} if image.existed else None
        try:
            after = next_before[key] if key in next_before else current(db, *key)
        except CoachdeskError as problem:  # the row as it is now: what was done before it was damaged is still told
            next_before[key] = before
            found.append((image.id, Change(action, *key, None, None, problem)))
            continue
        next_before[key] = before
        found.append((image.id, Change(action, *key, before, after)))
    return found[::-1]


def current(db: Session, table: str, row_id: str) -> Row | None:
    """The row as it is now, without nulls among its plain columns, as an image holds it; None where it is not there."""
    connection, vault = db.info["raw"], db.info["vault"]
    for plain, sealed in raw.sealed_rows(connection, table, "WHERE id = ?", (row_id,)):
        plain = {name: value for name, value in plain.items() if value is not None}
        return plain | raw.open_secrets(vault, table, plain, sealed)
    return None


def _with_later(db: Session, images: list[Image]) -> list[Image]:
    """The images and all others of their rows."""
    rows = {(image.table_name, image.row_id) for image in images}
    same_ids = [
        image
        for some in _in_parts(row_id for _, row_id in rows)
        for image in db.all(Image, col(Image.row_id).in_(some))
    ]
    return [image for image in same_ids if (image.table_name, image.row_id) in rows]


def _actions_of(db: Session, images: Iterable[Image]) -> list[Action]:
    parts = _in_parts(image.action_id for image in images)
    return [action for some in parts for action in db.all(Action, col(Action.id).in_(some))]


def _in_parts(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, each once, in lists that are short enough for one statement."""
    once = sorted({one for one in ids if one.isascii()})  # no id of ours is otherwise: a damaged row named it
    for start in range(0, len(once), 500):
        yield once[start : start + 500]


def _done(db: Session, rows: Iterable[Action]) -> list[Done]:
    """The actions latest first, each with whether it was undone."""
    undoers: dict[str, list[str]] = defaultdict(list)
    for row in db.all(Action, col(Action.undoes).is_not(None)):
        undoers[str(row.undoes)].append(row.id)

    def undone(action_id: str) -> bool:
        return any(not undone(undoer) for undoer in undoers.get(action_id, ()))

    return [
        Done(
            row.id, row.seq, row.at, row.verb, row.run, row.undoes, row.client_id, row.final, row.schema_version,
            undone(row.id), row.damaged is not None,
        )
        for row in sorted(rows, key=lambda one: -one.seq)
    ]  # fmt: skip
