"""What our pages say, in Vietnamese and English."""

from __future__ import annotations

LANGUAGES = ("vi", "en")

_TEXTS: dict[str, tuple[str, str]] = {
    # everywhere
    "archive": ("Kho lưu trữ", "Archive"),
    "archives": ("Các kho lưu trữ", "Archives"),
    "skip": ("Đến nội dung", "Skip to content"),
    "menu": ("Trang", "Pages"),
    "home": ("Tổng quan", "Overview"),
    "search": ("Tìm kiếm", "Search"),
    "departments": ("Đơn vị", "Departments"),
    "visits": ("Lượt truy cập", "Visits"),
    "changes": ("Thay đổi", "Changes"),
    "data": ("Dữ liệu", "Data"),
    "language": ("Ngôn ngữ", "Language"),
    "previous": ("Trang trước", "Previous page"),
    "next": ("Trang sau", "Next page"),
    "show": ("Xem", "Show"),
    "all": ("Tất cả", "All"),
    "none": ("Không có gì ở đây.", "Nothing here."),
    "local_time": ("Giờ Việt Nam (UTC+7).", "Times are those of Viet Nam (UTC+7)."),
    "not_found": ("Không tìm thấy", "Not found"),
    "not_found_long": ("Kho lưu trữ không có mục này.", "The archive holds no such thing."),
    "too_slow": ("Câu hỏi này mất quá nhiều thời gian", "This took too long"),
    "too_slow_long": ("Hãy thu hẹp phạm vi rồi thử lại.", "Narrow it down and try again."),
    "date": ("Ngày", "Day"),
    "month": ("Tháng", "Month"),
    "site": ("Trang thành viên", "Site"),
    "portal": ("Cổng thông tin", "Portal"),
    "department": ("Đơn vị", "Department"),
    "author": ("Tác giả", "Author"),
    "category": ("Chuyên mục", "Category"),
    "state": ("Tình trạng", "State"),
    "state.live": ("đang đăng", "live"),
    "state.missing": ("tạm không thấy", "missing"),
    "state.gone": ("đã gỡ", "gone"),
    "articles": ("bài viết", "articles"),
    "versions": ("phiên bản", "versions"),
    "captures": ("lần lưu", "captures"),
    "feeds": ("Nguồn cấp", "Feeds"),
    # overview
    "from_to": ("Từ {0} đến {1}", "From {0} to {1}"),
    "pictures": ("ảnh", "pictures"),
    "attachments_n": ("tệp đính kèm", "attachments"),
    "changed_n": ("bài sửa sau khi đăng", "articles changed after publication"),
    "gone_n": ("bài không còn trên cổng", "articles no longer on the portal"),
    "last_crawl": ("Lần thu thập gần nhất", "Last crawl"),
    "crawl.running": ("đang chạy", "running"),
    "crawl.finished": ("hoàn tất", "finished"),
    "crawl.alarm": ("có cảnh báo", "with alarms"),
    "crawl.stopped": ("dừng giữa chừng", "stopped before its end"),
    "crawl.failed": ("thất bại", "failed"),
    "no_alarms": ("Không có cảnh báo.", "No alarms."),
    "newest_changes": ("Thay đổi mới nhất", "Newest changes"),
    "captures_per_day": ("Số lần lưu mỗi ngày", "Captures a day"),
    "visits_per_day": ("Lượt truy cập mỗi ngày", "Visits a day"),
    "empty_archive": ("Kho lưu trữ còn trống.", "The archive is still empty."),
    # article
    "published": ("Đăng ngày", "Published"),
    "first_seen": ("Thấy lần đầu", "First archived"),
    "last_seen": ("Thấy lần cuối", "Last archived"),
    "version_n": ("Phiên bản {0}", "Version {0}"),
    "version_of": ("Phiên bản {0} trong {1}", "Version {0} of {1}"),
    "versions_line": ("Các phiên bản", "Versions"),
    "first_version": ("bản đầu tiên", "first version"),
    "reader_changed": ("đọc bằng bộ trích xuất khác", "read by another extractor"),
    "as_of": ("Xem tại ngày", "As of"),
    "as_of_shown": ("Như cổng hiển thị vào {0}.", "As the portal showed it on {0}."),
    "as_of_none": ("Kho chưa thấy bài này vào ngày đó.", "The archive had not seen this article by then."),
    "as_of_bad": ("Ngày không hợp lệ.", "That is no date."),
    "newest": ("Mới nhất", "Newest"),
    "compare": ("So sánh", "Compare"),
    "compare_with_before": ("So với bản trước", "Compare with the one before"),
    "in_this_version": ("Đã đổi: {0}", "Changed: {0}"),
    "body": ("Nội dung", "Text"),
    "picture_alt": ("Ảnh trong bài", "Picture of the article"),
    "picture_missing": ("Ảnh chưa được lưu", "Picture not archived"),
    "tables": ("Bảng", "Tables"),
    "table_n": ("Bảng {0}", "Table {0}"),
    "attachments": ("Tệp đính kèm", "Attachments"),
    "not_archived": ("chưa lưu", "not archived"),
    "as_laid_out": ("Như trình bày trên trang gốc", "As laid out on the page"),
    "source": ("Nguồn", "Source"),
    "raw_capture": ("Bản lưu gốc", "Raw capture"),
    "live_address": ("Địa chỉ trên cổng", "Live address"),
    "json": ("JSON", "JSON"),
    "citation": ("Trích dẫn", "Citation"),
    "citation_form": (
        "{said}. {url}. Lưu lúc {captured} (UTC). SHA-256: {sha256}.",
        "{said}. {url}. Archived {captured} (UTC). SHA-256: {sha256}.",
    ),
    "views": ("Lượt xem", "Views"),
    # fields
    "field.title": ("tiêu đề", "title"),
    "field.summary": ("tóm tắt", "summary"),
    "field.body": ("nội dung", "text"),
    "field.captions": ("chú thích ảnh", "captions"),
    "field.images": ("ảnh", "pictures"),
    "field.department": ("đơn vị", "department"),
    "field.author": ("tác giả", "author"),
    "field.published_at": ("ngày đăng", "date"),
    "field.category": ("chuyên mục", "category"),
    "field.attachments": ("tệp đính kèm", "attachments"),
    "field.tables": ("bảng", "tables"),
    # compare
    "compare_title": ("So sánh phiên bản {0} và {1}", "Versions {0} and {1} compared"),
    "before": ("Trước", "Before"),
    "after": ("Sau", "After"),
    "in_line": ("Liền dòng", "In line"),
    "in_columns": ("Hai cột", "In columns"),
    "layout": ("Cách xem", "Layout"),
    "no_difference": ("Hai phiên bản giống nhau.", "The two versions say the same."),
    "unchanged_fields": ("Không đổi: {0}.", "Unchanged: {0}."),
    # search
    "search_words": ("Từ cần tìm", "Words"),
    "search_hint": (
        "Có dấu hay không dấu đều được; “…” tìm nguyên cụm.",
        "With or without diacritics; “…” finds a phrase.",
    ),
    "since": ("Từ ngày", "From"),
    "until": ("Đến ngày", "To"),
    "only_changed": ("Chỉ bài sửa sau khi đăng", "Only changed after publication"),
    "all_versions": ("Cả các phiên bản cũ", "Old versions too"),
    "filters": ("Bộ lọc", "Filters"),
    "found": ("Tìm thấy {0}", "{0} found"),
    "remove_filter": ("Bỏ lọc {0}", "Remove filter {0}"),
    "n_versions": ("{0} phiên bản", "{0} versions"),
    "found_many": ("Rất nhiều kết quả", "Very many found"),
    "many_hits": (
        "Bài mới nhất ở trên; thêm từ để xem số lượng và bộ lọc.",
        "The newest come first; add words to see counts and filters.",
    ),
    # departments
    "department_months": ("Bài viết theo tháng", "Articles by month"),
    "undated": (
        "Bài không ghi ngày được tính theo ngày lưu đầu tiên.",
        "Articles that bear no date count where they were first archived.",
    ),
    "department_names": ("Cách ghi tên", "Spellings of its name"),
    "who_signs": ("Người ký", "Who signs"),
    "newest_articles": ("Bài mới nhất", "Newest articles"),
    "all_its_articles": ("Tất cả bài của đơn vị này", "All its articles"),
    # visits
    "by_day": ("Theo ngày", "By day"),
    "by_week": ("Theo tuần", "By week"),
    "week": ("Tuần từ", "Week from"),
    "total": ("Tổng cuối kỳ", "Total at the end"),
    "growth": ("Tăng", "Growth"),
    "today_counter": ("“Hôm nay” cao nhất", "Highest “today”"),
    "most_online": ("Đang online, cao nhất", "Most online"),
    "readings": ("Số lần đọc", "Readings"),
    "reset": ("bộ đếm đặt lại", "counter reset"),
    "gap": ("không có số liệu", "no reading"),
    "total_chart": ("Tổng số lượt truy cập", "Total of visits"),
    "growth_chart": ("Lượt truy cập tăng thêm", "Growth of visits"),
    "whole_portal": ("trang chủ", "home page"),
    # changes
    "event": ("Sự kiện", "Event"),
    "event.published": ("mới", "new"),
    "event.changed": ("đã sửa", "changed"),
    "event.missing": ("tạm không thấy", "missing"),
    "event.gone": ("đã gỡ", "gone"),
    "event.returned": ("đăng lại", "returned"),
    "event.moved": ("chuyển trang", "moved"),
    "changes_feed": ("Thay đổi trong {0}", "Changes in {0}"),
    "search_feed": ("Tìm “{0}” trong {1}", "“{0}” in {1}"),
    # capture
    "capture_n": ("Lần lưu {0}", "Capture {0}"),
    "captured_at": ("Lúc", "Captured at"),
    "recorded_at": ("Ghi vào kho", "Recorded at"),
    "outcome": ("Kết quả", "Outcome"),
    "status": ("Mã HTTP", "HTTP status"),
    "headers": ("Tiêu đề HTTP", "HTTP headers"),
    "payload": ("Dữ liệu nhận được", "Payload"),
    "download": ("Tải về ({0})", "Download ({0})"),
    "no_payload": ("Không có dữ liệu.", "There is none."),
    "payload_gone": ("Dữ liệu không có trong bản này.", "The payload is not in this copy."),
    "address": ("Địa chỉ", "Address"),
    "from_source": ("Lấy từ", "Taken from"),
}  # fmt: skip


def text(name: str, language: str, *values: object, **named: object) -> str:
    """The text `name`, filled in. An outcome or field without a text of its own is shown as it is.

    Raises KeyError for other names that have none.
    """
    if name not in _TEXTS and "." in name:
        return name.split(".", 1)[1]
    return _TEXTS[name][LANGUAGES.index(language)].format(*values, **named)


def language_of(header: str) -> str:
    """The language that an Accept-Language header prefers among ours; Vietnamese where it has no wish."""
    wishes: list[tuple[float, int, str]] = []
    for place, wish in enumerate(header.split(",")[:20]):
        name, _, weight = wish.strip().partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            quality = 0.0
        short = name.strip().lower().split("-")[0]
        if short in LANGUAGES and quality > 0:
            wishes.append((-quality, place, short))
    return min(wishes)[2] if wishes else "vi"
