"""`coachdesk agreements`: written from clauses, sent, signed, handed over."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from coachdesk.cli import people
from coachdesk.cli.agreement_money import money_json, money_lines
from coachdesk.cli.agreement_noun import (
    KEYS,
    LINE_KEYS,
    NOUN,
    TERMS,
    TITLE,
    Override,
    Ref,
    line_json,
    missing_lines,
    named,
    page_json,
    page_lines,
    span,
)
from coachdesk.cli.nouns import typed, with_fields
from coachdesk.cli.output import plain, say_aside, table
from coachdesk.cli.running import opened, show
from coachdesk.domain.agreements import STATES
from coachdesk.domain.errors import failure
from coachdesk.domain.file_names import typed_file
from coachdesk.domain.inputs.agreements import AgreementInput, SignatureInput, TermsInput, terms_data
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreements as service
from coachdesk.services import clients, contacts, drafts_apart, goals, ledger, templates


@NOUN.verb(
    "new",
    example="agreements new --client amara --sessions 6 --minutes 60 --fee 1200.00 --start 2027-01-11",
    keys=KEYS,
)
@with_fields((TITLE, *TERMS))
def new(
    ctx: typer.Context,
    client: Annotated[str, typer.Option(metavar="REF", help="whose agreement it is")],
    goal: Annotated[
        list[str] | None, typer.Option(metavar='"GOAL :: MEASURE"', help="a goal, added to the client's; repeatable")
    ] = None,
    sponsor: Annotated[str | None, typer.Option(metavar="REF", help="the contact who pays")] = None,
    fill: Annotated[
        list[str] | None, typer.Option(metavar="KEY=VALUE", help="the text of a placeholder; repeatable")
    ] = None,
    template: Annotated[str | None, typer.Option(metavar="REF", help="begin with a template")] = None,
    **entered: Any,
) -> None:
    """Write an agreement: every required clause is in, and it says what is missing and why that matters."""
    given = typed(entered)
    about = validated(AgreementInput, {"title": given.pop("title", ""), "goals": goal or [], "fills": fill or []})
    with opened(ctx) as desk:
        client_id = clients.find(desk, client)
        template_id = templates.find(desk, template) if template else None
        kept = terms_data(templates.terms(desk, template_id)) if template_id else {}
        kept.setdefault("basis", desk.settings().get("agreement.basis"))
        terms = validated(TermsInput, kept | given, people.reading(desk)).terms()
        sponsor_id = contacts.find(desk, sponsor) if sponsor else None
        if template_id:
            page = templates.use(
                desk, client_id, template_id, terms, title=about.title, fills=about.fills, sponsor_id=sponsor_id
            )
        else:
            page = service.new(desk, client_id, terms, title=about.title, fills=about.fills, sponsor_id=sponsor_id)
        if goals.add_new(desk, client_id, about.goals):
            page = service.page(desk, page.id)
        show(ctx, page_json(page), [f"wrote {named(page)}", *missing_lines(page)])


@NOUN.verb("list", example="agreements list --state sent", keys=LINE_KEYS, array=True)
def list_(
    ctx: typer.Context,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="draft, sent, signed, ended, withdrawn")] = None,
    client: Annotated[str | None, typer.Option(metavar="REF", help="only of this client")] = None,
) -> None:
    """List agreements by client."""
    if state is not None and state not in STATES:
        raise failure("setting.choice", where="state", text=state, choices=", ".join(STATES))
    with opened(ctx) as desk:
        client_id = clients.find(desk, client) if client else None
        found = drafts_apart.told(desk, service.lines(desk, state=state, client_id=client_id))
        rows = [
            (
                one.id[:6],
                one.client,
                one.title,
                f"{one.standing}, changed {one.apart}" if one.apart else one.standing,
                span(one.start, one.end),
                one.gaps or "",
            )
            for one in found
        ]
        headings = ("id", "client", "agreement", "state", "from and to", "missing")
        none = "no agreements here yet: coachdesk agreements new --client REF"
        show(ctx, [line_json(one) for one in found], table(headings, rows) if rows else [none])


@NOUN.verb("show", example="agreements show amara", keys=(*KEYS, "money"))
def show_(
    ctx: typer.Context,
    ref: Ref,
    version: Annotated[int | None, typer.Option(metavar="N", help="else the latest")] = None,
) -> None:
    """Show an agreement: terms, clauses as they read, signatures, what is missing, sessions left, and its money."""
    with opened(ctx) as desk:
        page = service.page(desk, service.find(desk, ref), version)
        money = ledger.of_agreement(desk, page.id)
        show(ctx, page_json(page) | {"money": money_json(money)}, page_lines(desk, page, money_lines(page, money)))


@NOUN.verb("edit", example="agreements edit amara --fee 1350.00", keys=KEYS)
@with_fields((TITLE, *TERMS))
def edit(ctx: typer.Context, ref: Ref, **entered: Any) -> None:
    """Change the title or terms of a draft."""
    given = people.changed(entered, "agreements edit")
    with opened(ctx) as desk:
        agreement_id = service.find(desk, ref)
        title = given.pop("title", None)
        kept = terms_data(service.terms(desk, agreement_id))
        terms = validated(TermsInput, kept | given, people.reading(desk)).terms()
        page = service.edit(desk, agreement_id, terms, title=title)
        show(ctx, page_json(page), [f"changed {named(page)}", *missing_lines(page)])


@NOUN.verb("fill", example='agreements fill amara response_time="two working days"', keys=KEYS)
def fill(
    ctx: typer.Context,
    ref: Ref,
    values: Annotated[list[str], typer.Argument(metavar="KEY=VALUE…", help="placeholders and their text")],
) -> None:
    """Fill placeholders of a draft; an empty text opens one again."""
    fills = validated(AgreementInput, {"fills": values}).fills
    with opened(ctx) as desk:
        page = service.fill(desk, service.find(desk, ref), fills)
        show(ctx, page_json(page), [f"changed {named(page)}", *missing_lines(page)])


@NOUN.verb("delete", example="agreements delete amara", keys=("id", "title", "client", "client_name"))
def delete(ctx: typer.Context, ref: Ref) -> None:
    """Delete a draft that was never sent; undo brings it back."""
    with opened(ctx) as desk:
        page = service.page(desk, service.find(desk, ref))
        service.delete(desk, page.id)
        value = {"id": page.id, "title": page.title, "client": page.client_id, "client_name": page.client}
        show(ctx, value, [f"deleted {named(page)}"])


@NOUN.verb("send", example="agreements send amara", keys=KEYS)
def send(ctx: typer.Context, ref: Ref) -> None:
    """Mark a draft as sent. From then on its words stay as they are."""
    with opened(ctx) as desk:
        page = service.send(desk, service.find(desk, ref))
        show(ctx, page_json(page), [f"sent {named(page)}"])


@NOUN.verb("sign", example='agreements sign amara --by "Amara Okonkwo" --on 2027-01-09 --how e-signature', keys=KEYS)
def sign(
    ctx: typer.Context,
    ref: Ref,
    by: Annotated[str, typer.Option(metavar="NAME", help="who signed")],
    on: Annotated[str, typer.Option(metavar="DATE", help="the day they signed")],
    how: Annotated[str, typer.Option(metavar="HOW", help="paper, email or e-signature")],
    party: Annotated[str, typer.Option("--as", metavar="PARTY", help="client, coach or payer; else by the name")] = "",
    version: Annotated[
        int | None, typer.Option(metavar="N", help="which version; else the one that waits for signatures")
    ] = None,
) -> None:
    """Record a signature of a sent agreement."""
    with opened(ctx) as desk:
        agreement_id = service.find(desk, ref)
        values = {"by": by, "on": on, "how": how} | ({"as": party} if party else {})
        signed = validated(SignatureInput, values, people.reading(desk, lean="past"))
        page = service.sign(
            desk,
            agreement_id,
            by=signed.by_name,
            on=signed.on,
            how=signed.how,
            party=signed.party if party else "",
            number=version,
        )
        show(ctx, page_json(page), [f"{plain(signed.by_name)} signed: {named(page)}"])


@NOUN.verb("export", example="agreements export amara --format pdf --to summary.pdf", keys=("file", "fingerprint"))
def export(
    ctx: typer.Context,
    ref: Ref,
    to: Annotated[str, typer.Option(metavar="FILE", help="the file to write")],
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="pdf, html or md")] = "pdf",
    recipient: Annotated[str, typer.Option(metavar="NAME", help="who receives it; else whose copy it is")] = "",
    version: Annotated[int | None, typer.Option(metavar="N", help="else the latest")] = None,
    copy: Annotated[str, typer.Option(metavar="COPY", help="client, or payer: the copy of whoever pays")] = "client",
    language: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="en or de, of the fixed words; else that of the agreement")
    ] = "",
    layout: Annotated[
        str, typer.Option(metavar="LAYOUT", help="classic or plain; else the setting agreement.layout")
    ] = "",
    replace: Annotated[bool, typer.Option("--replace", help="put it in the place of a file that is there")] = False,
    override: Override = None,
) -> None:
    """Write the summary that a client can hold, and enter the hand-over in the register. Anybody but the client gets it
    where the client signed that this payer does, or consented, or once for a reason."""
    with opened(ctx) as desk:
        agreement_id = service.find(desk, ref)
        place, fingerprint, notes = service.export(
            desk,
            agreement_id,
            format_,
            typed_file(to),
            number=version,
            recipient=recipient,
            overwrite=replace,
            copy=copy,
            language=language,
            layout=layout,
            override=override,
        )
        show(ctx, {"file": place, "fingerprint": fingerprint or None}, [f"wrote {plain(place)}"])
        for note in notes:
            say_aside(note)


# the other verbs of this noun, each file of which declares its own
from coachdesk.cli import agreement_clauses, agreement_report, agreement_templates, agreement_versions  # noqa: E402, F401
