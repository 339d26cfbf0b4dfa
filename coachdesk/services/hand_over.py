"""The one gate through which a file leaves Coachdesk, and the register of what went to whom.

Every file is written beside its destination first and put in place without ever replacing anything, mode 0600; its
line in the register is committed in the same breath: no file without its line, no line without its file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.domain.days import day_text
from coachdesk.domain.disclosures import KEPT, NOBODY, SHOWS_NOBODY, Audience, Ground
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.views.history import DisclosureView
from coachdesk.services import gate

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.store.tables.disclosures import Disclosure

BY_HAND = "by-hand"
"""The kind of what was told another way than through this desk, and entered."""

_NO_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK})
"""What a file system says that has no hard links, such as the FAT of a USB stick."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves: whose it is, what it is in words, who receives it, and as whom (`domain/disclosures.Audience`, which
    decides what must be there before it leaves); the proof that is printed in it."""

    client_id: str
    version_id: str
    kind: str
    what: str
    recipient: str
    format: str
    fingerprint: str
    audience: Audience

    def __post_init__(self) -> None:
        # what shows a client can neither be called nobody's nor be sent to nobody in particular
        shows_nobody = self.audience.who == NOBODY
        if (shows_nobody and self.client_id) or (not self.client_id and self.audience not in (KEPT, SHOWS_NOBODY)):
            raise ValueError(self.audience)


def hand_over(desk: Desk, leaving: Leaving, data: bytes, target: Path, *, overwrite: bool = False) -> Path:
    """Write `data` to `target` (0600) and enter it in the register; all or nothing.

    Raises `consent.needed` where the client did not allow it, and `file.*` for a place that cannot be written; nothing
    is then in the register, and no half file is left.
    """
    return hand_over_together(desk, (leaving,), data, target, overwrite=overwrite)


def hand_over_together(
    desk: Desk, leaving: Sequence[Leaving], data: bytes, target: Path, *, overwrite: bool = False
) -> Path:
    """The same for one file that shows several clients: each has a line of their own in the register."""
    grounds = [gate.ground(desk, one.client_id, one.audience) for one in leaving]
    place = check_target(target, overwrite=overwrite)
    file_hash = hashlib.sha256(data).hexdigest()
    rows = [_line(desk, *one, place.name, file_hash) for one in zip(leaving, grounds, strict=True)]
    clients = {one.client_id for one in leaving}
    whose = clients.pop() if len(clients) == 1 else ""
    with (
        _written_beside(place, data) as put_in_place,
        desk.store.write("hand-over", client_id=whose or None, final=True) as db,
    ):
        db.add_all(rows)
        db.flush()
        put_in_place(overwrite)
    return place


def note_copied(desk: Desk, leaving: Leaving, data: bytes) -> None:
    """Enter in the register what was copied, to be sent by hand: it leaves as surely as a file does.

    Raises `consent.needed`: whoever copies asks first, and copies then.
    """
    ground = gate.ground(desk, leaving.client_id, leaving.audience)
    row = _line(desk, leaving, ground, "", hashlib.sha256(data).hexdigest())
    with desk.store.write("hand-over", client_id=leaving.client_id or None, final=True) as db:
        db.add(row)


def _line(desk: Desk, leaving: Leaving, ground: Ground, file_name: str, file_hash: str) -> Disclosure:
    from coachdesk.store.tables.disclosures import Disclosure

    return Disclosure(
        id=new_id(),
        client_id=leaving.client_id or None,
        version_id=leaving.version_id or None,
        at=desk.clock(),
        kind=leaving.kind,
        recipient=leaving.recipient,
        what=leaving.what,
        file_name=file_name,
        file_hash=file_hash,
        fingerprint=leaving.fingerprint,
        format=leaving.format,
        consent=ground.consent,
        basis=ground.basis,
        why=ground.why,
    )


def check_target(target: Path, *, overwrite: bool = False) -> Path:
    """The place a file may be written to. A link is not followed, a device or folder is refused, nothing is replaced
    unless asked. Raises `file.*`."""
    if "\0" in str(target):
        raise failure("file.unwritable", path=target, why="no file can have that name")
    try:
        place = target.expanduser().absolute()
    except RuntimeError:  # the home of a user who does not exist
        raise failure("file.no-folder", path=target.parent) from None
    try:
        if not place.parent.is_dir():
            raise failure("file.no-folder", path=place.parent)
        mode = place.lstat().st_mode
    except FileNotFoundError:
        return place
    except OSError as error:
        raise failure("file.unwritable", path=place, why=os.strerror(error.errno or 0)) from None
    if stat.S_ISLNK(mode):
        raise failure("file.link", path=place)
    if not stat.S_ISREG(mode):
        raise failure("file.not-a-file", path=place)
    if not overwrite:
        raise failure("file.exists", path=place)
    return place


def make_folder(target: Path) -> None:
    """A folder for files (0700), in one that is there; nothing where it stands already. Raises `file.*`."""
    if "\0" in str(target):
        raise failure("file.unwritable", path=target, why="no folder can have that name")
    try:
        place = target.expanduser().absolute()
        place.mkdir(mode=0o700)
    except (FileNotFoundError, RuntimeError):  # the home of a user who does not exist
        raise failure("file.no-folder", path=target.parent) from None
    except FileExistsError:
        if not place.is_dir():
            raise failure("file.exists", path=place) from None
    except OSError as error:
        raise failure("file.unwritable", path=target, why=os.strerror(error.errno or 0)) from None


@contextmanager
def _written_beside(place: Path, data: bytes) -> Iterator[Callable[[bool], None]]:
    """The data in a file beside `place`, and a call that puts it there; whatever fails, nothing half stays."""
    beside, before = (place.with_name(f".coachdesk-{new_id()}") for _ in range(2))
    placed: list[Path] = []

    def put_in_place(overwrite: bool) -> None:
        if overwrite:
            _set_aside(place, before)
            placed.append(place)
            os.replace(beside, place)
            return
        try:
            # link() refuses to replace what appeared meanwhile, which rename() would not
            os.link(beside, place, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            _write(place, data, placed)
            return
        placed.append(place)

    try:
        with _explained(place):
            _write(beside, data)
        with _explained(place):
            yield put_in_place
    except BaseException:
        for path in placed:
            with suppress(OSError):
                os.replace(before, path) if before.exists() else path.unlink(missing_ok=True)
        raise
    finally:
        for path in (beside, before):
            path.unlink(missing_ok=True)


def _set_aside(place: Path, before: Path) -> None:
    """Keep what is to be replaced beside its place, so that it can be put back."""
    try:
        os.link(place, before, follow_symlinks=False)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.rename(place, before)


def _write(path: Path, data: bytes, made: list[Path] | None = None) -> None:
    """Write a new file, and name it in `made` as soon as it is there; raises FileExistsError rather than replace."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o600)
    if made is not None:
        made.append(path)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)


@contextmanager
def _explained(place: Path) -> Iterator[None]:
    """Turn the system's errors about a file into one clear line."""
    try:
        yield
    except CoachdeskError:
        raise
    except FileExistsError:
        raise failure("file.exists", path=place) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise failure("file.full", path=place) from None
        raise failure("file.unwritable", path=place, why=os.strerror(error.errno or 0)) from None


def register(desk: Desk, client_id: str | None = None) -> list[DisclosureView]:
    """What left, newest first, of one client or of all."""
    from coachdesk.store.tables.clients import Client
    from coachdesk.store.tables.consents import Consent
    from coachdesk.store.tables.disclosures import Disclosure

    with desk.store.read() as db:
        of_client = () if client_id is None else (Disclosure.client_id == client_id,)
        rows = desk.whole(db.all(Disclosure, *of_client))
        whose = () if client_id is None else (Client.id == client_id,)
        names = {row.id: row.called for row in desk.whole(db.all(Client, *whose))}
        theirs = () if client_id is None else (Consent.client_id == client_id,)
        given = {row.id: f"{row.kind}, given on {day_text(row.on_day)}" for row in db.all(Consent, *theirs)}
    views = [
        DisclosureView(
            id=row.id,
            client_id=row.client_id or "",
            client=names.get(row.client_id or "", ""),
            at=row.at,
            kind=row.kind,
            what=row.what,
            recipient=row.recipient,
            format=row.format,
            file_name=row.file_name,
            file_hash=row.file_hash,
            fingerprint=row.fingerprint,
            version_id=row.version_id or "",
            basis=row.basis,
            consent=given.get(row.consent, row.consent),
            why=row.why,
            by_hand=row.kind == BY_HAND,
        )
        for row in rows
    ]
    return sorted(views, key=lambda one: (one.at, one.id), reverse=True)
