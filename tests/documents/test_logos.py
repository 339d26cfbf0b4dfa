"""A logo made safe: what paints stays as it was, and all else is refused in one clear line or left out."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from coachdesk.documents import render
from coachdesk.documents.logos import MOST_BYTES, clean_logo
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.logos import check_stored, from_stored, shown, to_stored
from coachdesk.domain.views.agreements import Logo
from tests.documents.samples import summary

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">{}</svg>'
SHAPE = '<path d="M0 0 L40 20 z" fill="#2a6"/>'


def png(mode: str = "RGBA", size: tuple[int, int] = (30, 20), **how: object) -> bytes:
    image = Image.new("RGB", size, "#2a6").convert(mode)
    for n in range(min(size)):
        image.putpixel((n, n), 0 if mode in ("1", "L", "P", "I;16") else (n, 1, 2, n)[: len(image.getbands())])
    out = io.BytesIO()
    image.save(out, "PNG", **how)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(CoachdeskError) as caught:
        clean_logo(data)
    assert "\n" not in caught.value.line
    return caught.value.code


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).convert("RGBA").tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_png_keeps_its_pixels_and_nothing_else(mode: str) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "taken at home")
    found = png(mode, pnginfo=notes) + b"something behind it"
    cleaned = clean_logo(found)
    assert cleaned.kind == "png"
    assert pixels(cleaned.data) == pixels(found)
    assert b"home" not in cleaned.data
    assert b"behind" not in cleaned.data
    assert clean_logo(found) == cleaned == clean_logo(cleaned.data)


def test_clear_colours_stay() -> None:
    image = Image.new("P", (4, 4), 1)
    image.putpalette([255, 0, 0, 0, 255, 0])
    out = io.BytesIO()
    image.save(out, "PNG", transparency=1)
    assert pixels(clean_logo(out.getvalue()).data) == pixels(out.getvalue())


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def made(width: int, height: int, rows: bytes, depth: int = 8, colour: int = 0, interlace: int = 0) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_an_interlaced_png_is_read_whole() -> None:
    passes = [(1, 1), (1, 1), (2, 1), (1, 2), (3, 1), (2, 3), (5, 2)]  # pixels across and down in each
    raw = b"".join((b"\0" + bytes(across)) * down for across, down in passes)
    assert pixels(clean_logo(made(5, 5, raw, interlace=1)).data) == pixels(made(5, 5, raw, interlace=1))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "logo.kind"),
        (b"GIF89a", "logo.kind"),
        (b"\xff\xd8\xff", "logo.kind"),
        (bytes(MOST_BYTES + 1), "logo.size"),
        (png()[:-20], "logo.damaged"),
        (png().replace(b"IDAT", b"IDAX", 1), "logo.damaged"),
        (made(50_000, 50_000, bytes(9)), "logo.pixels"),
        (made(3_000, 3_000, bytes(9)), "logo.pixels"),
        (made(10, 10, bytes(100_000_000)), "logo.damaged"),
        (made(10, 10, bytes(109)), "logo.damaged"),
        (made(10, 10, bytes(111)), "logo.damaged"),
        (made(10, 10, b"\x09" + bytes(109)), "logo.damaged"),
        (made(0, 10, b""), "logo.damaged"),
        (made(10, 10, bytes(110), depth=3), "logo.damaged"),
        (made(10, 10, bytes(110), colour=3), "logo.damaged"),
    ],
    ids=range(15),
)
def test_what_is_no_good_png_is_one_clear_line(data: bytes, code: str) -> None:
    assert refused(data) == code


@given(st.data())
def test_a_damaged_png_is_refused_or_still_a_png(data: st.DataObject) -> None:
    found = bytearray(png("P"))
    for _ in range(data.draw(st.integers(1, 4))):
        found[data.draw(st.integers(8, len(found) - 1))] = data.draw(st.integers(0, 255))
    codes: set[str] = set()
    try:
        cleaned = clean_logo(bytes(found))
    except CoachdeskError as error:
        codes.add(error.code.partition(".")[0])
    else:
        assert pixels(cleaned.data)
    assert codes <= {"logo"}


def test_an_svg_keeps_its_shapes_and_nothing_else() -> None:
    noted = SVG.format(
        "<title>A tree</title><!-- by me --><metadata><x xmlns='urn:x'>secret</x></metadata>"
        "<defs><linearGradient id='a'><stop offset='0' style='stop-color:#fff;font-family:Evil'/></linearGradient>"
        "<linearGradient id='b' xlink:href='#a'/></defs><g data-x='1' class='y' fill='url(#b)'>" + SHAPE + "</g>"
    )
    cleaned = clean_logo(b'<?xml version="1.0" encoding="UTF-8"?>\n<?x y?>' + noted.encode())
    assert cleaned.data.decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><defs><linearGradient id="a">'
        '<stop offset="0" stop-color="#fff"></stop></linearGradient><linearGradient href="#a" id="b"></linearGradient>'
        '</defs><g fill="url(#b)"><path d="M0 0 L40 20 z" fill="#2a6"></path></g></svg>'
    )
    assert clean_logo(cleaned.data) == cleaned


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><b/></foreignObject>",
        "<image href='data:image/png;base64,AA'/>",
        "<use href='#a'/>",
        "<a href='http://x.example'/>",
        "<style>@import url(http://x.example)</style>",
        "<text>Hi</text>",
        "<animate/>",
        "<svg/>",
        "<path onload='x'/>",
        "<path fill='url(http://x.example)'/>",
        "<path fill='url(data:x)'/>",
        "<path style='fill:url(//x.example/#a)'/>",
        "<path style='background:url(x)'/>",
        "<path d='M0 0&quot;&gt;&lt;script&gt;'/>",
        "<linearGradient href='http://x.example#a'/>",
        "<path href='#a'/>",
        "<g>" * 60 + "</g>" * 60,
        "<g/>" * 6000,
    ],
)
def test_what_is_no_shape_is_refused_by_name(inside: str) -> None:
    assert refused(SVG.format(inside).encode()) == "logo.part"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format(SHAPE), "logo.part"),
        ('<?xml version="1.0" encoding="utf-16"?>' + SVG.format(SHAPE), "logo.part"),
        (SVG.format("<g>"), "logo.damaged"),
        ("<html><svg/></html>", "logo.kind"),
        ("<svg viewBox='0 0 1 1'/>", "logo.kind"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.kind"),
        ("<svg" + "\0", "logo.damaged"),
    ],
)
def test_what_is_no_good_svg_is_one_clear_line(text: str, code: str) -> None:
    assert refused(text.encode()) == code


@pytest.mark.parametrize("layout", ["classic", "plain"])
@pytest.mark.parametrize("data", [png(), SVG.format(SHAPE).encode()], ids=["png", "svg"])
def test_it_is_at_the_top_of_both_formats(data: bytes, layout: str) -> None:
    logo = clean_logo(data)
    found = summary("sent", logo=logo, layout=layout, business="")
    page = render(found, "html").data.decode()
    assert page.count("<img ") == 1
    assert 'alt="Jonas Weber"' in page
    assert "data:image/" in page
    rendered = render(found, "pdf")
    assert rendered.notes == ()
    assert rendered.data == render(found, "pdf").data
    reader = pypdf.PdfReader(io.BytesIO(rendered.data))
    bare = pypdf.PdfReader(io.BytesIO(render(summary("sent", layout=layout, business=""), "pdf").data))
    assert reader.pages[0].get_contents().get_data() != bare.pages[0].get_contents().get_data()  # type: ignore[union-attr]
    assert logo.kind == "svg" or "/XObject" in reader.pages[0]["/Resources"]
    assert b"pdfaid" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_its_stored_form_comes_back() -> None:
    logo = Logo("svg", random.Random(4).randbytes(3000))
    assert from_stored(to_stored(logo)) == logo
    assert shown(to_stored(logo)) == "SVG, 3 kB"
    assert (from_stored(""), shown(""), check_stored("")) == (None, "", "")
    with pytest.raises(CoachdeskError):
        check_stored("/home/me/logo.png")
