"""`coachdesk contacts`: anyone else you owe words or care."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachdesk.cli import people
from coachdesk.cli.nouns import Field, Noun, typed, with_fields
from coachdesk.cli.output import fields, plain, table
from coachdesk.cli.running import opened, show
from coachdesk.domain.inputs.contacts import ContactChange, ContactInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import contacts as service

if TYPE_CHECKING:
    from coachdesk.domain.views.contacts import ContactView

NOUN = Noun("contacts", "Sponsors, colleagues, stand-ins, helpers and professionals to refer to.", bare="list")

FIELDS = (
    Field("name", "the full name", "NAME"),
    Field("role", "sponsor, colleague, stand-in, helper or professional", "ROLE"),
    people.CALLED,
    people.EMAIL,
    people.PHONE,
    people.ORGANISATION,
    people.ZONE,
    Field("profession", "therapist, doctor, lawyer or another", "TEXT"),
    Field("takes_clients_on", "the day on which they last said that they can take a client", "DATE"),
    Field("confidential_on", "the day on which a helper agreed to keep things private", "DATE"),
    people.NOTE,
)
KEYS = (
    "id", "role", "name", "called", "email", "phone", "organisation", "zone", "profession", "takes_clients_on",
    "confidential_on", "note", "created",
)  # fmt: skip

Ref = Annotated[str, typer.Argument(metavar="REF", help="whole id, part of a name, or the beginning of an id")]


@NOUN.verb("add", example='contacts add --name "Bo Lind" --role sponsor --email bo@example.org', keys=KEYS)
@with_fields(FIELDS, required=frozenset({"name", "role"}))
def add(ctx: typer.Context, **entered: Any) -> None:
    """Add a contact. A likely duplicate is pointed out, and added all the same."""
    with opened(ctx) as desk:
        contact = validated(ContactInput, typed(entered), people.reading(desk))
        likely = service.likely_duplicates(desk, contact)
        view = service.add(desk, contact)
        show(ctx, contact_json(view), [f"added {plain(view.title)} [{view.id}]"])
        people.warn_of(likely, "contact")


@NOUN.verb("list", example="contacts list --role sponsor", keys=KEYS, array=True)
def list_(
    ctx: typer.Context,
    role: Annotated[
        str | None, typer.Option(metavar="ROLE", help="sponsor, colleague, stand-in, helper or professional")
    ] = None,
) -> None:
    """List contacts by name."""
    from coachdesk.domain.contacts import known_role

    with opened(ctx) as desk:
        found = service.lines(desk, None if role is None else known_role(role))
        rows = [(one.short, one.title, one.role, one.organisation, one.email, one.phone) for one in found]
        headings = ("id", "contact", "role", "organisation", "e-mail", "phone")
        none = "no contacts here yet: coachdesk contacts add --name NAME --role ROLE"
        show(ctx, [contact_json(one) for one in found], table(headings, rows) if rows else [none])


@NOUN.verb("show", example="contacts show bo", keys=(*KEYS, "record"))
def show_(ctx: typer.Context, ref: Ref) -> None:
    """Show a contact, with what became of the promises to them."""
    from coachdesk.cli.task_lines import record_json
    from coachdesk.services.records import record

    with opened(ctx) as desk:
        view = service.view(desk, service.find(desk, ref))
        promises = record(desk, "contact", view.id)
        shown = [(key.replace("_", " "), getattr(view, key)) for key in KEYS[:-1]]
        shown += [("promises", promises.words), ("replies", promises.reply_words.removeprefix("replies "))]
        show(ctx, {**contact_json(view), "record": record_json(promises)}, fields(shown))


@NOUN.verb("edit", example="contacts edit bo --phone '+46 8 000 000'", keys=KEYS)
@with_fields(FIELDS)
def edit(ctx: typer.Context, ref: Ref, **entered: Any) -> None:
    """Change fields of a contact; an empty text clears one."""
    given = people.changed(entered, "contacts edit")
    with opened(ctx) as desk:
        view = service.edit(desk, service.find(desk, ref), validated(ContactChange, given, people.reading(desk)))
        show(ctx, contact_json(view), [f"changed {plain(view.title)} [{view.id}]"])


def contact_json(view: ContactView) -> dict[str, object]:
    """A contact as JSON has it; the keys are `KEYS`."""
    return {key: getattr(view, key) for key in KEYS}
