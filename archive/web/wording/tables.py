"""What readers are told of the tables: names in Vietnamese and English, one line about each, what columns mean."""

from __future__ import annotations

from archive.web.tables import TABLES
from archive.web.wording.meanings import MEANINGS

TABLE_NAMES: dict[str, tuple[tuple[str, str], str]] = {
    "articles": (
        ("Bài viết", "Articles"),
        "Mỗi bài một dòng, dù bài có bao nhiêu địa chỉ, như phiên bản mới nhất. Trong lúc nhập dữ liệu hoặc thu thập"
        " không nghỉ, ô tìm ở đây có thể chưa thấy vài chục bài cuối; trang tìm kiếm của kho thì thấy.",
    ),
    "versions": (
        ("Phiên bản", "Versions"),
        "Một phiên bản là một loạt lần lưu liền nhau của bài với cùng nội dung và cùng các tệp. Bộ đếm, cột bên và mã"
        " HTML không tạo phiên bản; mọi chỗ sửa nội dung thì có.",
    ),
    "date_estimates": (("Ngày ước khoảng", "Estimated dates"), "Bài không ghi ngày đăng khoảng nào, suy từ đâu."),
    "changes": (
        ("Thay đổi", "Changes"),
        "Biên tập viên đã sửa phần nào sau khi đăng, trước và sau. Danh sách ở dạng JSON.",
    ),
    "change_amounts": (
        ("Mức độ sửa", "Amounts of changes"),
        "Mỗi lần sửa thêm bớt bao nhiêu, thuộc loại nào. Đếm tiếng trong tiêu đề, tóm tắt, nội dung, chú thích và"
        " bảng.",
    ),
    "events": (("Sự kiện", "Events"), "Bài được đăng, sửa, gỡ, đăng lại, chuyển trang khi nào."),
    "contents": (("Nội dung", "Contents"), "Mỗi nội dung một lần, dù bao nhiêu lần lưu cho thấy."),
    "captions": (("Chú thích ảnh", "Captions"), "Chú thích và ảnh mà nó nói về."),
    "images": (("Ảnh", "Pictures"), "Ảnh trong bài, theo thứ tự."),
    "attachments": (("Tệp đính kèm", "Attachments"), "Tệp mà bài dẫn tới, mã băm nếu đã lưu."),
    "attachment_texts": (("Nội dung tệp", "Texts of attachments"), "Chữ trong tệp PDF, DOCX, XLSX; có ghi bản quét."),
    "version_files": (
        ("Tệp của từng phiên bản", "Files of versions"),
        "Ảnh và tệp của mỗi phiên bản: tệp bị thay có mã băm khác ở đó.",
    ),
    "article_tables": (("Bảng trong bài", "Tables in articles"), "Bảng số liệu trong bài, dạng JSON."),
    "citations": (("Văn bản được dẫn", "Documents cited"), "Văn bản mà bài dẫn: số hiệu, loại, ngày, cơ quan."),
    "mentions": (("Tên được nhắc", "Names mentioned"), "Người kèm chức vụ, tổ chức, địa danh mà bài nhắc."),
    "visit_stats": (("Lượt truy cập", "Visit counters"), "Bộ đếm truy cập ở mỗi lần lưu."),
    "visits_by_day": (("Lượt truy cập theo ngày", "Visits by day"), "Số đọc mỗi ngày của từng trang, cộng sẵn."),
    "captures_by_day": (("Lần lưu theo ngày", "Captures by day"), "Mỗi ngày lưu bao nhiêu lần."),
    "view_counts": (("Lượt xem bài", "View counts"), "Lượt xem của từng bài ở mỗi lần lưu."),
    "captures": (("Lần lưu", "Captures"), "Mỗi lần trang được tải về: lúc nào, mã HTTP, kết quả."),
    "templates": (("Mẫu trang", "Templates"), "Đã học gì từ các trang của cổng: mỗi phần của bài nằm ở đâu."),
    "payloads": (
        ("Dữ liệu gốc", "Payloads"),
        "Phần thân của các câu trả lời, đúng từng byte; ở đây đã nén, hãy mở từ lần lưu của nó. CSV không chứa byte:"
        " thêm ?_nocol=data vào địa chỉ trang này.",
    ),
    "addresses": (("Địa chỉ", "Addresses"), "Mọi địa chỉ đã biết và khi nào tải lại."),
    "portals": (("Cổng thông tin", "Portals"), "Các cổng trong kho."),
    "portal_states": (
        ("Tình trạng cổng", "Portal states"),
        "Khi nào cả cổng chuyển đi, đóng, từ chối hay hiển thị nội dung khác.",
    ),
    "sites": (("Trang thành viên", "Sites"), "Các trang của cổng, tên đầy đủ và liên hệ."),
    "crawls": (("Đợt thu thập", "Crawls"), "Từng đợt: bắt đầu, kết thúc, kết quả."),
}  # fmt: skip


def described(name: str, language: str) -> tuple[str, dict[str, str]]:
    """One line about a table, and what each of its columns means, in a language."""
    if language == "vi":
        return TABLE_NAMES[name][1], MEANINGS[name]
    return TABLES[name].description, TABLES[name].columns
