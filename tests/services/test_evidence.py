"""Evidence on real desks: it turns with what is done, and turns back; what is damaged is said; little is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coachdesk.domain.evidence import LOOKS
from coachdesk.domain.evidence import look as look_in
from coachdesk.domain.inputs.sessions import EndingInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import agreement_versions, agreements, session_notes, sessions, undo
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk
from coachdesk.services.evidence import UNREADABLE, Reader
from coachdesk.services.evidence_practice import NEEDED
from tests.services import acts
from tests.services.evidence_acts import allow, enter, found, look, meet
from tests.services.session_acts import plan, to
from tests.services.session_work_acts import agree

SIGNED = "agreement.signed_before_first_session"
MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)


def at(desk: Desk, instant: datetime) -> None:
    desk.clock = fixed_clock(instant)


def sign(desk: Desk, agreement_id: str, party: str, on: date) -> None:
    agreements.sign(desk, agreement_id, by="Somebody", on=on, how="paper", party=party)


# from an enquiry to the first session


def test_a_record_is_found_once_the_work_is_done(desk: Desk) -> None:
    someone = acts.client(desk).id
    assert look(desk, SIGNED, someone).says == "No agreement with Amara Okonkwo was written."
    page = acts.draft(desk, someone, fee="")
    lacking = look(desk, "agreement.fee_terms_filled", someone)
    assert lacking.found is False
    assert "“Fee and payment” lacks fee amount" in lacking.says
    assert found(desk, "agreement.required_clauses_filled", agreement_id=page.id) is False
    agreements.edit(desk, page.id, acts.terms(desk, page.id, fee="1200.00", currency="EUR"))
    acts.goal(desk, someone)
    assert found(desk, "agreement.required_clauses_filled", agreement_id=page.id) is True
    assert look(desk, "agreement.fee_terms_filled", someone).says.endswith("a draft that was not sent yet.")
    agreements.send(desk, page.id)
    sign(desk, page.id, "coach", acts.DAY)
    assert look(desk, SIGNED, someone).says.endswith("the client did not sign it yet.")
    sign(desk, page.id, "client", acts.DAY)
    assert look(desk, SIGNED, someone).says.startswith("Signed by both on 27 November 2026; ")
    meet(desk, someone, datetime(2026, 12, 2, 8, tzinfo=UTC))
    assert look(desk, SIGNED, someone).says == (
        "Signed by both on 27 November 2026, 5 days before the first session on 2 December 2026."
    )


def test_signed_the_day_after_the_first_session(desk: Desk) -> None:
    someone = acts.client(desk).id
    acts.goal(desk, someone)
    page = acts.draft(desk, someone)
    agreements.send(desk, page.id)
    first = meet(desk, someone, MONDAY)
    sign(desk, page.id, "coach", date(2026, 11, 30))
    assert found(desk, SIGNED, someone) is False
    acts.at(desk, date(2026, 12, 1))
    sign(desk, page.id, "client", date(2026, 12, 1))
    late = look(desk, SIGNED, someone)
    assert late.found is False
    assert late.says == ("Signed by both only on 1 December 2026, a day after the first session on 30 November 2026.")
    sessions.reopen(desk, first)
    assert found(desk, SIGNED, someone) is True
    undo.undo(desk)
    assert found(desk, SIGNED, someone) is False


def test_one_open_placeholder_is_named(desk: Desk) -> None:
    someone = acts.client(desk).id
    acts.goal(desk, someone)
    page = acts.draft(desk, someone)
    agreements.reword(desk, page.id, "technology", "We use {our_tool} and nothing else.")
    near = look(desk, "agreement.technology_filled", agreement_id=page.id)
    assert (near.found, "“Tools and AI” lacks our tool" in near.says) == (False, True)
    agreements.fill(desk, page.id, {"our_tool": "a telephone"})
    assert found(desk, "agreement.technology_filled", agreement_id=page.id) is True
    agreements.include(desk, page.id, "technology", False, why="we meet in a park")
    out = look(desk, "agreement.required_clauses_filled", agreement_id=page.id)
    assert (out.found, "“Tools and AI” is left out (we meet in a park)" in out.says) == (False, True)


def test_a_payer_and_what_they_hear(desk: Desk) -> None:
    page = acts.sponsored(desk)
    about = {"agreement_id": page.id}
    assert found(desk, "agreement.sponsor_sharing_filled", page.client_id) is True
    assert look(desk, "agreement.sponsor_signed", **about).says == "Ingrid Berg pays and has not signed."
    sign(desk, page.id, "payer", acts.DAY)
    assert found(desk, "agreement.sponsor_signed", **about) is True
    waits = look(desk, SIGNED, page.client_id)
    assert (waits.found, "the client and the coach did not sign it yet" in waits.says) == (False, True)


def test_a_change_is_an_amendment_once_it_is_signed(desk: Desk) -> None:
    page, key = acts.signed(desk), "agreement.amendment_dated"
    assert found(desk, key, agreement_id=page.id) is True
    agreement_versions.amend(desk, page.id, acts.terms(desk, page.id, fee="1500.00"))
    near = look(desk, key, agreement_id=page.id)
    assert (near.found, near.says[:26]) == (False, "Version 2 changes the fee ")
    undo.undo(desk)
    assert found(desk, key, agreement_id=page.id) is True
    agreement_versions.amend(desk, page.id, acts.terms(desk, page.id, fee="1500.00", minutes=45))
    agreements.send(desk, page.id)
    acts.at(desk, date(2026, 12, 2))
    acts.sign_all(desk, page.id, date(2026, 12, 2))
    amended = look(desk, key, agreement_id=page.id)
    assert amended.says == "The fee and the length changed with version 2, signed on 2 December 2026."


def test_a_name_or_a_default_that_changes_is_no_change_of_the_deal(desk: Desk) -> None:
    page, key = acts.signed(desk), "agreement.amendment_dated"
    agreement_versions.amend(desk, page.id, fills={"payment_method": "cash"})
    acts.change(desk, page.client_id, full_name="Amara Obi")
    assert found(desk, key, agreement_id=page.id) is True


def test_a_swap_is_read_from_its_clause(desk: Desk) -> None:
    someone, key = acts.client(desk).id, "agreement.barter_filled"
    page = acts.draft(desk, someone, barter="yes")
    assert "“Swaps” lacks" in look(desk, key, agreement_id=page.id).says
    sides = {"barter_share": "half", "barter_goods": "a website", "barter_value": "EUR 600"}
    agreements.fill(desk, page.id, {**sides, "barter_end": "when it is done"})
    assert found(desk, key, agreement_id=page.id) is False
    agreements.fill(desk, page.id, {"barter_end": "31 May 2027"})
    assert found(desk, key, agreement_id=page.id) is True


def test_an_ending_is_recorded_and_taken_back(desk: Desk) -> None:
    page, key = acts.signed(desk), "engagement.ending_recorded"
    assert found(desk, key, page.client_id) is False
    acts.at(desk, date(2026, 12, 10))
    agreement_versions.end(desk, page.id, on=date(2026, 12, 10), by="client")
    assert look(desk, key, page.client_id).says == (
        "The engagement with Amara Okonkwo ended on 10 December 2026, by the client."
    )
    undo.undo(desk)
    assert found(desk, key, page.client_id) is False


# sessions


def test_a_note_is_fresh_for_48_hours_after_the_session_really_ended(desk: Desk) -> None:
    page, key = acts.signed(desk), "session.note_written"
    session_id = meet(desk, page.client_id, MONDAY, minutes=60)
    at(desk, MONDAY + timedelta(hours=50))
    assert found(desk, key, session_id=session_id) is False
    session_notes.add(desk, session_id, "note", "went well")
    late = look(desk, key, session_id=session_id)
    assert late.found is False
    assert late.says.endswith(", 49 hours after the session ended.")
    undo.undo(desk)
    at(desk, MONDAY + timedelta(hours=49))
    session_notes.add(desk, session_id, "interpretation", "went well")
    assert found(desk, key, session_id=session_id) is True


def test_what_was_settled_is_found(desk: Desk) -> None:
    page, key = acts.signed(desk), "session.agreement_filled"
    session_id = meet(desk, page.client_id, MONDAY)
    assert look(desk, key, session_id=session_id).says == "Nothing was settled."
    agree(desk, session_id, topic="the board")
    assert found(desk, key, session_id=session_id) is False
    agree(desk, session_id, topic="the board", result="three sentences")
    assert found(desk, key, session_id=session_id) is True


def test_what_was_kept_is_counted(desk: Desk) -> None:
    page = acts.signed(desk)
    meet(desk, page.client_id, MONDAY)
    first, second = (plan(desk, page.client_id, f"2026-12-0{day} 10:00").line.id for day in (2, 3))
    sessions.move(desk, second, to("2026-12-20 10:00", by="coach"))
    at(desk, datetime(2026, 12, 4, tzinfo=UTC))
    sessions.miss(desk, first, validated(EndingInput, {"by": "coach", "why": "a train"}))
    said = look(desk, "agreement.kept_counts", agreement_id=page.id)
    assert said.says == (
        "In the last 31 days: 1 session held, 1 moved by you, 1 missed by you. Invoices are not kept yet."
    )
    assert said.records == (("session", first), ("session", second), ("agreement", page.id))
    month = look(desk, "session.notes_paid_and_unpaid")
    assert month.says == (
        "In the last 31 days, paid: 1 session held, none with a note, none moved by you; pro bono: none."
    )


def test_pro_bono_is_a_fee_of_nothing_without_a_swap(desk: Desk) -> None:
    someone = acts.client(desk).id
    acts.goal(desk, someone)
    page = acts.draft(desk, someone, fee="0")
    agreements.send(desk, page.id)
    acts.sign_all(desk, page.id)
    meet(desk, someone, datetime(2026, 12, 2, 8, tzinfo=UTC))
    says = look(desk, "session.notes_paid_and_unpaid").says
    assert says.endswith("paid: none; pro bono: 1 session held, none with a note, none moved by you.")
    assert Reader(desk).records(Subject(someone)).agreement is None
    (agreement,) = Reader(desk).records(Subject(someone)).client.agreements  # type: ignore[union-attr]
    assert (agreement.free, agreement.barter) == (True, False)


def test_a_review_talk_is_entered(desk: Desk) -> None:
    page, key = acts.signed(desk), "engagement.review_dated"
    assert found(desk, key, page.client_id) is False
    enter(desk, "review-talk", page.client_id, on="2026-11-20")
    assert found(desk, key, page.client_id) is True
    undo.undo(desk)
    meet(desk, page.client_id, MONDAY, kind="review")
    assert found(desk, key, page.client_id) is True


# what is asked about


def test_a_subject_that_is_not_there(desk: Desk) -> None:
    page = acts.signed(desk)
    other = acts.client(desk, "Bo Lind").id
    for subject in (
        Subject("0" * 16),
        Subject(agreement_id="0" * 16),
        Subject(session_id="0" * 16),
        Subject(entry_id="0" * 16),
        Subject(other, agreement_id=page.id),
        Subject(page.client_id, session_id="0" * 16),
    ):
        with acts.refused("ref.unknown"):
            Reader(desk).records(subject)
        with acts.refused("ref.unknown"):
            Reader(desk).look(SIGNED, subject)
    with acts.refused("evidence.unknown"):
        Reader(desk).look("agreement.signed_someday", Subject(other))


def test_a_reader_knows_whose_agreement_session_or_entry_it_is(desk: Desk) -> None:
    page = acts.signed(desk)
    session_id = meet(desk, page.client_id, MONDAY)
    entry_id, own = enter(desk, "harm", page.client_id, "at home", heard="x"), enter(desk, "backup", opened="yes")
    reader = Reader(desk)
    of_agreement, of_session = (
        reader.records(Subject(agreement_id=page.id)),
        reader.records(Subject(session_id=session_id)),
    )
    assert of_agreement.client is of_session.client is reader.records(Subject(entry_id=entry_id)).client
    assert (of_agreement.agreement.id, of_session.session.id) == (page.id, session_id)  # type: ignore[union-attr]
    practice = reader.records(Subject(entry_id=own))
    assert (practice.client, practice.entry.kind) == (None, "backup")  # type: ignore[union-attr]


def rich(desk: Desk) -> list[Subject]:
    """A desk with something of everything, and what may be asked about on it."""
    page = acts.signed(desk)
    contact = acts.contact(desk, "Pavel", "stand-in", phone="+359 2 555 0101")
    acts.contact(desk, "Doctor Ray", "professional", profession="doctor")
    session_id = meet(desk, page.client_id, MONDAY)
    session_notes.add(desk, session_id, "note", "went well")
    agree(desk, session_id, topic="the board", result="three sentences")
    for kind in ("hours-log", "recording", "name-release"):
        allow(desk, page.client_id, kind, use="my site")
    entry_id = enter(desk, "referral", page.client_id, party="Bo", direction="paid", benefit="none")
    enter(desk, "backup", opened="yes")
    enter(desk, "learning", text="an hour with Ida", form="supervision", minutes="60")
    assert contact.id
    return [
        Subject(),
        Subject(page.client_id),
        Subject(page.client_id, agreement_id=page.id),
        Subject(page.client_id, session_id=session_id),
        Subject(page.client_id, entry_id=entry_id),
    ]


def test_what_little_is_read_for_a_key_is_all_that_it_looks_at(desk: Desk) -> None:
    for subject in rich(desk):
        whole = Reader(desk).records(subject)
        for key in LOOKS:
            assert Reader(desk).look(key, subject) == look_in(key, whole)
    assert all(key in LOOKS or any(one.startswith(f"{key}.") for one in LOOKS) for key in NEEDED)


def test_only_the_rows_of_the_client_are_asked_for(desk: Desk) -> None:
    subjects = rich(desk)
    asked: list[str] = []
    desk.connection.set_trace_callback(asked.append)
    reader = Reader(desk)
    for key in LOOKS:
        if key.partition(".")[0] in ("agreement", "engagement", "client", "consent", "conflict", "disclosure"):
            reader.look(key, subjects[1])
    desk.connection.set_trace_callback(None)
    apart = ('"setting"', '"desk_state"')
    rows = [one for one in asked if "FROM" in one and not any(name in one for name in apart)]
    assert rows
    assert [one for one in rows if f"'{subjects[1].client_id}'" not in one] == []
    assert len(rows) <= 24, "each table of the client is compared once and read once, whatever is looked up"
    again: list[str] = []
    desk.connection.set_trace_callback(again.append)
    Reader(desk).look("client.emergency_number", subjects[1])
    desk.connection.set_trace_callback(None)
    assert len([one for one in again if "FROM" in one]) <= 12, "what did not change is not read again"


def test_what_is_kept_of_a_client_follows_every_change(desk: Desk) -> None:
    subjects = rich(desk)
    client_id = subjects[1].client_id

    def said() -> str:
        return Reader(desk).look("client.emergency_number", Subject(client_id)).says

    first = said()
    acts.change(desk, client_id, location="Portugal", emergency_number="112")
    assert said() != first
    undo.undo(desk)
    assert said() == first
    acts.damage(desk, "client")
    assert said() == UNREADABLE
    acts.damage(desk, "client")
    assert said() == first


def test_of_sessions_of_everybody_only_those_of_the_month_are_asked_for(desk: Desk) -> None:
    page = acts.signed(desk)
    meet(desk, page.client_id, MONDAY)
    at(desk, MONDAY + timedelta(days=40))
    with desk.noting():
        assert Reader(desk).records(Subject()).practice.month == ()
    at(desk, MONDAY + timedelta(days=31) - timedelta(seconds=1))
    assert len(Reader(desk).records(Subject()).practice.month) == 1


# damage


@pytest.mark.parametrize(
    ("table", "hit", "spared"),
    [
        ("agreement_version", SIGNED, "consent.recording"),
        ("signature", SIGNED, "client.recent_sessions"),
        ("agreement", "agreement.fee_terms_filled", "consent.recording"),
        ("session", "client.recent_sessions", "agreement.fee_terms_filled"),
        ("session_note", "session.note_written", SIGNED),
        ("session_agreement", "session.agreement_filled", SIGNED),
        ("consent", "consent.hours_log", SIGNED),
        ("register_entry", "referral.disclosed_logged", SIGNED),
        ("client", SIGNED, "practice.backup_dated"),
        ("contact", "practice.stand_in_named", "practice.backup_dated"),
    ],
)
def test_evidence_that_rests_on_a_damaged_row_says_so(desk: Desk, table: str, hit: str, spared: str) -> None:
    subjects = rich(desk)
    subject = next(
        one
        for one in subjects
        if (hit.startswith("session.") and one.session_id)
        or (hit.startswith("practice.") and one == Subject())
        or (not hit.startswith(("session.", "practice.")) and one == Subject(one.client_id) and one.client_id)
    )
    before = Reader(desk).look(spared, subject)
    acts.damage(desk, table)
    with desk.noting() as noted:
        broken = Reader(desk).look(hit, subject)
    assert (broken.found, broken.says) == (False, UNREADABLE)
    assert [one.code for one in noted] == ["row.damaged"], "whoever shows it can say it too"
    assert "doctor" in broken.says
    assert Reader(desk).look(spared, Subject() if table == "client" else subject) == (
        look(desk, spared) if table == "client" else before
    )
    for one in subjects:
        reader = Reader(desk)
        assert len([reader.look(key, one) for key in LOOKS]) == len(LOOKS), "nothing of it fails"
