"""Clauses are filled in one pass, and what is missing is named with its reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.catalogue import load
from coachdesk.domain.clauses import Clause, clause_set, fill, missing, placeholders, reworded
from coachdesk.domain.errors import CoachdeskError

KNOWN = clause_set(load("clauses"))


def test_a_placeholder_is_filled_and_an_open_one_stays_and_is_named() -> None:
    filled = fill("{a}, {b}, {a} and {c}.", {"a": "1", "c": ""})
    assert filled.text == "1, {b}, 1 and {c}."
    assert filled.open == ("b", "c")


def test_a_value_is_never_read_again() -> None:
    filled = fill("{a} {b}", {"a": "{b} {a} {x}", "b": "{a}"})
    assert filled.text == "{b} {a} {x} {a}"
    assert filled.open == ()


@given(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), st.text(alphabet="{}abcx \\g<1>%s", min_size=1)),
    st.text(max_size=20),
)
def test_filling_puts_each_value_in_its_place_as_it_is(values: dict[str, str], between: str) -> None:
    between = between.replace("{", "").replace("}", "")
    filled = fill(f"{{a}}{between}{{b}}", values)
    assert filled.text == values.get("a", "{a}") + between + values.get("b", "{b}")
    assert set(filled.open) == {"a", "b"} - set(values)


def test_only_names_in_braces_are_placeholders() -> None:
    assert placeholders("{a} {A} { b } {{c}} {1} {} {a_1} {a}") == ("a", "c", "a_1")


def test_required_clauses_depend_on_who_pays_and_how() -> None:
    plain = {clause.key for clause in KNOWN.required(sponsored=False)}
    assert "signatures" in plain
    assert {clause.key for clause in KNOWN.required(sponsored=True)} - plain == {"sponsor", "sponsor_sharing"}
    assert {clause.key for clause in KNOWN.required(sponsored=False, barter=True)} - plain == {"barter"}
    assert {clause.key for clause in KNOWN.offered(False)} & plain == set()


def test_what_is_missing_is_named_once_with_what_and_why() -> None:
    included = [clause for clause in KNOWN.required(False) if clause.key != "ending"]
    gaps = missing(KNOWN, included, {}, sponsored=False)
    assert ("ending", "", "the clause “Ending”") in [(gap.clause, gap.placeholder, gap.what) for gap in gaps]
    names = [gap.placeholder for gap in gaps if gap.placeholder]
    assert len(names) == len(set(names))
    assert all(gap.what and gap.why.endswith(".") for gap in gaps)
    assert "the fee" in [gap.what for gap in gaps]


def test_a_clause_of_the_coachs_own_is_looked_at_too() -> None:
    own = Clause("own", "Dogs", "Your dog {dog_name} is welcome.")
    gaps = missing(KNOWN, [*KNOWN.required(False), own], {"dog_name": ""}, sponsored=False)
    assert [gap.what for gap in gaps if gap.clause == "own"] == ["dog name"]


def test_a_clause_in_other_words_keeps_its_rules() -> None:
    clause = reworded(KNOWN.get("ending"), " Stop when you like.\r\n")
    assert clause.wording == "Stop when you like."
    assert clause.required
    with pytest.raises(CoachdeskError, match="no words"):
        reworded(KNOWN.get("ending"), " \n ")


def test_fills_are_for_what_has_no_field_of_its_own() -> None:
    assert KNOWN.check_fills({"payment-method": " cash ", "due_when": ""}) == {"payment_method": "cash"}
    assert KNOWN.check_fills({"dog_name": "Rex"}, ["Your {dog_name}"]) == {"dog_name": "Rex"}
    for name, code in [("fee_amount", "fill.given"), ("client_name", "fill.given"), ("pyment_method", "fill.unknown")]:
        with pytest.raises(CoachdeskError) as refused:
            KNOWN.check_fills({name: "x"})
        assert refused.value.code == code
    with pytest.raises(CoachdeskError, match="payment_method"):
        KNOWN.check_fills({"pyment_method": "x"})


def test_an_unknown_clause_is_helped() -> None:
    with pytest.raises(CoachdeskError, match="ending"):
        KNOWN.get("endings")
