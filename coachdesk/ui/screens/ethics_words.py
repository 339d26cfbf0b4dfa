"""Questions of ethics in words: what the records say, what I answered, which standards of which edition they touch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content

from coachdesk.domain.editions import NO_NUMBER
from coachdesk.domain.text import initials
from coachdesk.domain.views.ethics import AnswerView, Checklist, EditionView, ItemView, StandardView, WayIn
from coachdesk.ui.screens.people import Clock, damaged_words
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown, strong

ANSWERS = {"yes": "yes", "partly": "partly", "no": "no", "does-not-apply": "does not apply"}
"""How an answer is called."""
UNCHECKED = "  number not checked"
NOT_THEIRS = "in our own words, not made or endorsed by the ICF"
OURS = f"{NOT_THEIRS[:1].upper()}{NOT_THEIRS[1:]}"


@dataclass(frozen=True, slots=True)
class Seen:
    """The clock, and how names and words may be seen now."""

    clock: Clock
    private: bool
    words: Callable[[object], Content]


def count_waiting(number: int) -> str:
    """`12 questions wait`, `no question waits`."""
    return {0: "no question waits", 1: "1 question waits"}.get(number, f"{number} questions wait")


def edition_line(title: str, note: str) -> Content:
    """Which edition the page speaks of, that it is not the ICF's own text, and what is not known of it; the page of
    editions says more."""
    return quiet(joined(title, NOT_THEIRS, note.partition(". ")[0], by=" · "))


def edition_note(one: EditionView) -> Content:
    """The same of an edition."""
    return edition_line(one.title, one.note)


def with_damaged(line: Content, left_out: int) -> Content:
    """The same under what had to be left out, since a damaged record answers no question; found in all of this run, as
    what was read once is kept."""
    return Content("\n").join([damaged_words(left_out), line]) if left_out else line


def heading_of(one: Checklist, private: bool) -> str:
    """What a checklist is about; in privacy mode with initials."""
    return masked(one.heading, {item.about for item in one.items}, private)


def masked(words: str, names: set[str], private: bool) -> str:
    """Words of ours that name somebody, with initials in privacy mode."""
    if private:
        for name in sorted(filter(None, names), key=len, reverse=True):
            words = words.replace(name, initials(name))
    return words


# one item


def mark(item: ItemView) -> Content:
    """Found, answered, or open; the words beside it say which."""
    if item.waits:
        return caution("○")
    by_record = item.evidence is not None and bool(item.evidence.found.found)
    return good("✓") if by_record and item.mode == "auto" else shown("◐")


def state(item: ItemView, seen: Seen) -> Content:
    """What the records say and what I answered, on one line. Where it waits the key that comes next is on it, and what
    was found stands in the pane."""
    asked = joined(keyed("s"), quiet(" answers it")) if item.waits and _is_asked(item) else ""
    mine = answer_words(item.answer, seen) if item.answer is not None else ""
    first = (mine, _record(item, seen)) if not item.waits and mark(item).plain == "◐" else (_record(item, seen), mine)
    return joined(*first, asked, by=" · ")


def _is_asked(item: ItemView) -> bool:
    """Whether my own answer is called for: no record alone would settle it."""
    return item.evidence is None or item.mode != "auto" or item.evidence.found.found is None


def _record(item: ItemView, seen: Seen) -> Content:
    if item.evidence is None:
        return Content.empty()
    found, way = item.evidence.found, item.evidence.way
    alone = item.mode == "auto" and not item.waits
    says = joined(": ", seen.words(found.says)) if found.says and alone else ""
    if found.found:
        return joined(good("record found"), says)
    if way.later:
        return quiet("no record of it is kept here yet")
    if found.found is None:
        return joined(quiet("the records cannot tell"), says)
    if not item.waits:
        return quiet("no record found")
    return joined(caution("no record found"), quiet(": "), keyed("n"), quiet(" makes it"))


def answer_words(one: AnswerView, seen: Seen) -> Content:
    """`answered yes on 3 Nov: we talked it through`."""
    note = joined(": ", seen.words(one.note)) if one.note else ""
    return joined(f"answered {ANSWERS.get(one.answer, one.answer)} on {seen.clock.day(one.at)}", note)


def standard_lines(standards: Sequence[StandardView], edition: str, closest: str = "") -> list[Content]:
    """`2020: 5  …`, each in our own words; that there is none, and what comes nearest."""
    if not standards:
        none = f"no standard of its own that is known here, nearest {closest}" if closest else NO_NUMBER
        return [quiet(f"{edition}: {none}")]
    return [
        joined(quiet(f"{edition}: "), strong(one.number), "  ", one.words, "" if one.checked else caution(UNCHECKED))
        for one in standards
    ]


def way_words(way: WayIn) -> Content:
    """How the record is made, and the key that goes there."""
    return quiet(way.words) if way.later else joined(keyed("n"), " ", way.words)


def paragraphs(item: ItemView, seen: Seen) -> list[Content]:
    """All that is known of an item, for the pane beside it."""
    gap = Content.empty()
    lines = [quiet(item.why)]
    if item.evidence is not None and not item.evidence.way.later:
        found = item.evidence.found
        head = good("✓ record found") if found.found else caution("○ no record found")
        if found.found is None:
            head = quiet("the records cannot tell")
        lines += [gap, head, seen.words(found.says)] if found.says else [gap, head]
        if found.records:
            lines.append(joined(keyed("enter"), quiet(" opens it")))
    if item.evidence is not None and not item.evidence.found.found:
        lines += [*([gap] if item.evidence.way.later else []), way_words(item.evidence.way)]
    mine = _mine(item, seen)
    lines += [gap, *mine] if mine else []
    lines += [gap, *standard_lines(item.standards, item.edition, item.closest)]
    lines.append(quiet(f"topic: {item.topic_title}"))
    return lines


def _mine(item: ItemView, seen: Seen) -> list[Content]:
    rhythm = {0: "", 1: "asked each month"}.get(item.rhythm, f"asked every {item.rhythm} months")
    again = f"again from {seen.clock.day(item.due_on)}" if item.due_on is not None else ""
    when = quiet(", ".join(part for part in (rhythm, again) if part))
    if item.answer is None and not _is_asked(item):
        return [when] if when else []
    if item.answer is None:
        return [joined(quiet("no answer of mine; "), keyed("s"), quiet(" gives it")), *([when] if when else [])]
    one = item.answer
    then = quiet(f"asked then by the code of {one.edition}") if one.edition != item.edition else Content.empty()
    lines = [joined("◐ ", answer_words(one, seen))]
    return [*lines, *(part for part in (then, when) if part), joined(keyed("H"), quiet(" what I answered before"))]
