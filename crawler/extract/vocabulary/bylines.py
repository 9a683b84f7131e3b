"""Words around authors: units, roles, sources, credits of pictures, users of the CMS."""

from __future__ import annotations

import re

from crawler.extract.vocabulary.patterns import any_of, compiled

UNIT = any_of(
    r"văn phòng|phòng|vp(?:ub)?|trung tâm|tt|ban quản lý|ban|bql",
    r"sở|chi cục|tổng cục|cục|vụ|viện kiểm sát|viện|thanh tra|tòa án|toà án",
    r"ubnd|ủy ban|uỷ ban|hđnd|hội đồng|ubmttq|mặt trận|công an|bộ (?:chỉ huy|đội)|bộ",
    r"đảng (?:ủy|uỷ|bộ)|(?:huyện|thị|thành|tỉnh|quận|xã|đảng) (?:ủy|uỷ|đoàn)|chi bộ",
    r"(?:công |chi |liên )?đoàn|(?:hiệp )?hội|liên minh|liên hiệp|tổ",
    r"(?:cổng|trang) (?:thông tin|giao tiếp|t?ttđt|gtđt)",
    r"thư viện|bảo tàng|nhà (?:văn h(?:óa|oá)|thiếu nhi|khách)|hạt kiểm lâm|đồn biên phòng|tạp chí|học viện",
    r"báo|đài|trường|trạm|bệnh viện|kho bạc|bảo hiểm|ngân hàng|công ty|bưu điện|điện lực",
    r"thường trực|đội (?!tuyển|bóng|hình|ngũ|trưởng|viên|thi|ghe)|khoa|quỹ|chi nhánh|phân hiệu",
    r"khối|cụm thi đua|câu lạc bộ|clb|(?:lữ|sư|trung|tiểu) đoàn|hợp tác xã|htx|tổng công ty|cảng vụ",
    r"vườn quốc gia|nhà xuất bản|tòa soạn|toà soạn|trại giam",
)
"""How the name of a unit begins."""
FIELD = re.compile(
    any_of(
        r"tài (?:chính|nguyên|vụ)|kế (?:hoạch|toán)|xã hội|hành chính|tổng hợp|quản trị|nội vụ|tổ chức",
        r"thể (?:thao|dục)|du lịch|văn (?:hóa|hoá|nghệ|thư)|thông tin|truyền thông|công nghệ|kỹ thuật|báo chí",
        r"đầu tư|thương mại|siêu thị|dịch vụ|công (?:thương|nghiệp)|kinh (?:tế|doanh)|tiêu dùng|vật (?:tư|liệu)",
        r"môi trường|khoáng sản|nông (?:thôn|nghiệp)|lâm nghiệp|ngư nghiệp|(?:thủy|thuỷ) (?:sản|lợi)|khí tượng",
        r"pháp (?:chế|luật)|tư pháp|thanh tra|dân (?:tộc|vận)|tôn giáo|tuyên (?:giáo|truyền)|kiểm tra|an ninh",
        r"quốc phòng",
        r"giáo dục|đào tạo|y tế|dân số|bảo (?:trợ|hiểm)|lao động|việc làm|thương binh|người có công|khoa học",
        r"xây dựng|hạ tầng|đô thị|giao thông|vận tải|nhà ở|đất đai|quy hoạch|nghiệp vụ|đối ngoại|hợp tác quốc tế",
    )
    + r"(?:,? (?:và )?[^\W\d_]+ [^\W\d_]+)?",
    re.IGNORECASE,
)
"""What a unit has to do with, as it is behind a dash in its name; no person is called so."""
ON_BEHALF = r"(?:(?:KT|TM|TL|TUQ)\.|[KT]/[MTL]\b\.?) ?\w"
"""How the signing of a document begins that somebody signs for somebody else."""
SOURCE = compiled(
    r"\(? ?(?:(?:trích )?nguồn(?: (?:tin|ảnh|bài))? ?:? \S|(?:(?:trích )?nguồn|source) ?:|theo ?:? \S)"
)
SOURCE_LABEL = re.compile(
    r"(?:(?:trích )?nguồn(?! ?ảnh)(?: (?:tin|bài))?(?: ?:|(?= ))|theo(?: ?:|(?= ))|source ?:)"
    r" ?(?P<name>[^|•·]{2,80})",
    re.IGNORECASE,
)
"""Where a text is said to come from, with its label; pictures have sources of their own."""
ORIGIN_LABEL = re.compile(
    r"(?:(?:trích )?nguồn(?: (?:tin|bài))?|người (?:đăng|gửi|nhập|cập nhật)(?: (?:tin|bài))?|đăng bởi)"
    r" ?: ?[^|•·:]{2,60}",
    re.IGNORECASE,
)
"""Where an article is from or who typed it in, with its label, as it is beside the date."""
_ROLE = any_of(
    r"tin(?: bài)?|bài(?: viết)?|ảnh|text|photo|clip|video|pv|phóng viên|ctv|cộng tác viên",
    r"người (?:viết|đăng|đưa tin)",
    r"tác giả|biên tập|thực hiện|tổng hợp|nhóm (?:tin|pv)|by|author|reporter|(?:written|story) by",
)
_COLLECTED = r"(?:tổng hợp|sưu tầm|lược ghi|biên (?:tập|soạn|dịch))"
BYLINE_ROLE = compiled(
    rf"^ ?(?:{_ROLE}(?: ?(?:,|và|&|-|/|\+|–) ?)?)+ ?: ?",
    rf"^ ?(?:đơn vị|cơ quan)(?: (?:đăng(?: tin| bài)?|thực hiện|soạn thảo))? ?: ?(?={UNIT}\b)",
    r"^ ?(?:tin|bài) ?(?:,|và|&|-|/|\+|–) ?ảnh ",
    r"^ ?(?:compiled|reported|written|edited|translated) by ",
    rf" ?(?:\( ?(?:{_COLLECTED}|thực hiện|ghi|st|t/h|th) ?\)|[-–,]? (?-i:{_COLLECTED})) ?[.]?$",
    rf" ?\( ?(?:{_COLLECTED} )?(?:theo|từ|nguồn) ?:? [^()]{{2,40}}\) ?[.]?$",
    r"^\(? ?tổng hợp ?\)?[.]?$",
)
"""What is in a byline beside the name: "Bài và ảnh:", "(tổng hợp)"."""
PHOTO_CREDIT = compiled(
    r"\( ?(?:ảnh|hình|nguồn)\b",
    r"[-–.(] ?ảnh ?:? \S",
    r"ảnh ?:",
    r"ảnh (?:minh h[oọ]a|tư liệu|internet|st)\b",
    r"hình minh",
)
PHOTOGRAPHER = re.compile(r"Ảnh [A-ZĐÀ-Ỹ][^.;!?]{0,40}\.?")
"""A line with the credit of a picture ("Ảnh HNP") and nothing else."""
BYLINE_LABEL = re.compile(
    r"\b(?:(?:tác giả(?: bài viết)?|người viết|bài viết của|bởi|by|author|reporter) ?: ?"
    r"|(?:agency|department|unit) ?: ?(?=[^\W\d_])"
    rf"|(?:(?:phòng ?/ ?)?đơn vị|phòng ban|cơ quan)(?: (?:đăng(?: tin| bài)?|thực hiện|soạn thảo))? ?: ?"
    rf"(?={UNIT}\b|(?-i:P\.|[A-ZĐ]{{3,}} \w)))"
    r"(?P<name>[^|•·:]{2,60}?) ?(?=[|•·]|[-–;,] [^|•·:;,–-]{2,24}:|$)",
    re.IGNORECASE,
)
"""A byline with its label, as it is beside the date; "Đơn vị: triệu đồng" is none."""
POSTED_BY = re.compile(
    r"(?:bài viết )?(?:được )?(?:gửi|đăng|viết|tạo|posted|submitted|published|written|created)?\s*"
    r"(?:bởi|by|on|vào(?: lúc)?|lúc|ngày)\b(?! ?:)",
    re.IGNORECASE,
)
"""The small words between a name and a date on one line: "Posted on … by …", "Được gửi bởi … vào …"."""
CMS_USER = re.compile(
    r"(?:(?:đăng bởi|by|người (?:đăng|nhập|cập nhật)) ?: ?)?"
    + any_of(
        r"ad ?min|administrator|host|superuser|editor",
        r"qu[aả]n ?tr[iị](?: ?vi[eê]n)?",
        r"(?:pho )?ban bien tap|bien tap vien",
    )
    + r"(?: (?:ad ?min|administrator))*",
    re.IGNORECASE,
)
"""What a CMS calls the user who typed an article in; no signature."""
