"""The tables, one file a noun. Importing this package imports all of them, so that the metadata is whole."""

from coachdesk.store.tables import (
    agreements,
    clients,
    contacts,
    desk,
    disclosures,
    goals,
    journal,
    settings,
    templates,
    unsaved,
)

__all__ = [
    "agreements", "clients", "contacts", "desk", "disclosures", "goals", "journal", "settings", "templates", "unsaved",
]  # fmt: skip
