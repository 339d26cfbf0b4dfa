"""An SVG rebuilt from an allow-list: shapes, groups and gradients, with attributes that only paint.

What is active or comes from elsewhere is refused by name; what drawing programs note for themselves is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element, ParseError, fromstring

from coachdesk.domain.errors import failure

MOST_PARTS, MOST_DEPTH = 5_000, 40

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
_KEPT = "svg g defs path rect circle ellipse line polyline polygon linearGradient radialGradient stop clipPath"
_LEFT_OUT = frozenset(("title", "desc", "metadata"))
_PAINT = (
    "fill fill-rule fill-opacity stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit"
    " stroke-opacity stroke-dasharray stroke-dashoffset opacity stop-color stop-opacity clip-path clip-rule"
    " color"
)
_SHAPE = (
    "d x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height viewBox points transform id offset gradientUnits"
    " gradientTransform spreadMethod clipPathUnits preserveAspectRatio"
)
_KEPT_PARTS, _PAINTS, _SHAPES = (frozenset(names.split()) for names in (_KEPT, _PAINT, _SHAPE))
_PLAIN = re.compile(r"[\w\s#.,%()+\-]*", re.ASCII)
_LOCAL = re.compile(r"#[A-Za-z_][\w.-]*", re.ASCII)
_DECLARED = re.compile(r"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8[\"'])", re.IGNORECASE)


def clean_svg(data: bytes) -> bytes:
    """The drawing in UTF-8, with nothing in it but what paints. Fails with `logo.kind`, `logo.damaged`, `logo.part`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise failure("logo.kind") from None
    if "<svg" not in text:
        raise failure("logo.kind")
    if re.search("<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE) or _DECLARED.match(text):
        raise failure("logo.part", what="a document type, entities or another encoding")
    try:
        root = fromstring(text)  # noqa: S314  (no document type is left, so no entity can be declared)
    except (ParseError, ValueError):
        raise failure("logo.damaged") from None
    if root.tag != f"{_SVG}svg" or not (root.get("viewBox") or (root.get("width") and root.get("height"))):
        raise failure("logo.kind")
    if sum(1 for _ in root.iter()) > MOST_PARTS:
        raise failure("logo.part", what=f"more than {MOST_PARTS} parts")
    return "".join(_written(root, 0)).encode()


def _written(part: Element, depth: int) -> Iterator[str]:
    name = str(part.tag).removeprefix(_SVG)
    if depth > MOST_DEPTH:
        raise failure("logo.part", what="parts within parts, too many deep")
    if name.startswith("{") or name in _LEFT_OUT:  # notes of a drawing program, and words for who looks at the source
        return
    if name not in _KEPT_PARTS or (name == "svg" and depth):
        raise failure("logo.part", what=f"<{_shown(name)}>")
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in _attributes(part, name))
    start = f'<svg xmlns="http://www.w3.org/2000/svg"{attributes}>' if not depth else f"<{name}{attributes}>"
    yield start
    for inner in part:
        yield from _written(inner, depth + 1)
    yield f"</{name}>"


def _attributes(part: Element, name: str) -> Iterator[tuple[str, str]]:
    found: dict[str, str] = {}
    for key, value in part.attrib.items():
        if key.lower().startswith("on"):
            raise failure("logo.part", what=f"“{_shown(key)}”")
        if key in _HREF:
            if not name.endswith("Gradient") or not _LOCAL.fullmatch(value):
                raise failure("logo.part", what=f"an address ({_shown(value)})")
            found["href"] = value
        elif key == "style":
            found |= dict(_declared(value))
        elif key in _PAINTS | _SHAPES:
            found[key] = _checked(key, value)
    return iter(sorted(found.items()))


def _declared(style: str) -> Iterator[tuple[str, str]]:
    """The declarations of an inline style that paint, as attributes."""
    for declaration in style.split(";"):
        key, _, value = declaration.partition(":")
        if key.strip() in _PAINTS:
            yield key.strip(), _checked(key.strip(), value.strip())
        elif "url" in value.lower():
            raise failure("logo.part", what=f"an address ({_shown(value)})")


def _checked(key: str, value: str) -> str:
    """A value of letters, numbers and colours; it may point into the drawing itself and nowhere else."""
    bare = re.sub(r"url\(\s*(['\"]?)#[A-Za-z_][\w.-]*\1\s*\)", "", value)
    if not _PLAIN.fullmatch(bare) or "url" in bare.lower():
        raise failure("logo.part", what=f"“{_shown(value)}” as {key}")
    return value


def _shown(text: str) -> str:
    return " ".join(text.split())[:40]
