"""Signature lines: a department, a person, a source, or text."""

import pytest

from crawler.extract.vocabulary.signatures import Signed, read_signature


@pytest.mark.parametrize(
    "line",
    [
        "Phòng Nội chính",
        "Phòng Hành chính - Tổ chức",
        "Phòng QLBCXB",
        "Ban Tiếp công dân",
        "Văn phòng",
        "VP UBND tỉnh",
        "TT. Khuyến nông",
        "Trung tâm Phục vụ hành chính công",
        "Chi cục Thủy sản",
        "Thanh tra tỉnh",
        "Đoàn Thanh niên",
        "Hội Nông dân tỉnh",
        "UBND huyện Kế Sách",
        "Sở Nội vụ",
        "Báo Sóc Trăng",
        "Công đoàn Sở Nội vụ",
        "Chi đoàn Thanh tra",
        "Cổng GTĐT tỉnh",
        "P. Nội chính",
        "P.Hành chính - Tổ chức",
        "CC Thủy sản",
        "VP",
        "Phòng Hành chính - Tổng hợp",
        "Trạm Y tế xã An Ninh",
        "Bưu điện tỉnh",
        "Điện lực thành phố Sóc Trăng",
        "Nhà Thiếu nhi tỉnh",
        "Thường trực HĐND tỉnh",
        "Đội Quản lý thị trường số 2",
        "Khoa Kiểm soát bệnh tật",
        "Quỹ Đầu tư phát triển tỉnh",
        "LHPN huyện Kế Sách",
        "BHXH tỉnh",
        "VPUB",
        "Ban biên tập",
        "Ban Chỉ đạo 35",
        "Khối Dân vận xã An Ninh",
        "Câu lạc bộ Thơ ca tỉnh",
        "Đội CSGT-TT",
        "Xã đoàn Phú Tâm",
        "Trang TTĐT huyện",
        "Chi nhánh Văn phòng đăng ký đất đai",
        "Phòng Nghiên cứu tổng hợp",
        "Department of Home Affairs",
        "Tourism Promotion Centre",
    ],
)
def test_department(line):
    signed = read_signature(line)
    assert signed is not None and (signed.kind, signed.value) == ("department", line)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Hải Yến", "Hải Yến"),
        ("Lê Vũ - ĐTT TPST", "Lê Vũ - ĐTT TPST"),
        ("Bài và ảnh: Thu Hà", "Thu Hà"),
        ("Tin, ảnh: Thanh Tâm", "Thanh Tâm"),
        ("Hoàng Linh (tổng hợp)", "Hoàng Linh"),
        ("Hoàng Linh (thực hiện)", "Hoàng Linh"),
        ("Hoàng Linh (ghi)", "Hoàng Linh"),
        ("(Minh Thu)", "Minh Thu"),
        ("Kim Chi.", "Kim Chi"),
        ("Đoàn Công Huynh", "Đoàn Công Huynh"),
        ("Thu Hà, Văn Bình", "Thu Hà, Văn Bình"),
        ("Ngọc Trinh - Phòng Nội chính", "Ngọc Trinh - Phòng Nội chính"),
        ("Ngọc Trinh, Phòng Nội chính", "Ngọc Trinh, Phòng Nội chính"),
        ("PV", "PV"),
        ("Compiled by Thanh Mai", "Thanh Mai"),
        ("H'Linh Niê", "H'Linh Niê"),
        ("Hải Yến (theo TTXVN)", "Hải Yến"),
        ("Hải Yến (Tổng hợp từ Báo Tin tức)", "Hải Yến"),
        ("Hải Yến tổng hợp", "Hải Yến"),
        ("Bài viết: Hải Yến", "Hải Yến"),
        ("Tin bài: Hải Yến", "Hải Yến"),
        ("PV: Hải Yến", "Hải Yến"),
        ("CTV: Hải Yến", "Hải Yến"),
        ("Tin, ảnh Hải Yến", "Hải Yến"),
        ("Khoa Nguyên", "Khoa Nguyên"),
        ("Đoàn Thị Ý", "Đoàn Thị Ý"),
        ("H.Yến", "H.Yến"),
        ("Hải Yến-Văn phòng", "Hải Yến-Văn phòng"),
        ("P. Linh", "P. Linh"),
        ("Nhóm phóng viên", "Nhóm phóng viên"),
        ("Tin: Hải Yến; Ảnh: Thu Hà", "Tin: Hải Yến; Ảnh: Thu Hà"),
        ("Hải Yến (Sở Nội vụ)", "Hải Yến (Sở Nội vụ)"),
        ("Nguyễn Văn Tới (Cục QLTT)", "Nguyễn Văn Tới (Cục QLTT)"),
        ("Thúy Nga - Công đoàn Viên chức tỉnh", "Thúy Nga - Công đoàn Viên chức tỉnh"),
        ("Huỳnh Như - Trạm TT&BVTV Mỹ Tú", "Huỳnh Như - Trạm TT&BVTV Mỹ Tú"),
        ("Lê Vũ - Phòng Khoa giáo - Văn xã", "Lê Vũ - Phòng Khoa giáo - Văn xã"),
        ("H.Lan - Phòng Nội chính", "H.Lan - Phòng Nội chính"),
        ("HY - Ban Tuyên giáo", "HY - Ban Tuyên giáo"),
        ("HY - BAN TUYÊN GIÁO", "HY - BAN TUYÊN GIÁO"),
        ("Kim Ngọc - Quốc Kha (Chi cục Thủy lợi)", "Kim Ngọc - Quốc Kha (Chi cục Thủy lợi)"),
    ],
)
def test_author(line, author):
    signed = read_signature(line)
    assert signed is not None and (signed.kind, signed.value) == ("author", author)


@pytest.mark.parametrize(
    "line",
    [
        "Nguồn: Báo Sóc Trăng",
        "Nguồn Cổng Giao tiếp điện tử Hà Nội",
        "Theo TTXVN",
        "Trích nguồn: Báo Sóc Trăng",
        "(Theo Chinhphu.vn)",
        "(Tổng hợp)",
    ],
)
def test_source(line):
    signed = read_signature(line)
    assert signed is not None and signed.kind == "source"


@pytest.mark.parametrize(
    "line",
    [
        "TT./.",
        "Chi tiết xem tại file đính kèm./.",
        "Phòng Nội chính đã tổ chức hội nghị tổng kết công tác năm",
        "Trân trọng cảm ơn ông!",
        "Một số hình ảnh tại buổi lễ:",
        "Theo đó, các sở, ngành và địa phương khẩn trương triển khai thực hiện các nhiệm vụ được giao.",
        "15. Công ty TNHH Sách Panda",
        "TM. ỦY BAN NHÂN DÂN",
        "T/M BAN CHẤP HÀNH",
        "KT. GIÁM ĐỐC",
        "Công an huyện ra quân tuần tra ban đêm",
        "Đội tuyển nữ Sở Tài chính",
        "Đoàn 12 vận động viên",
        "Đoàn đại biểu viếng Nghĩa trang liệt sĩ tỉnh",
        "Ánh đèn",
        "",
    ],
)
def test_text(line):
    assert read_signature(line) is None


@pytest.mark.parametrize(
    "title",
    [
        "Báo cáo tình hình kinh tế - xã hội (15/12/2024)",
        "Hội nghị tổng kết công tác năm",
        "Hội thi nhà nông đua tài",
        "Ban hành quy chế làm việc của Sở",
        "Phòng chống dịch bệnh mùa mưa",
    ],
)
def test_the_title_of_another_article_is_no_unit(title):
    assert read_signature(title, marked=True) is None


def test_units_whose_words_are_capitals_are_no_persons():
    assert read_signature("Phòng - Ban Chuyên Môn") is None


def test_a_single_name_needs_a_mark():
    assert read_signature("Ngọc") is None
    signed = read_signature("Ngọc", marked=True)
    assert signed is not None and signed.value == "Ngọc"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Hải Yến - Ảnh: Thu Hà", "Hải Yến - Ảnh: Thu Hà"),
        ("Hải Yến./.", "Hải Yến"),
        ("Hải Yến - Bí thư Đoàn xã", "Hải Yến - Bí thư Đoàn xã"),
    ],
)
def test_what_a_caption_may_say_too_needs_a_mark(line, author):
    assert read_signature(line) is None
    signed = read_signature(line, marked=True)
    assert signed is not None and (signed.kind, signed.value) == ("author", author)


def test_a_long_unit_in_capitals_needs_a_mark():
    assert read_signature("SỞ THÔNG TIN VÀ TRUYỀN THÔNG") is None
    signed = read_signature("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", marked=True)
    assert signed is not None and signed.kind == "department"


def test_capitals_behind_a_unit_are_of_its_name():
    signed = read_signature("PHÒNG KINH TẾ - TỔNG HỢP", marked=True)
    assert signed is not None and (signed.kind, signed.value) == ("department", "PHÒNG KINH TẾ - TỔNG HỢP")


@pytest.mark.parametrize("role", ["Bài", "Tin", "Ảnh", "Tin, ảnh", "Bài và ảnh"])
def test_a_role_without_a_name_names_nobody(role):
    assert read_signature(role, marked=True) is None
    assert read_signature(f"{role}: Hải Yến", marked=True) == Signed("author", "Hải Yến")
