"""Wherever a verb is told to be typed, in a hint or on a page, there is one."""

from __future__ import annotations

import re

from coachdesk import cli
from coachdesk.domain.errors import ERRORS
from tests.project.tree import texts

TYPED = re.compile(r"\bcoachdesk(?: --desk (?:DIR|\{path\}))? ([a-z]+)(?: ([a-z]+))?")


def verbs() -> dict[str, set[str]]:
    """The first words, and the second words that each may have (an empty one for a verb of one word)."""
    found: dict[str, set[str]] = {}
    for module in cli.MODULES:
        noun = cli.noun_of(module)
        if noun.bare:
            found[noun.name] = {""}
        for verb in noun.verbs:
            first, _, second = verb.words.partition(" ")
            found.setdefault(first, set()).add(second.partition(" ")[0])
    return found


def unknown_in(text: str) -> list[str]:
    """The verbs that a text tells to type and that do not exist."""
    known = verbs()
    return [
        match[0]
        for match in TYPED.finditer(text)
        if match[1] not in known or ("" not in known[match[1]] and match[2] not in known[match[1]])
    ]


def test_hints_name_verbs_that_exist() -> None:
    assert {code: found for code, kind in ERRORS.items() if (found := unknown_in(kind.hint))} == {}


def test_pages_name_verbs_that_exist() -> None:
    pages = [(file, text) for file, text in texts() if file.suffix == ".md"]
    code = re.compile(r"`([^`\n]+)`|^    (coachdesk .*)$", re.M)
    named = {file.name: unknown_in("\n".join(a or b for a, b in code.findall(text))) for file, text in pages}
    assert any("coachdesk" in text for _, text in pages)
    assert {name: found for name, found in named.items() if found} == {}
