"""What Today says of absences: one that comes, one that is now, and coming back from one.

Raw rows only, as everything that Today stands on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from coachdesk.domain.absences import COMING, NOW, Away, away_words, still_on
from coachdesk.domain.spans import near_day
from coachdesk.domain.views.today import TodayWarning
from coachdesk.services.today_owed import Moment

if TYPE_CHECKING:
    from collections.abc import Set

CHANNEL_WORDS = {"email": "e-mail", "phone": "phone", "messaging": "messaging"}
SOON = timedelta(days=2)
"""So long before an absence its auto-replies are thought of."""


def warnings(aways: Sequence[Away], at: Moment, dismissed: Set[str]) -> list[TodayWarning]:
    """A line for each absence that wants something now."""
    found = []
    is_away = any(one.state(at.now) == NOW for one in aways)
    for one in aways:
        kind, what, does = _wants(one, at, is_away)
        fact = f"{one.id}:{kind}"
        if what and fact not in dismissed:
            found.append(TodayWarning(fact, "", what, "enter", does, "absence", one.id))
    return found


def _wants(one: Away, at: Moment, is_away: bool) -> tuple[str, str, str]:
    """The kind of fact, the words, and what opening it is for; `is_away` says whether an absence lasts now."""
    state, on = one.state(at.now), still_on(one)
    if state == COMING:
        if one.since - at.now > SOON or on:
            return "", "", ""
        return "coming", f"you go away {near_day(one.since, at.now, at.zone)}, no auto-reply is on yet", "its texts"
    if state == NOW:
        if not on:
            return "now", "you are away, and no auto-reply is on yet", "its texts"
        return "away", f"you are away, {away_words(one, at.zone)}", "I am back"
    if on:
        names = " and ".join(CHANNEL_WORDS[channel] for channel in on)
        reply, verb = ("auto-reply", "is") if len(on) == 1 else ("auto-replies", "are")
        if is_away:
            return "old", f"the {reply} of {names} {verb} on from before, with other dates", "switch it off there"
        return "on", f"you are back, and the {reply} of {names} {verb} still on", "switch it off there"
    return "", "", ""
