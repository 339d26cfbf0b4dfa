"""Moments at which checklists arise, what each of their questions is about, and whether it waits.

Pure rules: days are calendar days where the coach is, instants aware UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coachdesk.domain.checklists import APART, EVENTS, MOMENTS, Item
from coachdesk.domain.days import months_after
from coachdesk.domain.engagements import first_session, last_ended
from coachdesk.domain.evidence.facts import ClientFacts, Found
from coachdesk.domain.views.ethics import AnswerView, Subject

PRACTICE = Subject()
JUST_SIGNED = timedelta(days=14)
"""So long after its last signature an agreement is still asked about."""
JUST_HELD = timedelta(days=7)
ENDING_SOON, JUST_ENDED = timedelta(days=14), timedelta(days=60)
AHEAD = timedelta(hours=24)
AWAY_SOON = timedelta(days=60)
RECENT = timedelta(days=60)
"""So long an event that was settled is still asked about."""

_PRESSING = (
    "harm_disclosed", "before_session", "incident", "data_request", "sponsor_report", "name_release",
    "before_first_session", "after_session", "at_agreement", "third_party_payment", "barter", "referral_paid",
    "research", "at_ending", "absence", "disposal_due", "monthly",
)  # fmt: skip
"""Moments and events, the most pressing first."""

CONFLICT_TOPIC = "conflict.disclose"
"""What is asked of a conflict alone, and not where somebody spoke of harm or the service went wrong."""


_INCIDENTS = {"conflict": "A conflict of interest", "harm": "After a disclosure of harm"}
"""What an incident is called by the entry that made it: several may have come of one client."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A moment that has come, and what it is about. Answers given before `since` were to something else; `when` is the
    instant it is about, `entry_kind` the kind of the register entry that made it, or `incident` for an incident."""

    moment: str
    subject: Subject
    event: str = ""
    when: datetime | None = None
    since: datetime | None = None
    entry_kind: str = ""

    @property
    def rank(self) -> int:
        """How pressing it is; the least is the most."""
        return _PRESSING.index(self.event or self.moment)

    def asks(self, item: Item) -> bool:
        """Whether it is one of this occasion's questions."""
        if (item.moment, item.event) != (self.moment, self.event):
            return False
        return not (self.entry_kind in ("harm", "incident") and item.topic == CONFLICT_TOPIC)

    def heading(self, name: str, when: str) -> str:
        """Which it is, in words: `Before the first session with Amara`. `when` is the instant as people read it."""
        title = EVENTS[self.event] if self.event else MOMENTS[self.moment]
        if self.event == "incident":
            title = _INCIDENTS.get(self.entry_kind, title)
        if not name:
            return title
        joins = {"before_first_session": " with ", "before_session": " with ", "after_session": " with ",
                 "at_agreement": " with ", "at_ending": " with "}  # fmt: skip
        words = {"before_session": "Before the session", "after_session": "After the session", "at_agreement":
                 "At the agreement", "at_ending": "At the ending"}  # fmt: skip
        said = f"{words.get(self.moment, title)}{joins.get(self.moment, ': ')}{name}"
        return f"{said}, {when}" if when else said


def narrowed(item: Item, subject: Subject) -> Subject:
    """What exactly an item is asked about: of a session all that is more than the client and the session falls away,
    so that the same question has one answer wherever it is asked from."""
    if item.moment == "monthly":
        return PRACTICE if item.scope == "practice" else Subject(subject.client_id)
    if item.moment == "on_event":
        agreement = subject.agreement_id if item.scope == "agreement" else ""
        if item.scope == "practice" and not subject.entry_id:
            return PRACTICE
        return Subject(subject.client_id, agreement, entry_id=subject.entry_id)
    if item.scope == "practice":
        return PRACTICE
    agreement = subject.agreement_id if item.scope == "agreement" else ""
    session = subject.session_id if item.scope == "session" else ""
    return Subject(subject.client_id, agreement, session)


def counting(
    answers: Sequence[AnswerView], since: datetime | None, every_months: int, days: Sequence[date], today: date
) -> AnswerView | None:
    """The last of the answers (oldest first) if it still counts: it was given since then and, of a monthly item, its
    rhythm is not over. `days` are the days of the answers where the coach is."""
    if not answers or (since is not None and answers[-1].at < since):
        return None
    if every_months and asked_again_on(days[-1], every_months) <= today:
        return None
    return answers[-1]


def asked_again_on(answered: date, every_months: int) -> date:
    """The day from which a monthly item is asked again."""
    return months_after(answered, every_months)


def waits(item: Item, found: Found | None, answer: AnswerView | None) -> bool:
    """Whether neither the records nor an answer settle an item now. Where the records alone answer, a word of the coach
    does not do, unless that it does not apply."""
    if answer is not None and answer.answer == APART:
        return False
    if item.mode == "auto" and found is not None and found.found is not None:
        return not found.found
    return answer is None


def before_first(client: ClientFacts, today: date, zone: str) -> bool:
    """Whether the first session of the engagement that is being made, or has begun, is still to be held."""
    return last_ended(client, today, zone) is not None or first_session(client, today, zone) is None


def together(found: Iterable[tuple[str, str, Found]]) -> Found:
    """What the records of several clients (id, name, what was found) say together, of an item that is asked once for
    all: found where it is for each, not where it is missing for one."""
    every = list(found)
    missing = [(client, name) for client, name, one in every if one.found is False]
    sure = [one for _, _, one in every if one.found]
    if missing:
        names = [name for _, name in missing]
        some = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        rest = f"; there is one for {len(sure)} of {len(every)} active clients" if sure else ""
        return Found(False, f"None for {some}{rest}.", tuple(("client", client) for client, _ in missing))
    records = tuple(record for one in sure for record in one.records[:1])
    if len(every) == 1:
        return every[0][2]
    if sure and len(sure) == len(every):
        return Found(True, f"There is one for each of {len(every)} active clients.", records)
    return Found(None, "Look at each client.", records)
