"""Columns of the tables of articles, in Vietnamese."""

from __future__ import annotations

from archive.database.views import FIELDS
from archive.web.wording.meanings.words import ARTICLE_ID, CONTENT_ID, ID, PORTAL, SITE, UNSTABLE_ID, UTC

_CONTENT = {
    "title": "Tiêu đề, như đã đăng",
    "summary": "Đoạn mở đầu, khi trang để riêng hoặc in đậm; đoạn in đậm cũng nằm trong body",
    "body": "Các đoạn và mục liệt kê theo thứ tự trên trang, giữa hai đoạn có một dòng trống; ~~chữ bị gạch~~; 10⁴ hoặc"
    " x^ab là chỉ số trên, H₂O hoặc x_ab là chỉ số dưới; danh sách không đánh số từ 1 thì số đứng trước mục (3. , b. )",
    "department": "Đơn vị đứng tên (Phòng Nội chính, Văn phòng …)",
    "author": "Tên người viết, hoặc người viết cùng đơn vị (Lê Vũ - ĐTT TPST)",
    "source": "Nơi được ghi là nguồn của bài (Nguồn: …, Theo …)",
    "published_at": "Ngày ghi trên trang, giờ địa phương của cổng; null khi trang không ghi",
    "category": "Chuyên mục mà cổng xếp bài vào",
}
_DATED_BY = "page: published_at ghi trên trang bài; list: chỉ một danh sách của cổng ghi"
_POSITION = "Vị trí trên trang, từ 1"
_VERSION_ID = "Phiên bản mang thay đổi này, như versions.id"

ARTICLES: dict[str, dict[str, str]] = {
    "articles": {
        "id": ID,
        "portal": PORTAL,
        "site": SITE,
        "cms_id": "Mã bài do chính cổng đặt",
        "url": "Địa chỉ của lần lưu mới nhất cho thấy bài",
        **_CONTENT,
        "state": "live: đang đăng; missing: không thấy ở lần hỏi gần nhất; gone: chắc chắn đã gỡ",
        "first_captured_at": f"Lần lưu đầu tiên cho thấy bài ({UTC})",
        "last_captured_at": f"Lần lưu cuối cùng cho thấy bài ({UTC})",
        "versions": "Số phiên bản; hơn 1: bài được sửa sau khi đăng",
        "content_id": CONTENT_ID,
        "date_estimated": "Khoảng ngày đăng (2024-08-27) khi published_at là null; xem date_estimates",
        "dated_by": _DATED_BY,
    },
    "date_estimates": {
        "article_id": ARTICLE_ID,
        "date": "Ngày ở giữa khoảng",
        "earliest": "Ngày đầu của khoảng",
        "latest": "Ngày cuối của khoảng",
        "source": "ids: mã của các bài có ngày ở trước và sau; folder: năm và tháng trong địa chỉ ảnh và tệp của bài;"
        " text: ngày muộn nhất mà bài nhắc tới",
    },
    "versions": {
        "id": UNSTABLE_ID,
        "article_id": ARTICLE_ID,
        "number": "1, 2, 3 … trong mỗi bài",
        "content_id": CONTENT_ID,
        "content_sha256": "Mã băm của các phần đã chuẩn hóa, và của tệp khi có tệp bị thay; hai phiên bản nói như nhau"
        " thì bằng nhau",
        **_CONTENT,
        "first_captured_at": f"Lần lưu đầu của phiên bản ({UTC})",
        "last_captured_at": f"Lần lưu cuối của phiên bản ({UTC})",
        "captures": "Số lần lưu của phiên bản, kể cả lần lưu tệp khi phiên bản bắt đầu từ một tệp",
        "until": f"Lúc thấy phiên bản kế tiếp ({UTC}); null: đây là phiên bản mới nhất",
        "portal": PORTAL,
        "dated_by": _DATED_BY,
    },
    "changes": {
        "article_id": ARTICLE_ID,
        "version_id": _VERSION_ID,
        "changed_at": f"Lần lưu đầu tiên cho thấy thay đổi ({UTC}); việc sửa diễn ra trước đó",
        "field": f"{', '.join(FIELDS)}, hoặc files: từng byte của ảnh và tệp",
        "before": "Trước đó ghi gì; null: không có gì",
        "after": "Từ đó ghi gì; null: không có gì",
    },
    "attachment_texts": {
        "sha256": "Như attachments.sha256",
        "media_type": "Loại tệp, xác định từ chính các byte của tệp",
        "text": "Giữa hai trang, hoặc hai bảng tính, có dấu sang trang (form feed)",
        "pages": "Số trang, hoặc số bảng tính của XLSX; null với DOCX",
        "scanned": "1: bản quét, hầu như không có chữ",
        "problem": "Vì sao không đọc được; null: đã đọc được",
    },
    "change_amounts": {
        "article_id": ARTICLE_ID,
        "version_id": _VERSION_ID,
        "changed_at": f"Lần lưu đầu tiên cho thấy thay đổi ({UTC})",
        "words_added": "Số tiếng được thêm",
        "words_removed": "Số tiếng bị bỏ",
        "numbers": "1: số liệu khác đi, không kể ngày tháng và số điện thoại",
        "dates": "1: ngày tháng khác đi",
        "phones": "1: số điện thoại khác đi",
        "signs": "1: chỉ đổi dấu câu, khoảng trắng hoặc chữ hoa, chữ thường",
        "names": "1: người được nhắc khác đi, hoặc tên được ghi khác đi",
    },
    "events": {
        "id": ID,
        "article_id": ARTICLE_ID,
        "at": f"Lúc thấy ({UTC})",
        "event": "published: đăng, changed: sửa, missing: tạm không thấy, gone: đã gỡ, returned: đăng lại,"
        " moved: chuyển trang, file-missing: mất tệp, file-returned: có lại tệp",
        "version_id": "Phiên bản hiển thị lúc đó, như versions.id",
        "detail": "Những phần bị sửa, câu trả lời của cổng, trang trước và sau khi chuyển, hoặc địa chỉ tệp",
    },
    "contents": {
        "id": ID,
        "content_sha256": "Mã băm của các phần đã chuẩn hóa",
        **_CONTENT,
        "body_html": "Mã HTML mà body được đọc từ đó, như đã nhận: không an toàn nếu hiển thị nguyên như vậy",
    },
    "captions": {
        "content_id": CONTENT_ID,
        "position": _POSITION,
        "text": "Lời chú thích",
        "image_url": "Địa chỉ của ảnh được chú thích",
        "image_sha256": "Mã băm của ảnh, nếu đã tải về",
    },
    "images": {
        "content_id": CONTENT_ID,
        "position": _POSITION,
        "url": "Địa chỉ của ảnh",
        "sha256": "Mã băm của ảnh, nếu đã tải về",
    },
    "attachments": {
        "content_id": CONTENT_ID,
        "position": _POSITION,
        "url": "Địa chỉ của tệp",
        "title": "Chữ của liên kết",
        "sha256": "Mã băm của tệp, nếu đã tải về",
    },
    "version_files": {
        "version_id": "Như versions.id",
        "article_id": ARTICLE_ID,
        "number": "Như versions.number",
        "kind": "image: ảnh, hoặc attachment: tệp đính kèm",
        "position": _POSITION,
        "url": "Địa chỉ của tệp",
        "title": "Chữ của liên kết; null với ảnh",
        "sha256": "Mã băm của tệp vào lúc đó, nếu đã tải về",
        "file": "Số chung cho mọi cách viết địa chỉ của một tệp",
    },
    "article_tables": {
        "content_id": CONTENT_ID,
        "position": _POSITION,
        "rows": "JSON: danh sách các dòng, mỗi dòng là chữ của từng ô",
    },
}
