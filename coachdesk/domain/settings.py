"""Every setting of a desk: one list from which defaults, checks, the command line and the settings screen come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from coachdesk.domain.errors import failure
from coachdesk.domain.nearest import did_you_mean
from coachdesk.domain.practice import PRACTICE, PREFIX
from coachdesk.domain.setting_kinds import KINDS, span_of, time_of, weekdays_of
from coachdesk.domain.text import LINE_LIMIT, NAME_LIMIT


class Setting(NamedTuple):
    """One setting. `kind` names how it is read and shown (`setting_kinds`); `default` is in the stored form."""

    key: str
    title: str
    help: str
    kind: str
    default: str
    group: str
    choices: tuple[str, ...] = ()
    needed: bool = False
    limit: int = LINE_LIMIT


LANGUAGES: Mapping[str, str] = {"en": "English", "de": "German"}
"""The languages that documents have words for, by their tag."""

_ABOUT, _TIME, _LOOK, _SAFETY, _DEALS = (
    "You and your practice",
    "Working time",
    "Look and paper",
    "Safety",
    "Agreements",
)

_BASIC: tuple[Setting, ...] = (
    Setting(
        "name", "Your name", "as clients read it on an agreement", "text", "", _ABOUT, needed=True, limit=NAME_LIMIT
    ),
    Setting("business", "Business", "the name of your practice, if it has one", "text", "", _ABOUT, limit=NAME_LIMIT),
    Setting("logo", "Logo", "a PNG or SVG file, printed small on agreements", "picture", "", _ABOUT),
    Setting("contact", "How clients reach you", "e-mail and phone, as printed on an agreement", "text", "", _ABOUT),
    Setting("zone", "Home time zone", "an IANA zone or a city", "zone", "UTC", _ABOUT, needed=True),
    Setting("currency", "Currency", "an ISO 4217 code; new fees are in it", "currency", "EUR", _ABOUT, needed=True),
    Setting(
        "edition",
        "Edition of the ICF code",
        "the one you work by",
        "edition",
        "2025",
        _ABOUT,
        needed=True,
    ),
    Setting(
        "workdays",
        "Working days",
        "such as mon-fri, or mon, wed, thu",
        "weekdays",
        "mon,tue,wed,thu,fri",
        _TIME,
        needed=True,
    ),
    Setting("workday.start", "The working day begins", "a time of day", "time", "09:00", _TIME, needed=True),
    Setting("workday.end", "The working day ends", "a time of day", "time", "17:30", _TIME, needed=True),
    Setting(
        "waking.start", "Waking hours begin", "before that a session is warned of", "time", "07:00", _TIME, needed=True
    ),
    Setting(
        "waking.end",
        "Waking hours end",
        "for you and your clients alike, on their own clock",
        "time",
        "22:00",
        _TIME,
        needed=True,
    ),
    Setting("days-off", "Days off", "days and spans, such as 2027-12-24..2027-12-31", "spans", "", _TIME, limit=4000),
    Setting("eod", "End of day", "when a promise for a day alone is due", "time", "17:30", _TIME, needed=True),
    Setting(
        "reply.default",
        "Time to answer",
        "within which a message is answered unless a client expects otherwise",
        "duration",
        "1440",
        _TIME,
        needed=True,
    ),
    Setting(
        "task.minutes",
        "Minutes of a task",
        "how long a task without an estimate is taken to need, such as 30m",
        "duration",
        "30",
        _TIME,
        needed=True,
    ),
    Setting(
        "session.prep",
        "Minutes before a session",
        "kept free to prepare it, such as 15m",
        "duration",
        "15",
        _TIME,
        needed=True,
    ),
    Setting(
        "session.wrap-up",
        "Minutes after a session",
        "kept free for its notes and promises, such as 15m",
        "duration",
        "15",
        _TIME,
        needed=True,
    ),
    Setting(
        "date.order",
        "Order of dates",
        "how 3/4 is read: dmy the third of April, mdy the fourth of March",
        "choice",
        "dmy",
        _TIME,
        choices=("dmy", "mdy"),
        needed=True,
    ),
    Setting(
        "theme",
        "Theme",
        "the colours of the screen",
        "choice",
        "system",
        _LOOK,
        choices=("system", "dark", "light"),
        needed=True,
    ),
    Setting(
        "paper", "Paper", "the size of printed pages", "choice", "A4", _LOOK, choices=("A4", "Letter"), needed=True
    ),
    Setting(
        "idle.lock",
        "Lock when idle",
        "the time without a key or a click after which the desk locks, such as 15m, or off",
        "idle",
        "900",
        _SAFETY,
        needed=True,
    ),
    Setting(
        "agreement.cancel-hours",
        "Hours to cancel",
        "before a session, free of charge; 0 to 720",
        "hours",
        "24",
        _DEALS,
        needed=True,
    ),
    Setting(
        "agreement.basis",
        "What a fee is for",
        "the whole package, each session, or each month",
        "choice",
        "package",
        _DEALS,
        choices=("package", "session", "month"),
        needed=True,
    ),
    Setting(
        "agreement.language",
        "Language of summaries",
        "of the catalogue's words, dates and amounts in new agreements; your own words stay as you write them",
        "choice",
        "en",
        _DEALS,
        choices=tuple(LANGUAGES),
        needed=True,
    ),
    Setting(
        "agreement.layout",
        "Look of summaries",
        "classic, or plain: closer set, black on white",
        "choice",
        "classic",
        _DEALS,
        choices=("classic", "plain"),
        needed=True,
    ),
)

SETTINGS: tuple[Setting, ...] = _BASIC + tuple(
    Setting(PREFIX + name, title, help_text, "text", default, _DEALS) for name, title, help_text, default in PRACTICE
)

BY_KEY: dict[str, Setting] = {setting.key: setting for setting in SETTINGS}
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(setting.group for setting in SETTINGS))


def setting(key: str) -> Setting:
    """The setting of that key, or `setting.unknown` with near ones."""
    if key not in BY_KEY:
        near = did_you_mean(key, BY_KEY, "coachdesk config shows all of them")
        raise failure("setting.unknown", key=key or "without a name", near=near)
    return BY_KEY[key]


def parse_setting(key: str, text: str) -> str:
    """The stored form of a value that a person typed. Fails with a `setting.…` code, or that of what it holds."""
    one = setting(key)
    value = KINDS[one.kind].parse(text, one.key, one.choices, one.limit)
    if one.needed and not value:
        raise failure("setting.needed", where=key)
    return value


def format_setting(key: str, value: str) -> str:
    """A stored value as a person reads it and may type it back."""
    return KINDS[setting(key).kind].show(value)


def check_together(values: Mapping[str, str]) -> None:
    """Refuses settings that contradict each other: a working day that ends before it begins."""
    desk = Settings(values)
    if desk.workday_end <= desk.workday_start:
        raise failure("setting.hours", where="workday.end")
    if desk.sleeps <= desk.wakes:
        raise failure("setting.waking", where="waking.end")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a desk, with defaults for what was never set. Values are in their stored form in `values`."""

    values: Mapping[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str:
        """The stored value or the default."""
        return self.values.get(key, setting(key).default)

    def shown(self, key: str) -> str:
        """The value as a person reads it."""
        return format_setting(key, self.get(key))

    def with_value(self, key: str, value: str) -> Settings:
        """The same settings with another stored value."""
        return Settings({**self.values, key: value})

    @property
    def name(self) -> str:
        """The coach's name."""
        return self.get("name")

    @property
    def business(self) -> str:
        """The name of the practice; may be empty."""
        return self.get("business")

    @property
    def contact(self) -> str:
        """How clients reach the coach; may be empty."""
        return self.get("contact")

    @property
    def zone(self) -> str:
        """The coach's home zone, an IANA id."""
        return self.get("zone")

    @property
    def currency(self) -> str:
        """The currency of new fees."""
        return self.get("currency")

    @property
    def edition(self) -> str:
        """The edition of the code that the coach works by."""
        return self.get("edition")

    @property
    def workdays(self) -> frozenset[int]:
        """Working days, 0 for Monday."""
        return weekdays_of(self.get("workdays"))

    @property
    def workday_start(self) -> time:
        """When the working day begins, on the coach's clock."""
        return time_of(self.get("workday.start"))

    @property
    def workday_end(self) -> time:
        """When the working day ends, on the coach's clock."""
        return time_of(self.get("workday.end"))

    @property
    def wakes(self) -> time:
        """Before this time of day, on their own clock, nobody is called."""
        return time_of(self.get("waking.start"))

    @property
    def sleeps(self) -> time:
        """After this time of day, on their own clock, nobody is called."""
        return time_of(self.get("waking.end"))

    @property
    def days_off(self) -> tuple[tuple[date, date], ...]:
        """Spans of days off, first and last day included."""
        return span_of(self.get("days-off"))

    @property
    def eod(self) -> time:
        """When a promise for a day alone is due, on the coach's clock."""
        return time_of(self.get("eod"))

    @property
    def reply_minutes(self) -> int:
        """Minutes within which a message is answered unless a client expects otherwise."""
        return int(self.get("reply.default"))

    @property
    def task_minutes(self) -> int:
        """Minutes that a task without an estimate is taken to need."""
        return int(self.get("task.minutes"))

    @property
    def prep_minutes(self) -> int:
        """Minutes kept free before a session."""
        return int(self.get("session.prep"))

    @property
    def wrap_up_minutes(self) -> int:
        """Minutes kept free after a session."""
        return int(self.get("session.wrap-up"))

    @property
    def idle_seconds(self) -> int:
        """Seconds without a key or a click after which the desk locks; 0 for never."""
        return int(self.get("idle.lock"))

    @property
    def date_order(self) -> str:
        """`dmy` or `mdy`."""
        return self.get("date.order")

    @property
    def theme(self) -> str:
        """`system`, `dark` or `light`."""
        return self.get("theme")

    @property
    def paper(self) -> str:
        """`A4` or `Letter`."""
        return self.get("paper")

    @property
    def language(self) -> str:
        """The language of summaries, as a tag."""
        return self.get("agreement.language")

    @property
    def layout(self) -> str:
        """The look of summaries."""
        return self.get("agreement.layout")

    @property
    def cancel_hours(self) -> int:
        """Hours of notice in a new agreement unless it says otherwise."""
        return int(self.get("agreement.cancel-hours"))

    def practice(self) -> dict[str, str]:
        """The practice's defaults by placeholder; empty ones left out."""
        texts = {name.replace("-", "_"): self.get(PREFIX + name) for name, *_ in PRACTICE}
        return {placeholder: text for placeholder, text in texts.items() if text}
