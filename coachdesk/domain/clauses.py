"""Clauses of an agreement: read from the catalogue, and filled in one pass, so that no filled text is read again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from coachdesk.domain.errors import failure
from coachdesk.domain.nearest import did_you_mean
from coachdesk.domain.text import clean_lines
from coachdesk.domain.views.agreements import Gap

WORDING_LIMIT = 5_000
FILL_LIMIT = 1_000
OPEN_PLACE = "A place that is left open would reach the client as it is."
_BRACE = re.compile(r"[{}]")
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as the catalogue offers it, or as a coach has worded it since.

    `required` holds always, `required_when` in one case (`sponsor` or `barter`). `why` says what goes wrong without it.
    `wording_free` stands in its place where there is no fee.
    """

    key: str
    title: str
    wording: str
    guidance: str = ""
    why: str = ""
    required: bool = False
    required_when: str = ""
    topics: tuple[str, ...] = ()
    wording_free: str = ""

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Every placeholder in its wording, in reading order, each once."""
        return placeholders(self.wording)

    def is_required(self, sponsored: bool, barter: bool = False) -> bool:
        """Whether an agreement of that kind needs it."""
        return self.required or {"sponsor": sponsored, "barter": barter}.get(self.required_when, False)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What a placeholder stands for in words, and its source: `coach`, `client`, `terms`, `practice` or `deal`."""

    name: str
    what: str
    source: str


@dataclass(frozen=True)
class ClauseSet:
    """All clauses and placeholders that the catalogue knows, in reading order, in English and in other words."""

    clauses: tuple[Clause, ...]
    placeholders: Mapping[str, Placeholder]
    others: Mapping[str, Mapping[str, Clause]] = field(default_factory=dict)
    """By language (`de`) and key, the clauses in other words than English ones."""

    def get(self, key: str) -> Clause:
        """The clause of that key, or `clause.unknown` with near ones."""
        if key in self._by_key:
            return self._by_key[key]
        known = [clause.key for clause in self.clauses]
        raise failure("clause.unknown", key=key, near=did_you_mean(key, known, "coachdesk agreements show lists them"))

    def required(self, sponsored: bool, barter: bool = False) -> tuple[Clause, ...]:
        """Those that an agreement of that kind cannot do without; a new one begins with them."""
        return tuple(clause for clause in self.clauses if clause.is_required(sponsored, barter))

    def offered(self, sponsored: bool, barter: bool = False) -> tuple[Clause, ...]:
        """Those that may be added."""
        return tuple(clause for clause in self.clauses if not clause.is_required(sponsored, barter))

    def is_own(self, key: str) -> bool:
        """Whether a clause of that key is the coach's own, not one of the catalogue."""
        return key not in self._by_key

    def worded(self, clause: Clause, free: bool, language: str = "en") -> Clause:
        """A clause that still has the catalogue's words in those that fit: of that language, without a fee or with one.

        A clause in other words stays as it is; so does its title where it is not the catalogue's.
        """
        ways = self._ways.get(clause.key)
        if ways is None:
            return clause
        fits = ways.get(language, ways["en"])
        title = fits.title if any(one.title == clause.title for one in ways.values()) else clause.title
        if not self.is_catalogues(clause.key, clause.wording):
            return replace(clause, title=title)
        return replace(clause, title=title, wording=fits.wording_free if free and fits.wording_free else fits.wording)

    def is_catalogues(self, key: str, wording: str) -> bool:
        """Whether these are the catalogue's own words for that clause, in any language."""
        return any(wording in (one.wording, one.wording_free) for one in self._ways.get(key, {}).values())

    @cached_property
    def _ways(self) -> Mapping[str, Mapping[str, Clause]]:
        """By key, the clause as each language words it."""
        spoken = {"en": self._by_key, **self.others}
        return {key: {tag: words[key] for tag, words in spoken.items() if key in words} for key in self._by_key}

    @cached_property
    def _by_key(self) -> Mapping[str, Clause]:
        return {clause.key: clause for clause in self.clauses}

    def what(self, placeholder: str) -> str:
        """The placeholder in words."""
        known = self.placeholders.get(placeholder)
        return known.what if known else placeholder.replace("_", " ")

    def is_given(self, placeholder: str) -> bool:
        """Whether its text comes from a record that has a field of its own, so that no fill may replace it."""
        known = self.placeholders.get(placeholder)
        return known is not None and _given(known)

    def check_fills(self, fills: Mapping[str, str], wordings: Iterable[str] = ()) -> dict[str, str]:
        """The fills, cleaned. Refuses unknown names, and names whose text the client, coach or terms already give.

        A placeholder that the coach wrote into a clause of their own (`wordings`) is known too.
        """
        own = {name for wording in wordings for name in placeholders(wording)}
        cleaned = {}
        for name, text in fills.items():
            key = name.strip().lower().replace("-", "_")
            known = self.placeholders.get(key)
            if known is None and key not in own:
                near = did_you_mean(
                    key, [n for n, p in self.placeholders.items() if not _given(p)], "agreements show lists them"
                )
                raise failure("fill.unknown", where=name, key=key or "nothing", near=near)
            if known is not None and _given(known):
                raise failure("fill.given", where=name, what=known.what)
            cleaned[key] = clean_lines(text, FILL_LIMIT, name).strip()
        return {key: text for key, text in cleaned.items() if text}


@dataclass(frozen=True, slots=True)
class Filled:
    """A wording with its placeholders filled, and the names of those that stayed open."""

    text: str
    open: tuple[str, ...]


def clause_set(catalogue: Mapping[str, Any], others: Mapping[str, Mapping[str, Any]] | None = None) -> ClauseSet:
    """The clause set of the catalogue's `clauses` file, given as the dictionary that was read from it.

    `others` are, by language and key, the title and the wordings of the clauses in other languages.
    """
    clauses = tuple(
        Clause(
            key=row["key"],
            title=row["title"],
            wording=row["wording"],
            guidance=row["guidance"],
            why=row["why"],
            required=row["required"],
            required_when=row["required_when"],
            topics=tuple(row["topics"]),
            wording_free=row.get("wording_free", ""),
        )
        for row in catalogue["clause"]
    )
    known = {row["name"]: Placeholder(row["name"], row["what"], row["source"]) for row in catalogue["placeholder"]}
    in_english = {clause.key: clause for clause in clauses}
    worded = {
        tag: {key: replace(in_english[key], **{"wording_free": "", **words}) for key, words in rows.items()}
        for tag, rows in (others or {}).items()
    }
    return ClauseSet(clauses, known, worded)


def placeholders(wording: str) -> tuple[str, ...]:
    """Every placeholder of a wording, in reading order, each once."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(wording)))


def fill(wording: str, values: Mapping[str, str]) -> Filled:
    """The wording with each known placeholder replaced, in one pass: braces inside a value stay as they are.

    A placeholder without a value, or with an empty one, stays and is named in `open`.
    """
    still_open: dict[str, None] = {}

    def text_of(found: re.Match[str]) -> str:
        value = values.get(found[1], "")
        if not value:
            still_open[found[1]] = None
            return found[0]
        return value

    return Filled(_PLACEHOLDER.sub(text_of, wording), tuple(still_open))


def reworded(clause: Clause, wording: str) -> Clause:
    """The clause in the coach's own words; `clause.empty` if there are none."""
    text = clean_lines(wording, WORDING_LIMIT, clause.key).strip()
    if not text:
        raise failure("clause.empty", where=clause.key, title=clause.title)
    check_braces(text, clause.key)
    return replace(clause, wording=text)


def check_braces(wording: str, where: str) -> None:
    """Refuses braces that hold no name: `{Fee}`, `{a{b}}`, `{ }`. They would reach the client as they are."""
    left = _PLACEHOLDER.sub("\0", wording)
    if found := _BRACE.search(left):
        start, end = max(0, found.start() - 12), found.end() + 12
        text = left[start:end].replace("\0", "{…}").replace("\n", " ").strip()
        raise failure("clause.braces", where=where, text=text, example="{fee_amount}")


def missing(
    known: ClauseSet, included: Iterable[Clause], values: Mapping[str, str], sponsored: bool, barter: bool = False,
    excused: Collection[str] = (),
) -> tuple[Gap, ...]:  # fmt: skip
    """What is missing before sending, in reading order: required clauses left out, and placeholders still open.

    `excused` are keys of required clauses that were left out with a reason.

    Each gap says what and why it matters. A placeholder that several clauses use is named once, at the first.
    """
    present = {clause.key: clause for clause in included}
    order = [
        *known.clauses,
        *(clause for key, clause in present.items() if all(key != own.key for own in known.clauses)),
    ]
    gaps: list[Gap] = []
    seen: set[str] = set()
    for offered in order:
        clause = present.get(offered.key)
        if clause is None:
            if offered.is_required(sponsored, barter) and offered.key not in excused:
                gaps.append(Gap(offered.key, "", f"the clause “{offered.title}”", offered.why))
            continue
        for name in fill(clause.wording, values).open:
            if name not in seen:
                seen.add(name)
                gaps.append(Gap(clause.key, name, known.what(name), clause.why or offered.why or OPEN_PLACE))
    return tuple(gaps)


def _given(placeholder: Placeholder) -> bool:
    """Whether its text comes from records that have a field of their own. How to reach someone may be worded anew."""
    if placeholder.name in ("client_contact", "coach_contact", "time_zone", "fee_basis"):
        return False
    return placeholder.source in ("coach", "client", "terms")
