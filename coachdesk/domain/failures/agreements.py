"""Agreements and their papers, clients and consents."""

from __future__ import annotations

from coachdesk.domain.failures.kinds import ErrorKind

AGREEMENTS: dict[str, ErrorKind] = {
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
    "clause.not-own": ErrorKind(
        "the clause {title} belongs to the catalogue", "its words and places may change, and it can be left out"
    ),
    "clause.limit": ErrorKind("an agreement has at most {limit} clauses of your own", "put some together"),
    "clause.place": ErrorKind("there is no clause {key} in it to stand before", "agreements show lists them"),
    "template.name": ErrorKind("a template needs a name", "such as: six sessions with a sponsor"),
    "template.twice": ErrorKind("there is a template {name} already", "choose another name, or delete that one"),
    "clause.empty": ErrorKind("the clause {title} has no words", "write some, or leave the clause out"),
    "fill.unknown": ErrorKind("no clause has a place for {key}", "{near}"),
    "fill.given": ErrorKind("{what} has a field of its own", "change it there"),
    "fill.form": ErrorKind("{text} is not a fill", "write it as KEY=VALUE"),
}

DOCUMENTS: dict[str, ErrorKind] = {
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

CLIENTS: dict[str, ErrorKind] = {
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

CONSENTS: dict[str, ErrorKind] = {
    "consent.kind": ErrorKind("{text} is not a kind of consent", "one of {choices}"),
    "consent.future": ErrorKind("{on} has not come yet", "give the day on which they said so"),
    "consent.until": ErrorKind("it would hold until {until}, before it was given on {on}", "change one of them"),
    "consent.no-words": ErrorKind(
        "a testimonial is shown in their own words, and none are given", "enter the words exactly as they may be shown"
    ),
    "consent.twice": ErrorKind("they said just that on {on} already", "consents list shows it, as {id}"),
    "consent.declined": ErrorKind("they declined it on {on}, so there is nothing to take back"),
    "consent.withdrawn": ErrorKind("it was withdrawn on {on} already"),
    "consent.replaced": ErrorKind("they answered again on {on}, and that answer counts", "withdraw that one: {id}"),
    "consent.early": ErrorKind("{on} is before it was given, on {given}", "give the day on which they took it back"),
    "consent.needed": ErrorKind(
        "{client} has not allowed {about} ({kind}): {said}",
        "C on their page enters their answer, or: consents give --client {ref} --kind {kind} --on DATE; only once, for "
        "a reason: --override REASON",
    ),
    "consent.over": ErrorKind("it ended on {until} anyway", "there is nothing to take back"),
}

REPORTS: dict[str, ErrorKind] = {
    "report.unsigned": ErrorKind(
        "they have not signed this agreement, so nothing settles what the payer hears",
        "agreements sign records their signature",
    ),
}

DISCLOSURES: dict[str, ErrorKind] = {
    "disclosure.no-reason": ErrorKind("letting it out once needs a reason", "say why, in words; the register keeps it"),
    "disclosure.basis": ErrorKind("{text} is not a ground on which something is told", "one of {choices}"),
    "disclosure.nobody": ErrorKind("nobody was named", "say who was told"),
    "disclosure.nothing": ErrorKind("it is not said what was told", "say what, in a few words"),
    "disclosure.no-ground": ErrorKind(
        "an exception of confidentiality ({basis}) needs its ground", "say what required it: the law, the danger"
    ),
    "disclosure.future": ErrorKind("{on} has not come yet", "give the day on which it was told"),
    "disclosure.no-consent": ErrorKind(
        "{client} had no consent in force on {on}", "enter what they said first: consents give --client {ref}"
    ),
    "disclosure.which-consent": ErrorKind(
        "{client} had several consents in force on {on}", "say which it rested on: one of {choices}"
    ),
}
