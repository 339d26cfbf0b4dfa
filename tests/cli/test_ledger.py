"""`coachdesk ledger`: lines, reversals, balances; and what payments say of an agreement."""

from __future__ import annotations

import pytest

from tests.cli.program import Cli

ADD = ("ledger", "add", "--client", "amara", "--kind")


def test_what_a_client_owes_goes_with_every_line(told: Cli) -> None:
    made = told.json(*ADD, "invoice", "--amount", "120.00", "--why", "the first part", "--due", "2026-12-10")
    assert made["amount"] == {"minor": 12000, "currency": "EUR"}
    assert (made["client_name"], made["due"], made["on"]) == ("Amara", "2026-12-10", "2026-11-27")
    paid = told.json(*ADD, "payment", "--amount", "100", "--on", "2026-11-20")
    (owed,) = told.json("ledger", "balance", "--client", "amara")
    assert owed == {
        "client": made["client"], "client_name": "Amara", "balance": {"minor": 2000, "currency": "EUR"},
    }  # fmt: skip
    told.json("ledger", "reverse", str(paid["id"]), "--why", "it was Jonas who paid")
    assert told.json("ledger", "balance") == [owed | {"balance": {"minor": 12000, "currency": "EUR"}}]
    told("undo").refused(1, "kept for good", "coachdesk ledger reverse")
    kinds = [one["kind"] for one in told.json("ledger", "--client", "amara")]
    assert kinds == ["payment", "invoice", "payment"]
    assert "120.00 EUR" in told("ledger").out
    assert "taken back" in told("ledger").out


def test_an_agreement_shows_what_is_paid_and_credited(told: Cli) -> None:
    before = told.json("agreements", "show", "amara")["sessions"]
    told.json(*ADD, "payment", "--amount", "100000")
    told.json(*ADD, "credit", "--sessions", "2", "--why", "I was late")
    after = told.json("agreements", "show", "amara")["sessions"]
    assert (after["left"], after["credited"], after["paid"]) == (before["left"] + 2, 2, before["agreed"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("payment", "--amount", "0"), "an amount above nothing"),
        (("payment",), "an amount above nothing"),
        (("payment", "--amount", "-5"), "amount"),
        (("payment", "--amount", "5", "--on", "2026-11-28"), "still to come"),
        (("gift", "--amount", "5"), "not a kind of line"),
        (("refund", "--amount", "5"), "needs its reason"),
        (("credit", "--amount", "5", "--why", " "), "needs its reason"),
        (("invoice", "--amount", "5", "--on", "2026-11-20", "--due", "2026-11-19"), "before its own day"),
        (("payment", "--amount", "5", "--due", "2026-12-19"), "only an invoice"),
        (("payment", "--amount", "5", "--sessions", "1"), "only a credit gives sessions"),
        (("credit", "--sessions", "1000", "--why", "x"), "from 1 to 100"),
        (("payment", "--amount", "5", "--currency", "EURO"), "EURO"),
        (("payment", "--amount", "5", "--agreement", "amara", "--currency", "USD"), "is in EUR, not in USD"),
    ],
)
def test_bad_lines_are_refused_in_one_line(told: Cli, words: tuple[str, ...], said: str) -> None:
    told(*ADD, *words).refused(1, said)
    assert told.json("ledger") == []


def test_a_reversal_is_refused_where_it_cannot_be(told: Cli) -> None:
    made = str(told.json(*ADD, "payment", "--amount", "5")["id"])
    told("ledger", "reverse", made, "--why", "  ").refused(1, "needs its reason")
    back = str(told.json("ledger", "reverse", made, "--why", "twice")["id"])
    told("ledger", "reverse", made, "--why", "again").refused(1, "taken back already")
    told("ledger", "reverse", back, "--why", "again").refused(1, "takes back another")
    told("ledger", "reverse", "nothing", "--why", "again").refused(1, "nothing")


def test_a_credit_makes_an_incident_good_and_both_sides_show_it(told: Cli) -> None:
    wrong = told.json("incidents", "open", "--client", "amara", "I came late")["id"]
    said = told(*ADD, "credit", "--amount", "60", "--why", "the late hour", "--incident", "came late").out
    assert "credit of 60.00 EUR, makes good: I came late [" in said
    (line,) = told.json("ledger", "list")
    assert line["incident"] == wrong
    (given,) = told.json("incidents", "show", wrong)["given"]
    assert (given["id"], given["amount"], given["taken_back"]) == (
        line["id"],
        {"minor": 6000, "currency": "EUR"},
        False,
    )
    assert "60.00 EUR on 27 November 2026: the late hour [" in told("incidents", "show", wrong).out
    told(*ADD, "payment", "--amount", "5", "--incident", wrong).refused(1, "by a credit or a refund")
    told(*ADD, "credit", "--amount", "5", "--why", "x", "--incident", "nothing").refused(1, "nothing")


def test_an_agreement_shows_its_lines(told: Cli) -> None:
    assert "nothing in the ledger yet: coachdesk ledger add" in told("agreements", "show", "amara").out
    told.json(*ADD, "invoice", "--amount", "600", "--why", "the first half", "--due", "2026-12-10")
    told.json(*ADD, "payment", "--amount", "400")
    money = told.json("agreements", "show", "amara")["money"]
    assert money["sums"][0]["owed"] == {"minor": 20000, "currency": "EUR"}
    assert [one["kind"] for one in money["lines"]] == ["payment", "invoice"]
    shown = told("agreements", "show", "amara").out
    assert "they owe 200.00 EUR · invoiced 600.00 EUR · paid 400.00 EUR" in shown
    assert "the first half" in shown


def test_money_that_came_before_its_invoice_is_said_to_be_that(told: Cli) -> None:
    told("ledger", "add", "--client", "amara", "--kind", "payment", "--amount", "120")
    said = told("ledger", "balance").out
    assert "-120.00 EUR" in said
    assert "120.00 EUR paid, nothing invoiced yet" in said


def test_who_owes_what_is_listed_on_both_sides(told: Cli) -> None:
    assert told.json("ledger", "owed") == []
    assert "nobody owes anything" in told("ledger", "owed").out
    made = told.json(*ADD, "invoice", "--amount", "120.00", "--why", "the first part", "--due", "2026-12-10")
    (owed,) = told.json("ledger", "owed")
    assert owed == {
        "side": "they-owe", "kind": "invoiced", "client": made["client"], "client_name": "Amara",
        "amount": {"minor": 12000, "currency": "EUR"}, "overdue": None, "sessions": None, "agreement": None,
        "since": "2026-11-27", "due": "2026-12-10", "until": None, "says": "due 10 December 2026",
    }  # fmt: skip
    told(*ADD, "payment", "--amount", "200")
    money = [one for one in told.json("ledger", "owed") if one["kind"] != "unused"]
    assert [(one["side"], one["kind"], one["amount"]["minor"]) for one in money] == [("you-owe", "paid-ahead", 8000)]
    shown = " ".join(told("ledger", "owed").out.split())
    assert "you owe Amara 80.00 EUR paid ahead, since 27 November 2026" in shown
