"""The rules of dilemmas: the order of their days, and which topics there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from coachdesk.domain.days import day_text
from coachdesk.domain.editions import Topic
from coachdesk.domain.errors import failure
from coachdesk.domain.nearest import did_you_mean
from coachdesk.domain.text import fold


def check_days(happened: date, decided: date | None, look_back: date | None, today: date) -> None:
    """Raises `dilemma.future`, `dilemma.early`, `dilemma.look-back-past`."""
    for where, day in (("on", happened), ("decided_on", decided)):
        if day is not None and day > today:
            raise failure("dilemma.future", where=where, on=day_text(day))
    if decided is not None and decided < happened:
        raise failure("dilemma.early", where="decided_on", on=day_text(decided), happened=day_text(happened))
    if look_back is not None and look_back < today:
        raise failure("dilemma.look-back-past", where="look_back_on", on=day_text(look_back))


def known_topics(typed: Iterable[str], topics: Mapping[str, Topic]) -> tuple[str, ...]:
    """The ids of topics that were named by their id or their title, each once. Raises `dilemma.topic`."""
    by_words = {fold(one.title): one.id for one in topics.values()} | {one: one for one in topics}
    found = []
    for text in typed:
        if fold(text) not in by_words:
            near = did_you_mean(text, topics, "coachdesk ethics show names the topics", 0.5)
            raise failure("dilemma.topic", where="topics", text=text, near=near)
        found.append(by_words[fold(text)])
    return tuple(dict.fromkeys(found))
