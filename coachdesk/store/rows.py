"""Tables whose `Secret[...]` fields are kept, as one sealed envelope, in the row's `sealed` column.

A row is opened when it is loaded and sealed when it is flushed, with all its plain columns as associated data. The
`sealed` attribute holds an `Envelope`; setting a secret assigns a new one, so SQLAlchemy's own dirty tracking,
rollback, refresh and merge work on secrets too. What would hand out unauthenticated columns, or write past the
sealing, raises TypeError: that is a programming error, not a person's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, NoReturn, Self, TypeVar, cast, dataclass_transform

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer, ValidationError, create_model
from sqlalchemy import Column, ForeignKey, LargeBinary, Text, TypeDecorator, event, inspect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.orm import object_session
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig, get_annotations
from sqlmodel.main import SQLModelMetaclass
from sqlmodel.sql.sqltypes import AutoString

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.store.owners import owner_of

T = TypeVar("T")
_SECRET = object()
Secret = Annotated[T, _SECRET]
"""Marks a field as confidential. Its type must be immutable: text, numbers, tuples, frozen models, `FrozenMap`."""

FrozenMap = Annotated[Mapping[str, T], AfterValidator(MappingProxyType), PlainSerializer(dict)]
"""A mapping that cannot be changed in place (a change in place would not be noticed, so never be saved)."""


def reference(table: str, *, default: Any = ..., index: bool = True) -> Any:
    """A column that names a row of `table`; checked at commit, so that rows may be written in any order.

    `use_alter` spares a flush from sorting by it: the file of that table need not be imported.
    """
    foreign = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED", use_alter=True)
    return Field(default=default, index=index, sa_column_args=[foreign])


class Envelope:
    """A sealed column's value: the stored bytes and, once opened, the secrets; or why it could not be opened."""

    __slots__ = ("problem", "raw", "secrets")

    def __init__(self, raw: bytes | None, secrets: BaseModel | None) -> None:
        self.raw, self.secrets = raw, secrets
        self.problem: CoachdeskError | None = None

    def __repr__(self) -> str:
        return "<sealed>"

    def opened(self) -> BaseModel:
        """The secrets; raises row.damaged or key.gone where the row could not be opened."""
        if self.problem is not None:
            raise self.problem.with_traceback(None)
        if self.secrets is None:
            raise TypeError("this row was never opened")
        return self.secrets


class EnvelopeType(TypeDecorator[Envelope]):
    """Envelope ↔ blob, nothing more: sealing needs the whole row, which a column type never sees."""

    impl, cache_ok = LargeBinary, True

    def process_bind_param(self, value: Envelope | None, dialect: Any) -> bytes | None:
        return None if value is None else value.raw

    def process_result_value(self, value: Any, dialect: Any) -> Envelope | None:
        return None if value is None else Envelope(value, None)


class _SecretField(property):
    """One Secret field of a row. It has no column, so a query that names it raises TypeError."""

    def __init__(self, name: str) -> None:
        def get(row: SealedRow) -> Any:
            return getattr(row.sealed.opened(), name)

        def put(row: SealedRow, value: Any) -> None:
            row.change_secrets({name: value})

        super().__init__(get, put)

    def __eq__(self, other: object) -> bool:
        raise TypeError("a Secret field cannot be queried")

    __lt__ = __gt__ = __le__ = __ge__ = __ne__ = __eq__
    __hash__ = property.__hash__


_SECRETS_CONFIG = ConfigDict(frozen=True, extra="forbid", validate_default=True, defer_build=True)
"""Each is built when first used: a verb touches few of the tables that it imports."""


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


@dataclass_transform(kw_only_default=True, field_specifiers=(Field, reference))
class SealedMeta(SQLModelMetaclass):
    """Moves Secret fields into a frozen pydantic model and puts properties in their place."""

    def __new__(mcs, name: str, bases: tuple[type, ...], ns: dict[str, Any], **kw: Any) -> Any:
        notes = dict(get_annotations(ns))
        if kw.get("table") and any(isinstance(note, str) for note in notes.values()):
            # A Secret written as text would not be seen, and become a plain column.
            raise TypeError(f"{name}: a module of tables has no `from __future__ import annotations`")
        hidden = [field for field, note in notes.items() if _SECRET in getattr(note, "__metadata__", ())]
        if taken := [field for field in hidden for base in bases if hasattr(base, field)]:
            raise TypeError(f"{name}: these names belong to every row: {taken}")
        fields: dict[str, Any] = {field: (notes.pop(field), ns.pop(field, ...)) for field in hidden}
        secrets = create_model(name + "Secrets", __config__=_SECRETS_CONFIG, **fields)
        # Python 3.14 keeps a function that makes the annotations; the dictionary made here takes its place.
        ns = {key: value for key, value in ns.items() if key not in ("__annotate__", "__annotate_func__")}
        ns |= {"__annotations__": notes, "__secrets__": secrets, **{field: _SecretField(field) for field in hidden}}
        if kw.get("table"):
            ns.setdefault("__tablename__", _snake(name))
        made = super().__new__(mcs, name, bases, ns, **kw)
        for value in list(vars(made).values()):
            if isinstance(value, Column) and isinstance(value.type, AutoString):
                value.type = Text()
        return made


class SealedRow(SQLModel, metaclass=SealedMeta):
    """The base of every sealed table: `class Goal(SealedRow, table=True)`; the table is named after the class.

    `__owner__` says whose data key seals a row: `id` or `client_id` (that column's client, the desk where it is
    null), `desk`, or `master`. Table modules have no `from __future__ import annotations`.
    """

    model_config = SQLModelConfig(defer_build=True)  # rows are not validated by it, so it need not be built

    __secrets__: ClassVar[type[BaseModel]]
    __owner__: ClassVar[str] = "desk"

    sealed: Any = Field(default=None, sa_type=EnvelopeType, nullable=False, exclude=True, repr=False)

    def __init__(self, **data: Any) -> None:
        cls = type(self)
        secrets = {name: data.pop(name) for name in cls.__secrets__.model_fields if name in data}
        unknown = data.keys() - cls.model_fields.keys()
        missing = {name for name, field in cls.model_fields.items() if field.is_required()} - data.keys()
        if unknown or missing or "sealed" in data:
            raise TypeError(f"{cls.__name__}: unknown fields {sorted(unknown)}, missing fields {sorted(missing)}")
        opened = cls.__secrets__(**secrets)  # before any state is made: a refused secret leaves no half-made row
        super().__init__(**data)
        self.sealed = Envelope(None, opened)

    @property
    def owner(self) -> str:
        """The owner of this row's key: `master`, `desk` or a client id."""
        named = {"id": getattr(self, "id", None), "client_id": getattr(self, "client_id", None)}
        return owner_of(str(self.__tablename__), named)

    @property
    def damaged(self) -> CoachdeskError | None:
        """Why this row could not be opened (its plain columns are not to be trusted then), or None."""
        return cast(CoachdeskError | None, self.sealed.problem)

    def secrets(self) -> BaseModel:
        """All the secrets, as one frozen model; raises row.damaged or key.gone."""
        return cast(Envelope, self.sealed).opened()

    def change_secrets(self, values: Mapping[str, Any]) -> None:
        """Sets secrets, validated; the row becomes dirty only where one really differs."""
        old = self.secrets()
        new = type(old).model_validate({**old.__dict__, **values})
        if new != old:
            self.sealed = Envelope(None, new)

    def plain(self) -> dict[str, str | int]:
        """The other columns as SQLite stores them, without nulls."""
        values = {}
        for name, bind, _ in storage(type(self)):
            value = getattr(self, name)
            if value is not None:
                values[name] = bind(value) if bind else value
        return values

    def __setattr__(self, name: str, value: Any) -> None:
        if getattr(self.__dict__.get("_sa_instance_state"), "expired", False):
            self.sealed  # noqa: B018  (the old row is loaded and opened before any of it changes)
        super().__setattr__(name, value)

    # SQLModel's own ways around the constructor: one silently breaks later constructors when it fails, the others
    # copy or fill columns without their secrets.
    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """A row from a mapping, through the constructor. Options are refused."""
        if options or not isinstance(obj, Mapping):
            raise TypeError("a sealed row is made from a mapping, without options")
        return cls(**obj)

    def sqlmodel_update(self, obj: Any, **options: Any) -> Self:
        """Sets fields, secret ones too, from a mapping."""
        if options or not isinstance(obj, Mapping):
            raise TypeError("a sealed row is updated from a mapping, without options")
        for name, value in obj.items():
            setattr(self, name, value)
        return self

    @classmethod
    def model_construct(cls, *args: Any, **data: Any) -> NoReturn:
        """Refused: it would make a row without an envelope."""
        raise TypeError("a sealed row is made by its constructor")

    def model_copy(self, **options: Any) -> NoReturn:
        """Refused: a copy would share the row's identity in the session."""
        raise TypeError("a sealed row is not copied")

    __copy__ = __deepcopy__ = __reduce__ = model_copy  # type: ignore[assignment]


Converter = Callable[[Any], Any]


@cache
def storage(cls: type[SealedRow]) -> tuple[tuple[str, Converter | None, Converter | None], ...]:
    """Each plain column's name, with what turns its value into SQLite's (and back), where that is not the same."""
    dialect = SQLiteDialect()
    columns = [column for column in inspect(cls).columns if column.name != "sealed"]
    kinds = [(column.name, column.type.dialect_impl(dialect)) for column in columns]
    return tuple((name, kind.bind_processor(dialect), kind.result_processor(dialect, None)) for name, kind in kinds)


def plain_values(cls: type[SealedRow], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Plain columns from SQLite's form to Python's; absent ones are None."""
    values = {name: (back, stored.get(name)) for name, _, back in storage(cls)}
    return {name: back(value) if back and value is not None else value for name, (back, value) in values.items()}


@cache
def _whole(cls: type[SealedRow]) -> frozenset[str]:
    return frozenset(name for name, _, _ in storage(cls)) | {"sealed"}


def _open_row(row: SealedRow, context: Any, attrs: Any = None) -> None:
    """Opens an envelope that was just read; a bad row is marked and the rest of the list goes on."""
    cls, loaded = type(row), row.__dict__
    if not _whole(cls) <= loaded.keys() or (attrs is not None and not _whole(cls) <= set(attrs)):
        raise TypeError("a sealed row loads whole: no load_only, no defer, no partial refresh")
    # Straight from what was just loaded: this is where most of the time of reading a list goes.
    plain = {
        name: bind(value) if bind else value for name, bind, _ in storage(cls) if (value := loaded[name]) is not None
    }
    envelope, table = loaded["sealed"], str(cls.__tablename__)
    try:
        opened = context.session.info["vault"].open(table, owner_of(table, plain), plain, envelope.raw)
        envelope.secrets = cls.__secrets__.model_validate_json(opened)
    except ValidationError:
        envelope.problem = failure("row.damaged", table=table, id=plain.get("id", "?"))
    except CoachdeskError as problem:
        envelope.problem = problem


def _seal_row(mapper: Any, connection: Any, row: SealedRow) -> None:
    session = object_session(row)
    if session is None:
        raise TypeError("a sealed row is written through a store's session")
    if inspect(row).persistent and not session.is_modified(row):
        return
    secrets = row.secrets()
    # All fields, defaults too: a raw reader has no model class to fill them in.
    content = secrets.model_dump_json().encode()
    sealed = session.info["vault"].seal(str(row.__tablename__), row.owner, row.plain(), content)
    row.sealed = Envelope(sealed, secrets)


for _name in ("load", "refresh"):
    event.listen(SealedRow, _name, _open_row, propagate=True)
for _name in ("before_insert", "before_update"):
    event.listen(SealedRow, _name, _seal_row, propagate=True)
