"""What may leave, and on which basis: to the client themself or kept by the coach nothing is needed; whatever shows a
client to anybody else rests on a consent, on what they signed, or on a reason that stands in the register for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from coachdesk.domain.consents import KINDS, known_kind
from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.text import clean

BASES: dict[str, str] = {
    "to-client": "to them",
    "own": "kept by you",
    "no-client": "it shows no client",
    "unnamed": "it is about them, without their name",
    "consent": "they consented",
    "agreement": "they signed that this payer gets it",
    "override": "let out once, for a reason",
    "law": "required by law",
    "harm": "to keep somebody from harm",
    "supervision": "in supervision",
}
"""Each basis of a disclosure, in words."""

BY_HAND = ("law", "harm", "supervision", "consent")
"""The bases of what was told by word of mouth or another way than through this desk."""
WITH_GROUND = ("law", "harm")
"""The exceptions of confidentiality: what required it is told with each."""

CLIENT, COACH, NOBODY, UNNAMED, OTHER = "client", "coach", "nobody", "unnamed", "other"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets to see what leaves. Made by the functions and constants below.

    who       client (themself) | coach (kept) | nobody (it shows no client) | unnamed (it is
              about a client, and who they are is taken out) | other
    kind      the consent that anybody else's eyes need, one of `consents.KINDS`
    on        a later day on which that consent must still hold, such as that on which an absence begins
    agreed    what the client signed that lets this payer have it, in words; then no consent is needed
    override  the reason for letting it out once without either
    """

    who: str
    kind: str = ""
    on: date | None = None
    agreed: str = ""
    override: str = ""


TO_CLIENT = Audience(CLIENT)
KEPT = Audience(COACH)
SHOWS_NOBODY = Audience(NOBODY)
NOT_NAMED = Audience(UNNAMED)


def to_other(kind: str, *, on: date | None = None, agreed: str = "", override: str = "") -> Audience:
    """Anybody but the client and the coach; `kind` is the consent that it needs."""
    if kind not in KINDS:
        raise ValueError(kind)
    return Audience(OTHER, kind, on, agreed, override)


def reason(text: str | None) -> str:
    """The reason of a one-time override, or nothing where there is none. Raises `disclosure.no-reason` for one that
    was given without a word in it, and `text.…`."""
    if text is None:
        return ""
    words = clean(text, where="override")
    if not words:
        raise failure("disclosure.no-reason", where="override")
    return words


_NEEDS_NOTHING = {CLIENT: "to-client", COACH: "own", NOBODY: "no-client", UNNAMED: "unnamed"}
"""The basis of what needs neither a consent nor a reason."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lets something leave: a basis, the id of the consent, and why, where that has words."""

    basis: str
    consent: str = ""
    why: str = ""


def ground(audience: Audience, consent: Callable[[], str]) -> Ground | None:
    """What lets something leave to that audience, or nothing. `consent` looks up the id of the consent that holds."""
    if audience.who != OTHER:
        return Ground(_NEEDS_NOTHING[audience.who])
    if audience.agreed:
        return Ground("agreement", why=audience.agreed)
    held = consent()
    if held:
        return Ground("consent", held)
    return Ground("override", why=audience.override) if audience.override else None


def known_basis(text: str) -> str:
    """The basis itself of what was told by hand, case and spaces aside, or `disclosure.basis`."""
    small = "-".join(text.lower().split())
    if small not in BY_HAND:
        raise failure("disclosure.basis", text=text.strip() or "nothing", choices=", ".join(BY_HAND))
    return small


def known_consent(text: str) -> str:
    """The kind of consent that it rested on; nothing where none is named. Raises `consent.kind`."""
    return known_kind(text, "") if text.strip() else ""


def check_told(to: str, what: str, basis: str, why: str, on: date, today: date) -> None:
    """Raises `disclosure.nobody`, `disclosure.nothing`, `disclosure.no-ground`, `disclosure.future`."""
    if not to:
        raise failure("disclosure.nobody", where="to")
    if not what:
        raise failure("disclosure.nothing", where="what")
    if basis in WITH_GROUND and not why:
        raise failure("disclosure.no-ground", where="why", basis=BASES[basis])
    if on > today:
        raise failure("disclosure.future", where="on", on=day_text(on))
