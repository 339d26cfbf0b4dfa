"""The forms of a template: its name, title and terms, the words of a clause; and deleting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.views.agreements import ClauseView, PlaceholderView
from coachdesk.domain.views.templates import TemplateView
from coachdesk.ui.say import say
from coachdesk.ui.screens.agreement_filling import clause_fields, clause_values, fills_in
from coachdesk.ui.screens.agreement_form import template_fields, template_problems, template_terms, template_values
from coachdesk.ui.text import joined, quiet, strong
from coachdesk.ui.widgets.dialogs import ask_yes_no
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp


async def edit_template(app: CoachdeskApp, template_id: str) -> bool:
    """Change name, title and terms; whether they were saved."""
    fields, first = await app.bridge.ask(_know, template_id)

    async def save(values: Values) -> TemplateView:
        with said_at("name", "template."):
            saved: TemplateView = await app.bridge.ask(_edit, template_id, values)
        return saved

    form = Form(
        title=joined(strong("Template "), strong(first["name"])),
        sentence="agreements made from it stay as they are",
        fields=(Field("name", "What it is called"), *fields),
        values=first,
        check=lambda values: app.bridge.ask(_problems, template_id, values),
        save=save,
        name=f"template {template_id}",
    )
    return await app.fill_in(form) is not None


async def edit_words(app: CoachdeskApp, template_id: str, clause: ClauseView) -> bool:
    """The wording of a clause, what fills the places in it, the title of an own one; whether it was saved."""
    places: tuple[PlaceholderView, ...] = await app.bridge.ask("templates.placeholders_of", template_id, clause.key)
    own = [one for one in places if not one.given]
    first = clause_values(clause, own)

    async def save(values: Values) -> TemplateView:
        with said_at("title", "clause.title"), said_at("wording", "clause.", "text."):
            saved: TemplateView = await app.bridge.ask(
                "templates.edit_clause",
                template_id,
                clause.key,
                wording=values["wording"],
                title=values.get("title"),
                fills=fills_in(values, first),
            )
        return saved

    form = Form(
        title=strong(clause.title),
        sentence="" if clause.included else "not in the template; x takes it in",
        words=quiet(clause.guidance),
        fields=clause_fields(clause, own),
        values=first,
        save=save,
        name=f"template clause {template_id} {clause.key}",
    )  # fmt: skip
    return await app.fill_in(form) is not None


async def delete_template(app: CoachdeskApp, template_id: str, name: str) -> bool:
    """Delete a template, once the person says so; whether it was."""
    question = joined("Delete the template ", strong(name), "? Agreements made from it stay as they are.")
    if not await ask_yes_no(app, question, yes="deletes it; u brings it back", no="keeps it"):
        return False
    await app.bridge.ask("templates.delete", template_id)  # its page cannot be read anew: whoever shows it leaves it
    say(app, f"template deleted: {name}", "u brings it back")
    return True


# in the desk thread


def _know(desk: Desk, template_id: str) -> tuple[tuple[Field, ...], Values]:
    from coachdesk.services import templates

    return template_fields(desk), template_values(desk, template_id) | {"name": templates.view(desk, template_id).name}


def _problems(desk: Desk, template_id: str, values: Values) -> dict[str, str]:
    unnamed = {} if values["name"].strip() else {"name": "a template needs a name"}
    return unnamed | template_problems(desk, template_id, values)


def _edit(desk: Desk, template_id: str, values: Values) -> TemplateView:
    from coachdesk.services import templates

    title, terms = template_terms(desk, template_id, values)
    return templates.edit(desk, template_id, name=values["name"], title=title, terms=terms)
