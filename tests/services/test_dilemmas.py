"""Dilemmas: written down, decided, looked back on, with a task for that on the one list."""

from __future__ import annotations

from datetime import date
from typing import Any

from coachdesk.domain.inputs.dilemmas import DecisionInput, DilemmaInput
from coachdesk.domain.inputs.validate import Reading, problems, validated
from coachdesk.domain.views.ethics import DilemmaView
from coachdesk.services import dilemmas, history, search, tasks, undo
from coachdesk.services.desk import Desk
from tests.services import acts
from tests.services.session_acts import refused

READING = Reading(acts.DAY)


def add(desk: Desk, **entered: Any) -> DilemmaView:
    data = {"happened": "Her sponsor asked me over lunch how she does", **entered}
    return dilemmas.add(desk, validated(DilemmaInput, data, READING))


def decide(desk: Desk, dilemma_id: str, **entered: Any) -> DilemmaView:
    data = {"decided": "I said nothing", **entered}
    return dilemmas.decide(desk, dilemma_id, validated(DecisionInput, data, READING))


def on_the_list(desk: Desk) -> list[tuple[str, str]]:
    return [(one.text, one.state) for one in tasks.lines(desk) if "dilemma" in one.text]


def test_a_dilemma_is_kept_decided_and_looked_back_on(desk: Desk) -> None:
    someone = acts.client(desk)
    made = add(desk, client=someone.id, on="yesterday", topics="sponsor.release, Where privacy ends")
    assert (made.client, made.on, made.created) == ("Amara Okonkwo", date(2026, 11, 26), acts.NOW)
    assert made.topics == ("sponsor.release", "confidentiality.limits")
    assert made.topic_titles == ("What the payer gets to hear", "Where privacy ends")
    assert on_the_list(desk) == []
    decided = decide(desk, made.id, consulted="Ingrid", look_back_on="2026-12-11")
    assert (decided.decided_on, decided.consulted, decided.look_back_on) == (acts.DAY, "Ingrid", date(2026, 12, 11))
    assert on_the_list(desk) == [(f"look back on the dilemma of 26 November 2026 [{made.short}]", "open")]
    acts.at(desk, date(2026, 12, 11))
    looked = dilemmas.look_back(desk, made.id, "She thanked me")
    assert (looked.looked_back, looked.looked_back_on) == ("She thanked me", date(2026, 12, 11))
    assert [state for _, state in on_the_list(desk)] in ([], ["kept"])
    assert dilemmas.lines(desk) == [looked]
    assert [one.what for one in history.history(desk, someone.id)][:3] == [
        "dilemma looked back on", "dilemma decided", "dilemma written down",
    ]  # fmt: skip


def test_another_day_to_look_back_takes_the_place_of_the_first(desk: Desk) -> None:
    made = add(desk, decided="Nothing yet", look_back_on="2026-12-11")
    decide(desk, made.id, decided="I told her", look_back_on="2026-12-18")
    open_ones = [one for one in tasks.lines(desk) if "dilemma" in one.text and one.state == "open"]
    assert [one.due.date() for one in open_ones if one.due] == [date(2026, 12, 18)]
    decide(desk, made.id, decided="I told her again")
    assert dilemmas.view(desk, made.id).look_back_on == date(2026, 12, 18)
    assert dilemmas.view(desk, made.id).consulted == ""


def test_what_is_on_the_list_says_nothing_of_what_it_is_about(desk: Desk) -> None:
    someone = acts.client(desk)
    add(desk, client=someone.id, decided="I said nothing", look_back_on="2026-12-11")
    ((text, _),) = on_the_list(desk)
    assert "Amara" not in text
    assert "lunch" not in text


def test_undo_takes_back_the_dilemma_and_its_task(desk: Desk) -> None:
    made = add(desk, decided="I said nothing", look_back_on="2026-12-11")
    undo.undo(desk)
    assert dilemmas.lines(desk) == []
    assert [one for one in tasks.lines(desk) if "dilemma" in one.text and one.state == "open"] == []
    refused("ref.unknown", dilemmas.view, desk, made.id)


def test_a_dilemma_is_found_by_its_words_and_its_id(desk: Desk) -> None:
    made = add(desk)
    assert dilemmas.find(desk, "LUNCH") == dilemmas.find(desk, made.short) == made.id
    refused("ref.unknown", dilemmas.find, desk, "dinner")


def test_what_does_not_fit_is_said(desk: Desk) -> None:
    made = add(desk)
    refused("text.empty", add, desk, happened="  ")
    refused("text.empty", add, desk, decided_on="today")
    refused("dilemma.future", add, desk, on="2026-11-28")
    refused("dilemma.topic", add, desk, topics="sponsor.relese")
    refused("ref.unknown", add, desk, client="nobody")
    refused("dilemma.look-back-past", add, desk, look_back_on="2026-11-26")
    refused("dilemma.early", decide, desk, made.id, decided_on="2026-11-26")
    refused("dilemma.future", decide, desk, made.id, decided_on="2026-11-28")
    refused("text.empty", decide, desk, made.id, decided="")
    refused("dilemma.not-decided", dilemmas.look_back, desk, made.id, "well")
    refused("text.empty", dilemmas.look_back, desk, made.id, " ")
    refused("text.long", dilemmas.look_back, desk, made.id, "x" * 20_001)
    refused("ref.unknown", dilemmas.look_back, desk, "0123456789abcdef", "well")
    assert problems(DilemmaInput, {"happened": "", "on": "31 feb"}, READING).keys() == {"on"}
    assert len(dilemmas.lines(desk)) == 1
    assert on_the_list(desk) == []


def test_a_damaged_one_hides_no_other(desk: Desk) -> None:
    add(desk)
    kept = add(desk, happened="Another")
    acts.damage(desk, "dilemma")
    assert [one.id for one in dilemmas.lines(desk)] == [kept.id]


def test_its_words_are_found_by_the_search(desk: Desk) -> None:
    someone = acts.client(desk)
    made = add(desk, client=someone.id, decided="Nothing before I asked her", consulted="Ingrid")
    for words in ("lunch", "asked HER", "ingrid amara"):
        assert [(one.kind, one.id) for one in search.search(desk, words) if one.kind != "client"] == [
            ("dilemma", made.id)
        ]
    undo.undo(desk)
    assert search.search(desk, "lunch") == []
