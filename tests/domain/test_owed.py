"""Who owes what: one line of each client in each currency, and what it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain import ledger as rules
from coachdesk.domain.days import day_text
from coachdesk.domain.owed import how_much, in_order, of_agreement, of_client, words
from coachdesk.domain.views.ledger import PaidFor
from coachdesk.domain.views.owed import THEY, YOU
from tests.domain.test_ledger import DAY, line

ENTERED = st.lists(
    st.tuples(st.sampled_from(list(rules.KINDS)), st.integers(1, 9_000), st.sampled_from(["EUR", "USD"]),
              st.integers(-40, 0), st.one_of(st.none(), st.integers(0, 60))),
    max_size=12,
)  # fmt: skip


def said(*entered: tuple[str, int, int, int | None]) -> list[str]:
    """The lines of a client, each as `kind, amount, days from today, days until it is due`."""

    def day(after: int | None) -> date | None:
        return None if after is None else DAY + timedelta(days=after)

    lines = [
        line(kind, minor, id=str(at), on=day(on), due=day(due)) for at, (kind, minor, on, due) in enumerate(entered)
    ]
    found = of_client("amara", lines, DAY)
    return [f"{one.side}: {how_much(one)} {words(one, lambda day: day_text(day, year=False), DAY)}" for one in found]


@pytest.mark.parametrize(
    ("entered", "says"),
    [
        ([], []),
        ([("invoice", 1000, -20, -6)], ["they-owe: 10.00 EUR overdue since Sat 21 Nov"]),
        ([("invoice", 1000, -20, 0)], ["they-owe: 10.00 EUR due Fri 27 Nov"]),
        ([("invoice", 1000, -20, None)], ["they-owe: 10.00 EUR no day to pay by, since Sat 7 Nov"]),
        (
            [("invoice", 1000, -20, -6), ("invoice", 500, -2, 9)],
            ["they-owe: 15.00 EUR 10.00 EUR of it overdue since Sat 21 Nov"],
        ),
        ([("invoice", 1000, -20, -6), ("payment", 1000, -1, None)], []),
        ([("payment", 1000, -1, None)], ["you-owe: 10.00 EUR paid, nothing invoiced yet, since Thu 26 Nov"]),
        (
            [("invoice", 1000, -20, -6), ("payment", 1500, -1, None)],
            ["you-owe: 5.00 EUR paid ahead, since Thu 26 Nov"],
        ),
        (
            [("invoice", 1000, -20, -6), ("payment", 1000, -9, None), ("credit", 200, -1, None)],
            ["you-owe: 2.00 EUR credit of theirs, since Thu 26 Nov"],
        ),
        ([("refund", 300, -1, None)], ["they-owe: 3.00 EUR no day to pay by, since Thu 26 Nov"]),
    ],
)
def test_each_is_said_with_its_day(entered: list[tuple[str, int, int, int | None]], says: list[str]) -> None:
    assert said(*entered) == says


@given(ENTERED)
def test_both_sides_come_to_the_balance_and_what_is_overdue_is_what_today_says(
    entered: list[tuple[str, int, str, int, int | None]],
) -> None:
    lines = [
        line(kind, minor, id=str(at), currency=currency, on=DAY + timedelta(days=on),
             due=None if due is None else DAY + timedelta(days=on + due))
        for at, (kind, minor, currency, on, due) in enumerate(entered)
    ]  # fmt: skip
    found = list(of_client("amara", lines, DAY))
    for currency, minor in rules.balance(lines).items():
        own = [one for one in found if one.amount and one.amount.currency == currency]
        assert sum(one.amount.minor * (1 if one.side == THEY else -1) for one in own if one.amount) == minor
    late = {(one.overdue.currency, one.overdue.minor, one.due) for one in found if one.overdue}
    assert late == {(one.currency, one.minor, one.since) for one in rules.overdue(lines, DAY)}
    assert all(one.since is not None and one.since <= DAY for one in found)


def test_sessions_that_are_paid_for_or_given_and_not_used() -> None:
    until = date(2026, 12, 15)
    one = of_agreement("amara", PaidFor("deal", "Leading", 6, 6, 0, 3), until)
    assert one is not None
    assert (one.side, how_much(one), one.agreement) == (YOU, "3 sessions", "Leading")
    assert words(one, day_text, DAY) == "paid and unused, until 15 December 2026"
    assert words(one, day_text, date(2026, 12, 16)) == "paid and unused, ended 15 December 2026"
    given_one = of_agreement("amara", PaidFor("deal", "Leading", 0, None, 1, 1), None)
    assert given_one is not None
    assert (how_much(given_one), words(given_one, day_text, DAY)) == ("1 session", "paid and unused")
    assert of_agreement("amara", PaidFor("deal", "Leading", 6, 6, 0, 0), until) is None
    assert of_agreement("amara", PaidFor("deal", "Leading", 6, 6, 0, 6, free=True), until) is None


def test_what_is_overdue_longest_comes_first_and_sessions_last() -> None:
    def client(name: str, *entered: tuple[str, int, int | None]) -> list[object]:
        lines = [
            line(kind, minor, on=DAY - timedelta(days=30), due=None if due is None else DAY + timedelta(days=due))
            for kind, minor, due in entered
        ]
        return list(of_client(name, lines, DAY))

    session = of_agreement("eve", PaidFor("deal", "Leading", 6, 6, 0, 3), DAY)
    found = [session, *client("dan", ("invoice", 1, None)), *client("cleo", ("invoice", 1, 5)),
             *client("bo", ("invoice", 1, -2)), *client("ann", ("invoice", 1, -9))]  # fmt: skip
    assert [one.client_id for one in in_order(found)] == ["ann", "bo", "cleo", "dan", "eve"]  # type: ignore[arg-type]
