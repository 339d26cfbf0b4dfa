"""The sizes of paper that documents are set for."""

from __future__ import annotations

from coachdesk.domain.errors import failure

PAPERS = {"a4": "a4", "letter": "us-letter", "us-letter": "us-letter"}
"""The paper sizes by the names that a setting may have, with typst's names."""


def paper_of(name: str) -> str:
    """Typst's name of that paper; fails with `document.paper` for an unknown one."""
    if name.lower() not in PAPERS:
        raise failure("document.paper", found=name, known=", ".join(sorted(PAPERS)))
    return PAPERS[name.lower()]
