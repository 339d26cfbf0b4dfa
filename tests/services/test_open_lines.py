"""The open tasks are kept while nothing makes another of them: no clock ever shows what would be read otherwise."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.services import task_reading, tasks
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk
from tests.services import acts

STEPS = st.one_of(st.sampled_from([0, 1, 59, 60, 61, 3_600]), st.integers(0, 40_000))
"""Seconds between two looks at the list; microseconds are added to some."""


def test_lines_that_are_kept_are_those_that_would_be_read(desk: Desk) -> None:
    _at(desk, 0)
    acts.client(desk, zone="Africa/Lagos")
    for line in ("one @amara today 12:30", "two @amara today 17:00 ~6h", "three @amara in 50m ~7h", "four today 13:00"):
        tasks.add(desk, line)

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.tuples(STEPS, st.integers(0, 999_999)), min_size=4, max_size=12))
    def look(steps: list[tuple[int, int]]) -> None:
        gone = 0.0
        for seconds, rest in steps:
            gone += seconds + rest / 1_000_000
            _at(desk, gone)
            kept = task_reading.open_lines(desk)
            assert kept == tuple(task_reading.line(desk, one.id) for one in kept)

    look()


def _at(desk: Desk, seconds: float) -> None:
    desk.clock = desk.store.clock = fixed_clock(acts.NOW + timedelta(seconds=seconds))
