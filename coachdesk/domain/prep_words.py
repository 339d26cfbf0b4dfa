"""The prep card in words, for the shell and for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coachdesk.domain.days import day_text
from coachdesk.domain.times import clock
from coachdesk.domain.views.clients import GoalView
from coachdesk.domain.views.session_work import ActionView, PrepCard, SessionAgreementView, ShareView
from coachdesk.domain.views.tasks import TaskLine

TICKS = {"done": "[x]", "partly": "[~]", "not": "[-]", "open": "[ ]"}
_ANSWERS = {"asked": "asked, no answer yet", "agreed": "they agreed to hear it", "declined": "they declined"}
_WIDE = 11


def card_pairs(card: PrepCard, zone: str) -> tuple[tuple[str, str], ...]:
    """What stands on the card: what it is about, and its lines. `zone` is the coach's."""
    pairs = (
        ("session", (f"{card.session.client.title} · {card.heading}",)),
        ("goals", (goal_words(one) for one in card.goals)),
        ("last", _last(card, zone)),
        ("they would", (action_words(one) for one in card.actions)),
        ("I would", (promise_words(one, zone) for one in card.promises)),
        ("to share", (share_words(one) for one in card.shares)),
        ("incident", (one.in_line for one in card.incidents)),
        ("care", card.care),
        ("consents", (" · ".join(card.consents),)),
        ("sessions", (card.left,)),
        ("money", (card.money,)),
        ("agreed", agreed_words(card.agreement)),
        ("missing", (one.what for one in card.missing)),
        ("mine", (card.intention,)),
    )
    said = ((label, "\n".join(line for line in lines if line)) for label, lines in pairs)
    return tuple((label, text) for label, text in said if text)


def card_lines(card: PrepCard, zone: str) -> tuple[str, ...]:
    """The same as lines, each label before the first of its own."""
    found = []
    for label, text in card_pairs(card, zone):
        first, *more = text.split("\n")
        found += [f"{label:<{_WIDE}} {first}", *(f"{'':<{_WIDE}} {line}" for line in more)]
    return tuple(found)


def goal_words(goal: GoalView) -> str:
    """`Delegate the report · measure: 2 of 4 weeks · 3→6 of 10, by the client · 4→5 of 10, by the coach`."""
    parts = [goal.text]
    if goal.measure:
        parts.append(f"measure: {goal.measure}")
    for whose in ("client", "coach"):
        values = [value for _, by, value in goal.ratings if by == whose]
        if values:
            ran = f"{values[0]}→{values[-1]}" if len(values) > 1 else str(values[0])
            parts.append(f"{ran} of 10, by the {whose}")
    return " · ".join(parts)


def action_words(action: ActionView) -> str:
    """`[~] talk to Rosa (by 9 Dec) — she was away`."""
    due = f" (by {day_text(action.due, year=False)})" if action.due is not None else ""
    return f"{TICKS[action.state]} {action.text}{due}" + (f" — {action.obstacle}" if action.obstacle else "")


def promise_words(task: TaskLine, zone: str) -> str:
    """`[x] send the article (kept)`, `[ ] find the template (due Fri 27 Nov 17:00)`."""
    due = f"due {clock(task.due, zone)}" if task.due is not None else "no date"
    said = f"{task.state}, {due}" if task.is_open and task.state != "open" else due
    return f"[{' ' if task.is_open else 'x'}] {task.text} ({said if task.is_open else task.state})"


def share_words(share: ShareView) -> str:
    """What is to share, and what stands before it; `you light up — ask first`."""
    if share.answer:
        return f"{share.text} — {_ANSWERS[share.answer]}"
    return f"{share.text} — ask first" if share.ask_first else share.text


def agreed_words(settled: SessionAgreementView | None) -> Iterable[str]:
    """What was settled at the start of a session, a line each."""
    if settled is None:
        return ()
    parts = (
        ("", settled.topic),
        ("wanted: ", settled.result),
        ("we know by: ", settled.measure),
        ("it matters because: ", settled.matters),
        ("to resolve: ", settled.resolve),
        ("", f"{settled.minutes} min" if settled.minutes else ""),
    )
    return tuple(f"{before}{text}" for before, text in parts if text)


def _last(card: PrepCard, zone: str) -> Iterator[str]:
    if card.last is None:
        return
    yield clock(card.last.at, zone)
    if card.last_agreement is not None:
        yield f"about: {card.last_agreement.topic}"
        if card.last_agreement.result:
            yield f"wanted: {card.last_agreement.result}"
    if card.last_outcome:
        yield f"came: {card.last_outcome}"
    for one in card.last_insights:
        yield f"insight: {one.text}"
