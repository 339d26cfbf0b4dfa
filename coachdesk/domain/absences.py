"""Time away: whether absences overlap, how one stands, what it touches, and who looks after that meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from coachdesk.domain.errors import failure
from coachdesk.domain.spans import is_day_edge
from coachdesk.domain.times import clock, clock_text, day_text, from_stamp, local

COMING, NOW, OVER = "coming", "now", "over"
DECISIONS = ("keep", "move", "renegotiate", "cover")
"""What may become of what an absence touches."""

COVER = "cover"
FOR_SESSIONS, FOR_TASKS = ("keep", "move", "cover"), ("keep", "renegotiate", "cover")
CHANNELS = ("email", "phone", "messaging")
"""Where an auto-reply can be switched on."""


@dataclass(frozen=True, slots=True)
class Away:
    """One absence (instants UTC). `until` is when it was meant to end, nothing while that is not known; `back` when the
    coach said to be back. Channels hold the stamps `on` and `off` of each auto-reply, decisions what becomes of each
    session and task, by id; `told` the day on which each client was told, by id."""

    id: str
    since: datetime
    until: datetime | None
    back: datetime | None = None
    cover_id: str = ""
    why: str = ""
    decisions: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    told: Mapping[str, date] = field(default_factory=dict)

    @property
    def end(self) -> datetime | None:
        """When it ends or ended; nothing while that is not known."""
        return self.back or self.until

    def covers(self, instant: datetime) -> bool:
        """Whether the coach is away at that instant."""
        return self.since <= instant and (self.end is None or instant < self.end)

    def came_too_late(self, expected: datetime) -> bool:
        """Whether an answer that was expected then was late already when it began: it is no excuse for that."""
        return expected < self.since

    def meets(self, since: datetime, until: datetime | None) -> bool:
        """Whether it shares any time with that span; an end that is not known lies behind all others."""
        return (until is None or self.since < until) and (self.end is None or since < self.end)

    def state(self, now: datetime) -> str:
        """`coming`, `now` or `over`."""
        if self.end is not None and self.end <= now:
            return OVER
        return COMING if now < self.since else NOW

    def in_other_hands(self, item_id: str, due: datetime, now: datetime) -> bool:
        """Whether a stand-in looks after what is due then: it was decided so, or nothing was decided while the coach is
        away. Warnings about it are quiet."""
        if not self.cover_id or self.state(now) == OVER or not self.covers(due):
            return False
        decision = self.decisions.get(item_id, "")
        return decision == COVER or (not decision and self.state(now) == NOW)


def check_span(since: datetime, until: datetime | None, others: Iterable[Away], zone: str) -> None:
    """Refuses an absence that ends before it begins, or that shares time with another (`others` without itself).

    Times are said in `zone`. Fails with `absence.order` or `absence.overlap`.
    """
    if until is not None and until <= since:
        raise failure("absence.order", where="to", since=begin_words(since, zone), until=end_words(until, zone))
    for other in others:
        if other.meets(since, until):
            raise failure("absence.overlap", where="from", other=away_words(other, zone))


def away_words(away: Away, zone: str) -> str:
    """An absence in the coach's words: `Fri 27 Nov 13:00 – Mon 30 Nov 09:00`, `since Fri 27 Nov 13:00, no end yet`; of
    whole days the days alone, the last one included: `Mon 23 Nov – Fri 27 Nov`, `Wed 25 Nov 13:00 through Fri 27 Nov`.
    """
    begins = begin_words(away.since, zone)
    if away.end is None:
        return f"since {begins}, no end yet"
    last = _last_day(away.end, zone)
    if local(away.since, zone).date() == local(away.end, zone).date():
        return f"{clock(away.since, zone)} – {clock_text(local(away.end, zone))}"
    if last is None:
        return f"{begins} – {clock(away.end, zone)}"
    if not is_day_edge(away.since, zone):
        return f"{begins} through {last}"
    return begins if begins == last else f"{begins} – {last}"


def begin_words(since: datetime, zone: str) -> str:
    """When it begins: a day alone where that is its first minute."""
    there = local(since, zone)
    return day_text(there.date(), year=False) if is_day_edge(since, zone) else clock(since, zone)


def end_words(until: datetime, zone: str) -> str:
    """Until when it lasts: `until Fri 27 Nov 13:00`, or `through Fri 27 Nov` where that day is its last whole one."""
    last = _last_day(until, zone)
    return f"until {clock(until, zone)}" if last is None else f"through {last}"


def _last_day(until: datetime, zone: str) -> str | None:
    """The last whole day of it: nobody counts to the midnight after it. Nothing where it ends at another hour."""
    there = local(until, zone)
    return day_text(there.date() - timedelta(days=1), year=False) if is_day_edge(until, zone) else None


def touches_session(away: Away, at: datetime, minutes: int) -> bool:
    """Whether a session falls into it, if only with its last minutes."""
    return away.meets(at, at + timedelta(minutes=minutes))


def touches_task(away: Away, due: datetime | None) -> bool:
    """Whether a task is due while it lasts, its end included: what is due at that minute was to be done before."""
    return due is not None and (away.covers(due) or (away.end is not None and away.since <= due == away.end))


def check_decision(decision: str, is_session: bool, has_cover: bool) -> str:
    """One of the decisions that fit, case aside. Fails with `absence.decision` or `absence.no-cover`."""
    small = decision.strip().lower()
    choices = FOR_SESSIONS if is_session else FOR_TASKS
    if small not in choices:
        text = decision.strip() or "nothing"
        raise failure("absence.decision", where="decision", text=text, choices=", ".join(choices))
    if small == COVER and not has_cover:
        raise failure("absence.no-cover", where="decision")
    return small


def auto_reply_spans(aways: Iterable[Away]) -> list[tuple[datetime, datetime | None]]:
    """The spans in which an auto-reply was on, on any channel; without an end it still is."""
    stamps = [one for away in aways for one in away.channels.values() if one.get("on")]
    return [(from_stamp(one["on"]), from_stamp(one["off"]) if one.get("off") else None) for one in stamps]


def still_on(away: Away) -> tuple[str, ...]:
    """The channels whose auto-reply is on: after the return, each is to be switched off."""
    return tuple(name for name in CHANNELS if (one := away.channels.get(name)) and one.get("on") and not one.get("off"))
