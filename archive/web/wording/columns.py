"""The codebook of results that are taken away: what each column holds, in Vietnamese and English."""

from __future__ import annotations

CODEBOOK: dict[str, tuple[str, str]] = {
    "portal": ("Mã cổng thông tin", "Short name of the portal"),
    "cms_id": ("Mã bài trên cổng; trống khi cổng không cho mã", "Id in the portal; empty where it gives none"),
    "title": ("Tiêu đề", "Title"),
    "department": ("Đơn vị đứng tên", "Department that signs"),
    "author": ("Tác giả, như ghi trên bài", "Byline as written"),
    "source": ("Nguồn của bài, như ghi trên bài", "Where the text is said to come from, as written"),
    "category": ("Chuyên mục", "Category"),
    "site": ("Tên ngắn của trang thành viên trong địa chỉ", "Short name of the site in addresses"),
    "state": ("live đang đăng, missing tạm không thấy, gone đã gỡ", "live, missing (not seen lately), gone (removed)"),
    "published_at": (
        "Ngày đăng, có giờ nếu cổng ghi; giờ Việt Nam; trống khi cổng không ghi",
        "Date of publication, with the time where the portal gives it; time of Viet Nam; empty where it gives none",
    ),
    "published_on": ("Chỉ ngày đăng", "The day of publication alone"),
    "date_estimated": ("Ngày ước khoảng của bài không ghi ngày", "Estimated day of articles that bear no date"),
    "first_captured_at": ("Lần lưu đầu của phiên bản (UTC)", "First capture of the version (UTC)"),
    "last_captured_at": ("Lần lưu cuối của phiên bản (UTC)", "Last capture of the version (UTC)"),
    "version": ("Số thứ tự của phiên bản này", "Number of this version"),
    "versions": ("Số phiên bản của bài", "How many versions the article has"),
    "summary": ("Tóm tắt", "Summary"),
    "body": ("Toàn văn; giữa hai đoạn có một dòng trống", "Full text; an empty line between paragraphs"),
    "captions": ("Chú thích ảnh, mảng JSON", "Captions of pictures, as a JSON array"),
    "tables": ("Bảng trong bài: mảng JSON các bảng, dòng, ô", "Tables, as a JSON array of tables of rows of cells"),
    "url": ("Địa chỉ trên cổng", "Address at the portal"),
    "archived_url": ("Địa chỉ cố định của bản lưu, để trích dẫn", "Permanent address of the archived copy"),
    "content_sha256": ("SHA-256 của nội dung", "SHA-256 of the content"),
}  # fmt: skip
