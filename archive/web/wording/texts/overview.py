"""Texts of the overview."""

TEXTS: dict[str, tuple[str, str]] = {
    # overview
    "on_day": ("Ngày {0}", "On {0}"),
    "from_to": ("Từ {0} đến {1}", "From {0} to {1}"),
    "pictures": ("ảnh", "pictures"),
    "attachments_n": ("tệp đính kèm", "attachments"),
    "changed_n": ("bài sửa sau khi đăng", "articles changed after publication"),
    "missing_n": ("bài tạm không thấy", "articles missing"),
    "gone_n": ("bài đã gỡ", "articles removed"),
    "last_crawl": ("Lần thu thập gần nhất", "Last crawl"),
    "crawl.running": ("đang chạy", "running"),
    "crawl.finished": ("hoàn tất", "finished"),
    "crawl.alarm": ("có cảnh báo", "with alarms"),
    "crawl.stopped": ("dừng giữa chừng", "stopped before its end"),
    "crawl.failed": ("thất bại", "failed"),
    "portal.moved": ("cổng đã chuyển sang {0}", "moved to {0}"),
    "portal.closed": ("cổng đã đóng", "closed"),
    "portal.refusing": ("cổng từ chối truy cập", "refusing"),
    "portal.replaced": ("địa chỉ của cổng hiển thị nội dung khác", "replaced"),
    "portal.quarantined": ("nhiều bài đổi cùng lúc, chưa được tin", "quarantined"),
    "part.host": ("máy chủ {0}", "host {0}"),
    "part.section": ("chuyên mục {0}", "section {0}"),
    "part.files": ("hình ảnh và tài liệu", "pictures and documents"),
    "host.moved": ("máy chủ đã chuyển sang {0}", "moved to {0}"),
    "host.closed": ("máy chủ đã đóng", "closed"),
    "host.refusing": ("máy chủ từ chối truy cập", "refusing"),
    "host.replaced": ("địa chỉ của máy chủ hiển thị nội dung khác", "replaced"),
    "host.quarantined": ("nhiều bài đổi cùng lúc, chưa được tin", "quarantined"),
    "section.moved": ("chuyên mục đã chuyển sang {0}", "moved to {0}"),
    "files.closed": ("không còn tệp nào", "closed"),
    "files.refusing": ("máy chủ không trả tệp nào", "refusing"),
    "files.replaced": ("thay vào tệp là nội dung khác", "replaced"),
    "files.quarantined": ("nhiều tệp bị thay cùng lúc, chưa được tin", "quarantined"),
    "host_do.moved": (
        "Nếu máy chủ đã chuyển hẳn, hãy ghi cả máy chủ mới vào tệp cổng (domains); luutru recover lấy lại phần cũ từ"
        " các kho lưu trữ web.",
        "If it moved for good, name the new host, too, in a portal file (domains); luutru recover fetches the old one"
        " from web archives.",
    ),
    "host_do.closed": (
        "Các máy chủ khác của cổng vẫn được thu thập như thường. Nếu máy chủ này đã đóng hẳn, luutru recover lấy lại"
        " những gì các kho lưu trữ web còn giữ.",
        "The portal's other hosts are crawled as ever. If this one is closed for good, luutru recover fetches what web"
        " archives have of it.",
    ),
    "host_do.refusing": (
        "Các máy chủ khác của cổng vẫn được thu thập như thường. Hãy mở máy chủ này bằng trình duyệt, từ mạng này và từ"
        " mạng khác.",
        "The portal's other hosts are crawled as ever. Open this one in a browser, from this network and from another.",
    ),
    "host_do.replaced": (
        "Nếu đây là nội dung hiện nay của máy chủ: luutru status --believe; nếu là của người khác: luutru recover.",
        "If this is what the host shows now: luutru status --believe; if it is another's: luutru recover.",
    ),
    "host_do.quarantined": (
        "Hãy so vài bài trong trình duyệt; nếu đúng là biên tập viên đã sửa: luutru status --believe.",
        "Compare some articles in a browser; if editors wrote this: luutru status --believe.",
    ),
    "section_do.moved": (
        "Phần còn lại của cổng vẫn được thu thập như thường. Nếu chuyên mục đã chuyển hẳn, hãy ghi cả máy chủ mới vào"
        " tệp cổng (domains); luutru recover lấy lại phần cũ từ các kho lưu trữ web.",
        "The rest of the portal is crawled as ever. If the section moved for good, name the new host, too, in a portal"
        " file (domains); luutru recover fetches the old pages from web archives.",
    ),
    "files_do.closed": (
        "Những tệp đã tải về vẫn được giữ. Nếu các tệp đã mất hẳn: luutru status --believe.",
        "Those that were fetched are kept. If they are gone for good: luutru status --believe.",
    ),
    "files_do.refusing": (
        "Những tệp đã tải về vẫn được giữ; lần thu thập sau sẽ hỏi lại.",
        "Those that were fetched are kept; the next crawl asks for them again.",
    ),
    "files_do.replaced": (
        "Những tệp đã tải về vẫn được giữ. Nếu các tệp đã mất hẳn: luutru status --believe.",
        "Those that were fetched are kept. If they are gone for good: luutru status --believe.",
    ),
    "files_do.quarantined": (
        "Hãy mở vài tệp trong trình duyệt; nếu đúng là từng tệp đã được thay: luutru status --believe.",
        "Open some of them in a browser; if each was replaced: luutru status --believe.",
    ),
    "leads_to": ("dẫn tới {0}", "leads to {0}"),
    "portal_since": ("Từ {0}, thấy lần cuối {1}.", "Since {0}, last seen so {1}."),
    "portal_unharmed": (
        "Không bài nào bị coi là tạm không thấy, đã gỡ hay đã sửa vì điều này.",
        "No article counts as missing, gone or changed by that.",
    ),
    "portal_do.moved": (
        "Nếu cổng đã chuyển hẳn, hãy ghi trang chủ mới vào tệp cổng (moved_to); luutru recover lấy lại phần cũ từ các"
        " kho lưu trữ web.",
        "If it moved for good, name its new home in a portal file (moved_to); luutru recover fetches the old one from"
        " web archives.",
    ),
    "portal_do.closed": (
        "Nếu cổng đã đóng hẳn, luutru recover lấy lại những gì các kho lưu trữ web còn giữ. Nếu các bài đã được đăng"
        " lại ở địa chỉ khác, với số khác: luutru status --believe.",
        "If it is closed for good, luutru recover fetches what web archives have of it. If its articles came anew at"
        " other addresses, under other numbers: luutru status --believe.",
    ),
    "portal_do.refusing": (
        "Hãy mở cổng bằng trình duyệt, từ mạng này và từ mạng khác; nếu cổng vẫn chạy, hãy viết cho người quản trị.",
        "Open the portal in a browser, from this network and from another; if it is there, write to its administrator.",
    ),
    "portal_do.replaced": (
        "Nếu đây là cổng hiện nay: luutru status --believe; nếu là của người khác: luutru recover.",
        "If this is the portal now: luutru status --believe; if it is another's: luutru recover.",
    ),
    "portal_do.quarantined": (
        "Hãy so vài bài trong trình duyệt; nếu đúng là biên tập viên đã sửa: luutru status --believe.",
        "Compare some articles in a browser; if editors wrote this: luutru status --believe.",
    ),
    "open_alarms": ("Cảnh báo chưa xử lý: {0}", "Open alarms: {0}"),
    "alarm.fall": ("{2}: từ {0} còn {1}", "{2}: from {0} to {1}"),
    "alarm.short-list": ("danh sách ghi {0} bài, chỉ thấy {1}", "it says {0}, and {1} were found"),
    "alarm.slow": ("chờ {1} giây, trước đây {0} giây", "{1} s to wait, {0} s before"),
    "alarm.vanished": ("{1} trên {0} bài được hỏi không còn", "{1} of {0} articles asked for were gone"),
    "alarm.edited": ("{1} trên {0} bài bị sửa", "{1} of {0} articles were changed"),
    "alarm.overlaid": ("{1} trên {0} bài: {2}", "{1} of {0} articles: {2}"),
    "alarm_id": ("mã số {0}", "id {0}"),
    "alarm_addresses": ("{0} địa chỉ", "addresses: {0}"),
    "alarm_where": ("Ở đâu", "Where"),
    "alarms_ack": (
        "Người giữ kho xem rồi bỏ cảnh báo bằng `luutru status --ack`.",
        "Whoever keeps the archive acknowledges them with `luutru status --ack`.",
    ),
    "no_alarms": ("Không có cảnh báo.", "No alarms."),
    "newest_changes": ("Thay đổi mới nhất", "Newest changes"),
    "all_changes": ("Xem tất cả thay đổi", "All changes"),
    "captures_per_day": ("Số lần lưu mỗi ngày", "Captures a day"),
    "visits_per_day": ("Lượt truy cập mỗi ngày", "Visits a day"),
    "total_on": ("tổng {0} vào {1}", "{0} in all on {1}"),
    "empty_archive": ("Kho lưu trữ còn trống.", "The archive is still empty."),
}  # fmt: skip
