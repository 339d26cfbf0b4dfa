"""The note to a client after a session: what they took away, what they said they would do, and when you meet again.

It is made of what is theirs alone: the topic as it was settled, insights, their actions, and what was to be shared and
was told. The coach reads and changes it before it goes anywhere. English, or German for those whose language that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from coachdesk.domain.session_work import INSIGHT
from coachdesk.domain.spoken import GERMAN, Listener, day_words, moment_words
from coachdesk.domain.times import local

_ENGLISH = {
    "hello": "Hello {called},",
    "thanks": "thank you for our conversation on {day}.",
    "topic": "It was about: {topic}",
    "insights": "What you took away:",
    "actions": "What you said you would do:",
    "by": "{text} (by {day})",
    "shared": "What I shared with you:",
    "next": "We meet again on {when}, for {minutes} minutes.",
    "no_next": "We have not set our next date yet.",
    "regards": "Warm regards",
}
_GERMAN_FORMAL = {
    "hello": "Hallo {called},",
    "thanks": "danke für unser Gespräch am {day}.",
    "topic": "Es ging um: {topic}",
    "insights": "Was Sie mitgenommen haben:",
    "actions": "Was Sie sich vorgenommen haben:",
    "by": "{text} (bis {day})",
    "shared": "Was ich Ihnen mitgeteilt habe:",
    "next": "Wir sehen uns wieder am {when}, für {minutes} Minuten.",
    "no_next": "Unser nächster Termin steht noch nicht fest.",
    "regards": "Herzliche Grüße",
}
_GERMAN_CLOSE = _GERMAN_FORMAL | {
    "insights": "Was du mitgenommen hast:",
    "actions": "Was du dir vorgenommen hast:",
    "shared": "Was ich dir mitgeteilt habe:",
}


@dataclass(frozen=True, slots=True)
class Theirs:
    """What of a session is the client's. `notes` are (kind, text) of all of its notes: only insights are taken from
    them. `actions` are (text, day or none); `told` what they were told of what was to share; `next_at` with minutes."""

    begun: datetime
    topic: str
    notes: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, date | None], ...]
    told: tuple[str, ...]
    next_at: datetime | None
    next_minutes: int


def follow_up(to: Listener, of: Theirs, coach: str) -> str:
    """The note, ready to be read and changed; `coach` signs it."""
    say = _ENGLISH if to.tag != GERMAN else _GERMAN_CLOSE if to.is_close else _GERMAN_FORMAL
    day = day_words(local(of.begun, to.zone or to.home).date(), to.tag)
    parts = [say["hello"].format(called=to.called), say["thanks"].format(day=day)]
    if of.topic:
        parts.append(say["topic"].format(topic=of.topic))
    actions = [
        say["by"].format(text=text, day=day_words(due, to.tag)) if due is not None else text for text, due in of.actions
    ]
    insights = [text for kind, text in of.notes if kind == INSIGHT]
    for head, lines in (("insights", insights), ("actions", actions), ("shared", of.told)):
        if lines:
            parts.append("\n".join([say[head], *_listed(lines)]))
    if of.next_at is not None:
        parts.append(say["next"].format(when=moment_words(of.next_at, to), minutes=of.next_minutes))
    else:
        parts.append(say["no_next"])
    return "\n\n".join([*parts, f"{say['regards']}\n{coach}"]) + "\n"


def _listed(lines: Iterable[str]) -> list[str]:
    """Each on a line of its own behind a dash; further lines of one stand in under it."""
    return ["- " + "\n  ".join(part.strip() for part in line.split("\n") if part.strip()) for line in lines]
