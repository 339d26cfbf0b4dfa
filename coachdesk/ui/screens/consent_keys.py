"""The keys of a client's page that lead to their consents, to what went to whom, and to what went wrong for them."""

from __future__ import annotations

from coachdesk.ui.screens.base import DeskScreen


class ConsentKeys(DeskScreen):
    """A page of one client."""

    client_id = ""

    def open_consents(self) -> None:
        """What this client allowed, declined and took back."""
        self.desk_app.open_record("consents", self.client_id)

    def open_disclosures(self) -> None:
        """All that ever left about this client."""
        self.desk_app.open_record("disclosures", self.client_id)

    def open_incidents(self) -> None:
        """What went wrong for this client, and how it was made good."""
        self.desk_app.open_record("incidents", self.client_id)

    def open_money(self) -> None:
        """What this client owes and paid."""
        self.desk_app.open_record("money", self.client_id)
