"""Evidence of matters with a client beside the coaching: each entry with all that it needs, and what it lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coachdesk.domain.evidence import look
from coachdesk.domain.evidence.facts import Found
from tests.domain.evidence.made import DAY, TODAY, client, entry, of, records

ON = date(2026, 3, 5)
TOLD = date(2026, 3, 9)

WHOLE = {
    "conflict.disclosed_logged": (
        entry("conflict", ON, text="we share an investor", told=TOLD),
        "Conflict of interest of 5 March 2026 (“we share an investor”): the client was told on 9 March 2026.",
        {"told": "the day on which the client was told"},
    ),
    "conflict.decision_logged": (
        entry("conflict", ON, answered=TOLD, decision="another coach takes over", answer="glad of it"),
        "Conflict of interest of 5 March 2026: decided on 9 March 2026: “another coach takes over”; the client: “glad"
        " of it”.",
        {"decision": "a decision", "answer": "what the client said to it"},
    ),
    "referral.disclosed_logged": (
        entry("referral", ON, told=TOLD, party="Jo", direction="paid", benefit="100 EUR"),
        "Referral of 5 March 2026: “100 EUR”, the client was told on 9 March 2026.",
        {"benefit": "an amount or benefit", "told": "the day on which the client was told"},
    ),
    "incident.harm_action_logged": (
        entry("harm", ON, text="of herself", told=TOLD, heard="words", done="called", who_told="the doctor"),
        "Harm disclosed of 5 March 2026: what was heard, what was done and who was told on 9 March 2026 is noted.",
        {
            "heard": "what was heard",
            "done": "what was done",
            "who_told": "who was told",
            "told": "when somebody was told",
        },
    ),
    "data_request.answered": (
        entry("data-request", ON, answered=TOLD, sent="all notes, as a PDF"),
        "Request for data of 5 March 2026: answered on 9 March 2026 with “all notes, as a PDF”.",
        {"answered": "the day of the answer", "sent": "what was sent"},
    ),
}
"""By key: an entry that is whole, what is said of it, and what each field that it needs is called where it lacks."""


@pytest.mark.parametrize("key", WHOLE)
def test_an_entry_with_all_it_needs_is_found(key: str) -> None:
    whole, words, _ = WHOLE[key]
    said = of(client(entries=(whole,)), key)
    assert said == Found(True, words, (("entry", whole.id),))


@pytest.mark.parametrize(("key", "field"), [(key, field) for key in WHOLE for field in WHOLE[key][2]])
def test_an_entry_that_lacks_one_thing_is_a_near_miss_that_names_it(key: str, field: str) -> None:
    whole, _, names = WHOLE[key]
    if field in ("told", "answered"):
        lacking = [replace(whole, **{field: None}), replace(whole, **{field: TODAY + DAY})]
        assert of(client(entries=(replace(whole, **{field: TODAY}),)), key).found is True
    else:
        lacking = [replace(whole, details={**whole.details, field: text}) for text in ("", " ")]
    for one in lacking:
        said = of(client(entries=(one,)), key)
        assert (said.found, said.records) == (False, (("entry", one.id),))
        assert said.says.endswith(f" lacks {names[field]}.")
        # one that is whole does not hide it, whichever is newer
        for other in (replace(whole, id="other", on=TODAY), replace(whole, id="other", on=ON - DAY)):
            assert of(client(entries=(other, one)), key).says == said.says
            assert look(key, records(client=client(entries=(other, one)), entry=other)).found is True


@pytest.mark.parametrize("key", [*WHOLE, "referral.suggested_logged"])
def test_without_an_entry_of_that_kind_there_is_no_record(key: str) -> None:
    kind = WHOLE[key][0].kind if key in WHOLE else "suggestion"
    for entries in ((), (entry("intake-talk", ON),), (entry(kind, TODAY + DAY),), (entry(kind, ON, ended=TODAY),)):
        said = of(client(entries=entries), key)
        assert (said.found, said.records) == (False, ())
        assert said.says.startswith("No ")
    assert look(key, records()).found is None


def test_a_decision_agreed_with_the_client_needs_no_other_answer() -> None:
    agreed = entry("conflict", ON, decision="We go on, Agreed with Client")
    said = of(client(entries=(agreed,)), "conflict.decision_logged")
    assert said.says == "Conflict of interest of 5 March 2026: decided: “We go on, Agreed with Client”."
    assert said.found is True


def test_of_harm_no_word_is_repeated() -> None:
    one = entry("harm", ON, text="canary", told=TOLD, heard="canary", done="canary", who_told="canary")
    for which in (one, replace(one, told=None), replace(one, details={"heard": "canary"})):
        assert "canary" not in of(client(entries=(which,)), "incident.harm_action_logged").says


def test_a_suggestion_says_whom_or_what() -> None:
    key = "referral.suggested_logged"
    older, newer = entry("suggestion", ON, to="Dr. Mia", id="a"), entry("suggestion", TODAY, id="b")
    assert of(client(entries=(older, newer)), key) == Found(
        True, "On 5 March 2026 you suggested “Dr. Mia” to Amara.", (("entry", "a"),)
    )
    assert of(client(entries=(newer,)), key) == Found(
        False, "The suggestion to Amara of 27 November 2026 does not say whom or what.", (("entry", "b"),)
    )
