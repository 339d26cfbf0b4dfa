"""Every way in which Coachdesk says no: one catalogue of codes, sentences, hints and exit statuses.

A failure is a value with what went wrong, where, and what to do; the command line prints it on one line, a screen
shows the same words. The sentences are templates; only short, harmless values (a reference, a path) go into them,
never a secret. Exit statuses (DESIGN section 9): 1 not possible as asked, 2 wrong usage, 3 not opened,
4 damaged or newer data, 5 busy.
"""

from __future__ import annotations

from dataclasses import dataclass

NOT_POSSIBLE, WRONG_USAGE, NOT_OPENED, DAMAGED, BUSY = 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """One entry of the catalogue; `what` and `hint` are `str.format` templates."""

    what: str
    hint: str = ""
    exit_status: int = NOT_POSSIBLE


class CoachdeskError(Exception):
    """A failure that a person can understand and act on."""

    def __init__(self, code: str, what: str, where: str, hint: str, exit_status: int) -> None:
        super().__init__(what)
        self.code, self.what, self.where, self.hint, self.exit_status = code, what, where, hint, exit_status

    @property
    def line(self) -> str:
        """The whole failure on one line: where, what, what to do."""
        return f"{self.where}: {self.advice}" if self.where else self.advice

    @property
    def advice(self) -> str:
        """What and what to do, where it is plain what it is about."""
        return f"{self.what} ({self.hint})" if self.hint else self.what

    def __str__(self) -> str:
        return self.line


def failure(code: str, /, *, where: str = "", **values: object) -> CoachdeskError:
    """The failure of that code, ready to raise. `where` names the field, file or record it is about."""
    kind = ERRORS[code]
    short = {name: _short(value) for name, value in values.items()}
    return CoachdeskError(code, kind.what.format(**short), where, kind.hint.format(**short), kind.exit_status)


def _short(value: object) -> str:
    """A value on one line and at most 80 characters, so that hostile input cannot flood the message."""
    text = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
    return text if len(text) <= 80 else text[:77] + "…"


DESK = {
    "desk.exists": ErrorKind("there is already a desk in {path}", "open it with: coachdesk --desk {path}"),
    "desk.none": ErrorKind("there is no desk in {path}", "make one with: coachdesk --desk {path} init", NOT_OPENED),
    "desk.not-a-folder": ErrorKind("{path} is a file, not a folder", "name another folder with --desk"),
    "desk.not-writable": ErrorKind(
        "{path} cannot be written", "check its permissions, or name another folder with --desk"
    ),
    "desk.not-yours": ErrorKind("{path} belongs to another user", "a desk is opened only by its owner", NOT_OPENED),
    "desk.not-empty": ErrorKind("{path} already holds other files", "name an empty or new folder"),
    "desk.newer": ErrorKind(
        "this desk was written by a newer Coachdesk (schema {found}, this one knows {known})",
        "update Coachdesk; nothing was touched",
        DAMAGED,
    ),
    "desk.damaged": ErrorKind(
        "the desk's database cannot be read: {why}", "restore a backup; nothing was changed", DAMAGED
    ),
    "desk.busy": ErrorKind("another process is writing to this desk", "try again in a moment", BUSY),
    "desk.full": ErrorKind("the disk is full; nothing was saved", "free some room and do it again"),
    "desk.keys-changed": ErrorKind(
        "the keys of this desk were changed by another process", "open it again; nothing was written", BUSY
    ),
    "terminal.none": ErrorKind(
        "coachdesk needs a terminal", "use a verb, such as `coachdesk clients list --json`", WRONG_USAGE
    ),
}

KEYS = {
    "keys.damaged": ErrorKind(
        "keys.json is damaged and so is its copy in the database", "use a backup of keys.json", DAMAGED
    ),
    "keys.other-desk": ErrorKind("keys.json belongs to another desk", "put back this desk's own keys.json", DAMAGED),
    "keys.none": ErrorKind(
        "keys.json is missing and the database holds no copy", "put keys.json back beside desk.db", DAMAGED
    ),
    "keys.parameters": ErrorKind(
        "the key file asks for key derivation outside the safe range ({why})", "it was changed by someone", DAMAGED
    ),
    "keys.newer": ErrorKind(
        "keys.json was written by a newer Coachdesk", "update Coachdesk; nothing was touched", DAMAGED
    ),
    "key.gone": ErrorKind("the key of this record was destroyed", "its client was disposed of"),
    "not-opened.passphrase": ErrorKind(
        "that passphrase does not open this desk", "nothing is lost: try again, or use the recovery key", NOT_OPENED
    ),
    "not-opened.recovery": ErrorKind(
        "that recovery key does not open this desk", "check that it is the sheet of this desk", NOT_OPENED
    ),
    "not-opened.keyring": ErrorKind(
        "the keyring did not give the key: {why}", "use the passphrase or the recovery key", NOT_OPENED
    ),
    "not-opened.memory": ErrorKind(
        "opening this desk needs {mib} MiB of free memory", "close other programs, or use the recovery key", NOT_OPENED
    ),
    "not-opened.no-opener": ErrorKind("this desk has no {kind} slot", "open it another way: {kinds}", NOT_OPENED),
    "not-opened.nothing": ErrorKind("nothing was given to open the desk with", "add --passphrase-stdin", NOT_OPENED),
    "passphrase.short": ErrorKind("a passphrase needs at least 8 characters", "three or four words are good"),
    "passphrase.long": ErrorKind("a passphrase is at most 1,024 bytes long", "shorten it"),
    "passphrase.text": ErrorKind("a passphrase is one line of text", "leave out control characters"),
    "passphrase.differ": ErrorKind("the two passphrases differ", "nothing was changed: type the same one twice"),
    "recovery.group": ErrorKind(
        "group {group} of the recovery key has a typing error",
        "compare it with the sheet, letter by letter",
        NOT_OPENED,
    ),
    "recovery.length": ErrorKind(
        "a recovery key has 7 groups of 5 characters; {found} characters were given",
        "type all of the sheet",
        NOT_OPENED,
    ),
    "recovery.letter": ErrorKind(
        "group {group} of the recovery key has the character {letter}, which never occurs",
        "compare it with the sheet",
        NOT_OPENED,
    ),
    "recovery.confirm": ErrorKind(
        "that is not group {group} of the key", "look at the sheet and type its 5 characters"
    ),
    "slots.last": ErrorKind("the last way to open this desk cannot be removed", "add another slot first"),
    "slots.many": ErrorKind("a desk has at most {most} slots", "remove one first"),
    "slots.label": ErrorKind("a slot's label is one line of at most {most} characters", "shorten it"),
    "slots.kind": ErrorKind("{kind} is not a way to open a desk", "passphrase, keyring or recovery", WRONG_USAGE),
    "slots.none": ErrorKind("there is no slot {ref}", "coachdesk slots list shows them"),
    "slots.keyring-there": ErrorKind("the keyring opens this desk already", "coachdesk slots list shows every way"),
    "keyring.none": ErrorKind("there is no keyring to use here: {why}", "use a passphrase"),
}

STORE = {
    "row.damaged": ErrorKind(
        "{table} {id} was changed outside Coachdesk or is damaged", "coachdesk doctor names all of them", DAMAGED
    ),
    "store.unknown": ErrorKind("the database refused: {why}", "coachdesk doctor looks for the cause", DAMAGED),
    "undo.nothing": ErrorKind("there is nothing to undo"),
    "undo.changed": ErrorKind("{what} was changed since", "undo that change first"),
    "undo.needed": ErrorKind("{what} came later and needs it", "undo or finish that first"),
    "undo.done": ErrorKind("that was undone already"),
    "undo.final": ErrorKind("{verb}: that cannot be undone", "it is recorded for good"),
    "undo.list": ErrorKind("what was undone on the one list stays undone", "add or do it again"),
    "undo.migrated": ErrorKind("the desk was upgraded since; older actions cannot be undone"),
}

MONEY = {
    "money.empty": ErrorKind("no amount was given", "write it as 1200.00"),
    "money.not-an-amount": ErrorKind("{text} is not an amount", "write it as 1200.00"),
    "money.comma": ErrorKind(
        "{text} has a comma where the decimals begin", "write a point before the decimals, as in 1200.50"
    ),
    "money.ambiguous": ErrorKind(
        "{text} can be read in two ways", "write {plain} or {plain}.00 without a comma, or a point before decimals"
    ),
    "money.negative": ErrorKind("{text} is negative", "an amount is zero or more"),
    "money.decimals": ErrorKind("{text} has more decimals than {currency} has ({digits})", "write it as 1200.00"),
    "money.no-decimals": ErrorKind("{text} has decimals, and {currency} has none", "write a whole number"),
    "money.large": ErrorKind("{text} is above 1,000,000,000", "look for a slipped key"),
    "money.currency": ErrorKind("{text} is not a currency code", "{near}"),
    "money.other-currency": ErrorKind("{text} is not in {currency}", "leave the code out, or set the currency as well"),
    "money.mixed": ErrorKind("{one} and {other} cannot be added", "keep each currency on its own"),
}

TEXT = {
    "text.long": ErrorKind("it has {found} characters and may have {limit}", "shorten it"),
    "text.encoding": ErrorKind("it is not valid text", "save or type it as UTF-8"),
    "text.controls": ErrorKind("it holds control characters", "type it without them"),
    "text.empty": ErrorKind("it is empty", "a space alone does not count"),
}

USAGE = {
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
    "usage.screens": ErrorKind(
        "--demo and --locked open the screens; {verb} is a verb", "leave out one of them", WRONG_USAGE
    ),
    "unexpected.system": ErrorKind("the system refused: {why}", "coachdesk doctor checks the desk"),
    "unexpected.fault": ErrorKind(
        "Coachdesk itself failed ({kind} in {place})", "please report this line; coachdesk doctor checks the desk"
    ),
}

TIMES = {
    "zone.unknown": ErrorKind("{text} is not a time zone", "{near}"),
    "zone.several": ErrorKind("{text} lies in several time zones", "name one: {zones}"),
    "day.unknown": ErrorKind("{text} is not a day", "write it as 2027-01-27, 27 jan, fri, tom or +3d"),
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

WHEN = {
    "when.empty": ErrorKind("no time was given", "write it as fri 17:00, tom, +3d, 27 jan 5pm or in 2h"),
    "when.unknown": ErrorKind("{text} is not a day or time", "write it as fri 17:00, tom, +3d, 27 jan 5pm or in 2h"),
    "when.past": ErrorKind("{local} has passed", "{hint}"),
    "when.future": ErrorKind("{local} is still to come", "{hint}"),
    "when.midnight": ErrorKind(
        "{text} can be read in two ways", "write {day} 00:00 for its start or {day} 23:59 for its end"
    ),
    "when.once": ErrorKind("{local} comes only once", "leave {which} out"),
    "when.not-theirs": ErrorKind("{text}: nobody is named whose clock that could be", "name the person, or the zone"),
}

LINE = {
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

SETTINGS = {
    "setting.unknown": ErrorKind("there is no setting {key}", "{near}"),
    "setting.choice": ErrorKind("{text} is not one of its choices", "{choices}"),
    "setting.workdays": ErrorKind("{text} does not name days of the week", "write them as mon-fri or mon, wed, thu"),
    "setting.days-off": ErrorKind("{text} does not name days", "write them as 2027-12-24..2027-12-31, 2028-03-03"),
    "setting.number": ErrorKind("{text} is not a whole number from {least} to {most}"),
    "setting.needed": ErrorKind("it cannot be empty", "give it a value"),
    "setting.waking": ErrorKind("waking hours would end before they begin", "set the other end first"),
    "setting.hours": ErrorKind("the working day would end before it begins", "set the other end first"),
}

DOCUMENTS = {
    "logo.file": ErrorKind("{path} cannot be read: {why}", "name a PNG or SVG file"),
    "logo.size": ErrorKind("a logo has at most {most} kB", "save it smaller; a few hundred pixels are enough"),
    "logo.kind": ErrorKind("a logo is a PNG or an SVG file, and this is neither", "save your logo as one of these"),
    "logo.damaged": ErrorKind("the logo is damaged", "save it anew from what it was drawn with"),
    "logo.pixels": ErrorKind(
        "a logo of {width} × {height} pixels is too large",
        "at most {side} on a side and {pixels} in all; save it smaller",
    ),
    "logo.part": ErrorKind(
        "the logo holds {what}, and may hold shapes and colours alone",
        "save it as plain SVG with text turned into paths, or as PNG",
    ),
    "document.format": ErrorKind("{found} is not a format of documents", "take one of: {known}"),
    "document.paper": ErrorKind("{found} is not a paper size", "take one of: {known}"),
    "document.failed": ErrorKind(
        "the page layout failed: {why}", "export it as Markdown meanwhile, and please report this line"
    ),
}

REFS = {
    "ref.empty": ErrorKind("no {noun} was named", "give an id, a name or a part of one"),
    "ref.unknown": ErrorKind(
        "there is no {noun} {ref}", "name it by its id, its name, or four or more characters of its id"
    ),
    "ref.several": ErrorKind("{ref} fits several: {which}", "say more of the name, or use the id"),
}

FILES = {
    "file.no-folder": ErrorKind("there is no folder {path}", "make it first, or name another"),
    "file.exists": ErrorKind("{path} exists already and was not replaced", "name another file, or allow replacing it"),
    "file.link": ErrorKind("{path} is a link, and links are not followed", "name the file itself"),
    "file.not-a-file": ErrorKind("{path} is not a file that can be written", "name a new file"),
    "file.full": ErrorKind("there is no room left for {path}; nothing was written", "free some room and do it again"),
    "file.unwritable": ErrorKind("{path} cannot be written: {why}", "check its permissions, or name another place"),
}

AGREEMENTS = {
    "agreement.number": ErrorKind("{found} is not a number from {least} to {most}"),
    "agreement.basis": ErrorKind("{text} is not what a fee can be for", "one of {choices}"),
    "agreement.end-before-start": ErrorKind("the end {end} is before the start {start}", "change one of them"),
    "agreement.review-outside": ErrorKind(
        "the review {review} is not between start and end", "choose a day in between"
    ),
    "agreement.instalments-basis": ErrorKind(
        "instalments are parts of one fee for the whole package", "give the fee with --basis package"
    ),
    "agreement.instalments-sum": ErrorKind("the instalments come to {total} and the fee is {fee}", "make them equal"),
    "agreement.instalments-day": ErrorKind("two instalments are due on one day", "put them together"),
    "agreement.instalment-form": ErrorKind(
        "{text} is not an instalment", "write it as DATE AMOUNT, such as 2027-01-27 600.00"
    ),
    "agreement.party": ErrorKind("{text} is not a party of an agreement", "one of {choices}"),
    "agreement.no-payer": ErrorKind("nobody else pays under this agreement", "sign as client or coach"),
    "agreement.no-version": ErrorKind("there is no version {number} of this agreement", "the last one is {last}"),
    "agreement.nobody": ErrorKind("nobody was named as the one who signed", "give the name as it was signed"),
    "agreement.how": ErrorKind("{text} is not a way to sign", "one of {choices}"),
    "agreement.not-sent": ErrorKind("version {number} was not sent", "send it, then sign it"),
    "agreement.sent-already": ErrorKind(
        "version {number} was sent already and does not change", "agreements amend makes the next version"
    ),
    "agreement.signed-already": ErrorKind("the {party} signed already, on {on}"),
    "agreement.signed-before-sent": ErrorKind(
        "version {number} was sent on {sent}; {on} is before that", "give the day it was signed on"
    ),
    "agreement.same-day": ErrorKind(
        "version {number} holds from {on} already, signed no earlier than this one",
        "give the day on which this one was really signed, or amend it with a later start",
    ),
    "agreement.ended": ErrorKind("this agreement ended on {on}", "agreements renew drafts the next one"),
    "agreement.end-unsigned": ErrorKind(
        "not everyone signed this agreement, so there is nothing to end", "withdraw what was sent, or delete the draft"
    ),
    "agreement.end-early": ErrorKind(
        "{on} is before it starts, on {start}", "give the day it starts on, and it never begins"
    ),
    "agreement.end-late": ErrorKind("it ends on {end} anyway, before {on}", "give an earlier day"),
    "agreement.draft-there": ErrorKind("version {number} is a draft already", "change that one with agreements edit"),
    "agreement.signed-for-good": ErrorKind(
        "version {number} was signed by everyone and stays",
        "agreements amend makes the next version, agreements end ends it",
    ),
    "agreement.withdrawn": ErrorKind("version {number} was withdrawn", "hand over another one, with --version"),
    "agreement.renew-unsigned": ErrorKind(
        "not everyone signed this agreement, so there is nothing to renew", "change it instead"
    ),
    "agreement.renewed": ErrorKind("it was renewed already", "the next one is {id}"),
    "agreement.no-sponsor": ErrorKind("nobody else pays under this agreement", "its one copy is the client's"),
    "agreement.sponsor-fixed": ErrorKind(
        "who pays is settled once the agreement was sent", "write a new agreement for another payer"
    ),
    "agreement.payers-copy": ErrorKind(
        "{name} pays, and the client's copy is not for the payer", "hand over the payer's own copy, with --copy payer"
    ),
    "agreement.copy": ErrorKind("{text} is not a copy of an agreement", "one of {choices}"),
    "agreement.signed-in-future": ErrorKind("{on} has not come yet", "give the day it was signed on"),
    "agreement.gaps": ErrorKind(
        "something is missing before it can be sent: {gaps}", "agreements show says why each matters"
    ),
    "agreement.goal-limit": ErrorKind("an agreement has at most {limit} goals", "keep those that matter most"),
    "clause.unknown": ErrorKind("there is no clause {key}", "{near}"),
    "clause.braces": ErrorKind("{text} is not a place to fill", "write it as {example}, or leave the braces out"),
    "clause.title": ErrorKind("a clause of your own needs a title", "say in a few words what it is about"),
    "clause.not-own": ErrorKind("the clause {title} belongs to the catalogue", "leave it out instead"),
    "clause.limit": ErrorKind("an agreement has at most {limit} clauses of your own", "put some together"),
    "clause.place": ErrorKind("there is no clause {key} in it to stand before", "agreements show lists them"),
    "template.name": ErrorKind("a template needs a name", "such as: six sessions with a sponsor"),
    "template.twice": ErrorKind("there is a template {name} already", "choose another name, or delete that one"),
    "clause.empty": ErrorKind("the clause {title} has no words", "write some, or leave the clause out"),
    "fill.unknown": ErrorKind("no clause has a place for {key}", "{near}"),
    "fill.given": ErrorKind("{what} has a field of its own", "change it there"),
    "fill.form": ErrorKind("{text} is not a fill", "write it as KEY=VALUE"),
}

CLIENTS = {
    "client.stage": ErrorKind("{text} is not a stage", "one of {choices}"),
    "client.stage-change": ErrorKind("a client who is {before} cannot become {after}", "from here: {choices}"),
    "client.stage-same": ErrorKind("the client is {stage} already"),
    "contact.role": ErrorKind("{text} is not a role", "one of {choices}"),
    "goal.empty": ErrorKind("a goal needs words before the ::", "write it as GOAL :: MEASURE"),
    "goal.parts": ErrorKind("there is more than one :: in it", "write it as GOAL :: MEASURE"),
    "goal.rating": ErrorKind("{text} is not a rating", "a whole number from 0 to 10"),
    "goal.rater": ErrorKind("{text} cannot rate a goal", "one of {choices}"),
    "email.form": ErrorKind("{text} is not an e-mail address", "it looks like ann@example.org"),
    "phone.form": ErrorKind("{text} is not a phone number", "digits, spaces and + ( ) - are fine"),
    "away.dates": ErrorKind("the stay away ends {until}, before it begins {since}", "change one of them"),
    "away.zone": ErrorKind("a stay away needs its time zone", "give away_zone, or leave its dates out"),
    "input.unknown-field": ErrorKind("there is no field {field}", "{near}"),
    "input.wrong": ErrorKind("{why}"),
    "input.list-long": ErrorKind("it has {found} entries and may have {limit}", "leave some out"),
}

SESSION = {
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

TASKS = {
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
    "task.release-own": ErrorKind("nobody but you waits for it", "do it, move it, or undo it"),
    "task.why": ErrorKind("leaving it open needs a word why", "a few words are enough"),
    "task.future": ErrorKind("{when} has not come yet", "say when it was really done"),
    "task.before-made": ErrorKind("{when} is before it was put on the list, {made}", "say when it was really done"),
    "task.reply": ErrorKind("a reply is answered or acknowledged", "messages ack says when they hear more"),
    "task.state": ErrorKind("{text} is not a state of a task", "one of {choices}"),
    "task.kind": ErrorKind("{text} is not a kind of task", "one of {choices}"),
}

MESSAGES = {
    "message.future": ErrorKind("{when} has not come yet", "say when it really arrived"),
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

ABSENCES = {
    "absence.order": ErrorKind("it would end {until}, before it begins {since}", "change one of them"),
    "absence.past": ErrorKind("it would end {until}, which has passed", "name a later end, or leave it open"),
    "absence.overlap": ErrorKind("you are away {other} already", "change that one, or name other days"),
    "absence.over": ErrorKind("that absence is over since {when}", "add another one"),
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

REVIEWS = {
    "review.open": ErrorKind("{count} still wait for a word", "do, renegotiate, release or leave each one open"),
}

CONSENTS = {
    "consent.kind": ErrorKind("{text} is not a kind of consent", "one of {choices}"),
    "consent.future": ErrorKind("{on} has not come yet", "give the day on which they said so"),
    "consent.until": ErrorKind("it would hold until {until}, before it was given on {on}", "change one of them"),
    "consent.twice": ErrorKind("they said just that on {on} already", "consents list shows it, as {id}"),
    "consent.declined": ErrorKind("they declined it on {on}, so there is nothing to take back"),
    "consent.withdrawn": ErrorKind("it was withdrawn on {on} already"),
    "consent.replaced": ErrorKind("they answered again on {on}, and that answer counts", "withdraw that one: {id}"),
    "consent.early": ErrorKind("{on} is before it was given, on {given}", "give the day on which they took it back"),
    "consent.over": ErrorKind("it ended on {until} anyway", "there is nothing to take back"),
}

ERRORS: dict[str, ErrorKind] = {
    **DESK,
    **KEYS,
    **STORE,
    **MONEY,
    **TEXT,
    **TIMES,
    **WHEN,
    **LINE,
    **SETTINGS,
    **AGREEMENTS,
    **CLIENTS,
    **USAGE,
    **DOCUMENTS,
    **REFS,
    **FILES,
    **SESSION,
    **TASKS,
    **MESSAGES,
    **ABSENCES,
    **REVIEWS,
    **CONSENTS,
}
