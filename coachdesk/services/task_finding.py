"""Finding the task that a person names: by its id, its words or the person's name; open ones before ended ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.ids import is_id, is_prefix
from coachdesk.services.people import people
from coachdesk.services.refs import Candidate, resolve
from coachdesk.services.task_rows import Facts, key_of, open_tasks

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

MOST_NAMED = 4
"""How many of those that a reference fits are looked at: enough to name them."""


def find(desk: Desk, ref: str) -> str:
    """The id of the task that `ref` means: a whole id, a part of its words or of the person's name, or the beginning
    of its id. What is open is meant before what ended. Raises `ref.unknown`, `ref.several`, `ref.empty`."""
    wanted = ref.strip()
    if is_id(wanted) and desk.rows("task", "WHERE id = ?", (wanted,)):
        return wanted
    for look in (_among_open, _by_prefix, _among_all):
        try:
            return look(desk, wanted)
        except CoachdeskError as refused:
            if refused.code != "ref.unknown":
                raise
    raise failure("ref.unknown", ref=wanted, noun="task")


def _among_open(desk: Desk, ref: str) -> str:
    return resolve(ref, _candidates(desk, open_tasks(desk)), "task")


def _candidates(desk: Desk, tasks: Iterable[Facts]) -> Iterable[Candidate]:
    everyone = people(desk)
    for one in tasks:
        someone = everyone.get(one.to)
        title = f"{one.text} ({someone.title})" if someone is not None else one.text
        yield Candidate(one.id, title, (one.text, *(someone.names if someone is not None else ())))


def _by_prefix(desk: Desk, ref: str) -> str:
    """Of all tasks, by the beginning of the id; without reading their words."""
    if not is_prefix(ref):
        raise failure("ref.unknown", ref=ref, noun="task")
    rows = desk.rows("task", f"WHERE id >= ? AND id < ? LIMIT {MOST_NAMED}", (ref, ref + "~"))
    return resolve(ref, [Candidate(row["id"], row["text"], ()) for row in rows], "task")


def _among_all(desk: Desk, ref: str) -> str:
    """By their words, ended ones too."""
    everyone, found = people(desk), []
    for row in desk.rows("task", "WHERE state <> 'undone'"):
        someone = everyone.get(key_of(row))
        title = f"{someone.title}: {row['text']}" if someone is not None else row["text"]
        found.append(Candidate(row["id"], title, (title,)))
    return resolve(ref, found, "task")
