"""Column types: how instants and days lie in SQLite.

A value that someone damaged must not abort the whole list it is read with: it becomes an `Unreadable…` that goes back
to SQLite exactly as it came, so that opening the row's envelope finds the damage and marks that one row.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Self

from sqlalchemy import Text, TypeDecorator

from coachdesk.domain.times import to_stamp


class UnreadableInstant(datetime):
    """Stands for a stored instant that is none."""

    stored: Any

    @classmethod
    def of(cls, stored: Any) -> Self:
        """The stand-in for that stored value: the earliest instant."""
        made = cls(1, 1, 1, tzinfo=UTC)
        made.stored = stored
        return made


class UnreadableDay(date):
    """Stands for a stored day that is none."""

    stored: Any

    @classmethod
    def of(cls, stored: Any) -> Self:
        """The stand-in for that stored value: the earliest day."""
        made = cls(1, 1, 1)
        made.stored = stored
        return made


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC text to the second: `2027-01-11T09:00:00Z`. Naive ones raise ValueError."""

    impl, cache_ok = Text, True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> Any:
        """To its stamp."""
        if isinstance(value, UnreadableInstant):
            return value.stored
        return None if value is None else to_stamp(value)

    def process_result_value(self, value: Any, dialect: Any) -> datetime | None:
        """From its stamp."""
        if value is None:
            return None
        try:
            found = datetime.fromisoformat(value)
            return found if found.tzinfo is UTC else UnreadableInstant.of(value)
        except (ValueError, TypeError):
            return UnreadableInstant.of(value)


class Day(TypeDecorator[date]):
    """A calendar date, kept as ISO text: `2027-01-11`. A datetime raises ValueError, it is not a day."""

    impl, cache_ok = Text, True

    def process_bind_param(self, value: date | None, dialect: Any) -> Any:
        """To ISO text."""
        if isinstance(value, datetime):
            raise ValueError("a day has no time")
        if isinstance(value, UnreadableDay):
            return value.stored
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Any) -> date | None:
        """From ISO text."""
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (ValueError, TypeError):
            return UnreadableDay.of(value)
