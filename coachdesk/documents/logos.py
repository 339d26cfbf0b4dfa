"""A coach's logo made safe: a PNG decoded and written anew, an SVG rebuilt from an allow-list of shapes.

The logo is printed in papers that others open. Whatever else a file holds (programs, addresses, comments, a picture
that swells when it is unpacked) is refused or left out, so that only the shapes remain.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from coachdesk.documents.logo_svg import clean_svg
from coachdesk.domain.errors import failure
from coachdesk.domain.views.agreements import Logo

MOST_BYTES = 512 * 1024
MOST_SIDE, MOST_PIXELS = 4_000, 4_000_000

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
# Adam7: where each pass begins, and how far apart its pixels are.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def clean_logo(data: bytes) -> Logo:
    """The logo of a file's bytes, cleaned. The same file gives the same logo.

    Fails with `logo.…`: too long, no PNG or SVG, damaged, too many pixels, something in it that is no shape.
    """
    if len(data) > MOST_BYTES:
        raise failure("logo.size", most=MOST_BYTES // 1024)
    logo = Logo("png", _clean_png(data)) if data.startswith(_SIGNATURE) else Logo("svg", clean_svg(data))
    if len(logo.data) > MOST_BYTES:
        raise failure("logo.size", most=MOST_BYTES // 1024)
    return logo


def _clean_png(data: bytes) -> bytes:
    chunks = list(_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        raise failure("logo.damaged")
    header = chunks[0][1]
    width, height, depth, colour, packing, filters, interlace = struct.unpack(">IIBBBBB", header)
    if depth not in _DEPTHS.get(colour, ()) or packing or filters or interlace > 1 or not width or not height:
        raise failure("logo.damaged")
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        raise failure("logo.pixels", width=width, height=height, side=MOST_SIDE, pixels=MOST_PIXELS)
    palette = [body for name, body in chunks if name == b"PLTE"]
    clear = [body for name, body in chunks if name == b"tRNS"]
    if len(palette) > 1 or len(clear) > 1 or (colour == 3 and not palette) or any(len(one) % 3 for one in palette):
        raise failure("logo.damaged")
    bits = depth * _SAMPLES[colour]
    rows = [size for size in _rows(width, height, bits, interlace) if size]
    raw = _unpacked(b"".join(body for name, body in chunks if name == b"IDAT"), sum(rows))
    at = 0
    for size in rows:
        if raw[at] > 4:
            raise failure("logo.damaged")
        at += size
    parts = [(b"IHDR", header), *((b"PLTE", one) for one in palette if colour in (2, 3, 6))]
    parts += [(b"tRNS", one) for one in clear if _clear_fits(colour, one, palette)]
    parts += [(b"IDAT", zlib.compress(raw, 9)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(_written(name, body) for name, body in parts)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks up to the end, each with the checksum that it says."""
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if data[at + 8 + size : at + 12 + size] != struct.pack(">I", zlib.crc32(name + body)):
            raise failure("logo.damaged")
        yield name, body
        if name == b"IEND":
            return
        at += 12 + size
    raise failure("logo.damaged")


def _rows(width: int, height: int, bits: int, interlace: int) -> Iterator[int]:
    """The bytes of each row, its filter included, in the order in which they are packed."""
    for left, top, step, down in _PASSES if interlace else ((0, 0, 1, 1),):
        across, rows = -(-(width - left) // step), -(-(height - top) // down)
        if across > 0 and rows > 0:
            yield from [1 + -(-across * bits // 8)] * rows


def _unpacked(packed: bytes, size: int) -> bytes:
    """The rows, never more than the header says there are."""
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(packed, size + 1)
    except zlib.error:
        raise failure("logo.damaged") from None
    if len(raw) != size:
        raise failure("logo.damaged")
    return raw


def _clear_fits(colour: int, body: bytes, palette: list[bytes]) -> bool:
    """Whether what says which colours are clear has the length that it must have."""
    if colour == 3:
        return 0 < len(body) <= len(palette[0]) // 3
    return len(body) == {0: 2, 2: 6}.get(colour, -1)


def _written(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
