"""The words of clients with what is theirs, of contacts and of templates, for the search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coachdesk.domain.agreements import DEFAULT_TITLE
from coachdesk.domain.clients import search_fields as client_fields
from coachdesk.domain.contacts import search_fields as contact_fields
from coachdesk.domain.times import from_stamp
from coachdesk.domain.views.clients import ClientFields
from coachdesk.domain.views.contacts import ContactView
from coachdesk.services.search_entries import Entry, entry

if TYPE_CHECKING:
    from coachdesk.services.search_reading import Source

Row = Mapping[str, Any]


def of_clients(source: Source, where: str, params: Sequence[Any]) -> Iterator[Entry]:
    """Those clients, their goals, and the newest version of each of their agreements."""
    theirs = f"WHERE client_id IN (SELECT id FROM client WHERE {where})"  # noqa: S608  (places for values, none of them)
    for row in source.rows("client", f"WHERE {where}", params):
        client = ClientFields(**{name: row[name] for name in ClientFields.__dataclass_fields__})
        yield entry("client", row["id"], row["id"], "", client_fields(client))
    for row in source.rows("goal", theirs, params):
        fields = [(label, row[key]) for key, label in (("text", "goal"), ("measure", "measure")) if row[key]]
        yield entry("goal", row["id"], row["client_id"], row["text"], fields)
    titles = {row["id"]: row["title"] or DEFAULT_TITLE for row in source.rows("agreement", theirs, params)}
    for row in _latest(source.rows("agreement_version", theirs, params)):
        title = titles.get(row["agreement_id"], "")
        yield _worded(row, entry("agreement", row["agreement_id"], row["client_id"], title, _clauses(row, title)))


def of_contacts(source: Source, where: str, params: Sequence[Any]) -> Iterator[Entry]:
    """Those contacts."""
    for row in source.rows("contact", f"WHERE {where}", params):
        known = {name: row[name] for name in ContactView.__dataclass_fields__ if name in row}
        contact = ContactView(short="", created=from_stamp(row["created_at"]), **known)
        yield entry("contact", row["id"], "", "", contact_fields(contact), row["id"])


def of_templates(source: Source, where: str, params: Sequence[Any]) -> Iterator[Entry]:
    """Those templates."""
    for row in source.rows("template", f"WHERE {where}", params):
        yield _worded(row, entry("template", row["id"], "", row["name"], _clauses(row, row["title"])))


def _latest(versions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    latest: dict[str, dict[str, Any]] = {}
    for row in versions:
        held = latest.get(row["agreement_id"])
        if held is None or held["number"] < row["number"]:
            latest[row["agreement_id"]] = row
    return list(latest.values())


def _clauses(row: Row, title: str) -> list[tuple[str, str]]:
    clauses = [(one["title"], one["wording"]) for one in row["clauses"] if one["included"]]
    return [("title", title), *clauses, *(("filled in", value) for value in row["fills"].values())]


def _worded(row: Row, found: Entry) -> Entry:
    return replace(found, fills=row["fills"]) if row["fills"] else found
