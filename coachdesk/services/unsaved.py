"""Half-typed forms: kept sealed under their client's key, so that neither a lock nor a crash loses a word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coachdesk.domain.ids import new_id
from coachdesk.store.engine import Session
from coachdesk.store.tables.unsaved import UnsavedForm

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def keep(desk: Desk, form: str, client_id: str | None, content: dict[str, str]) -> None:
    """Keep what is typed in a form, replacing what was kept of it before."""
    with desk.store.write("unsaved.keep", client_id=client_id, quiet=True) as db:
        for row in _rows(db, form, client_id):
            db.delete(row)
        db.add(
            UnsavedForm(
                id=new_id(),
                client_id=client_id,
                form=_noun(form),
                at=desk.clock(),
                content=json.dumps(content, sort_keys=True),
                name=form,
            )
        )


def kept(desk: Desk, form: str, client_id: str | None) -> dict[str, str]:
    """What was typed in a form and never saved; empty where nothing was."""
    # raw rows, since the first form must not wait for the store; a damaged one is left out, and the form opens
    rows = desk.rows("unsaved_form", "WHERE client_id IS ? AND form IN (?, ?)", (client_id, _noun(form), form))
    found = [row["content"] for row in rows if (row.get("name") or row["form"]) == form]
    return dict(json.loads(found[0])) if found else {}


def forget(desk: Desk, form: str, client_id: str | None) -> None:
    """Let a half-typed form go: it was saved, or the coach left it on purpose."""
    with desk.store.read() as db:
        if not _rows(db, form, client_id):
            return
    with desk.store.write("unsaved.forget", client_id=client_id, quiet=True) as db:
        for row in _rows(db, form, client_id):
            db.delete(row)


def _rows(db: Session, form: str, client_id: str | None) -> list[UnsavedForm]:
    """What was kept of that form, and what of its noun is damaged: nobody can tell any more of which it was."""
    rows = db.all(UnsavedForm, (UnsavedForm.form == _noun(form)) | (UnsavedForm.form == form))
    theirs = [row for row in rows if row.client_id == client_id]
    return [row for row in theirs if row.damaged is not None or (row.name or row.form) == form]


def _noun(form: str) -> str:
    """What of a form's name anybody may read: `entry` of `entry harm`."""
    return form.partition(" ")[0]
