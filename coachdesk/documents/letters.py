"""The e-mail that goes with an agreement: short, plain, ready to copy. It names nobody to whom it does not go."""

from __future__ import annotations

from collections.abc import Sequence

from coachdesk.documents.facts import told
from coachdesk.documents.words import words_for
from coachdesk.domain.agreements import DEFAULT_TITLE
from coachdesk.domain.views.agreements import AgreementSummary, Letter


def changes_in(old: AgreementSummary, new: AgreementSummary) -> tuple[str, ...]:
    """What differs between two versions for whoever reads them, in the language of the new one: facts and clauses."""
    words = words_for(new.language)
    before, after = (dict(told(one.deal, words)) for one in (old, new))
    lines = [f"{label}: {before.get(label) or '–'} → {after.get(label) or '–'}" for label in {**before, **after}
             if before.get(label) != after.get(label)]  # fmt: skip
    was, now = ({one.key: one for one in each.clauses} for each in (old, new))
    lines += [words.letter["clause_new"].format(title=one.title) for key, one in now.items() if key not in was]
    lines += [words.letter["clause_gone"].format(title=one.title) for key, one in was.items() if key not in now]
    lines += [
        words.letter["clause_anew"].format(title=one.title)
        for key, one in now.items()
        if key in was and was[key].text != one.text
    ]
    return tuple(lines)


def letter(summary: AgreementSummary, copy: str, to: str, called: str, changes: Sequence[str]) -> Letter:
    """The e-mail to whoever a copy is for (`client` or `payer`): address, subject and text, in the summary's language.

    `changes` are what differs from the version in force, told to the client alone.
    """
    words = words_for(summary.language)
    say, draft = words.letter, summary.standing == "draft"
    title = words.agreement if summary.title == DEFAULT_TITLE else summary.title
    parts = [say["dear"].format(called=called), say[summary.standing].format(title=title, version=summary.version)]
    if changes and copy == "client":
        parts.append(f"{say['changes']}\n" + "\n".join(f"- {line}" for line in changes))
    if copy == "payer":
        parts.append(say["payer"])
    if summary.fingerprint:
        parts.append(say["fingerprint"].format(fingerprint=summary.fingerprint[:16]))
    name = summary.coach_name + (f"\n{summary.business}" if summary.business else "")
    subject = say["subject_draft" if draft else "subject"].format(title=title, version=summary.version)
    return Letter(to, subject, "\n\n".join([*parts, f"{say['regards']}\n{name}"]) + "\n")
