"""Lines of facts in parts."""

import pytest

from crawler.extract.template.parts import parted


@pytest.mark.parametrize(
    ("text", "known", "values"),
    [
        ("Vrilk: Lê Vũ | 12/01/2026 - 15:27", {"Vrilk:"}, [("Vrilk:", "Lê Vũ"), ("", "12/01/2026 - 15:27")]),
        ("Zorp klem 137", {"Zorp", "klem"}, [("Zorp klem", "137")]),
        ("137 zorp klem", {"zorp", "klem"}, [("zorp klem", "137")]),
        ("Zorp Lê Vũ klem 137", {"Zorp", "klem"}, [("Zorp", "Lê Vũ"), ("klem", "137")]),
        ("Glorp › Tin tức [Spek wul] Phòng Nội chính", {"Glorp", "[Spek", "wul]"},
         [("Glorp", ""), ("", "Tin tức"), ("[Spek wul]", "Phòng Nội chính")]),
        ("Lê Văn Thử ▸ T6, 06/06/2025 08:02", set(), [("", "Lê Văn Thử"), ("", "T6, 06/06/2025 08:02")]),
        ("Phòng Khoa giáo - Văn xã", {"Phòng"}, [("", "Phòng Khoa giáo - Văn xã")]),
        ("◉ 9681 / Phòng Nội chính / Sluv ▸ Báo Cần Thơ", {"Sluv"},
         [("", "9681"), ("", "Phòng Nội chính"), ("Sluv", "Báo Cần Thơ")]),
        ("2.809 Kwae - Sludl: Lê Ngọc Yến", {"Kwae", "Sludl:"}, [("Kwae", "2.809"), ("Sludl:", "Lê Ngọc Yến")]),
        ("Skous: Phòng Khoa giáo - Văn xã - 6222", {"Skous:"},
         [("Skous:", "Phòng Khoa giáo - Văn xã"), ("", "6222")]),
        ("Smou kweb: 4 785 Trần Văn Tùng", {"Smou", "kweb:"}, [("Smou kweb:", "4 785"), ("", "Trần Văn Tùng")]),
        ("Điểm 4.2 / 5 (8 klum)", set(), [("", "Điểm 4.2 / 5 (8 klum)")]),
        ("Skous: Báo Cần Thơ (2652 KLUM)", {"Skous:", "KLUM)"},
         [("Skous:", "Báo Cần Thơ"), ("KLUM)", "2652")]),
        ("Skous: Lê Vũ Wilf klum (12/01/2026 15:27)", {"Skous:", "Wilf", "klum"},
         [("Skous:", "Lê Vũ"), ("Wilf klum", ""), ("", "12/01/2026 15:27")]),
        ("(2652 KLUM)", {"KLUM)"}, [("KLUM)", "2652")]),
        ("[Lê Vũ] | 12/01/2026", set(), [("", "Lê Vũ"), ("", "12/01/2026")]),
        ("Lê Vũ] | 12/01/2026", set(), [("", "Lê Vũ"), ("", "12/01/2026")]),
        ("Văn hóa - Xã hội ▸ 09h14 ngày 25/2/2025", set(),
         [("", "Văn hóa - Xã hội"), ("", "09h14 ngày 25/2/2025")]),
        ("Draelf Phòng Khoa giáo - Văn xã Wilf: Thứ năm, ngày 20/03/2025", {"Draelf", "Wilf:"},
         [("Draelf", "Phòng Khoa giáo - Văn xã"), ("Wilf:", "Thứ năm, ngày 20/03/2025")]),
    ],
)  # fmt: skip
def test_a_line_is_parted_at_labels_bars_and_dates(text, known, values):
    assert parted(text, known) == values
