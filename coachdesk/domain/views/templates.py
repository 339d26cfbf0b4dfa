"""Views of templates of agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coachdesk.domain.views.agreements import ClauseView, TermsView


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template: what the next agreement may begin with. `left_out` is what was left behind as it was saved, in words;
    it is told once and not kept."""

    id: str
    short: str
    name: str
    title: str
    terms: TermsView
    clauses: tuple[ClauseView, ...]
    fills: tuple[tuple[str, str], ...]
    created: datetime
    left_out: tuple[str, ...] = ()
