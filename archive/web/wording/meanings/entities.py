"""Columns of the tables of documents and names, in Vietnamese."""

from __future__ import annotations

from archive.web.wording.meanings.words import CONTENT_ID

_POSITION = "Thứ tự trong số những gì bài nhắc tới, từ 1"

ENTITIES: dict[str, dict[str, str]] = {
    "citations": {
        "content_id": CONTENT_ID,
        "position": _POSITION,
        "text": "Loại và số hiệu như ghi lần đầu, hoặc tên luật",
        "number": "Số hiệu theo một cách viết (12-NQ/ĐUCA); null với luật chỉ được gọi bằng tên",
        "kind": "Nghị quyết, Quyết định, Luật …",
        "date": "Ngày của văn bản, khi bài có ghi (ISO 8601)",
        "issuer": "Cơ quan ban hành, như ghi trong bài; null khi bài không ghi",
        "title": "Văn bản về việc gì, như ghi trong bài (về việc …)",
        "provisions": "Các điều, khoản của văn bản mà bài nhắc tới",
        "document": "Giống nhau cho mọi cách viết của một văn bản",
    },
    "mentions": {
        "content_id": CONTENT_ID,
        "position": _POSITION,
        "name": "Tên như ghi lần đầu, không kèm cấp bậc và cách xưng hô",
        "kind": "person: người, organisation: tổ chức, place: địa danh",
        "office": "Chức vụ của người, như ghi trong bài; null khi bài không ghi",
        "within": "Đơn vị cấp trên của địa danh, khi bài hoặc tên đơn vị cho biết",
        "entity": "Giống nhau cho mọi cách viết của một tên; hai người trùng tên không được phân biệt",
    },
}
