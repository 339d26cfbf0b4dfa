"""The noun that the verbs of ethics share, and how items, answers and editions look on the shell."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import plain
from coachdesk.domain.days import day_text
from coachdesk.domain.editions import number_words
from coachdesk.domain.times import local

if TYPE_CHECKING:
    from coachdesk.domain.views.ethics import AnswerView, EditionView, ItemView

NOUN = Noun(
    "ethics",
    "Questions of conduct at the moment they matter, and what the records answer. Not made or endorsed by the ICF.",
    bare="now",
    groups={"editions": "list", "dilemma": "list"},
)

ITEM_KEYS = (
    "item", "topic", "standard", "checked", "closest", "edition", "text", "why", "mode", "scope", "moment", "event",
    "client", "client_name", "agreement", "session", "entry", "evidence", "answer", "note", "answered_at", "waits",
    "due_on",
)  # fmt: skip
ANSWER_KEYS = (
    "id", "item", "client", "client_name", "agreement", "session", "entry", "answer", "note", "at", "edition",
    "standards", "words",
)  # fmt: skip
EDITION_KEYS = ("id", "title", "effective", "status", "known", "of", "checked", "note", "sections", "used")

Client = Annotated[str, typer.Option("--client", metavar="REF", help="the client it is asked of")]


def item_json(one: ItemView) -> dict[str, object]:
    """An item as JSON has it; the keys are `ITEM_KEYS`."""
    found = one.evidence.found if one.evidence is not None else None
    return {
        "item": one.item,
        "topic": one.topic,
        "standard": [each.number for each in one.standards],
        "checked": bool(one.standards) and all(each.checked for each in one.standards),
        "closest": one.closest,
        "edition": one.edition,
        "text": one.text,
        "why": one.why,
        "mode": one.mode,
        "scope": one.scope,
        "moment": one.moment,
        "event": one.event,
        "client": one.subject.client_id,
        "client_name": one.about,
        "agreement": one.subject.agreement_id,
        "session": one.subject.session_id,
        "entry": one.subject.entry_id,
        "evidence": {
            "key": one.evidence.key if one.evidence is not None else "",
            "found": found.found if found is not None else None,
            "record": " ".join(found.records[0]) if found is not None and found.records else None,
            "says": found.says if found is not None else "",
        },
        "answer": one.answer.answer if one.answer is not None else None,
        "note": one.answer.note if one.answer is not None else "",
        "answered_at": one.answer.at if one.answer is not None else None,
        "waits": one.waits,
        "due_on": one.due_on,
    }


def answer_json(one: AnswerView) -> dict[str, object]:
    """An answer as JSON has it; the keys are `ANSWER_KEYS`."""
    return {
        "id": one.id,
        "item": one.item,
        "client": one.subject.client_id,
        "client_name": one.about,
        "agreement": one.subject.agreement_id,
        "session": one.subject.session_id,
        "entry": one.subject.entry_id,
        "answer": one.answer,
        "note": one.note,
        "at": one.at,
        "edition": one.edition,
        "standards": one.standards,
        "words": one.words,
    }


def edition_json(one: EditionView) -> dict[str, object]:
    """An edition as JSON has it; the keys are `EDITION_KEYS`."""
    return {
        "id": one.id,
        "title": one.title,
        "effective": one.effective,
        "status": one.status,
        "known": one.known,
        "of": one.of,
        "checked": one.checked,
        "note": one.note,
        "sections": [{"id": key, "title": title} for key, title in one.sections],
        "used": one.is_used,
    }


def item_lines(one: ItemView, zone: str, *, client: bool = False) -> list[str]:
    """A question for a person: its text with its standards, what the records say, what was answered. Days are those of
    the coach's `zone`; with `client` it is said of whom it is asked."""
    mark = "·" if one.waits else " "
    of = f"{plain(one.about)}: " if client and one.about else ""
    lines = [f"{mark} {of}{one.text}", f"    {one.item} · {number_words(one.standards, one.closest, one.edition)}"]
    if one.evidence is not None:
        found = one.evidence.found
        said = {True: "record found", False: "no record found", None: "the records cannot tell"}[found.found]
        lines.append(f"    {said}: {plain(found.says)}" if found.says else f"    {said}")
        if found.found is False and one.evidence.way.shell:
            lines.append(f"    {_of_client(one.evidence.way.shell, one)}")
    if one.answer is not None:
        note = f": {plain(one.answer.note)}" if one.answer.note else ""
        whom = f" ({plain(one.answer.about)})" if one.answer.about and one.answer.about != one.about else ""
        lines.append(
            f"    you answered {one.answer.answer}{whom} on {day_text(local(one.answer.at, zone).date())}{note}"
        )
    return lines


def _of_client(shell: str, one: ItemView) -> str:
    """An example of the shell, in which `amara` stands for the client, about this one."""
    if not one.about:
        return shell
    ref = one.subject.client_id if "(" in one.about else one.about  # a word that tells namesakes apart is no name
    return shell.replace("'Amara Okonkwo'", quote(one.about)).replace("amara", quote(plain(ref)))
