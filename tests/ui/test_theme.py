"""Both themes are legible: every colour of words on every ground it stands on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color

import coachdesk.ui
from coachdesk.ui import theme
from tests.driver import Story
from tests.ui.desks import OpenDoor

WORDS = ("ink", "quiet", "keyed", "alarm", "caution", "good")
GROUNDS = ("ground", "raised", "band")


@pytest.mark.parametrize("one", theme.THEMES, ids=lambda one: one.name)
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_stand_out_from_their_ground(one: theme.Theme, words: str, ground: str) -> None:
    light, dark = sorted((_luminance(one.variables[words]), _luminance(one.variables[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [part / 255 for part in Color.parse(colour).rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_the_theme_can_be_changed_at_once(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("shell.palette").types("light or dark").does("pick.open")
        assert desk.app.theme == theme.LIGHT


@pytest.mark.parametrize(
    ("setting", "terminal", "expected"),
    [
        ("light", "", theme.LIGHT),
        ("dark", "0;15", theme.DARK),
        ("system", "", theme.DARK),
        ("system", "0;15", theme.LIGHT),
        ("system", "15;default;0", theme.DARK),
    ],
)
def test_the_theme_is_the_one_of_the_setting(
    monkeypatch: pytest.MonkeyPatch, setting: str, terminal: str, expected: str
) -> None:
    monkeypatch.setenv("COLORFGBG", terminal)
    assert theme.of_setting(setting) == expected


async def test_no_color_is_obeyed(door: OpenDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with Story(door) as desk:
        painted = desk.app.screen._compositor.render_full_update().render_segments(desk.app.console)
        colours = [code for found in re.findall(r"\x1b\[([\d;]*)m", painted) for code in _colours(found)]
        assert colours == []
        await desk.sees("▸1 Today")


def _colours(codes: str) -> list[str]:
    """The colour codes of one SGR sequence, those that name the terminal's own colours left out."""
    return [code for code in codes.split(";") if re.fullmatch("3[0-8]|4[0-8]|9[0-7]|10[0-7]", code)]


def test_style_sheets_speak_only_of_their_own_screen() -> None:
    for sheet in Path(coachdesk.ui.__file__).parent.rglob("*.tcss"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)
        own = set(re.findall(r"^class (\w+)", sheet.with_suffix(".py").read_text("utf-8"), re.M))
        for rule in re.findall(r"([^{}]+)\{", text):
            for selector in rule.split(","):
                assert re.split(r"[\s.#:>]", selector.strip())[0] in own, f"{selector.strip()} leaks to other screens"
