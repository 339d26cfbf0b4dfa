"""The catalogue of errors and the code that raises them say the same, checked without running either."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from coachdesk.domain.errors import ERRORS
from tests.project.tree import modules, place

CATALOGUE = Path("coachdesk/domain/errors.py").parts


def calls() -> Iterator[tuple[Path, ast.Call]]:
    """Every `failure(…)` of the package."""
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name == "failure":
                    yield file, node


def words_used() -> tuple[set[str], tuple[str, ...]]:
    """The string constants of the package outside the catalogue, and how its f-strings begin."""
    whole: set[str] = set()
    begun: set[str] = set()
    for file, tree in modules():
        if file.parts[-3:] == CATALOGUE:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
    return whole, tuple(prefix for prefix in begun if prefix.endswith((".", "-")) and " " not in prefix)


def test_every_failure_that_is_raised_is_in_the_catalogue() -> None:
    unknown = [
        f"{place(file, call.lineno)}: {first.value}"
        for file, call in calls()
        if isinstance(first := call.args[0], ast.Constant) and first.value not in ERRORS
    ]
    assert unknown == []


def test_every_entry_of_the_catalogue_can_happen() -> None:
    whole, begun = words_used()
    assert [code for code in ERRORS if code not in whole and not code.startswith(begun)] == []


def test_every_failure_is_given_the_values_its_sentence_shows() -> None:
    wrong = []
    for file, call in calls():
        first = call.args[0]
        if not isinstance(first, ast.Constant) or first.value not in ERRORS:
            continue
        given = {keyword.arg for keyword in call.keywords}
        if None in given:  # **values: known only when it runs
            continue
        kind = ERRORS[first.value]
        shown = {name for _, name, _, _ in Formatter().parse(kind.what + kind.hint) if name}
        if missing := shown - given:
            wrong.append(f"{place(file, call.lineno)}: {first.value} lacks {', '.join(sorted(missing))}")
    assert wrong == []


def test_every_sentence_is_one_line_without_a_full_stop_and_with_a_known_status() -> None:
    for code, kind in ERRORS.items():
        for words in (kind.what, kind.hint):
            assert "\n" not in words, code
            assert not words.endswith("."), code
        assert kind.what, code
        assert kind.exit_status in {1, 2, 3, 4, 5}, code
