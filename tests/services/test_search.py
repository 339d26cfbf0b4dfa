"""Search while its words are still being read, and after something changed."""

from __future__ import annotations

import threading

import pytest

from coachdesk.services import search, slots, tasks
from coachdesk.services.desk import Desk, RecoveryKey, new_recovery_key
from tests.services import acts


@pytest.fixture
def amara(desk: Desk) -> str:
    """A client."""
    return acts.client(desk, called="Amara").id


def read(desk: Desk) -> None:
    assert search.begin(desk)(60.0)


def titles(desk: Desk, words: str) -> list[str]:
    return [hit.title for hit in search.so_far(desk, words).hits]


def test_a_search_before_all_is_read_answers_and_says_so(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    before = search.so_far(desk, "exercise")
    assert (before.hits, before.whole) == ((), False)
    tasks.edit_text(desk, line.id, "send the other exercise")
    meanwhile = search.so_far(desk, "exercise")
    assert ([hit.title for hit in meanwhile.hits], meanwhile.whole) == (["Amara: send the other exercise"], False)
    read(desk)
    after = search.so_far(desk, "exercise")
    assert ([hit.title for hit in after.hits], after.whole) == (["Amara: send the other exercise"], True)
    assert titles(desk, "values") == []


def test_what_changes_after_the_reading_is_found_as_it_is_now(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    read(desk)
    acts.change(desk, amara, called="Ama", note="plays the cello")
    assert titles(desk, "exercise") == ["Ama: send the values exercise"]
    assert titles(desk, "cello") == ["Ama"]
    tasks.edit_text(desk, line.id, "send the needs")
    assert titles(desk, "exercise") == []
    assert titles(desk, "ama needs") == ["Ama: send the needs"]


def test_the_words_are_read_in_another_thread_that_ends_before_the_desk_is_closed(desk: Desk, amara: str) -> None:
    search.begin(desk)
    search.begin(desk)
    assert len([one for one in threading.enumerate() if one.name == "search"]) <= 1
    desk.close()
    assert not [one for one in threading.enumerate() if one.name == "search"]


def test_new_keys_begin_the_reading_anew(desk: Desk, amara: str) -> None:
    acts.promise(desk)
    read(desk)
    slots.add(desk, RecoveryKey(new_recovery_key()))
    assert not search.so_far(desk, "exercise").whole
    read(desk)
    assert titles(desk, "exercise") == ["Amara: send the values exercise"]


@pytest.mark.parametrize("table", ["task", "client"])
def test_what_the_other_thread_cannot_open_is_said(desk: Desk, amara: str, table: str) -> None:
    acts.promise(desk)
    acts.damage(desk, table)
    read(desk)
    assert titles(desk, "nothing at all") == []
    assert {one.where for one in desk.damaged} >= {table}
