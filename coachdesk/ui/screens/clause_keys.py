"""The clauses of a draft or of a template: their order, own ones, in and out, and the catalogue's words again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.clauses import WORDING_LIMIT
from coachdesk.domain.views.agreements import ClauseView
from coachdesk.ui.say import say
from coachdesk.ui.screens.panes import Panes
from coachdesk.ui.text import joined, quiet, strong
from coachdesk.ui.widgets.dialogs import ask_text
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp


class ClauseKeys(Panes):
    """A page with clauses that can be changed. `noun` is the service whose verbs do it: agreements or templates."""

    noun = ""

    @property
    def record_id(self) -> str:
        """The agreement or template."""
        raise LookupError

    @property
    def clauses(self) -> Sequence[ClauseView]:
        """Its clauses, in order."""
        return ()

    @property
    def about(self) -> str:
        """Whose it is, for what is said in passing."""
        return ""

    def clause_key(self) -> str:
        """The key of the clause under the cursor, also of one that has a gap; empty where there is none."""
        kind, rest = self.line_here()
        return rest if kind == "clause" else rest.partition(":")[2].partition(":")[0] if kind == "gap" else ""

    def clause_here(self) -> ClauseView | None:
        """The clause under the cursor."""
        return next((one for one in self.clauses if one.key == self.clause_key()), None)

    def clause_facts(self) -> set[str]:
        """What the commands need to know of the clause under the cursor."""
        one = self.clause_here()
        if one is None:
            return set()
        return {"own" if one.own else "of-the-catalogue", "included" if one.included else "left-out"}

    async def move_up(self) -> None:
        """The clause under the cursor one place up."""
        await self._move(-1)

    async def move_down(self) -> None:
        """The clause under the cursor one place down."""
        await self._move(1)

    async def _move(self, by: int) -> None:
        key = self.clause_key()
        inside = [one.key for one in self.clauses if one.included]
        at = inside.index(key) + by if key in inside else -1
        if not 0 <= at < len(inside):
            say(self.desk_app, "it is the first" if by < 0 else "it is the last")
            return
        others = [one for one in inside if one != key]
        before = others[at] if at < len(others) else None
        await self.do(f"{self.noun}.move_clause", self.record_id, key, before)

    async def add_own(self) -> None:
        """A clause of one's own, after the one under the cursor, or above the signatures."""
        here, inside = self.clause_key(), [one.key for one in self.clauses if one.included]
        following = inside[inside.index(here) + 1 :] if here in inside else []
        before = {one.key for one in self.clauses}
        if await write_own(self.desk_app, self.noun, self.record_id, following[0] if following else None):
            self._go_to_new = before
            say(self.desk_app, "clause added", "u undoes", about=self.about)

    _go_to_new: set[str] | None = None

    def go_to_new(self) -> None:
        """To the clause that was just added, once it is painted."""
        if self._go_to_new is not None:
            added = [one.key for one in self.clauses if one.key not in self._go_to_new]
            if added:
                self._go_to_new = None
                self.lines.go_to(f"clause:{added[0]}")

    async def remove_own(self) -> None:
        """Take a clause of one's own away."""
        await self.do(f"{self.noun}.remove_clause", self.record_id, self.clause_key())
        say(self.desk_app, "your clause is taken away", "u brings it back", about=self.about)

    async def reset_words(self) -> None:
        """The words of the catalogue in place of one's own."""
        if await self.do(_reset, self.noun, self.record_id, self.clause_key()):
            say(self.desk_app, "the catalogue's words again", "u brings yours back", about=self.about)
        else:
            say(self.desk_app, "these are the catalogue's words", about=self.about)

    async def toggle_clause(self) -> None:
        """Take the clause under the cursor in, or leave it out; one that is needed only for a reason, which is kept."""
        clause = self.clause_here()
        if clause is None:
            return
        why = ""
        if clause.required and clause.included:
            question = joined(
                "“", strong(clause.title), "” is one that every agreement needs. It is left out only for a reason, ",
                "which is kept with the agreement and shown here. ", quiet("esc keeps the clause."),
            )  # fmt: skip
            answer = await ask_text(self.desk_app, question, "Why this one is left out")
            if answer is None:
                return
            why = answer.strip()
            if not why:
                say(self.desk_app, f"“{clause.title}” stays", "it is left out only for a reason", about=self.about)
                return
        await self.do(_include, self.noun, self.record_id, clause.key, not clause.included, why)


async def write_own(app: CoachdeskApp, noun: str, record_id: str, before: str | None) -> bool:
    """A clause of the coach's own, in a form; whether it was added."""

    async def save(values: Values) -> Any:
        with said_at("wording", "clause.empty", "clause.braces", "clause.markup", "fill."):
            return await app.bridge.ask(
                f"{noun}.add_clause", record_id, values["title"], values["wording"], before=before
            )

    form = Form(
        title="A clause of your own",
        sentence="it stands after the one under the cursor" if before else "it stands above the signatures",
        words=Content("\n").join(
            [
                quiet(
                    "Say one thing both of you can do or expect. Places such as {client_name} are filled by themselves."
                )
            ]
        ),
        fields=(
            Field("title", "Title", hint="such as: Walking sessions"),
            Field("wording", "In your words", "lines", tall=True, note=f"at most {WORDING_LIMIT:,} characters"),
        ),
        check=lambda values: {} if values["title"].strip() else {"title": "a clause needs a title"},
        save=save,
        name=f"own clause {record_id}",
    )
    return await app.fill_in(form) is not None


# in the desk thread


def _include(desk: Desk, noun: str, record_id: str, key: str, wanted: bool, why: str) -> None:
    from coachdesk.services import agreements, templates

    if noun == "templates":
        templates.edit_clause(desk, record_id, key, wanted=wanted, why=why)
    else:
        agreements.include(desk, record_id, key, wanted, why)


def _reset(desk: Desk, noun: str, record_id: str, key: str) -> bool:
    """Whether the words were others."""
    from coachdesk.services import agreements, templates
    from coachdesk.services.agreement_reading import known_clauses

    clauses = (
        templates.view(desk, record_id).clauses if noun == "templates" else agreements.page(desk, record_id).clauses
    )
    known, now = known_clauses().get(key).wording, next(one.wording for one in clauses if one.key == key)
    if known_clauses().is_catalogues(key, now):
        return False
    if noun == "templates":
        templates.edit_clause(desk, record_id, key, wording=known)
    else:
        agreements.reword(desk, record_id, key, known)
    return True
