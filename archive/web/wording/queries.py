"""One line in Vietnamese about each canned query; the English ones stand beside the queries."""

from __future__ import annotations

QUERY_LINES: dict[str, str] = {
    "articles_by_department_and_month": "Mỗi đơn vị đăng bao nhiêu bài mỗi tháng, bao nhiêu bài sau đó bị sửa. month"
    " để trống: bài không ghi ngày. Bỏ trống department để xem mọi đơn vị.",
    "changed_after_publication": "Biên tập viên đã sửa gì, mới nhất ở trên. field: title, body, captions … hoặc bỏ"
    " trống; since: một ngày (2024-08-27) hoặc bỏ trống.",
    "article_as_of": "Bài viết như cổng hiển thị vào một ngày (2024-08-27, lúc cuối ngày ở Việt Nam) hoặc một giờ UTC"
    " (2024-08-27T07:05:00.000Z). article: mã bài trên cổng; portal: như portals.id, bỏ trống là cổng đầu tiên.",
    "portal_as_of": "Mọi bài như cổng hiển thị vào một ngày hoặc một giờ UTC, mới nhất ở trên, trừ bài đã gỡ lúc đó."
    " portal: như portals.id, bỏ trống là cổng đầu tiên.",
    "removed_articles": "Bài mà cổng không còn hiển thị, và từ khi nào.",
    "visits_per_day": "Mỗi trang mỗi ngày (giờ Việt Nam): tổng ghi cuối cùng; lượt trong ngày theo số “hôm qua” của"
    " chính cổng, không có thì theo mức tăng khi hôm trước cũng có số liệu; mức tăng kể từ ngày có số liệu trước đó,"
    " since_day. Mức tăng âm: bộ đếm đã về lại từ đầu. site: tên ngắn của trang, hoặc máy chủ; bỏ trống để xem mọi"
    " trang.",
    "counter_falls": "Mỗi lần bộ đếm hiển thị số nhỏ hơn lần ghi nhận trước đó, kể cả trong cùng một ngày (within_day:"
    " 1): bộ đếm đã về lại từ đầu, hoặc trang hiển thị một bộ đếm khác. site: tên ngắn của trang, hoặc máy chủ; bỏ"
    " trống để xem mọi trang.",
    "most_edited": "Bài xếp theo số phiên bản.",
    "numbers_changed": "Những lần sửa mà sau đó số liệu khác đi, mới nhất ở trên.",
    "names_changed": "Những lần sửa mà sau đó người được nhắc khác đi, mới nhất ở trên, kèm tên bị bỏ và tên"
    " được thêm.",
    "most_cited_documents": "Mỗi năm một văn bản được dẫn trong bao nhiêu bài; một văn bản viết nhiều cách là một dòng."
    " year để trống: bài không ghi ngày.",
    "silently_edited": "Những lần sửa cách ngày đăng quá số ngày đã cho (days: 30).",
    "undated_articles": "Bài không ghi ngày: ước khoảng ngày nào, sớm nhất, muộn nhất, và suy từ đâu.",
    "articles_by_site_and_year": "year để trống: bài không ghi ngày.",
    "authors": "Tên tác giả như ghi trong bài, với bài đầu và bài cuối.",
    "categories": "Mỗi chuyên mục có bao nhiêu bài.",
    "longest_articles": "Theo số ký tự của nội dung.",
    "most_viewed": "Lượt xem cao nhất đã ghi nhận của từng bài.",
    "files_not_archived": "Tệp mà phiên bản mới nhất của bài dẫn tới và kho chưa lưu.",
    "scans": "Tệp PDF không có chữ để tìm, với bài mà phiên bản mới nhất đính kèm tệp.",
    "captures_by_outcome": "Mọi lần tải về có kết quả gì.",
    "open_alarms": "Những điều cần người giữ kho xem.",
    "shortest_lived": "Bài đã gỡ, tồn tại ngắn nhất ở trên, kể từ lần lưu đầu.",
    "changes_by_day": "Bài đăng, sửa, gỡ … theo ngày ở Việt Nam.",
    "pictures_without_caption": "Theo từng bài.",
    "tables_in_articles": "Từng bảng số liệu của phiên bản mới nhất, dạng JSON.",
    "spellings_of_departments": "Từng cách ghi tên đơn vị.",
}
