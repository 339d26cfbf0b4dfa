"""What the records say of consents: whether the yes that a use needs was there, on the day on which it was needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from coachdesk.domain.consents import in_force, latest
from coachdesk.domain.days import day_text
from coachdesk.domain.evidence.entries import day_there, newest_first, of_client
from coachdesk.domain.evidence.facts import ClientFacts, ConsentFacts, Found, Look, Record, Records
from coachdesk.domain.text import fold

REPORT = "sponsor-report"
"""The kind of consent that a report to whoever pays needs, and of the disclosure that it is."""


def recording(records: Records, client: ClientFacts) -> Found:
    """A yes that holds on the day of the session, and that was not taken back since."""
    known = of_kind(client.consents, "recording", records.today)
    day = day_there(records.session.at, records) if records.session else records.today
    when = f"this session ({day_text(day)})" if records.session else ""
    return _yes_since(client, "being recorded", known, day, when, records.today)


def sponsor_report(records: Records, client: ClientFacts) -> Found:
    """A yes that held on the day on which the last report was sent; where none was sent, one that holds today."""
    what, known = "a report to whoever pays", of_kind(client.consents, REPORT, records.today)
    sent = [one for one in client.disclosures if one.kind == REPORT and one.at <= records.now]
    if not sent:
        return _yes(client, what, known, records.today, "")
    last = max(sent, key=lambda one: (one.at, one.id))
    day = day_there(last.at, records)
    found = _yes(client, what, known, day, f"the report to {last.recipient or 'whoever pays'} ({day_text(day)})")
    return Found(found.found, found.says, (*found.records, ("disclosure", last.id)))


def research(records: Records, client: ClientFacts) -> Found:
    """For each study that uses their data, a yes that names it, given by the day of the first use and not taken back
    since; where no study is entered, a yes to any that holds today."""
    known = of_kind(client.consents, "research", records.today)
    studies = newest_first(client.entries, "research", records.today)
    if records.entry is not None and records.entry.kind == "research":
        studies = [records.entry]
    if not studies:
        return to_any_use(client, "a study", "the study", known, records.today)
    found = [_to_study(records, client, known, one.details.get("study", ""), one.on) for one in studies]
    return next((one for one in found if not one.found), found[0])


def _to_study(records: Records, client: ClientFacts, known: Sequence[ConsentFacts], study: str, used: date) -> Found:
    """The yes to one study that uses their data from that day on."""
    if not study.strip():
        return Found(False, f"The study that uses what {client.title} said since {day_text(used)} has no name.")
    answers = about(known, study)
    if known and not answers:
        last = known[-1]
        says = f"{_said(client, 'a study', last)}; an answer to “{study}” is not noted."
        return Found(False, says, _pages(last))
    when = f"the first use of what they said in “{study}” ({day_text(used)})"
    return _yes_since(client, "a study", answers, used, when, records.today)


def hours_log(records: Records, client: ClientFacts) -> Found:
    """An answer, yes or no; one that was withdrawn or has ended is an answer too, and said to be."""
    what, known = "being listed in your hours log", of_kind(client.consents, "hours-log", records.today)
    found = _yes(client, what, known, records.today, "")
    return Found(bool(known), found.says, found.records)


def of_kind(consents: Iterable[ConsentFacts], kind: str, today: date) -> list[ConsentFacts]:
    """The answers of one kind that were given by today, the first one first."""
    found = [one for one in consents if one.answer.kind == kind and one.answer.on <= today]
    return sorted(found, key=lambda one: (one.answer.on, one.answer.created, one.answer.id))


def uses(known: Sequence[ConsentFacts]) -> list[str]:
    """What was ever said yes to by name, the newest first, each once."""
    named: dict[str, str] = {}
    for one in known[::-1]:
        if one.answer.given and one.use.strip():
            named.setdefault(fold(one.use), one.use.strip())
    return list(named.values())


def about(known: Iterable[ConsentFacts], use: str) -> list[ConsentFacts]:
    """The answers that are about one use: those that name it, and each no that names none and so is one to all.

    A yes to another use takes nothing back.
    """
    return [one for one in known if fold(one.use) == fold(use) or not (one.answer.given or one.use.strip())]


def last_by(known: Sequence[ConsentFacts], day: date) -> ConsentFacts | None:
    """The answer that counts on a day; `known` are those of one kind."""
    if not known:
        return None
    last = latest((one.answer for one in known), known[0].answer.kind, day)
    return next((one for one in known if one.answer == last), None)


def holds(known: Sequence[ConsentFacts], day: date) -> bool:
    """Whether they allow their use on a day; `known` are answers of one kind."""
    return bool(known) and in_force((one.answer for one in known), known[0].answer.kind, day)


def to_any_use(client: ClientFacts, what: str, name: str, known: Sequence[ConsentFacts], today: date) -> Found:
    """A yes to any use that is named and that holds today."""
    named = [about(known, use) for use in uses(known)]
    for answers in named:
        if holds(answers, today):
            return _yes(client, what, answers, today, "")
    last = known[-1] if known else None
    if last is not None and not last.use.strip() and holds(known, today):
        says = f"On {day_text(last.answer.on)} {client.title} said yes to {what}, but {name} is not named."
        return Found(False, says, _pages(last))
    return _yes(client, what, named[0] if named else known, today, "")


def _yes_since(
    client: ClientFacts, what: str, known: Sequence[ConsentFacts], day: date, when: str, today: date
) -> Found:
    """A yes that held on that day, and that was neither withdrawn nor followed by a no since."""
    last = last_by(known, max(day, today))
    if last is not None and holds(known, day):
        withdrawn = last.answer.withdrawn is not None and last.answer.withdrawn <= today
        if withdrawn or not last.answer.given:
            return _no(client, what, known, max(day, today), "")
    return _yes(client, what, known, day, when)


def _yes(client: ClientFacts, what: str, known: Sequence[ConsentFacts], day: date, when: str) -> Found:
    """Whether there is a yes on that day; `when` says what is on that day, where it is not about today."""
    last = last_by(known, day)
    if last is None or not holds(known, day):
        return _no(client, what, known, day, when)
    return Found(True, f"{_said(client, what, last)}{_beside(last.answer.on, day, when)}.", _pages(last))


def _no(client: ClientFacts, what: str, known: Sequence[ConsentFacts], day: date, when: str) -> Found:
    """Why nothing allows it on that day."""
    last = last_by(known, day)
    if last is None:
        if not known:
            return Found(False, f"{client.title} was not asked about {what}.")
        first = known[0]
        return Found(False, f"{_said(client, what, first)}{_beside(first.answer.on, day, when)}.", _pages(first))
    answer, says = last.answer, _said(client, what, last)
    earlier = [one for one in known[: known.index(last)] if one.answer.given]
    if not answer.given and earlier:
        says += f", in place of the yes of {day_text(earlier[-1].answer.on)}"
    elif answer.given and answer.withdrawn is not None and answer.withdrawn <= day:
        says += f", and withdrew it on {day_text(answer.withdrawn)}"
    elif answer.given and answer.until is not None:
        says += f", but only until {day_text(answer.until)}{_beside(answer.until, day, when)}"
    return Found(False, f"{says}.", _pages(last))


def _beside(day: date, other: date, when: str) -> str:
    """How a day lies to the one that counts."""
    if not when:
        return ""
    return f", on the day of {when}" if day == other else f", {'before' if day < other else 'after'} {when}"


def _said(client: ClientFacts, what: str, one: ConsentFacts) -> str:
    use = f" (“{one.use.strip()}”)" if one.use.strip() else ""
    return f"On {day_text(one.answer.on)} {client.title} said {_word(one)} to {what}{use}"


def _word(one: ConsentFacts) -> str:
    return "yes" if one.answer.given else "no"


def _pages(one: ConsentFacts) -> tuple[Record, ...]:
    return (("consent", one.answer.id),)


LOOKS: Mapping[str, Look] = {
    "consent.recording": of_client(recording),
    "consent.sponsor_report": of_client(sponsor_report),
    "consent.research": of_client(research),
    "consent.hours_log": of_client(hours_log),
}
