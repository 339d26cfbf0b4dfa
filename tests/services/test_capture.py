"""Catching a line: said back in words before anything is saved, with the load of its day and the names it may mean."""

from __future__ import annotations

from datetime import date

import pytest

from coachdesk.domain.line_people import OFFERED
from coachdesk.services import capture, tasks
from coachdesk.services.desk import Desk
from tests.services import acts
from tests.services.acts import refused


@pytest.fixture
def tomas(desk: Desk) -> str:
    """A client in Santiago."""
    return acts.client(desk, "Tomás Rojas", called="Tomás", zone="America/Santiago", organisation="Andes").id


def test_a_line_is_said_back_in_words(desk: Desk, tomas: str) -> None:
    caught = capture.read(desk, "send the reading list @tom tue 17:00 ~30m")
    assert caught.words == (
        'A promise to Tomás: "send the reading list"',
        "by Tue 1 Dec 17:00 · theirs 12:00 in Santiago · about 30 min",
    )
    assert (caught.kind, caught.minutes, caught.problem) == ("promise", 30, "")
    assert (caught.due_local, caught.due_client) == ("17:00", "12:00")
    assert caught.load_words == "Tuesday holds 0 min of 8 h 30."
    assert (caught.room, caught.room_line) == (None, "")


def test_a_full_day_names_the_next_with_room_and_the_line_for_it(desk: Desk, tomas: str) -> None:
    acts.promise(desk, "write the long report @tom mon 12:00 ~8h")
    caught = capture.read(desk, "send the list @tom mon 17:00 ~1h")
    assert caught.load is not None
    assert (caught.load.day, caught.load.task_minutes, caught.load.left) == (date(2026, 11, 30), 480, 30)
    assert caught.load_words == "Monday holds 8 h of 8 h 30 already. Tue 1 Dec has room."
    assert caught.room == date(2026, 12, 1)
    again = capture.read(desk, caught.room_line)
    assert (again.text, again.minutes, again.to) == (caught.text, caught.minutes, caught.to)
    assert again.due == acts.from_stamp("2026-12-01T15:00:00Z")
    whole = capture.read(desk, "send the list @tom mon ~1h")
    assert capture.read(desk, whole.room_line).due == acts.from_stamp("2026-12-01T15:30:00Z")


@pytest.mark.parametrize(
    "line",
    [
        "send it @tom fri 17:00 ~30m",
        "send it @tom tom",
        "call the bank 30 nov 9am ~1h30",
        "water the plants every mon",
        "@tom send the notes +3d",
        "send it @tom 2027-03-29 17:00",
        "think",
        "send it @tom 18:00 theirs",
    ],
)
def test_what_is_saved_is_what_was_shown(desk: Desk, tomas: str, line: str) -> None:
    caught = capture.read(desk, line)
    saved = tasks.add(desk, line)
    assert caught.problem == ""
    shown = (caught.kind, caught.text, caught.to, caught.due, caught.whole_day, caught.minutes, caught.repeat)
    assert (saved.kind, saved.text, saved.to, saved.due, saved.whole_day, saved.minutes, saved.repeat) == shown


def test_clocks_that_change_until_then_are_said(desk: Desk, tomas: str) -> None:
    words = capture.read(desk, "send it @tom 2027-03-29 17:00").words
    assert "your clocks go forward an hour on Sun 28 Mar" in words[-1]


def test_another_zone_and_the_page_of_somebody(desk: Desk, tomas: str) -> None:
    caught = capture.read(desk, "send it mon 9:00", zone="Tokyo", to=("client", tomas))
    assert (caught.due_local, caught.due_client, caught.zone) == ("02:00", "21:00", "Asia/Tokyo")
    assert caught.to is not None
    assert caught.to.id == tomas
    with refused("zone.unknown"):
        capture.read(desk, "send it", zone="Nowhere")


def test_someone_who_travels_is_where_they_will_be(desk: Desk) -> None:
    acts.client(desk, "Mei Lin", zone="Asia/Taipei", away_zone="Europe/Lisbon", away_from="2026-12-01")
    assert capture.read(desk, "send it @mei mon 17:00").due_client == "23:00"
    assert capture.read(desk, "send it @mei thu 17:00").due_client == "15:00"


def test_a_problem_is_one_line_and_says_so_far_what_was_understood(desk: Desk, tomas: str) -> None:
    caught = capture.read(desk, "send it @tom")
    assert (caught.problem_code, caught.due) == ("line.needs-when", None)
    assert caught.problem == "a promise needs a time (add one, such as fri 17:00, tom or +3d)"
    assert caught.words[0] == 'A promise to Tomás: "send it"'
    for line in ("", "@", "~", '"', "@tom @", "\x00", "x" * 6_000, "🎉", "fri", "31 feb", "send it @tom 25:00"):
        assert "\n" not in capture.read(desk, line).problem


def test_names_are_completed_and_namesakes_told_apart(desk: Desk, tomas: str) -> None:
    acts.client(desk, "Ana Petrova", called="Ana", organisation="Acme")
    acts.client(desk, "Ana Ruiz", called="Ana", organisation="Bolt")
    acts.contact(desk, "Ana Petrova", role="helper")
    (choice,) = capture.read(desk, "send it @toma").choices
    assert (choice.insert, choice.title, choice.detail) == ("@Tomás", "Tomás", "Andes · Santiago")
    found = capture.read(desk, "send it @ana").choices
    assert len({one.title for one in found}) == len({one.insert for one in found}) == 3
    for one in found:
        caught = capture.read(desk, f"send it {one.insert} mon")
        assert caught.problem == ""
        assert caught.to is not None
        assert caught.to.title == one.title


def test_someone_who_was_just_added_is_known_at_once(desk: Desk, tomas: str) -> None:
    assert capture.read(desk, "send it @mei mon").problem_code == "line.person-unknown"
    mei = acts.client(desk, "Mei Lin")
    assert capture.read(desk, "send it @mei mon").to is not None
    acts.change(desk, mei.id, full_name="May Lin", called="May")
    assert capture.read(desk, "send it @mei mon").problem_code == "line.person-unknown"


def test_a_name_that_fits_many_offers_the_first_of_them(desk: Desk) -> None:
    for number in range(12):
        acts.client(desk, f"Anna Berg {number}", called=f"Anna {number}")
    assert len(capture.read(desk, "send it @anna").choices) == OFFERED
    assert len(capture.read(desk, "send it @anna fri 17:00").choices) == OFFERED
