"""A caught line: what is its when and what stays words, who is meant, and what is asked about instead of guessed."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from coachdesk.domain.echo import words_of
from coachdesk.domain.line_people import People, Person
from coachdesk.domain.task_line import Line, parse_line
from coachdesk.domain.text import fold
from coachdesk.domain.times import clock
from tests.domain.clocks import ZONES

SOFIA, SANTIAGO = "Europe/Sofia", "America/Santiago"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
AMARA = Person("client", "amara0001", "Amara Okonkwo", ("Amara", "Amara Okonkwo"), "Africa/Lagos")
TOMAS = Person("client", "tomas0001", "Tomás", ("Tomás", "Tomás Rojas"), SANTIAGO)
BERG = Person("contact", "jonas0001", "Jonas Berg", ("Jonas", "Jonas Berg"), "")
WEISS = Person("client", "jonas0002", "Jonas Weiß", ("Jonas", "Jonas Weiß"), "Europe/Berlin")
MEI = Person("client", "meimei001", "Mei", ("Mei", "Mei Sun"), "Asia/Taipei")
PEOPLE = (AMARA, TOMAS, BERG, WEISS, MEI)


def caught(line: str, zone: str = "", to: Person | None = None, now: datetime = NOW) -> Line:
    return parse_line(line, PEOPLE, now, zone=zone, home=SOFIA, eod=time(17, 30), to=to)


def due(line: Line) -> str:
    return clock(line.when.instant, SOFIA) if line.when else ""


def code(line: str, **more: str) -> str:
    problem = caught(line, **more).problem
    return problem.code if problem else ""


def test_a_whole_line() -> None:
    line = caught("send the values exercise @amara fri 17:00 ~30m")
    assert (line.kind, line.text, line.person, line.minutes) == ("promise", "send the values exercise", AMARA, 30)
    assert (due(line), line.problem, line.ambiguous, line.at_word) == ("Fri 27 Nov 17:00", None, (), None)
    assert line.when is not None
    assert not line.when.whole_day


@pytest.mark.parametrize(
    ("typed", "text", "by"),
    [
        # at the end, whatever marks stand behind it
        ("send notes @tom fri", "send notes", "Fri 27 Nov 17:30"),
        ("send notes fri @tom", "send notes", "Fri 27 Nov 17:30"),
        ("send notes fri 17:00 @tom ~30m", "send notes", "Fri 27 Nov 17:00"),
        ("send notes by Fri, 5pm. @tom", "send notes", "Fri 27 Nov 17:00"),
        ("send notes @tom tom", "send notes", "Wed 25 Nov 17:30"),
        ("review the slides due on 27 jan", "review the slides", "Wed 27 Jan 17:30"),
        ("review may budget fri", "review may budget", "Fri 27 Nov 17:30"),
        ("split it in 2 parts in 2 weeks", "split it in 2 parts", "Tue 8 Dec 17:30"),
        ("meet @ 5pm", "meet", "Tue 24 Nov 17:00"),
        # right after the name, beside the length, and a day with a time at the beginning
        ("@tom fri send the list", "send the list", "Fri 27 Nov 17:30"),
        ("@tom next fri: send the list", "send the list", "Fri 4 Dec 17:30"),
        ("send the list fri ~30m to her boss", "send the list to her boss", "Fri 27 Nov 17:30"),
        ("send the list ~30m fri 17:00 @tom", "send the list", "Fri 27 Nov 17:00"),
        ("fri 17:00 send the list @tom", "send the list", "Fri 27 Nov 17:00"),
        # a day here and a time there are one when
        ("send the list @tom 17:00 ~30m fri", "send the list", "Fri 27 Nov 17:00"),
        ("@tom fri send the list 17:00", "send the list", "Fri 27 Nov 17:00"),
        # a name in the middle of a sentence stays in it
        ("ask @tom about the 27 jan meeting fri", "ask Tomás about the 27 jan meeting", "Fri 27 Nov 17:30"),
        ("send notes to @amara fri", "send notes", "Fri 27 Nov 17:30"),
        ('send the "for sun" notes @tom fri', 'send the "for sun" notes', "Fri 27 Nov 17:30"),
        # their own clock
        ("send notes @tom fri 17:00 theirs", "send notes", "Fri 27 Nov 22:00"),
    ],
)
def test_the_when_is_found_where_it_may_stand(typed: str, text: str, by: str) -> None:
    line = caught(typed)
    assert (line.text, due(line), line.problem) == (text, by, None)


@pytest.mark.parametrize(
    "typed",
    [
        "review may budget",
        "call the sun company",
        "split it in 2 parts",
        "look into ~/notes",
        "split 50/50",
        "update to 2.0",
        "do this first",
        "mail bob@x.org about it",
        'say "fri 17:00"',
        "read the weekly report",
        "the fri 17:00 slot is hers",
        "march on",
        "plan 2027",
        "who am I",
        "take every chance",
    ],
)
def test_words_that_only_look_like_a_when_stay_words(typed: str) -> None:
    line = caught(typed)
    assert (line.kind, line.text, line.when, line.minutes, line.problem) == ("own", typed, None, None, None)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("send notes for sun", "sun"),
        ("send notes for sun @mei", "sun"),
        ("prepare slides for fri 17:00", "fri 17:00"),
        ("read chapter 3/4", "3/4"),
        ("be reachable 24/7", "24/7"),
        ("call sat and sun", "sun"),
        ("call her about 5pm", "5pm"),
        ("call mei sun", "sun"),
        ("plan fri sat", "sat"),
        ("plan fri sat @mei", "sat"),
        ("send the report today tomorrow 17:00", "tomorrow 17:00"),
        ("@tom sun send the list", "sun"),
        ("@tom sun send the list 17:00", "sun"),
    ],
)
def test_what_could_be_a_when_or_words_is_asked_about(typed: str, asked: str) -> None:
    line = caught(typed)
    assert line.problem is not None
    assert line.problem.code == "line.when-unsure"
    assert f'write "by {asked}" at the end' in line.problem.line


def test_each_answer_to_that_question_is_understood() -> None:
    assert due(caught("send notes by sun")) == "Sun 29 Nov 17:30"
    assert caught("plan fri by sat").text == "plan fri"
    assert caught('plan "fri" sat').text == 'plan "fri"'
    assert caught('send notes for "sun"').text == 'send notes for "sun"'
    assert due(caught("send notes for sun @tom by fri")) == "Fri 27 Nov 17:30"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("@amara", AMARA),
        ("@AMARA", AMARA),
        ("@ama", AMARA),
        ("@okon", AMARA),
        ("@Amara Okonkwo", AMARA),
        ('@"amara okonkwo"', AMARA),
        ("@“Amara”", AMARA),
        ("@amara_okonkwo", AMARA),
        ("@amara,", AMARA),
        ("(@amara)", AMARA),
        ("@amara's", AMARA),
        ("@tomas", TOMAS),
        ("@tomás rojas", TOMAS),
        ("@jonas berg", BERG),
        ("@jonas weiss", WEISS),
        ("@weiss", WEISS),
        ("@jonas0002", WEISS),
        ("@mei", MEI),
    ],
)
def test_a_name_is_found_without_case_and_accents(typed: str, found: Person) -> None:
    for line in (caught(f"{typed} send the list by fri"), caught(f"send the list {typed} by fri")):
        assert (line.person, line.text, line.problem) == (found, "send the list", None)


def test_a_whole_name_wins_over_a_part_of_one() -> None:
    tom = Person("client", "tom000001", "Tom", ("Tom",), "")
    line = parse_line("send it @tom fri", (*PEOPLE, tom), NOW, home=SOFIA, eod=time(17, 30))
    assert line.person == tom


def test_namesakes_are_told_apart_by_title() -> None:
    toms = tuple(Person("client", f"tom00000{word}", f"Tom ({word})", ("Tom",), "") for word in ("Acme", "Acme 2"))
    for tom in toms:
        line = parse_line(f'send it @"{tom.title}" fri', toms, NOW, home=SOFIA, eod=time(17, 30))
        assert (line.person, line.problem) == (tom, None)
    assert parse_line("send it @tom fri", toms, NOW, home=SOFIA, eod=time(17, 30)).ambiguous == toms


def test_several_who_fit_are_named_and_never_guessed() -> None:
    line = caught("send it @jonas fri")
    assert line.person is None
    assert line.ambiguous == (BERG, WEISS)
    assert line.problem is not None
    assert line.problem.line == "jonas fits several: Jonas Berg, Jonas Weiß (say more of the name)"


def test_a_line_typed_on_somebodys_page_is_for_them() -> None:
    line = caught("send it fri", to=AMARA)
    assert (line.kind, line.person, line.problem) == ("promise", AMARA, None)
    assert caught("send it @tom fri", to=AMARA).person == TOMAS
    assert caught("send it", to=AMARA).problem is not None


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("send it @", ""),
        ("send it @am", "am"),
        ("send it @amara", None),
        ("send it @amara ", None),
        ("send it @am fri", None),
        ("send it @jonas", "jonas"),
        ("send it @jonas w", "jonas w"),
        ("send it @jonas fri", None),
        ('send it @"jonas w', "jonas w"),
        ("send it @nobody", "nobody"),
        ("send it @nobody fri", None),
        ("mail bob@x.org", None),
        ("send it", None),
    ],
)
def test_a_name_is_completed_while_it_is_typed(typed: str, word: str | None) -> None:
    line = caught(typed)
    assert line.at_word == word
    assert typed.endswith(word or "")


def test_completions_begin_with_what_was_typed() -> None:
    people = People(PEOPLE)
    assert people.beginning("jonas w") == (WEISS,)
    assert people.beginning("") == (AMARA, BERG, WEISS, MEI, TOMAS)
    assert people.beginning("o")[0] == AMARA
    assert people.beginning("TOM") == (TOMAS,)
    assert people.beginning("ma") == (AMARA, TOMAS)  # in any part of a name, once no other begins so


_LETTERS = st.text("ab é", min_size=1, max_size=7)


@given(st.lists(st.tuples(_LETTERS, _LETTERS), max_size=12), _LETTERS, st.integers(1, 4))
def test_completions_are_those_that_a_look_at_every_name_would_find(
    named: list[tuple[str, str]], typed: str, limit: int
) -> None:
    everyone = [Person("client", str(at), names[0], names, "") for at, names in enumerate(named)]
    wanted = fold(typed)
    ranked = []
    for at, person in enumerate(everyone):
        for name in {fold(one) for one in person.names} - {""}:
            parts = (name.startswith(wanted), f" {wanted}" in name, len(wanted) > 1 and wanted in name)
            if any(parts):
                ranked.append((parts.index(True), name, at))
    best = list(dict.fromkeys(at for _, _, at in sorted(ranked)))[:limit]
    assert People(everyone).beginning(typed, limit) == tuple(everyone[at] for at in best)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "line.empty"),
        ("   ", "line.empty"),
        ("@amara fri", "line.empty"),
        ("to @tom @tom", "line.empty"),
        ("🎉🎉", "line.empty"),
        ("🎉 @tom fri", "line.empty"),
        ("\u200b\u202e", "line.empty"),
        ("~30m fri", "line.empty"),
        ("x" * 5_000, "line.long"),
        ("x" * 501, "line.long"),
        ("x\x1b[31m red @tom fri", "text.controls"),
        ("x\udcff", "text.encoding"),
        ("send it @client fri", "line.person-unknown"),
        ("send it @jonas fri", "line.person-several"),
        ("send it @tom @amara fri", "line.two-people"),
        ("send it @ ", "line.person-empty"),
        ("send it @tom", "line.needs-when"),
        ("send it @tom 25:00", "clock.unknown"),
        ("send it @tom fri at 5", "clock.unknown"),
        ("send it @tom tomorrow afternoon", "clock.unknown"),
        ("send it @tom 31 feb", "day.none"),
        ("send it @tom +90m", "day.ambiguous"),
        ("send it @tom 2020-01-01", "when.past"),
        ("send it @tom yesterday", "when.past"),
        ("send it @tom 09:00", "when.past"),
        ("send it @tom 28 mar 2027 03:30", "time.skipped"),
        ("send it @tom 31 oct 2027 03:30", "time.repeated"),
        ("send it @boris 17:00 theirs", "line.person-unknown"),
        ("send it @jonas berg 17:00 theirs", "when.not-theirs"),
        ("send it @tom fri 17:00 mon 9:00", "line.two-whens"),
        ("@tom fri send it mon", "line.two-whens"),
        ("send it ~-5m @tom fri", "line.estimate"),
        ("send it @tom fri ~99h", "line.estimate"),
        ("send it @tom fri ~0m", "line.estimate"),
        ("send it @tom fri ~30", "line.estimate"),
        ("send it @tom fri ~1.5h", "line.estimate"),
        ("send it @tom fri ~30m ~1h", "line.two-estimates"),
        ("send it weekly", "line.repeat-when"),
        ("send it every fri 27 jan", "line.repeat-other-day"),
        ("send it every day", "repeat.unknown"),
    ],
)
def test_each_wrong_line_gets_one_clear_line(typed: str, problem: str) -> None:
    line = caught(typed)
    assert line.problem is not None
    assert line.problem.code == problem
    assert "\n" not in line.problem.line


@pytest.mark.parametrize(
    ("typed", "minutes"), [("~30m", 30), ("~1h30", 90), ("~1h 30m", 90), ("~ 45m", 45), ("~12h", 720), ("~2h,", 120)]
)
def test_a_length_of_work(typed: str, minutes: int) -> None:
    for line in (caught(f"send it {typed} @tom fri"), caught(f"{typed} send it @tom fri")):
        assert (line.minutes, line.text, line.problem) == (minutes, "send it", None)


def test_minutes_of_work_and_months_ahead_are_told_apart() -> None:
    line = caught("look back with @tom ~30m +6m")
    assert (line.text, line.minutes, due(line), line.problem) == ("look back with", 30, "Mon 24 May 17:30", None)
    said = words_of(line, NOW, home=SOFIA)
    assert "Mon 24 May 2027 17:30" in said[1]
    assert "about 30 min" in said[1]


@pytest.mark.parametrize(
    ("typed", "often", "first"),
    [
        ("water plants every fri", "weekly fri", "Fri 27 Nov 17:30"),
        ("water plants every tue", "weekly tue", "Tue 24 Nov 17:30"),
        ("water plants every tue 09:00", "weekly tue", "Tue 1 Dec 09:00"),
        ("water plants every 2 weeks fri 17:00", "every 2 weeks fri", "Fri 27 Nov 17:00"),
        ("water plants fri weekly", "weekly fri", "Fri 27 Nov 17:30"),
        ("water plants monthly 31 jan", "monthly 31", "Sun 31 Jan 17:30"),
        ("water plants every month on the 31st", "monthly 31", "Mon 30 Nov 17:30"),
        ("@tom every fri 17:00 water plants", "weekly fri", "Fri 27 Nov 17:00"),
    ],
)
def test_a_repeat_has_a_first_day(typed: str, often: str, first: str) -> None:
    line = caught(typed)
    assert (line.text, line.repeat, due(line), line.problem) == ("water plants", often, first, None)


def test_a_time_typed_on_their_clock_and_a_day_of_the_coach() -> None:
    assert due(caught("send it @tom fri 12:00", zone=SANTIAGO)) == "Fri 27 Nov 17:00"
    assert due(caught("send it @tom fri", zone=SANTIAGO)) == "Fri 27 Nov 17:30"


LOOKALIKES = (
    '@ ~ : / + - " ( ) ~30m ~99h @tom @jonas @Amara Okonkwo fri sun may 27 jan 27/1 17:00 25:00 5 pm noon in 2h for by'
    " every weekly next first theirs eod +3d +6m +90m send notes 🎉 \x1b @nobody 24/7"
)
WORDS = st.sampled_from(LOOKALIKES.split(" "))


@examples(max_examples=200)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join)), st.sampled_from(ZONES))
def test_any_line_is_understood_or_answered_with_one_line(typed: str, zone: str) -> None:
    line = caught(typed, zone)
    assert line.problem is None or "\n" not in line.problem.line
    if line.problem is None:
        assert any(c.isalnum() for c in line.text)
        assert line.kind == "own" or (line.person is not None and line.when is not None)
        assert line.when is None or line.when.instant > NOW
    if line.at_word is not None:
        assert typed.endswith(line.at_word)


@given(st.sampled_from(["send the notes", "review may budget", "call the sun company", "write 2 pages"]),
       st.sampled_from(["fri 17:00", "tom", "27 jan", "in 2h", "5pm", "next fri", "2027-01-27 09:00", ""]),
       st.sampled_from(["", "~30m", "~1h30"]), st.permutations([0, 1, 2]))  # fmt: skip
def test_the_order_of_the_marks_behind_the_words_does_not_matter(
    words: str, when: str, length: str, order: list[int]
) -> None:
    marks = ["@tom", when, length]
    line = caught(" ".join([words, *(marks[at] for at in order if marks[at])]))
    usual = caught(f"{words} @tom {when} {length}")
    assert (line.text, line.person, line.when, line.minutes) == (usual.text, usual.person, usual.when, usual.minutes)
    assert line.text == words
