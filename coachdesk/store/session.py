"""The session in which rows are read and written: whole rows only, and no way past sealing and journal."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from sqlalchemy import event, select
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm import Session as PlainSession

from coachdesk.store.rows import SealedRow

RowT = TypeVar("RowT", bound=SealedRow)


class Session(PlainSession):
    """One transaction of a store. Rows stay readable after it; `info` holds vault, raw connection and recorder."""

    def all(self, model: type[RowT], *where: Any) -> list[RowT]:
        """Every row of a table for which all conditions hold, in no order that means anything."""
        return list(self.scalars(select(model).where(*where)))

    def keep(self) -> None:
        """Commits; for the store alone."""
        super().commit()
        raw = self.info["raw"]
        if raw.in_transaction:  # nothing went through SQLAlchemy, such as a new data key alone
            raw.execute("COMMIT")

    def commit(self) -> NoReturn:
        """Refused: the store commits when its block ends, with the journal and the sums."""
        raise TypeError("store.write() commits when its block ends")

    def rollback(self) -> None:
        """Ends the transaction with nothing kept; whatever is asked of the session afterwards raises TypeError."""
        super().rollback()
        self.info["raw"].rollback()

    def _refused(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError("it would write past sealing and journal")

    begin_nested = bulk_save_objects = bulk_insert_mappings = bulk_update_mappings = _refused


@event.listens_for(Session, "do_orm_execute")
def _whole_rows_only(state: ORMExecuteState) -> None:
    """Refuses bulk writes, text, and columns of sealed rows, which would come without their envelope's proof."""
    if not state.is_select:
        raise TypeError("rows are written as objects: update(), insert(), delete() and text() go past the sealing")
    if state.is_column_load:
        return
    for found in getattr(state.statement, "column_descriptions", ()):
        if found["entity"] is not None and found["expr"] is not found["entity"]:
            raise TypeError("columns alone are not authenticated: select whole rows")


@event.listens_for(Session, "before_flush")
def _before_flush(session: Session, context: Any, instances: Any) -> None:
    changed = [row for row in session.dirty if session.is_modified(row)]
    if not (session.new or changed or session.deleted):
        return
    if "recorder" not in session.info:
        raise TypeError("store.read() does not write")
    session.info["recorder"].before(list(session.new), changed, list(session.deleted))


@event.listens_for(Session, "after_flush")
def _after_flush(session: Session, context: Any) -> None:
    if "recorder" in session.info:
        session.info["recorder"].after()
