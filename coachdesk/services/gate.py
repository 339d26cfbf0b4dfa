"""The rule at the gate: nothing that shows a client leaves for anybody else without their consent, what they signed, or
a reason that stays in the register. `hand_over` asks it for every file and copy; whoever makes a long document asks
it before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING

from coachdesk.domain import disclosures as rules
from coachdesk.domain.consents import KINDS
from coachdesk.domain.disclosures import Audience, Ground
from coachdesk.domain.errors import failure
from coachdesk.domain.text import fold
from coachdesk.services import consents
from coachdesk.services.people import people

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

MYSELF = "myself"
"""What a recipient who is the coach is called in the register."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A client whom a document leaves out for want of consent: who, and what they said, such as `never asked`."""

    client_id: str
    client: str
    said: str

    @property
    def words(self) -> str:
        """In words: `Tomás (never asked)`."""
        return f"{self.client} ({self.said})"


def ground(desk: Desk, client_id: str, audience: Audience, also: str = "") -> Ground:
    """What lets a text about that client leave to that audience. Raises `consent.needed`, `ref.unknown`; `also` says
    what else than a consent would let it.

    Not to be called inside a transaction.
    """
    found = rules.ground(audience, lambda: _consent(desk, client_id, audience))
    if found is None:
        who = people(desk).known(("client", client_id))
        said = "; ".join(filter(None, [consents.said(desk, client_id, audience.kind), also]))
        raise failure(
            "consent.needed", client=who.title, about=KINDS[audience.kind], said=said, kind=audience.kind,
            ref=quote(who.called),
        )  # fmt: skip
    return found


def sift(desk: Desk, client_ids: Iterable[str], audience: Audience) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    """Of what shows several clients: those who may be in it, and those who are left out, which is to be said."""
    may, left = [], []
    for client_id in dict.fromkeys(client_ids):
        if rules.ground(audience, lambda one=client_id: _consent(desk, one, audience)) is not None:  # type: ignore[misc]
            may.append(client_id)
            continue
        who = people(desk).known(("client", client_id))
        left.append(LeftOut(client_id, who.title, consents.said(desk, client_id, audience.kind)))
    return tuple(may), tuple(left)


def audience_of(desk: Desk, client_id: str, recipient: str, kind: str, override: str = "") -> Audience:
    """Who a named recipient is: the client, by any of their names, the coach, or anybody else; nobody named is the
    client."""
    wanted = fold(recipient)
    names = people(desk).known(("client", client_id)).names
    if not wanted or wanted in {fold(one) for one in names}:
        return rules.TO_CLIENT
    if wanted in {MYSELF, fold(str(desk.settings().get("name")))}:
        return rules.KEPT
    return rules.to_other(kind, override=override)


def _consent(desk: Desk, client_id: str, audience: Audience) -> str:
    """The id of the consent that holds today, and still on the day that the audience names; else empty."""
    held = consents.held(desk, client_id, audience.kind, desk.today())
    if audience.on is not None and not consents.held(desk, client_id, audience.kind, audience.on):
        return ""
    return held
