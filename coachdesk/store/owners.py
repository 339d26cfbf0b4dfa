"""Whose data key seals a row of each table; known without any model class, so that raw rows open too."""

from __future__ import annotations

from collections.abc import Mapping

OWNERS: dict[str, str] = {
    "client_key": "master",
    "desk_state": "desk",
    "action": "desk",
    "image": "client_id",
    "setting": "desk",
    "client": "id",
    "stage_change": "client_id",
    "contact": "desk",
    "goal": "client_id",
    "rating": "client_id",
    "agreement": "client_id",
    "agreement_version": "client_id",
    "signature": "client_id",
    "template": "desk",
    "disclosure": "client_id",
    "consent": "client_id",
    "session": "client_id",
    "session_agreement": "client_id",
    "moment": "client_id",
    "session_note": "client_id",
    "client_action": "client_id",
    "share": "client_id",
    "message": "client_id",
    "task": "client_id",
    "task_event": "client_id",
    "dismissal": "client_id",
    "absence": "desk",
    "review": "desk",
    "register_entry": "client_id",
    "ethics_answer": "client_id",
    "dilemma": "client_id",
    "past_hours": "client_id",
    "ledger_entry": "client_id",
    "incident": "client_id",
    "unsaved_form": "client_id",
}
"""Every sealed table. `id` and `client_id` name the column that holds the owner; where it is null, the desk is it."""

COUNTED: tuple[str, ...] = tuple(name for name in OWNERS if name != "desk_state")
"""The tables whose rows `desk_state` counts and sums: all sealed ones but itself."""

NOT_JOURNALED = frozenset({"client_key", "desk_state", "action", "image", "unsaved_form"})
"""Tables without images: the journal itself, the keys, and half-typed forms, which must not live on in any history."""


def owner_of(table: str, plain: Mapping[str, object]) -> str:
    """The key owner of one row: `master`, `desk` or a client id."""
    rule = OWNERS[table]
    return str(plain.get(rule) or "desk") if rule in ("id", "client_id") else rule
