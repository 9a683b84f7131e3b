"""The labels of a place, by the lines of many pages."""

from crawler.extract.induction.labels import constants, leading_labels


def test_what_nearly_all_pages_share_is_a_label():
    pages = [[f"Smorv klib {name}"] for name in ("An", "Bình", "Chi", "Dung", "Em")]
    assert constants(pages) == {"Smorv", "klib"}


def test_a_name_before_a_label_is_no_part_of_it():
    names = ("Minh Yến", "Lê Vũ", "Kim Sang", "Minh Yến", "Đức Nam", "Thị Hoa")
    pages = [[f"{name} Smorv klib: {day}/02/2026"] for day, name in enumerate(names, 10)]
    assert constants(pages) == {"Smorv", "klib:"}


def test_who_writes_much_is_no_part_of_the_label_behind():
    names = ("Đức Hạnh", "Lê Vũ", "Đức Hạnh", "Kim Sang", "Đức Hạnh", "Minh Yến")
    pages = [[f"{name} Smorv: {day}/02/2026"] for day, name in enumerate(names, 10)]
    assert leading_labels(pages, lambda text: False).isdisjoint({"Đức", "Hạnh"})


def test_a_name_that_few_have_before_a_date_is_no_part_of_a_label():
    names = ["Hải Liên"] * 3 + [
        f"{one} {other}" for one in ("Lê", "Võ", "Trần") for other in ("Vũ", "An", "Tư", "Em")
    ]
    pages = [[f"[Frebr] {name} {day}/02/2026"] for day, name in enumerate([*names, *names[3:]], 1)]
    assert leading_labels(pages, lambda text: False).isdisjoint({"Hải", "Liên"})


def test_what_another_did_for_an_article_is_no_label():
    pages = [["Lê Vũ; ảnh: Kim Sang"]] * 4 + [["Minh Yến"], ["Đức Nam; ảnh: Văn Toàn"], ["Thị Hoa"]]
    assert constants(pages) == frozenset()


def test_a_label_without_a_colon_is_told_by_what_it_leaves():
    signed = (
        ("Lê Vũ", "Báo Nhân Dân"),
        ("Kim Sang", "Báo Lao Động"),
        ("Lý Hoa", "TTXVN"),
        ("Vũ", "Báo Cần Thơ"),
    )
    pages = [[f"{person} | Zykw {source}"] for person, source in signed]
    assert leading_labels(pages, lambda text: False) == {"Zykw"}


def test_words_of_few_pages_before_papers_and_units_are_a_label():
    sources = ("Báo Nhân Dân", "Cục Du lịch Quốc gia", "TTXVN")
    pages = [[f"Dẫn từ {source}"] for source in sources] + [[f"Lê Vũ {k}/2"] for k in range(20)]
    assert leading_labels(pages, lambda text: False) == {"Dẫn", "từ"}


def test_what_stands_before_all_persons_is_a_label():
    names = ("Phạm Ngọc Nam", "Lê Thị Yến", "Đặng Thanh Hạnh", "Kim Hiểu", "Võ Hữu Tùng", "Lê Vũ")
    pages = [[f"KROUL SWORV {name}"] for name in names]
    assert leading_labels(pages, lambda text: False) == {"KROUL", "SWORV"}


def test_who_signs_often_is_no_label():
    pages = [[f"Thanh Yến ▸ {day}-02-2026"] for day in range(10, 14)]
    assert leading_labels([*pages, ["Lê Vũ ▸ 09-02-2026"]], lambda text: False) == frozenset()


def test_a_label_before_persons_alone_needs_no_person_without_it():
    names = ("Minh Bảo", "Thạch Thị Thúy", "Dương Thị Lâu", "Phạm Thu Đào")
    pages = [[f"Zaemz kwonz jisnu {name} ▪ [Flab lorg] Thông báo"] for name in names]
    assert leading_labels(pages, lambda text: text == "Thông báo") >= {"Zaemz", "kwonz", "jisnu"}


def test_the_name_of_a_family_before_a_date_is_no_label():
    names = ("Lê Hữu Sang", "Huỳnh Quốc Bảo", "Lê Văn Hạnh", "Võ Thị Tùng", "Lê Hữu Sang")
    pages = [[f"{name} - Thứ ba, ngày {day}/02/2026"] for day, name in enumerate(names, 10)]
    assert leading_labels(pages, lambda text: False) == frozenset()


def test_what_some_pages_have_in_brackets_in_mid_line_is_a_label():
    units = ("Phòng Nội chính", "Thanh tra tỉnh", "Chi cục Thủy lợi")
    pages = [[f"Plevd / Kinh tế [Dred slazz] {unit}"] for unit in units] + [["Plevd / Kinh tế"]] * 3
    assert constants(pages) >= {"[Dred", "slazz]"}
