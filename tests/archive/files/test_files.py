"""Words inside attached documents are found; scans and broken files are named as such."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from archive.files import read
from archive.files.read import Unreadable, kind_of, read_file
from archive.files.search import search_files
from archive.files.texts import forget, keep, read_files
from archive.maintenance.merge import merge
from archive.maintenance.takedown import take_down
from archive.maintenance.verify import verify
from archive.model import Address
from archive.store import Archive
from tests.support.facts import HOST, article_address, at, capture, new_archive, put, rows, says
from tests.support.web import Site

docx = pytest.importorskip("docx", reason="needs python-docx: pip install '.[files]'")
openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl: pip install '.[files]'")
pytest.importorskip("pypdfium2", reason="needs pypdfium2: pip install '.[files]'")


def pdf(*pages: str) -> bytes:
    """A PDF file with a line of ASCII text on each page."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        parts.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    body, offsets = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        f"{body}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    ).encode()


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Kế hoạch chuyển đổi số")
    document.add_table(1, 2).rows[0].cells[1].text = "Nguyễn Thị Bé"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def sheet() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Xã", "Số hộ"])
    book.active.append(["Đại Tâm", 1561])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_three_kinds_of_files_are_read() -> None:
    found = read_file(pdf("Nguyen Van A, Chu tich UBND", "Trang hai cua van ban nay"))
    assert (found.pages, found.scanned) == (2, False)
    assert found.text.split("\f")[1] == "Trang hai cua van ban nay"
    found = read_file(word())
    assert found.text == "Kế hoạch chuyển đổi số\n | Nguyễn Thị Bé"
    found = read_file(sheet())
    assert "Đại Tâm | 1561" in found.text
    assert found.pages == 1


def test_a_page_without_letters_is_a_scan() -> None:
    assert read_file(pdf("")).scanned


def test_what_cannot_be_read_says_why() -> None:
    assert kind_of(b"<html>%PDF") is None
    assert kind_of(b"PK\x03\x04 no zip") is None
    with pytest.raises(Unreadable, match="PdfiumError"):
        read_file(b"%PDF-1.4 broken")
    with pytest.raises(Unreadable, match="takes too long"):
        read_file(pdf("a"), seconds=0.001)


def test_a_reader_may_not_take_all_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource")
    monkeypatch.setattr(read, "LARGEST", 10)
    with pytest.raises(Unreadable, match="too large"):
        read_file(pdf("a"))


def test_what_was_read_goes_along_when_archives_are_merged(tmp_path: Path) -> None:
    article, address = article_address(), Address(f"{HOST}/a.pdf", "file")
    for name, read_here in (("a", False), ("b", True)):
        with new_archive(tmp_path / f"{name}.db") as archive:
            put(archive, capture(says(attachments=[(address.url, "Tệp")]), 0, article))
            data = pdf("Ong Nguyen Van Ba ky ten vao day")
            put(archive, capture(data, 1, address, headers=(("Content-Type", "x/y"),)), address)
            assert len(list(read_files(archive))) == 1 or not read_here
            if not read_here:
                forget(archive.db, 2)
                keep(archive.db, 2, "application/pdf", Unreadable("no room"))
                archive.db.commit()
    for order in (("a", "b"), ("b", "a")):
        into = tmp_path / f"{''.join(order)}.db"
        merge([tmp_path / f"{name}.db" for name in order], into)
        with Archive.open(into, write=False) as archive:
            assert search_files(archive.db, "nguyen van ba")[1] == 1
            assert rows(archive, "select problem from attachment_texts") == [(None,)]
        assert list(verify(into)) == []


def test_a_search_says_that_attachments_were_not_read_where_there_are_any(tmp_path: Path) -> None:
    article, address = article_address(), Address(f"{HOST}/a.pdf", "file")
    path = tmp_path / "a.db"

    def says_so() -> bool:
        page = Site(path).page("/search?q=tin", "a", headers={"accept-language": "en"}).text
        return "What attachments say was not read yet" in page

    with new_archive(path) as archive:
        put(archive, capture(says(attachments=[(address.url, "Tệp")]), 0, article))
        assert not says_so()
        data = pdf("Ong Nguyen Van Ba ky ten vao day")
        put(archive, capture(data, 1, address, headers=(("Content-Type", "x/y"),)), address)
        assert says_so()
        assert list(read_files(archive))
        assert not says_so()


def test_words_in_files_are_found_with_their_page(tmp_path: Path) -> None:
    article = article_address()
    files = {
        "a.pdf": pdf("Van ban so muoi hai cua Uy ban", "Ong Nguyen Van Ba ky ten vao day"),
        "b.docx": word(),
        "scan.pdf": pdf(""),
    }
    with new_archive(tmp_path / "a.db") as archive:
        put(
            archive,
            capture(says(attachments=[(f"{HOST}/{name}", f"Tệp {name}") for name in files]), 0, article),
        )
        for name, data in files.items():
            address = Address(f"{HOST}/{name}", "file")
            put(archive, capture(data, 1, address, headers=(("Content-Type", "x/y"),)), address)
        assert len(list(read_files(archive))) == 3
        assert list(read_files(archive)) == []
        assert rows(archive, "select sum(scanned), count(*) from attachment_texts") == [(1, 3)]
        (hit,), count = search_files(archive.db, "nguyen van ba")
        assert (hit.title, hit.page, hit.pages, count) == ("Tệp a.pdf", 2, 2, 1)
        assert hit.article_title == "Đại hội"
        assert search_files(archive.db, "Nguyễn Thị Bé")[1] == 1
        assert search_files(archive.db, "Nguyễn Thị Be")[1] == 0
        assert search_files(archive.db, "title:ke hoach")[1] == 0
        site = Site(tmp_path / "a.db")
        text = site.page("/search?q=nguyen+van+ba", "a", headers={"accept-language": "vi"}).text
        assert "Trong tệp đính kèm: 1" in text
        assert "trang 2/2" in text
        assert (
            "bản quét" in site.page("/article/soctrang/392000", "a", headers={"accept-language": "vi"}).text
        )
        take_down(archive, hit.sha256, who="Người giữ kho", why="riêng tư", at=at(5))
        assert search_files(archive.db, "nguyen van ba")[1] == 0
        assert rows(archive, "select count(*) from attachment_texts") == [(2,)]


def test_a_document_made_anew_with_the_same_words_is_not_changed(tmp_path: Path) -> None:
    address = Address(f"{HOST}/ke-hoach.pdf", "file")

    def printed(words: str, stamp: str) -> bytes:
        return pdf(words) + f"\n% printed at {stamp}".encode()

    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says(attachments=[(address.url, "Kế hoạch")]), 0, article_address()))
        told = [("Ke hoach nam 2024 cua Uy ban", "1"), ("Ke hoach nam 2024 cua Uy ban", "2")]
        told += [("Ke hoach nam 2025 cua Uy ban", "3"), ("Ke hoach nam 2025 cua Uy ban", "4")]
        for day, made in enumerate(told):
            data = printed(*made)
            put(archive, capture(data, 24 * day, address, headers=(("Content-Type", "x/y"),)), address)
        assert len(list(read_files(archive))) == 4
        assert rows(archive, "select number, first_captured_at from versions") == [(1, at(0)), (2, at(48))]
        page = Site(tmp_path / "a.db").page("/compare/soctrang/392000", "a").text
        assert "<del>2024</del>" in page
        assert "<ins>2025</ins>" in page
        assert list(verify(tmp_path / "a.db")) == []
    merge([tmp_path / "a.db"], tmp_path / "b.db")
    with Archive.open(tmp_path / "b.db", write=False) as merged:
        assert rows(merged, "select number, first_captured_at from versions") == [(1, at(0)), (2, at(48))]
        assert list(verify(tmp_path / "b.db")) == []
