"""Clauses of an agreement beside the standards of the edition in use: which each answers, and which none does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coachdesk import catalogue
from coachdesk.domain.editions import Standard
from coachdesk.domain.views.ethics import ClauseStandards, StandardView
from coachdesk.services import agreements, ethics_catalogue

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

NONE = "no clause speaks of it"


def clause_standards(desk: Desk, agreement_id: str) -> list[ClauseStandards]:
    """The clauses of the newest version, each with the standards that it answers; then the clauses that are left out,
    with what they alone would answer; last, without a key, the standards of which no clause speaks.

    Raises `ref.unknown`, `edition.unknown`.
    """
    edition = ethics_catalogue.edition(desk)
    topics = {one["key"]: tuple(one["topics"]) for one in catalogue.load("clauses")["clause"]}
    clauses = agreements.page(desk, agreement_id).clauses
    lines = []
    for one in clauses:
        if one.included:
            own = topics.get(one.key, ())
            lines.append(ClauseStandards(one.key, one.title, True, _of_topics(edition.standards, own), own))
    answered = {each.number for one in lines for each in one.standards}
    lacking = [one for one in edition.standards if one.number not in answered]
    for one in clauses:
        own = () if one.included else topics.get(one.key, ())
        if would := _of_topics(lacking, own):
            lines.append(ClauseStandards(one.key, one.title, False, would, own))
    offered = {topic for some in topics.values() for topic in some}
    rest = [one for one in lacking if not offered & set(one.topics)]
    if rest:
        every = tuple(dict.fromkeys(topic for one in rest for topic in one.topics))
        lines.append(ClauseStandards("", NONE, False, _of_topics(rest, every), every))
    return lines


def _of_topics(standards: Iterable[Standard], topics: Iterable[str]) -> tuple[StandardView, ...]:
    """Those of the standards that are about one of the topics, in their order."""
    wanted = set(topics)
    return tuple(one.view for one in standards if wanted & set(one.topics))
