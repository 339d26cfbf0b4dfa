"""What is said of a log of hours, on screens, on paper, in the shell and as plain values for programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coachdesk.domain.days import MONTHS
from coachdesk.domain.hours import hours_of, hours_text, left_off_line
from coachdesk.domain.hours_csv import cells
from coachdesk.domain.views.hours import Condition, CredentialPath, HoursLog, LogRow, RenewalPath, Sums

Rules = Mapping[str, Any]


def sum_line(log: HoursLog, rules: Rules) -> str:
    """The sums for an application, in a sentence of the catalogue."""
    shown = log.shown
    said = rules["wording"]["sum_line"].format(
        paid=hours_text(shown.paid), pro_bono=hours_text(shown.pro_bono), clients=shown.clients
    )
    return str(said).replace("1 clients", "1 client") if shown.clients == 1 else str(said)


def off_line(log: HoursLog) -> str:
    """Who is left off and which sum is for the application; empty where nobody is."""
    off = left_off_line(log.left_off)
    if not off:
        return ""
    shown, every = log.shown.minutes, log.all.minutes
    both = f"{hours_of(shown)} {'is' if shown == 60 else 'are'} for the application, "
    both += f"{hours_of(every)} {'was' if every == 60 else 'were'} held in all"
    return f"{off}, since they did not agree to be listed: {both}."


def unsettled_line(log: HoursLog) -> str:
    """Hours that are in no column, in a sentence; empty where there are none."""
    minutes = log.all.unsettled
    if not minutes:
        return ""
    said = f"{hours_of(minutes)} {'is' if minutes == 60 else 'are'} in no column"
    return f"{said}: no agreement says whether they were paid."


def month_text(day: date) -> str:
    """A month to look forward to: `May 2027`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def first_line(path: CredentialPath) -> str:
    """The answer to how far it is: `412.5 of 500 hours for the PCC · at this pace in May 2027`."""
    hours = next(one for one in path.conditions if one.key == "hours")
    said = f"{hours_text(hours.figure)} of {hours_text(hours.needed)} hours for the {path.id}"
    if not hours.met:
        return f"{said} · {when_text(hours)}"
    left = len(path.open)
    if not left:
        return f"{said} · nothing is left of the rules as stored here"
    return f"{said} · {left} other conditions are open" if left > 1 else f"{said} · one other condition is open"


def when_text(one: Condition) -> str:
    """When it is reached: `at this pace in May 2027`, `on 14 June 2026 or later`; empty where nothing is left."""
    if one.met:
        return ""
    if one.when is None:
        return "" if one.unit == "record" else one.pace
    return f"at this pace in {month_text(one.when)}" if one.unit != "days" else ""


def figure_text(one: Condition) -> str:
    """What there is of what is needed: `412.5 of 500`, `21 of 25`; for a record or a span whether it is there."""
    if one.unit == "minutes":
        return f"{hours_text(one.figure)} of {hours_text(one.needed)}"
    if one.unit == "clients":
        return f"{one.figure} of {one.needed}"
    return "yes" if one.met else "not yet"


def left_text(one: Condition) -> str:
    """What is left: `87.5 left`, `4 left`; empty where nothing is, or where it is not counted."""
    if one.met or one.unit in ("record", "days"):
        return ""
    return f"{hours_text(one.left) if one.unit == 'minutes' else one.left} left"


# plain values


def sums_data(sums: Sums) -> dict[str, object]:
    """Sums in minutes, and as hours in text."""
    return {
        "clients": sums.clients,
        "minutes": sums.minutes,
        "hours": hours_text(sums.minutes),
        "paid_minutes": sums.paid,
        "paid_hours": hours_text(sums.paid),
        "pro_bono_minutes": sums.pro_bono,
        "pro_bono_hours": hours_text(sums.pro_bono),
        "individual_minutes": sums.individual,
        "group_minutes": sums.group,
        "internal_minutes": sums.internal,
        "unsettled_minutes": sums.unsettled,
    }


def row_data(row: LogRow) -> dict[str, object]:
    """A row that is listed, by the keys of the body's columns, with its minutes."""
    told: dict[str, object] = {
        **cells(row),
        "client": row.client_id or None,
        "group_size": row.people,
        "start_date": row.start,
        "end_date": row.end,
        "paid_minutes": row.paid,
        "pro_bono_minutes": row.pro_bono,
        "internal": row.internal,
    }
    return told


def log_data(log: HoursLog, rules: Rules) -> dict[str, object]:
    """The log for programs: rows of those who agreed, and sums alone of those who did not."""
    return {
        "on": log.day,
        "rows": [row_data(row) for row in log.listed],
        "listed": sums_data(log.shown),
        "left_off": sums_data(log.left_off),
        "all": sums_data(log.all),
        "says": [one for one in (sum_line(log, rules), off_line(log), unsettled_line(log)) if one],
        "caution": rules["wording"]["caution_line"],
        "rules_stored_on": rules["stored_on"],
    }


def condition_data(one: Condition) -> dict[str, object]:
    """A condition for programs: figures are minutes, clients or days, as `unit` says."""
    return {
        "key": one.key,
        "label": one.label,
        "unit": one.unit,
        "figure": one.figure,
        "needed": one.needed,
        "left": one.left,
        "met": one.met,
        "when": one.when,
        "pace": one.pace,
        "says": one.says,
    }


def path_data(path: CredentialPath) -> dict[str, object]:
    """The way to a credential for programs."""
    return {
        "id": path.id,
        "title": path.title,
        "says": first_line(path),
        "conditions": [condition_data(one) for one in path.conditions],
        "notes": list(path.notes),
        "sources": list(path.sources),
        "rules_stored_on": path.read_on,
        "caution": path.caution,
    }


def renewal_data(path: RenewalPath) -> dict[str, object]:
    """The renewal of a credential for programs; its units are minutes, sixty to one."""
    return {
        "id": path.id,
        "since": path.since,
        "due": path.due,
        "conditions": [condition_data(one) for one in path.conditions],
        "notes": list(path.notes),
        "sources": list(path.sources),
        "caution": path.caution,
    }


def question_to(name: str, coach: str) -> str:
    """A question to send to somebody who was never asked whether they may be listed."""
    return (
        f"Dear {name},\n\nI am working towards a coaching credential, and keep a log of my coaching hours for it. It "
        "has the name of a client, an e-mail address or phone number, when we began and ended, and the number of "
        "hours. Nothing of what we spoke about is in it. I keep it myself, and show it to the credentialing body if it "
        "asks.\n\nMay I list you in it? You are free to say no, and to take a yes back at any time; nothing changes "
        f"between us by it.\n\nKind regards,\n{coach}\n"
    )
