"""Filling a draft: the wording of a clause with the places in it, and the way from gap to gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.clauses import WORDING_LIMIT
from coachdesk.domain.views.agreements import AgreementPage, ClauseView, Gap, PlaceholderView
from coachdesk.ui.say import say
from coachdesk.ui.screens.agreement_form import some_terms
from coachdesk.ui.text import caution, joined, quiet, shown, strong
from coachdesk.ui.widgets.dialogs import choose
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

TERMS_OF = {
    "session_count": ("sessions",),
    "session_minutes": ("minutes",),
    "fee_amount": ("fee", "currency", "basis"),
    "currency": ("fee", "currency", "basis"),
    "start_date": ("start",),
    "cancel_notice": ("cancel_hours",),
}
"""Placeholders that fields of the terms fill: those fields."""


def clause_of(page: AgreementPage, key: str) -> ClauseView | None:
    """The clause of that key."""
    return next((one for one in page.clauses if one.key == key), None)


# a clause


async def edit_clause(app: CoachdeskApp, page: AgreementPage, key: str) -> bool:
    """The wording of a clause, and what fills the places in it; whether something was changed."""
    clause = clause_of(page, key)
    if clause is None:
        return False
    places: tuple[PlaceholderView, ...] = await app.bridge.ask("agreements.placeholders_of", page.id, key)
    own = [one for one in places if not one.given]
    first = clause_values(clause, own)

    async def save(values: Values) -> AgreementPage:
        with said_at("title", "clause.title"), said_at("wording", "clause.", "text."):
            saved: AgreementPage = await app.bridge.ask(_save_clause, page.id, key, values, first)
        return saved

    form = Form(
        title=joined(strong(clause.title)),
        sentence="" if clause.included else "not in the agreement; x takes it in",
        words=before_clause(clause, [one for one in places if one.given]),
        fields=clause_fields(clause, own),
        values=first,
        save=save,
        name=f"clause {page.id} {key}",
        about=page.client_id,
    )
    return await app.fill_in(form) is not None


def clause_values(clause: ClauseView, places: Sequence[PlaceholderView]) -> dict[str, str]:
    """What the form of a clause begins with."""
    title = {"title": clause.title} if clause.own else {}
    return {"wording": clause.wording} | title | {one.name: one.fill for one in places}


def clause_fields(clause: ClauseView, places: Sequence[PlaceholderView]) -> tuple[Field, ...]:
    """Its title if it is the coach's own, its words, and what fills the places in it."""
    return (
        *((Field("title", "Title"),) if clause.own else ()),
        Field("wording", "In your words", "lines", tall=True, note=f"at most {WORDING_LIMIT:,} characters"),
        *(_place(one, first_one=at == 0) for at, one in enumerate(places)),
    )


def before_clause(clause: ClauseView, given: Sequence[PlaceholderView]) -> Content:
    """What to write, and what is filled in by itself."""
    lines = [quiet(clause.guidance)] if clause.guidance else []
    for one in given:
        text = shown(one.text, 60) if one.text else caution("not known yet")
        lines.append(joined(quiet(f"{{{one.name}}}  {one.what}: "), text))
    return Content("\n").join(lines)


def _place(one: PlaceholderView, *, first_one: bool) -> Field:
    """A line for what fills one place; left empty, the practice's default stays."""
    default = f": {one.text}" if one.text and not one.fill else ""
    return Field(
        one.name,
        f"{{{one.name}}}",
        "lines" if "\n" in one.fill else "text",
        hint="left empty, it reads as below" if default else "still open",
        note=f"{one.what}{default}",
        heading="What fills the places in it" if first_one else "",
    )


# from gap to gap


async def fill_gaps(app: CoachdeskApp, agreement_id: str, at: int = 0) -> None:
    """Go through what is missing, one after the other, from that one on, until nothing is or the person leaves."""
    while True:
        page: AgreementPage = await app.bridge.ask("agreements.page", agreement_id)
        if not page.missing:
            say(app, "nothing is missing any more", "s sends it", about=page.client_title)
            return
        at = at if at < len(page.missing) else 0
        if not await _fill(app, page, at):
            return
        app.changed()


async def _fill(app: CoachdeskApp, page: AgreementPage, at: int) -> bool:
    """Ask for what closes one gap; whether it was given."""
    gap = page.missing[at]
    count = f"{at + 1} of {len(page.missing)}" if len(page.missing) > 1 else "the last one"
    if not gap.placeholder:
        return await _take_in(app, page, gap, count)
    words = _why(page, gap)
    if gap.placeholder in TERMS_OF:
        return await some_terms(app, page, TERMS_OF[gap.placeholder], _missing(gap), count, words)
    if gap.placeholder in ("goals", "measures"):
        return await _fill_goal(app, page, gap, count, words)
    if gap.placeholder == "coach_name":
        return await _ask(app, page, Field("name", "Your name"), gap, count, words, "settings.change_all")
    if gap.placeholder in ("client_name", "sponsor_name"):
        say(app, f"{gap.what} comes from another page", "x takes the clause out", tone="warning")
        return False
    field = Field(gap.placeholder, gap.what[:1].upper() + gap.what[1:], "lines")
    return await _ask(app, page, field, gap, count, words, _fill_place, page.id)


def _missing(gap: Gap) -> Content:
    return joined(strong("Missing: "), strong(gap.what))


def _why(page: AgreementPage, gap: Gap) -> Content:
    """Why it matters, and the words it stands in."""
    clause = clause_of(page, gap.clause)
    lines = [shown(gap.why)]
    if clause is not None:
        lines += [Content.empty(), joined(quiet(f"{clause.title}: "), quiet(_around(clause.filled, gap.placeholder)))]
    return Content("\n").join(lines)


def _around(text: str, name: str) -> str:
    """The sentences around a place in a text, not all of a long one."""
    at = max(text.find(f"{{{name}}}"), 0)
    sentence = text.rfind(". ", 0, max(at - 1, 0))
    start = max(sentence + 2 if sentence >= 0 else 0, at - 200)
    return ("… " if start else "") + text[start : start + 400] + (" …" if len(text) > start + 400 else "")


async def _take_in(app: CoachdeskApp, page: AgreementPage, gap: Gap, count: str) -> bool:
    question = Content("\n").join([joined(strong(gap.what), f" is left out ({count})."), shown(gap.why)])
    if await choose(app, question, (("in", "Take it in"), ("out", "Leave it out for now"))) != "in":
        return False
    await app.do("agreements.include", page.id, gap.clause, True)
    return True


async def _fill_goal(app: CoachdeskApp, page: AgreementPage, gap: Gap, count: str, words: Content) -> bool:
    """A goal where there is none, or the measure of the first goal of that kind which has none."""
    if gap.placeholder == "goals" or not page.goals:
        field = Field("goal", "Goals", "lines", note="one a line: goal :: how we will know")
        return await _ask(app, page, field, gap, count, words, _add_goals, page.client_id)
    bare = [number for number, goal in enumerate(page.goals) if not goal.measure]
    of_its_kind = [one for one in page.missing if one.placeholder == "measures"]
    number = bare[of_its_kind.index(gap)]
    words = Content("\n").join([joined("Goal: ", strong(page.goals[number].text)), Content.empty(), words])
    field = Field("measure", "How we will know", "lines")
    return await _ask(app, page, field, gap, count, words, _add_measure, page.client_id, number)


async def _ask(
    app: CoachdeskApp,
    page: AgreementPage,
    field: Field,
    gap: Gap,
    count: str,
    words: object,
    verb: object,
    *given: object,
) -> bool:
    """One field in a form of its own; `verb` is called with what is given and the value."""

    def check(values: Values) -> Mapping[str, str]:
        return {} if values[field.name].strip() else {field.name: "it is still empty (esc leaves it for later)"}

    form = Form(
        title=_missing(gap),
        sentence=count,
        words=words,
        fields=(field,),
        check=check,
        save=lambda values: app.bridge.ask(verb, *given, values),  # type: ignore[arg-type]
        name=f"gap {page.id} {gap.placeholder}",
        about=page.client_id,
    )
    return await app.fill_in(form) is not None


# in the desk thread


def _save_clause(desk: Desk, agreement_id: str, key: str, values: Values, first: Values) -> AgreementPage:
    from coachdesk.services import agreements

    if values == first:
        return agreements.page(desk, agreement_id)
    return agreements.reword(desk, agreement_id, key, values["wording"], fills_in(values, first), values.get("title"))


def fills_in(values: Values, first: Values) -> dict[str, str]:
    """What fills places among the values of a clause's form, where it changed."""
    return {name: text for name, text in values.items() if name not in ("wording", "title") and text != first[name]}


def _fill_place(desk: Desk, agreement_id: str, values: Values) -> AgreementPage:
    from coachdesk.services import agreements

    return agreements.fill(desk, agreement_id, values)


def _add_goals(desk: Desk, client_id: str, values: Values) -> bool:
    from coachdesk.domain.inputs.agreements import AgreementInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import goals

    lines = [line for line in values["goal"].splitlines() if line.strip()]
    return goals.add_new(desk, client_id, validated(AgreementInput, {"goal": lines}).goals)


def _add_measure(desk: Desk, client_id: str, number: int, values: Values) -> bool:
    from coachdesk.domain.inputs.goals import GoalChange
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import goals

    open_goals = [one for one in goals.of_client(desk, client_id) if one.state == "open"]
    measure = " ".join(values["measure"].split())
    goals.edit(desk, open_goals[number].id, validated(GoalChange, {"measure": measure}))
    return True
