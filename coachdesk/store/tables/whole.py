"""Every table. Importing this makes the metadata whole, which only the checks of the schema need."""

from coachdesk.store.tables import (
    absences,
    agreements,
    clients,
    consents,
    contacts,
    desk,
    disclosures,
    ethics,
    fairness,
    goals,
    hours,
    journal,
    messages,
    register,
    session_work,
    sessions,
    settings,
    tasks,
    templates,
    unsaved,
)

__all__ = [
    "absences", "agreements", "clients", "consents", "contacts", "desk", "disclosures", "ethics", "fairness", "goals",
    "hours", "journal", "messages", "register", "session_work", "sessions", "settings", "tasks", "templates", "unsaved",
]  # fmt: skip
