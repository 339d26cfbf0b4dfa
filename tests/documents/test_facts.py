"""The facts at the top of a summary: values in the words of a language, and a coach's own words as they are."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.documents import render
from coachdesk.documents.facts import duration, money, told, weekdays
from coachdesk.documents.words import words_for
from coachdesk.domain.agreement_facts import deal
from coachdesk.domain.agreement_words import Person, values_for
from coachdesk.domain.agreements import Instalment, Terms
from coachdesk.domain.money import Money, format_money
from coachdesk.domain.practice import PRACTICE
from coachdesk.domain.settings import Settings
from coachdesk.domain.times import duration_words
from coachdesk.domain.views.agreements import Deal
from tests.documents.samples import summary

COACH = Settings({"name": "Ann Coach"})
AMARA = Person("Amara Okonkwo")
TERMS = Terms(sessions=6, minutes=60, fee=Money(120_000, "EUR"), start=date(2027, 1, 11))
EN, DE = words_for("en"), words_for("de")


def facts(language: str, terms: Terms = TERMS, coach: Settings = COACH, **fills: str) -> dict[str, str]:
    return dict(told(deal(terms, values_for(terms, AMARA, coach, [], fills=fills)), words_for(language)))


def test_what_the_practice_and_the_terms_say() -> None:
    assert facts("en") == {
        "Sessions": "6 of 60 minutes, usually every two weeks, by video call",
        "Fee": "1,200.00 EUR for all 6 sessions together, due before the first session",
        "Runs": "from 11 January 2027 until all agreed sessions have been used or one of us ends it",
        "Looking back": "half-way through, and at the last session",
        "Cancelling": "free of charge until 24 hours before it begins",
        "Answers": "within 24 hours, on working days (Monday to Friday)",
    }
    assert facts("de") == {
        "Sitzungen": "6 zu je 60 Minuten, in der Regel alle zwei Wochen, per Videoanruf",
        "Honorar": "1.200,00 EUR für alle 6 Sitzungen zusammen, fällig vor der ersten Sitzung",
        "Laufzeit": "vom 11. Januar 2027 bis alle vereinbarten Sitzungen genutzt sind oder eine Seite die "
        "Zusammenarbeit beendet",
        "Gemeinsamer Rückblick": "zur Halbzeit und in der letzten Sitzung",
        "Absagen": "kostenfrei bis 24 Stunden vor Beginn",
        "Antworten": "Frist: 24 Stunden, an Arbeitstagen (Montag bis Freitag)",
    }


def test_what_is_not_settled_is_left_out() -> None:
    assert told(deal(Terms(), {}), EN) == ()
    assert told(Deal(), DE) == ()


def test_days_instalments_and_nothing_to_pay() -> None:
    half = Money(60_050, "EUR")
    parts = (Instalment(date(2027, 3, 1), half), Instalment(date(2027, 2, 1), half))
    dated = replace(TERMS, fee=Money(120_100, "EUR"), instalments=parts, end=date(2027, 7, 1), review=date(2027, 4, 1))
    found = facts("de", dated)
    assert found["Honorar"].endswith("zusammen, fällig 600,50 EUR am 1. Februar 2027 und 600,50 EUR am 1. März 2027")
    assert (found["Laufzeit"], found["Gemeinsamer Rückblick"]) == (
        "vom 11. Januar 2027 bis 1. Juli 2027",
        "am 1. April 2027",
    )
    assert facts("de", replace(TERMS, fee=Money(0, "EUR")))["Honorar"] == "keines, dieses Coaching ist pro bono"
    each = [facts("de", replace(TERMS, basis=basis))["Honorar"] for basis in ("session", "month")]
    assert each == [
        "1.200,00 EUR je Sitzung, fällig innerhalb von 14 Tagen nach jeder Sitzung",
        "1.200,00 EUR je Monat, fällig am Ersten jedes Monats",
    ]
    assert facts("de", replace(TERMS, cancel_hours=0))["Absagen"] == "kostenfrei bis zum Beginn der Sitzung"


def test_a_coachs_own_words_stay_as_they_are() -> None:
    own = facts("de", reply_time="zwei Werktagen", due_when="bei Rechnung", fee_basis="pauschal", frequency="weekly")
    assert own["Antworten"].startswith("Frist: zwei Werktagen, an Arbeitstagen")
    assert own["Honorar"] == "1.200,00 EUR pauschal, fällig bei Rechnung"
    assert own["Sitzungen"] == "6 zu je 60 Minuten, weekly, per Videoanruf"


@pytest.mark.parametrize("basis", ["package", "session", "month"])
@given(
    st.integers(1, 60 * 24 * 30),
    st.integers(0, 720),
    st.frozensets(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), min_size=1),
)
def test_english_facts_say_what_the_clauses_say(basis: str, reply: int, hours: int, days: frozenset[str]) -> None:
    coach = COACH.with_value("workdays", ",".join(days))
    terms = replace(TERMS, reply_minutes=reply, cancel_hours=hours, basis=basis)
    values = values_for(terms, AMARA, coach, [])
    settled = deal(terms, values)
    assert (settled.reply_minutes is None, settled.cancel_hours, settled.basis) == (False, hours, basis)
    found = dict(told(settled, EN))
    assert found["Cancelling"] == f"free of charge until {values['cancel_notice']}"
    assert found["Answers"] == f"within {values['reply_time']}, {values['reply_days']}"
    assert found["Fee"] == f"1,200.00 EUR {values['fee_basis']}, due {values['due_when']}"


@given(st.integers(0, 10**12), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_money_and_lengths_in_english_are_those_of_everywhere(minor: int, currency: str) -> None:
    amount = Money(minor, currency)
    assert money(amount, EN) == format_money(amount)
    assert money(amount, DE).translate(str.maketrans(".,", ",.")) == format_money(amount)
    assert duration(minor % 50_000, EN) == duration_words(minor % 50_000)


def test_days_of_the_week() -> None:
    assert weekdays((0, 1, 2), DE) == "Montag bis Mittwoch"
    assert weekdays((0, 2, 4), DE) == "Montag, Mittwoch und Freitag"
    assert weekdays((6,), DE) == "Sonntag"


def test_every_key_is_used_and_a_language_words_each_text_of_the_practice() -> None:
    source = files("coachdesk.documents").joinpath("facts.py").read_text("utf-8")
    quoted = set(re.findall(r'"(\w+)"', source))
    dynamic = {"each_session", "each_month", "minutes", "hours", "days"}
    assert set(EN.deal) <= quoted | dynamic
    assert set(DE.practice) == {name.replace("-", "_") for name, _, _, text in PRACTICE if text}


@pytest.mark.parametrize("standing", ["draft", "sent", "signed", "ended"])
def test_a_german_summary_has_no_english_fixed_word(standing: str) -> None:
    """Against every fixed word of the English file that is not the same in German."""
    names = "".join(chr(0x41 + n) for n in range(8))
    found = summary(
        standing, language="de-AT", title=names, clauses=(), goals=(), code_name="X", business="", coach_contact="",
        client_contact="", deal=deal(TERMS, values_for(TERMS, AMARA, COACH, [])), sponsor_name="Y",
    )  # fmt: skip
    rendered = render(found, "md")
    text = rendered.data.decode()
    assert rendered.notes == ()
    fixed = [getattr(EN, one.name) for one in fields(EN)]
    english = {
        word for one in fixed if isinstance(one, str) for word in re.findall(r"(?<!{)\b[A-Za-z]{3,}\b(?!})", one)
    }
    english |= {word for one in EN.deal.values() for word in re.findall(r"(?<!{)\b[A-Za-z]{3,}\b(?!})", one)}
    german = " ".join(
        [*(getattr(DE, f.name) for f in fields(DE) if isinstance(getattr(DE, f.name), str)), *DE.deal.values()]
    )
    said = set(re.findall(r"\b[A-Za-zÄÖÜäöüß]{3,}\b", text))
    assert said & {word for word in english if not re.search(rf"\b{word}\b", german)} == set()
