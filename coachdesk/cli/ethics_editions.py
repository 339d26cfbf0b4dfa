"""`coachdesk ethics editions` and `compare`: which codes there are, a new one from a file, and two side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.ethics_noun import EDITION_KEYS, NOUN, edition_json
from coachdesk.cli.output import plain, table
from coachdesk.cli.running import opened, show
from coachdesk.domain.views.ethics import EditionView
from coachdesk.services import ethics, ethics_catalogue

if TYPE_CHECKING:
    from coachdesk.domain.views.ethics import StandardView, TopicAcross

CHECK_KEYS = ("file", "kind", "id", "standards", "items")
COMPARE_KEYS = ("left", "right", "topics")

File = Annotated[Path, typer.Argument(metavar="FILE", help="a TOML file")]
Left = Annotated[str, typer.Argument(metavar="ID", help="an edition, such as 2005")]
Right = Annotated[str, typer.Argument(metavar="ID", help="another one, such as 2020")]


NOUN.group("editions", "The editions of the code that are known here.")


@NOUN.verb("editions list", example="ethics editions", keys=EDITION_KEYS, array=True)
def editions(ctx: typer.Context) -> None:
    """List the editions of the code; `coachdesk config edition ID` says which one you work by."""
    with opened(ctx) as desk:
        found = ethics.editions(desk)
        rows = [
            ("in use" if one.is_used else "", one.id, one.title, one.effective, _known(one), one.note) for one in found
        ]
        lines = table(("", "id", "edition", "in force", "known", "what is not sure"), rows)
        show(ctx, [edition_json(one) for one in found], [*lines, "Not made or endorsed by the ICF."])


@NOUN.verb("editions add", example="ethics editions add code-2028.toml", keys=EDITION_KEYS)
def add(
    ctx: typer.Context,
    file: File,
    replace: Annotated[bool, typer.Option("--replace", help="in place of the one you brought under this id")] = False,
) -> None:
    """Bring a new edition: it is checked, and kept with the desk."""
    with opened(ctx) as desk:
        one = ethics_catalogue.add(desk, file, replaces=replace)
        use = f"coachdesk config edition {one.id}"
        show(ctx, edition_json(one), [f"added {plain(one.title)} with {one.known} standards: {use}"])


@NOUN.verb("editions check", example="ethics editions check code-2028.toml", keys=CHECK_KEYS)
def check(ctx: typer.Context, file: File) -> None:
    """Check a file with an edition, or with a checklist: the first thing wrong in it is said with its line."""
    with opened(ctx):
        found = ethics_catalogue.check(file)
        if isinstance(found, EditionView):
            value = {"file": file.name, "kind": "edition", "id": found.id, "standards": found.known, "items": 0}
            said = f"the edition {found.id} with {found.known} standards"
        else:
            value = {"file": file.name, "kind": "checklist", "id": "", "standards": 0, "items": len(found)}
            said = f"a checklist with {len(found)} items"
        show(ctx, value, [f"{plain(file.name)}: {said}, and nothing wrong in it"])


@NOUN.verb("compare", example="ethics compare 2005 2020", keys=COMPARE_KEYS)
def compare(ctx: typer.Context, left: Left, right: Right) -> None:
    """Put two editions side by side, topic by topic: what the second one adds, drops or numbers anew."""
    with opened(ctx) as desk:
        found = ethics.compare(desk, left, right)
        rows = [
            (one.title, _side(one.left, one.left_closest), _side(one.right, one.right_closest), one.change, one.items)
            for one in found.topics
        ]
        lines = table(("topic", found.left.id, found.right.id, "change", "items"), rows)
        lines += [f"{one.id}: {plain(one.note)}" for one in (found.left, found.right) if one.note]
        value = {
            "left": edition_json(found.left),
            "right": edition_json(found.right),
            "topics": [_across(one) for one in found.topics],
        }
        show(ctx, value, [*lines, "Not made or endorsed by the ICF."])


def _known(one: EditionView) -> str:
    return f"{one.known} of {one.of}" if one.of else one.status


def _side(standards: tuple[StandardView, ...], closest: str) -> str:
    numbers = ", ".join(one.number if one.checked else f"{one.number} (not checked)" for one in standards)
    return numbers or (f"closest {closest}" if closest else "")


def _across(one: TopicAcross) -> dict[str, object]:
    return {
        "topic": one.topic,
        "title": one.title,
        "about": one.about,
        "left": [_standard(each) for each in one.left],
        "right": [_standard(each) for each in one.right],
        "left_closest": one.left_closest,
        "right_closest": one.right_closest,
        "change": one.change,
        "items": one.items,
    }


def _standard(one: StandardView) -> dict[str, object]:
    return {"number": one.number, "section": one.section, "words": one.words, "checked": one.checked}
