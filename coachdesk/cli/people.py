"""What the fields of clients and contacts have in common: how they are typed, and how a person is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from coachdesk.cli.nouns import Field
from coachdesk.cli.output import say_aside
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.validate import Reading

if TYPE_CHECKING:
    from coachdesk.domain.views.clients import LikelyDuplicate
    from coachdesk.services.desk import Desk

NAME = Field("full_name", "the full name", "NAME", "--name")
CALLED = Field("called", "what you call them; else the whole name", "NAME")
EMAIL = Field("email", "e-mail address", "E-MAIL")
PHONE = Field("phone", "telephone", "PHONE")
ORGANISATION = Field("organisation", "where they work", "NAME")
ZONE = Field("zone", "time zone: Area/City, or a city", "ZONE")
NOTE = Field("note", "anything else", "TEXT")


def reading(desk: Desk, lean: str = "future") -> Reading:
    """How typed values are read on this desk: days on the coach's calendar, amounts in the coach's currency."""
    settings = desk.settings()
    return Reading(desk.today(), settings.date_order, settings.currency, lean)


def either(desk: Desk, ref: str) -> str:
    """The id of the client, or else the contact, that a reference means; empty for an empty one, which clears it.

    Raises `ref.several`, or `ref.unknown` where neither knows it.
    """
    from coachdesk.services import clients, contacts

    if not ref.strip():
        return ""
    try:
        return clients.find(desk, ref)
    except CoachdeskError as error:
        if error.code != "ref.unknown":
            raise
    return contacts.find(desk, ref)


def warn_of(likely: Iterable[LikelyDuplicate], noun: str) -> None:
    """Point at records that may be the one that was just added."""
    for one in likely:
        say_aside(f"this may be a {noun} you have already: {one.title} [{one.id}], {one.why}")


def changed(entered: Mapping[str, Any], verb: str) -> dict[str, Any]:
    """The fields to change, of which there must be one. Raises `usage.nothing`."""
    from coachdesk.cli.nouns import typed
    from coachdesk.domain.errors import failure

    found = typed(dict(entered))
    if not found:
        raise failure("usage.nothing", verb=verb)
    return found
