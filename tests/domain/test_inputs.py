"""What is entered is checked in one way: one failure naming the field, or all problems for a form."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.agreements import AgreementInput, EndInput, SignatureInput, TermsInput, terms_data
from coachdesk.domain.inputs.clients import ClientChange, ClientInput
from coachdesk.domain.inputs.contacts import ContactChange, ContactInput
from coachdesk.domain.inputs.goals import GoalInput, RatingInput, goal_data
from coachdesk.domain.inputs.settings import FirstSettings
from coachdesk.domain.inputs.validate import Input, Reading, problems, validated
from coachdesk.domain.money import Money

READING = Reading(date(2026, 11, 27), "dmy", "EUR")
TERMS = {"sessions": "6", "minutes": 60, "fee": "1200.00", "start": "27 jan"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Amara Okonkwo", "Amara Okonkwo"),
        ('[/b] "x"', '[/b] "x"'),
        ("👩\u200d👩\u200d👧 Ann", "👩\u200d👩\u200d👧 Ann"),
        ("\u200fדנה\u202e", "דנה"),
        ("A\tB", "A B"),
        ("e\u0301", "é"),
        ("x" * 200, "x" * 200),
    ],
)
def test_a_name_is_kept(name: str, kept: str) -> None:
    client = validated(ClientInput, {"name": name})
    assert (client.whole_name, client.called_name) == (kept, kept)


@pytest.mark.parametrize(
    "name", ["", "   ", "\u200b\u200d", "\u202e", "\x1b[31mAnn", "a\x00b", "x" * 10_000, "a\udc80", None, 5]
)
def test_no_name(name: Any) -> None:
    with pytest.raises(CoachdeskError) as refused:
        validated(ClientInput, {"name": name})
    assert refused.value.where == "name"
    assert "\n" not in refused.value.line
    assert len(refused.value.line) < 200


@pytest.mark.parametrize(
    ("model", "data", "field", "code"),
    [
        (ClientInput, {}, "full_name", "text.empty"),
        (ClientInput, {"name": "A", "zone": "Mars/Base"}, "zone", "zone.unknown"),
        (ClientInput, {"name": "A", "email": "nobody"}, "email", "email.form"),
        (ClientInput, {"name": "A", "phone": "bananas"}, "phone", "phone.form"),
        (ClientInput, {"name": "A", "expects-reply": "soon"}, "expects-reply", "duration.unknown"),
        (ClientInput, {"name": "A", "stage": "gone"}, "stage", "client.stage"),
        (ClientInput, {"name": "A", "away_from": "2027-01-02"}, "away_zone", "away.zone"),
        (
            ClientInput,
            {"name": "A", "ask_before": ["x"] * 3 + [str(n) for n in range(60)]},
            "ask_before",
            "input.list-long",
        ),
        (ClientInput, {"name": "A", "nmae": "x"}, "nmae", "input.unknown-field"),
        (ClientChange, {"called": " "}, "called", "text.empty"),
        (ContactInput, {"name": "A"}, "role", "text.empty"),
        (ContactInput, {"name": "A", "role": "boss"}, "role", "contact.role"),
        (ContactInput, {"role": "sponsor"}, "name", "text.empty"),
        (GoalInput, {"text": " "}, "text", "goal.empty"),
        (RatingInput, {"value": "11"}, "value", "goal.rating"),
        (RatingInput, {"value": 5, "by": "boss"}, "by", "goal.rater"),
        (AgreementInput, {"goal": ["::b"]}, "goal", "goal.empty"),
        (AgreementInput, {"fill": ["zz"]}, "fill", "fill.form"),
        (SignatureInput, {"by": "", "on": "2027-01-01", "how": "paper"}, "by", "text.empty"),
        (SignatureInput, {"by": "A", "on": "", "how": "paper"}, "on", "text.empty"),
        (SignatureInput, {"by": "A", "on": "2027-01-01", "how": "fax"}, "how", "setting.choice"),
        (EndInput, {"on": "2027-01-01", "by": "coach", "why": ""}, "why", "text.empty"),
        (FirstSettings, {"name": " "}, "name", "setting.needed"),
        (FirstSettings, {"name": "A", "currency": "EURO"}, "currency", "money.currency"),
        (FirstSettings, {"name": "A", "workday_end": "08:00"}, "workday.end", "setting.hours"),
    ],
)
def test_the_first_problem_names_its_field_as_it_was_typed(
    model: type[Input], data: dict[str, Any], field: str, code: str
) -> None:
    with pytest.raises(CoachdeskError) as refused:
        validated(model, data)
    assert (refused.value.where, refused.value.code) == (field, code)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"fee": "1.234,5"}, "fee", "money.comma"),
        ({"fee": "-3"}, "fee", "money.negative"),
        ({"fee": "1e9"}, "fee", "money.not-an-amount"),
        ({"fee": "12 bananas"}, "fee", "money.not-an-amount"),
        ({"currency": "XX"}, "currency", "money.currency"),
        ({"sessions": "six"}, "sessions", "input.wrong"),
        ({"sessions": "0"}, "sessions", "agreement.number"),
        ({"sessions": True}, "sessions", "input.wrong"),
        ({"cancel-hours": "721"}, "cancel_hours", "agreement.number"),
        ({"end": "2027-01-01"}, "end", "agreement.end-before-start"),
        ({"review": "2026-12-01"}, "review", "agreement.review-outside"),
        ({"start": "31 feb"}, "start", "day.none"),
        ({"basis": "year"}, "basis", "agreement.basis"),
        ({"instalment": ["600"]}, "instalment", "agreement.instalment-form"),
        ({"instalment": ["27 jan 600"]}, "instalment", "agreement.instalments-sum"),
    ],
)
def test_terms_that_are_wrong(change: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        validated(TermsInput, TERMS | change, READING)
    assert (refused.value.where, refused.value.code) == (field, code)


def test_terms_are_read_as_the_coach_types_them_and_back_again() -> None:
    more = {"instalment": ["27 jan 600", "2027-02-27 600.00"], "reply-time": "12h"}
    terms = validated(TermsInput, TERMS | more, READING).terms()
    assert (terms.sessions, terms.fee, terms.start) == (6, Money(120_000, "EUR"), date(2027, 1, 27))
    assert [part.amount.minor for part in terms.instalments] == [60_000, 60_000]
    assert terms.reply_minutes == 720
    assert validated(TermsInput, terms_data(terms), READING).terms() == terms
    changed = validated(TermsInput, terms_data(terms) | {"sessions": "8"}, READING).terms()
    assert (changed.sessions, changed.minutes) == (8, 60)


def test_terms_may_be_left_open() -> None:
    terms = validated(TermsInput, {"sessions": "", "fee": "", "start": ""}).terms()
    assert (terms.sessions, terms.fee, terms.start) == (None, None, None)


def test_the_currency_of_a_fee() -> None:
    assert validated(TermsInput, {"fee": "5"}, Reading(currency="JPY")).fee == Money(5, "JPY")
    assert validated(TermsInput, {"fee": "5", "currency": "usd"}, READING).fee == Money(500, "USD")


def test_a_form_gets_all_problems_at_once() -> None:
    found = problems(ClientInput, {"full_name": "A", "email": "x", "phone": "y", "zone": "Z"})
    assert set(found) == {"email", "phone", "zone"}
    assert all("\n" not in sentence for sentence in found.values())
    assert problems(ClientInput, {"full_name": "A"}) == {}
    assert problems(FirstSettings, {"name": "", "zone": "Mars"}).keys() == {"name", "zone"}


def test_changes_are_only_what_was_given() -> None:
    change = validated(ClientChange, {"zone": "sofia", "former_names": "Ann Roe; Ann Poe"})
    assert change.changes() == {"zone": "Europe/Sofia", "former_names": ("Ann Roe", "Ann Poe")}
    assert validated(ContactChange, {"note": ""}).changes() == {"note": ""}
    assert validated(ClientChange, {}).changes() == {}


def test_relative_days_need_a_today() -> None:
    data = {"name": "A", "away_zone": "Asia/Tokyo", "away_from": "tom"}
    assert validated(ClientInput, data, READING).away_from == date(2026, 11, 28)
    with pytest.raises(CoachdeskError, match="not a day"):
        validated(ClientInput, data)


def test_goals_and_fills_of_an_agreement() -> None:
    entered = validated(AgreementInput, {"goal": ["a :: b", "c", "a :: b"], "fill": ["x=y=z", "payment-method=cash"]})
    assert [(goal.text, goal.measure) for goal in entered.goals] == [("a", "b"), ("c", "")]
    assert entered.fills == {"x": "y=z", "payment-method": "cash"}
    assert goal_data("a :: b") == {"text": "a", "measure": "b"}


def test_first_settings_in_their_stored_form() -> None:
    values = validated(
        FirstSettings, {"name": "Ann", "zone": "sofia", "currency": "eur", "workdays": "mon-thu"}
    ).values()
    assert (values["zone"], values["currency"], values["workdays"]) == ("Europe/Sofia", "EUR", "mon,tue,wed,thu")
    assert "business" not in values


@given(
    st.dictionaries(st.sampled_from(sorted(ClientInput.model_fields)), st.text(max_size=40) | st.none() | st.integers())
)
def test_nothing_entered_makes_a_traceback(data: dict[str, Any]) -> None:
    found = problems(ClientInput, data, READING)
    assert all(sentence and "\n" not in sentence for sentence in found.values())
    if found:
        with pytest.raises(CoachdeskError):
            validated(ClientInput, data, READING)
