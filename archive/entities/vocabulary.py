"""The words that rules look for: honorifics, offices, heads of organisations, words that end a phrase."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

Phrase = tuple[str, ...]


def _phrases(text: str) -> frozenset[Phrase]:
    """The phrases of `text`, one between two commas, each a tuple of words in lower case."""
    return frozenset(tuple(phrase.split()) for phrase in text.lower().split(","))


@cache
def surnames() -> frozenset[str]:
    """Family names of the Kinh, Khmer, Hoa and other peoples, in lower case."""
    text = files(__package__).joinpath("data", "surnames.txt").read_text(encoding="utf-8")
    return frozenset(text.lower().split())


MIDDLE_NAMES = frozenset(
    "thị văn hữu đức đình ngọc thanh minh quốc hoàng xuân thành công thế sa thúy kim".split()
)

HONORIFICS = _phrases(
    "ông, bà, anh, chị, em, cô, chú, bác, thầy, cháu, cụ, mẹ, đồng chí, các đồng chí, đ / c, đ . c, các đ / c, các ông, các bà,"
    "các anh, các chị, các em, ông bà, hai ông, hai bà, hai em, hai anh, vợ chồng ông, gia đình ông, gia đình bà,"
    "đại tướng, thượng tướng, trung tướng, thiếu tướng, chuẩn đô đốc, phó đô đốc, đại tá, thượng tá, trung tá, thiếu tá,"
    "đại úy, thượng úy, trung úy, thiếu úy, đại uý, thượng uý, trung uý, thiếu uý, thượng sĩ, trung sĩ, hạ sĩ, binh nhất, binh nhì,"
    "hòa thượng, thượng tọa, đại đức, ni sư, ni trưởng, sư cô, sư thầy, linh mục, mục sư, giám mục, giáo sĩ, achar, lục cụ,"
    "hoà thượng, sư cả, sa di, tỳ kheo, chư tôn đức, đạo huynh, giáo hữu,"
    "ngưt, ngnd, nsưt, nsnd, nhà giáo ưu tú, nhà giáo nhân dân, thầy thuốc ưu tú, thầy thuốc nhân dân, ttưt, ttnd,"
    "nghệ sĩ ưu tú, nghệ sĩ nhân dân, nghệ nhân ưu tú, nghệ nhân, gs, pgs, ts, ths, bs, ks, cn, ls, dsckii, bsckii, bscki, bs ckii,"
    "bs cki, giáo sư, phó giáo sư, tiến sĩ, tiến sỹ, thạc sĩ, thạc sỹ, cử nhân, kỹ sư, bác sĩ, bác sỹ, dược sĩ, luật sư, kiến trúc sư, nghệ sĩ,"
    "nhà báo, nhà văn, nhà thơ, nhạc sĩ, họa sĩ, doanh nhân, bị can, bị cáo, đối tượng, nạn nhân, cử tri, học sinh, sinh viên, đại biểu,"
    "chiến sĩ, vận động viên, võ sĩ, cầu thủ, hộ ông, hộ bà, hộ anh, hộ chị, anh hùng, liệt sĩ, liệt sỹ, nữ sinh, thí sinh, tài xế, lái xe,"
    "tên, quần chúng, đảng viên, chuyên gia, cựu chiến binh, thương binh, nông dân, ngư dân, nghi phạm, mr, mrs, ms"
)
"""Said before a name, and no office."""

PLURALS = frozenset({"các", "hai", "ba", "bốn"})

_CORES = _phrases(
    "chủ tịch, bí thư, giám đốc, tổng giám đốc, ủy viên, uỷ viên, uv, đại biểu quốc hội, đại biểu hđnd, tổng bí thư,"
    "trưởng ban, trưởng phòng, trưởng đoàn, trưởng khoa, trưởng công an, trưởng bộ môn, trưởng trạm, trưởng ấp, trưởng thôn, trưởng khóm,"
    "trưởng tiểu ban, trưởng chi nhánh, trưởng cơ quan, trưởng nhóm, trưởng đồn, trưởng bộ phận, trưởng văn phòng, trưởng đại diện,"
    "trưởng xóm, trưởng bản, trưởng tộc, trưởng hội, trưởng trung tâm, trưởng đội, trưởng tổ, trưởng kho, trưởng chi cục, trưởng khối, trưởng xã,"
    "trưởng đài, trưởng điểm, trưởng họ, trưởng nam, trưởng ty, trưởng ca, trưởng cụm, trưởng tàu, trưởng dự án,"
    "chánh văn phòng, chánh thanh tra, chánh án, chánh tòa, chánh chủ khảo, cục trưởng, vụ trưởng, bộ trưởng, thứ trưởng, viện trưởng, hiệu trưởng,"
    "hiệu phó, chi cục trưởng, tổng cục trưởng, đội trưởng, đồn trưởng, hội trưởng, chi hội trưởng, chỉ huy trưởng, tham mưu trưởng, hạt trưởng,"
    "chi đội trưởng, trung đoàn trưởng, tiểu đoàn trưởng, đại đội trưởng, trung đội trưởng, lữ đoàn trưởng, sư đoàn trưởng, hải đội trưởng, tổ trưởng,"
    "kế toán trưởng, kiến trúc sư trưởng, thuyền trưởng, trạm trưởng, tổng chỉ huy, phòng trưởng, tổng kiểm toán, kiểm toán trưởng, xã đội trưởng,"
    "thủ tướng, thủ trưởng, thư ký, tổng thư ký, tổng biên tập, tổng thanh tra, tổng lãnh sự, lãnh sự, đại sứ, tham tán, chủ nhiệm, chính ủy, chính uỷ, chính trị viên,"
    "tư lệnh, đại diện, trụ trì, ủy viên thường trực, kiểm sát viên, thẩm phán, thư kí, điều tra viên, kiểm lâm viên, chuyên viên, giáo viên, giảng viên,"
    "nhân viên, phóng viên, biên tập viên, báo cáo viên, cán bộ, công chức, viên chức, tổng phụ trách, phụ trách, kế toán, thủ quỹ, cố vấn, tổng đạo diễn, đạo diễn,"
    "điều dưỡng trưởng, quản đốc, quyền trưởng, người phát ngôn, nguyên thủ, tổng thống, quốc vương, nhà vua, thống đốc, tỉnh trưởng, thị trưởng, trợ lý,"
    "chủ doanh nghiệp, chủ cơ sở, chủ hộ, chủ tọa, đoàn trưởng, huấn luyện viên trưởng, huấn luyện viên, cộng tác viên, tổng công trình sư, trưởng, chấp hành viên,"
    "y sĩ, hộ lý, người sáng lập, chủ sở hữu, thường trực, tổng, pháp chủ, giáo phẩm, hội thẩm, trung tâm trưởng, vụ phó, cục phó, đội phó, tổ phó, viện phó, đồn phó"
)

_LATER = frozenset("trưởng tổng phụ thường".split())

OFFICES = frozenset(_CORES) - {
    ("trưởng",),
    ("tổng",),
    ("thường", "trực"),
    ("uv",),
    ("đại", "diện"),
    ("phụ", "trách"),
}
"""What an office begins with, apart from what stands before it ("nguyên", "quyền", "Phó")."""

BEFORE_OFFICE = frozenset({"nguyên", "cựu", "quyền", "phó", "q", "kiêm", "tân", "phó trưởng"})

LONGEST = 5

ORGANISATIONS = _phrases(
    "ubnd, hđnd, ubmttq, mttq, ubmttqvn, ủy ban, uỷ ban, hội đồng, ban, sở, bộ, cục, chi cục, tổng cục, vụ, viện, trung tâm, phòng, công an, đảng ủy, đảng uỷ, đảng bộ,"
    "chi bộ, tỉnh ủy, tỉnh uỷ, thành ủy, thành uỷ, huyện ủy, huyện uỷ, thị ủy, thị uỷ, quận ủy, tỉnh đoàn, huyện đoàn, thành đoàn, thị đoàn, xã đoàn, đoàn thanh niên,"
    "đoàn tncs, đoàn đại biểu quốc hội, đoàn đbqh, hội, liên đoàn, liên hiệp, liên minh, công đoàn, văn phòng, trường, bệnh viện, công ty, tập đoàn, tổng công ty, doanh nghiệp, ngân hàng, đài, báo,"
    "tòa án, toà án, tand, vksnd, viện kiểm sát, chính phủ, quốc hội, bộ tư lệnh, quân khu, bộ chỉ huy, bộ đội, kho bạc, cơ quan, đồn, hải đội, lữ đoàn, sư đoàn, trung đoàn, tiểu đoàn, thanh tra, hạt kiểm lâm, quỹ,"
    "hợp tác xã, htx, câu lạc bộ, nhà xuất bản, nxb, học viện, đại học, mặt trận tổ quốc, ủy ban mttq, ban chqs, bch, btv, bộ chqs, ttxvn, thông tấn xã, giáo hội, vnpt, viettel, vietcombank, agribank,"
    "bảo hiểm xã hội, bhxh, kiểm toán nhà nước, thường trực tỉnh ủy, bảo tàng, thư viện, nhà thiếu nhi, nhà văn hóa, tổ chức, cảnh sát biển, hải quân, quân đội nhân dân, công an nhân dân, bưu điện, điện lực, viễn thông, trạm, đội, xí nghiệp, nhà máy, thị đội, báo điện tử, tạp chí,"
    "ngân hàng nhà nước, cổng thông tin điện tử, đảng đoàn, ban cán sự, tổng liên đoàn, trung ương đoàn, trung ương hội, microsoft, nhnn, đoàn kinh tế"
)
"""What the name of an organisation begins with."""

WHOLE_ORGANISATIONS = _phrases(
    "chính phủ, quốc hội, bộ chính trị, ban bí thư, tỉnh đoàn, ban chấp hành trung ương đảng, trung ương đảng, bộ quốc phòng, bộ đội biên phòng, liên hợp quốc, thông tấn xã việt nam, unesco, unicef, undp, trung ương đoàn"
)

NO_ORGANISATION = _phrases(
    "hội nghị, hội thảo, hội thi, hội họp, hội chợ, hội trường, hội viên, hội trưởng, hội xuân, hội báo, hội diễn, hội thao, hội nhập, hội đàm, hội ý, ban hành, ban giám, ban đầu, ban ngành, ban tổ chức, bộ luật, bộ tiêu,"
    "bộ trưởng, bộ phận, bộ máy, bộ môn, bộ mặt, phòng chống, phòng khi, phòng ngừa, phòng cháy, đoàn thăm, báo cáo, báo chí, viện dẫn, viện trưởng, trường hợp, cục diện, cục trưởng, đội ngũ, đội trưởng, quỹ đất, đài tưởng, vụ việc, vụ án,"
    "vụ mùa, vụ đông, vụ hè, vụ lúa, vụ trưởng, trạm trưởng, cơ quan chức, tổ chức thực, tổ chức lễ, tổ chức hội, trường học, các ban, báo xuân, vụ xuân, đồn trưởng, đội hình, đội thi, đội tuyển, đội bóng, tổ chức các, trạm y, trường lớp, thanh tra viên, bộ đội cụ, ban ngày, vụ thu, vụ cháy, bộ sưu, hội tụ, hội đủ, hội viên"
)
"""Words that begin like the name of an organisation and are none."""

FIELDS = frozenset(
    "sở bộ ban phòng chi_cục cục vụ viện trung_tâm ủy hội trường công_ty tổng hội_đồng chi trung công khối".split()
)

UNIT_ENDS = frozenset({"ủy", "uỷ", "đoàn", "đội", "lỵ", "lộ", "bộ", "trấn", "trường", "phủ", "viên", "hội"})
"""What makes of the type of a unit another word ("Tỉnh ủy", "thị trường", "xã hội")."""

STOPS = frozenset(
    "cho đã đang sẽ phát trao yêu nhấn làm là giữ nhận dự tham đến được bị với cùng về khẳng ghi đánh biểu dương thăm tặng chúc"
    " lưu tiếp ký khai bế giới thay thừa gửi mong kêu nêu nói chia bày cảm gợi làm đọc tuyên trồng cắt thắp dâng viếng khen hỏi"
    " bàn đón tiễn kể hứa vừa mới cũng rất không chưa phải cần nên luôn xúc phấn vui ở từ trong ngoài sau trước khi đến để"
    " nhằm thì mà do có các những nhiều một này đó trên dưới qua nhân vào ra đi lên xuống bởi nếu như hoặc hay gồm"
    " theo tới còn chính hiện nay ngụ sinh cư thường_xuyên bên bằng đều cả mọi từng nhưng song tuy bao giao"
    " tọa chủ_trì cầu xin vẫn lại rồi cứ gắn gặp mời mang xem chụp hoàn gây nghe rằng nhờ quyết khảo tổ_chức đồng_thời lãnh".split()
)
"""Words that end the name of an organisation or an office."""

STOP_PAIRS = _phrases(
    "chủ trì, trình bày, công bố, đề nghị, đề xuất, thông báo, thông qua, thông tin về, hướng dẫn, triển khai, quán triệt, phân tích, phân công, kết luận, kiểm tra việc, báo cáo, trả lời, giải đáp, giải trình, động viên, chất vấn, ban hành, thực hiện,"
    "tổ chức, phối hợp, chỉ đạo, chỉ rõ, cam kết, ủng hộ, hỗ trợ, tiến hành, quy định, quyết định, phê duyệt, sửa đổi, bắt giữ, khởi tố, tạm giữ, xác định, phát động, quan tâm, chân thành, cụ thể, tặng quà, truyền đạt, quản lý nhà, tuyên truyền,"
    "kính gửi, liên quan, thuộc diện, cung cấp, xây dựng kế, bổ sung, điều hành hội, thống nhất, tập trung, tích cực, chỉ ra, trực tiếp, khi đó, hàng năm, hằng năm, lần thứ, nhiệm kỳ, năm học, tháng này, thông tin thêm, thông tin tại, lập kế, đầu tư xây, phản ánh, tán thành, trân trọng, bắt đầu, kiến nghị, chứng kiến, chấp thuận, chúc mừng, kỷ niệm, xử phạt, xử lý, tiếp tục"
)
"""Pairs of words that end a phrase, of which the first alone would not."""

AFTER_COMMA = _phrases(
    "thể thao, thanh niên, thiếu niên, nhi đồng, gia đình, du lịch, trẻ em, chống thiên, chống tham, giáo dục, truyền hình, tìm kiếm, cứu nạn, xã hội, giải trí, phát thanh, công nghiệp, sáng kiến, kiến nghị, lãng phí, tiêu cực"
)
"""What goes on after a comma with the name of one organisation ("Sở Văn hóa, Thể thao và Du lịch")."""

NUMBERED = frozenset("khu vực án đoàn số phường quận phòng đội đạo trạm khóm ấp tổ đồn khối cụm a b".split())

TRAPS = frozenset(
    "đường phố trường thpt thcs giải thưởng xã phường huyện quận ấp thôn khóm cầu chợ chùa đình mang đền đài viên ảnh tin bài nguồn"
    " trấn học non giáo viện ty lăng mộ kênh sông rạch bến khu hội đoàn tưởng quỹ phong giả biên sưu đảo hãng tncs sản lộ gương lớp"
    " tàu bút trại trạm cảng núi đèo hồ biển xóm làng miếu nghĩa hẻm tuyến phim tên".split()
)
"""Words before a name that is that of a street, a school, a prize …, or a credit."""
