"""`python -m tests.bench NAME`: one line a measure with its goal; exit 1 where a goal is missed, 2 for wrong usage.

    start [--record]     the time to the first paint and to a usable Today, against a bare Textual app in the same run;
                         with --record also on a desk of 2,000 clients
    add [--record]       `coachdesk add`, the whole process, against importing its libraries
    envelope             reading sealed rows, against the same rows unsealed
    lists [--desk DIR]   opening Clients, Agreements and Sessions on a pseudo-terminal, and reading the longest lists,
                         of a desk of 2,000 clients against a small one; in DIR the one of `tasks` may lie
    sessions [--desk DIR]  reading the card to prepare by and a week of the agenda, on the desk of record, against the
                         demo's; that desk takes minutes to make, and is kept in DIR
    ethics [--desk DIR]  the checklists of now and the Ledger: how long anything else waits while they are read, and
                         each look afterwards, on the same desk of record against a small one
    tasks [--desk DIR]   any key on the one list to its painted answer, opening it, search as typed, and memory, on a
                         desk of 2,000 clients and 100,000 tasks against a small one; that desk takes minutes to make,
                         and is kept in DIR
    pdf                  writing the PDF of an agreement, against bare typst on the same source
    --rounds N           how often each is done

What a figure depends on, and the times behind the ratios, go to standard error.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.bench import add, envelope, ethics, lists, pdf, sessions, start, tasks
from tests.bench.measure import Measure


def main() -> int:
    """Run one bench and print its measures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    benches = parser.add_subparsers(dest="name", required=True)
    begin = benches.add_parser("start")
    begin.add_argument("--record", action="store_true", help="also on the desk of record")
    begin.add_argument("--rounds", type=int, default=15)
    caught = benches.add_parser("add")
    caught.add_argument("--record", action="store_true", help="also on the desk of record")
    caught.add_argument("--rounds", type=int, default=15)
    sealed = benches.add_parser("envelope")
    sealed.add_argument("--rounds", type=int, default=7)
    longest = benches.add_parser("lists")
    longest.add_argument("--rounds", type=int, default=7)
    longest.add_argument("--desk", type=Path, help="where the desk of record lies since `tasks` made it")
    prepared = benches.add_parser("sessions")
    prepared.add_argument("--rounds", type=int, default=15)
    prepared.add_argument("--desk", type=Path, help="where the desk of record is made, or lies since it was made")
    looked = benches.add_parser("ethics")
    looked.add_argument("--rounds", type=int, default=7)
    looked.add_argument("--desk", type=Path, help="where the desk of record is made, or lies since it was made")
    one_list = benches.add_parser("tasks")
    one_list.add_argument("--rounds", type=int, default=5)
    one_list.add_argument("--desk", type=Path, help="where the desk of record is made, or lies since it was made")
    paper = benches.add_parser("pdf")
    paper.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()

    if asked.name == "start":
        measures = start.run(rounds=asked.rounds, record=asked.record)
    elif asked.name == "add":
        measures = add.run(rounds=asked.rounds, record=asked.record)
    elif asked.name == "lists":
        measures = lists.run(rounds=asked.rounds, kept=asked.desk)
    elif asked.name == "sessions":
        measures = sessions.run(rounds=asked.rounds, kept=asked.desk)
    elif asked.name == "ethics":
        measures = ethics.run(rounds=asked.rounds, kept=asked.desk)
    elif asked.name == "tasks":
        measures = tasks.run(rounds=asked.rounds, kept=asked.desk)
    elif asked.name == "pdf":
        measures = pdf.run(rounds=asked.rounds)
    else:
        measures = envelope.run(rounds=asked.rounds)
    return report(measures)


def report(measures: list[Measure]) -> int:
    """Print the measures; the exit status says whether every goal was met."""
    for measure in measures:
        print(measure)
    return 0 if all(measure.met for measure in measures) else 1


if __name__ == "__main__":
    sys.exit(main())
