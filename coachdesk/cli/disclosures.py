"""`coachdesk disclosures`: the register of what went to whom."""

from __future__ import annotations

from typing import Annotated

import typer

from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import table
from coachdesk.cli.running import opened, show
from coachdesk.domain.times import city_of, clock

NOUN = Noun("", "What went to whom.")

KEYS = (
    "id", "at", "client", "client_name", "kind", "what", "recipient", "format", "file_name", "file_hash", "fingerprint",
)  # fmt: skip


@NOUN.verb("disclosures", example="disclosures --client amara", keys=KEYS, array=True)
def disclosures(
    ctx: typer.Context,
    client: Annotated[str | None, typer.Option(metavar="REF", help="only of this client")] = None,
) -> None:
    """List what was handed over, newest first: what, to whom, and the hash of the file."""
    from coachdesk.services import clients
    from coachdesk.services.hand_over import register

    with opened(ctx) as desk:
        found = register(desk, clients.find(desk, client) if client else None)
        zone = desk.settings().zone
        rows = [(clock(one.at, zone, year=True), one.client, one.what, one.recipient, one.file_name) for one in found]
        values = [
            {key: getattr(one, {"client": "client_id", "client_name": "client"}.get(key, key)) or None for key in KEYS}
            for one in found
        ]
        lines = table((f"when ({city_of(zone)})", "client", "what", "recipient", "file"), rows)
        show(ctx, values, lines if rows else ["nothing was handed over yet"])
