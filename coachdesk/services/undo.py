"""Undo and history: what was done, in words, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coachdesk.domain.errors import failure
from coachdesk.domain.views.history import HistoryLine, Undone

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

VERBS = {
    "clients.add": "client added",
    "clients.edit": "client changed",
    "clients.stage": "stage changed",
    "contacts.add": "contact added",
    "contacts.edit": "contact changed",
    "goals.add": "goal added",
    "goals.edit": "goal changed",
    "goals.rate": "goal rated",
    "goals.drop": "goal dropped",
    "goals.reopen": "goal taken up again",
    "agreements.new": "agreement written",
    "agreements.edit": "agreement changed",
    "agreements.send": "agreement sent",
    "agreements.sign": "agreement signed",
    "agreements.delete": "draft deleted",
    "hand-over": "file handed over",
    "settings.change": "settings changed",
    "undo": "undone",
    "desk.create": "desk made",
    "slots.change": "ways to open the desk changed",
}
"""Each verb of the journal as a person reads it; a test holds the list complete."""
