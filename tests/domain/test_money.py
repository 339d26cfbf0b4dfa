"""Amounts are read strictly and shown in one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.money import (
    CURRENCIES,
    DIGITS,
    LARGEST,
    Money,
    amount_text,
    format_money,
    parse_amount,
    parse_currency,
    plain_text,
)


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("1200", "EUR", 120_000),
        ("1200.00", "EUR", 120_000),
        ("1200.5", "EUR", 120_050),
        (" 1200.00 ", "EUR", 120_000),
        ("1,200.00", "EUR", 120_000),
        ("1,234,567", "EUR", 123_456_700),
        ("1 200.50", "EUR", 120_050),
        ("1\u202f200", "EUR", 120_000),
        ("1'200.00", "CHF", 120_000),
        ("1,200", "JPY", 1_200),
        ("1200.00 eur", "EUR", 120_000),
        ("EUR 1200", "EUR", 120_000),
        ("1.234", "KWD", 1_234),
        ("0", "EUR", 0),
        ("0012", "EUR", 1_200),
        ("1000000000", "EUR", 10**11),
    ],
)
def test_an_amount_is_read(typed: str, currency: str, minor: int) -> None:
    assert parse_amount(typed, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("typed", "currency", "code"),
    [
        ("", "EUR", "money.empty"),
        ("   ", "EUR", "money.empty"),
        ("1.234,5", "EUR", "money.comma"),
        ("12,50", "EUR", "money.comma"),
        ("1,200", "EUR", "money.ambiguous"),
        ("1,200", "KWD", "money.ambiguous"),
        ("-3", "EUR", "money.negative"),
        ("−3", "EUR", "money.negative"),
        ("1e9", "EUR", "money.not-an-amount"),
        ("12 bananas", "EUR", "money.not-an-amount"),
        ("1.2.3", "EUR", "money.not-an-amount"),
        ("1200.", "EUR", "money.not-an-amount"),
        (".5", "EUR", "money.not-an-amount"),
        ("1,20,000", "EUR", "money.not-an-amount"),
        ("1,200 300", "EUR", "money.not-an-amount"),
        ("€5", "EUR", "money.not-an-amount"),
        ("٣", "EUR", "money.not-an-amount"),
        ("nan", "EUR", "money.not-an-amount"),
        ("0x10", "EUR", "money.not-an-amount"),
        ("1.234", "EUR", "money.decimals"),
        ("1.5", "JPY", "money.no-decimals"),
        ("1000000000.01", "EUR", "money.large"),
        ("9" * 5000, "EUR", "money.large"),
        ("5 USD", "EUR", "money.other-currency"),
        ("5", "QQQ", "money.currency"),
    ],
)
def test_anything_else_is_refused_in_one_line(typed: str, currency: str, code: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        parse_amount(typed, currency, "fee")
    assert refused.value.code == code
    assert refused.value.where == "fee"
    assert "\n" not in refused.value.line
    assert len(refused.value.line) < 250


@pytest.mark.parametrize(
    ("typed", "currency", "hint"),
    [
        ("", "KWD", "1200.000"),
        ("1,200", "KWD", "1200.000 without a comma"),
        ("1.2345", "KWD", "1200.000"),
        ("1,5", "KWD", "1200.000"),
        ("bananas", "JPY", "write it as 1200"),
        ("1,5", "JPY", "JPY has none"),
        ("1.234", "EUR", "1200.00"),
    ],
)
def test_the_hint_is_written_as_that_currency_is(typed: str, currency: str, hint: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        parse_amount(typed, currency, "fee")
    assert hint in refused.value.line
    assert DIGITS[currency] or "." not in refused.value.line.removeprefix("fee: ")


@given(st.sampled_from(CURRENCIES), st.integers(0, LARGEST))
def test_what_is_shown_can_be_typed_back_in_every_currency(currency: str, minor: int) -> None:
    money = Money(minor, currency)
    assert parse_amount(plain_text(money), currency) == money
    # a thousand with a comma and no decimals is the one text that is asked about
    if "." in amount_text(money) or amount_text(money).count(",") != 1 or not DIGITS[currency]:
        assert parse_amount(format_money(money), currency) == money


@given(st.text(max_size=30), st.sampled_from(CURRENCIES))
def test_no_text_makes_a_traceback(typed: str, currency: str) -> None:
    try:
        assert parse_amount(typed, currency).minor >= 0
    except CoachdeskError as refused:
        assert refused.code.startswith("money.")  # noqa: PT017 (either outcome is right)


def test_money_is_shown_and_written_in_one_way() -> None:
    assert format_money(Money(120_000, "EUR")) == "1,200.00 EUR"
    assert format_money(Money(1_200, "JPY")) == "1,200 JPY"
    assert format_money(Money(-5, "KWD")) == "-0.005 KWD"
    assert Money(120_000, "EUR").as_json() == {"minor": 120_000, "currency": "EUR"}


def test_currencies_do_not_mix() -> None:
    assert Money(5, "EUR") + Money(7, "EUR") - Money(2, "EUR") == Money(10, "EUR")
    with pytest.raises(CoachdeskError, match="EUR and USD"):
        Money(5, "EUR") + Money(7, "USD")
    with pytest.raises(TypeError):
        Money(1.5, "EUR")  # type: ignore[arg-type]


def test_a_currency_is_read_in_either_case() -> None:
    assert parse_currency(" eur ") == "EUR"
    with pytest.raises(CoachdeskError, match="EUR"):
        parse_currency("EURO")
