"""Texts of visits and of charts."""

TEXTS: dict[str, tuple[str, str]] = {
    # visits
    "by_day": ("Theo ngày", "By day"),
    "by_week": ("Theo tuần", "By week"),
    "week": ("Tuần từ", "Week from"),
    "total": ("Tổng cuối kỳ", "Total at the end"),
    "growth": ("Tăng", "Growth"),
    "today_counter": ("“Hôm nay” cao nhất", "Highest “today”"),
    "most_online": ("Đang online, cao nhất", "Most online"),
    "readings": ("Số lần ghi nhận", "Readings"),
    "reset": ("bộ đếm đặt lại", "counter reset"),
    "visits_of_day": ("Lượt trong kỳ", "Visits"),
    "told_by_portal": (
        "số của chính cổng: “hôm qua” hoặc “tuần này”",
        "the portal's own figure: “yesterday” or “this week”",
    ),
    "told_by_growth": ("mức tăng giữa hai đầu kỳ", "the growth between both ends"),
    "over_gaps": (
        "Cột rộng: tăng trong cả khoảng không có số liệu, cao bằng mức trung bình mỗi kỳ.",
        "Broad bars: the growth over a whole gap, as high as its mean.",
    ),
    "best_day": ("Ngày nhiều lượt nhất: {0}, {1} lượt", "Most visits: {0}, {1}"),
    "best_week": ("Tuần nhiều lượt nhất: từ {0}, {1} lượt", "Most visits in the week from {0}: {1}"),
    "gap": ("không có số liệu", "no reading"),
    "total_chart": ("Tổng số lượt truy cập", "Total of visits"),
    "growth_chart": ("Lượt truy cập tăng thêm", "Growth of visits"),
    # charts of queries
    "chart_of_query": ("Biểu đồ của một truy vấn", "Chart of a query"),
    "chart_x": ("Theo", "By"),
    "chart_y": ("Giá trị", "Values"),
    "chart_by": ("Tách theo", "Parted by"),
    "chart_form": ("Kiểu", "Form"),
    "chart_bars": ("cột", "bars"),
    "chart_lines": ("đường", "lines"),
    "chart_draw": ("Vẽ biểu đồ", "Draw"),
    "chart_hint": (
        "Các dòng cùng nhãn được cộng lại; nhiều hơn ba nhóm thì vẽ ba nhóm lớn nhất.",
        "Rows of the same label are added up; of more than three groups the three largest are drawn.",
    ),
    "sql_failed": ("Truy vấn không chạy được", "The query failed"),
    "no_numbers": ("Không có cột số nào để vẽ.", "There is no column of numbers to draw."),
}  # fmt: skip
