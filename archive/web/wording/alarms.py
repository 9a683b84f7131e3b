"""Explains alarms to readers of the archive, in Vietnamese and English: a name and a sentence or two for each kind."""

from __future__ import annotations

ALARMS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "fall": (
        ("Trang đọc được ít hơn trước", "Less is read of pages than before"),
        ("Có thể cổng vừa đổi giao diện. Bài lưu từ lúc đó có thể thiếu phần này; bản gốc vẫn được giữ và sẽ đọc lại.",
         "The portal may look different now. Articles archived since then may lack this part; their pages are kept and"
         " can be read again."),
    ),
    "counter": (
        ("Bộ đếm truy cập giảm", "A visit counter fell"),
        ("Bộ đếm bị đặt lại hoặc là một bộ đếm khác; không cộng số trước và sau thời điểm này với nhau.",
         "It was set back, or is another counter; figures before and after do not add up."),
    ),
    "hidden-links": (
        ("Liên kết ẩn trên hầu hết các trang", "Hidden links on most pages"),
        ("Cổng có thể đã bị chèn liên kết cho máy tìm kiếm; nội dung bài được đọc không có các liên kết này.",
         "Somebody may have put them into the portal for search engines; the texts of articles are read without them."),
    ),
    "slow": (
        ("Cổng trả lời chậm đi nhiều", "The portal answers much more slowly"),
        ("Có thể máy chủ sắp hỏng hoặc đang quá tải; các bài đã lưu không bị ảnh hưởng.",
         "Its server may be about to fail, or have too much to do; what is archived is not touched by that."),
    ),
    "vanished": (
        ("Nhiều bài biến mất cùng lúc", "Many articles were gone at once"),
        ("Có thể bị gỡ thật, có thể cổng đang lỗi. Hãy mở cổng trước khi viết rằng các bài này đã bị gỡ.",
         "They may have been removed, or the portal was out of order. Look at the portal before writing that they were"
         " removed."),
    ),
    "part": (
        ("Một máy chủ, một chuyên mục hoặc các tệp của cổng không như trước",
         "A host or section of the portal, or its files, are not as before"),
        ("Các phần khác của cổng vẫn trả lời. Không bài nào bị coi là đã gỡ hay đã sửa vì điều này.",
         "The other parts of the portal answer. No article counts as gone or changed by that."),
    ),
    "edited": (
        ("Hơn nửa số bài bị sửa cùng lúc", "More than half of the articles were changed at once"),
        ("Có thể một công cụ đã chạy qua mọi bài, không phải biên tập viên sửa từng bài; đừng đếm đó là từng lần sửa.",
         "A tool may have run over all of them, and no editor over each; do not count these as edits one by one."),
    ),
    "overlaid": (
        ("Hầu hết các bài thay đổi giống nhau cùng lúc", "Nearly all articles changed in the same way at once"),
        ("Cổng đổi cách hiện mọi bài, không biên tập viên nào sửa từng bài; thay đổi đó không thành phiên bản mới.",
         "The portal shows all of them otherwise, and no editor changed each; no version is made of that."),
    ),
    "validators": (
        ("Máy chủ báo sai rằng trang không đổi", "The server wrongly says that pages did not change"),
        ("Một số lần sửa trước đó có thể không được thấy; từ nay trang được tải lại toàn bộ.",
         "Some earlier changes may have gone unseen; from now on pages are fetched in full."),
    ),
    "trap": (
        ("Quá nhiều địa chỉ cùng một dạng", "Too many addresses of one form"),
        ("Đây thường là lịch hay bộ lọc sinh địa chỉ vô tận; phần còn lại của dạng này không được tải.",
         "Mostly a calendar or filter that makes addresses without end; no more of this form are fetched."),
    ),
    "list-shrunk": (
        ("Danh sách ngắn đi nhiều", "A list became much shorter"),
        ("Có thể bài được chuyển chỗ hoặc danh sách đổi dạng; bài mới trong đó có thể chưa được thấy.",
         "It may have moved or changed its form; new articles of it may not have been seen."),
    ),
    "short-list": (
        ("Danh sách thiếu bài", "A list lacks entries"),
        ("Danh sách nói có nhiều bài hơn số đã thấy ở mọi trang của nó; có thể còn những trang chưa mở được.",
         "It says that it has more entries than were found on all its pages; there may be pages not reached."),
    ),
    "pager": (
        ("Danh sách có thể còn trang sau", "A list may have further pages"),
        ("Cách sang trang này chưa được hiểu, nên bài cũ trong danh sách có thể thiếu.",
         "How to turn its pages is not understood, so older articles of it may be missing."),
    ),
    "forms": (
        ("Dạng địa chỉ chưa khai báo", "Addresses of an unknown form"),
        ("Nhiều trang dẫn tới địa chỉ dạng này; nếu đó là bài viết thì kho đang thiếu chúng.",
         "Many pages lead to them; if these are articles, the archive lacks them."),
    ),
    "empty-lists": (
        ("Phần lớn danh sách trống", "Most lists are empty"),
        ("Có lẽ dạng địa chỉ trong tệp cổng không khớp; bài mới có thể không được thấy.",
         "The forms of addresses in the portal's file probably do not fit; new articles may not be seen."),
    ),
    "list-instead": (
        ("Danh sách ở chỗ của bài viết", "A list in the place of an article"),
        ("Địa chỉ này được coi là bài nhưng hiện danh sách; nó không được tính là bài.",
         "The address was taken for an article and shows a list; it does not count as an article."),
    ),
    "identity": (
        ("Một mã số, hai bài", "One id, two articles"),
        ("Mã số trong địa chỉ không phân biệt được các bài; hai bài có thể đang nằm chung một lịch sử.",
         "The ids in addresses do not tell articles apart; two may stand in one history."),
    ),
    "host-moved": (
        ("Trang dẫn sang máy chủ khác", "Pages lead to another host"),
        ("Kho không theo sang máy chủ lạ; bài đăng ở đó chưa được lưu cho tới khi người giữ kho khai báo.",
         "Foreign hosts are not followed; what is published there is not archived until the keeper names it."),
    ),
    "host-closed": (
        ("Một máy chủ chỉ còn dẫn về trang chủ nơi khác", "A host sends all its readers to another's home page"),
        ("Các bài của nó được giữ như lần thấy cuối, không tính là đã gỡ.",
         "Its articles are kept as last seen; they do not count as removed."),
    ),
    "silent": (
        ("Máy chủ không trả lời", "A host does not answer"),
        ("Không biết điều gì xảy ra ở đó từ lúc này; bài của nó không tính là đã gỡ.",
         "What happens there since then is unknown; its articles do not count as removed."),
    ),
    "forbidden": (
        ("robots.txt không còn cho phép", "robots.txt no longer allows it"),
        ("Các trang này không được tải nữa; từ lúc này kho không biết chúng có đổi không.",
         "These pages are not fetched any more; whether they change is unknown since then."),
    ),
    "moved": (
        ("Cổng chuyển sang nơi khác", "The portal moved"),
        ("Mọi địa chỉ dẫn tới máy chủ khác; bài đã lưu giữ nguyên tình trạng.",
         "All addresses lead to another host; archived articles keep their state."),
    ),
    "closed": (
        ("Cổng có thể đã đóng", "The portal may be closed"),
        ("Không bài nào được hỏi còn ở đó; kho không coi từng bài là bị gỡ.",
         "None of the articles asked for is there; they do not count as removed one by one."),
    ),
    "refusing": (
        ("Cổng từ chối truy cập", "The portal gives nothing out"),
        ("Cổng hỏng hoặc chặn việc lưu trữ; bài không tính là đã gỡ.",
         "It is out of order or keeps the archive out; articles do not count as removed."),
    ),
    "replaced": (
        ("Địa chỉ của cổng hiện thứ khác", "The portal's addresses show something else"),
        ("Có thể tên miền đã về tay người khác; nội dung mới không được coi là bài của cổng.",
         "The domain may be another's now; what it shows is not taken for the portal's articles."),
    ),
    "quarantined": (
        ("Nhiều bài đổi nội dung cùng lúc", "Many articles changed their texts at once"),
        ("Nhiều hơn sức biên tập viên; các nội dung này được giữ nhưng chưa thành phiên bản.",
         "More than editors can change; what was shown is kept, and makes no versions yet."),
    ),
    "unfinished": (
        ("Chưa đọc hết", "Not read to its end"),
        ("Lần thu thập sau sẽ đọc tiếp; tới lúc đó có thể thiếu bài.",
         "The next crawl goes on there; until then articles may be missing."),
    ),
    "set-aside": (
        ("Trang làm hỏng việc đọc", "A page that breaks the reader"),
        ("Trang được giữ nguyên nhưng chưa đọc được; nội dung của nó chưa có trong tìm kiếm.",
         "It is kept as it is and was not read; a search does not find what it says."),
    ),
    "clock": (
        ("Đồng hồ lệch", "Clocks disagree"),
        ("Giờ máy này khác giờ máy chủ cả ngày; thời điểm lưu có thể sai.",
         "This machine and the server are a day apart; times of captures may be wrong."),
    ),
    "wall": (
        ("Có tường chặn trước trang", "A wall in front of pages"),
        ("Trang đòi xác nhận, đăng nhập hoặc chặn; bài sau đó chưa được lưu lần này và không tính là đã gỡ.",
         "A challenge, log-in or block stands there; the articles were not archived this time and do not count as"
         " removed."),
    ),
    "same-page": (
        ("Nhiều địa chỉ cùng hiện một trang", "Many addresses show the same page"),
        ("Thường là một thông báo chung; nó không được tính là nội dung của bài nào.",
         "Mostly a notice; it is taken for no article's text."),
    ),
    "unreadable": (
        ("Không đọc được trang", "Pages that could not be read"),
        ("Không tìm thấy tiêu đề hoặc danh sách; trang được giữ, nội dung chưa có trong kho.",
         "No title or no list was found; the pages are kept, what they say is missing."),
    ),
    "no-text": (
        ("Trang bài không có nội dung", "Articles without their text"),
        ("Có thể cơ sở dữ liệu của cổng đang lỗi; lần lưu này không thành phiên bản.",
         "The portal's database may be down; these captures make no versions."),
    ),
    "article-instead": (
        ("Bài viết ở chỗ của danh sách", "An article in the place of a list"),
        ("Danh sách hay trang chủ hiện một bài; bài mới có thể chưa được thấy.",
         "A list or home page shows an article; new articles may not have been seen."),
    ),
    "too-large": (
        ("Trả lời quá lớn", "Replies that were too large"),
        ("Các tệp hoặc trang này không được giữ.", "These files or pages are not kept."),
    ),
    "bad-encoding": (
        ("Sai bảng mã", "Wrong encoding"),
        ("Một số chữ bị mất trên đường truyền hoặc không giải nén được; hãy xem bản gốc trước khi trích dẫn.",
         "Letters were lost on the way, or the reply cannot be unpacked; look at the capture before quoting."),
    ),
}  # fmt: skip


def alarm_words(kind: str, language: str) -> tuple[str, str]:
    """The name of a kind of alarm and what it means; of an unknown kind the kind itself, and nothing."""
    names, meanings = ALARMS.get(kind, ((kind, kind), ("", "")))
    place = ("vi", "en").index(language)
    return names[place], meanings[place]
