"""The short facts at the top of a summary: what was settled, in the words of a language."""

from __future__ import annotations

from datetime import date

from coachdesk.documents.words import Words
from coachdesk.domain.money import Money, amount_text
from coachdesk.domain.practice import PRACTICE
from coachdesk.domain.views.agreements import Deal

_DEFAULTS = {default: name.replace("-", "_") for name, _, _, default in PRACTICE if default}


def told(deal: Deal, words: Words) -> tuple[tuple[str, str], ...]:
    """The facts in reading order, label and text; what is not settled is left out."""
    lines = [
        ("sessions_label", _sessions(deal, words)),
        ("fee_label", _fee(deal, words)),
        ("runs_label", _runs(deal, words)),
        ("review_label", _review(deal, words)),
        ("cancel_label", _cancel(deal, words)),
        ("reply_label", _reply(deal, words)),
    ]
    return tuple((words.deal[label], text) for label, text in lines if text)


def money(amount: Money, words: Words) -> str:
    """An amount as that language writes it: `1,200.00 EUR`, `1.200,00 EUR`."""
    marks = {",": words.deal["thousands"], ".": words.deal["decimal"]}
    return f"{''.join(marks.get(c, c) for c in amount_text(amount))} {amount.currency}"


def duration(minutes: int, words: Words) -> str:
    """A length of time: `24 hours`, `90 minutes`, `3 days`, `2 hours and 30 minutes`."""
    hours, rest = divmod(minutes, 60)
    if minutes < 120 and rest:
        return _count(minutes, "minute", words)
    if rest:
        return words.deal["both"].format(first=_count(hours, "hour", words), last=_count(rest, "minute", words))
    return _count(hours // 24, "day", words) if hours % 24 == 0 and hours > 48 else _count(hours, "hour", words)


def weekdays(days: tuple[int, ...], words: Words) -> str:
    """Days of the week: `Monday to Friday`, `Monday, Wednesday and Thursday`."""
    names = [words.weekdays[day] for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return words.deal["span"].format(first=names[0], last=names[-1])
    return _listed(names, words)


def _sessions(deal: Deal, words: Words) -> str:
    if deal.sessions is None:
        return ""
    length = words.deal["length"].format(minutes=_count(deal.minutes, "minute", words)) if deal.minutes else ""
    medium = words.deal["by"].format(medium=_text(deal.medium, words)) if deal.medium else ""
    return ", ".join(part for part in (f"{deal.sessions}{length}", _text(deal.frequency, words), medium) if part)


def _fee(deal: Deal, words: Words) -> str:
    if deal.fee is None:
        return ""
    if deal.fee.minor == 0:
        return words.deal["free"]
    parts = " ".join(part for part in (money(deal.fee, words), basis(deal, words)) if part)
    due = instalments(deal, words) or _text(deal.due, words)
    return parts + (words.deal["due"].format(when=due) if due else "")


def instalments(deal: Deal, words: Words) -> str:
    """The parts of the fee with their days; empty where there are none."""
    return _listed([_part(day, amount, words) for day, amount in sorted(deal.instalments)], words)


def basis(deal: Deal, words: Words) -> str:
    """What the fee is for."""
    if deal.basis in ("session", "month"):
        return words.deal[f"each_{deal.basis}"]
    if deal.basis and (deal.sessions is None or deal.sessions == 1):
        return words.deal["all"]
    return words.deal["all_sessions"].format(count=deal.sessions) if deal.basis else deal.basis_text


def _part(day: date, amount: Money, words: Words) -> str:
    return words.deal["part"].format(amount=money(amount, words), day=words.on(day))


def _runs(deal: Deal, words: Words) -> str:
    if deal.start is None:
        return ""
    start = words.on(deal.start)
    end = words.on(deal.end) if deal.end else _text(deal.end_text, words)
    return words.deal["from_until"].format(start=start, end=end) if end else words.deal["from"].format(start=start)


def _review(deal: Deal, words: Words) -> str:
    return words.deal["on"].format(day=words.on(deal.review)) if deal.review else _text(deal.review_text, words)


def _cancel(deal: Deal, words: Words) -> str:
    if deal.cancel_hours is not None:
        if not deal.cancel_hours:
            return words.deal["cancel_any_time"]
        return words.deal["cancel_before"].format(notice=duration(deal.cancel_hours * 60, words))
    return words.deal["cancel_until"].format(notice=deal.cancel_text) if deal.cancel_text else ""


def _reply(deal: Deal, words: Words) -> str:
    time = deal.reply_text if deal.reply_minutes is None else duration(deal.reply_minutes, words)
    days = deal.reply_days_text
    if deal.reply_weekdays:
        days = words.deal["workdays"].format(days=weekdays(deal.reply_weekdays, words))
    return ", ".join(part for part in (words.deal["within"].format(time=time) if time else "", days) if part)


def _text(text: str, words: Words) -> str:
    """A practice's text: in the language where it is still this program's own, else as the coach wrote it."""
    return words.practice.get(_DEFAULTS.get(text, ""), text)


def _listed(parts: list[str], words: Words) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return words.deal["both"].format(first=", ".join(parts[:-1]), last=parts[-1])


def _count(number: int, unit: str, words: Words) -> str:
    return words.deal[unit if number == 1 else f"{unit}s"].format(count=number)
