"""A document as PDF: typst lays out a template beside this module, fed with the words as JSON and nothing else.

PDF/A-2b, tagged, dated with the instant at which the version was frozen, so that the same version gives the same
bytes on the same machine, and on any machine as long as typst's own fonts hold all its letters.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import as_file, files

from coachdesk.documents.papers import paper_of
from coachdesk.documents.summary import Document
from coachdesk.domain.errors import failure
from coachdesk.domain.views.agreements import Logo

# The first is part of typst, so the look is the same everywhere; the others serve what it lacks, where installed.
_FONTS = (
    "Libertinus Serif", "{cjk}", "Noto Serif", "Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif Devanagari",
    "Noto Serif Thai", "Noto Serif Bengali", "Noto Serif Tamil", "Noto Serif Telugu", "Noto Serif Gujarati",
    "Noto Serif Gurmukhi", "Noto Serif Kannada", "Noto Serif Malayalam", "Noto Serif Sinhala", "Noto Serif Khmer",
    "Noto Serif Lao", "Noto Serif Myanmar", "Noto Serif Georgian", "Noto Serif Armenian", "Noto Serif Ethiopic",
    "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans", "Noto Sans Symbols",
    "Noto Sans Symbols2", "Noto Color Emoji", "Noto Emoji", "DejaVu Sans", "New Computer Modern",
)  # fmt: skip
_LOST = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_RUST_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_JOINERS = dict.fromkeys((0x200C, 0x200D, *range(0xFE00, 0xFE10)))
_NAMED = 8
"""So many lost letters are named in a note; the rest are counted."""


def write_pdf(document: Document, paper: str, frozen_at: datetime) -> tuple[bytes, tuple[str, ...]]:
    """The PDF and the notes for the coach: which letters no font has, and what to install.

    Fails with `document.paper` for an unknown paper, and as `typeset` does.
    """
    return typeset("agreement.typ", inputs_of(document, paper), frozen_at)


def typeset(template: str, inputs: dict[str, str], frozen_at: datetime) -> tuple[bytes, tuple[str, ...]]:
    """A template beside this module, fed with those inputs, as PDF with the notes for the coach.

    Letters that no font has show as an empty box, and the file is then an ordinary tagged PDF, since PDF/A forbids
    them. Fails with `document.failed` where typst refuses.
    """
    if western(inputs["document"]):
        try:
            return _compile(template, inputs, frozen_at, system_fonts=False), ()
        except _LostLetters:
            pass  # an emoji or an arrow, perhaps: a font of this machine may have it
    try:
        return _compile(template, inputs, frozen_at, system_fonts=True), ()
    except _LostLetters:
        # Joiners have no shape: what they join may be there, and where it is not they would only be boxes of their own.
        inputs["document"] = inputs["document"].translate(_JOINERS)
    try:
        return _compile(template, inputs, frozen_at, system_fonts=True), ()
    except _LostLetters as found:
        pdf = _compile(template, inputs, frozen_at, system_fonts=True, archival=False)
        return pdf, (_note(found.letters),)


def inputs_of(document: Document, paper: str) -> dict[str, str]:
    """What the template reads: the words, the paper, the fonts, all of it text and none of it source."""
    return inputs_for(_data(document), document.language, paper)


def inputs_for(data: object, language: str, paper: str) -> dict[str, str]:
    """The same for any template: plain values, the language that decides between fonts, and the paper."""
    text = json.dumps(data, ensure_ascii=False)
    return {"document": text, "paper": paper_of(paper), "fonts": json.dumps(_fonts(text, language))}


def _data(value: object) -> object:
    """A block of the document as JSON has it: its fields by name, and bytes as numbers."""
    if isinstance(value, Logo):
        return {"kind": value.kind, "data": list(value.data)}
    if isinstance(value, tuple):
        names = getattr(value, "_fields", ())
        found = [_data(inner) for inner in value]
        return dict(zip(names, found, strict=True)) if names else found
    return value


class _LostLetters(Exception):
    """Letters that no font at hand can show."""

    def __init__(self, letters: str) -> None:
        super().__init__(letters)
        self.letters = letters


def _compile(
    template: str, inputs: dict[str, str], frozen_at: datetime, *, system_fonts: bool, archival: bool = True
) -> bytes:
    import typst  # 10 MB of shared library: only for who exports

    with as_file(files("coachdesk.documents").joinpath("templates")) as folder:
        try:
            return typst.compile(
                folder / template,
                root=folder,
                format="pdf",
                sys_inputs=inputs,
                ignore_system_fonts=not system_fonts,
                pdf_standards=["a-2b"] if archival else [],
                pdf_tags=True,
                timestamp=frozen_at,
            )
        except typst.TypstError as error:
            letters = "".join(_from_rust(text) for text in _LOST.findall(error.diagnostic))
            if letters:
                raise _LostLetters(letters) from None
            raise failure("document.failed", why=error.message) from None


def _from_rust(text: str) -> str:
    return _RUST_CODE.sub(lambda code: chr(int(code[1], 16)), text)


def western(text: str) -> bool:
    """Whether typst's own fonts are likely to do: Latin, Greek, Cyrillic, punctuation. Reading all takes longer."""
    return all(c < "\u0530" or "\u1e00" <= c < "\u2e80" for c in text)


def _fonts(text: str, language: str) -> tuple[str, ...]:
    """The fallback list. One Han character has several shapes: the other letters in the text say whose are meant."""
    if re.search("[\u3040-\u30ff]", text):
        shape = "JP"
    elif re.search("[\uac00-\ud7af]", text):
        shape = "KR"
    else:
        shape = "TC" if language.lower() in ("zh-tw", "zh-hk", "zh-hant") else "SC"
    cjk = (f"Noto Serif CJK {shape}", f"Noto Sans CJK {shape}")
    return tuple(name for family in _FONTS for name in (cjk if family == "{cjk}" else (family,)))


def _note(lost: str) -> str:
    letters = sorted(set(lost))
    named = ", ".join(_named(letter) for letter in letters[:_NAMED])
    more = f" and {len(letters) - _NAMED} more" if len(letters) > _NAMED else ""
    return (
        f"no font on this computer has {named}{more}: shown as empty boxes, and the file is plain PDF instead of "
        f"PDF/A. {_advice(letters)}, then export again"
    )


def _named(letter: str) -> str:
    name = unicodedata.name(letter, "").lower()
    return f"U+{ord(letter):04X} ({name})" if name else f"U+{ord(letter):04X}"


def _advice(letters: Sequence[str]) -> str:
    """Which packages of fonts to install, by the letters that are missing (names as Debian and Ubuntu have them)."""
    wanted = []
    if any(_is_emoji(letter) for letter in letters):
        wanted.append("fonts-noto-color-emoji")
    if any(_is_han(letter) for letter in letters):
        wanted.append("fonts-noto-cjk")
    if any(not _is_emoji(letter) and not _is_han(letter) for letter in letters):
        wanted.append("fonts-noto-core")
    return f"Install the Noto fonts ({', '.join(wanted)} on Debian or Ubuntu)"


def _is_emoji(letter: str) -> bool:
    return "\U0001f000" <= letter <= "\U0001faff" or "\u2600" <= letter <= "\u27bf" or letter in "\u200d\ufe0f\u20e3"


def _is_han(letter: str) -> bool:
    return (
        "\u2e80" <= letter <= "\u9fff"
        or "\uac00" <= letter <= "\ud7af"
        or "\uf900" <= letter <= "\ufaff"
        or "\U00020000" <= letter <= "\U0003ffff"
    )
