"""Who owes what, over a real desk: both sides, each client by name, and kept up to date."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from coachdesk.domain.inputs.ledger import LineInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.owed import how_much
from coachdesk.services import ledger, owed, sessions, today
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk
from tests.services import acts
from tests.services.session_acts import plan


def enter(desk: Desk, client_id: str, kind: str, amount: str, **more: Any) -> str:
    reading = Reading(today=desk.today(), currency="EUR")
    entered = {"kind": kind, "amount": amount, "currency": "EUR", **more}
    return ledger.add(desk, client_id, validated(LineInput, entered, reading)).id


def seen(desk: Desk) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    page = owed.page(desk)
    they, you = ([(one.client, one.kind, how_much(one)) for one in side] for side in (page.they, page.you))
    return they, you


def test_both_sides_follow_what_is_entered(desk: Desk) -> None:
    assert seen(desk) == ([], [])
    page = acts.signed(desk)
    amara, mei = page.client_id, acts.client(desk, "Mei Chen").id
    enter(desk, amara, "invoice", "1200", due="2026-12-10")
    assert seen(desk) == ([("Amara Okonkwo", "invoiced", "1,200.00 EUR")], [])
    enter(desk, mei, "payment", "50")
    paid = enter(desk, amara, "payment", "1200")
    assert seen(desk) == ([], [("Mei Chen", "not-invoiced", "50.00 EUR"), ("Amara Okonkwo", "unused", "6 sessions")])
    (lapsing,) = [one for one in owed.page(desk).you if one.kind == "unused"]
    assert (lapsing.agreement, lapsing.until) == ("Leading the team", page.terms.end)
    enter(desk, amara, "credit", "100", why="I was late")
    assert seen(desk)[1][0] == ("Amara Okonkwo", "credit", "100.00 EUR")
    one = plan(desk, amara, "2026-12-03 10:00").line
    desk.clock = fixed_clock(acts.NOW + timedelta(days=7))
    sessions.hold(desk, one.id)
    assert ("Amara Okonkwo", "unused", "5 sessions") in seen(desk)[1], "a session that was held is used"
    ledger.reverse(desk, paid, "it bounced")
    assert seen(desk)[0] == [("Amara Okonkwo", "invoiced", "1,100.00 EUR")]


def test_what_is_overdue_is_what_today_says(desk: Desk) -> None:
    client_id = acts.client(desk).id
    enter(desk, client_id, "invoice", "120", due="2026-12-01")
    for days, late in ((3, False), (4, False), (5, True)):
        desk.clock = fixed_clock(acts.NOW + timedelta(days=days))
        (line,) = owed.page(desk).they
        on_today = [section for section in today.today(desk).sections if section.title == "Overdue"]
        assert (line.overdue is not None, bool(on_today)) == (late, late)


def test_another_process_is_noticed_and_what_is_damaged_is_left_out_and_said(desk: Desk) -> None:
    amara, mei = acts.client(desk).id, acts.client(desk, "Mei Chen").id
    for whose in (amara, mei):
        enter(desk, whose, "invoice", "120")
    assert len(owed.page(desk).they) == 2
    desk.connection.execute("UPDATE ledger_entry SET on_day = '2026-01-01' WHERE client_id = ?", (mei,))
    enter(desk, mei, "invoice", "10")
    with desk.noting() as damaged:
        assert seen(desk)[0] == [("Amara Okonkwo", "invoiced", "120.00 EUR"), ("Mei Chen", "invoiced", "10.00 EUR")]
    assert [one.code for one in damaged] == ["row.damaged"]
