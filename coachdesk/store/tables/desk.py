"""The desk's own tables, written by `keys` and `desk_state` and never as objects: its keys, the sums of its rows."""

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from coachdesk.store.rows import FrozenMap, SealedRow, Secret


class VaultCopy(SQLModel, table=True):
    """The second copy of keys.json, as text that carries its own proof: the one table that is not sealed."""

    __tablename__ = "vault"

    id: str = Field(primary_key=True, sa_type=Text)
    generation: int
    keys: str = Field(sa_type=Text)


class ClientKey(SealedRow, table=True):
    """The data key of the desk or of one client, under the master key."""

    __owner__ = "master"

    id: str = Field(primary_key=True)

    key: Secret[str]


class DeskState(SealedRow, table=True):
    """How many rows each table holds, and their keyed sums."""

    __owner__ = "desk"

    id: str = Field(primary_key=True)
    serial: int

    counts: Secret[FrozenMap[int]]
    sums: Secret[FrozenMap[str]]
