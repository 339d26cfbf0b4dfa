"""A command is data: what it is called, its keys, where it applies, what it does, and why it cannot run now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

EVERYWHERE = "*desk"
"""On every screen of the desk (not in forms and dialogs)."""
ALWAYS = "*"
"""On every screen, forms, dialogs and the lock screen included."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a person is at this instant; all that `why_not` may look at.

    `place` is the screen's name; `current` the id under the cursor (empty on none); `selected` the ids marked with x;
    `count` the number of lines; `facts` words that the screen adds, such as `draft` or `has-changes`.
    """

    place: str
    current: str = ""
    selected: tuple[str, ...] = ()
    count: int = 0
    desk_open: bool = False
    modal: bool = False
    typing: bool = False
    private: bool = False
    facts: frozenset[str] = field(default_factory=frozenset)


WhyNot = Callable[[Context], "str | None"]


def always(context: Context) -> str | None:
    """Nothing ever stands in the way."""
    return None


def needs_desk(context: Context) -> str | None:
    """Only once the desk is open."""
    return None if context.desk_open else "the desk is not open yet"


def needs_line(context: Context) -> str | None:
    """Only with the cursor on a line."""
    return needs_desk(context) or (None if context.current else "there is no line under the cursor")


def needs_words(context: Context) -> str | None:
    """Only where words may be seen: not in privacy mode."""
    return needs_desk(context) or ("privacy mode hides the words; F9 shows them again" if context.private else None)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do.

    id       noun.verb, such as `clients.new`; on a key with a fixed meaning (`registry.MEANINGS`) the verb is that
    title    as the palette and help name it: "New client"
    keys     Textual key names or characters: `n`, `?`, `ctrl+s`, `enter`; `g g` is g pressed twice
    group    the heading in help
    where    names of screens (`DeskScreen.place`), or EVERYWHERE, or ALWAYS
    help     one sentence, shown in help and in the docs
    run      the name of a method: of the screen, else of the app; it may be `async`
    argument passed to that method where not empty
    why_not  None, or in a few words why it cannot run now; pure
    bar      its place in the footer, 1 first; 0 leaves it out
    short    its word in the footer (else the title)
    now      its word there and now, where that depends on what is in sight; empty for the usual one
    """

    id: str
    title: str
    keys: tuple[str, ...]
    group: str
    where: tuple[str, ...]
    help: str
    run: str
    argument: str = ""
    why_not: WhyNot = always
    bar: int = 0
    short: str = ""
    now: Callable[[Context], str] | None = None

    def applies(self, place: str, kind: str) -> bool:
        """Whether it belongs to a screen of that name and kind (`desk`, `form`, `dialog`, `gate`)."""
        return place in self.where or ALWAYS in self.where or (kind == "desk" and EVERYWHERE in self.where)

    @property
    def word(self) -> str:
        """How the footer calls it."""
        return self.short or self.title.lower()

    def word_in(self, context: Context) -> str:
        """How the footer calls it there and now."""
        return (self.now(context) if self.now is not None else "") or self.word


def on_key(
    id: str, title: str, key: str, run: str, help_text: str, why_not: WhyNot, bar: int, short: str,
    where: tuple[str, ...] = (), argument: str = "", group: str = "",
) -> Command:  # fmt: skip
    """A command as a table of them has it, on one key or none; it applies where its id says, unless `where` does."""
    return Command(
        id=id,
        title=title,
        keys=(key,) if key else (),
        group=group,
        where=where or (id.partition(".")[0],),
        help=help_text,
        run=run,
        argument=argument,
        why_not=why_not,
        bar=bar,
        short=short,
    )


_SHOWN = {
    "escape": "esc",
    "comma": ",",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "page up",
    "pagedown": "page down",
}


def key_shown(key: str) -> str:
    """A key as people read it: `gg`, `esc`, `ctrl+p`, `F9`."""
    if key.startswith("f") and key[1:].isdigit():
        return key.upper()
    return _SHOWN.get(key, key.replace(" ", ""))
