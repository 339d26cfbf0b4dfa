"""`coachdesk slots`: the ways to open the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import table
from coachdesk.cli.running import new_passphrase, opened, show
from coachdesk.domain.errors import failure
from coachdesk.services import slots as service

if TYPE_CHECKING:
    from coachdesk.domain.views.desk import SlotView

NOUN = Noun("slots", "The ways to open the desk: keyring, passphrase, recovery key.", bare="list")

KEYS = ("id", "kind", "label", "made")


@NOUN.verb("list", example="slots list", keys=KEYS, array=True)
def list_(ctx: typer.Context) -> None:
    """List the ways to open the desk. None of them is a secret."""
    with opened(ctx) as desk:
        found = service.listed(desk)
        show(ctx, slots_json(found), slot_lines(found))


@NOUN.verb("add", example="slots add passphrase --passphrase-stdin", keys=("slots", "recovery_key"))
def add(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="passphrase, keyring or recovery")],
) -> None:
    """Add a way to open the desk. With --passphrase-stdin a new passphrase is the second line of standard input; a
    new recovery key replaces the old one, and is shown once."""
    from coachdesk.services.desk import Passphrase, new_recovery_key

    if kind not in ("passphrase", "keyring", "recovery"):
        raise failure("slots.kind", kind=kind)
    with opened(ctx) as desk:
        key = None
        if kind == "keyring":
            found = service.add_keyring(desk)
        elif kind == "recovery":
            key = new_recovery_key()
            found = service.new_recovery(desk, key)
        else:
            found = service.add(desk, Passphrase(new_passphrase(ctx)))
        lines = [*recovery_lines(key), *slot_lines(found)] if key else slot_lines(found)
        show(ctx, {"slots": slots_json(found), "recovery_key": key}, lines)


@NOUN.verb("remove", example="slots remove keyring", keys=("slots",))
def remove(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="its kind, its label, or the beginning of its id")],
) -> None:
    """Take a way to open the desk away. The last one stays."""
    with opened(ctx) as desk:
        found = service.remove(desk, ref)
        show(ctx, {"slots": slots_json(found)}, slot_lines(found))


def slots_json(slots: Iterable[SlotView]) -> list[dict[str, object]]:
    """Slots as JSON has them."""
    return [{key: getattr(one, key) for key in KEYS} for one in slots]


def slot_lines(slots: Iterable[SlotView]) -> list[str]:
    """Slots as a table."""
    return table(("id", "kind", "label", "made"), [(one.id[:6], one.kind, one.label, one.made) for one in slots])


def recovery_lines(key: str) -> list[str]:
    """The recovery key as it is shown, once."""
    return [
        f"recovery key: {key}",
        "Write it down or print it now: it is shown this once, and opens the desk when all else is lost.",
    ]
