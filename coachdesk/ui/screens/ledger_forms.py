"""The forms of the Ledger: hours from before this desk, a table of them, the log as a file, a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.file_names import typed_file
from coachdesk.domain.hours import hours_of, hours_text
from coachdesk.domain.text import fold
from coachdesk.domain.views.hours import ImportView, PastLine
from coachdesk.ui.say import say
from coachdesk.ui.screens.people import Echoes, clock_of, reading_of
from coachdesk.ui.text import caution, joined, name_for, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.dialogs import pick, tell
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.services.hours_export import LogFile
    from coachdesk.ui.app import CoachdeskApp

FORMATS = (("pdf", "PDF, to print or send"), ("csv", "CSV, for a spreadsheet"), ("json", "JSON, for programs"))
LISTED = (("", "never asked"), ("yes", "yes, they agreed"), ("no", "no, they declined"))
_BODY = "the credentialing body"
_ENDINGS = frozenset(f".{name}" for name, _ in FORMATS)
_ANSWERED = {True: "yes", False: "no", None: ""}
_GOOD = "good"


async def past_hours(app: CoachdeskApp, line: PastLine | None = None) -> PastLine | None:
    """Ask for hours from before this desk, new or known; None where the form was left."""
    says = Echoes(await app.bridge.ask(clock_of))
    form = Form(
        title="Hours from before this desk" if line is None else joined(strong("Hours with "), strong(
            name_for(app.private, line.name))),
        words=quiet("One entry for each client, or for each group in the name of one of its members."),
        fields=_past_fields(says),
        values=_values(line) if line is not None else {},
        check=lambda values: app.bridge.ask(_problems, values),
        save=lambda values: app.bridge.ask(_save, line.id if line is not None else "", values),
        name="past hours" if line is None else f"past hours {line.id}",
        about=(line.client_id or None) if line is not None else None,
    )  # fmt: skip
    saved: PastLine | None = await app.fill_in(form)
    return saved


def _past_fields(says: Echoes) -> tuple[Field, ...]:
    return (
        Field("name", "With whom", hint="a client, or a member of the group"),
        Field("start", "First session", "date", hint="such as 2024-01-10", echo=says.past_day),
        Field("end", "Last session", "date", echo=says.past_day),
        Field("paid", "Paid hours", hint="12.5, 12:30 or 90m"),
        Field("pro_bono", "Pro bono hours", hint="given free of charge"),
        Field("group_size", "People in the group", hint="empty for one person"),
        Field("contact", "Contact", hint="e-mail address or phone number"),
        Field("listed", "May be listed", "choice", choices=LISTED),
        Field("internal", "Same employer", "yes_no"),
        Field("note", "Note"),
    )


def _values(line: PastLine) -> Values:
    return {
        "name": line.name,
        "start": line.start.isoformat(),
        "end": line.end.isoformat() if line.end else "",
        "paid": hours_text(line.paid) if line.paid else "",
        "pro_bono": hours_text(line.pro_bono) if line.pro_bono else "",
        "group_size": str(line.people or ""),
        "contact": line.contact,
        "listed": _ANSWERED[line.listed],
        "internal": "yes" if line.internal else "",
        "note": line.note,
    }


# a table


async def import_table(app: CoachdeskApp) -> ImportView | None:
    """Ask for a file, show what is in it, and import it, or what can be read of it; None where nothing was."""
    form = Form(
        title="Import a log of hours",
        words=quiet(
            "A CSV file whose first line names its columns: Client name, Start date, Paid hours, Pro bono hours and "
            "what else a log has. It is looked at first; nothing is imported before you say so."
        ),
        fields=(
            Field("file", "File", hint="such as ~/log.csv"),
            Field("agreed", "All agreed", "yes_no", note="to be listed, where the file does not say it of somebody"),
        ),
        values={"file": "", "agreed": ""},
        save=lambda values: _look(app, values),
        focus="file",
    )
    seen: tuple[ImportView, dict[str, Any]] | None = await app.fill_in(form)
    return await _confirmed(app, *seen) if seen is not None else None


async def _look(app: CoachdeskApp, values: Values) -> tuple[ImportView, dict[str, Any]]:
    wanted: dict[str, Any] = {"path": Path(values["file"].strip()).expanduser(), "agreed": bool(values["agreed"])}
    with said_at("file", "hours.csv"):
        return await app.bridge.ask("past_hours.import_csv", dry_run=True, **wanted), wanted


async def _confirmed(app: CoachdeskApp, seen: ImportView, wanted: dict[str, Any]) -> ImportView | None:
    """Every line that cannot be read stands under what can be done, and typing finds some of them."""
    if not seen.new and not seen.bad:
        here = "every line of it is here already" if seen.same else "there is nothing in it"
        await tell(app, "Nothing new", [f"{seen.file}: {here}."])
        return None
    lines = [Row(f"bad:{number}", (caution(f"line {number}"), shown(why))) for number, why in seen.bad]
    total = hours_of(sum(one.minutes for _, one in seen.new))
    some = "1 line" if len(seen.new) == 1 else f"{len(seen.new)} lines"
    rest = " that can be read" if seen.bad else ""
    first = [Row(_GOOD, (strong("import"), strong(f"the {some}{rest}: {total}")))] if seen.new else []

    def find(text: str) -> list[Row]:
        wanted_words = fold(text).split()
        return first + [
            row for row in lines if all(word in fold(" ".join(str(shown(one)) for one in row.cells))
                                        for word in wanted_words)
        ]  # fmt: skip

    same = f", {len(seen.same)} {'is' if len(seen.same) == 1 else 'are'} here already" if seen.same else ""
    unread = f", columns not read: {', '.join(seen.unread)}" if seen.unread else ""
    bad = f", {len(seen.bad)} cannot be read" if seen.bad else ""
    question = joined(strong(seen.file), quiet(f"  {len(seen.new)} new{same}{bad}{unread}"))
    columns = (Column(width=10), Column(flex=True, most=300))
    chosen = await pick(app, question, find, columns, about=lambda row: dict(map(_whole, lines)).get(row, ""))
    if chosen != _GOOD:
        return None
    done: ImportView = await app.do("past_hours.import_csv", good_only=True, **wanted)
    return done


def _whole(row: Row) -> tuple[str, str]:
    return row.id, str(shown(row.cells[1]))


# the log as a file


async def hand_over(app: CoachdeskApp, says: Sequence[str]) -> None:
    """Write the log as a file for somebody, and say where it is; each who is named is a line in the register."""
    said = [shown(one) for one in says]
    said.append(quiet("Each client who is named gets a line in the register. The log is kept, and shown on request."))

    async def save(values: Values) -> LogFile:
        with said_at("file", "file."), said_at("recipient", "consent.needed", "text."):
            done: LogFile = await app.bridge.ask(
                "hours_export.export", values["format"], typed_file(values["file"], "file").expanduser(),
                recipient=values["recipient"], overwrite=bool(values["replace"]),
            )  # fmt: skip
        return done

    folder = app.export_folder or Path.home()
    form = Form(
        title="Hand the log over",
        words=Content("\n").join(said),
        fields=(
            Field("format", "As", "choice", choices=FORMATS),
            Field("file", "File", note="only you can open it on this computer"),
            Field("replace", "Replace a file there", "yes_no"),
            Field("recipient", "For", hint=_BODY, note="myself for a copy of your own"),
        ),
        values={"format": "pdf", "file": str(folder / "coaching-log.pdf"), "recipient": _BODY, "replace": ""},
        adapt=_other_ending,
        check=lambda values: {} if values["file"].strip() else {"file": "no file is named"},
        save=save,
        focus="file",
    )
    done: LogFile | None = await app.fill_in(form)
    if done is None:
        return
    app.export_folder = done.file.parent
    if done.notes:
        await tell(app, "Handed over, with a note", [joined("It is in ", strong(done.file)), *done.notes])
    else:
        say(app, f"handed over, and in the register: {done.file}")


def _other_ending(name: str, values: Values) -> Mapping[str, str]:
    typed = Path(values["file"].strip())
    if name != "format" or typed.suffix not in _ENDINGS:
        return {}
    return {"file": str(typed.with_suffix(f".{values['format']}"))}


# in the desk thread


def _entered(values: Values) -> dict[str, str]:
    return {**values, "internal": values.get("internal", "") or "no"}


def _problems(desk: Desk, values: Values) -> dict[str, str]:
    from coachdesk.domain.inputs.hours import PastHoursInput
    from coachdesk.domain.inputs.validate import problems

    return problems(PastHoursInput, _entered(values), reading_of(desk, "past"))


def _save(desk: Desk, entry_id: str, values: Values) -> PastLine:
    from coachdesk.domain.inputs.hours import PastHoursInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import past_hours as service

    entered = validated(PastHoursInput, _entered(values), reading_of(desk, "past"))
    return service.change(desk, entry_id, entered) if entry_id else service.add(desk, entered)
