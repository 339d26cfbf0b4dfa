"""The keys of a client's page that lead to their consents, and to what went to whom."""

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
