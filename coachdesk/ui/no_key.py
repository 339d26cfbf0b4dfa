"""A key that does nothing on a screen says so: whoever is tired need not wonder whether it was heard."""

from __future__ import annotations

from typing import Any

from textual.app import App

from coachdesk.ui.idle import in_session
from coachdesk.ui.say import say

_NAMED = frozenset({"space", "enter"})
_QUESTIONS = frozenset({"choose", "yes_no"})
"""Dialogs that are answered with a key, and in which nothing is typed."""


class NoKeyIsSilent(App[int]):
    """An app whose screens of the desk, and questions over them, answer every letter. What is typed into is not
    spoken into, nor focus, if only under a question."""

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        # the one place where Textual knows that neither a widget nor a binding took a key
        taken = await super()._check_bindings(key, priority)
        screen: Any = self.screen
        if not taken and not priority and _is_meant(key):
            if getattr(screen, "kind", "") == "desk":
                say(screen.desk_app, f"{key} does nothing here", "? shows every key")
            elif getattr(screen, "place", "") in _QUESTIONS and not in_session(self):
                say(screen.desk_app, f"{key} does nothing here", "the keys stand under the question")
        return taken


def _is_meant(key: str) -> bool:
    """Whether a person pressed it to get something done: a letter, a digit, space or enter."""
    return key in _NAMED or (len(key) == 1 and key.isalnum())
