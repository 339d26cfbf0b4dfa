"""`coachdesk disclosures`: the register of what went to whom, and on which ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import plain, table
from coachdesk.cli.people import reading
from coachdesk.cli.running import opened, show
from coachdesk.domain.consents import KINDS
from coachdesk.domain.days import day_text
from coachdesk.domain.disclosures import BASES, BY_HAND
from coachdesk.domain.times import city_of, clock, local
from coachdesk.services import clients
from coachdesk.services import disclosures as service

if TYPE_CHECKING:
    from coachdesk.domain.views.history import DisclosureView

NOUN = Noun("disclosures", "What went to whom, and on which ground.", bare="list")

KEYS = (
    "id", "at", "client", "client_name", "kind", "what", "recipient", "format", "file_name", "file_hash", "fingerprint",
    "basis", "consent", "why", "answer", "answered_on",
)  # fmt: skip
_NAMES = {"client": "client_id", "client_name": "client", "answered_on": "answered"}


@NOUN.verb("list", example="disclosures --client amara", keys=KEYS, array=True)
def list_(
    ctx: typer.Context,
    client: Annotated[str | None, typer.Option("--client", metavar="REF", help="only of this client")] = None,
) -> None:
    """List what was handed over or told, newest first: what, to whom, on which ground, and the hash of the file."""
    with opened(ctx) as desk:
        found = service.lines(desk, clients.find(desk, client) if client else None)
        zone = desk.settings().zone
        rows = [
            (_when(one, zone), one.client, one.what, one.recipient, BASES.get(one.basis, one.basis), one.file_name)
            for one in found
        ]
        lines = table((f"when ({city_of(zone)})", "client", "what", "recipient", "ground", "file"), rows)
        show(ctx, [_json(one) for one in found], lines if rows else ["nothing was handed over yet"])


@NOUN.verb(
    "add",
    example="disclosures add --client amara --to 'the police' --what 'where she is' --basis harm --why 'she meant it'",
    keys=KEYS,
)
def add(
    ctx: typer.Context,
    client: Annotated[str, typer.Option("--client", metavar="REF", help="whom it is about")],
    to: Annotated[str, typer.Option("--to", metavar="WHO", help="who was told")],
    what: Annotated[str, typer.Option("--what", metavar="TEXT", help="what they were told")],
    basis: Annotated[str, typer.Option("--basis", metavar="|".join(BY_HAND), help="the ground")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="what required it; needed for law and harm")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="when; else today")] = "today",
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=f"with consent, which of several: {', '.join(KINDS)}")
    ] = "",
) -> None:
    """Enter what was told of a client by word of mouth, or another way than through this desk."""
    from coachdesk.domain.inputs.disclosures import DisclosureInput
    from coachdesk.domain.inputs.validate import validated

    with opened(ctx) as desk:
        data = {"to": to, "what": what, "basis": basis, "why": why, "on": on, "kind": kind}
        entered = validated(DisclosureInput, data, reading(desk))
        made = service.add(desk, clients.find(desk, client), entered)
        said = f"{plain(made.client)}: told {plain(made.recipient)}, {BASES[made.basis]} [{made.id}]"
        show(ctx, _json(made), [said])


def _json(one: DisclosureView) -> dict[str, object]:
    return {key: getattr(one, _NAMES.get(key, key)) or None for key in KEYS}


def _when(one: DisclosureView, zone: str) -> str:
    """The instant, or the day alone where that is all that is known."""
    return day_text(local(one.at, zone).date()) if one.by_hand else clock(one.at, zone, year=True)
