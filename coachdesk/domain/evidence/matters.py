"""What the records say of matters with a client beside the coaching: conflicts, referrals, harm, requests for data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from coachdesk.domain.days import day_text
from coachdesk.domain.evidence.entries import and_list, capital, is_by, newest_first, of_client, opens
from coachdesk.domain.evidence.facts import ClientFacts, EntryFacts, Found, Look, Records
from coachdesk.domain.evidence.words import quoted

HARM = "harm"
"""Of such an entry no word is repeated anywhere but on its own page."""
AGREED = "agreed with client"
Lacks = Callable[[EntryFacts, date], list[str]]
"""What an entry lacks on a day, in words."""


def conflict_disclosed(records: Records, client: ClientFacts) -> Found:
    """Each conflict of interest with the day on which the client was told."""
    return _each(records, client, "conflict", "conflict of interest", _lacks_telling, lambda one: _told(one))


def conflict_decided(records: Records, client: ClientFacts) -> Found:
    """Each conflict of interest with a decision that was agreed with the client, or their answer to it."""

    def lacks(one: EntryFacts, today: date) -> list[str]:
        decision, answer = detail(one, "decision"), detail(one, "answer")
        agreed = answer or AGREED in decision.casefold()
        return [*(["a decision"] if not decision else []), *(["what the client said to it"] if not agreed else [])]

    def words(one: EntryFacts) -> str:
        on = f" on {day_text(one.answered)}" if one.answered else ""
        answer = detail(one, "answer")
        return f"decided{on}: {quoted(detail(one, 'decision'))}" + (f"; the client: {quoted(answer)}" if answer else "")

    return _each(records, client, "conflict", "conflict of interest", lacks, words)


def referral_disclosed(records: Records, client: ClientFacts) -> Found:
    """Each referral with its amount or benefit and the day on which the client was told."""

    def lacks(one: EntryFacts, today: date) -> list[str]:
        return [*([] if detail(one, "benefit") else ["an amount or benefit"]), *_lacks_telling(one, today)]

    def words(one: EntryFacts) -> str:
        return f"{quoted(detail(one, 'benefit'))}, {_told(one)}"

    return _each(records, client, "referral", "referral", lacks, words)


def harm_logged(records: Records, client: ClientFacts) -> Found:
    """Each disclosure of harm with what was heard, what was done, who was told and when."""
    wanted = {"heard": "what was heard", "done": "what was done", "who_told": "who was told"}

    def lacks(one: EntryFacts, today: date) -> list[str]:
        missing = [words for key, words in wanted.items() if not detail(one, key)]
        return [*missing, *([] if is_by(one.told, today) else ["when somebody was told"])]

    def words(one: EntryFacts) -> str:
        when = f" on {day_text(one.told)}" if one.told else ""
        return f"what was heard, what was done and who was told{when} is noted"

    return _each(records, client, HARM, "harm disclosed", lacks, words)


def data_request(records: Records, client: ClientFacts) -> Found:
    """Each request for data with the day on which it was received, that of the answer, and what was sent."""

    def lacks(one: EntryFacts, today: date) -> list[str]:
        missing = [] if is_by(one.answered, today) else ["the day of the answer"]
        return [*missing, *([] if detail(one, "sent") else ["what was sent"])]

    def words(one: EntryFacts) -> str:
        when = f"answered on {day_text(one.answered)}" if one.answered else "answered"
        return f"{when} with {quoted(detail(one, 'sent'))}"

    return _each(records, client, "data-request", "request for data", lacks, words)


def suggested(records: Records, client: ClientFacts) -> Found:
    """A dated suggestion of another coach, a professional or a resource."""
    every = newest_first(client.entries, "suggestion", records.today)
    with_name = [one for one in every if detail(one, "to")]
    if with_name:
        says = f"On {day_text(with_name[0].on)} you suggested {quoted(detail(with_name[0], 'to'))} to {client.title}."
        return Found(True, says, opens(with_name[0]))
    if every:
        says = f"The suggestion to {client.title} of {day_text(every[0].on)} does not say whom or what."
        return Found(False, says, opens(every[0]))
    return Found(False, f"No suggestion of somebody or something else to {client.title} is entered.")


def _each(
    records: Records, client: ClientFacts, kind: str, what: str, lacks: Lacks, words: Callable[[EntryFacts], str]
) -> Found:
    """Whether the entry that is asked about lacks nothing, or where none is named, each of that kind.

    One that is whole does not hide another that is not: the oldest that lacks something is what is said.
    """
    entries = newest_first(client.entries, kind, records.today)
    if records.entry is not None and records.entry.kind == kind:
        entries = [records.entry]
    if not entries:
        return Found(False, f"No {what} is entered for {client.title}.")
    lacking = [one for one in reversed(entries) if lacks(one, records.today)]
    if lacking:
        says = f"{named(what, lacking[0])} lacks {and_list(lacks(lacking[0], records.today))}."
        return Found(False, says, opens(*lacking))
    return Found(True, f"{named(what, entries[0])}: {words(entries[0])}.", opens(*entries))


def named(what: str, one: EntryFacts) -> str:
    """An entry in a sentence, with its day and its text."""
    about = f" ({quoted(one.text)})" if one.text.strip() and one.kind != HARM else ""
    return f"{capital(what)} of {day_text(one.on)}{about}"


def detail(one: EntryFacts, key: str) -> str:
    """A field of an entry; empty where it has none."""
    return one.details.get(key, "").strip()


def _lacks_telling(one: EntryFacts, today: date) -> list[str]:
    return [] if is_by(one.told, today) else ["the day on which the client was told"]


def _told(one: EntryFacts) -> str:
    return f"the client was told on {day_text(one.told)}" if one.told else "the client was told"


LOOKS: Mapping[str, Look] = {
    "conflict.disclosed_logged": of_client(conflict_disclosed),
    "conflict.decision_logged": of_client(conflict_decided),
    "referral.disclosed_logged": of_client(referral_disclosed),
    "referral.suggested_logged": of_client(suggested),
    "incident.harm_action_logged": of_client(harm_logged),
    "data_request.answered": of_client(data_request),
}
