"""The tables, one file a noun. Importing this package imports all of them, so that the metadata is whole."""

from coachdesk.store.tables import (
    absences,
    agreements,
    clients,
    consents,
    contacts,
    desk,
    disclosures,
    goals,
    journal,
    messages,
    session_work,
    sessions,
    settings,
    tasks,
    templates,
    unsaved,
)

__all__ = [
    "absences", "agreements", "clients", "consents", "contacts", "desk", "disclosures", "goals", "journal", "messages",
    "session_work", "sessions", "settings", "tasks", "templates", "unsaved",
]  # fmt: skip
