"""Whether a paper is what was agreed: its own hash is looked up in the register, else the fingerprint printed in it.

A file is opened without waiting (a pipe would never answer), read once in pieces, and never past `MOST_BYTES`.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.domain import agreement_life as life
from coachdesk.domain.days import day_text
from coachdesk.domain.fingerprints import LENGTH, printed
from coachdesk.domain.views.verifying import Verdict
from coachdesk.services import agreement_reading as reading
from coachdesk.store.tables.agreements import AgreementVersion
from coachdesk.store.tables.disclosures import Disclosure

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.store.engine import Session

MOST_BYTES = 64 * 1024 * 1024
"""No summary is nearly as long, and nothing longer is read to the end."""

PIECE = 1024 * 1024
SHORTEST = 16
"""So many characters stand at the foot of each page; fewer are not looked up."""

_HEX = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]\s*){63}[0-9a-f](?![0-9a-f])", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,300}>")
_MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class _File:
    """What was read: all of it, and its hash."""

    hash: str
    data: bytes


def verify(desk: Desk, path: Path) -> Verdict:
    """What a file is: a paper of ours as it was handed over, one that was changed since, or nothing we know.

    It answers `unknown`, with the reason, for a file that is empty, too long, or cannot be read; it raises only what
    the desk itself refuses.
    """
    try:
        found = _read(path)
    except OSError as error:
        return _unknown(f"it cannot be read: {os.strerror(error.errno or 0)}")
    except ValueError as error:
        return _unknown(str(error))
    with desk.store.read() as db:
        registered = [row for row in desk.whole(db.all(Disclosure)) if row.file_hash == found.hash and row.version_id]
        if registered:
            return _handed_over(desk, db, max(registered, key=lambda row: (row.at, row.id)))
        ours = {reading.fingerprint_of(one): one for one in desk.whole(db.all(AgreementVersion))}
        for text in _texts(found.data):
            for printed_one in _fingerprints(text):
                if printed_one in ours:
                    return _changed(_of_version(desk, db, ours[printed_one]))
    return _unknown("it was not handed over from this desk, and bears no fingerprint of its agreements")


def verify_fingerprint(desk: Desk, text: str) -> Verdict:
    """What a printed fingerprint stands for: all of it, or the sixteen characters at the foot of a page.

    It says which text was agreed, not that the paper in hand still reads so.
    """
    bare = "".join(text.split()).lower()
    if not re.fullmatch(f"[0-9a-f]{{{SHORTEST},{LENGTH}}}", bare):
        return _unknown(
            f"a fingerprint has {LENGTH} digits and letters from a to f, or at the foot of a page {SHORTEST}"
        )
    with desk.store.read() as db:
        found = [one for one in desk.whole(db.all(AgreementVersion)) if reading.fingerprint_of(one).startswith(bare)]
        if len(found) == 1:
            return _of_version(desk, db, found[0])
    return _unknown("it is not the fingerprint of an agreement of this desk")


def _read(path: Path) -> _File:
    """Raises OSError where the file cannot be read, ValueError with the reason where it is none of ours at a glance."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except ValueError:
        raise ValueError("no file can have that name") from None
    with os.fdopen(handle, "rb") as file:
        known = os.fstat(handle)
        if not stat.S_ISREG(known.st_mode):
            raise ValueError("it is not a file")
        if known.st_size > MOST_BYTES:
            raise ValueError("it is longer than any summary of ours")
        hashed, data = hashlib.sha256(), bytearray()
        while piece := file.read(PIECE):
            hashed.update(piece)
            data += piece
            if len(data) > MOST_BYTES:  # it grew while it was read
                raise ValueError("it is longer than any summary of ours")
    if not data:
        raise ValueError("it is empty")
    return _File(hashed.hexdigest(), bytes(data))


def _texts(data: bytes) -> Iterator[str]:
    """The texts in which a fingerprint may stand: the file as it is, without tags, and what the pages of a PDF show."""
    text = data.decode("latin-1")
    yield text
    if data.startswith(b"%PDF-"):
        from coachdesk.documents.reading import pdf_text

        yield pdf_text(data)
    else:
        yield unescape(_TAG.sub("", text))


def _fingerprints(text: str) -> set[str]:
    """What looks like a fingerprint in a text, spaces and case aside."""
    found = (match[0] for match, _ in zip(_HEX.finditer(text), range(_MOST_FOUND), strict=False))
    return {"".join(one.split()).lower() for one in found}


def _handed_over(desk: Desk, db: Session, row: Disclosure) -> Verdict:
    """The verdict on a file that is byte for byte as it was handed over."""
    version = db.get(AgreementVersion, row.version_id)
    if version is None or version.damaged is not None:
        return _unknown("it was handed over from this desk, whose record of that agreement is gone or damaged")
    found = _of_version(desk, db, version)
    if row.fingerprint != found.fingerprint:  # written out while it was a draft
        found = replace(found, verdict="unsigned", says=_draft_says(found), fingerprint="")
    return replace(found, handed_over=row.at, recipient=row.recipient, format=row.format)


def _draft_says(found: Verdict) -> str:
    return f"this is a draft of version {found.version}, which nobody signed"


def _of_version(desk: Desk, db: Session, version: AgreementVersion) -> Verdict:
    one = reading.read(desk, db, version.agreement_id, version.number)
    ended_on = one.agreement.ended_on
    verdict = life.verdict(one.facts, one.versions, one.sponsored, ended_on, one.today)
    span = life.spans(one.versions, one.sponsored, ended_on).get(version.number)
    found = Verdict(
        verdict=verdict,
        says="",
        agreement_id=one.agreement.id,
        client_id=one.client.id,
        client=one.client.called,
        title=one.title,
        version=version.number,
        since=span.since if span else None,
        until=span.until if span else None,
        fingerprint=one.fingerprint,
    )
    return replace(found, says=_says(found, one))


def _says(found: Verdict, one: reading.Reading) -> str:
    named = f"version {found.version} of “{found.title}” with {found.client}"
    if found.verdict == "unsigned":
        taken = one.state == "withdrawn"
        return (
            f"{named}, which {'was withdrawn' if taken else 'not everyone has signed' if one.frozen else 'is a draft'}"
        )
    if found.verdict == "superseded":
        return f"{named}, which a newer version has replaced"
    if found.verdict == "ended":
        over = one.agreement.ended_on or found.until
        return f"{named}, which ended{f' on {day_text(over)}' if over else ''}"
    since = found.since
    if since is not None and since > one.today:
        return f"{named}, signed by all and in force from {day_text(since)}"
    return f"{named}, in force{f' since {day_text(since)}' if since else ''}"


def _changed(found: Verdict) -> Verdict:
    says = (
        f"it bears the fingerprint {printed(found.fingerprint[:SHORTEST])} of version {found.version}"
        f" of “{found.title}” with {found.client}, and is not a file that was handed over: words may be changed in it"
    )
    return replace(found, verdict="changed", says=says, since=None, until=None)


def _unknown(why: str) -> Verdict:
    return Verdict("unknown", why)
