"""`coachdesk completion`: a script that completes verbs, options and fixed values in a shell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Noun
from coachdesk.cli.running import show
from coachdesk.domain.errors import failure

if TYPE_CHECKING:
    from typing import Any

NOUN = Noun("", "Completion in the shell.")

SHELLS = ("bash", "zsh", "fish")
FILES, FOLDERS = "files", "folders"
_CHOICES = re.compile(r"[a-z][a-z-]*(\|[a-z][a-z-]*)+")
_METAVARS = {"FILE": FILES, "DIR": FOLDERS}


@dataclass(frozen=True, slots=True)
class Option:
    """An option as completion offers it: `values` if it takes one of a few, `paths` if it takes a place on the disk."""

    name: str
    about: str
    takes: bool = False
    values: tuple[str, ...] = ()
    paths: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What may follow the words typed so far (`path`): further words with what they mean, options, a file."""

    path: str
    words: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]
    paths: str = ""


ANYWHERE = (
    Option("--desk", "the folder of the desk", takes=True, paths=FOLDERS),
    Option("--json", "answer with JSON"),
    Option("--passphrase-stdin", "read the passphrase from standard input"),
    Option("--recovery-key-stdin", "read the recovery key from standard input"),
)
_FIRST = (
    Option("--demo", "an invented desk that is gone afterwards"),
    Option("--locked", "begin with the lock screen"),
    Option("--version", "which version this is"),
)
_HELP = Option("--help", "what this is, with an example")


@NOUN.verb("completion", example="completion bash", keys=("shell", "script"))
def completion(
    ctx: typer.Context,
    shell: Annotated[str, typer.Argument(metavar="|".join(SHELLS), help="your shell")],
) -> None:
    """Print the script that completes verbs, options and fixed values. Names and ids are not completed: they are
    sealed, and to show them at the tab key a shell would need your key. bash: `source <(coachdesk completion bash)`
    in ~/.bashrc. zsh: save it as `_coachdesk` in a folder of your fpath. fish: save it as
    ~/.config/fish/completions/coachdesk.fish."""
    from coachdesk.cli import completion_scripts

    name = shell.strip().lower()
    if name not in SHELLS:
        raise failure("completion.shell", where="shell", text=shell, choices=", ".join(SHELLS))
    script = completion_scripts.WRITERS[name](list(places()))
    show(ctx, {"shell": name, "script": script}, script.splitlines())


def places() -> Iterator[Place]:
    """Every place in the command line, the beginning first."""
    from coachdesk import cli

    nouns = [cli.noun_of(module) for module in cli.MODULES]
    named = {noun.name: _sentence(noun.about) for noun in nouns if noun.name}
    alone = {verb.name: _sentence(verb.help) for noun in nouns if not noun.name for verb in noun.verbs}
    yield Place("", tuple(sorted((named | alone).items())), (*ANYWHERE, *_FIRST, _HELP))
    for noun in nouns:
        found = list(_of_group(typer.main.get_command(noun.app), noun.name))
        bare = next((one for one in found if noun.bare and one.path == f"{noun.name} {noun.bare}"), None)
        for one in found:
            if one.path == noun.name and bare is not None:
                yield Place(one.path, one.words, bare.options)  # without a verb its options may stand
            elif one.path:
                yield one


def _of_group(command: Any, path: str) -> Iterator[Place]:
    """A group of verbs and all below it; or one verb."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield _of_verb(command, path)
        return
    words = tuple((name, _sentence(one.help or "")) for name, one in inner.items())
    yield Place(path, words, (*ANYWHERE, _HELP))
    for name, one in inner.items():
        yield from _of_group(one, f"{path} {name}".strip())


def _of_verb(command: Any, path: str) -> Place:
    options, words, paths = [], list[tuple[str, str]](), ""
    for one in command.params:
        metavar = (one.metavar or "").strip("[]")
        values = tuple(metavar.split("|")) if _CHOICES.fullmatch(metavar) else ()
        if one.param_type_name == "argument":
            words += [(value, "") for value in values]
            paths = paths or _METAVARS.get(metavar, "")
        else:
            about = _sentence(one.help or "")
            for name in (*one.opts, *one.secondary_opts):
                options.append(Option(name, about, not one.is_flag, values, _METAVARS.get(metavar, "")))
    return Place(path, tuple(words), (*options, *ANYWHERE, _HELP), paths)


def _sentence(text: str) -> str:
    """The first sentence of a help, without its full stop."""
    return " ".join(text.split()).partition(". ")[0].rstrip(".")
