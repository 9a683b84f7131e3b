"""Words of captions, and of running text that is none."""

from __future__ import annotations

from crawler.extract.vocabulary.units import ON_BEHALF
from crawler.extract.vocabulary.words import Words

INTRODUCES = Words(
    {
        "(?:một số|những|các) hình ảnh": "Một số hình ảnh",
        ": *$": "Chợ phiên ngày Tết:",
    },
)
"""What introduces pictures and is no caption of one."""
REFERS = Words(
    {
        "đính kèm": "Đính kèm",
        "kèm theo": "Kèm theo",
        "tại đây": "Tại đây",
        "tải về": "Tải về",
        r"\bxem (?:toàn văn|chi tiết)": "Xem toàn văn",
        f"^{ON_BEHALF}": "KT. GIÁM ĐỐC",
        r"\( ?đã ký ?\)": "(Đã ký)",
        r"^số ?:? ?\d+/": "Số 12/BC-UBND",
    },
)
"""What refers to a document or signs one, as no caption does."""
ARGUES = Words(
    {
        r": ?[“\"]": "Ông nói: “Tốt lắm”",
        r"\bđã (?!được)": "đã phát biểu",
        r"\bcho (?:biết|hay)\b": "cho biết",
        r"\byêu cầu": "yêu cầu",
        r"\bđề nghị": "đề nghị",
        r"\bcó hiệu lực": "có hiệu lực",
        r"\bcũng (?:đã|được)": "cũng được",
        r"\bsau đây": "sau đây",
        r"\b(?:như )?sau\W*$": "như sau:",
    },
    ignore_case=False,
)
"""Words of running text: somebody said, did or argues something."""
CARRIES_ON = Words(
    {
        "Tại": "Tại hội nghị",
        "Phát biểu": "Phát biểu",
        "Theo": "Theo: Báo Nhân Dân",
        r"Ngày \d": "Ngày 5/9",
        "Sáng": "Sáng",
        "Chiều": "Chiều",
        "Tối": "Tối",
        "Trưa": "Trưa",
        "Trước": "Trước",
        "Nhân dịp": "Nhân dịp",
        "Bên cạnh": "Bên cạnh",
        "Ngoài ra": "Ngoài ra",
        "Đến nay": "Đến nay",
        "Qua": "Qua",
        "Trong": "Trong",
        "Để": "Để",
        "Với": "Với",
        "Sau": "Sau",
        "Cũng": "Cũng",
        "Đồng thời": "Đồng thời",
        "Tuy nhiên": "Tuy nhiên",
        "Do": "Do",
        "Vì": "Vì",
        "Nhằm": "Nhằm",
        "Thực hiện": "Thực hiện",
        "Về": "Về phía tỉnh",
        "Hiện": "Hiện",
        "Kết thúc": "Kết thúc",
        "Tiếp": "Tiếp đó",
        "Cùng": "Cùng dự",
        "Như vậy": "Như vậy",
        "Mặt khác": "Mặt khác",
        "Dịp này": "Dịp này",
        "Buổi (?:sáng|chiều|tối)": "Buổi sáng",
        "Tham dự": "Tham dự",
        "Kết quả": "Kết quả",
        "Đặc biệt": "Đặc biệt",
        "Được biết": "Được biết",
        "Có thể": "Có thể nói",
        "Chi tiết": "Chi tiết",
        "Xem": "Xem bản in",
    },
    r"{}\b",
    ignore_case=False,
)
"""How a sentence of running text begins."""
VIEW = Words(
    {
        "Toàn cảnh": "Toàn cảnh",
        "Quang cảnh": "Quang cảnh",
        "Khung cảnh": "Khung cảnh",
        "Một góc": "Một góc",
        "Giao diện": "Giao diện",
    }
)
"""How a text begins that says what is seen as a whole."""
SCENE_START = Words(
    {
        **VIEW.rows,
        "Các (?:đại biểu|đồng chí)": "Các đại biểu",
        "Đại biểu": "Đại biểu",
        "Lãnh đạo": "Lãnh đạo",
        "Đồng chí": "Đồng chí",
        "Đ/c": "Đ/c",
        r"Đ\.c": "Đ.c",
        "Ông": "Ông Ba",
        "Bà": "Bà Hai",
        "Anh": "Anh Tư",
        "Chị": "Chị",
        "(?:Thượng|Đại|Trung|Thiếu) (?:tá|tướng|úy)": "Thượng tá",
        "Hình ảnh": "Hình ảnh buổi lễ",
        "Ảnh": "Ảnh buổi lễ",
        "Tập thể": "Tập thể",
        "Đoàn": "Đoàn đại biểu",
        "Bộ trưởng": "Bộ trưởng",
        "Thứ trưởng": "Thứ trưởng",
        "Thủ tướng": "Thủ tướng",
        "Chủ tịch": "Chủ tịch",
        "Phó": "Phó",
        "Bí thư": "Bí thư",
        "Giám đốc": "Giám đốc",
        "Cán bộ": "Cán bộ",
        "Người dân": "Người dân",
    },
    r"{}\b",
    ignore_case=False,
)
"""How a caption begins that says who is shown."""
PICTURED = Words(
    {
        **VIEW.rows,
        "(?:Hình )?[Ảả]nh": "Hình ảnh",
        r"Hình \d+": "Hình 1",
    },
    r"{}\b",
    ignore_case=False,
)
"""How a text begins that speaks of a picture."""
SCENE = Words(
    {
        "trao(?! đổi)": "Trao",
        "tặng": "Tặng",
        "phát biểu": "Phát biểu",
        "chụp (?:ảnh|hình)": "Chụp ảnh",
        "kiểm tra": "Kiểm tra",
        "thăm": "thăm",
        "tham quan": "Tham quan",
        "tham dự": "Tham dự",
        "cắt băng": "Cắt băng",
        "bấm nút": "Bấm nút",
        "khảo sát": "Khảo sát",
        "chủ trì": "Chủ trì",
        "ký kết": "Ký kết",
        "chúc mừng": "Chúc mừng",
        "biểu diễn": "Biểu diễn",
        "tại (?:hội nghị|buổi|lễ|đại hội)": "Tại hội nghị",
    },
    r"\b{}\b",
)
"""What people do in pictures."""
