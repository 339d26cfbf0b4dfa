"""What happens in and after a session: settling, focus, wrapping up, actions of theirs, what is to share."""

from __future__ import annotations

from coachdesk.domain.failures.kinds import ErrorKind

SESSION_WORK: dict[str, ErrorKind] = {
    "agree.topic": ErrorKind("a session agreement needs a topic", "say in a few words what it is about"),
    "focus.early": ErrorKind("it begins only {when}", "move it, if you begin now"),
    "focus.past": ErrorKind("it was to begin {when}", "mark it as held, missed or cancelled"),
    "focus.not-running": ErrorKind("this session does not run", "begin it with focus first"),
    "moment.kind": ErrorKind("{text} is not a kind of moment", "one of {choices}"),
    "moment.became": ErrorKind("{text} is not what it can become", "one of {choices}"),
    "moment.went-on": ErrorKind("what it became has gone on ({what})", "change that one instead"),
    "wrap-up.not-held": ErrorKind("this session was {state}, so there is nothing to wrap up or settle"),
    "wrap-up.waiting": ErrorKind("{count} to become something", "say nothing of those that were only marks"),
    "wrap-up.closed": ErrorKind("this session was wrapped up already", "its notes can still be changed"),
    "action.state": ErrorKind("{text} is not what became of it", "one of {choices}"),
    "share.answer": ErrorKind("{text} is not what they can have said", "one of {choices}"),
    "share.ask-first": ErrorKind("they are to be asked before they hear it", "enter that they were asked, and agreed"),
    "share.declined": ErrorKind("they declined to hear it", "leave it, or ask again another time"),
    "share.told": ErrorKind("they were told on {on} already"),
    "share.before-answer": ErrorKind("they agreed to hear it only on {on}", "name that day or a later one"),
    "share.future": ErrorKind("{on} is still to come", "enter it when it has happened"),
    "prep.none": ErrorKind("no session is planned", "coachdesk sessions add plans one"),
    "calendar.none": ErrorKind("there is no session to export", "name another span or client"),
}
