"""The register of disclosures, whole: what left through the gate, what was told another way and entered, and what a
client was told themself of a conflict of interest, a referral or a swap."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from coachdesk.domain import disclosures as rules
from coachdesk.domain.consents import KINDS
from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.times import resolve_local
from coachdesk.domain.views.history import DisclosureView
from coachdesk.services import consents
from coachdesk.services.agreement_rows import day_of
from coachdesk.services.hand_over import BY_HAND, register
from coachdesk.services.people import People, people
from coachdesk.store.tables.disclosures import Disclosure

if TYPE_CHECKING:
    from coachdesk.domain.inputs.disclosures import DisclosureInput
    from coachdesk.services.desk import Desk

TOLD_THEM = {
    "conflict": "a conflict of interest",
    "referral": "compensation for a referral",
    "barter": "coaching for goods or work",
}
"""The entries of the practice register that are disclosures to the client, with what each is about."""


def add(desk: Desk, client_id: str, entered: DisclosureInput) -> DisclosureView:
    """Enter what was told of a client, to whom and on which ground. Where they consented, that consent is looked up.
    It stays for good, as all of the register does.

    Raises `disclosure.…`, `ref.unknown`.
    """
    who = people(desk).known(("client", client_id))
    rules.check_told(entered.to, entered.what, entered.basis, entered.why, entered.on, desk.today())
    consent = _consent(desk, client_id, who.title, who.called, entered) if entered.basis == "consent" else ""
    row_id = new_id()
    with desk.store.write("disclosures.add", client_id=client_id, final=True) as db:
        db.add(
            Disclosure(
                id=row_id,
                client_id=client_id,
                at=_instant(desk, entered.on),
                kind=BY_HAND,
                recipient=entered.to,
                what=entered.what,
                consent=consent,
                basis=entered.basis,
                why=entered.why,
            )
        )
    return next(one for one in register(desk, client_id) if one.id == row_id)


def lines(desk: Desk, client_id: str | None = None) -> list[DisclosureView]:
    """All that left or was told, of one client or of all, newest first. Not to be called inside a transaction."""
    known = people(desk)
    told = [_told(desk, row, known) for row in _entries(desk, client_id) if row["told_on"]]
    return sorted([*register(desk, client_id), *told], key=lambda one: (one.at, one.id), reverse=True)


def untold(desk: Desk, client_id: str | None = None) -> list[tuple[str, str]]:
    """What a client is to be told and was not yet: the client, and what it is about; the oldest first."""
    known = people(desk)
    return [
        (_whose(row, known), _what(row))
        for row in sorted(_entries(desk, client_id), key=lambda row: (row["on_day"], row["id"]))
        if not row["told_on"] and not row["ended_on"] and row["client_id"]
    ]


def _entries(desk: Desk, client_id: str | None) -> list[dict[str, Any]]:
    where, values = ("", ()) if client_id is None else ("WHERE client_id = ?", (client_id,))
    return [row for row in desk.rows("register_entry", where, values) if row["kind"] in TOLD_THEM]


def _told(desk: Desk, row: dict[str, Any], known: People) -> DisclosureView:
    told = day_of(row["told_on"])
    assert told is not None  # noqa: S101  (only what was told is asked for)
    details = row["details"]
    return DisclosureView(
        id=row["id"],
        client_id=row["client_id"] or "",
        client=_whose(row, known),
        at=_instant(desk, told),
        kind=row["kind"],
        what=_what(row),
        recipient=_whose(row, known) or details.get("party", ""),
        format="",
        file_name="",
        file_hash="",
        fingerprint="",
        version_id="",
        basis="to-client",
        by_hand=True,
        answered=day_of(row["answered_on"]),
        answer=details.get("answer", ""),
    )


def _what(row: dict[str, Any]) -> str:
    return ": ".join(part for part in (TOLD_THEM[row["kind"]], row["text"]) if part)


def _whose(row: dict[str, Any], known: People) -> str:
    someone = known.get(("client", row["client_id"])) if row["client_id"] else None
    return someone.title if someone else ""


def _consent(desk: Desk, client_id: str, title: str, called: str, entered: DisclosureInput) -> str:
    """The id of the consent that it rested on that day."""
    kinds = (entered.kind,) if entered.kind else tuple(KINDS)
    held = {kind: found for kind in kinds if (found := consents.held(desk, client_id, kind, entered.on))}
    if not held:
        raise failure("disclosure.no-consent", where="basis", client=title, on=day_text(entered.on), ref=called)
    if len(held) > 1:
        choices = ", ".join(held)
        raise failure("disclosure.which-consent", where="kind", client=title, on=day_text(entered.on), choices=choices)
    return next(iter(held.values()))


def _instant(desk: Desk, day: date) -> datetime:
    """Now, where it was today; else noon of that day where the coach is, since only the day is known."""
    if day == desk.today():
        return desk.clock()
    return resolve_local(datetime.combine(day, time(12)), desk.settings().zone)
