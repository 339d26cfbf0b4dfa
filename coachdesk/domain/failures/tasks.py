"""The one list, messages, sessions, absences and reviews."""

from __future__ import annotations

from coachdesk.domain.failures.kinds import ErrorKind

TASKS: dict[str, ErrorKind] = {
    "task.done-already": ErrorKind("it was done already, {when}", "undo takes that back; done --at is for open ones"),
    "task.not-open": ErrorKind("it is {state} and no longer open", "tasks shows what is open"),
    "task.same-deadline": ErrorKind("it is due {when} already", "name a later time"),
    "task.earlier": ErrorKind(
        "{when} is earlier than its deadline, {due}", "a promise may be done early: name a later time to renegotiate"
    ),
    "task.asked-already": ErrorKind("{when} was asked for already", "enter what they say, or ask for another time"),
    "task.said": ErrorKind("an answer needs their words", "say what they answered; a few words are enough"),
    "task.no-deadline": ErrorKind("it has no deadline to renegotiate", "renegotiate gives a promise another one"),
    "task.not-asked": ErrorKind(
        "nothing was asked for that waits for an answer", "renegotiate asks for another deadline"
    ),
    "task.release-words": ErrorKind("a release needs their words", "say how they let you off, with --said"),
    "task.let-go": ErrorKind("letting it go needs a word why", "a few words are enough; --why in the shell"),
    "task.why": ErrorKind("leaving it open needs a word why", "a few words are enough"),
    "task.future": ErrorKind("{when} has not come yet", "say when it was really done"),
    "task.before-made": ErrorKind("{when} is before it was put on the list, {made}", "say when it was really done"),
    "task.reply": ErrorKind("a reply is answered or acknowledged", "messages ack says when they hear more"),
    "task.state": ErrorKind("{text} is not a state of a task", "one of {choices}"),
    "task.kind": ErrorKind("{text} is not a kind of task", "one of {choices}"),
}

MESSAGES: dict[str, ErrorKind] = {
    "message.future": ErrorKind("{when} has not come yet", "say when it really arrived"),
    "message.year": ErrorKind("it would have come on {when}", "write the year too, if that is meant"),
    "message.how": ErrorKind("{text} is not a way a message comes", "one of {choices}"),
    "message.answered": ErrorKind("it was answered already, {when}"),
    "message.acknowledged": ErrorKind("it was acknowledged already, {when}", "what they wait for now is on the list"),
    "message.before": ErrorKind("{when} is before it arrived, {received}", "say when it was really answered"),
    "message.reply-by": ErrorKind("{when} has passed", "say when they will hear more"),
    "message.empty": ErrorKind(
        "there are no words in it", "say what it is about: @ann by phone 9:40 about the invoice"
    ),
    "message.when-unsure": ErrorKind(
        "{text} may be when it came, or part of the words", "put it right after the name, or put it in quotes"
    ),
    "message.no-sender": ErrorKind("nobody is named as its sender", "name a client or a contact with @"),
}

SESSION: dict[str, ErrorKind] = {
    "session.kind": ErrorKind("{text} is not a kind of session", "one of {choices}"),
    "session.minutes": ErrorKind(
        "a session of {found} minutes cannot be meant", "from {least} to {most} minutes; write 60, 45m or 1h30"
    ),
    "session.held-minutes": ErrorKind("it cannot have lasted {found} minutes", "from 1 to {most} minutes"),
    "session.when": ErrorKind("no time was given for the session", "write a day and a time, such as fri 17:00"),
    "session.needs-time": ErrorKind("{text} is a day without a time", "write the time too, such as fri 17:00"),
    "session.far": ErrorKind("{text} is too far away for a session", "plan it within ten years of today"),
    "session.link": ErrorKind("a link cannot begin with {scheme}:", "paste the https link of the meeting, or a number"),
    "session.every": ErrorKind("{text} is not how often a series comes", "week or fortnight"),
    "session.keep": ErrorKind("{text} is not whose hour a series keeps", "client or coach"),
    "session.keep-unknown": ErrorKind(
        "their time zone is not known, so their hour cannot be kept", "keep yours, or add their zone first"
    ),
    "session.times-missing": ErrorKind(
        "a series needs an end", "say how many times, or `end` for as long as the agreement goes"
    ),
    "session.times-alone": ErrorKind("{found} times needs how often", "say every week or every fortnight"),
    "session.times": ErrorKind("{found} times is not a series", "from 1 to {most} times"),
    "session.times-no-end": ErrorKind("there is no agreement with an end date to go by", "say how many times"),
    "session.times-none": ErrorKind("the agreement ends on {end}, before the first session", "say how many times"),
    "session.twice": ErrorKind("there is a session with {client} at that time already", "it is {id}"),
    "session.which-agreement": ErrorKind(
        "{client} has several agreements then: {which}", "say which one it belongs to"
    ),
    "session.agreement-ended": ErrorKind(
        "that agreement ended on {on}", "leave it out, or renew it with agreements renew"
    ),
    "session.other-client": ErrorKind("that agreement is with another client", "agreements list shows whose is whose"),
    "session.not-planned": ErrorKind("this session is {state} already", "sessions reopen takes that back"),
    "session.open-already": ErrorKind("this session is planned, as it was", "there is nothing to take back"),
    "session.not-begun": ErrorKind("it has not begun: it is on {when}", "move or cancel it, or wait until it was"),
    "session.same-time": ErrorKind("it is at that time already", "give another"),
    "session.by": ErrorKind("{text} is not who it can be by", "client or coach"),
    "session.why": ErrorKind("a cancellation needs a word why", "say it in a few words"),
    "session.charge": ErrorKind("{text} is neither yes nor no", "yes charges it, no lets it go"),
    "session.charge-own": ErrorKind("what you cancel or miss yourself is never charged", "leave the charge out"),
    "session.charge-kind": ErrorKind("a {kind} session counts nowhere, so nothing is charged", "leave the charge out"),
    "session.charge-terms": ErrorKind(
        "the signed terms do not charge this one", "leave the charge out; amend the agreement for the next time"
    ),
    "session.state": ErrorKind("{text} is not a state of sessions", "one of {choices}"),
    "session.range": ErrorKind("the span ends {until}, before it begins {since}", "change one of them"),
}

ABSENCES: dict[str, ErrorKind] = {
    "absence.order": ErrorKind("it would begin {since} but last {until}", "change one of them"),
    "absence.past": ErrorKind("it would last {until}, which has passed", "name a later end, or leave it open"),
    "absence.overlap": ErrorKind("you are away {other} already", "change that one, or name other days"),
    "absence.over": ErrorKind("that absence lasted {when} and is over", "add another one"),
    "absence.not-begun": ErrorKind("that absence begins only {when}", "change its dates, or undo it"),
    "absence.decision": ErrorKind("{text} is not what can become of it", "one of {choices}"),
    "absence.not-touched": ErrorKind("that absence does not touch {what}", "absence show lists what it touches"),
    "absence.no-cover": ErrorKind("nobody stands in during that absence", "name a stand-in with --cover"),
    "absence.no-consent": ErrorKind(
        "no client consented to be named to a stand-in, so there is nothing to hand over",
        "consents give --kind stand-in enters what they said",
    ),
    "absence.channel": ErrorKind("{text} is not a channel", "one of {choices}"),
    "absence.switched": ErrorKind("{channel} is {state} already"),
}

REVIEWS: dict[str, ErrorKind] = {
    "review.open": ErrorKind("{count} still wait for a word", "do, renegotiate, release or leave each one open"),
}
