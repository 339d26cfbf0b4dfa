"""What a stranger should be able to trust about the tree: nothing unfinished, nothing of one machine, nothing stale."""

from __future__ import annotations

import ast
import re

import pytest

from coachdesk.ui.commands import registry
from tests.project.tree import ROOT, modules, place, texts, tracked

COMMAND_1 = "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/coachdesk --demo"
COMMAND_2 = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest"

LOCK_FILES = {"uv.lock", "pylock.toml", "poetry.lock", "pdm.lock", "Pipfile.lock", "requirements.lock"}
# Spelled so that this file does not find itself.
FOREIGN = re.compile(
    r"pypi[.]org|python[h]osted|registry[.]npmjs|deb[.]debian|/ro[o]t/|/wor[k]/|/Use[r]s/\w|bash[_]jobs"
)
UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|Not[I]mplementedError)\b")

LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{place(file, number)}: {line.strip()[:80]}"
        for file, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_lock_file_is_tracked() -> None:
    assert [file.name for file in tracked() if file.name in LOCK_FILES] == []


def test_no_package_host_and_no_path_of_one_machine_is_named() -> None:
    assert lines_matching(FOREIGN) == []


def test_nothing_is_left_unfinished() -> None:
    assert lines_matching(UNFINISHED) == []


def test_every_text_ends_its_last_line_and_no_line_ends_in_blanks() -> None:
    wrong = [str(f.relative_to(ROOT)) for f, text in texts() if text and not text.endswith("\n")]
    wrong += lines_matching(re.compile(r"[ \t\r]+$"))
    assert wrong == []


def test_files_hold_one_idea() -> None:
    sizes = {str(f.relative_to(ROOT)): text.count("\n") for f, text in texts() if f.suffix == ".py"}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


def test_functions_are_read_at_a_glance() -> None:
    long = [
        f"{place(file, node.lineno)} {node.name}"
        for file, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("command", [COMMAND_1, COMMAND_2])
def test_the_readme_has_the_two_commands_on_its_first_screenful(command: str) -> None:
    first_screenful = (ROOT / "README.md").read_text("utf-8").splitlines()[:40]
    assert command in [line.strip() for line in first_screenful]


def test_the_readme_begins_with_a_picture_of_today() -> None:
    assert "](assets/today.png)" in "".join((ROOT / "README.md").read_text("utf-8").splitlines()[:10])


def test_ci_runs_the_developers_command_as_it_is_written() -> None:
    assert COMMAND_2 in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_picture_and_page_the_docs_point_to_is_there() -> None:
    link = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
    broken = [
        f"{file.name}: {target}"
        for file, text in texts()
        if file.suffix == ".md"
        for target in link.findall(text)
        if not (file.parent / target).exists()
    ]
    assert broken == []


def test_the_page_of_keys_is_that_of_the_registry() -> None:
    assert (ROOT / "KEYS.md").read_text("utf-8") == registry.docs_page(), "stale: run `make keys`"


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    headings = re.findall(r"^## .*$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[0] == "## [Unreleased]"


def test_the_licence_is_named_where_people_and_tools_look() -> None:
    assert "The Coachdesk authors" in (ROOT / "LICENSE").read_text("utf-8")
    assert 'license = "MIT"' in (ROOT / "pyproject.toml").read_text("utf-8")
