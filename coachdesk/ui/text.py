"""The one gate between words and the screen: whatever is shown goes through `shown()`.

`shown()` gives `textual.content.Content`, in which nothing is ever interpreted: `[b]`, `[@click=…]` and `Ann [/foo]`
are just letters. Control characters, marks that change writing direction and broken halves of characters are removed
here and nowhere else, so that every widget (label, list, toast, title, palette) is safe by construction.

The helpers below colour words with the variables of our themes (`ui/theme.py`); colour never carries meaning alone, so
whoever uses `alarm()` also writes a word or a mark that says it.
"""

from __future__ import annotations

import re

from textual.content import Content

from coachdesk.domain.text import initials

_LINE_BREAKS = re.compile("\r\n|[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]")
_UNSEEN = "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
_REMOVED = re.compile(f"[\x00-\x1f\x7f-\x9f{_UNSEEN}]")
_REMOVED_BUT_NEWLINE = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{_UNSEEN}]")
HIDDEN = "···"


def plain(value: object) -> str:
    """The value as one line of harmless text."""
    text = str(value)
    if text.isprintable():  # the common case: printable text holds no control, direction or surrogate character
        return text
    return _REMOVED.sub("", _LINE_BREAKS.sub(" ", text))


def shown(value: object, width: int | None = None, style: str = "") -> Content:
    """The value as one line for the screen, never interpreted; cut with `…` to `width` cells where that is given.

    `style` is a Textual style such as `bold` or `$quiet`. Content is passed through, only cut.
    """
    content = value if isinstance(value, Content) else Content(plain(value), strip_control_codes=False)
    if style:
        content = content.stylize(style)
    if width is not None and content.cell_length > width:
        content = content.truncate(max(width, 0), ellipsis=True)
    return content


def shown_lines(value: object) -> Content:
    """The value as text of several lines, as cautious as `shown()` otherwise."""
    if isinstance(value, Content):
        return value
    text = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", str(value)).replace("\t", "    ")
    return Content(_REMOVED_BUT_NEWLINE.sub("", text), strip_control_codes=False)


def joined(*parts: object, by: str = "") -> Content:
    """Several values one after the other, each of them cleaned; empty ones are left out."""
    pieces = [piece for piece in (shown(part) for part in parts) if piece]
    return Content(by).join(pieces) if by else Content.empty().join(pieces)


def blanks(count: int) -> Content:
    """So many blanks."""
    return Content(" " * max(0, count))


def quiet(value: object, width: int | None = None) -> Content:
    """Words that step back: hints, units, what is true but not pressing."""
    return shown(value, width, "$quiet")


def strong(value: object, width: int | None = None) -> Content:
    """Words that lead: names and headings."""
    return shown(value, width, "bold")


def keyed(value: object, width: int | None = None) -> Content:
    """A key to press."""
    return shown(value, width, "bold $keyed")


def alarm(value: object, width: int | None = None) -> Content:
    """What is wrong or late (a word or mark beside it must say so too)."""
    return shown(value, width, "$alarm")


def caution(value: object, width: int | None = None) -> Content:
    """What soon needs care (a word or mark beside it must say so too)."""
    return shown(value, width, "$caution")


def good(value: object, width: int | None = None) -> Content:
    """What is well (a word or mark beside it must say so too)."""
    return shown(value, width, "$good")


def name_for(private: bool, value: object, width: int | None = None) -> Content:
    """A person's name: in privacy mode only its initials."""
    return shown(initials(str(value)) if private and str(value) else value, width)


def words_for(private: bool, value: object, width: int | None = None) -> Content:
    """A client's or the coach's words: in privacy mode three dots, whatever their length."""
    return shown(HIDDEN if private and str(value) else value, width)
