"""What is wrong with an incident, its options, and the choice among them."""

from __future__ import annotations

from coachdesk.domain.failures.kinds import ErrorKind

INCIDENTS: dict[str, ErrorKind] = {
    "incident.session": ErrorKind("that session is with {whose}", "name a session of the client whom it is about"),
    "incident.closed": ErrorKind("it was closed on {on}", "what came after it is a new one: coachdesk incidents open"),
    "incident.same": ErrorKind("“{text}” is offered already", "offer something else"),
    "incident.many": ErrorKind("{most} options are offered already", "the client cannot choose among more"),
    "incident.no-options": ErrorKind("nothing was offered yet", "coachdesk incidents option comes first"),
    "incident.option": ErrorKind("option {number} was not offered", "name one from 1 to {last}"),
    "incident.few-options": ErrorKind(
        "{offered} of at least {least} options offered", "offer {missing} more: coachdesk incidents option"
    ),
    "incident.not-chosen": ErrorKind(
        "the client chose none of the options yet", "enter what they say: coachdesk incidents choose"
    ),
}
