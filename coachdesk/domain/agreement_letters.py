"""The e-mail that goes with an agreement: short, plain, ready to copy. It names nobody to whom it does not go."""

from __future__ import annotations

from collections.abc import Sequence

from coachdesk.domain.views.agreements import AgreementSummary, Letter

LINES: dict[str, str] = {
    "draft": (
        "here is a draft of “{title}” to read and talk through. Nothing in it is agreed yet; tell me what you would"
        " change."
    ),
    "sent": (
        "here is “{title}”, version {version}. Please read it and ask whatever you like. It counts from the day on"
        " which everyone named in it has signed; a signature on paper, by e-mail or an electronic one is fine."
    ),
    "signed": "here is “{title}”, version {version}, as everyone signed it. Please keep it.",
    "ended": "here is “{title}”, version {version}, for your records. It is over; thank you for the work we did.",
}
"""What is said of an agreement by its standing."""


def letter(summary: AgreementSummary, copy: str, to: str, called: str, changes: Sequence[str]) -> Letter:
    """The e-mail to whoever a copy is for (`client` or `payer`): address, subject and text.

    `changes` are what differs from the version in force, told to the client alone.
    """
    said = LINES[summary.standing].format(title=summary.title, version=summary.version)
    parts = [f"Dear {called},", said]
    if changes and copy == "client":
        parts.append("What changes:\n" + "\n".join(f"- {line}" for line in changes))
    if copy == "payer":
        parts.append(
            "This copy is yours as the one who pays: it holds the terms, and what you may be told is written in it."
        )
    if summary.fingerprint:
        parts.append(f"Its fingerprint begins with {summary.fingerprint[:16]}.")
    name = summary.coach_name + (f"\n{summary.business}" if summary.business else "")
    subject = f"{summary.title}, {'draft' if summary.standing == 'draft' else f'version {summary.version}'}"
    return Letter(to, subject, "\n\n".join([*parts, f"Kind regards\n{name}"]) + "\n")
