"""Settings that were chosen; every other has its default."""

from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret


class Setting(SealedRow, table=True):
    """One setting; its id is its key."""

    __owner__ = "desk"

    id: str = Field(primary_key=True)

    value: Secret[str]
