"""What the records say of the clauses of an agreement: which have text, and which still lack some."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coachdesk.domain.evidence.current import named, of_version, page, sponsored
from coachdesk.domain.evidence.entries import and_list
from coachdesk.domain.evidence.facts import AgreementFacts, ClauseFacts, Found, Look, Records, VersionRead

FILLED: Mapping[str, tuple[str, ...]] = {
    "agreement.fee_terms_filled": ("fee", "cancellation", "unused_sessions"),
    "agreement.confidentiality_filled": ("confidentiality", "confidentiality_limits"),
    "agreement.limits_filled": ("confidentiality_limits",),
    "agreement.technology_filled": ("recording", "technology"),
    "agreement.contact_boundaries_filled": ("physical_contact", "contact_between"),
    "agreement.ending_filled": ("ending", "unused_sessions"),
    "agreement.service_expectations_filled": ("expectations",),
    "agreement.qualifications_filled": ("qualifications",),
}
"""The clauses that must have text, where nothing else is asked."""

SIDES = ("barter_share", "barter_goods")
"""What each side of a swap gives, as the catalogue's wording has it."""
END = "barter_end"
CODE = ("code_name", "code_edition")

_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = r"[A-Za-zäé]{3,9}\.?"
_DAY = re.compile(
    rf"\b(?:{_YEAR}-[0-9]{{1,2}}-[0-9]{{1,2}}|[0-9]{{1,2}}[./]\s?[0-9]{{1,2}}[./]\s?{_YEAR}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}"
    rf"|{_MONTH}\s+[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR})\b"
)
"""A day with its year, in the ways that people write one."""
_CODE = re.compile(
    rf"(?:\bcode|kodex)\b(?:(?![.!?]\s+[a-z]).){{0,60}}?\b{_YEAR}\b|\b{_YEAR}\s+(?:edition\s+of\s+(?:the\s+)?)?(?:ICF\s+)?code\b",
    re.IGNORECASE | re.DOTALL,
)
"""A code with the year of its edition, where a coach worded the clause anew."""


def required_filled(records: Records, agreement: AgreementFacts, version: VersionRead) -> Found:
    """Every required clause, and each that its case requires, has text and no open place."""
    where, required = named(agreement, version), [one for one in version.clauses.values() if one.required]
    lacking = [_lacks(one) for one in required if not one.is_filled]
    if lacking:
        return Found(False, f"In {where}: {and_list(lacking)}.", page(agreement))
    return Found(True, f"Each of the {len(required)} required clauses has text in {where}.", page(agreement))


def sponsor_sharing_filled(records: Records, agreement: AgreementFacts, version: VersionRead) -> Found:
    """Somebody else pays, and what they hear has text."""
    if not sponsored(agreement):
        return Found(False, "Nobody but the client pays under this agreement.", page(agreement))
    return _filled(agreement, version, ("sponsor_sharing",))


def internal_roles_filled(records: Records, agreement: AgreementFacts, version: VersionRead) -> Found:
    """Coach and client share an employer, and the clause on conflicts has text."""
    shares = records.client.shares_employer if records.client is not None else None
    opens = page(agreement) if records.client is None else (*page(agreement), ("client", records.client.id))
    if shares is None:
        return Found(False, "Whether you share an employer is not noted.", opens[::-1])
    if not shares:
        return Found(False, "You do not share an employer, as noted on the client's page.", opens[::-1])
    found = _filled(agreement, version, ("conflicts",))
    return Found(found.found, f"You share an employer, as noted. {found.says}", opens)


def barter_filled(records: Records, agreement: AgreementFacts, version: VersionRead) -> Found:
    """The clause on swaps has text that names both sides and an end date.

    In the coach's own words only the date can be told; whether they name both sides is theirs to say.
    """
    found, clause = _filled(agreement, version, ("barter",)), version.clauses.get("barter")
    if clause is None or not found.found:
        return found
    where, values = named(agreement, version), clause.values
    if not _DAY.search(values.get(END, clause.text)):
        return Found(False, f"“{clause.title}” names no day on which the swap ends, in {where}.", page(agreement))
    if any(name not in values for name in SIDES):
        says = f"“{clause.title}” is in your own words and names a day, in {where}: see that it names both sides."
        return Found(None, says, page(agreement))
    return Found(True, f"“{clause.title}” names both sides and the day it ends in {where}.", page(agreement))


def code_named(records: Records, agreement: AgreementFacts, version: VersionRead) -> Found:
    """The clause on training names a code and its edition, and the one on complaints has text."""
    found = _filled(agreement, version, ("qualifications", "complaints"))
    if not found.found:
        return found
    clause, where = version.clauses["qualifications"], named(agreement, version)
    complaints = version.clauses["complaints"].title
    name, edition = (clause.values.get(name, "") for name in CODE)
    if name and edition:
        says = f"“{clause.title}” names “{name}”, edition {edition}, and “{complaints}” has text, in {where}."
        return Found(True, says, page(agreement))
    if _CODE.search(clause.text):
        says = f"“{clause.title}” names a code with its year, and “{complaints}” has text, in {where}."
        return Found(True, says, page(agreement))
    return Found(False, f"“{clause.title}” names no code with its edition in {where}.", page(agreement))


def _filled(agreement: AgreementFacts, version: VersionRead, keys: tuple[str, ...]) -> Found:
    """Whether those clauses have text in that version."""
    clauses = [version.clauses.get(key) or _absent(key) for key in keys]
    where = named(agreement, version)
    lacking = [_lacks(one) for one in clauses if not one.is_filled]
    if lacking:
        return Found(False, f"In {where}: {and_list(lacking)}.", page(agreement))
    titles = and_list([f"“{one.title}”" for one in clauses])
    return Found(True, f"{titles} {'has' if len(clauses) == 1 else 'have'} text in {where}.", page(agreement))


def _absent(key: str) -> ClauseFacts:
    return ClauseFacts(key, key.replace("_", " ").capitalize(), "", included=False)


def _lacks(clause: ClauseFacts) -> str:
    """What a clause lacks, in words."""
    if not clause.included:
        return f"“{clause.title}” is left out" + (f" ({clause.why_out.rstrip('.')})" if clause.why_out else "")
    if not clause.text.strip():
        return f"“{clause.title}” has no text"
    return f"“{clause.title}” lacks {and_list([name.replace('_', ' ') for name in clause.open])}"


def _look(keys: tuple[str, ...]) -> Look:
    return of_version(lambda _, agreement, version: _filled(agreement, version, keys))


LOOKS: Mapping[str, Look] = {
    "agreement.required_clauses_filled": of_version(required_filled),
    "agreement.sponsor_sharing_filled": of_version(sponsor_sharing_filled),
    "agreement.internal_roles_filled": of_version(internal_roles_filled),
    "agreement.barter_filled": of_version(barter_filled),
    "agreement.code_named": of_version(code_named),
    **{key: _look(clauses) for key, clauses in FILLED.items()},
}
