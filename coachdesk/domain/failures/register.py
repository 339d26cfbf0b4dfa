"""What is wrong with entries of the practice register, and with fields that only they and their neighbours have."""

from __future__ import annotations

from coachdesk.domain.failures.kinds import ErrorKind

REGISTER: dict[str, ErrorKind] = {
    "register.kind": ErrorKind("{text} is not a kind of entry", "{near}"),
    "register.needs-client": ErrorKind("an entry of the kind “{title}” is about a client", "name them: --client REF"),
    "register.of-practice": ErrorKind("an entry of the kind “{title}” is the practice's own", "leave the client out"),
    "register.text": ErrorKind("an entry of the kind “{title}” needs words", "{what}"),
    "register.field": ErrorKind("{kind} has no field {field}", "{choices}"),
    "register.missing": ErrorKind("{title} is missing", "{help}"),
    "register.choice": ErrorKind("{text} cannot be chosen", "one of {choices}"),
    "register.date": ErrorKind("{kind} has no such date", "it has: {has}"),
    "register.future": ErrorKind("{on} is still to come", "enter it when it has happened"),
    "register.until": ErrorKind("{until} is before it was {what} {on}", "name a later day"),
    "register.before": ErrorKind("{day} is before its own day ({what} {on})", "name that day or a later one"),
    "register.ended": ErrorKind("it was ended on {on} already"),
    "client.two-keeps": ErrorKind("records are kept for so many years or until a day, not both", "clear one of them"),
    "client.keep-years": ErrorKind("{years} years cannot be", "from 0 to {most}"),
    "client.check-alone": ErrorKind("a conflict check has a day and a result", "name both; the result may be: none"),
    "day.future": ErrorKind("{on} is still to come", "enter it when it has happened"),
    "absence.nobody": ErrorKind("nobody is named as told", "--client REF or --all"),
    "absence.all-told": ErrorKind("everybody whom you coach now was told already"),
}
