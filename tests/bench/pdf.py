"""Writing the PDF of an agreement, against bare typst with the same template, the same words and the same fonts.

Each is done in a fresh process in turn with the other (see `pages`); what is compared is what this program adds:
laying the summary out, finding out which fonts it needs, and importing what does that.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import as_file, files

from coachdesk.documents import pdf
from coachdesk.documents.summary import lay_out
from coachdesk.documents.words import words_for
from tests.bench.measure import Measure, in_turn, p50, p95, ratios
from tests.bench.pages import SUMMARIES

GOAL = 1.2
NAMES = {"latin": "Latin letters", "other": "names in Arabic and Chinese"}


def run(rounds: int) -> list[Measure]:
    """Measure a summary in Latin letters, and one with names that need the fonts of the machine."""
    measures = []
    for key, name in NAMES.items():
        ours, bare = in_turn([_sample("ours", key, ""), _sample("bare", key, _given(key))], rounds)
        ratio = ratios(ours, bare)
        print(
            f"{name}, {rounds} rounds: bare {p50(bare) * 1e3:.0f} ms, ours {p50(ours) * 1e3:.0f} ms,"
            f" the ratio's p95 {p95(ratio):.2f} x",
            file=sys.stderr,
        )
        measures.append(Measure(f"writing the PDF p50, {name}", p50(ratio), "x", GOAL))
    return measures


def _given(key: str) -> str:
    """What typst is to be given, as `pages` reads it."""
    found = SUMMARIES[key]
    inputs = pdf.inputs_of(lay_out(found, words_for(found.language)), found.paper)
    with as_file(files("coachdesk.documents").joinpath("templates", "agreement.typ")) as template:
        given = {
            "template": str(template),
            "dated": found.frozen_at.isoformat(),
            "inputs": inputs,
            "own_fonts": pdf.western(inputs["document"]),
        }
    return json.dumps(given)


def _sample(what: str, key: str, given: str) -> Callable[[], float]:
    sizes: set[int] = set()

    def once() -> float:
        argv = [sys.executable, "-m", "tests.bench.pages", what, key]
        done = subprocess.run(argv, input=given, capture_output=True, text=True, check=True)
        said = json.loads(done.stdout)
        sizes.add(said["bytes"])
        if len(sizes) > 1:
            raise AssertionError("the same paper came out in two sizes")
        return float(said["seconds"])

    return once
