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


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; `whole` is False while there is more to be read that may hold the words, too."""

    hits: tuple[Hit, ...]
    whole: bool
