"""Two themes of our own, light and dark: calm, legible, the words first.

Every colour of text reaches a contrast of 4.5 to 1 on every ground it is used on (a test computes it). The variables
that our styles use beside Textual's own: `$quiet` (words that step back), `$keyed` (keys), `$alarm`, `$caution`,
`$good`, `$band` (the line of the cursor).
"""

from __future__ import annotations

import os

from textual.theme import Theme

DARK, LIGHT = "coachdesk-dark", "coachdesk-light"
SYSTEM = "system"


def of_setting(chosen: str) -> str:
    """The theme for the setting `theme`: light, dark, or as the terminal says (dark where it says nothing)."""
    if chosen == SYSTEM:
        # `COLORFGBG=0;15`: what some terminals tell of their colours, the ground last; 7 and 15 are white
        return LIGHT if os.environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15") else DARK
    return LIGHT if chosen == "light" else DARK


def _theme(name: str, *, dark: bool, ground: str, raised: str, band: str, ink: str, faint: str, **tones: str) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=tones["keyed"],
        secondary=tones["keyed"],
        accent=tones["keyed"],
        warning=tones["caution"],
        error=tones["alarm"],
        success=tones["good"],
        foreground=ink,
        background=ground,
        surface=ground,
        panel=raised,
        boost=raised,
        text_alpha=1.0,
        variables={
            **tones,
            "band": band,
            "raised": raised,
            "ink": ink,
            "ground": ground,
            "input-cursor-background": ink,
            "input-cursor-foreground": ground,
            "input-selection-background": band,
            "scrollbar": faint,
            "scrollbar-hover": faint,
            "scrollbar-active": tones["quiet"],
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
            "border": faint,
            "border-blurred": faint,
        },
    )


THEMES = (
    _theme(
        DARK,
        dark=True,
        ground="#16191f",
        raised="#1f242c",
        band="#2b3340",
        ink="#dde1e7",
        faint="#3c4656",
        quiet="#9aa5b4",
        keyed="#8cc0d6",
        alarm="#f0969b",
        caution="#e5bd7b",
        good="#a3c78a",
    ),
    _theme(
        LIGHT,
        dark=False,
        ground="#fbfaf6",
        raised="#f0eee7",
        band="#e3e9ee",
        ink="#22262c",
        faint="#c3c7cc",
        quiet="#565e69",
        keyed="#0f5f7c",
        alarm="#a3211a",
        caution="#7a4f00",
        good="#2f6315",
    ),
)
