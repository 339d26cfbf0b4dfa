"""What is entered in and after a session: what was settled, and the words of notes, actions and what is to share."""

from __future__ import annotations

from pydantic import model_validator

from coachdesk.domain.errors import failure
from coachdesk.domain.inputs.fields import Line, problem
from coachdesk.domain.inputs.sessions import Minutes
from coachdesk.domain.inputs.validate import Input
from coachdesk.domain.text import LINE_LIMIT, NOTE_LIMIT, clean, clean_lines


class SessionAgreementInput(Input):
    """What client and coach settle at the start: the topic, and as much more as was said."""

    topic: Line
    result: Line = ""
    measure: Line = ""
    matters: Line = ""
    resolve: Line = ""
    minutes: Minutes = None

    @model_validator(mode="after")
    def _has_a_topic(self) -> SessionAgreementInput:
        if not self.topic:
            raise problem(failure("agree.topic", where="topic"))
        return self


def note_text(text: str, where: str = "text", *, needed: bool = True) -> str:
    """The words of a note, on several lines, at most 20,000 characters. Raises `text.…`."""
    return _some(clean_lines(text, NOTE_LIMIT, where), where, needed)


def line_text(text: str, where: str = "text", *, needed: bool = True) -> str:
    """Words on one line, at most 1,000 characters. Raises `text.…`."""
    return _some(clean(text, LINE_LIMIT, where), where, needed)


def _some(text: str, where: str, needed: bool) -> str:
    if needed and not text:
        raise failure("text.empty", where=where)
    return text
