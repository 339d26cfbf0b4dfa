"""The coach's logo: read from a file once, cleaned, and kept sealed in the desk like every other setting."""

from __future__ import annotations

from coachdesk.domain import logos
from coachdesk.services.reading_files import read_at_most


def entered(text: str, stored: str) -> str:
    """The stored form of what was entered for the logo: the name of a file, or nothing to have none.

    What stands there already, as it is shown, stays. Raises `logo.…`.
    """
    from coachdesk.documents.logos import MOST_BYTES, clean_logo

    name = text.strip()
    if not name or name == logos.shown(stored):
        return stored if name else ""
    return logos.to_stored(clean_logo(read_at_most(name, MOST_BYTES, "logo.file")))
