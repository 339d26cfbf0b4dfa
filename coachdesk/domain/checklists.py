"""Checklists: the questions of a coach's conduct by the moment at which they arise, and what counts as an answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from coachdesk.domain.errors import failure
from coachdesk.domain.nearest import did_you_mean
from coachdesk.domain.text import NOTE_LIMIT, clean_lines, fold
from coachdesk.domain.toml_files import Row, TomlFile, twice

MOMENTS: dict[str, str] = {
    "before_first_session": "Before the first session",
    "at_agreement": "At an agreement",
    "before_session": "Before a session",
    "after_session": "After a session",
    "monthly": "The practice, month by month",
    "at_ending": "At an ending",
    "on_event": "When something happens",
}
"""Each moment as a heading has it, in the order in which they come."""

EVENTS: dict[str, str] = {
    "harm_disclosed": "Somebody may get hurt",
    "incident": "An incident",
    "data_request": "A request for records",
    "sponsor_report": "A report to whoever pays",
    "name_release": "A name or words to be shown",
    "third_party_payment": "Somebody else pays",
    "referral_paid": "A referral with a benefit",
    "barter": "A swap",
    "research": "Research",
    "absence": "Being away",
    "disposal_due": "Records to be destroyed",
}
"""Each event as a heading has it, the most pressing first."""

SCOPES = ("practice", "client", "agreement", "session")
MODES = ("auto", "assist", "self")
YES, NO, PARTLY, APART = "yes", "no", "partly", "does-not-apply"
ANSWERS = (YES, NO, PARTLY, APART)

_ITEM = ("id", "topic", "text", "scope", "moment", "event", "every_months", "evidence", "mode", "why")
_EVIDENCE = ("key", "record_of", "found_when", "clauses")


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `evidence` is the key of what answers it, empty where only the coach can; `every_months` is the
    rhythm of a monthly one, else 0."""

    id: str
    topic: str
    text: str
    why: str
    scope: str
    moment: str
    event: str
    mode: str
    evidence: str
    every_months: int


def checklist_of(file: TomlFile, topics: Collection[str], keys: Collection[str] = ()) -> tuple[Item, ...]:
    """The items of a file; evidence keys are those that it defines itself, or else `keys`.

    Raises a `catalogue.…` failure that names the line of the first thing wrong.
    """
    rows, evidence = file.rows("item"), file.rows("evidence")
    for row in evidence:
        row.only(_EVIDENCE)
    for problem in (*twice(rows, "id"), *twice(evidence, "key")):
        raise problem
    known = keys or {row.text("key") for row in evidence}
    for row in evidence:
        row.one_of("key", known)
    return tuple(_item(row, topics, known) for row in rows)


def evidence_keys(file: TomlFile) -> frozenset[str]:
    """The evidence keys that a file defines."""
    return frozenset(row.text("key") for row in file.rows("evidence"))


def _item(row: Row, topics: Collection[str], keys: Collection[str]) -> Item:
    row.only(_ITEM)
    found = Item(
        id=row.text("id"),
        topic=row.one_of("topic", topics),
        text=row.text("text"),
        why=row.text("why"),
        scope=row.one_of("scope", SCOPES),
        moment=row.one_of("moment", MOMENTS),
        event=row.one_of("event", EVENTS, needed=False),
        mode=row.one_of("mode", MODES),
        evidence=row.one_of("evidence", keys, needed=False),
        every_months=row.number("every_months", 0, 1, 24),
    )
    for field, is_wrong, why, hint in (
        ("event", (found.moment == "on_event") != bool(found.event), "event and moment do not fit",
         "an item on_event names its event, no other does"),
        ("every_months", (found.moment == "monthly") != bool(found.every_months), "every_months and moment do not fit",
         "a monthly item says every how many months, no other does"),
        ("evidence", (found.mode == "self") != (not found.evidence), "evidence and mode do not fit",
         "an item of mode self has no evidence, any other names its key"),
    ):  # fmt: skip
        if is_wrong:
            raise row.wrong("catalogue.item", field, why=why, hint=hint)
    return found


def known_moment(text: str) -> str:
    """The moment itself, case and hyphens aside, or `ethics.moment`."""
    return _known(text, MOMENTS, "ethics.moment", "moment")


def known_event(text: str) -> str:
    """The event itself, case and hyphens aside, or `ethics.event`."""
    return _known(text, EVENTS, "ethics.event", "event")


def known_answer(text: str) -> str:
    """The answer itself, case and spaces aside, or `ethics.answer`."""
    small = "-".join(text.lower().replace("_", " ").split())
    if small not in ANSWERS:
        raise failure("ethics.answer", where="answer", text=text.strip() or "nothing", choices=", ".join(ANSWERS))
    return small


def checked_note(text: str) -> str:
    """The note of an answer. Raises `text.long`, `text.encoding`."""
    return clean_lines(text, NOTE_LIMIT, "note")


def known_item(text: str, items: Collection[str]) -> str:
    """The item of that id, or of the one id that holds the text. Raises `ethics.item`, `ethics.item-several`."""
    wanted = fold(text)
    if wanted in items:
        return wanted
    fits = [one for one in items if wanted and wanted in one]
    if len(fits) == 1:
        return fits[0]
    if fits:
        some = ", ".join(fits[:3]) + (f" and {len(fits) - 3} more" if len(fits) > 3 else "")
        raise failure("ethics.item-several", where="item", text=text.strip(), which=some)
    near = did_you_mean(wanted, items, "coachdesk ethics show lists them", 0.5)
    raise failure("ethics.item", where="item", text=text.strip() or "without a name", near=near)


def _known(text: str, choices: Collection[str], code: str, where: str) -> str:
    small = "_".join(text.lower().replace("-", " ").split())
    if small not in choices:
        raise failure(code, where=where, text=text.strip() or "nothing", choices=", ".join(choices))
    return small
