"""Messages: logged so that no one is left waiting, acknowledged with a promise, answered."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coachdesk.domain import messages as rules
from coachdesk.domain.echo import when_words
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.replies import reply_clock
from coachdesk.domain.sentences import acknowledgement
from coachdesk.domain.spans import near_clock
from coachdesk.domain.times import clock, duration_words, local
from coachdesk.domain.views.messages import Acknowledged, CaughtMessage, MessageView
from coachdesk.domain.views.tasks import Done
from coachdesk.domain.whens import PAST
from coachdesk.services import session_agreements, tasks
from coachdesk.services.capture import as_person, choices_of
from coachdesk.services.message_reading import find, lines, view
from coachdesk.services.people import Key, Someone, nameable, people
from coachdesk.services.task_writing import Links, client_of, new_task, opened
from coachdesk.services.typed_times import read_when
from coachdesk.store.tables.messages import Message

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

LONG_AGO = timedelta(days=183)
_YEAR = re.compile("(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9:])")

__all__ = ["acknowledge", "answer", "find", "lines", "log", "parse_log", "received_at", "view"]


def log(desk: Desk, sender: Key, about: str, *, how: str = "email", at: datetime | None = None) -> MessageView:
    """A message arrived, now or at an earlier instant: an open reply on the one list, due at its aim.

    The time they expect an answer in is that of the agreement in force, else the client's own, else the setting.
    Raises `message.future`, `message.how`, `message.empty`, `line.long`, `text.…`, `ref.unknown`.
    """
    now, settings = desk.clock(), desk.settings()
    received = at or now
    if received > now:
        raise failure("message.future", where="at", when=clock(received, settings.zone))
    whom, words, way = people(desk).known(sender), rules.check_about(about), rules.known_way(how)
    aim, expected = reply_clock(received, expects_minutes(desk, whom, received), settings.days_off, settings.zone)
    client_id = whom.id if whom.kind == "client" else None
    with desk.store.write("messages.log", client_id=client_id) as db:
        message = Message(
            id=new_id(),
            client_id=client_id,
            contact_id=whom.id if whom.kind == "contact" else None,
            received_at=received,
            created_at=now,
            aim_at=aim,
            expected_at=expected,
            how=way,
            about=words,
        )
        db.add(message)
        links = Links(message_id=message.id)
        new_task(db, now, kind="reply", to=sender, text=words, due=aim, links=links, message=message)
    return view(desk, message.id)


def received_at(desk: Desk, text: str, *, zone: str = "", theirs: str = "", where: str = "") -> datetime:
    """When a message came, as it was typed. A day of months ago is believed only with its year: without one, that of
    tomorrow is rather a slip. Raises `message.year` and what reading it refuses."""
    found = read_when(desk, text, zone=zone, theirs=theirs, lean=PAST, where=where).instant
    if desk.clock() - found > LONG_AGO and not _YEAR.search(text):
        raise failure("message.year", where=where, when=clock(found, desk.settings().zone, year=True))
    return found


def expects_minutes(desk: Desk, whom: Someone, received: datetime) -> int:
    """Minutes in which that person expects an answer: as agreed in the agreement in force then (the shortest, if there
    are several), else as the client's page says, else the setting."""
    if whom.kind == "client":
        day = local(received, desk.settings().zone).date()
        agreed = [
            int(minutes)
            for one in session_agreements.of_clients(desk, [whom.id]).values()
            if (held := one.holds_on(day)) is not None and (minutes := one.terms[held.number].get("reply_minutes"))
        ]
        if agreed:
            return min(agreed)
    return whom.expects_minutes or desk.settings().reply_minutes


def parse_log(desk: Desk, line: str, *, to: Key | None = None) -> CaughtMessage:
    """A line that logs a message, as it would be saved now: `@amara by phone 9:40 about the invoice`; in words, with
    what is wrong with it. `to` is who wrote where the line names nobody. Raises only `ref.unknown`, for `to`.
    """
    now = desk.clock()
    meant = people(desk).known(to) if to is not None else None
    found = rules.parse_message(line, nameable(desk), as_person(meant, now) if meant is not None else None)
    sender = people(desk).get((found.person.kind, found.person.id)) if found.person is not None else None
    problem, received, unread = found.problem, now, False
    try:
        if found.when:
            there = sender.zone_at(now) if sender is not None else ""
            received = received_at(desk, found.when, theirs=there)
    except CoachdeskError as refused:
        problem, unread = problem or refused, True
    return CaughtMessage(
        line=line,
        sender=sender.owed(received) if sender is not None else None,
        about=found.about,
        how=found.how,
        received=received,
        words=tuple(_words(desk, sender, found, received)[: 1 if unread else None]),
        problem=problem.advice if problem is not None else "",
        problem_code=problem.code if problem is not None else "",
        choices=choices_of(desk, found.ambiguous, found.at_word),
    )


def _words(desk: Desk, sender: Someone | None, found: rules.MessageLine, received: datetime) -> list[str]:
    """What will be logged: from whom and about what, when it came on both clocks, and the reply clock."""
    now, settings = desk.clock(), desk.settings()
    who = sender.title if sender is not None else "somebody"
    said = [f'A message from {who} {rules.WAY_WORDS[found.how]}: "{found.about}"']
    if sender is None:
        return said
    came = when_words(received, now, settings.zone, sender.zone_at(received))
    said.append(f"received {came}" if found.when else f"received now, {came}")
    minutes = expects_minutes(desk, sender, received)
    aim, expected = reply_clock(received, minutes, settings.days_off, settings.zone)
    by = f"aim {near_clock(aim, now, settings.zone)} · expected by {near_clock(expected, now, settings.zone)}"
    said.append(f"{by} (within {duration_words(minutes)})")
    return said


def acknowledge(desk: Desk, message_id: str, reply_by: str, zone: str = "", text: str = "") -> Acknowledged:
    """Tell them when they will hear more: that closes the reply and opens a promise, `answer: …` or the words given.
    Answers with the sentence to send, in their zone and language.

    Raises `message.acknowledged`, `message.answered`, `ref.unknown`, and what reading `reply_by` refuses.
    """
    message = view(desk, message_id)
    whom = people(desk).get((message.sender.kind, message.sender.id))
    _check_open(desk, message)
    when = read_when(desk, reply_by, zone=zone, theirs=message.sender.zone, where="reply-by")
    words = rules.check_about(text) if text.strip() else rules.answer_text(message.about)
    with desk.store.write("messages.acknowledge", client_id=client_of(desk, message.task_id)) as db:
        reply = opened(db, message.task_id)
        if reply.standing(desk.clock()).ended is not None:
            raise failure("message.answered", when=clock(desk.clock(), desk.settings().zone))
        reply.event(db, "acknowledged", desk.clock(), deadline=when.instant)
        promise = new_task(
            db,
            desk.clock(),
            kind="promise",
            to=reply.key,
            text=words,
            due=when.instant,
            whole_day=when.whole_day,
            zone=when.zone,
            links=Links(message_id=message_id, follows_id=message.task_id, follows_as="acknowledged"),
        )
    home = desk.settings().zone
    sentence = acknowledgement(whom.listener(when.instant, home), when.instant) if whom is not None else ""
    return Acknowledged(message_id, promise.row.id, sentence)


def answer(desk: Desk, message_id: str, at: datetime | None = None) -> Done:
    """They were answered, now or at an earlier instant. Once it was acknowledged, that keeps the promise.

    Raises `message.answered`, `message.before`, `task.future`, `ref.unknown`.
    """
    message = view(desk, message_id)
    if not message.is_open:
        raise _over(desk, message)
    return tasks.done(desk, message.promise_id or message.task_id, at)


def _check_open(desk: Desk, message: MessageView) -> None:
    zone = desk.settings().zone
    if message.acknowledged is not None:
        raise failure("message.acknowledged", when=clock(message.acknowledged, zone))
    if not message.is_open:
        raise _over(desk, message)


def _over(desk: Desk, message: MessageView) -> CoachdeskError:
    """Why nothing more can become of it: it was answered, or ended another way."""
    if message.answered is None:
        return failure("task.not-open", state=message.clock)
    return failure("message.answered", when=clock(message.answered, desk.settings().zone))
