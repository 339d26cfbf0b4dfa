"""The gate of words: hostile text is shown as text, and no screen goes round the gate."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

import coachdesk.ui
from coachdesk.ui.text import joined, name_for, plain, shown, shown_lines, strong, words_for
from tests.driver import Story
from tests.ui.desks import OpenDoor

UI = Path(coachdesk.ui.__file__).parent
MODULES = sorted(UI.rglob("*.py"))
HOSTILE = ("[b]", "Ann [/foo]", "[@click=app.quit]x[/]", "\\[b]", "[link=x]y", "$keyed", "[", "a]b")

GATE = {"text.py"}
WORD_WIDGETS = {"words.py"}
RAW_WIDGETS = {
    "Static", "Label", "Button", "Markdown", "DataTable", "ListView", "OptionList", "Select", "Checkbox", "RadioButton",
    "Tooltip", "Log", "RichLog", "Footer", "Header", "Pretty", "Collapsible", "Tree",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_shown_as_it_is_typed(text: str) -> None:
    assert shown(text).plain == text
    assert shown(text).spans == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("a\x00b\x7fc\x9bd", "abcd"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("one\ntwo\tthree\r\nfour", "one two three four"),
        ("\ud800x", "x"),
        ("👩‍👩‍👧 é 林", "👩‍👩‍👧 é 林"),
    ],
)
def test_what_a_terminal_would_obey_is_removed(text: str, seen: str) -> None:
    assert plain(text) == seen


@given(st.text(max_size=60), st.integers(0, 40))
def test_nothing_that_is_shown_breaks_a_line_or_a_terminal(text: str, width: int) -> None:
    content = shown(text, width)
    assert content.cell_length <= width
    assert all(ord(c) >= 32 and not 0x7F <= ord(c) <= 0x9F for c in content.plain)
    content.plain.encode()


def test_several_lines_keep_their_breaks_and_nothing_else() -> None:
    assert shown_lines("a\r\nb\x1b[2Jc\u202e").plain == "a\nb[2Jc"


def test_joined_words_are_each_cleaned_and_keep_their_styles() -> None:
    line = joined(strong("a\x07"), "[b]", "", by=" ")
    assert (line.plain, len(line.spans)) == ("a [b]", 1)


def test_privacy_shows_initials_and_no_words() -> None:
    assert name_for(True, "Amara Okonkwo").plain == "AO"
    assert words_for(True, "afraid of her father").plain == "···"
    assert name_for(False, "Amara").plain == "Amara"


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_typed_into_a_search_stays_text(door: OpenDoor, text: str) -> None:
    async with Story(door) as desk:
        await desk.does("shell.search").types(text).sees(text, "nothing found")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_in_a_toast_stays_text(door: OpenDoor, text: str) -> None:
    from coachdesk.ui.say import say

    async with Story(door) as desk:
        say(desk.app, "added", "u undoes it", about=text)
        await desk.rests()
        await desk.sees(f"{text}: added")


def _names(tree: ast.AST) -> set[str]:
    return {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(UI)))
def test_no_module_goes_round_the_gate(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    if module.name not in WORD_WIDGETS:
        assert not _names(tree) & RAW_WIDGETS, "words are shown by Words, KeyBar, LineList…"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in ("from_markup", "escape"), "markup is never interpreted"
            assert node.func.attr != "notify" or module.name == "say.py", "toasts are said by say()"
        if isinstance(node, ast.keyword) and node.arg == "markup":
            assert ast.unparse(node.value) == "False"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Content":
            only_blanks = all(_is_blank(one) for one in node.args)
            assert module.name in GATE or only_blanks, "Content is made by shown()"
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            assert node.attr not in ("border_title", "border_subtitle", "tooltip", "sub_title"), "titles are Words"


def _is_blank(node: ast.expr) -> bool:
    """Blanks, line breaks, or blanks times something."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return _is_blank(node.left)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.strip()


def test_content_of_the_gate_is_content() -> None:
    assert isinstance(shown(3), Content)
