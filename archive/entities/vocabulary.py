"""The words that rules look for: honorifics, offices, heads of organisations, words that end a phrase."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

Phrase = tuple[str, ...]


def phrases(text: str) -> frozenset[Phrase]:
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

HONORIFICS = phrases(
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
    "quần chúng, đảng viên, chuyên gia, cựu chiến binh, thương binh, nông dân, ngư dân, nghi phạm, mr, mrs, ms, ckii, cki, ck1, ck2, ckii .,"
    "tên, nhạc sỹ, họa sỹ, ca sĩ, ca sỹ, diễn viên, nghệ sỹ, mc, hlv, nhà nghiên cứu, nhà sử học, nhà khoa học, hoa hậu, á hậu, võ sư, thủ môn, tác giả, biên đạo,"
    "kiện tướng, con trai, con gái, thân nhân, tổ viên, hội viên, đoàn viên, cựu binh, phật tử, người dân, hộ dân, mẹ việt nam anh hùng, bà mẹ việt nam anh hùng, nhóm tác giả, gia đình cụ, gia đình anh, gia đình chị, hộ gia đình ông, hộ gia đình bà"
)
"""Said before a name, and no office."""

LOOSE_HONORIFICS = phrases(
    "em, cháu, mẹ, đối tượng, nạn nhân, cử tri, học sinh, sinh viên, đại biểu, chiến sĩ, vận động viên, cầu thủ, anh hùng, liệt sĩ, liệt sỹ, nữ sinh, thí sinh, tài xế, lái xe, tên,"
    "quần chúng, đảng viên, chuyên gia, cựu chiến binh, thương binh, nông dân, ngư dân, tác giả, nhóm tác giả, con trai, con gái, thân nhân, tổ viên, hội viên, đoàn viên, cựu binh, phật tử, người dân, hộ dân, doanh nhân, hlv, mc,"
    "mẹ việt nam anh hùng, bà mẹ việt nam anh hùng, diễn viên, nhà báo, nhà văn, nhà thơ, kỹ sư, bác sĩ, bác sỹ, tiến sĩ, thạc sĩ, cử nhân, nghệ nhân, chú, bác, cô, thầy, ts, bs, ks, cn, ls, gs"
)
"""Those of them after which other things than names stand, too: a family name has to follow."""

PLURALS = frozenset({"các", "hai", "ba", "bốn"})

_CORES = phrases(
    "đảng ủy viên, chi ủy viên, tỉnh ủy viên, thành ủy viên, huyện ủy viên, thị ủy viên, quận ủy viên, đảng uỷ viên, chi uỷ viên, tỉnh uỷ viên, thành uỷ viên, huyện uỷ viên, cụm trưởng, khối trưởng, trưởng bcđ, trưởng btc, pgđ, gđ, pct, uvtv, uvbtv, uvbch, ceo, chủ tịch, chủ tịch nước, bí thư, giám đốc, tổng giám đốc, ủy viên, uỷ viên, uv, đại biểu quốc hội, đại biểu hđnd, tổng bí thư,"
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

BEFORE_OFFICE = frozenset({"nguyên", "cựu", "quyền", "phó", "q", "kiêm"})

LONGEST = 5

ORGANISATIONS = phrases(
    "bộ chính trị, trung ương đảng, ubnd, hđnd, ubmttq, mttq, ubmttqvn, ủy ban, uỷ ban, hội đồng, ban, sở, bộ, cục, chi cục, tổng cục, vụ, viện, trung tâm, phòng, công an, đảng ủy, đảng uỷ, đảng bộ,"
    "chi bộ, tỉnh ủy, tỉnh uỷ, thành ủy, thành uỷ, huyện ủy, huyện uỷ, thị ủy, thị uỷ, quận ủy, tỉnh đoàn, huyện đoàn, thành đoàn, thị đoàn, xã đoàn, đoàn thanh niên,"
    "đoàn tncs, đoàn đại biểu quốc hội, đoàn đbqh, hội, liên đoàn, liên hiệp, liên minh, công đoàn, văn phòng, trường, bệnh viện, công ty, tập đoàn, tổng công ty, doanh nghiệp, ngân hàng, đài, báo,"
    "tòa án, toà án, tand, vksnd, viện kiểm sát, chính phủ, quốc hội, bộ tư lệnh, quân khu, bộ chỉ huy, bộ đội, kho bạc, cơ quan, đồn, hải đội, lữ đoàn, sư đoàn, trung đoàn, tiểu đoàn, thanh tra, hạt kiểm lâm, quỹ,"
    "hợp tác xã, htx, câu lạc bộ, nhà xuất bản, nxb, học viện, đại học, mặt trận tổ quốc, ủy ban mttq, ban chqs, bch, btv, bộ chqs, ttxvn, thông tấn xã, giáo hội, vnpt, viettel, vietcombank, agribank,"
    "bảo hiểm xã hội, bhxh, kiểm toán nhà nước, thường trực tỉnh ủy, bảo tàng, thư viện, nhà thiếu nhi, nhà văn hóa, tổ chức, cảnh sát biển, hải quân, quân đội nhân dân, công an nhân dân, bưu điện, điện lực, viễn thông, trạm, đội, xí nghiệp, nhà máy, thị đội, báo điện tử, tạp chí,"
    "ngân hàng nhà nước, cổng thông tin điện tử, đảng đoàn, ban cán sự, tổng liên đoàn, trung ương đoàn, trung ương hội, microsoft, nhnn, đoàn kinh tế"
)
"""What the name of an organisation begins with."""

WHOLE_ORGANISATIONS = phrases(
    "chính phủ, quốc hội, bộ chính trị, ban bí thư, tỉnh đoàn, ban chấp hành trung ương đảng, trung ương đảng, bộ quốc phòng, bộ đội biên phòng, liên hợp quốc, thông tấn xã việt nam, unesco, unicef, undp, trung ương đoàn"
)

NO_ORGANISATION = phrases(
    "hội nghị, hội thảo, hội thi, hội họp, hội chợ, hội trường, hội viên, hội trưởng, hội xuân, hội báo, hội diễn, hội thao, hội nhập, hội đàm, hội ý, ban hành, ban giám, ban đầu, ban ngành, ban tổ chức, bộ luật, bộ tiêu,"
    "bộ trưởng, bộ phận, bộ máy, bộ môn, bộ mặt, phòng chống, phòng khi, phòng ngừa, phòng cháy, đoàn thăm, báo cáo, báo chí, viện dẫn, viện trưởng, trường hợp, cục diện, cục trưởng, đội ngũ, đội trưởng, quỹ đất, đài tưởng, vụ việc, vụ án,"
    "vụ mùa, vụ đông, vụ hè, vụ lúa, vụ trưởng, trạm trưởng, cơ quan chức, tổ chức thực, tổ chức lễ, tổ chức hội, trường học, các ban, báo xuân, vụ xuân, đồn trưởng, đội hình, đội thi, đội tuyển, đội bóng, tổ chức các, trạm y, trường lớp, thanh tra viên, bộ đội cụ, ban ngày, vụ thu, vụ cháy, bộ sưu, hội tụ, hội đủ, hội viên"
)
"""Words that begin like the name of an organisation and are none."""

FIELDS = frozenset(
    "sở bộ ban phòng chi_cục cục vụ viện trung_tâm ủy hội trường tổng hội_đồng chi trung công khối".split()
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

STOP_PAIRS = phrases(
    "chủ trì, trình bày, công bố, đề nghị, đề xuất, thông báo, thông qua, thông tin về, hướng dẫn, triển khai, quán triệt, phân tích, phân công, kết luận, kiểm tra việc, báo cáo, trả lời, giải đáp, giải trình, động viên, chất vấn, ban hành, thực hiện,"
    "tổ chức, phối hợp, chỉ đạo, chỉ rõ, cam kết, ủng hộ, hỗ trợ, tiến hành, quy định, quyết định, phê duyệt, sửa đổi, bắt giữ, khởi tố, tạm giữ, xác định, phát động, quan tâm, chân thành, cụ thể, tặng quà, truyền đạt, quản lý nhà, tuyên truyền,"
    "kính gửi, liên quan, thuộc diện, cung cấp, xây dựng kế, bổ sung, điều hành hội, thống nhất, tập trung, tích cực, chỉ ra, trực tiếp, khi đó, hàng năm, hằng năm, lần thứ, nhiệm kỳ, năm học, tháng này, thông tin thêm, thông tin tại, lập kế, đầu tư xây, phản ánh, tán thành, trân trọng, bắt đầu, kiến nghị, chứng kiến, chấp thuận, chúc mừng, kỷ niệm, xử phạt, xử lý, tiếp tục, chia sẻ, khẳng định, ghi nhận, nhấn mạnh, yêu cầu, phát biểu, cho biết, cho rằng, đánh giá, biểu dương, bày tỏ, giới thiệu, tham gia, tham dự, tiếp nhận, chúc tết, thăm hỏi, trao tặng, làm việc, cùng đoàn, chủ động, tăng cường, đăng cai, điểm báo, tiếp đón, khai mạc, bế mạc"
)
"""Pairs of words that end a phrase, of which the first alone would not."""

AFTER_COMMA = phrases(
    "thể thao, thanh niên, thiếu niên, nhi đồng, gia đình, du lịch, trẻ em, chống thiên, chống tham, giáo dục, truyền hình, tìm kiếm, cứu nạn, xã hội, giải trí, phát thanh, công nghiệp, sáng kiến, kiến nghị, lãng phí, tiêu cực"
)
"""What goes on after a comma with the name of one organisation ("Sở Văn hóa, Thể thao và Du lịch")."""

NUMBERED = frozenset("khu vực án đoàn số phường quận phòng đội đạo trạm khóm ấp tổ đồn khối cụm a b".split())

TRAPS = frozenset(
    "đường phố trường thpt thcs giải thưởng xã phường huyện quận ấp thôn khóm cầu chợ chùa đình mang đền đài viên ảnh tin bài nguồn"
    " hoa trấn học non giáo viện ty lăng mộ kênh sông rạch bến khu hội đoàn tưởng quỹ phong giả biên sưu đảo hãng tncs sản lộ gương lớp"
    " tàu bút trại trạm cảng núi đèo hồ biển xóm làng miếu nghĩa hẻm tuyến phim tên".split()
)
"""Words before a name that is that of a street, a school, a prize …, or a credit."""

LATER = phrases(
    "nhân dân, nông thôn, chính phủ, quốc hội, trung ương, địa phương, tổ quốc, việt nam, điều tra, truy nã, hình sự, giao thông, ma túy, kinh tế, xã hội, trật tự, an ninh, phòng cháy, chữa cháy, cứu nạn, cứu hộ, hành chính,"
    "dự án, xây dựng, đầu tư, kỹ thuật, công nghệ, thông tin, truyền thông, khoa học, giáo dục, đào tạo, thể thao, du lịch, văn hóa, nghệ thuật, môi trường, tài nguyên, nông nghiệp, phát triển, bệnh tật, y tế, dân số, bảo hiểm,"
    "việc làm, lao động, thương binh, dân tộc, tôn giáo, dân vận, tuyên giáo, tổ chức, kiểm tra, nội chính, nội vụ, tài chính, kế hoạch, tư pháp, công thương, thương mại, bảo vệ, thực vật, thú y, thủy sản, thủy lợi, kiểm lâm, chăn nuôi, lâm nghiệp,"
    "yêu nước, sư sãi, khuyến học, khuyến nông, cựu chiến, chiến binh, chữ thập, thanh niên, thanh tra, thiếu niên, nhi đồng, phụ nữ, nông dân, người cao, cao tuổi, người mù, người khuyết, khuyết tật, trẻ em, nạn nhân, chất độc, da cam, đoàn kết, liên hiệp, hữu nghị, doanh nghiệp, doanh nhân,"
    "chỉ đạo, chỉ huy, quân sự, quốc phòng, biên phòng, bộ đội, cảnh sát, cơ động, quản lý, thị trường, nhà nước, tiểu học, trung học, phổ thông, cơ sở, mầm non, mẫu giáo, dân lập, đại học, cao đẳng, cộng đồng, nội trú, bán trú, thường xuyên, hướng nghiệp, dạy nghề, đa khoa, quân dân, y học, cổ truyền, sản nhi, chuyên khoa,"
    "cổ phần, trách nhiệm, hữu hạn, một thành, thành viên, sản xuất, dịch vụ, tổng hợp, xuất khẩu, nhập khẩu, chế biến, xổ số, kiến thiết, cấp nước, cấp thoát, thoát nước, đô thị, môi giới, điện lực, viễn thông, bưu chính, phát thanh, truyền hình, truyền dẫn, phát sóng, điện tử, báo chí, xuất bản,"
    "viên chức, công chức, tuyển dụng, thi đua, khen thưởng, sự nghiệp, bồi thường, giải phóng, mặt bằng, đất đai, quỹ đất, công nghiệp, tiêu chuẩn, đo lường, chất lượng, kiểm soát, kiểm nghiệm, kiểm dịch, giám định, pháp y, pháp luật, phổ biến, tiếp công, công dân, hành động, thủ đô,"
    "liên lạc, kiều bào, nước ngoài, lịch sử, nhà báo, văn nghệ, văn học, luật gia, luật sư, kiến trúc, quy hoạch, hợp tác, tương tế, người hoa, thường trực, thường vụ, chấp hành, bí thư, lãnh đạo, điều hành, vận động, cứu trợ, quốc gia, quốc tế, khu vực, tỉnh đoàn, đại biểu, chuyên trách, nghiên cứu, tổng cục, miền nam, tây nam, nam bộ, đồng bằng, cửu long, sông hồng,"
    "toàn quốc, chính sách, tín dụng, ngân hàng, kho bạc, chứng khoán, giao dịch, thuế, hải quan, vệ sinh, an toàn, thực phẩm, lâm sàng, xét nghiệm, cấp cứu, dự phòng, sức khỏe, sinh sản, tâm thần, lưu trữ, văn thư, tổng hợp, quản trị, tham mưu, hậu cần, chính trị, kỹ thuật số, chuyển đổi số, cải cách, phân tích, tín ngưỡng, bình đẳng, giới tính, tiến bộ, bảo trợ, bảo tồn, bảo tàng, thư viện, triển lãm, cải lương, chiếu bóng, thi hành, dân sự, án"
    ", sinh viên, học sinh, người tiêu, tiêu dùng, tiếng nói, nội bộ, xuất nhập, nhập cảnh, thi công, huấn luyện, trồng trọt, đăng kiểm, vận tải, hàng hải, đường bộ, đường thủy, cơ giới, di động, nghe nhìn, toàn cầu, nước sạch, ứng phó, thiên tai, tìm kiếm, biến đổi, khí hậu, khí tượng, thủy văn, tội phạm, công an, tỉnh ủy, huyện ủy, thành ủy, đảng ủy, đảng bộ, hội đồng, ủy ban, trưởng ban, trưởng phòng, thành phần, giám sát, đồng bào, tự vệ, dân quân, đặc công, cơ yếu, xe máy, mạng lưới, vũ trang, lực lượng, nghiệp vụ, chuyên môn, công tác, phụ trách, kế toán, tiền tệ, kiêm nhiệm,"
    "tư vấn, đặc xá, đám mây, vô tuyến, giải pháp, thường kỳ, kiều hối, bảo đảm, cửa khẩu, khu kinh, khu công, trưởng thường, chủ tịch, phổ cập, đặc biệt, tiểu thủ, thủ công, sở hữu, trí tuệ, hành nghề, hợp nhất, tiên phong, hòa giải, xuất nhập, nhập khẩu, kiểm định, vận chuyển, kế cận"
)
"""Pairs of words that may go on with a name or an office in small letters ("Viện kiểm sát nhân dân")."""

THIRD = frozenset({("tuyến", "điện"), ("chiến", "binh"), ("thập", "đỏ"), ("sinh", "viên"), ("đại", "biểu"), ("kiểm", "sát"), ("cách", "mạng"), ("bình", "dương"), ("thiết", "kế"), ("trúc", "sư"), ("hội", "học"), ("kỹ", "nghệ"), ("thành", "viên")})

WHOLE = frozenset("đảng sở giải thuế phủ nước báo đài vnpt bộ ban".split())
"""Capitals that are a word of one syllable, or end one."""

SMALL_HEADS = frozenset("sở bộ ban hãng báo đài phòng cục vụ viện trường xã hội đội".split())
"""What an organisation begins with that an office names in small letters ("Giám đốc sở TT&TT")."""

HARD_STOPS = frozenset("và của về đã là các tại những trong với cho để khi thì mà được do bị này đó vừa cũng sẽ đang có từ đến".split())
"""Words that end a phrase even where they may be the second syllable of a word."""

NOT_PERSONS = phrases("hồ chí minh, châu á, châu âu, châu phi, châu mỹ, châu đại dương, thái bình dương, đoàn thanh, an toàn, mai vàng, kim ngạch, sơn la, việt nam, hà nội, đoàn viên, đoàn công, đào tạo")
"""Capitals that read like a person's name and are none, Hồ Chí Minh but for the president."""

COUNTRIES = phrases("hoa kỳ, nhật bản, hàn quốc, trung quốc, thái lan, ấn độ, campuchia, vương quốc campuchia, liên bang nga, vương quốc anh, cuba, lào, singapore, malaysia, philippines, indonesia, đài loan, hà lan, đan mạch, thụy điển, thụy sĩ, na uy, phần lan, úc, australia, pháp, canada, israel, châu âu")
"""Countries, in the names of embassies and offices."""

HISTORICAL = phrases(
    "ngô tất tố, lý tự trọng, nguyễn thị minh khai, trần hưng đạo, lê hồng phong, hai bà trưng, võ nguyên giáp, tôn đức thắng, nguyễn văn linh, nguyễn trung trực, phan chu trinh, phan châu trinh, lương định của, mạc đĩnh chi, lý thường kiệt,"
    "nguyễn đình chiểu, nguyễn văn cừ, lê quý đôn, nguyễn chí thanh, phan bội châu, hoàng văn thụ, nguyễn văn trỗi, võ thị sáu, trần quốc toản, lê đại hành, nguyễn bỉnh khiêm, lê văn tám, phạm ngũ lão, trần văn bảy, nguyễn trường tộ, phạm văn đồng,"
    "dương kỳ hiệp, lê thánh tông, trần nhân tông, đinh tiên hoàng, hoàng hoa thám, phan đình phùng, nguyễn khuyến, nguyễn viết xuân, phan đình giót, hồ xuân hương, huỳnh thúc kháng, dương đình nghệ, lý thái tổ, võ văn kiệt, bùi thị xuân, trần đại nghĩa, tô vĩnh diện"
)
"""Whose names streets, schools and prizes bear: no mention where only the bare name stands."""
