"""The screen of a `Terminal` as a picture, for the README and for looking at.

python -m tests.picture OUT.png [--size 100x30] [--keys "3 enter"] [--until WORDS] -- coachdesk --demo
"""

from __future__ import annotations

import argparse
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from pyte.screens import Char
from wcwidth import wcwidth

from tests.terminal import Terminal, bare_environment

FONTS = Path("/usr/share/fonts")
# The first that exists and covers the letter: a terminal falls back in the same way.
FAMILIES = {
    False: ("truetype/dejavu/DejaVuSansMono.ttf", "truetype/dejavu/DejaVuSans.ttf"),
    True: ("truetype/dejavu/DejaVuSansMono-Bold.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"),
}
WIDE = "opentype/noto/NotoSansCJK-Regular.ttc"
SCRIPTS = (
    (0x0590, 0x05FF, "truetype/noto/NotoSansHebrew-Regular.ttf"),
    (0x0600, 0x06FF, "truetype/noto/NotoSansArabic-Regular.ttf"),
    (0x0900, 0x097F, "truetype/noto/NotoSansDevanagari-Regular.ttf"),
)
SIZE = 18
INK, PAPER = "d0d0d0", "101010"
NAMED = {
    "black": "000000", "red": "cd3131", "green": "0dbc79", "brown": "e5e510", "blue": "2472c8", "magenta": "bc3fbc",
    "cyan": "11a8cd", "white": "e5e5e5", "brightblack": "666666", "brightred": "f14c4c", "brightgreen": "23d18b",
    "brightbrown": "f5f543", "brightblue": "3b8eea", "brightmagenta": "d670d6", "brightcyan": "29b8db",
    "brightwhite": "ffffff",
}  # fmt: skip


def picture(terminal: Terminal, path: Path) -> None:
    """Save what is on the screen."""
    width, height = round(font("M", bold=False).getlength("M")), round(SIZE * 1.3)
    screen = terminal.screen
    image = Image.new("RGB", (width * screen.columns, height * screen.lines), f"#{PAPER}")
    draw = ImageDraw.Draw(image)
    cells = [(x, y, screen.buffer[y][x]) for y in range(screen.lines) for x in range(screen.columns)]
    for x, y, cell in cells:
        wide = wcwidth(cell.data[:1] or " ") == 2
        box = (x * width, y * height, (x + 1 + wide) * width - 1, (y + 1) * height - 1)
        if cell.data:  # the right half of a wide letter is empty
            draw.rectangle(box, fill=colours(cell)[1])
    for x, y, cell in cells:  # after all paper, since a letter may reach beyond its cell
        row, ink = screen.buffer[y], colours(cell)[0]
        if cell.data.strip() and not (x and right_to_left(cell.data) and right_to_left(row[x - 1].data)):
            text = run_from(row, x) if right_to_left(cell.data) else cell.data
            base = y * height + round(SIZE * 1.02)
            draw.text((x * width, base), text, font=font(cell.data, bold=cell.bold), fill=ink, anchor="ls")
        if cell.underscore:
            draw.line((x * width, (y + 1) * height - 2, (x + 1) * width, (y + 1) * height - 2), fill=ink)
    image.save(path, optimize=True)


def right_to_left(text: str) -> bool:
    """Whether a cell holds a letter of a script that runs from right to left."""
    return unicodedata.bidirectional(text[:1]) in ("R", "AL") if text else False


def run_from(row: Mapping[int, Char], x: int) -> str:
    """The letters from there on that are shaped and ordered together, as a terminal with such a script does."""
    end = x
    while right_to_left(row[end].data):
        end += 1
    return "".join(row[at].data for at in range(x, end))


def colours(cell: Char) -> tuple[str, str]:
    """Ink and paper of a cell."""
    ink, paper = (
        f"#{NAMED.get(name, name if re.fullmatch('[0-9a-fA-F]{6}', name) else default)}"
        for name, default in ((cell.fg, INK), (cell.bg, PAPER))
    )
    return (paper, ink) if cell.reverse else (ink, paper)


def font(text: str, *, bold: bool) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font for that letter."""
    if wcwidth(text[:1]) == 2:
        return loaded(WIDE)
    code = ord(text[:1])
    for first, last, name in SCRIPTS:
        if first <= code <= last:
            return loaded(name)
    return loaded(*FAMILIES[bold])


@cache
def loaded(*names: str) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The first of these fonts that is on this machine."""
    for name in names:
        if (FONTS / name).exists():
            return ImageFont.truetype(str(FONTS / name), SIZE)
    return ImageFont.load_default(SIZE)


def main() -> None:
    """Start the program in a bare home, press the keys, save the picture."""
    parser = argparse.ArgumentParser(prog="python -m tests.picture")
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", default="100x30")
    parser.add_argument("--keys", default="")
    parser.add_argument("--until", default="Today", help="words to wait for, before the keys")
    parser.add_argument("--then", default="", help="words to wait for, after the keys")
    parser.add_argument("program", nargs="+")
    asked = parser.parse_args()
    columns, rows = (int(number) for number in asked.size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        environment = bare_environment(Path(home), TMPDIR=home)
        with Terminal(asked.program, columns=columns, rows=rows, env=environment) as terminal:
            terminal.sees(asked.until).press(*asked.keys.split())
            if asked.then:
                terminal.sees(asked.then)
            terminal.rests()
            picture(terminal, asked.out)


if __name__ == "__main__":
    main()
