"""The journal: what was done, and how each touched row was before."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from coachdesk.store.rows import FrozenMap, SealedRow, Secret, reference
from coachdesk.store.types import Instant


class Action(SealedRow, table=True):
    """One verb that changed something. `seq` grows by one, without gaps; `run` names the run of the program."""

    __owner__ = "desk"

    id: str = Field(primary_key=True)
    seq: int = Field(unique=True)
    at: datetime = Field(sa_type=Instant)
    verb: str
    run: str
    undoes: str | None = reference("action", default=None)
    client_id: str | None = Field(default=None, index=True)
    final: bool
    schema_version: int
    images: int


class Image(SealedRow, table=True):
    """One row as it was before an action, name-keyed as stored.

    `after` is the digest of its envelope once the action was done, empty where it was deleted: so that a row that is
    missing, or put back as it once was, can be named.
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    action_id: str = reference("action")
    table_name: str
    row_id: str = Field(index=True)
    client_id: str | None = Field(default=None, index=True)

    existed: Secret[bool]
    plain_was: Secret[FrozenMap[Any]] = {}  # noqa: RUF012  (each row gets a frozen one of its own)
    secrets_was: Secret[FrozenMap[Any]] = {}  # noqa: RUF012  (each row gets a frozen one of its own)
    after: Secret[str] = ""
