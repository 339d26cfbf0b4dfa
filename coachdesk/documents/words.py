"""The words of the documents: one TOML file per language beside this module, every key used, none missing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

DEFAULT = "en"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Words:
    """The words of one language. A field is a key of the file, so that a wrong key is an error before it is a page."""

    language: str
    direction: str
    agreement: str
    between: str
    unnamed: str
    coach: str
    client: str
    payer: str
    facts: str
    goals: str
    measure: str
    clauses: str
    signatures: str
    signed: str
    signed_by: str
    signed_no_way: str
    signed_by_no_way: str
    how_paper: str
    how_email: str
    how_e_signature: str
    sign_here: str
    sign_name: str
    sign_day: str
    nothing_to_sign: str
    mark_draft: str
    mark_sent: str
    mark_signed: str
    mark_ended: str
    say_draft: str
    say_sent: str
    say_signed: str
    say_ended: str
    about: str
    version: str
    fixed: str
    drafted: str
    code: str
    code_no_edition: str
    written_in: str
    fingerprint: str
    fingerprint_says: str
    page: str
    day: str
    moment: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    deal: Mapping[str, str]
    filled: Mapping[str, str]
    letter: Mapping[str, str]
    report: Mapping[str, str]
    practice: Mapping[str, str]
    clause: Mapping[str, Mapping[str, str]]

    def on(self, day: date) -> str:
        """A date in words: `1 February 2027`."""
        return self.day.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def at(self, instant: datetime) -> str:
        """An instant in words with whose clock it is: `1 February 2027, 09:14 UTC`."""
        offset = instant.strftime("%z")
        zone = "UTC" if offset in ("", "+0000") else f"UTC{offset[:3]}:{offset[3:5]}"
        return self.moment.format(day=self.on(instant.date()), clock=instant.strftime("%H:%M"), zone=zone)


def languages() -> tuple[str, ...]:
    """The languages that documents can be written in, as tags: `("de", "en")`."""
    return tuple(sorted(item.name.removesuffix(".toml") for item in _folder().iterdir() if item.name.endswith(".toml")))


def words_for(language: str) -> Words:
    """The words of that language tag, else of its main language (`en` for `en-GB`), else English."""
    tag = _tag(language)
    known = {name.lower(): name for name in languages()}
    return _load(known.get(tag) or known.get(main_language(tag)) or DEFAULT)


def main_language(language: str) -> str:
    """The language of a tag, without its region: `en` for `en-GB`."""
    return _tag(language).partition("-")[0]


def _tag(language: str) -> str:
    return language.strip().lower().replace("_", "-")


@cache
def _load(name: str) -> Words:
    found = tomllib.loads(_folder().joinpath(f"{name}.toml").read_text("utf-8"))
    expected = {field.name for field in fields(Words)}
    if found.keys() != expected:
        raise ValueError(f"words/{name}.toml differs in {', '.join(sorted(found.keys() ^ expected))}")
    return Words(**{**found, "months": tuple(found["months"]), "weekdays": tuple(found["weekdays"])})


def _folder() -> Traversable:
    return files("coachdesk.documents").joinpath("words")
