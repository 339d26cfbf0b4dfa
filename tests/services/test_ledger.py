"""The ledger of a real desk: lines, reversals, balances, and what payments cover of an agreement."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.incidents import ChoiceInput, ClosingInput, IncidentInput, OptionInput
from coachdesk.domain.inputs.ledger import LineInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.ledger_words import sum_words
from coachdesk.domain.money import Money
from coachdesk.domain.views.ethics import Subject
from coachdesk.domain.views.ledger import LedgerLine
from coachdesk.services import agreement_versions as versions
from coachdesk.services import agreements, history, incidents, ledger, sessions, today
from coachdesk.services.desk import Desk
from coachdesk.services.evidence import Reader
from coachdesk.store import undo
from tests.services import acts
from tests.services.session_acts import now as go_to
from tests.services.session_acts import plan


def entered(kind: str, amount: str = "", **more: Any) -> LineInput:
    """What is typed of a line."""
    data = {"kind": kind, "amount": amount, "currency": "EUR", "why": "so", **more}
    return validated(LineInput, data, Reading(today=acts.DAY))


def add(desk: Desk, client_id: str, kind: str, amount: str = "", **more: Any) -> LedgerLine:
    """A line."""
    return ledger.add(desk, client_id, entered(kind, amount, **more))


def refused(code: str, act: Any) -> None:
    """It is refused so."""
    with pytest.raises(CoachdeskError) as caught:
        act()
    assert caught.value.code == code


def owes(desk: Desk, client_id: str) -> list[int]:
    """What a client owes."""
    return [one.balance.minor for one in ledger.balance(desk, client_id)]


def test_a_balance_goes_with_every_kind(desk: Desk) -> None:
    page = acts.signed(desk)
    whose = page.client_id
    assert ledger.balance(desk) == []
    assert owes(desk, whose) == [0]
    add(desk, whose, "invoice", "1200", due="2026-12-10")
    add(desk, whose, "payment", "800")
    assert owes(desk, whose) == [40000]
    add(desk, whose, "credit", "100")
    add(desk, whose, "error-in-my-favour", "50")
    assert owes(desk, whose) == [30000]
    add(desk, whose, "refund", "50")
    assert owes(desk, whose) == [35000]
    add(desk, whose, "barter", "400")
    assert owes(desk, whose) == [35000]
    both = [one.effect for one in ledger.lines(desk, whose) if one.kind == "barter"]
    assert sorted(both) == [-40000, 40000]
    add(desk, whose, "invoice", "7", currency="USD")
    assert [one.balance for one in ledger.balance(desk)] == [Money(35000, "EUR"), Money(700, "USD")]


def test_a_reversal_takes_back_one_line_once_and_undo_says_so(desk: Desk) -> None:
    whose = acts.signed(desk).client_id
    first = add(desk, whose, "payment", "600")
    refused("ledger.undo", lambda: undo.undo(desk.store))
    back = ledger.reverse(desk, first.id, "entered twice")
    assert (back.reverses, back.effect, back.on) == (first.id, 60000, acts.DAY)
    assert owes(desk, whose) == [0]
    refused("ledger.reversed", lambda: ledger.reverse(desk, first.id, "again"))
    refused("ledger.is-reversal", lambda: ledger.reverse(desk, back.id, "again"))
    refused("ref.unknown", lambda: ledger.reverse(desk, "0" * 16, "again"))
    refused("ledger.undo", lambda: undo.undo(desk.store))
    barter = add(desk, whose, "barter", "400")
    ledger.reverse(desk, barter.id, "it came to nothing")
    both = [one for one in ledger.lines(desk, whose) if one.kind == "barter" and not one.reverses]
    assert [one.taken_back for one in both] == [True, True]
    assert owes(desk, whose) == [0]
    told = [line for one in history.history(desk, whose) if one.what.startswith("line of") for line in one.changes]
    assert "payment of 600.00 EUR: so" in told
    assert "taken back: payment of 600.00 EUR: entered twice" in told


def test_payments_cover_a_share_of_the_sessions(desk: Desk) -> None:
    page = acts.signed(desk)  # six for 1,200.00
    add(desk, page.client_id, "payment", "600")
    paid = ledger.paid_for(desk, [page.id])[page.id]
    assert (paid.paid, paid.unused, paid.number) == (3, 3, 6)
    assert agreements.page(desk, page.id).paid == 3
    add(desk, page.client_id, "payment", "900")
    assert agreements.page(desk, page.id).paid == 6
    add(desk, page.client_id, "refund", "700")
    assert agreements.page(desk, page.id).paid == 4


def test_sessions_that_were_credited_are_left_to_use(desk: Desk) -> None:
    page = acts.signed(desk)
    plan(desk, page.client_id, "2 dec 15:00")
    given = add(desk, page.client_id, "credit", sessions="1", why="I was late twice")
    for count in (agreements.page(desk, page.id).sessions, agreements.lines(desk)[0].sessions):
        assert (count.left, count.credited, count.agreed) == (7, 1, 6)
    assert ledger.paid_for(desk, [page.id])[page.id].unused == 1
    ledger.reverse(desk, given.id, "it was somebody else")
    assert agreements.page(desk, page.id).sessions.left == 6


def test_a_held_session_uses_up_what_is_paid(desk: Desk) -> None:
    page = acts.signed(desk)
    line = plan(desk, page.client_id, "2 dec 15:00").line
    add(desk, page.client_id, "payment", "600")
    acts.at(desk, date(2026, 12, 3))
    sessions.hold(desk, line.id)
    assert ledger.paid_for(desk, [page.id])[page.id].unused == 2


def test_paid_ones_are_raised_before_they_lapse(desk: Desk) -> None:
    page = acts.signed(desk)  # until 1 Jun 2027
    add(desk, page.client_id, "payment", "600")
    acts.at(desk, date(2027, 4, 20))
    (said,) = (one for one in today.today(desk).warnings if one.leads_to == "plan")
    assert said.what == "3 paid and unused; 6 lapse on Tue 1 Jun"


def test_a_line_is_under_the_agreement_that_is_meant(desk: Desk) -> None:
    page = acts.signed(desk)
    whose = page.client_id
    assert add(desk, whose, "payment", "5").agreement_id == page.id
    assert add(desk, whose, "payment", "5", currency="USD").agreement_id == ""
    refused("ledger.currency", lambda: add(desk, whose, "payment", "5", currency="USD", agreement=page.id))
    other = acts.client(desk, "Jonas Weber")
    refused("ledger.other-client", lambda: add(desk, other.id, "payment", "5", agreement=page.id))
    refused("ledger.sessions-where", lambda: add(desk, other.id, "credit", sessions="1"))
    assert add(desk, other.id, "payment", "5").agreement == ""
    second = acts.draft(desk, whose)
    agreements.send(desk, second.id)
    acts.sign_all(desk, second.id)
    refused("ledger.which", lambda: add(desk, whose, "payment", "5"))
    assert add(desk, whose, "payment", "5", agreement=second.id).agreement_id == second.id
    assert add(desk, whose, "invoice", "5").agreement_id == ""


def test_of_one_client_nothing_else_is_read(desk: Desk) -> None:
    mine, other = acts.signed(desk).client_id, acts.client(desk, "Jonas Weber").id
    add(desk, other, "payment", "5")
    acts.damage(desk, "ledger_entry")
    line = add(desk, mine, "payment", "600")
    with desk.noting() as damaged:
        shown = ledger.page(desk, mine)
        ledger.paid_for(desk, [line.agreement_id])
    assert damaged == []
    assert [one.id for one in shown.lines] == [line.id]
    assert (shown.owed, shown.currency, shown.paid[0].paid) == ((Money(-60000, "EUR"),), "EUR", 3)


def test_a_line_is_found_by_its_words_and_its_id(desk: Desk) -> None:
    whose = acts.signed(desk).client_id
    first = add(desk, whose, "payment", "600", why="the first half")
    assert ledger.find(desk, "first half") == ledger.find(desk, first.id[:8]) == first.id
    back = ledger.reverse(desk, first.id, "the first half was wrong")
    refused("ref.unknown", lambda: ledger.find(desk, "first half"))
    assert ledger.find(desk, back.id) == back.id


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"amount": "0"}, "ledger.amount"),
        ({"amount": ""}, "ledger.amount"),
        ({"amount": "-5"}, "money.negative"),
        ({"amount": "5 USD"}, "money.other-currency"),
        ({"amount": "5", "kind": "gift"}, "ledger.kind"),
        ({"amount": "5", "kind": "credit", "why": ""}, "ledger.reason"),
        ({"amount": "5", "on": "2026-11-28"}, "ledger.future"),
        ({"amount": "5", "kind": "invoice", "on": "2026-11-20", "due": "2026-11-19"}, "ledger.due"),
    ],
)
def test_bad_input_is_refused(data: dict[str, str], code: str) -> None:
    refused(code, lambda: entered(data.get("kind", "payment"), **{k: v for k, v in data.items() if k != "kind"}))


def test_evidence_finds_whether_unused_paid_sessions_were_settled(desk: Desk) -> None:
    page = acts.signed(desk)
    whose, about = page.client_id, Subject(page.client_id)

    def says() -> tuple[bool | None, str]:
        found = Reader(desk).look("ledger.unused_sessions_settled", about)
        return found.found, found.says

    assert says()[0] is False
    add(desk, whose, "payment", "600")
    acts.at(desk, date(2026, 12, 10))
    versions.end(desk, page.id, on=date(2026, 12, 10), by="client")
    found, said = says()
    assert (found, said.partition(" under")[0]) == (False, "3 paid sessions not used")
    back = add(desk, whose, "refund", "200", on="2026-11-27")
    assert says()[0] is False, "it was before the end, and the rest still pays for something"
    ledger.reverse(desk, back.id, "the wrong day")
    entry = validated(LineInput, {"kind": "refund", "amount": "500", "currency": "EUR", "why": "so"})
    back = ledger.add(desk, whose, entry)
    assert says()[0] is True
    ledger.reverse(desk, back.id, "it did not go out")
    assert says()[0] is False


def test_an_agreement_has_its_lines_and_sums_and_an_unpaid_invoice_is_on_today(desk: Desk) -> None:
    page = acts.signed(desk)
    whose = page.client_id
    assert ledger.of_agreement(desk, page.id).sums == ()
    add(desk, whose, "invoice", "1200", due="2026-12-10")
    add(desk, whose, "payment", "500")
    add(desk, whose, "credit", "100")
    money = ledger.of_agreement(desk, page.id)
    assert [one.kind for one in money.lines] == ["credit", "payment", "invoice"]
    assert (
        sum_words(money.sums[0])
        == "they owe 600.00 EUR · invoiced 1,200.00 EUR · paid 500.00 EUR · credited 100.00 EUR"
    )
    assert money.unpaid == {money.lines[-1].id} == ledger.page(desk, whose).unpaid
    assert overdue(desk) == []
    go_to(desk, 2026, 12, 11)
    assert overdue(desk) == ["600.00 EUR to be paid since Thu 10 Dec"]
    assert "1 client owes since too long" in today.today(desk).sentence
    add(desk, whose, "payment", "600")
    assert overdue(desk) == []
    assert ledger.page(desk, whose).unpaid == frozenset()


def test_what_went_wrong_is_on_today_until_it_is_made_good(desk: Desk) -> None:
    whose = acts.client(desk, stage="ended").id
    made = incidents.open_one(desk, validated(IncidentInput, {"client": whose, "what": "I came late\nby half an hour"}))
    (section,) = (one for one in today.today(desk).sections if one.title == "Went wrong")
    assert [(one.who, one.what, one.leads_to, one.id) for one in section.lines] == [
        ("Amara Okonkwo", "waits for two options to offer: I came late", "incident", made.id)
    ]
    assert today.today(desk).sentence == "1 incident open"
    for text in ("an hour", "money back"):
        incidents.option(desk, made.id, validated(OptionInput, {"text": text}))
    incidents.choose(desk, made.id, validated(ChoiceInput, {"option": 1, "said": "gladly"}))
    incidents.close(desk, made.id, validated(ClosingInput, {}))
    assert [one.title for one in today.today(desk).sections] == []


def overdue(desk: Desk) -> list[str]:
    """What Today says is overdue."""
    return [line.what for one in today.today(desk).sections if one.title == "Overdue" for line in one.lines]
