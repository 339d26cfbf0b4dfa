"""The catalogue of ethics as it is read: topics and items once, editions from the package and from the desk's folder.

An edition that a coach brought is a file in the folder `editions` of the desk. It holds no secret, and stays readable
to any program; what is wrong in it is said with its line whenever it is asked for.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk import catalogue
from coachdesk.domain import checklists, editions
from coachdesk.domain.checklists import Item
from coachdesk.domain.editions import Edition, Topic
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.nearest import did_you_mean
from coachdesk.domain.toml_files import MOST_BYTES, TomlFile, read_toml
from coachdesk.domain.views.ethics import EditionView
from coachdesk.services.reading_files import read_at_most

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

FOLDER = "editions"
UNREADABLE = "cannot be read"


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its id, in the order of the catalogue."""
    return editions.topics_of(_ours("topics"))


@cache
def items() -> Mapping[str, Item]:
    """Every item by its id, in the order of the catalogue."""
    return {one.id: one for one in checklists.checklist_of(_ours("checklists"), topics())}


@cache
def items_by_topic() -> Mapping[str, int]:
    """How many items there are of each topic."""
    return Counter(one.topic for one in items().values())


@cache
def _package(edition_id: str) -> Edition:
    return editions.edition_of(_ours(f"{FOLDER}/{edition_id}"), topics())


def _ours(name: str) -> TomlFile:
    return read_toml(catalogue.read(name), f"{name}.toml")


def edition(desk: Desk, edition_id: str = "") -> Edition:
    """The edition of that id, or the one in use. Raises `edition.unknown`, and what is wrong in a file of the desk."""
    wanted = (edition_id or desk.settings().edition).strip().lower()
    if wanted in catalogue.names(FOLDER):
        return _package(wanted)
    found = _own_files(desk).get(wanted)
    if found is None:
        known = [one.id for one in listed(desk)]
        near = did_you_mean(wanted, known, f"one of {', '.join(known)}")
        raise failure("edition.unknown", where="edition", text=wanted, near=near)
    return _own(found)


def listed(desk: Desk) -> list[EditionView]:
    """The editions to choose from, the newest first; one of the desk that cannot be read is said to be so. One that is
    not whole is left out unless it is in use."""
    used = desk.settings().edition
    found = [one.view(used) for one in map(_package, catalogue.names(FOLDER)) if one.listed or one.id == used]
    for name, path in _own_files(desk).items():
        try:
            found.append(_own(path).view(used))
        except CoachdeskError as error:
            found.append(EditionView(name, path.name, "", UNREADABLE, 0, 0, 0, error.line, (), name == used, True))
    if not any(one.is_used for one in found):
        found.append(EditionView(used, used, "", UNREADABLE, 0, 0, 0, "its file is not there any more", (), True, True))
    return sorted(found, key=lambda one: (one.effective, one.id), reverse=True)


def check(path: Path) -> EditionView | tuple[Item, ...]:
    """What a file of a catalogue holds: an edition, or the items of a checklist. Raises `catalogue.…` with the line,
    and `edition.unreadable`."""
    file = _from(path)
    if "standard" in file.data:
        return editions.edition_of(file, topics()).view("")
    if "item" in file.data:
        return checklists.checklist_of(file, topics(), checklists.evidence_keys(_ours("checklists")))
    raise failure("catalogue.neither", where=f"{file.name}, line 1")


def add(desk: Desk, path: Path, *, replaces: bool = False) -> EditionView:
    """Keep a new edition with the desk; with `replaces`, in place of the one of that id that a coach brought earlier.

    Raises what `check` raises, `edition.checklist`, `edition.taken`.
    """
    found = check(path)
    if not isinstance(found, EditionView):
        raise failure("edition.checklist", where=path.name)
    if found.id in catalogue.names(FOLDER):
        raise failure("edition.taken", where=path.name, id=found.id, hint=f"give it another id, such as {found.id}-own")
    if found.id in _own_files(desk) and not replaces:
        raise failure("edition.taken", where=path.name, id=found.id, hint="--replace puts this one in its place")
    _keep(desk, found.id, _bytes(path))
    return replace(found, is_used=found.id == desk.settings().edition)


def _keep(desk: Desk, edition_id: str, data: bytes) -> None:
    """Write it beside its place first, so that a full disk leaves the old one whole."""
    folder = desk.dir / FOLDER
    place = folder / f"{edition_id}.toml"
    beside = place.with_suffix(".new")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            os.fsync(file.fileno())
        beside.replace(place)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise failure("file.unwritable", path=place, why=os.strerror(error.errno or 0)) from None


def _own_files(desk: Desk) -> dict[str, Path]:
    """The files of editions that the coach brought, by id."""
    try:
        return {one.stem: one for one in sorted((desk.dir / FOLDER).glob("*.toml"))}
    except OSError:
        return {}


def _own(path: Path) -> Edition:
    """One of the desk's; it goes by the name of its file, whatever was written into it since."""
    return replace(editions.edition_of(_from(path), topics()), id=path.stem)


def _from(path: Path) -> TomlFile:
    return read_toml(_bytes(path), path.name)


def _bytes(path: Path) -> bytes:
    return read_at_most(path, MOST_BYTES, "edition.unreadable")
