"""Search over every word: an index of folded text in memory, built anew when the desk changed, never on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coachdesk.domain.agreements import DEFAULT_TITLE
from coachdesk.domain.clauses import fill, placeholders
from coachdesk.domain.clients import search_fields as client_fields
from coachdesk.domain.contacts import search_fields as contact_fields
from coachdesk.domain.text import fold
from coachdesk.domain.times import from_stamp
from coachdesk.domain.views.clients import ClientFields
from coachdesk.domain.views.contacts import ContactView
from coachdesk.domain.views.search import Hit
from coachdesk.services import search_sessions, search_tasks
from coachdesk.services.agreement_reading import known_clauses as clause_words
from coachdesk.services.clients import names_apart
from coachdesk.services.search_entries import Entry, entry, holding

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

MOST = 200
"""Hits shown at the most; more words narrow them down."""

TABLES = ("client", "contact", "goal", "agreement", "agreement_version", "template")


def search(desk: Desk, words: str) -> list[Hit]:
    """Records that hold every word (case and accents aside), those with a word in their title first."""
    wanted = fold(words).split()
    if not wanted:
        return []
    # a common word is in tens of thousands of tasks: of these only the newest are put in order
    found = holding(index(desk), wanted) + holding(search_tasks.entries(desk), wanted)[:MOST]
    found += search_sessions.holding(desk, wanted, MOST)
    found.sort(key=lambda one: (not all(word in one.folded_title for word in wanted), one.folded_title, one.id))
    return [_hit(one, wanted) for one in found[:MOST]]


def index(desk: Desk) -> tuple[Entry, ...]:
    """Every findable record but the tasks; kept until one of their tables changes."""
    return desk.cached_for("search", TABLES, lambda: tuple(_entries(desk)))


def _entries(desk: Desk) -> Iterator[Entry]:
    names, apart = {}, names_apart(desk)
    for row in desk.rows("client"):
        other = apart.get(row["id"], "")
        names[row["id"]] = f"{row['called']} ({other})" if other else row["called"]
        client = ClientFields(**{name: row[name] for name in ClientFields.__dataclass_fields__})
        yield entry("client", row["id"], row["id"], names[row["id"]], client_fields(client))
    for row in desk.rows("contact"):
        yield entry("contact", row["id"], "", row["called"] or row["name"], contact_fields(_contact(row)))
    for row in desk.rows("goal"):
        title = f"{names.get(row['client_id'], '')}: {row['text']}"
        yield entry("goal", row["id"], row["client_id"], title, _fields(row, {"text": "goal", "measure": "measure"}))
    titles = {row["id"]: row["title"] or DEFAULT_TITLE for row in desk.rows("agreement")}
    for row in _latest_versions(desk):
        title = f"{names.get(row['client_id'], '')}: {titles.get(row['agreement_id'], '')}"
        fields = [("title", titles.get(row["agreement_id"], ""))]
        fields += [(clause["title"], clause["wording"]) for clause in row["clauses"] if clause["included"]]
        fields += [("filled in", value) for value in row["fills"].values()]
        yield replace(entry("agreement", row["agreement_id"], row["client_id"], title, fields), fills=row["fills"])
    for row in desk.rows("template"):
        fields = [("title", row["title"])]
        fields += [(clause["title"], clause["wording"]) for clause in row["clauses"] if clause["included"]]
        fields += [("filled in", value) for value in row["fills"].values()]
        yield replace(entry("template", row["id"], "", row["name"], fields), fills=row["fills"])


def _contact(row: dict[str, Any]) -> ContactView:
    known = {name: row[name] for name in ContactView.__dataclass_fields__ if name in row}
    return ContactView(short="", created=from_stamp(row["created_at"]), **known)


def _latest_versions(desk: Desk) -> list[dict[str, Any]]:
    latest: dict[str, dict[str, Any]] = {}
    for row in desk.rows("agreement_version"):
        held = latest.get(row["agreement_id"])
        if held is None or held["number"] < row["number"]:
            latest[row["agreement_id"]] = row
    return list(latest.values())


def _fields(row: dict[str, Any], names: dict[str, str]) -> list[tuple[str, str]]:
    return [(label, text) for key, label in names.items() for text in _texts(row.get(key))]


def _texts(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(one) for one in value if one]
    return [str(value)] if value else []


def _hit(one: Entry, wanted: list[str]) -> Hit:
    """The hit, with the first field that holds a word; a former name is named as one, not shown as the title."""
    where = next(
        (
            f"{label}: {_around(_read(text, one.fills), wanted)}"
            for label, text in one.fields
            if any(word in fold(text) for word in wanted)
        ),
        "",
    )
    return Hit(one.kind, one.id, one.title, where, one.client_id)


def _read(text: str, fills: Mapping[str, str]) -> str:
    """A clause as a person reads it: a place that nothing here fills is named in words."""
    if "{" not in text:
        return text
    known = clause_words()
    return fill(text, {name: fills.get(name) or f"[{known.what(name)}]" for name in placeholders(text)}).text


def _around(text: str, wanted: list[str]) -> str:
    """The words around the first hit, on one line."""
    line = " ".join(text.split())
    at = min((place for word in wanted if (place := fold(line).find(word)) >= 0), default=0)
    start = max(0, at - 24)
    return ("…" if start else "") + line[start : start + 72] + ("…" if len(line) > start + 72 else "")
