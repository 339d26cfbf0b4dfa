"""The rules of contacts: anyone other than a client whom the coach owes words or care."""

from __future__ import annotations

from coachdesk.domain.clients import Named
from coachdesk.domain.errors import failure
from coachdesk.domain.views.contacts import ContactView

ROLES = ("sponsor", "colleague", "stand-in", "helper", "professional")

ROLE_WORDS: dict[str, str] = {
    "sponsor": "pays for someone's coaching",
    "colleague": "another coach or a mentor",
    "stand-in": "tells your clients if something happens to you",
    "helper": "works for you and may see client data",
    "professional": "someone to refer a client to",
}
"""What each role means, for forms and help."""


PROFESSIONS = ("therapist", "doctor", "lawyer")
"""The professions that a client may need; any other can be named, too."""


def known_profession(text: str) -> str:
    """One of the three as it is known, case aside; any other as it is written."""
    return small if (small := text.lower()) in PROFESSIONS else text


def known_role(role: str) -> str:
    """The role itself, case and spaces aside, or `contact.role`."""
    small = role.strip().lower().replace(" ", "-")
    if small not in ROLES:
        raise failure("contact.role", where="role", text=role.strip() or "nothing", choices=", ".join(ROLES))
    return small


def as_named(contact: ContactView) -> Named:
    """What tells this contact from another."""
    return Named(
        id=contact.id, called=contact.called or contact.name, full_name=contact.name, email=contact.email,
        phone=contact.phone, organisation=contact.organisation, zone=contact.zone,
    )  # fmt: skip


def search_fields(contact: ContactView) -> tuple[tuple[str, str], ...]:
    """What a search reads of a contact, as (field in words, text)."""
    texts = (
        ("name", contact.name),
        ("called", contact.called if contact.called != contact.name else ""),
        ("role", contact.role),
        ("organisation", contact.organisation),
        ("e-mail", contact.email),
        ("phone", contact.phone),
        ("time zone", contact.zone),
        ("profession", contact.profession),
        ("note", contact.note),
    )
    return tuple((title, text) for title, text in texts if text)
