"""The rules of the ledger: what is owed, what is paid for, and what cannot be entered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain import ledger as rules
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.ledger import Line
from coachdesk.domain.ledger_words import owed_words, paid_words, row_words
from coachdesk.domain.views.ledger import MoneySum, PaidFor

DAY = date(2026, 11, 27)


def line(kind: str, minor: int, id: str = "one", **more: object) -> Line:
    """A line of today in euros."""
    usual = {"agreement_id": "deal", "currency": "EUR", "sessions": 0, "why": "so", "reverses": "", "due": None}
    fields = usual | {"created": datetime(2026, 11, 27, 9, tzinfo=UTC), "client_id": "amara", "on": DAY} | more
    return Line(id=id, kind=kind, minor=minor, **fields)  # type: ignore[arg-type]


ACTS = st.lists(
    st.tuples(st.sampled_from(sorted(rules.KINDS)), st.integers(1, 10**6), st.sampled_from(("EUR", "JPY")),
              st.booleans()),
    max_size=25,
)  # fmt: skip


@given(ACTS)
def test_a_balance_is_what_a_slow_count_says(acts: list[tuple[str, int, str, bool]]) -> None:
    lines: list[Line] = []
    owed: dict[str, int] = {}
    paid: dict[str, int] = {}
    for at, (kind, minor, currency, is_reversed) in enumerate(acts):
        new = [line(kind, minor, f"{at}", currency=currency)]
        if kind == "barter":
            new.append(line(kind, -minor, f"{at}b", currency=currency))
        back = [one._replace(id=f"{one.id}r", reverses=one.id) for one in new] if is_reversed else []
        lines += [*new, *back]
        owed.setdefault(currency, 0)
        if is_reversed:
            continue
        if kind in ("invoice", "refund"):
            owed[currency] += minor
        elif kind in ("payment", "credit"):
            owed[currency] -= minor
        if kind in ("payment", "barter", "refund"):
            paid[currency] = paid.get(currency, 0) + (-minor if kind == "refund" else minor)
    assert rules.balance(lines) == owed
    for one in rules.sums(lines):
        assert one.invoiced - one.paid - one.credited == one.owed == owed[one.currency]
    for currency in owed:
        rest = sum(rest for one, rest in rules.unpaid(lines) if one.currency == currency)
        whole = sum(one.minor for one, _ in rules.unpaid(lines) if one.currency == currency)
        assert 0 <= rest <= whole
        assert rest >= min(owed[currency], whole)
    for currency in ("EUR", "JPY"):
        assert rules.received(lines, currency) == paid.get(currency, 0)


@given(st.integers(1, 10**7), st.integers(1, 60), st.integers(-(10**7), 10**8))
def test_what_is_paid_covers_its_share_and_no_more(fee: int, number: int, paid: int) -> None:
    covered = rules.paid_sessions(fee, "package", number, paid)
    assert covered is not None
    assert 0 <= covered <= number
    assert covered * fee <= max(0, paid) * number
    assert covered == number or (covered + 1) * fee > max(0, paid) * number


@pytest.mark.parametrize(
    ("fee", "basis", "number", "paid", "covered"),
    [
        (120000, "package", 6, 60000, 3),
        (120000, "package", 6, 59999, 2),
        (120000, "package", 6, 500000, 6),
        (120000, "package", None, 60000, None),
        (20000, "session", 6, 160000, 8),
        (20000, "session", None, 39999, 1),
        (20000, "session", 6, -5, 0),
        (90000, "month", 6, 90000, None),
        (0, "package", 6, 0, 6),
        (0, "session", None, 0, None),
    ],
)
def test_what_payments_cover(fee: int, basis: str, number: int | None, paid: int, covered: int | None) -> None:
    assert rules.paid_sessions(fee, basis, number, paid) == covered


def test_sessions_are_given_and_taken_back() -> None:
    given_one = line("credit", 0, sessions=2, currency="")
    assert rules.credited([given_one]) == {"deal": 2}
    assert rules.balance([given_one]) == {}
    assert rules.credited([given_one, given_one._replace(id="two", reverses="one")])["deal"] == 0
    assert (rules.unused(6, 1, 3), rules.unused(2, 0, 3), rules.unused(None, 1, 0)) == (4, 0, 1)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"minor": 0}, "ledger.amount"),
        ({"minor": -5}, "ledger.amount"),
        ({"kind": "credit", "minor": -5, "sessions": 1}, "ledger.amount"),
        ({"sessions": 1}, "ledger.sessions-kind"),
        ({"kind": "credit", "sessions": 101}, "ledger.sessions-many"),
        ({"kind": "credit", "why": "  "}, "ledger.reason"),
        ({"kind": "refund", "why": ""}, "ledger.reason"),
        ({"kind": "barter", "why": ""}, "ledger.reason"),
        ({"on": date(2026, 11, 28)}, "ledger.future"),
        ({"due": date(2026, 12, 1)}, "ledger.due-kind"),
        ({"kind": "invoice", "due": date(2026, 11, 26)}, "ledger.due"),
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, object], code: str) -> None:
    usual = {"kind": "payment", "minor": 100, "sessions": 0, "why": "so", "on": DAY, "due": None, "today": DAY}
    rules.check(**usual)  # type: ignore[arg-type]
    with pytest.raises(CoachdeskError) as caught:
        rules.check(**usual | wrong)  # type: ignore[arg-type]
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("more", "why", "code"),
    [
        ({}, " ", "ledger.reason"),
        ({"reverses": "two"}, "so", "ledger.is-reversal"),
        ({"taken_back": True}, "so", "ledger.reversed"),
    ],
)
def test_a_line_is_taken_back_once(more: dict[str, object], why: str, code: str) -> None:
    rules.check_reversible(line("payment", 5), "so")
    with pytest.raises(CoachdeskError) as caught:
        rules.check_reversible(line("payment", 5, **more), why)
    assert caught.value.code == code


def test_kinds_are_known_by_name() -> None:
    assert rules.known_kind(" Payment ") == "payment"
    with pytest.raises(CoachdeskError) as caught:
        rules.known_kind("paymnt")
    assert "payment" in caught.value.line


@pytest.mark.parametrize(
    ("lines", "says", "beside_what_is_paid"),
    [
        ((), "they owe nothing", "they owe nothing"),
        ((("invoice", 12000),), "they owe 120.00 EUR", "they owe 120.00 EUR"),
        ((("invoice", 12000), ("payment", 12000)), "they owe nothing", "they owe nothing"),
        ((("payment", 12000),), "120.00 EUR paid, nothing invoiced yet", "nothing invoiced yet"),
        ((("invoice", 10000), ("payment", 12000)), "paid ahead 20.00 EUR", "paid ahead 20.00 EUR"),
        ((("invoice", 12000), ("payment", 12000), ("credit", 500)), "you owe them 5.00 EUR", "you owe them 5.00 EUR"),
        ((("credit", 500),), "you owe them 5.00 EUR", "you owe them 5.00 EUR"),
        (
            (("payment", 12000), ("credit", 500)),
            "120.00 EUR paid, nothing invoiced yet · you owe them 5.00 EUR",
            "nothing invoiced yet · you owe them 5.00 EUR",
        ),
        ((("invoice", 12000), ("payment", 12000), ("refund", 500)), "they owe 5.00 EUR", "they owe 5.00 EUR"),
        ((("payment", 12000), ("refund", 12000)), "they owe nothing", "they owe nothing"),
    ],
)
def test_money_that_came_before_its_invoice_is_no_debt(
    lines: tuple[tuple[str, int], ...], says: str, beside_what_is_paid: str
) -> None:
    found = [MoneySum.of(one) for one in rules.sums(line(kind, minor) for kind, minor in lines)]
    assert owed_words(found) == says
    assert owed_words(found, beside_paid=True) == beside_what_is_paid


@given(st.lists(st.tuples(st.sampled_from(list(rules.KINDS)), st.integers(1, 9_000), st.sampled_from(["EUR", "USD"]))))
def test_what_is_said_of_the_balance_is_the_balance(entered: list[tuple[str, int, str]]) -> None:
    lines = [line(kind, minor, currency=currency) for kind, minor, currency in entered]
    for one in rules.sums(lines):
        said = owed_words([MoneySum.of(one)])
        assert ("they owe " in said) == (one.owed >= 0)
        amounts = [Decimal(word) for word in said.replace(",", "").split() if word[0].isdigit()]
        assert sum(amounts) * 100 == abs(one.owed)


def test_the_words() -> None:
    assert paid_words(PaidFor("a", "t", 6, 6, 1, 4)) == "paid for 6 · 1 credited · 4 paid and unused"
    assert paid_words(PaidFor("a", "t", 6, 6, 0, 6, free=True)) == "without a fee"
    assert paid_words(PaidFor("a", "t", 0, None, 0, 0)) == ""
    row = {"kind": "credit", "minor": 0, "currency": "", "sessions": 1, "why": "my mistake", "reverses_id": None}
    assert row_words(row) == "credit of 1 session: my mistake"
    row |= {"kind": "payment", "minor": 500, "currency": "EUR", "sessions": 0, "reverses_id": "x", "why": ""}
    assert row_words(row) == "taken back: payment of 5.00 EUR"


def test_payments_cover_the_invoice_that_is_to_be_paid_first() -> None:
    early, late = DAY.replace(day=10), DAY.replace(day=20)
    lines = [
        line("invoice", 500, "late", due=late),
        line("invoice", 300, "early", due=early),
        line("payment", 400, "p"),
    ]
    assert [(one.id, rest) for one, rest in rules.unpaid(lines)] == [("late", 400)]
    assert rules.overdue(lines, late) == ()
    assert rules.overdue(lines, DAY) == (rules.Overdue(400, "EUR", late),)
    assert rules.overdue(lines[:2], DAY) == (rules.Overdue(800, "EUR", early),)
    assert rules.overdue([*lines, line("credit", 400, "c")], DAY) == ()
    assert rules.overdue([line("invoice", 5)], DAY) == (), "without a day it is never overdue"
    back = [line("invoice", 9, "x", due=early, taken_back=True), line("invoice", 9, "xr", reverses="x")]
    assert rules.unpaid(back) == ()


def test_only_a_credit_or_a_refund_makes_good() -> None:
    rules.check_makes_good("refund")
    with pytest.raises(CoachdeskError) as caught:
        rules.check_makes_good("invoice")
    assert caught.value.code == "ledger.incident-kind"
