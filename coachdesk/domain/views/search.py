"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that holds every word asked for. `kind` is `client`, `contact`, `goal`, `agreement`…;
    `where` names the field and shows the words around the hit; `client_id` is empty for what is no client's."""

    kind: str
    id: str
    title: str
    where: str
    client_id: str
