"""Text that a person or a file brings in: made safe to show and store, and folded for search and comparison.

Nothing is lost that can be read: emoji keep their joiners, every script keeps its marks. What goes is what only a
terminal or a layout engine would obey: C0 and C1 controls and the marks that change writing direction.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from coachdesk.domain.errors import failure

NAME_LIMIT = 200
LINE_LIMIT = 1_000
NOTE_LIMIT = 20_000

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# characters with no shape of their own that could make two names look alike; joiners stay, they are part of words
_SHAPELESS = "\u00ad\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_DROPPED = re.compile(f"[\x00-\x1f\x7f-\x9f{_BIDI}{_SHAPELESS}]")
_DROPPED_BUT_NEWLINE = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{_BIDI}{_SHAPELESS}]")
_SPACES = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]")
_NEWLINES = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# tag characters spell a region after a black flag (the flag of Scotland) and are a hiding place anywhere else
_TAGS = re.compile("(?P<flag>\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e007f]")
_JOINERS = "\u200c\u200d"
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_ALONE = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ĸ": "k", "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-",
}  # fmt: skip


class _Bare(dict[int, int | str | None]):
    """What is left of a letter without its accents, by code point; each is looked up once, since lists of thousands are
    folded at a key."""

    def __missing__(self, code: int) -> int | str | None:
        letter = chr(code)
        # classes from 10 up are accents and vowel points; below are marks that make another letter (が, ख़)
        bare = None if unicodedata.combining(letter) >= 10 else _ALONE.get(letter, code)
        self[code] = bare
        return bare


_BARE = _Bare()


def clean(text: str, limit: int = LINE_LIMIT, where: str = "") -> str:
    """One line of text, NFC, without controls, direction marks or doubled spaces; blank text is empty.

    Fails with `text.long` (with both counts) above `limit` characters, and with `text.encoding` for bytes that
    were never text.
    """
    refuse_broken(text, where)
    one_line = _without_tags(_DROPPED.sub("", _SPACES.sub(" ", text)))
    shown = unicodedata.normalize("NFC", " ".join(one_line.split())).strip(_JOINERS + " ")
    return _within(shown, limit, where) if has_shape(shown) else ""


def clean_lines(text: str, limit: int = NOTE_LIMIT, where: str = "") -> str:
    """Text of several lines, cleaned like `clean` but keeping its lines and indents; a tab is four spaces."""
    refuse_broken(text, where)
    kept = _without_tags(_DROPPED_BUT_NEWLINE.sub("", _NEWLINES.sub("\n", text).replace("\t", "    ")))
    lines = [line.rstrip() for line in unicodedata.normalize("NFC", kept).split("\n")]
    shown = "\n".join(lines).strip("\n")
    return _within(shown, limit, where) if has_shape(shown) else ""


def refuse_broken(text: str, where: str = "") -> None:
    """Refuses text that holds halves of characters: bytes that were not UTF-8 when they were read."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise failure("text.encoding", where=where)


def has_controls(text: str) -> bool:
    """Whether there are control characters in it other than the white space that a paste brings along."""
    return _CONTROLS.search(_SPACES.sub(" ", text)) is not None


def has_shape(text: str) -> bool:
    """Whether anything of it would be seen on paper."""
    return any(unicodedata.category(c)[0] not in "ZCM" and c not in _BLANK_LETTERS for c in text)


def fold(text: str) -> str:
    """The text for searching and for telling duplicates: no case, no accents, single spaces. Idempotent."""
    if text.isascii():
        return " ".join(_DROPPED.sub("", _SPACES.sub(" ", text)).lower().replace("`", "'").split())
    return _folded_name(text) if len(text) <= _NAME else _folded(text)


def _folded(text: str) -> str:
    previous = ""
    while text != previous:  # compatibility forms may need a second round; three are the most there are
        previous = text
        parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = " ".join(
            unicodedata.normalize("NFC", _DROPPED.sub("", _SPACES.sub(" ", parts.translate(_BARE)))).split()
        )
        if text.isascii():
            break
    return text


_NAME = 60
_folded_name = lru_cache(4096)(_folded)
"""Names are folded again and again: whenever people are put in order or told apart."""


def initials(name: str) -> str:
    """The first letters of the first and last word, as privacy mode shows a name: `AO`."""
    firsts = [next((c for c in word if c.isalnum()), "") for word in name.split()]
    letters = [c for c in firsts if c]
    if not letters:
        return "?"
    return (letters[0] + (letters[-1] if len(letters) > 1 else "")).upper()


def _without_tags(text: str) -> str:
    return _TAGS.sub(lambda found: found["flag"] or "", text)


def _within(text: str, limit: int, where: str) -> str:
    if len(text) > limit:
        raise failure("text.long", where=where, found=f"{len(text):,}", limit=f"{limit:,}")
    return text
