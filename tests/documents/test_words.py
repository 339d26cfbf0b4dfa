"""The fixed words: every key of a file is used, none is missing, and a language that is not there is said."""

from __future__ import annotations

import re
import string
import tomllib
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from importlib.resources import files

import pytest

from coachdesk.catalogue import load
from coachdesk.documents import render
from coachdesk.documents.summary import LAYOUTS
from coachdesk.documents.words import Words, languages, words_for
from coachdesk.domain.clauses import placeholders
from coachdesk.domain.settings import setting
from tests.documents.samples import summary

FOLDER = files("coachdesk.documents")
SOURCES = ("summary.py", "words.py", "facts.py", "filled.py", "letters.py", "report.py")


@pytest.mark.parametrize("language", languages())
def test_a_file_of_words_has_exactly_the_keys_that_are_used(language: str) -> None:
    found = tomllib.loads(FOLDER.joinpath("words", f"{language}.toml").read_text("utf-8"))
    assert list(found) == [field.name for field in fields(Words)]
    source = "".join(FOLDER.joinpath(name).read_text("utf-8") for name in SOURCES)
    used = set(re.findall(r"\b(?:words|self)\.(\w+)", source)) | {"coach", "client", "payer", "clause"}
    assert set(found) <= used


@pytest.mark.parametrize("language", languages())
def test_every_language_fills_in_the_same_places_as_english(language: str) -> None:
    english, other = words_for("en"), words_for(language)
    for field in fields(Words)[:-6]:
        assert _places(getattr(other, field.name)) == _places(getattr(english, field.name)), field.name
    for name in ("deal", "filled", "letter", "report"):
        there, here = getattr(other, name), getattr(english, name)
        assert {key: _places(text) for key, text in there.items()} == {k: _places(v) for k, v in here.items()}, name
    assert (len(other.months), len(other.weekdays)) == (12, 7)
    assert other.direction in ("ltr", "rtl")


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
def test_every_clause_is_worded_in_every_language_with_the_same_places(language: str) -> None:
    worded = words_for(language).clause
    offered = load("clauses")["clause"]
    assert list(worded) == [one["key"] for one in offered]
    for one in offered:
        there = worded[one["key"]]
        assert set(there) == {"title", "wording"} | ({"wording_free"} if "wording_free" in one else set())
        assert sorted(placeholders(there["wording"])) == sorted(placeholders(one["wording"])), one["key"]
        assert "{" not in there.get("wording_free", "")


def _places(text: str | tuple[str, ...]) -> list[str]:
    joined = text if isinstance(text, str) else " ".join(text)
    return sorted(name for _, name, _, _ in string.Formatter().parse(joined) if name)


@pytest.mark.parametrize("tag", ["en", "EN", "en-GB", "en_US", " en "])
def test_a_tag_finds_the_words_of_its_language(tag: str) -> None:
    assert words_for(tag).language == "en"
    assert render(summary(language=tag), "md").notes == ()


def test_a_language_without_words_is_written_in_english_and_said() -> None:
    rendered = render(summary(language="tlh"), "md")
    assert rendered.data == render(summary(), "md").data
    assert len(rendered.notes) == 1
    assert "tlh" in rendered.notes[0]


def test_dates_and_instants_are_in_words_with_their_clock() -> None:
    words = words_for("en")
    assert words.on(date(2027, 2, 1)) == "1 February 2027"
    assert words.at(datetime(2027, 2, 1, 9, 4, tzinfo=UTC)) == "1 February 2027, 09:04 UTC"
    there = timezone(timedelta(hours=-3, minutes=-30))
    assert words.at(datetime(2027, 2, 1, 9, 4, tzinfo=there)) == "1 February 2027, 09:04 UTC-03:30"


def test_the_setting_offers_the_languages_and_layouts_that_there_are() -> None:
    assert set(setting("agreement.language").choices) == set(languages())
    assert setting("agreement.layout").choices == LAYOUTS
