"""Templates of agreements: what one says, without any client."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from coachdesk.store.rows import FrozenMap, SealedRow, Secret
from coachdesk.store.tables.agreements import ClauseText
from coachdesk.store.types import Instant


class Template(SealedRow, table=True):
    """What the next agreement may begin with. `terms` are those of `domain.agreements.Terms.as_json`, without dates."""

    __owner__ = "desk"

    id: str = Field(primary_key=True)
    created_at: datetime = Field(sa_type=Instant)

    name: Secret[str]
    title: Secret[str] = ""
    terms: Secret[FrozenMap[Any]] = {}  # noqa: RUF012  (each row gets a frozen one of its own)
    clauses: Secret[tuple[ClauseText, ...]] = ()
    fills: Secret[FrozenMap[str]] = {}  # noqa: RUF012  (each row gets a frozen one of its own)
