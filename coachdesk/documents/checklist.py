"""A checklist on paper, for a supervisor or a mentor: the questions, what the records say, what the coach answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from coachdesk.documents.markdown import escaped


class Question(NamedTuple):
    """One question: its text, the standards by number, and what there is to say to it, a line each."""

    text: str
    numbers: str
    lines: tuple[str, ...]


class Part(NamedTuple):
    """The questions of one moment."""

    heading: str
    questions: tuple[Question, ...]


class ChecklistPaper(NamedTuple):
    """A whole checklist: whose it is, by whom, when, its parts, and what is said of the code at its end; the paper and
    its look."""

    title: str
    whose: str
    coach: str
    day: str
    parts: tuple[Part, ...]
    about: tuple[str, ...]
    paper: str
    layout: str
    made_at: datetime

    @property
    def between(self) -> str:
        """Whose it is, and by whom it was kept."""
        return " · ".join(one for one in (self.whose, self.coach, self.day) if one)


def write_markdown(paper: ChecklistPaper) -> str:
    """The checklist as CommonMark, ending in one newline."""
    return "\n\n".join(_blocks(paper)) + "\n"


def _blocks(paper: ChecklistPaper) -> Iterator[str]:
    yield f"# {escaped(paper.title)}"
    yield escaped(paper.between)
    for part in paper.parts:
        yield f"## {escaped(part.heading)}"
        yield "\n".join(_question(one) for one in part.questions)
    yield "---"
    yield "\\\n".join(map(escaped, paper.about))


def _question(one: Question) -> str:
    lines = (f"**{escaped(one.text)}**", escaped(one.numbers), *map(escaped, one.lines))
    return "- " + "\\\n  ".join(lines)


def write_pdf(paper: ChecklistPaper) -> tuple[bytes, tuple[str, ...]]:
    """The PDF and the notes for the coach: which letters no font has. Raises as `pdf.typeset` does."""
    from coachdesk.documents.pdf import inputs_for, typeset

    data = {
        "title": paper.title,
        "coach": paper.coach,
        "between": paper.between,
        "layout": paper.layout,
        "parts": [
            {"heading": part.heading, "questions": [one._asdict() for one in part.questions]} for part in paper.parts
        ],
        "about": list(paper.about),
        "foot": f"{paper.title}, {paper.day}",
    }
    return typeset("checklist.typ", inputs_for(data, "en", paper.paper), paper.made_at)
