"""One PDF in a process of its own: `python -m tests.bench.pages ours|bare NAME` prints the seconds it took.

A process writes one paper and no two, and typst remembers what it has laid out before: only a fresh one says how long
a coach waits. The clock runs from before the imports that either needs until the bytes are there; what an open desk
has imported long since, to have a summary at all, is not counted. `bare` reads what
typst is to be given from standard input.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime
from pathlib import Path

from coachdesk.domain import agreements  # noqa: F401  (what reads a summary from a desk stands on it)
from coachdesk.domain.views.agreements import AgreementSummary
from tests.documents.samples import summary

SUMMARIES: dict[str, AgreementSummary] = {
    "latin": summary("signed"),
    "other": summary("signed", client_name="محمد بن عبد الله", coach_name="陳美玲"),
}


def ours(name: str) -> tuple[float, bytes]:
    """The whole way from a summary to the bytes."""
    begun = time.perf_counter()
    from coachdesk.documents import render

    data = render(SUMMARIES[name], "pdf").data
    return time.perf_counter() - begun, data


def bare(given: dict[str, object]) -> tuple[float, bytes]:
    """Typst alone, with the same template, words, paper and fonts, put together beforehand."""
    template = Path(str(given["template"]))
    dated = datetime.fromisoformat(str(given["dated"]))
    begun = time.perf_counter()
    import typst

    data = typst.compile(
        template,
        root=template.parent,
        format="pdf",
        sys_inputs=given["inputs"],  # type: ignore[arg-type]
        ignore_system_fonts=bool(given["own_fonts"]),
        pdf_standards=["a-2b"],
        timestamp=dated,
    )
    return time.perf_counter() - begun, data


if __name__ == "__main__":
    taken, made = ours(sys.argv[2]) if sys.argv[1] == "ours" else bare(json.load(sys.stdin))
    json.dump({"seconds": taken, "bytes": len(made)}, sys.stdout)
