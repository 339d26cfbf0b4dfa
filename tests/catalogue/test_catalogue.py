"""The catalogue holds together: every id it names is there, once, and nothing is claimed that was not seen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from coachdesk.catalogue import load, names
from coachdesk.domain.clauses import placeholders

NAMES = ("topics", "checklists", "clauses", "credentials")
TOPICS, CHECKLISTS, CLAUSES, CREDENTIALS = (load(name) for name in NAMES)
EDITIONS = [load(f"editions/{name}") for name in names("editions")]


def unique(rows: Sequence[Mapping[str, Any]], key: str) -> set[str]:
    counted = Counter(row[key] for row in rows)
    assert [value for value, number in counted.items() if number > 1] == []
    return set(counted)


def strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from strings(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from strings(inner, f"{path}[{number}]")


TOPIC_IDS = unique(TOPICS["topic"], "id")
EDITION_IDS = unique(EDITIONS, "id")
EVIDENCE = unique(CHECKLISTS["evidence"], "key")
CLAUSE_KEYS = unique(CLAUSES["clause"], "key")
SESSION_FIELDS = unique(CLAUSES["session_field"], "key")
POINTS = unique(CLAUSES["competency_point"], "number")
STANDARDS = {
    (edition["id"], row["number"]): {row["topic"], *row["also"]} for edition in EDITIONS for row in edition["standard"]
}


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition["id"])
def test_an_edition_counts_what_it_lists_and_cites_what_it_saw(edition: dict[str, Any]) -> None:
    rows = edition["standard"]
    unique(rows, "number")
    assert len(rows) <= edition["of"]
    sections = unique(edition["section"], "id")
    sources = unique(edition["source"], "id")
    assert sources == set(edition["sources"]) | {source for row in rows for source in row["sources"]}
    for row in rows:
        assert row["section"] in sections, row["number"]
        assert {row["topic"], *row["also"]} <= TOPIC_IDS, row["number"]
        assert row["checked"] == row["basis"].startswith("seen"), row["number"]
        assert row["sources"] or not row["checked"], row["number"]
        assert row["paraphrase"].endswith("."), row["number"]
        assert ". " not in row["paraphrase"], row["number"]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition["id"])
def test_what_comes_closest_is_said_only_of_topics_without_a_number(edition: dict[str, Any]) -> None:
    for topic in edition.get("closest", {}):
        assert topic in TOPIC_IDS
        assert [number for (one, number), topics in STANDARDS.items() if one == edition["id"] and topic in topics] == []


def test_the_numbered_editions_are_whole_and_the_unfinished_one_is_not_offered() -> None:
    numbers = [str(number) for number in range(1, 29)]
    whole = {edition["id"]: [row["number"] for row in edition["standard"]] for edition in EDITIONS}
    assert whole["2005"] == whole["2020"] == numbers
    assert [edition["id"] for edition in EDITIONS if not edition.get("listed", True)] == ["2015"]


@pytest.mark.parametrize("topic", TOPICS["topic"], ids=lambda topic: topic["id"])
def test_a_topic_names_the_numbers_that_the_editions_have_for_it(topic: dict[str, Any]) -> None:
    for edition in EDITION_IDS:
        numbers = {number for (one, number), topics in STANDARDS.items() if one == edition and topic["id"] in topics}
        assert set(topic[f"in_{edition}"]) == numbers


@pytest.mark.parametrize("item", CHECKLISTS["item"], ids=lambda item: item["id"])
def test_an_item_is_a_question_in_the_first_person_with_its_evidence(item: dict[str, Any]) -> None:
    assert item["topic"] in TOPIC_IDS
    assert item["id"].startswith(item["topic"] + ".")
    assert item["scope"] in CHECKLISTS["scopes"]
    assert item["moment"] in CHECKLISTS["moments"]
    assert item["mode"] in CHECKLISTS["modes"]
    assert (item["moment"] == "on_event") == ("event" in item)
    assert item.get("event", "incident") in CHECKLISTS["events"]
    assert (item["moment"] == "monthly") == ("every_months" in item)
    assert (item["mode"] == "self") == (item["evidence"] == "")
    assert item["evidence"] in EVIDENCE | {""}
    assert item["text"].endswith("?")
    assert len(item["text"]) < 110
    assert re.search(r"\b(I|my|mine|me|we|our|us|both)\b", item["text"])
    assert item["why"].endswith(".")
    assert ". " not in item["why"]


def test_the_items_reach_every_topic_standard_event_moment_and_evidence() -> None:
    items = CHECKLISTS["item"]
    unique(items, "id")
    reached = {item["topic"] for item in items}
    assert 60 <= len(items) <= 90
    assert reached == TOPIC_IDS
    missing = [f"{edition} {number}" for (edition, number), topics in STANDARDS.items() if not topics & reached]
    assert missing == [], "standards that no item reaches"
    assert {item["event"] for item in items if "event" in item} == set(CHECKLISTS["events"])
    assert {item["moment"] for item in items} == set(CHECKLISTS["moments"])
    assert {item["evidence"] for item in items} - {""} == EVIDENCE
    for evidence in CHECKLISTS["evidence"]:
        assert set(evidence["clauses"]) <= CLAUSE_KEYS, evidence["key"]
        assert evidence["record_of"] in CHECKLISTS["scopes"], evidence["key"]


@pytest.mark.parametrize("clause", CLAUSES["clause"], ids=lambda clause: clause["key"])
def test_a_clause_lists_its_placeholders_and_says_why_it_matters(clause: dict[str, Any]) -> None:
    assert clause["topics"]
    assert set(clause["topics"]) <= TOPIC_IDS
    assert sorted(placeholders(clause["wording"])) == clause["placeholders"]
    assert not (clause["required"] and clause["required_when"])
    assert clause["required_when"] in ("", "sponsor", "barter")
    assert clause["guidance"].endswith(".")
    assert clause["why"].endswith(".")
    assert clause["wording"].endswith(".") or clause["wording"].endswith("?")


def test_every_placeholder_is_said_in_words_and_used() -> None:
    named = unique(CLAUSES["placeholder"], "name")
    assert named == {name for clause in CLAUSES["clause"] for name in clause["placeholders"]}
    assert {row["source"] for row in CLAUSES["placeholder"]} <= {"coach", "client", "terms", "practice", "deal"}


def test_signing_is_never_a_placeholder() -> None:
    assert [name for clause in CLAUSES["clause"] for name in clause["placeholders"] if "sign" in name] == []


def test_session_fields_and_competency_points_know_each_other() -> None:
    for point in CLAUSES["competency_point"]:
        assert set(point["clauses"]) <= CLAUSE_KEYS, point["number"]
        assert set(point["session_fields"]) <= SESSION_FIELDS, point["number"]
        assert point["clauses"] or point["session_fields"], point["number"]
    for one in CLAUSES["session_field"]:
        assert set(one["competency_points"]) <= POINTS, one["key"]
        assert one["prompt"].endswith("?"), one["key"]


def test_credentials_cite_their_sources_and_their_sums_are_right() -> None:
    sources = unique(CREDENTIALS["source"], "id")
    for credential in CREDENTIALS["credential"]:
        assert set(credential["sources"]) <= sources, credential["id"]
        assert credential["hours_paid_min"] < credential["hours_total"], credential["id"]
    for part in ("mentor_coaching", "renewal", "hour", "client_log"):
        assert set(CREDENTIALS[part]["sources"]) <= sources, part
    mentor = CREDENTIALS["mentor_coaching"]
    assert mentor["individual_hours_min"] + mentor["group_hours_max"] == mentor["hours"]


@pytest.mark.parametrize("name", [*NAMES, *(f"editions/{name}" for name in names("editions"))])
def test_nothing_is_called_compliant_scored_or_endorsed(name: str) -> None:
    claims = re.compile(r"complian[ct]|\d ?%|per ?cent|endorsed", re.IGNORECASE)
    assert [
        f"{path}: {text}" for path, text in strings(load(name)) if not path.endswith(".address") and claims.search(text)
    ] == []
