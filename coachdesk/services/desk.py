"""The desk: made, opened and closed here, for the command line, the first run and the unlock screen alike.

Opening imports no SQLModel: the first Today is read by raw rows, and `Desk.store` is built when a verb first asks.
A desk belongs to one thread at a time.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.settings import Settings, check_together, parse_setting
from coachdesk.domain.times import local, to_stamp
from coachdesk.services.clock import Clock, clock_for_tests, system_clock
from coachdesk.services.places import check_folder, check_new, has_desk
from coachdesk.store import connection as connections
from coachdesk.store import desk_state, files, key_copies, keys, migrations, raw
from coachdesk.vault import keyfile, keyring_slot
from coachdesk.vault.recovery import group_matches, new_recovery_key
from coachdesk.vault.slots import KeyringSecret, Opener, Passphrase, RecoveryKey

if TYPE_CHECKING:
    from coachdesk.domain.views.desk import Finding
    from coachdesk.store.beside import Beside
    from coachdesk.store.engine import Store
    from coachdesk.vault.envelope import Vault
    from coachdesk.vault.keyfile import KeyFile

__all__ = [
    "Desk", "KeyringSecret", "NewDesk", "Opener", "Passphrase", "RecoveryKey", "create_desk", "group_matches",
    "new_recovery_key", "open_desk",
]  # fmt: skip

T = TypeVar("T")


class Openable(Protocol):
    """A row that may turn out to be damaged."""

    @property
    def damaged(self) -> CoachdeskError | None:
        """Why it could not be opened."""


RowT = TypeVar("RowT", bound=Openable)

LABELS = {"keyring": "this computer's keyring", "passphrase": "passphrase", "recovery": "recovery key on paper"}
TEST_CLOCK = "desk.test-clock"
"""The setting that marks a desk made for tests; it is not one that a person sees or changes."""


@dataclass(frozen=True, slots=True)
class NewDesk:
    """What a new desk is told about its coach; the rest are settings with defaults."""

    name: str
    zone: str
    currency: str = "EUR"
    business: str = ""
    contact: str = ""
    workdays: str = ""
    workday_start: str = ""
    workday_end: str = ""
    test_clock: bool = False

    def settings(self) -> dict[str, str]:
        """The settings it begins with, checked. Raises what their kinds refuse (`zone.unknown`, `setting.…`)."""
        entered = {
            "name": self.name,
            "business": self.business,
            "contact": self.contact,
            "zone": self.zone,
            "currency": self.currency,
            "workdays": self.workdays,
            "workday.start": self.workday_start,
            "workday.end": self.workday_end,
        }
        needed = ("name", "zone", "currency")
        chosen = {key: parse_setting(key, text) for key, text in entered.items() if text.strip() or key in needed}
        check_together(chosen)
        return chosen


class Desk:
    """One coach's data, opened. Made by `create_desk` and `open_desk` only."""

    def __init__(self, folder: Path, vault: Vault, connection: sqlite3.Connection, clock: Clock) -> None:
        self.dir, self.vault, self.connection, self.clock = folder, vault, connection, clock
        self.run = secrets.token_hex(8)
        self.is_demo = False
        self.opening_findings: list[Finding] = []
        self.damaged: list[CoachdeskError] = []
        self._noted: list[CoachdeskError] = []
        self._store: Store | None = None
        self._cache: dict[str, tuple[tuple[int, int], Any]] = {}
        self._by_tables: dict[str, tuple[Hashable, Hashable, tuple[Any, list[CoachdeskError]]]] = {}
        self._opened: dict[str, raw.Opened] = {}
        self._held: dict[str, Any] = {}
        self._ends: list[Callable[[], None]] = []

    @property
    def store(self) -> Store:
        """Where verbs read and write; it imports SQLModel when first asked for."""
        if self._store is None:
            from coachdesk.store.engine import Store

            self._store = Store(self.connection, self.vault, self.clock_now, run=self.run)
        return self._store

    def begin_run(self) -> None:
        """What was done so far belongs to another run of the program: `u` takes back only what comes from now on."""
        self.run, self._store = secrets.token_hex(8), None

    def use_vault(self, vault: Vault) -> None:
        """Go on under a new master key; the store is built anew for it, and what read beside begins anew."""
        self._end_beside()
        self._held.clear()
        self.vault, self._store = vault, None

    def clock_now(self) -> Any:
        """The present instant, by whichever clock the desk has now."""
        return self.clock()

    def rows(self, table: str, where: str = "", params: Sequence[Any] = ()) -> list[raw.Row]:
        """Raw rows, authenticated. A damaged one is left out and remembered in `damaged`, so that one bad row does not
        hide all others."""
        damaged: list[CoachdeskError] = []
        found = raw.rows(self.connection, self.vault, table, where, params, damaged=damaged)
        self.remember(damaged)
        return found

    def last_number(self, table: str) -> int:
        """The row number of the newest row of a table; 0 where there is none."""
        return raw.last_number(self.connection, table)

    def kept_rows(self, name: str, table: str, where: str = "", params: Sequence[Any] = ()) -> list[raw.Row]:
        """Raw rows like `rows`, kept under a name: asked again, only those that changed since are opened anew."""
        damaged: list[CoachdeskError] = []
        kept = self._opened.setdefault(name, raw.Opened())
        found = kept.rows(self.connection, self.vault, table, where, params, damaged=damaged)
        self.remember(damaged)
        return found

    def whole(self, rows: Sequence[RowT]) -> list[RowT]:
        """The rows that could be opened; the others are remembered in `damaged`."""
        self.remember([row.damaged for row in rows if row.damaged is not None])
        return [row for row in rows if row.damaged is None]

    @contextmanager
    def noting(self) -> Iterator[list[CoachdeskError]]:
        """What is found damaged inside the block, known before or not: a page that leaves rows out must say so."""
        held, self._noted = self._noted, []
        try:
            yield self._noted
        finally:
            self._noted = held

    def remember(self, damaged: list[CoachdeskError]) -> None:
        """Remember what was found damaged, in `damaged` and for who is `noting`."""
        self._noted += [one for one in damaged if one.what not in {other.what for other in self._noted}]
        known = {one.what for one in self.damaged}
        self.damaged += [one for one in damaged if one.what not in known]

    def settings(self) -> Settings:
        """Every setting as it stands; kept until the desk changes."""
        from coachdesk.services.settings import read

        return self.cached("settings", lambda: read(self))

    def today(self) -> date:
        """The calendar day where the coach is."""
        return local(self.clock(), str(self.settings().get("zone"))).date()

    def data_version(self) -> int:
        """A number that differs once another process has written to this desk. Not to be asked inside a transaction."""
        with connections.failures():
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def last_act(self) -> tuple[int, int]:
        """A value that differs after every action and every change of keys, whoever made it, and not after a half-typed
        form was kept. Not to be asked inside a transaction."""
        asked = "SELECT (SELECT coalesce(max(seq), 0) FROM action), (SELECT max(generation) FROM vault)"
        with connections.failures():
            seq, generation = self.connection.execute(asked).fetchone()
        return int(seq), int(generation)

    def version(self) -> tuple[int, int]:
        """A value that differs after any change, ours or another process's."""
        return self.data_version(), int(self.connection.total_changes)

    def cached(self, name: str, make: Callable[[], T]) -> T:
        """What `make` answered at this version of the desk."""
        now = self.version()
        held = self._cache.get(name)
        if held is None or held[0] != now:
            held = self._cache[name] = (now, make())
        return cast(T, held[1])

    def cached_for(self, name: str, tables: tuple[str, ...], make: Callable[[], T], under: Hashable = None) -> T:
        """What `make` answered when one of those tables last changed through us or another process, or the condition
        it was asked under, such as the day; for what is dear to read and seldom changes. What it found damaged is
        remembered each time, since a page that leaves records out says so whenever it is painted.

        Like `cached`, not to be called inside a transaction."""
        now = self.version(), under
        held = self._by_tables.get(name)
        if held is None or held[0] != now:
            tallies = self._state_of(tables)
            state = tallies, under
            same = held is not None and bool(tallies) and held[1] == state
            held = now, state, held[2] if held is not None and same else self._noted_by(make)
            self._by_tables[name] = held
        value, damaged = held[2]
        self.remember(damaged)
        return cast(T, value)

    def _noted_by(self, make: Callable[[], T]) -> tuple[T, list[CoachdeskError]]:
        with self.noting() as damaged:
            return make(), damaged

    def held(self, name: str, make: Callable[[], T]) -> T:
        """What `make` answered when it was first asked for: something that brings itself up to date."""
        if name not in self._held:
            self._held[name] = make()
        return cast(T, self._held[name])

    def _state_of(self, tables: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
        """Counts and sums of those tables; nothing where the row that keeps them is damaged, and stops no list."""
        try:
            tally = desk_state.read(self.connection, self.vault).tally
        except CoachdeskError as problem:
            self.remember([problem])
            return ()
        return tuple((tally.counts[table], tally.sums[table]) for table in tables)

    def beside(self, end: Callable[[], None]) -> Beside:
        """This desk as another thread may read it; `end` ends that thread before the desk is closed."""
        from coachdesk.store.beside import Beside

        self._ends.append(end)
        return Beside(self.dir / files.DATABASE, self.vault)

    def _end_beside(self) -> None:
        while self._ends:
            self._ends.pop()()

    def close(self) -> None:
        """Close the desk; the write-ahead log is emptied, so that what was deleted is gone from the disk."""
        self._end_beside()
        connections.close(self.connection)


def create_desk(folder: Path, new: NewDesk, openers: Sequence[Opener], clock: Clock = system_clock) -> Desk:
    """Make a desk that those openers open. The caller shows the recovery key, which is among them, once.

    Everything is checked before anything is written, and a desk that could not be finished is taken away again.
    Raises `desk.exists`, `desk.not-empty`, `desk.not-writable`…, and what is wrong with an opener or a setting.
    """
    from coachdesk.store import birth

    chosen = new.settings()
    check_new(folder)
    made = to_stamp(clock())
    file, vault = keyfile.create([(opener, LABELS[opener.kind]) for opener in openers], made)
    was_there = folder.exists()
    files.private_dir(folder)
    try:
        connection = birth.create(folder, file, vault)
    except BaseException:
        # It took its own files away; any that lie there now are another process's, which was quicker.
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
        raise
    try:
        desk = Desk(folder, vault, connection, clock_for_tests(clock) if new.test_clock else clock)
        for opener in openers:
            if isinstance(opener, KeyringSecret):
                keyring_slot.store(vault.id, opener)
        _write_settings(desk, chosen | ({TEST_CLOCK: "yes"} if new.test_clock else {}))
    except BaseException:
        connection.close()
        _take_away(folder, was_there)
        raise
    return desk


def _write_settings(desk: Desk, chosen: dict[str, str]) -> None:
    from coachdesk.store.tables.settings import Setting

    with desk.store.write("desk.create", final=True) as db:
        for key, value in chosen.items():
            db.add(Setting(id=key, value=value))


def _take_away(folder: Path, was_there: bool) -> None:
    """Remove what a failed creation left behind: only the files it made itself."""
    for name in (files.DATABASE, f"{files.DATABASE}-wal", f"{files.DATABASE}-shm", files.KEYS):
        (folder / name).unlink(missing_ok=True)
    if not was_there:
        folder.rmdir()


def discard(desk: Desk, folder_was_there: bool) -> None:
    """Close a desk that was only just made and take it away again: its recovery key could not be shown."""
    had_keyring = KeyringSecret.kind in kinds_of(desk.dir)
    desk.close()
    if had_keyring:
        keyring_slot.delete(desk.vault.id)
    _take_away(desk.dir, folder_was_there)


def open_desk(folder: Path, opener: Opener, clock: Clock = system_clock) -> Desk:
    """Open a desk. A damaged `keys.json` beside a good copy is mended and told by `doctor`.

    Raises `desk.none`, `desk.damaged`, `desk.newer`, `desk.not-yours`, `keys.…`, `not-opened.…`.
    """
    check_folder(folder)
    if not has_desk(folder):
        raise failure("desk.none", path=folder)
    connection = connections.connect(folder / files.DATABASE)
    try:
        migrations.check_version(connection)
        opened = key_copies.unlock(folder, connection, opener)
        migrations.migrate(connection, opened.vault, folder)
        desk = Desk(folder, opened.vault, connection, clock)
        desk.opening_findings = list(opened.mended)
        if desk.rows("setting", "WHERE id = ?", (TEST_CLOCK,)):
            desk.clock = clock_for_tests(clock)
    except BaseException:
        connection.close()
        raise
    return desk


def check_keys(desk: Desk) -> None:
    """Raises `desk.keys-changed` where another process made new keys: nothing read or written from then on holds."""
    with connections.failures():
        keys.check_generation(desk.connection, desk.vault)


def key_file(folder: Path) -> KeyFile:
    """The desk's key file, read without any key: `kinds` are the ways to open it, `vault_id` its name in the keyring.

    Raises `desk.none`, `keys.…` as opening would.
    """
    check_folder(folder)
    if not has_desk(folder):
        raise failure("desk.none", path=folder)
    connection = connections.connect_to_read(folder / files.DATABASE)
    try:
        return key_copies.best(folder, connection)
    finally:
        connection.close()


def kinds_of(folder: Path) -> tuple[str, ...]:
    """The kinds of slots that open a desk: `keyring`, `passphrase`, `recovery`. Raises as `key_file` does."""
    return key_file(folder).kinds
