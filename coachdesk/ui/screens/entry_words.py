"""Register entries in words: on a line of a list, and at length beside it."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from coachdesk.domain.register import CLIENT, KINDS, in_line, kind_of
from coachdesk.domain.views.register import DueView, EntryView
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.text import caution, joined, keyed, quiet, shown, shown_lines, strong


def mark(entry: EntryView) -> Content:
    """One sign for how it stands, which words say too."""
    return caution("!") if entry.lacks else quiet("×") if entry.ended else Content.empty()


def title_of(screen: DeskScreen, entry: EntryView) -> Content:
    """Its kind. Privacy mode hides that of a client's entry: that somebody spoke of harm is nobody's business."""
    return screen.words_of(entry.title) if kind_of(entry.kind).whose == CLIENT else shown(entry.title)


def said(screen: DeskScreen, entry: EntryView, clock: Clock) -> Content:
    """`ACC, ICF · valid until 1 Feb 2027`; what it lacks comes before its fields."""
    ended = quiet(f"ended {clock.day(entry.ended)}") if entry.ended else ""
    lacks = caution(f"lacks: {', '.join(entry.lacks)}") if entry.lacks else ""
    until = f"{kind_of(entry.kind).until} {clock.day(entry.until)}" if entry.until else ""
    details = (joined(f"{in_line(one.title)}: ", screen.words_of(one.words)) for one in entry.details)
    head = screen.words_of(entry.headline)
    rest = [one for one in details if not head or head.plain not in one.plain]
    return joined(head, ended, lacks, until, *map(quiet, rest), by=" · ")


def whole(screen: DeskScreen, entry: EntryView, clock: Clock) -> Iterator[Content]:
    """All of it, paragraph by paragraph."""
    of = joined("of ", screen.name_of(entry.client)) if entry.client else quiet("of the practice")
    yield joined(strong(title_of(screen, entry)), of, by=" · ")
    yield quiet(_sentence(kind_of(entry.kind).about))
    if entry.lacks:
        yield Content.empty()
        for one in entry.lacks:
            yield caution(f"! lacks: {one}")
    if entry.text:
        yield Content.empty()
        yield screen.words_of(entry.text) if screen.desk_app.private else shown_lines(entry.text)
    yield Content.empty()
    for title, day in entry.dates:
        yield joined(quiet(title), clock.day(day), by="  ")
    for field in entry.details:
        value = screen.words_of(field.words) if screen.desk_app.private else shown_lines(field.words)
        label = quiet(in_line(field.title))
        yield Content("\n").join([label, value]) if "\n" in value.plain else joined(label, value, by="  ")


def due_words(due: DueView, clock: Clock) -> Content:
    """`due since 3 Nov · last 3 May`; `never yet`."""
    if due.last is None or due.due is None:
        return caution("never yet")
    when = caution(f"due since {clock.day(due.due)}") if due.is_due else quiet(f"due {clock.day(due.due)}")
    return joined(when, quiet(f"last {clock.day(due.last)}"), by=" · ")


def whole_due(due: DueView, clock: Clock) -> Iterator[Content]:
    """What is to be done again, and how it is entered."""
    kind = KINDS[due.kind]
    yield joined(strong(kind.title), due_words(due, clock), by=" · ")
    yield quiet(_sentence(kind.about))
    yield Content.empty()
    every = f"{kind.months} months" if kind.months else f"{kind.days} days"
    yield shown(f"It counts for {every}.")
    yield Content.empty()
    yield joined(keyed("enter"), "  enters that it was done")


def _sentence(about: str) -> str:
    return f"{about[:1].upper()}{about[1:]}."
