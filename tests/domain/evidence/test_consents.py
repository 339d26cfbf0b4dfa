"""Evidence of consents: a yes on the day it was needed, and each way in which it was none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from coachdesk.domain.evidence import look
from coachdesk.domain.evidence.facts import ClientFacts, ConsentFacts, Found, PracticeFacts
from tests.domain.evidence.made import DAY, TODAY, client, consent, entry, of, practice, records, sent, session

MET = date(2026, 3, 5)


def asked(*consents: ConsentFacts, **more: object) -> ClientFacts:
    return client(consents=consents, **more)


# recording, for one session


def recorded(*consents: ConsentFacts, on: date = MET) -> Found:
    return of(asked(*consents), "consent.recording", session=session(on))


def test_a_yes_to_recording_by_the_day_of_the_session() -> None:
    before = recorded(consent("recording", MET - DAY, id="c"))
    assert before.found is True
    assert before.says == ("On 4 March 2026 Amara said yes to being recorded, before this session (5 March 2026).")
    assert before.records == (("consent", "c"),)
    same = recorded(consent("recording", MET))
    assert (same.found, same.says[-44:]) == (True, ", on the day of this session (5 March 2026).")


@pytest.mark.parametrize(
    ("consents", "words"),
    [
        ((), "Amara was not asked about being recorded."),
        ((consent("ai-tools", MET),), "Amara was not asked about being recorded."),
        (
            (consent("recording", MET + DAY),),
            "On 6 March 2026 Amara said yes to being recorded, after this session (5 March 2026).",
        ),
        ((consent("recording", MET, given=False),), "On 5 March 2026 Amara said no to being recorded."),
        (
            (consent("recording", MET - DAY), consent("recording", MET, given=False)),
            "On 5 March 2026 Amara said no to being recorded, in place of the yes of 4 March 2026.",
        ),
        (
            (consent("recording", MET - DAY, withdrawn=MET),),
            "On 4 March 2026 Amara said yes to being recorded, and withdrew it on 5 March 2026.",
        ),
        (
            (consent("recording", MET - 3 * DAY, until=MET - DAY),),
            "On 2 March 2026 Amara said yes to being recorded, but only until 4 March 2026, before this session"
            " (5 March 2026).",
        ),
        # what was taken back later is on file no more
        (
            (consent("recording", MET - DAY, withdrawn=TODAY),),
            "On 4 March 2026 Amara said yes to being recorded, and withdrew it on 27 November 2026.",
        ),
        (
            (consent("recording", MET - DAY), consent("recording", TODAY, given=False)),
            "On 27 November 2026 Amara said no to being recorded, in place of the yes of 4 March 2026.",
        ),
    ],
)
def test_what_is_no_yes_to_recording(consents: tuple[ConsentFacts, ...], words: str) -> None:
    said = recorded(*consents)
    assert (said.found, said.says) == (False, words)
    assert len(said.records) == (0 if "not asked" in words else 1)


def test_a_yes_to_recording_to_its_last_day_and_again_after_a_no() -> None:
    assert recorded(consent("recording", MET - DAY, until=MET)).found is True
    assert recorded(consent("recording", MET - 9 * DAY, given=False), consent("recording", MET)).found is True
    later = (consent("recording", MET), consent("recording", MET + DAY, given=False), consent("recording", TODAY))
    assert recorded(*later).found is True


def test_a_session_to_come_is_asked_about_on_its_own_day() -> None:
    next_week = TODAY + 7 * DAY
    assert recorded(consent("recording", MET), on=next_week).found is True
    assert recorded(consent("recording", MET, until=next_week), on=next_week).found is True
    over = recorded(consent("recording", MET, until=next_week - DAY), on=next_week)
    assert over.found is False
    assert over.says.endswith("but only until 3 December 2026, before this session (4 December 2026).")
    assert recorded(consent("recording", TODAY + DAY), on=next_week).found is False


def test_the_day_of_a_session_is_that_where_the_coach_is() -> None:
    late = session(MET)
    one = asked(consent("recording", date(2026, 3, 6)))
    in_auckland = records(client=one, session=late, zone="Pacific/Auckland")
    assert late.at == datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert look("consent.recording", in_auckland).found is False
    evening = replace(in_auckland, session=replace(late, at=datetime(2026, 3, 5, 12, tzinfo=UTC)))
    assert look("consent.recording", evening).found is True


# a report to whoever pays

REPORT = "consent.sponsor_report"


def test_a_report_that_was_not_sent_yet_needs_a_yes_that_holds_today() -> None:
    said = of(asked(consent("sponsor-report", TODAY, id="c", use="spring report")), REPORT)
    assert said.found is True
    assert said.says == "On 27 November 2026 Amara said yes to a report to whoever pays (“spring report”)."
    assert said.records == (("consent", "c"),)
    for none in (
        asked(),
        asked(consent("sponsor-report", given=False)),
        asked(consent("sponsor-report", MET, withdrawn=TODAY)),
        asked(consent("sponsor-report", MET, until=TODAY - DAY)),
        asked(consent("sponsor-report", TODAY + DAY)),
    ):
        assert of(none, REPORT).found is False
    assert of(asked(consent("sponsor-report", MET, until=TODAY)), REPORT).found is True


@pytest.mark.parametrize(
    ("one", "found", "words"),
    [
        (consent("sponsor-report", MET - DAY), True, "before the report to Brook (5 March 2026)."),
        (consent("sponsor-report", MET), True, "on the day of the report to Brook (5 March 2026)."),
        (
            consent("sponsor-report", MET, withdrawn=MET + DAY),
            True,
            "on the day of the report to Brook (5 March 2026).",
        ),
        (consent("sponsor-report", MET + DAY), False, "after the report to Brook (5 March 2026)."),
        (consent("sponsor-report", MET - DAY, withdrawn=MET), False, "and withdrew it on 5 March 2026."),
        (
            consent("sponsor-report", MET - 2 * DAY, until=MET - DAY),
            False,
            "but only until 4 March 2026, before the report to Brook (5 March 2026).",
        ),
        (consent("sponsor-report", MET, given=False), False, "said no to a report to whoever pays."),
    ],
)
def test_a_report_that_was_sent_needed_it_on_that_day(one: ConsentFacts, found: bool, words: str) -> None:
    said = of(asked(one, disclosures=(sent(MET, "sponsor-report", id="d"),)), REPORT)
    assert said.found is found
    assert said.says.endswith(words)
    assert said.records == (("consent", one.answer.id), ("disclosure", "d"))


def test_the_last_report_counts_and_nothing_else_that_left() -> None:
    left = (sent(MET, "sponsor-report"), sent(MET + 9 * DAY, "sponsor-report", id="last"), sent(TODAY - DAY))
    said = of(asked(consent("sponsor-report", MET + DAY), disclosures=left), REPORT)
    assert (said.found, said.records[-1]) == (True, ("disclosure", "last"))
    never = of(asked(disclosures=left), REPORT)
    assert (never.found, never.says) == (False, "Amara was not asked about a report to whoever pays.")


# name and words

NAME = "consent.name_use"


@pytest.mark.parametrize(
    ("consents", "found", "words"),
    [
        (
            (consent("testimonial", MET, use="my website"),),
            True,
            "On 5 March 2026 Amara said yes to their words being shown (“my website”).",
        ),
        (
            (consent("name-release", MET, use="a reference list"),),
            True,
            "On 5 March 2026 Amara said yes to their name being used (“a reference list”).",
        ),
        ((), False, "Amara was not asked whether their name or words may be shown."),
        ((consent("hours-log", MET, use="x"),), False, "Amara was not asked whether their name or words may be shown."),
        (
            (consent("testimonial", MET, use=" "),),
            False,
            "On 5 March 2026 Amara said yes to their words being shown, but the place is not named.",
        ),
        (
            (consent("testimonial", MET, use="my website", withdrawn=TODAY),),
            False,
            "On 5 March 2026 Amara said yes to their words being shown (“my website”), and withdrew it on"
            " 27 November 2026.",
        ),
        (
            (consent("testimonial", MET, use="my website", until=TODAY - DAY),),
            False,
            "On 5 March 2026 Amara said yes to their words being shown (“my website”), but only until"
            " 26 November 2026.",
        ),
        (
            (consent("testimonial", MET, use="my website"), consent("testimonial", TODAY, given=False)),
            False,
            "On 27 November 2026 Amara said no to their words being shown, in place of the yes of 5 March 2026.",
        ),
        (
            (consent("name-release", MET, given=False),),
            False,
            "On 5 March 2026 Amara said no to their name being used.",
        ),
    ],
)
def test_a_yes_to_name_or_words_says_where(consents: tuple[ConsentFacts, ...], found: bool, words: str) -> None:
    said = of(asked(*consents), NAME)
    assert (said.found, said.says) == (found, words)


def test_a_use_stands_beside_another_and_a_no_to_one_is_not_one_to_all() -> None:
    two = consent("testimonial", MET, use="my website", id="web"), consent("testimonial", TODAY, use="a book")
    assert of(asked(*two), NAME).found is True
    no_book = consent("testimonial", TODAY, use="A  Book", given=False)
    assert of(asked(*two, no_book), NAME).records == (("consent", "web"),)
    to_the_day = consent("testimonial", MET, use="my website", withdrawn=TODAY + DAY)
    assert of(asked(to_the_day), NAME).found is True
    either = consent("testimonial", MET, given=False), consent("name-release", MET, use="a list", id="list")
    assert of(asked(*either), NAME).records == (("consent", "list"),)


def test_the_practice_sees_which_uses_still_hold_and_which_do_not() -> None:
    web, book = (
        consent("testimonial", MET, use="my website", id="w"),
        consent("name-release", MET, use="a book", id="b"),
    )
    names = {"names": {"amara": "Amara", "bo": "Bo"}}
    holding = practice(NAME, name_uses={"amara": (web,), "bo": (book,)}, **names)
    assert holding == Found(
        True, "Still allowed: “my website” (Amara) and “a book” (Bo).", (("consent", "w"), ("consent", "b"))
    )
    gone = consent("name-release", MET, use="a book", withdrawn=TODAY, id="gone")
    mixed = practice(NAME, name_uses={"amara": (web,), "bo": (gone,)}, **names)
    assert mixed == Found(
        False,
        "Not allowed now: “a book” (Bo, withdrawn on 27 November 2026); still allowed: “my website” (Amara).",
        (("consent", "gone"), ("consent", "w")),
    )
    placeless = practice(NAME, name_uses={"amara": (consent("testimonial", MET),)}, active={"amara": "Amara"})
    assert placeless.says == "Not allowed now: a use without its place (Amara)."
    for nothing in ({}, {"amara": (consent("testimonial", MET, given=False),)}, {"amara": (consent("recording"),)}):
        said = practice(NAME, name_uses=nothing)
        assert said == Found(False, "No client has allowed their name or words to be shown.")


# the hours log

HOURS, ROWS = "consent.hours_log", "hours_log.rows_have_consent"


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (consent("hours-log", MET), "said yes to being listed in your hours log."),
        (consent("hours-log", MET, given=False), "said no to being listed in your hours log."),
        (
            consent("hours-log", MET, withdrawn=TODAY),
            "said yes to being listed in your hours log, and withdrew it on 27 November 2026.",
        ),
        (
            consent("hours-log", MET, until=TODAY - DAY),
            "said yes to being listed in your hours log, but only until 26 November 2026.",
        ),
    ],
)
def test_each_dated_answer_to_the_hours_log_counts(one: ConsentFacts, words: str) -> None:
    said = of(asked(one), HOURS)
    assert said == Found(True, f"On 5 March 2026 Amara {words}", (("consent", one.answer.id),))


def test_the_last_answer_to_the_hours_log_is_said_and_none_is_none() -> None:
    both = consent("hours-log", MET), consent("hours-log", TODAY, given=False)
    assert of(asked(*both), HOURS).says.endswith("in place of the yes of 5 March 2026.")
    for nothing in (asked(), asked(consent("recording")), asked(consent("hours-log", TODAY + DAY))):
        said = of(nothing, HOURS)
        assert said == Found(False, "Amara was not asked about being listed in your hours log.")


def test_every_row_of_the_shown_log_has_a_yes() -> None:
    names = {"amara": "Amara", "bo": "Bo", "cy": "Cy"}
    one = practice(ROWS, listed=("amara",), may_list=frozenset({"amara", "bo"}), names=names)
    assert one == Found(True, "The hours log would name Amara alone, who said yes.", (("client", "amara"),))
    two = practice(ROWS, listed=("amara", "bo"), may_list=frozenset({"amara", "bo"}), names=names)
    assert two.says == "The hours log would name 2 clients, who all said yes."
    wrong = practice(ROWS, listed=("amara", "bo", "cy"), may_list=frozenset({"bo"}), names=names)
    assert wrong.found is False
    assert wrong.says == "The hours log would name Amara and Cy without a yes."
    assert wrong.records == (("client", "amara"), ("client", "cy"))
    assert practice(ROWS, may_list=frozenset({"bo"})) == Found(True, "The hours log would name nobody.")


# research

STUDY = "consent.research"


def study(on: date = MET, name: str = "Habits", **more: date) -> tuple[object, ...]:
    return (entry("research", on, study=name, **more),)


@pytest.mark.parametrize(
    ("one", "found", "words"),
    [
        (consent("research", MET - DAY, use="Habits"), True, "(“Habits”), before the first use of"),
        (consent("research", MET, use="habits "), True, "(“habits”), on the day of the first use of"),
        (consent("research", MET + DAY, use="Habits"), False, "(“Habits”), after the first use of"),
        (consent("research", MET, given=False), False, "On 5 March 2026 Amara said no to a study."),
        (consent("research", MET, use="Sleep"), False, "yes to a study (“Sleep”); an answer to “Habits” is not noted."),
        (consent("research", MET), False, "said yes to a study; an answer to “Habits” is not noted."),
        (consent("research", MET, use="Habits", withdrawn=TODAY), False, "and withdrew it on 27 November 2026."),
        (
            consent("research", MET - 2 * DAY, use="Habits", until=MET - DAY),
            False,
            "but only until 4 March 2026, before",
        ),
    ],
)
def test_a_yes_names_the_study_before_its_data_are_used(one: ConsentFacts, found: bool, words: str) -> None:
    said = of(asked(one, entries=study()), STUDY)
    assert said.found is found
    assert words in said.says
    assert said.records == (("consent", one.answer.id),)


def test_of_two_studies_each_needs_its_own_yes() -> None:
    habits, sleep = consent("research", MET, use="Habits"), consent("research", MET, use="Sleep")
    both = study() + study(name="Sleep")
    assert of(asked(habits, sleep, entries=both), STUDY).found is True
    assert "“Sleep” is not noted" in of(asked(habits, entries=both), STUDY).says
    of_one = of(asked(habits, entries=both), STUDY, entry=both[0])
    assert of_one.found is True
    assert of(asked(habits, entries=study(name="")), STUDY).found is False


def test_where_no_study_is_entered_a_yes_that_names_one_holds_today() -> None:
    assert of(asked(consent("research", TODAY, use="Habits")), STUDY).found is True
    said = of(asked(consent("research", MET)), STUDY)
    assert said.says == "On 5 March 2026 Amara said yes to a study, but the study is not named."
    assert of(asked(consent("research", MET, use="Habits", until=TODAY - DAY)), STUDY).found is False
    assert of(asked(), STUDY).says == "Amara was not asked about a study."


def test_without_a_client_the_records_of_the_practice_are_asked_or_none() -> None:
    for key in ("consent.recording", REPORT, HOURS, STUDY):
        assert look(key, records(practice=PracticeFacts())).found is None
