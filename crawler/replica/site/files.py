"""The bytes of pictures and documents: small, real, and different for each path."""

from __future__ import annotations

import zlib
from functools import lru_cache
from struct import pack

from crawler.replica.site.addresses import lower_slug

_WIDTH, _HEIGHT = 480, 272


@lru_cache(maxsize=512)
def file_bytes(path: str) -> tuple[str, bytes] | None:
    """The media type and the bytes of the file at `path` (decoded), or None for an unknown ending."""
    ending = path.rsplit(".", 1)[-1].lower()
    mark = zlib.crc32(path.encode())
    if ending in ("jpg", "jpeg"):
        return "image/jpeg", _jpeg(mark)
    if ending == "png":
        return "image/png", _png(mark)
    if ending == "pdf":
        return "application/pdf", _pdf(f"{lower_slug(path.rsplit('/', 1)[-1])} {mark:08x}")
    return None


def _png(mark: int) -> bytes:
    """A picture of two coloured bands."""
    colours = mark.to_bytes(4, "big") + (mark * 7 & 0xFFFF).to_bytes(2, "big")
    upper, lower = b"\0" + colours[:3] * _WIDTH, b"\0" + colours[3:] * _WIDTH
    header = pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    pixels = zlib.compress(upper * (_HEIGHT // 2) + lower * (_HEIGHT // 2))
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _jpeg(mark: int) -> bytes:
    """A plain grey picture, its shade told by `mark`, with the comment that makes its bytes its own.

    Two codes are enough for it: ``00`` no change of shade, ``01`` a change of seven bits; then ``0``
    ends the block.
    """

    def segment(kind: int, data: bytes) -> bytes:
        return pack(">BBH", 0xFF, kind, len(data) + 2) + data

    def codes(table: int, length: int, symbols: bytes) -> bytes:
        counts = bytes(len(symbols) if n == length else 0 for n in range(1, 17))
        return segment(0xC4, bytes([table]) + counts + symbols)

    blocks = (_WIDTH // 8) * (_HEIGHT // 8)
    bits = f"01{64 + mark % 64:07b}0" + "000" * (blocks - 1)
    bits += "1" * (-len(bits) % 8)
    return b"".join(
        (
            b"\xff\xd8",
            segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            segment(0xFE, f"{mark:08x}".encode()),
            segment(0xDB, b"\0" + bytes([8]) * 64),
            segment(0xC0, pack(">BHHBBBB", 8, _HEIGHT, _WIDTH, 1, 1, 0x11, 0)),
            codes(0x00, 2, b"\0\x07"),
            codes(0x10, 1, b"\0"),
            segment(0xDA, b"\x01\x01\0\0\x3f\0"),
            int(bits, 2).to_bytes(len(bits) // 8, "big"),
            b"\xff\xd9",
        )
    )


def _pdf(title: str) -> bytes:
    """A page with one line of text."""
    text = f"BT /F1 16 Tf 72 760 Td ({title}) Tj ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)
