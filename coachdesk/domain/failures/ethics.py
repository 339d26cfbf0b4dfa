"""Evidence, catalogue files, items and their answers, dilemmas."""

from __future__ import annotations

from coachdesk.domain.failures.kinds import ErrorKind

EVIDENCE: dict[str, ErrorKind] = {
    "evidence.unknown": ErrorKind("nothing here looks this evidence up"),
}

CATALOGUE: dict[str, ErrorKind] = {
    "catalogue.large": ErrorKind("it is larger than {most} kB", "a catalogue file is some 40 kB"),
    "catalogue.encoding": ErrorKind("it is not UTF-8 text", "save it as UTF-8"),
    "catalogue.toml": ErrorKind("it is not TOML: {why}", "look at that line, and at the one before it"),
    "catalogue.tables": ErrorKind("{name} is not a list of tables", "write each as [[{name}]]"),
    "catalogue.missing": ErrorKind("{field} is missing", "every one needs it"),
    "catalogue.kind-of": ErrorKind("{field} is not {kind}", "write it as such"),
    "catalogue.text": ErrorKind("{field}: {why}"),
    "catalogue.choice": ErrorKind("{field} {text} is not known", "{near}"),
    "catalogue.unknown-field": ErrorKind("nothing reads {field}", "{near}"),
    "catalogue.twice": ErrorKind("{field} {text} is there twice", "it is in line {first} already"),
    "catalogue.empty": ErrorKind("there is no [[{name}]] in it", "an edition lists at least one"),
    "catalogue.id": ErrorKind("{text} is no id", "small letters, digits and hyphens, up to 20, such as 2028"),
    "catalogue.day": ErrorKind("{text} is not a date", "write it as 2028-04-01"),
    "catalogue.of": ErrorKind("it lists {known} standards and says that there are {of}", "of is how many there are"),
    "catalogue.item": ErrorKind("{why}", "{hint}"),
    "catalogue.neither": ErrorKind(
        "it is neither an edition nor a checklist", "it has no [[standard]] and no [[item]]"
    ),
}

EDITIONS: dict[str, ErrorKind] = {
    "edition.unknown": ErrorKind("there is no edition {text}", "{near}"),
    "edition.taken": ErrorKind("the edition {id} is there already", "{hint}"),
    "edition.checklist": ErrorKind("it is a checklist, and only editions are added", "check alone reads it"),
    "edition.unreadable": ErrorKind("{path} cannot be read: {why}", "name a TOML file"),
}

ETHICS: dict[str, ErrorKind] = {
    "ethics.item": ErrorKind("there is no item {text}", "{near}"),
    "ethics.item-several": ErrorKind("{text} fits several: {which}", "say more of the id"),
    "ethics.moment": ErrorKind("{text} is not a moment", "one of {choices}"),
    "ethics.event": ErrorKind("{text} is not an event", "one of {choices}"),
    "ethics.answer": ErrorKind("{text} is not an answer", "one of {choices}"),
    "ethics.not-in-edition": ErrorKind("{item} is not in the edition {edition}", "{hint}"),
    "ethics.no-client": ErrorKind("{item} is asked of a client", "name one with --client"),
    "ethics.of-practice": ErrorKind("{item} is asked of the practice, not of a client", "leave --client out"),
    "ethics.no-agreement": ErrorKind("{item} is about an agreement, and {client} has none", "write one first"),
    "ethics.no-session": ErrorKind("{item} is about a session, and {client} has none", "plan one first"),
}

DILEMMAS: dict[str, ErrorKind] = {
    "dilemma.topic": ErrorKind("{text} is not a topic", "{near}"),
    "dilemma.future": ErrorKind("{on} has not come yet", "name the day on which it happened"),
    "dilemma.early": ErrorKind("{on} is before it happened, on {happened}", "name a later day"),
    "dilemma.look-back-past": ErrorKind("{on} has passed", "name a day to come"),
    "dilemma.not-decided": ErrorKind("nothing was decided yet", "coachdesk ethics dilemma decide comes first"),
}
