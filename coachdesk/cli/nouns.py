"""How a verb is declared: its words, an example, and the keys of its JSON, which help, docs and tests all read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import typer
from typer.core import TyperArgument, TyperCommand

Function = TypeVar("Function", bound=Callable[..., None])

_HELP = ["--help", "-h"]
SETTINGS = {"help_option_names": _HELP, "max_content_width": 100}


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb as the docs show it. `keys` are those of its JSON object, or of each object where it gives an array."""

    noun: str
    name: str
    help: str
    example: str
    keys: tuple[str, ...]
    array: bool

    @property
    def words(self) -> str:
        """What is typed: `clients add`, or `doctor` for a verb that stands alone."""
        return f"{self.noun} {self.name}".strip()

    @property
    def json_text(self) -> str:
        """What `--json` prints, in words."""
        inner = ", ".join(f'"{key}"' for key in self.keys)
        return f"[{{{inner}}}, …]" if self.array else f"{{{inner}}}"


class Argument(TyperArgument):
    """A word that a verb takes, as help shows it: its name alone, in brackets where it may be left out."""

    def _usage_display_name(self) -> str:
        name = self.metavar or ""
        return name if self.required else f"[{name}]"

    def display_type_rich(self, ctx: Any) -> str:
        """Nothing: whoever types a word need not know what Python calls it."""
        return ""


class VerbCommand(TyperCommand):
    """A verb whose help speaks of words, not of types."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for one in self.params:
            if type(one) is TyperArgument:
                one.__class__ = Argument


class Noun:
    """The verbs of one noun, and the typer application that holds them. A noun without a name has verbs that stand
    alone (`coachdesk doctor`). `bare` is the verb that is meant where the noun stands alone or is followed by options:
    `coachdesk tasks --client amara` lists. `groups` says the same of the first words of verbs of two: of
    `{"editions": "list"}`, `coachdesk ethics editions` lists."""

    def __init__(self, name: str, about: str, *, bare: str = "", groups: Mapping[str, str] | None = None) -> None:
        self.name, self.about, self.bare, self.groups = name, about, bare, groups or {}
        self.verbs: list[Verb] = []
        self.app = new_app(about)
        self._groups: dict[str, typer.Typer] = {}

    def verb(
        self, name: str, *, example: str, keys: tuple[str, ...], array: bool = False
    ) -> Callable[[Function], Function]:
        """Declare a function as a verb; its docstring is its help. Of a name of two words, such as `template save`, the
        first is a group of verbs."""

        def declare(function: Function) -> Function:
            about = " ".join((function.__doc__ or "").split())
            verb = Verb(self.name, name, about, example, keys, array)
            self.verbs.append(verb)
            first, _, second = name.partition(" ")
            app = self._groups[first] if second else self.app
            named = app.command(
                second or first,
                cls=VerbCommand,
                help=about,
                short_help=about.partition(". ")[0].rstrip(".") + ".",  # whole: it wraps
                epilog=_epilog(verb),
                context_settings=SETTINGS,
            )
            named(function)
            return function

        return declare

    def whole(self, argv: Sequence[str]) -> list[str]:
        """The words as typed, with the verb that is meant where none was."""
        if self.bare and _is_lone(argv, 1):
            return [argv[0], self.bare, *argv[1:]]
        if len(argv) > 1 and argv[1] in self.groups and _is_lone(argv, 2):
            return [*argv[:2], self.groups[argv[1]], *argv[2:]]
        return list(argv)

    def group(self, name: str, about: str) -> None:
        """Say what the verbs of two words that begin with one are about, before the first of them."""
        self._groups[name] = new_app(about)
        self.app.add_typer(self._groups[name], name=name, short_help=about)


def new_app(about: str) -> typer.Typer:
    """A typer application without its own colours, tracebacks and completion."""
    app = typer.Typer(
        help=about,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings=SETTINGS,
        subcommand_metavar="VERB …",
    )
    # with a callback an application of one verb stays one of verbs
    app.callback()(_nothing)
    return app


@dataclass(frozen=True, slots=True)
class Field:
    """One field that `add` and `edit` take as an option: the name of the input's field, how it is typed, and help."""

    name: str
    help: str
    metavar: str = "TEXT"
    flag: str = ""
    repeatable: bool = False

    @property
    def option(self) -> str:
        """The option as typed: `--full-name`."""
        return self.flag or "--" + self.name.replace("_", "-")


def with_fields(fields: tuple[Field, ...], required: frozenset[str] = frozenset()) -> Callable[[Function], Function]:
    """Give a verb one option a field, in place of its `**entered`. Options that were not typed come as None, so that
    an empty text can be told from none: it clears the field."""
    import inspect
    from typing import Annotated

    def declare(function: Function) -> Function:
        shown = inspect.signature(function, eval_str=True)
        given: list[inspect.Parameter] = [one for one in shown.parameters.values() if one.kind is not one.VAR_KEYWORD]
        hints = {one.name: one.annotation for one in given}
        for field in fields:
            option = typer.Option(field.option, metavar=field.metavar, help=field.help, show_default=False)
            kind: Any = list[str] if field.repeatable else str
            needed = field.name in required
            hint: Any = Annotated[kind if needed else kind | None, option]
            default = inspect.Parameter.empty if needed else None
            given.append(
                inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)
            )
            hints[field.name] = hint
        function.__signature__ = shown.replace(parameters=given)  # type: ignore[attr-defined]
        function.__annotations__ = hints
        return function

    return declare


def typed(entered: dict[str, Any]) -> dict[str, Any]:
    """The fields that were typed. An empty entry of a repeatable one counts as none, so that one alone clears it."""
    found = {name: value for name, value in entered.items() if value is not None and value != []}
    return {
        name: tuple(one for one in value if one.strip()) if isinstance(value, list) else value
        for name, value in found.items()
    }


def _is_lone(argv: Sequence[str], at: int) -> bool:
    """Whether no verb stands there: nothing does, or an option that is not a call for help."""
    return len(argv) == at or (argv[at].startswith("-") and argv[at] not in _HELP)


def _epilog(verb: Verb) -> str:
    return f"\b\nExample: coachdesk {verb.example}\n--json gives {verb.json_text}"


def _nothing() -> None:
    pass
