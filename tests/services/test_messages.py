"""Messages: logged with a reply clock, acknowledged with a promise, answered; early, in time or late."""

from __future__ import annotations

import pytest

from coachdesk.services import agreements, doctor, messages, settings, tasks, undo
from coachdesk.services.desk import Desk
from coachdesk.services.history import history
from tests.services import acts
from tests.services.acts import refused


@pytest.fixture
def amara(desk: Desk) -> str:
    """A client in Lagos who expects an answer within 12 hours."""
    return acts.client(desk, "Amara Okonkwo", called="Amara", zone="Africa/Lagos", expects_reply="12h").id


def logged(desk: Desk, client_id: str, about: str = "the invoice") -> messages.MessageView:
    """A message of this moment."""
    return messages.log(desk, ("client", client_id), about)


def test_a_message_is_an_open_reply_due_at_its_aim(desk: Desk, amara: str) -> None:
    message = logged(desk, amara)
    assert message.aim == acts.from_stamp("2026-11-27T15:00:00Z")
    assert message.expected == acts.from_stamp("2026-11-27T21:00:00Z")
    assert message.clock == "aim in 6 h · expected by 23:00"
    (line,) = tasks.lines(desk)
    assert (line.id, line.kind, line.text, line.due) == (message.task_id, "reply", "the invoice", message.aim)
    assert line.message_id == message.id
    assert messages.lines(desk, open_only=True) == [message]
    assert messages.find(desk, "invoice") == messages.find(desk, "okonkwo") == message.id
    assert messages.find(desk, message.id[:5]) == messages.find(desk, line.id) == message.id


def test_what_is_caught_while_a_message_is_read_stands_on_its_page(desk: Desk, amara: str) -> None:
    message = logged(desk, amara)
    line = tasks.add(desk, "look it up @amara mon 12:00", message_id=message.id)
    assert ("task", line.id, "caught from it: look it up") in tasks.page(desk, message.task_id).leads_to
    assert ("message", message.id, "their message: the invoice") in tasks.page(desk, line.id).leads_to
    undo.undo(desk)
    assert "caught from it: look it up" not in {words for _, _, words in tasks.page(desk, message.task_id).leads_to}


def test_what_was_agreed_goes_before_what_the_client_expects(desk: Desk) -> None:
    page = acts.draft(desk, acts.client(desk, expects_reply="12h", email="a@example.org").id, reply="4h")
    acts.goal(desk, page.client_id)
    assert messages.log(desk, ("client", page.client_id), "one").expected == acts.from_stamp("2026-11-27T21:00:00Z")
    agreements.send(desk, page.id)
    acts.sign_all(desk, page.id)
    acts.at_instant(desk, "2026-12-02T09:00:00Z")
    assert messages.log(desk, ("client", page.client_id), "two").expected == acts.from_stamp("2026-12-02T13:00:00Z")


def test_a_contact_has_the_settings_time_and_days_off_are_skipped(desk: Desk) -> None:
    sponsor = acts.contact(desk)
    settings.change(desk, "days-off", "2026-11-28")
    message = messages.log(desk, ("contact", sponsor.id), "the second instalment", how="Phone")
    assert message.expected == acts.from_stamp("2026-11-29T09:00:00Z")
    assert (message.how, message.sender.title) == ("phone", "Ingrid Berg")


def test_acknowledged_it_is_a_promise_and_a_sentence_in_their_zone(desk: Desk, amara: str) -> None:
    message = logged(desk, amara)
    done = messages.acknowledge(desk, message.id, "tom 12:00")
    assert done.sentence == (
        "Hello Amara, thank you for your message. I have read it, and you will hear more from me by Sat 28 Nov 11:00"
        " your time (Lagos)."
    )
    (line,) = tasks.lines(desk)
    assert (line.id, line.kind, line.text) == (done.task_id, "promise", "answer: the invoice")
    assert line.due == acts.from_stamp("2026-11-28T10:00:00Z")
    now = messages.view(desk, message.id)
    assert (now.acknowledged, now.answered, now.verdict, now.is_open) == (desk.clock(), None, "early", True)
    assert now.clock == "acknowledged early · they hear more by Sat 28 Nov 12:00"
    with refused("message.acknowledged"):
        messages.acknowledge(desk, message.id, "mon")
    acts.at_instant(desk, "2026-11-28T09:00:00Z")
    assert messages.answer(desk, message.id).words == "done, 1 h before its deadline"
    now = messages.view(desk, message.id)
    assert (now.answered, now.verdict, now.is_open) == (desk.clock(), "early", False)
    assert messages.lines(desk, open_only=True) == []
    assert messages.lines(desk) == [now]
    with refused("message.answered"):
        messages.answer(desk, message.id)
    record = tasks.record(desk, "client", amara)
    assert (record.words, record.reply_words) == ("kept 1 of 1", "replies 1 of 1 in time")


@pytest.mark.parametrize(
    ("instant", "verdict", "words"),
    [
        ("2026-11-27T15:00:00Z", "early", "answered early, 6 h before it was expected"),
        ("2026-11-27T21:00:00Z", "in time", "answered, right when it was expected"),
        ("2026-11-28T22:00:00Z", "late", "answered late, by 1 day"),
    ],
)
def test_an_answer_is_early_in_time_or_late(desk: Desk, amara: str, instant: str, verdict: str, words: str) -> None:
    message = logged(desk, amara)
    acts.at_instant(desk, instant)
    assert messages.answer(desk, message.id).words == words
    assert messages.view(desk, message.id).verdict == verdict
    assert messages.view(desk, message.id).clock == f"answered {verdict}"


@pytest.mark.parametrize("instant", ["2026-11-27T10:00:00Z", "2026-11-28T22:00:00Z"])
def test_one_that_needs_no_answer_is_closed_with_a_word_why_and_not_counted(
    desk: Desk, amara: str, instant: str
) -> None:
    message = logged(desk, amara)
    with refused("task.let-go"):
        tasks.release(desk, message.task_id, "")
    acts.at_instant(desk, instant)
    assert tasks.release(desk, message.task_id, "only a thank-you").words == "closed without an answer"
    seen = messages.view(desk, message.id)
    assert (seen.verdict, seen.answered, seen.is_open, seen.clock) == ("", None, False, "closed without an answer")
    record = tasks.record(desk, "client", amara)
    assert (record.early, record.in_time, record.late_replies, record.broken) == (0, 0, 0, 0)
    assert record.reply_words == "no reply yet"
    line = history(desk, amara)[0]
    assert line.what == "message closed without an answer"
    assert any(one == "closed without an answer: “only a thank-you”" for one in line.changes)
    with refused("task.not-open"):
        messages.answer(desk, message.id)
    with refused("task.not-open"):
        messages.acknowledge(desk, message.id, "+3d")
    undo.undo(desk)
    assert messages.view(desk, message.id).is_open
    messages.acknowledge(desk, message.id, "+3d")
    tasks.release(desk, messages.view(desk, message.id).promise_id, "found it")
    ended = messages.view(desk, message.id)
    assert (ended.is_open, ended.answered) == (False, None)
    assert ended.clock.endswith(" · they let you off")
    assert doctor.check(desk).findings == ()


def test_a_reply_is_answered_from_the_list_too(desk: Desk, amara: str) -> None:
    message = logged(desk, amara)
    with refused("task.reply"):
        tasks.renegotiate(desk, message.task_id, "mon")
    tasks.done(desk, message.task_id)
    assert messages.view(desk, message.id).verdict == "early"
    undo.undo(desk)
    assert messages.view(desk, message.id).verdict == ""
    assert doctor.check(desk).findings == ()


def test_an_answer_before_it_was_logged_but_not_before_it_came(desk: Desk, amara: str) -> None:
    came = acts.from_stamp("2026-11-27T06:00:00Z")
    message = messages.log(desk, ("client", amara), "the invoice", at=came)
    with refused("message.before"):
        messages.answer(desk, message.id, acts.from_stamp("2026-11-27T05:00:00Z"))
    messages.answer(desk, message.id, acts.from_stamp("2026-11-27T07:00:00Z"))
    assert messages.view(desk, message.id).answered == acts.from_stamp("2026-11-27T07:00:00Z")


@pytest.mark.parametrize("line", ["@amara 28 nov 9:00 the fee", "@amara 1/12 the fee"])
def test_a_day_of_last_year_needs_its_year(desk: Desk, amara: str, line: str) -> None:
    caught = messages.parse_log(desk, line)
    assert caught.problem_code == "message.year"
    assert len(caught.words) == 1, "when it came is not said, since it was not understood"
    assert messages.parse_log(desk, "@amara 28 nov 2025 9:00 the fee").problem == ""
    assert messages.parse_log(desk, "@amara 20 nov 9:00 the fee").problem == ""


def test_a_reply_that_was_acknowledged_says_so_to_whoever_would_answer_it(desk: Desk, amara: str) -> None:
    message = logged(desk, amara)
    messages.acknowledge(desk, message.id, "tom 12:00")
    with refused("message.acknowledged"):
        tasks.done(desk, message.task_id)


def test_two_days_without_a_word_is_a_breach_unless_an_absence_said_so(desk: Desk, amara: str) -> None:
    from coachdesk.services import absences

    message = logged(desk, amara)
    acts.at_instant(desk, "2026-11-29T09:00:00Z")
    assert not messages.view(desk, message.id).breach
    acts.at_instant(desk, "2026-11-29T09:00:01Z")
    now = messages.view(desk, message.id)
    assert (now.breach, now.clock) == (True, "no word for 48 h")
    absences.add(desk, "now", "mon 18:00", "", "ill")
    now = messages.view(desk, message.id)
    assert (now.covered, now.clock) == (True, "no word for 48 h · covered until Mon 30")


def test_an_acknowledgement_that_was_broken_is_promised_anew_and_then_answered(desk: Desk, amara: str) -> None:
    message = logged(desk, amara)
    done = messages.acknowledge(desk, message.id, "tom 12:00", text="send her the corrected invoice")
    acts.at_instant(desk, "2026-11-29T09:00:00Z")
    assert messages.view(desk, message.id).clock.startswith("acknowledged early · they were to hear more by")
    anew = tasks.renegotiate(desk, done.task_id, "mon 12:00")
    now = messages.view(desk, message.id)
    assert (now.promise_id, now.is_open, now.answered) == (anew.next_id, True, None)
    messages.answer(desk, message.id)
    assert messages.view(desk, message.id).answered == desk.clock()
    assert tasks.record(desk, "client", amara).words == "kept 1 of 2 · 1 broken"


def test_a_message_that_was_undone_waits_for_nobody(desk: Desk, amara: str) -> None:
    message = logged(desk, amara)
    undo.undo(desk)
    assert messages.lines(desk) == tasks.lines(desk) == []
    assert not messages.view(desk, message.id).is_open
    assert tasks.record(desk, "client", amara).reply_words == "no reply yet"
    with refused("task.not-open"):
        messages.answer(desk, message.id)


def test_an_acknowledgement_that_was_undone_opens_the_reply_again(desk: Desk, amara: str) -> None:
    message = logged(desk, amara)
    messages.acknowledge(desk, message.id, "mon")
    undo.undo(desk)
    now = messages.view(desk, message.id)
    assert (now.acknowledged, now.promise_id, now.is_open) == (None, "", True)
    messages.acknowledge(desk, message.id, "tom")
    assert messages.view(desk, message.id).acknowledged is not None


def test_what_is_no_message(desk: Desk, amara: str) -> None:
    sender = ("client", amara)
    with refused("message.future"):
        messages.log(desk, sender, "x", at=acts.from_stamp("2026-11-27T09:00:01Z"))
    for about, code in (("", "message.empty"), ("  🎉 ", "message.empty"), ("x" * 501, "line.long")):
        with refused(code):
            messages.log(desk, sender, about)
    with refused("message.how"):
        messages.log(desk, sender, "x", how="pigeon")
    with refused("ref.unknown"):
        messages.log(desk, ("client", "0000000000000000"), "x")
    message = logged(desk, amara)
    with refused("when.past"):
        messages.acknowledge(desk, message.id, "fri 9:00")
    assert len(desk.rows("message")) == 1


@pytest.mark.parametrize(
    ("line", "how", "received", "about"),
    [
        ("@amara by phone 9:40 about the invoice", "phone", "2026-11-27T07:40:00Z", "the invoice"),
        ("@amara asks whether Friday holds, by phone, yesterday 17:00", "phone", "2026-11-26T15:00:00Z",
         "asks whether Friday holds"),
        ("@amara about the invoice", "email", "2026-11-27T09:00:00Z", "the invoice"),
        ("the invoice @amara via whatsapp", "text", "2026-11-27T09:00:00Z", "the invoice"),
        ("@amara 2h ago the invoice", "email", "2026-11-27T07:00:00Z", "the invoice"),
        ("@amara about paying by phone", "email", "2026-11-27T09:00:00Z", "paying by phone"),
        ("@amara can we meet on friday", "email", "2026-11-27T09:00:00Z", "can we meet on friday"),
    ],
)  # fmt: skip
def test_one_line_logs_a_message(desk: Desk, amara: str, line: str, how: str, received: str, about: str) -> None:
    caught = messages.parse_log(desk, line)
    assert (caught.problem, caught.about, caught.how) == ("", about, how)
    assert caught.sender is not None
    assert (caught.sender.id, caught.received) == (amara, acts.from_stamp(received))


def test_a_line_says_back_what_will_be_logged(desk: Desk, amara: str) -> None:
    caught = messages.parse_log(desk, "by phone 9:40 about the invoice", to=("client", amara))
    assert caught.words == (
        'A message from Amara by phone: "the invoice"',
        "received Fri 27 Nov 09:40 · theirs 08:40 in Lagos",
        "aim 15:40 · expected by 21:40 (within 12 hours)",
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "message.no-sender"),
        ("the invoice", "message.no-sender"),
        ("@amara", "message.empty"),
        ("@nobody the invoice", "line.person-unknown"),
        ("@amara 23:00 the invoice", "when.future"),
        ("@amara can we meet fri 17:00", "message.when-unsure"),
        ("@amara 25:00 the invoice", "clock.unknown"),
        ("x" * 5_000, "line.long"),
        ("@amara a\x07b", "text.controls"),
    ],
)
def test_a_line_that_cannot_be_logged_says_why(desk: Desk, amara: str, line: str, code: str) -> None:
    assert messages.parse_log(desk, line).problem_code == code


def test_a_name_that_is_begun_is_completed(desk: Desk, amara: str) -> None:
    assert [one.insert for one in messages.parse_log(desk, "@am").choices] == ["@Amara"]
