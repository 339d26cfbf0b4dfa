"""What a person types: amounts, texts, times, lines, settings, references, options."""

from __future__ import annotations

from coachdesk.domain.failures.kinds import NOT_OPENED, WRONG_USAGE, ErrorKind

MONEY: dict[str, ErrorKind] = {
    "money.empty": ErrorKind("no amount was given", "write it as {example}"),
    "money.not-an-amount": ErrorKind("{text} is not an amount", "write it as {example}"),
    "money.comma": ErrorKind(
        "{text} has a comma where the decimals begin", "write a point before the decimals, as in {example}"
    ),
    "money.ambiguous": ErrorKind(
        "{text} can be read in two ways", "write {plain} or {whole} without a comma, or a point before decimals"
    ),
    "money.negative": ErrorKind("{text} is negative", "an amount is zero or more"),
    "money.decimals": ErrorKind("{text} has more decimals than {currency} has ({digits})", "write it as {example}"),
    "money.no-decimals": ErrorKind("{text} has decimals, and {currency} has none", "write a whole number"),
    "money.large": ErrorKind("{text} is above 1,000,000,000", "look for a slipped key"),
    "money.currency": ErrorKind("{text} is not a currency code", "{near}"),
    "money.other-currency": ErrorKind("{text} is not in {currency}", "leave the code out, or set the currency as well"),
    "money.mixed": ErrorKind("{one} and {other} cannot be added", "keep each currency on its own"),
}

TEXT: dict[str, ErrorKind] = {
    "text.long": ErrorKind("it has {found} characters and may have {limit}", "shorten it"),
    "text.encoding": ErrorKind("it is not valid text", "save or type it as UTF-8"),
    "text.controls": ErrorKind("it holds control characters", "type it without them"),
    "text.empty": ErrorKind("it is empty", "a space alone does not count"),
}

USAGE: dict[str, ErrorKind] = {
    "usage.option": ErrorKind("there is no option {option}", "coachdesk --help lists them", WRONG_USAGE),
    "usage.value": ErrorKind("{option} needs a folder", "write it as --desk DIR", WRONG_USAGE),
    "usage.verb": ErrorKind("there is no verb {verb}", "{near}", WRONG_USAGE),
    "usage.wrong": ErrorKind("{what}", "coachdesk {verb} --help", WRONG_USAGE),
    "usage.nothing": ErrorKind("nothing to change was given", "coachdesk {verb} --help lists the fields", WRONG_USAGE),
    "stdin.none": ErrorKind(
        "standard input ended before {what} (line {line})", "pipe it in, one line each", NOT_OPENED
    ),
    "stdin.encoding": ErrorKind(
        "line {line} of standard input, {what}, is not UTF-8 text", "save or type it as UTF-8", NOT_OPENED
    ),
    "completion.shell": ErrorKind("there is no completion for {text}", "one of {choices}"),
    "usage.screens": ErrorKind(
        "--demo and --locked open the screens; {verb} is a verb", "leave out one of them", WRONG_USAGE
    ),
    "unexpected.system": ErrorKind("the system refused: {why}", "coachdesk doctor checks the desk"),
    "unexpected.fault": ErrorKind(
        "Coachdesk itself failed ({kind} in {place})", "please report this line; coachdesk doctor checks the desk"
    ),
}

TIMES: dict[str, ErrorKind] = {
    "zone.unknown": ErrorKind("{text} is not a time zone", "{near}"),
    "zone.several": ErrorKind("{text} lies in several time zones", "name one: {zones}"),
    "day.unknown": ErrorKind("{text} is not a day", "write it as 2027-01-27, 27 jan, fri, tom, +3d or +6m (months)"),
    "day.none": ErrorKind("{text} does not exist", "{why}"),
    "day.ambiguous": ErrorKind("{text} can be read in two ways", "write {readings}"),
    "day.far": ErrorKind("{text} is too far away", "name a year from 1900 to 2200"),
    "clock.unknown": ErrorKind("{text} is not a time of day", "write it as 09:00 or 5pm"),
    "duration.unknown": ErrorKind("{text} is not a length of time", "write it as 90m, 24h, 1h30 or 2d"),
    "duration.long": ErrorKind("{text} is longer than a year", "shorten it"),
    "time.skipped": ErrorKind(
        "{local} does not exist in {city}: clocks go forward then", "{before} or {after} is meant: write one"
    ),
    "time.repeated": ErrorKind(
        "{local} happens twice in {city}: clocks go back then",
        "{first} or {second} is meant: write first or second after it",
    ),
    "stamp.unknown": ErrorKind("{text} is not an instant", "it looks like 2027-01-11T09:00:00Z"),
}

_WHENS = "fri 17:00, tom, +3d, +6m (months), 27 jan 5pm or in 2h"

WHEN: dict[str, ErrorKind] = {
    "when.empty": ErrorKind("no time was given", f"write it as {_WHENS}"),
    "when.unknown": ErrorKind("{text} is not a day or time", f"write it as {_WHENS}"),
    "when.past": ErrorKind("{local} has passed", "{hint}"),
    "when.future": ErrorKind("{local} is still to come", "{hint}"),
    "when.midnight": ErrorKind(
        "{text} can be read in two ways", "write {day} 00:00 for its start or {day} 23:59 for its end"
    ),
    "when.once": ErrorKind("{local} comes only once", "leave {which} out"),
    "when.not-theirs": ErrorKind("{text}: nobody is named whose clock that could be", "name the person, or the zone"),
}

LINE: dict[str, ErrorKind] = {
    "line.empty": ErrorKind(
        "there are no words in it", "say what is to be done, such as: send the notes @ann fri 17:00"
    ),
    "line.long": ErrorKind("it has {found} characters and may have {limit}", "say it shorter; notes belong elsewhere"),
    "line.needs-when": ErrorKind("a promise needs a time", "add one, such as fri 17:00, tom or +3d"),
    "line.when-unsure": ErrorKind(
        "{text} may be when it is due, or part of the words",
        'write "by {text}" at the end if it is when, or put it in quotes if it is not',
    ),
    "line.two-whens": ErrorKind("there are two times in it, {one} and {other}", "leave one out, or put it in quotes"),
    "line.person-empty": ErrorKind("no one is named after the @", "write a name right after it"),
    "line.person-unknown": ErrorKind("there is no one called {name}", "{near}"),
    "line.person-several": ErrorKind("{name} fits several: {which}", "say more of the name"),
    "line.two-people": ErrorKind("it names {one} and {other}", "a promise is made to one; leave out one @"),
    "line.estimate": ErrorKind("{text} is not a length of work", "from ~1m to ~{most}h, written as ~30m or ~1h30"),
    "line.two-estimates": ErrorKind("there are two lengths in it, {one} and {other}", "leave one out"),
    "line.repeat-when": ErrorKind("{text} needs a first day", "add one, such as fri or 27 jan"),
    "line.repeat-other-day": ErrorKind("{text} and {day} are different days", "leave one out"),
    "repeat.unknown": ErrorKind("{text} is not a way to repeat", "weekly, every 2 weeks, every fri or monthly"),
}

SETTINGS: dict[str, ErrorKind] = {
    "setting.unknown": ErrorKind("there is no setting {key}", "{near}"),
    "setting.choice": ErrorKind("{text} is not one of its choices", "{choices}"),
    "setting.workdays": ErrorKind("{text} does not name days of the week", "write them as mon-fri or mon, wed, thu"),
    "setting.days-off": ErrorKind("{text} does not name days", "write them as 2027-12-24..2027-12-31, 2028-03-03"),
    "setting.number": ErrorKind("{text} is not a whole number from {least} to {most}"),
    "setting.needed": ErrorKind("it cannot be empty", "give it a value"),
    "setting.waking": ErrorKind("waking hours would end before they begin", "set the other end first"),
    "setting.hours": ErrorKind("the working day would end before it begins", "set the other end first"),
}

REFS: dict[str, ErrorKind] = {
    "ref.empty": ErrorKind("no {noun} was named", "give an id, a name or a part of one"),
    "ref.unknown": ErrorKind(
        "there is no {noun} {ref}", "name it by its id, its name, or four or more characters of its id"
    ),
    "ref.several": ErrorKind("{ref} fits several: {which}", "say more of the name, or use the id"),
}
