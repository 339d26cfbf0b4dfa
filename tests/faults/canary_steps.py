"""A child process that fills every sealed field of every table with a canary, changes it, and dies in the middle.

Run as `python -m tests.faults.canary_steps FOLDER`; it prints the fields it filled, then kills itself inside a write.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from coachdesk.domain.ids import new_id
from coachdesk.services import search, today
from coachdesk.services.desk import NewDesk, RecoveryKey, create_desk
from coachdesk.store import keys
from coachdesk.store.for_good import WRITTEN_ONCE
from coachdesk.store.rows import SealedRow
from coachdesk.store.undo import MODELS
from tests.faults.canary import KEY, NUMBER, WORD


def told(kind: Any) -> Any:
    """A value of a sealed field's type that holds the canary wherever it can."""
    origin = get_origin(kind)
    if origin is Annotated:
        return told(get_args(kind)[0])
    if origin in (Union, UnionType):
        return told(next(one for one in get_args(kind) if one is not type(None)))
    if origin is tuple:
        return (told(get_args(kind)[0]),)
    if origin is not None:  # a mapping
        return {WORD: told(get_args(kind)[1])}
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind(**{name: told(field.annotation) for name, field in kind.model_fields.items()})
    plain = {bool: True, int: NUMBER, date: date(2026, 11, 27), datetime: datetime(2026, 11, 27, 9, tzinfo=UTC)}
    return plain.get(kind, WORD)


def row_of(model: type[SealedRow], client_id: str, ids: dict[str, str], desk: Any) -> SealedRow:
    """A row of that table with every secret told and plain columns that fit."""
    plain: dict[str, Any] = {}
    for column in model.__table__.columns:  # type: ignore[attr-defined]
        target = next((key.column.table.name for key in column.foreign_keys), "")
        if column.name == "sealed":
            continue
        if column.name == "id":
            plain["id"] = client_id if model.__tablename__ == "client" else new_id()
        elif target == "client":
            plain[column.name] = client_id
        elif target:
            plain[column.name] = ids.get(target)
        elif column.name in ("created_at", "at"):  # a version that was sent would not change below
            plain[column.name] = desk.clock()
        elif model.model_fields[column.name].is_required():
            plain[column.name] = _plain(column, desk)
    secrets = {name: told(field.annotation) for name, field in model.__secrets__.model_fields.items()}
    if "channels" in secrets:
        secrets["channels"] = {WORD: {WORD: WORD}}  # what is known of each is a mapping too
    if model.__tablename__ == "register_entry":
        secrets["kind"] = "tool"  # which fields it has depends on it
    if model.__tablename__ == "absence":
        secrets["told"] = {WORD: desk.today().isoformat()}  # the day on which each client was told
    return model(**plain, **secrets)


def _plain(column: Any, desk: Any) -> Any:
    """A plain value of that column's type; a task is of a kind, and the first thing that happens to it is `made`."""
    kind = {"task.kind": "promise", "task_event.kind": "made"}.get(str(column))
    if kind:
        return kind
    kinds = {"Instant": desk.clock(), "Day": desk.today(), "Boolean": True, "Integer": 1}
    return kinds.get(type(column.type).__name__, "client")


def main(folder: Path) -> None:
    """Fill, change, read, and die while writing."""
    desk = create_desk(folder, NewDesk(name=WORD, zone="UTC", business=WORD), [RecoveryKey(KEY)])
    client_id = new_id()
    ids: dict[str, str] = {}
    with desk.store.write("clients.add", client_id=client_id) as db:
        keys.make(db, client_id)
        for name, model in MODELS.items():
            row = row_of(model, client_id, ids, desk)
            ids[name] = row.id  # type: ignore[attr-defined]
            db.add(row)
    with desk.store.write("unsaved.keep", client_id=client_id, quiet=True) as db:
        from coachdesk.store.tables.unsaved import UnsavedForm

        db.add(row_of(UnsavedForm, client_id, ids, desk))
    with desk.store.write("clients.edit", client_id=client_id) as db:
        for name, model in MODELS.items():
            row = db.get(model, ids[name])
            texts = [field for field, info in model.__secrets__.model_fields.items() if info.annotation is str]
            if row is not None and texts and name not in WRITTEN_ONCE:
                setattr(row, next(field for field in texts if field != "kind"), f"{WORD} again")
    search.search(desk, WORD)
    today.today(desk)
    filled = [f"{name}.{field}" for name, model in MODELS.items() for field in model.__secrets__.model_fields]
    filled += [f"unsaved_form.{field}" for field in UnsavedForm.__secrets__.model_fields]
    sys.stdout.write("\n".join(filled))
    sys.stdout.flush()
    with desk.store.write("clients.edit", client_id=client_id) as db:
        row = db.get(MODELS["client"], client_id)
        setattr(row, "note", WORD * 5000)  # noqa: B010
        db.flush()
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
