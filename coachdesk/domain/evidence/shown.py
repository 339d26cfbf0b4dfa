"""What the records say of what others see of clients: names, words, and the rows of the hours log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from coachdesk.domain.consents import said
from coachdesk.domain.evidence.consents import about, holds, of_kind, to_any_use, uses
from coachdesk.domain.evidence.entries import and_list
from coachdesk.domain.evidence.facts import ClientFacts, ConsentFacts, Found, Look, Record, Records

NAME_USES = {"testimonial": "their words being shown", "name-release": "their name being used"}
"""The kinds of consent that let the words or the name of a client be seen, in the words of a sentence."""


class _Use(NamedTuple):
    """One use of a client's name or words that was ever allowed: whose, where, whether it still is, and its record."""

    words: str
    still: bool
    record: Record


def name_use(records: Records) -> Found:
    """Of a client, a yes that says where and that holds today; of the practice, every use that was ever allowed, found
    where all of them still are."""
    return _of_practice(records) if records.client is None else _of_client(records, records.client)


def _of_client(records: Records, client: ClientFacts) -> Found:
    found = [
        to_any_use(client, what, "the place", known, records.today)
        for kind, what in NAME_USES.items()
        if (known := of_kind(client.consents, kind, records.today))
    ]
    if not found:
        return Found(False, f"{client.title} was not asked whether their name or words may be shown.")
    return next((one for one in found if one.found), found[0])


def _of_practice(records: Records) -> Found:
    every = [
        use
        for client_id, consents in records.practice.name_uses.items()
        for kind in NAME_USES
        for use in _uses(records, client_id, of_kind(consents, kind, records.today))
    ]
    over, still = ([one for one in every if one.still is which] for which in (False, True))
    if not every:
        return Found(False, "No client has allowed their name or words to be shown.")
    holding = f"{'still allowed' if over else 'Still allowed'}: {and_list([one.words for one in still])}"
    if not over:
        return Found(True, f"{holding}.", tuple(one.record for one in still))
    says = f"Not allowed now: {and_list([one.words for one in over])}{f'; {holding}' if still else ''}."
    return Found(False, says, tuple(one.record for one in (*over, *still)))


def _uses(records: Records, client_id: str, known: list[ConsentFacts]) -> Iterator[_Use]:
    """The uses of one kind that one client ever allowed, the newest first."""
    name = _name(records, client_id)
    for use in uses(known):
        answers = about(known, use)
        last = answers[-1]
        still = holds(answers, records.today)
        became = "" if still else f", {said((one.answer for one in answers), last.answer.kind, records.today)}"
        yield _Use(f"“{use}” ({name}{became})", still, ("consent", last.answer.id))
    last_yes = known[-1] if known else None
    if last_yes is not None and last_yes.answer.given and not last_yes.use.strip() and holds(known, records.today):
        yield _Use(f"a use without its place ({name})", False, ("consent", last_yes.answer.id))


def rows_have_consent(records: Records) -> Found:
    """Nobody is named in the hours log whose last answer is not a yes."""
    listed = records.practice.listed
    without = [one for one in listed if one not in records.practice.may_list]
    if without:
        names = and_list([_name(records, one) for one in without])
        return Found(False, f"The hours log would name {names} without a yes.", _pages(without))
    if not listed:
        return Found(True, "The hours log would name nobody.")
    if len(listed) == 1:
        return Found(True, f"The hours log would name {_name(records, listed[0])} alone, who said yes.", _pages(listed))
    return Found(True, f"The hours log would name {len(listed)} clients, who all said yes.", _pages(listed))


def _name(records: Records, client_id: str) -> str:
    return records.practice.names.get(client_id) or records.practice.active.get(client_id) or "a client"


def _pages(clients: list[str] | tuple[str, ...]) -> tuple[Record, ...]:
    return tuple(("client", one) for one in clients)


LOOKS: Mapping[str, Look] = {
    "consent.name_use": name_use,
    "hours_log.rows_have_consent": rows_have_consent,
}
