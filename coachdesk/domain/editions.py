"""Editions of the code of ethics: their standards in our own words, by topic, and two of them side by side.

An edition is one TOML file. A topic belongs to an edition where it has a number there, or where the file says what
comes closest; everything else about an item is the same in every edition.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from coachdesk.domain.toml_files import Row, TomlFile, twice
from coachdesk.domain.views.ethics import Comparison, EditionView, StandardView, TopicAcross

MOST_STANDARDS = 500

NO_NUMBER = "no number of it is known here; it is asked all the same"
"""What is said of a topic in an edition that is not wholly known here, and may have it under a number that is not."""

ASKED = "Questions without a number that is known here are asked all the same"
"""The same of such an edition as a whole."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")
_TOP = (
    "id", "title", "effective", "effective_note", "status", "of", "of_checked", "listed", "note", "not_known",
    "sources", "closest", "section", "standard", "source",
)  # fmt: skip
_SECTION = ("id", "title", "first", "last")
_STANDARD = ("number", "section", "topic", "also", "paraphrase", "checked", "basis", "sources")
_SOURCE = ("id", "title", "address", "kind", "note")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a standard or an item is about, whatever its number."""

    id: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Standard:
    """One numbered standard. `checked`: its number was seen beside the matter."""

    number: str
    section: str
    topics: tuple[str, ...]
    words: str
    checked: bool

    @property
    def view(self) -> StandardView:
        """As views have it: one standard, whatever topic it is shown under."""
        return StandardView(self.number, self.section, self.words, self.checked)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition. `of` is how many standards it is said to have; `closest` says by topic where it comes nearest."""

    id: str
    title: str
    effective: str
    status: str
    of: int
    of_checked: bool
    listed: bool
    note: str
    not_known: tuple[str, ...]
    closest: Mapping[str, str]
    sections: tuple[tuple[str, str], ...]
    standards: tuple[Standard, ...]
    by_topic: Mapping[str, tuple[StandardView, ...]] = field(default_factory=dict)

    def has(self, topic: str) -> bool:
        """Whether items of that topic are asked: an edition that is not wholly known lacks nothing for sure."""
        return topic in self.by_topic or topic in self.closest or not self.is_whole

    @property
    def is_whole(self) -> bool:
        """Whether every one of its standards is known here."""
        return not self.not_known and self.of == len(self.standards)

    def of_topic(self, topic: str) -> tuple[StandardView, ...]:
        """The standards of a topic, none where no number is known."""
        return self.by_topic.get(topic, ())

    @property
    def unchecked(self) -> int:
        """How many numbers were not seen beside the matter."""
        return sum(not one.checked for one in self.standards)

    def says(self) -> str:
        """What is not known of it, in words; empty where all is."""
        parts = []
        if self.unchecked:
            parts.append(f"{self.unchecked} of its {len(self.standards)} numbers {_were(self.unchecked)} not checked")
        if self.not_known:
            last = self.not_known[-1]
            some = f"{self.not_known[0]} to {last}" if len(self.not_known) > 1 else last
            parts.append(f"{some} {_were(len(self.not_known), 'is', 'are')} not known here")
        elif self.of > len(self.standards):
            parts.append(f"{self.of - len(self.standards)} of its {self.of} standards are not known here")
        return "; ".join(parts)

    def view(self, used: str) -> EditionView:
        """As screens and the shell get it, where `used` is the id of the one in use."""
        notes = [self.says(), "" if self.is_whole else ASKED, self.note]
        return EditionView(
            id=self.id,
            title=self.title,
            effective=self.effective,
            status=self.status,
            known=len(self.standards),
            of=self.of,
            checked=len(self.standards) - self.unchecked,
            note=". ".join(one.rstrip(".") for one in notes if one),
            sections=self.sections,
            is_used=self.id == used,
            is_listed=self.listed,
        )


def _were(number: int, one: str = "was", more: str = "were") -> str:
    return one if number == 1 else more


def number_words(standards: Iterable[StandardView], closest: str, edition: str) -> str:
    """The numbers of an edition, each with what is not sure of it: `2020: 5 (number not checked)`."""
    known = ", ".join(one.number if one.checked else f"{one.number} (number not checked)" for one in standards)
    if known:
        return f"{edition}: {known}"
    return f"{edition}: closest to {closest}" if closest else f"{edition}: {NO_NUMBER}"


def topics_of(file: TomlFile) -> dict[str, Topic]:
    """The topics of a catalogue file, by id and in their order. Raises `catalogue.…`."""
    rows = file.rows("topic")
    for problem in twice(rows, "id"):
        raise problem
    found = (Topic(row.text("id"), row.text("title"), row.text("about")) for row in rows)
    return {one.id: one for one in found}


def edition_of(file: TomlFile, topics: Collection[str]) -> Edition:
    """The edition that a file holds. Raises a `catalogue.…` failure that names the line of the first thing wrong."""
    top = file.top
    top.only(_TOP)
    sections, rows, sources = file.rows("section"), file.rows("standard"), file.rows("source")
    for name, found in (("section", sections), ("standard", rows)):
        if not found:
            raise file.wrong("catalogue.empty", name=name)
    for known, some in ((_SECTION, sections), (_STANDARD, rows), (_SOURCE, sources)):
        for row in some:
            row.only(known)
    for problem in (*twice(sections, "id"), *twice(rows, "number"), *twice(sources, "id")):
        raise problem
    titles = {row.text("id"): row.text("title") for row in sections}
    cited = {row.text("id") for row in sources}
    standards = tuple(_standard(row, titles, topics, cited) for row in rows)
    of = top.number("of", len(standards), 1, MOST_STANDARDS)
    if of < len(standards):
        raise top.wrong("catalogue.of", "of", known=len(standards), of=of)
    return Edition(
        id=_id(top),
        title=top.text("title"),
        effective=_effective(top),
        status=top.text("status", needed=False),
        of=of,
        of_checked=top.flag("of_checked", True),
        listed=top.flag("listed", True),
        note=top.text("note", needed=False),
        not_known=top.texts("not_known"),
        closest=_closest(file, topics),
        sections=tuple(titles.items()),
        standards=standards,
        by_topic=_by_topic(standards),
    )


def _id(top: Row) -> str:
    text = top.text("id")
    if not _ID.fullmatch(text):
        raise top.wrong("catalogue.id", "id", text=text)
    return text


def _effective(top: Row) -> str:
    """From when on it holds; a date of TOML is as good as one in quotes."""
    if isinstance(day := top.data.get("effective"), date):
        return day.isoformat()[:10]
    text = top.text("effective")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise top.wrong("catalogue.day", "effective", text=text) from None


def _standard(row: Row, sections: Collection[str], topics: Collection[str], cited: Collection[str]) -> Standard:
    also = row.texts("also")
    for field_, values, known in (("also", also, topics), ("sources", row.texts("sources"), cited)):
        for one in values:
            if one not in known:
                raise row.unknown(field_, one, known)
    return Standard(
        number=row.text("number", limit=12),
        section=row.one_of("section", sections),
        topics=(row.one_of("topic", topics), *also),
        words=row.text("paraphrase"),
        checked=row.flag("checked", False),
    )


def _closest(file: TomlFile, topics: Collection[str]) -> dict[str, str]:
    given = file.data.get("closest", {})
    if not isinstance(given, dict):
        raise file.wrong("catalogue.kind-of", field="closest", kind="a table of topics")
    row = Row(file, "closest", 0, given)
    for topic in given:
        if topic not in topics:
            raise row.unknown("topic", topic, topics, at=topic)
    return {topic: row.text(topic) for topic in given}


def _by_topic(standards: Iterable[Standard]) -> dict[str, tuple[StandardView, ...]]:
    found: dict[str, list[StandardView]] = {}
    for one in standards:
        for topic in dict.fromkeys(one.topics):
            found.setdefault(topic, []).append(one.view)
    return {topic: tuple(some) for topic, some in found.items()}


def compare(
    left: Edition, right: Edition, topics: Mapping[str, Topic], items: Mapping[str, int], used: str
) -> Comparison:
    """Two editions by topic, in the order of the left one; what only the right one has is last. `items` says how many
    items there are of each topic."""
    order = [topic for one in left.standards for topic in one.topics]
    order += [topic for topic in topics if topic in left.closest]
    order += [topic for one in right.standards for topic in one.topics]
    order += [topic for topic in topics if topic in right.closest]
    lines = tuple(
        TopicAcross(
            topic=topic,
            title=topics[topic].title,
            about=topics[topic].about,
            left=left.of_topic(topic),
            right=right.of_topic(topic),
            left_closest=left.closest.get(topic, ""),
            right_closest=right.closest.get(topic, ""),
            change=_change(left, right, topic),
            items=items.get(topic, 0),
        )
        for topic in dict.fromkeys(order)
    )
    return Comparison(left.view(used), right.view(used), lines)


def _change(left: Edition, right: Edition, topic: str) -> str:
    if not left.has(topic):
        return "added"
    if not right.has(topic):
        return "dropped"
    if any(not one.of_topic(topic) and topic not in one.closest for one in (left, right)):
        return "not known"
    numbers = [[one.number for one in edition.of_topic(topic)] for edition in (left, right)]
    return "renumbered" if numbers[0] != numbers[1] else ""
