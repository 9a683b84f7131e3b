"""Records of web archive files, written by hand."""

from __future__ import annotations

URL = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/390123/tin/bai.aspx"
PAGE = "<html><body><h1>Hội nghị sơ kết</h1></body></html>".encode()


def record(kind: str, block: bytes, *, version: str = "1.1", **fields: str) -> bytes:
    """One record as it stands in a file that is not compressed."""
    told = {"WARC-Type": kind, "WARC-Record-ID": f"<urn:x:{len(block)}>", "WARC-Target-URI": URL}
    told |= {"WARC-Date": "2024-08-27T07:05:00Z"}
    told |= {name.replace("_", "-"): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"WARC/{version}\r\n{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def reply(body: bytes = PAGE, headers: str = "Content-Type: text/html\r\n", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body
