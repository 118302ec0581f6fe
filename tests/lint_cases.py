"""For each rule of a review plans with its defect, and plans that come close and are right.

`¦` stands before the character that is told, `§` after the quote of the value that is told; a pair adds
words that the message has."""

GOOD = {
    "issuer": {"name": "ỦY BAN NHÂN DÂN TỈNH MINH HỌA", "abbreviation": "UBND"},
    "number": "12", "symbol": "KH-UBND", "place": "Minh Họa", "date": "2026-03-05", "type": "ke-hoach",
    "subject": "Truyền thông về biển, đảo năm 2026",
    "bases": ["Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại"],
    "opening": "Ủy ban nhân dân tỉnh ban hành Kế hoạch truyền thông về biển, đảo năm 2026 như sau:",
    "body": [{"heading": "MỤC ĐÍCH", "items": ["Nâng cao nhận thức của người dân."]},
             {"heading": "NHIỆM VỤ", "items": [{"heading": "Tuyên truyền", "items": ["Đăng tin, bài trên báo."]}]}],
    "signature": {"on_behalf_of": "ỦY BAN NHÂN DÂN", "acting_for": "CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Nguyễn Văn A"},
    "recipients": {"items": ["Các sở, ban, ngành", "Văn phòng tỉnh"], "archive": "VT, VX"},
}


def good(**over):
    return {**GOOD, **over}


def body(*texts):
    return good(body=list(texts))


def basis(*texts):
    return good(bases=list(texts))


def subject(text, **over):
    return good(subject=text, opening="Nội dung như sau:", **over)


def signed(**signature):
    return good(signature={"name": "Nguyễn Văn A", **signature})


def sent(*items, **over):
    return good(recipients={"items": list(items), "archive": "VT, VX", **over})


def letter(**over):
    return good(**{"type": "cong-van", "symbol": "UBND-VX", "addressees": ["Sở Minh Họa"], "recipients": {"items": ["Như trên"], "archive": "VT, VX"}, **over})


def party(**over):
    return good(**{"kind": "party", "symbol": "KH/TU", "date": "2024-03-05", "issuer": {"name": "BAN MINH HỌA"}, "subject": "truyền thông về biển, đảo",
                   "opening": "Nội dung như sau:", "signature": {"title": "TRƯỞNG BAN", "name": "Nguyễn Văn A"},
                   "recipients": {"items": ["Các ban", "Văn phòng"], "archive": "Ban"}, **over})


def task(time):
    return {"task": "Tuyên truyền", "lead": "Sở Minh Họa", "time": time}


ARTICLES = {"type": "quyet-dinh", "symbol": "QĐ-UBND", "subject": "Về truyền thông", "opening": "QUYẾT ĐỊNH:"}


def decision(*texts, **over):
    return good(**ARTICLES, body=[{"heading": "Phê duyệt", "items": [{"numbered": "Nội dung một."}, {"numbered": "Nội dung hai."}]},
                                  {"heading": "Thi hành", "items": list(texts)}], **over)


DEFECTS = {
    "number-padding": [(body("Theo Quyết định số ¦5/QĐ-UBND ngày 06 tháng 5 năm 2024."), "05/QĐ-UBND"), basis("Căn cứ Luật số ¦8/2020/QH14 ngày 17/6/2020"),
                       body({"text": ["Chương trình “A\n\u0042e\u0301” ", {"text": "theo số ¦5/QĐ-UBND", "bold": True}, "."]}),
                       {k: v for k, v in good(subject_lines=["Một", "Theo Công văn số ¦5/UBND-VX"], opening="Như sau:").items() if k != "subject"},
                       good(body=[{"task": "Tuyên truyền", "lead": ["Sở Minh Họa", "Sở số ¦5/UBND-VX"]}]),
                       body({"text": ["Nội dung", {"note": "Theo số ¦5/QĐ-UBND."}, "."]}),
                       body({"table": {"columns": ["Nội dung", "Ghi chú"], "rows": [["Một", "Theo số ¦5/QĐ-UBND"]]}}, "Hết."),
                       good(appendices=[{"title": "Danh sách", "body": ["Theo số ¦5/QĐ-UBND."]}], body=["Nội dung tại Phụ lục kèm theo."])],
    "symbol-type": [(good(symbol="§BC-UBND"), "KH"), good(type="quy-dinh", symbol="§QĐ-UBND")],
    "symbol-organ": [(good(symbol="§KH-SNgV"), "UBND")],
    "symbol-mark": [(good(symbol="§KH/UBND"), "KH-UBND"), (party(symbol="§KH-TU"), "KH/TU")],
    "citation-symbol": [(body("Theo Quyết định số 3334/QĐ¦- UBND ngày 09 tháng 12 năm 2022."), "3334/QĐ-UBND"), (body("Theo Quyết định số 1079/¦QĐTTg."), "1079/QĐ-TTg"),
                        (body("Theo Kế hoạch số 81¦ /KH-UBND."), "81/KH-UBND"), (body("Theo Nghị quyết số ¦36/NQ-TW ngày 22/10/2018."), "36-NQ/TW"),
                        body("Theo Quyết định số 12/QĐ¦–UBND ngày 09 tháng 12 năm 2022.")],
    "subject-prefix": [(letter(subject="¦V/v truyền thông"), "V/v"), (subject("¦Kế hoạch truyền thông năm 2026"), "Kế hoạch")],
    "title-end": [subject("Truyền thông năm 2026¦."), good(body=[{"heading": "Nội dung¦;", "items": ["Một."]}])],
    "subject-year": [(subject("Truyền thông năm ¦2023"), "2026"), good(subject="Truyền thông về biển, đảo năm 2027", opening="Ban hành Kế hoạch truyền thông về biển, đảo năm ¦2026 như sau:"),
                     subject("Truyền thông năm ¦2027", body=[task({"text": "Trong năm 2026", "from": "2026-04-01", "to": "2026-12-31"})])],
    "date-padding": [(body("Họp ngày ¦6 tháng 02 năm 2026."), "ngày 06 tháng 02"), body("Họp ngày 06 tháng ¦2 năm 2026."), body("Họp ngày ¦6 tháng 2 năm 2026.")],
    "date-impossible": [body("Họp ngày ¦30/02/2026."), body("Họp ¦ngày 31 tháng 4 năm 2026.")],
    "date-mixed": [body("Theo Quyết định số 81/QĐ-UBND ngày 06 tháng 5 năm 2024, Kế hoạch số 82/KH-UBND ngày ¦07/5/2024.")],
    "year-missing": [basis("Căn cứ Nghị định số 72/2015/NĐ-CP ¦ngày 07 tháng 9 của Chính phủ")],
    "basis-date": [(basis("Căn cứ Quyết định số 81/QĐ-UBND ¦ngày 06 tháng 5 năm 2026 về truyền thông"), "06/5/2026"), body("Theo Công văn số 81/UBND-VX ngày ¦06/3/2026.")],
    "citation-year": [(basis("Căn cứ Nghị định số ¦72/2015/NĐ-CP ngày 07 tháng 9 năm 2016 của Chính phủ"), "2016")],
    "basis-citation": [(basis("Căn cứ Quyết định số ¦3334/QĐ-UBND của Ủy ban nhân dân tỉnh về dự toán"), "3334/QĐ-UBND")],
    "task-date": [(good(body=[task({"text": "Trong quý I", "from": "2026-01-01", "to": "§2026-03-04"})]), "04/3/2026")],
    "weekday": [(body("Họp vào ¦thứ hai, ngày 06 tháng 3 năm 2026."), "thứ Sáu"), body("Họp ngày 06/3/2026 (¦chủ nhật).")],
    "district": [(body("Giao ¦UBND huyện Minh Sơn thực hiện."), "UBND huyện Minh Sơn"), body("Tại ¦quận 1 có mưa."), body("Giao ¦Ủy ban nhân dân các huyện, thành phố."), sent("¦Huyện ủy Minh Sơn", "Lưu trữ")],
    "province": [(body("Phối hợp với ¦tỉnh Sóc Trăng."), "thành phố Cần Thơ"), (good(issuer={"name": "ỦY BAN NHÂN DÂN ¦TỈNH HÀ GIANG", "abbreviation": "UBND"}), "Tuyên Quang"), good(recipients={"items": ["¦Tỉnh ủy Trà Vinh"], "archive": "VT"})],
    "organ-former": [(body("Phối hợp với ¦Bộ Thông tin và Truyền thông."), "Khoa học và Công nghệ"), body("Giao ¦Sở Kế hoạch và Đầu tư.")],
    "basis-end": [(good(bases_end="§,"), "\".\"")],
    "closing-mark": [(good(bases=["Căn cứ Luật Biển Việt Nam¦.", "Theo đề nghị của Sở Minh Họa"]), ";"), sent("Các sở, ban, ngành¦.", "Văn phòng tỉnh"),
                     good(body=[{"task": "Tuyên truyền", "lead": {"label": "Chủ trì¦:", "names": ["Sở Minh Họa"]}}])],
    "end-mark": [body("Báo cáo kết quả¦./.", "Trên đây là Kế hoạch"), party(body=["Trên đây là Kế hoạch¦./."])],
    "paragraph-end": [(body("Nội dung tuyên ¦truyền", "Hết."), "truyền"), body("Theo hướng dẫn (Phụ lục kèm theo¦)", "Hết.")],
    "recipients-archive": [(good(recipients={"items": ["Các sở"]}), "Lưu: VT")],
    "archive-label": [(sent("Các sở", archive_label="§Lưu"), "Lưu:"), sent("Các sở", archive="¦Lưu: VT, VX")],
    "archive-clerk": [(sent("Các sở", archive="¦VX"), "VT")],
    "recipient-twice": [sent("Các sở, ban, ngành", "Văn phòng tỉnh", "¦Các Sở, ban, ngành (để báo cáo)")],
    "recipients-above": [(letter(recipients={"items": ["¦Các sở"], "archive": "VT"}), "Như trên"), letter(addressees=[], recipients={"items": ["¦Như trên"], "archive": "VT"})],
    "signer-deputy": [signed(acting_for="GIÁM ĐỐC", title="§GIÁM ĐỐC")],
    "signer-authority": [(signed(title="§PHÓ GIÁM ĐỐC"), "KT."), signed(on_behalf_of="ỦY BAN NHÂN DÂN", title="§PHÓ CHỦ TỊCH")],
    "signer-prefix": [(signed(acting_for="¦KT. GIÁM ĐỐC", title="PHÓ GIÁM ĐỐC"), "KT."), signed(on_behalf_of="¦T/M BAN", title="TRƯỞNG BAN")],
    "signer-rank": [(signed(title="GIÁM ĐỐC", name="¦TS. Nguyễn Văn A"), "TS.")],
    "signer-organ": [(party(signature={"title": "PHÓ BÍ THƯ ¦TỈNH ỦY", "name": "Nguyễn Văn A"}), "TỈNH ỦY")],
    "money-words": [(body("Kinh phí 2.278.000.000 đồng (¦hai tỷ hai trăm tám mươi bảy triệu đồng)."), "hai tỷ hai trăm bảy mươi tám triệu"), body("Gồm 05 (¦sáu) bản."),
                    body("Kinh phí 2,5 tỷ đồng (bằng chữ: ¦hai tỷ bốn trăm triệu đồng chẵn).")],
    "money-unit": [(body("Chi 5.000.000 ¦VNĐ cho việc này."), "đồng"), good(body=[{"text": ["Chi ", {"amount": 5000000, "unit": "", "words": "năm triệu đồng"}, "."]}])],
    "figures-groups": [(body("Chi ¦50000000 đồng."), "50.000.000"), (body("Chi ¦2,278,000 đồng."), "2.278.000"), body("Chi ¦2.278.00 đồng.")],
    "figures-comma": [(body("Đạt 12¦.5% kế hoạch."), "12,5"), (body("Chi 2¦.5 tỷ đồng."), "2,5")],
    "percent-space": [(body("Đạt 95¦ % kế hoạch."), "95%")],
    "mark-space": [body("Chính sách,¦về biển."), body("Nội dung: một;¦hai."), body("Theo quy định.¦Các sở thực hiện."), body("Pháp luật...¦về biển.")],
    "mark-doubled": [(body("Chính sách¦,, pháp luật."), ",,"), body("Theo quy định¦.."), body("Các sở¦;. Hết.")],
    "bracket-space": [(body("Các sở (¦ ban) thực hiện."), "(ban"), body("Chương trình “Biển xanh¦ ” của tỉnh.")],
    "bracket-open": [body("Các sở ¦(ban, ngành thực hiện."), body("Các sở, ban¦) thực hiện.")],
    "quote-straight": [(body("Chương trình ¦\"Biển xanh\" của tỉnh."), "“Biển xanh”")],
    "dash-mixed": [body("Kinh tế - xã hội, chính trị - xã hội, quốc gia ¦– dân tộc.")],
    "dash-space": [(body("Phát triển kinh tế¦- xã hội."), "tế - xã"), body("Giai đoạn 2021 ¦-2025 có mưa.")],
    "range-dash": [(body("Trong giai đoạn 2021¦ 2025 có mưa."), "2021 - 2025")],
    "misread": [(good(subject="¦KÉ HOẠCH mới năm 2026", opening="Như sau:"), "KẾ HOẠCH"), (sent("Các PCT ¦UBDN tỉnh"), "UBND"), sent("Các sở", archive="VT, ¦Luu")],
    "diacritics": [(body("Theo ¦Quyet dinh của tỉnh."), "Quyết định")],
    "look-alike": [(body("Tỉnh Min¦һ Họa."), "Minh"), body("Phòng ¦СООН có mưa.")],
    "digit-letter": [(body("Trong năm ¦2O24 có mưa."), "2024"), (body("Tỉnh ¦K0N có mưa."), "KON")],
    "word-doubled": [(body("Giao các ¦các sở."), "các"), body("Đường lối đối ngoại ¦đối ngoại quân sự.")],
    "tone-mixed": [(body("Văn hóa, hòa bình, khóa học, ¦hoà hợp."), "hoà")],
    "capital-name": [(body("Tại ¦thành phố Hồ Chí Minh."), "Thành phố Hồ Chí Minh"), body("Về ¦biển Đông và hải đảo.")],
    "capital-unit": [(body("Nhân dân ¦Tỉnh Thanh Hóa."), "tỉnh Thanh Hóa")],
    "capital-reference": [(body("Theo quy định tại ¦Khoản 2 Điều 5 Luật Biển."), "khoản 2"), body("Theo ¦Điểm a khoản 2 Điều 5."), body("Theo khoản 2 ¦điều 5 Luật Biển."), body("Theo ¦chương II Luật Biển.")],
    "capital-document": [(body("Theo ¦nghị định số 72/2015/NĐ-CP."), "Nghị định số 72")],
    "reference": [(decision("Theo ¦khoản 3 Điều 1 Quyết định này."), "khoản 3 Điều 1"), decision("Theo ¦Điều 5 của Quyết định này."), decision("Thi hành.", recipients={"items": ["Như ¦Điều 3"], "archive": "VT"}),
                  body("Theo ¦Mục IV Kế hoạch này."), (decision("Theo ¦khoản 2 Điều này."), "khoản 2")],
    "space-doubled": [body("Các ¦ sở thực hiện."), body("Nghe\u0301 ¦ sở thực hiện.")],
    "space-before-mark": [body("Các sở¦ , ban thực hiện.")],
    "lines-empty": [body("Các sở.\n\n\n\nHết.")],
    "mark-typed": [sent("Các sở,", "Văn phòng")],
    "label-typed": [body("§- Các sở thực hiện.")],
    "label-order": [good(body=[{"heading": "MỘT", "label": "II."}])],
    "symbol-space": [good(symbol="§KH- UBND")],
    "symbol-slash": [good(symbol="§/KH-UBND")],
    "symbol-number": [good(symbol="§12/KH-UBND")],
    "recipients-missing": [{k: v for k, v in GOOD.items() if k != "recipients"}],
    "addressees-type": [good(addressees=["§Sở Minh Họa"], recipients={"items": ["Như trên"], "archive": "VT"})],
    "signer-roles": [signed(acting_for="GIÁM ĐỐC", by_order_of="CHỦ TỊCH", title="PHÓ GIÁM ĐỐC")],
    "capital-first": [party(subject="§Truyền thông")],
    "amount-words": [good(body=[{"text": ["Chi ", {"amount": 5000000, "words": "sáu triệu đồng"}, "."]}])],
}

NEAR = {
    "number-padding": [body("Theo Quyết định số 05/QĐ-UBND ngày 06 tháng 5 năm 2024.", "Chạy 5/TT giờ, tỷ số 3/A.")],
    "symbol-type": [good(symbol="KHPH-UBND"), letter(), good(type="quy-dinh", symbol="QyĐ-UBND")],
    "symbol-organ": [good(symbol="KH-UBNDT"), good(issuer={"name": "SỞ MINH HỌA"})],
    "symbol-mark": [party(), letter(symbol="UBND-VX"), good(symbol="KH-UBND/2")],
    "citation-symbol": [body("Theo Quyết định số 12/QĐ-UBND - bản sửa, Nghị quyết số 36-NQ/TW ngày 22/10/2018, Thông tư số 22/2016/TT-BTTTT, đạt 5 /10 điểm.")],
    "subject-prefix": [letter(subject="truyền thông V/v"), subject("Kế hoạch hóa gia đình năm 2026")],
    "title-end": [subject("Truyền thông, quảng bá,... năm 2026"), good(body=[{"heading": "Một số việc khác...", "items": ["Một."]}])],
    "subject-year": [subject("Thực hiện Luật Biển năm 2013"), subject("Phát triển đến năm 2030, tầm nhìn đến năm 2045"), subject("Truyền thông năm 2025"),
                     subject("Truyền thông năm 2026", body=[task({"text": "Trong năm", "from": "2025-12-01", "to": "2026-12-31"})]),
                     good(subject="Truyền thông về biển, đảo năm 2026", opening="Thực hiện Kế hoạch tuyên truyền biển năm 2025 của tỉnh:")],
    "date-padding": [body("Họp ngày 06 tháng 3 năm 2026, ngày 10 tháng 02 năm 2026, ngày 6/3/2026, ngày 10 tháng 12 năm 2025.")],
    "date-impossible": [body("Họp ngày 29/02/2024, ngày 31 tháng 12 năm 2025, số 45/2023/QĐ-UBND, tỷ lệ 31/45.")],
    "date-mixed": [body("Theo Quyết định số 81/QĐ-UBND ngày 06 tháng 5 năm 2024; kỷ niệm ngày 30/4/1975."), body("Theo Quyết định số 81/QĐ-UBND ngày 06/5/2024.")],
    "year-missing": [basis("Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ về ngày 20 tháng 11")],
    "basis-date": [basis("Căn cứ Quyết định số 81/QĐ-UBND ngày 05 tháng 3 năm 2026 về lễ ngày 30/4/2026"), good(date="2026", bases=["Căn cứ Quyết định số 81/QĐ-UBND ngày 06 tháng 5 năm 2026"])],
    "citation-year": [basis("Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015, được sửa đổi năm 2026")],
    "basis-citation": [basis("Căn cứ Nghị định số 72/2015/NĐ-CP của Chính phủ", "Căn cứ Luật Biển Việt Nam", "Căn cứ Quyết định số 12/QĐ-UBND của tỉnh, ban hành ngày 06/5/2024")],
    "task-date": [good(body=[task({"text": "Trong quý I", "from": "2026-01-01", "to": "2026-03-05"})]), good(date="2026-03", body=[task({"text": "Quý I", "to": "2026-03-01"})])],
    "weekday": [body("Họp vào thứ sáu, ngày 06 tháng 3 năm 2026; kỳ họp lần thứ hai, ngày 06/3/2026; thứ bảy hằng tuần.")],
    "district": [good(date="2025-06-30", body=["Giao UBND huyện Minh Sơn thực hiện."]), body("Theo Quyết định số 12/QĐ-UBND ngày 03/02/2023 của UBND huyện Minh Sơn."),
                 body("Địa bàn huyện Minh Sơn (cũ), cựu học sinh huyện.", "Quận công là tước xưa."), body("Thăm huyện Xê Pôn (Lào).")],
    "province": [good(date="2025-06-30", body=["Phối hợp với tỉnh Sóc Trăng."]), body("Phối hợp với tỉnh Vĩnh Long, Báo Sóc Trăng, phường Sóc Trăng."),
                 body("Quyết định số 12/QĐ-UBND ngày 03/02/2023 của UBND tỉnh Sóc Trăng còn hiệu lực."), body("Tỉnh Sóc Trăng trước đây có 11 huyện."), body("Tỉnh Sóc Trăng (nay là thành phố Cần Thơ) có biển.")],
    "organ-former": [good(date="2024-06-30", body=["Phối hợp với Bộ Thông tin và Truyền thông."]), basis("Căn cứ Thông tư số 22/2016/TT-BTTTT ngày 19 tháng 10 năm 2016 của Bộ Thông tin và Truyền thông về quản lý")],
    "basis-end": [good(bases_end="."), good(), good(bases=[], bases_end=",")],
    "closing-mark": [good(bases=["Căn cứ Luật Biển Việt Nam", "Theo đề nghị của Sở Minh Họa."]), sent("Các TV.", "Các sở v.v."),
                     good(bases=[[{"note": "Theo bản sao."}], "Theo đề nghị của Sở Minh Họa"])],
    "end-mark": [body("Báo cáo kết quả.", "Trên đây là Kế hoạch./.")],
    "paragraph-end": [body("Nội dung như sau:", "- một;", "Hết..."), body("Thời gian: 8 giờ, ngày 06/3/2026", "Hết."), good(body=[{"text": "Nội dung", "items": ["Một."]}, "Trên đây là Kế hoạch"])],
    "recipients-archive": [good(), good(recipients={"items": [], "archive": "VT"})],
    "archive-label": [sent("Các sở", archive="VT, Lưu trữ"), party()],
    "archive-clerk": [sent("Các sở", archive="VT.VX"), party(recipients={"items": ["Các ban"], "archive": "Ban Minh Họa"})],
    "recipient-twice": [sent("Các sở", "Các sở, ban, ngành", "Các sở (để báo cáo), ban")],
    "recipients-above": [letter(), good()],
    "signer-deputy": [signed(acting_for="BỘ TRƯỞNG", title="THỨ TRƯỞNG"), signed(acting_for="GIÁM ĐỐC", title="PHÓ GIÁM ĐỐC PHỤ TRÁCH")],
    "signer-authority": [signed(title="GIÁM ĐỐC"), signed(by_order_of="CHỦ TỊCH", title="PHÓ CHÁNH VĂN PHÒNG"), signed(on_behalf_of="BAN THƯỜNG TRỰC", title="PHÓ CHỦ TỊCH"),
                         party(signature={"on_behalf_of": "BAN THƯỜNG VỤ", "title": "PHÓ BÍ THƯ", "name": "Nguyễn Văn A"})],
    "signer-prefix": [signed(on_behalf_of="TẬP THỂ LÃNH ĐẠO", title="GIÁM ĐỐC")],
    "signer-rank": [signed(title="GIÁM ĐỐC", name="Tống Sơn A")],
    "signer-organ": [party(), signed(title="BÍ THƯ TỈNH ỦY")],
    "money-words": [body("Kinh phí 2.278.000.000 đồng (hai tỷ hai trăm bảy mươi tám triệu đồng), 1.005 đồng (một ngàn không trăm lẻ năm đồng), 24 (hai mươi bốn) bản, 2,5 tỷ đồng (hai tỷ năm trăm triệu đồng)."),
                    body("Năm 2026 (năm đầu), 12 đơn vị (ba xã, chín phường), 05 (năm) bản, 15 (mười lăm) ngày, 2.024.000.000 đồng (Hai tỷ không trăm hai mươi tư triệu đồng chẵn).")],
    "money-unit": [body("Chi 5.000.000 đồng, tỷ giá VND ổn định."), good(body=[{"text": ["Gồm ", {"amount": 5, "unit": "", "words": "năm"}, " bản."]}])],
    "figures-groups": [body("Số 0912345678, năm 2026, hồ sơ 123456, đạt 2.278.000 đồng, 1.500 đồng, 12,5 tỷ đồng, mục 2.1.3, 1,234 km.")],
    "figures-comma": [body("Đạt 12,5% và 1.250% kế hoạch, phiên bản 2.5.")],
    "percent-space": [body("Đạt 95% kế hoạch.")],
    "mark-space": [body("Lúc 8:30, chi 12,5 đồng, TP.HCM, P.Lãnh sự, BCĐ.TTĐN, xem https://minhhoa.vn/a,b;c và a.b@minhhoa.vn, du lịch,... tới.")],
    "mark-doubled": [body("Các sở, ban,... thực hiện; báo, đài v.v., TP., hết...", "Trên đây./.")],
    "bracket-space": [body("Các sở (ban) “ngành” thực hiện ( ).")],
    "bracket-open": [body("Gồm: a) một; 1) hai; (i) ba (bốn (năm)).")],
    "quote-straight": [body("Chương trình “Biển xanh”, màn hình 21\".")],
    "dash-mixed": [body("Kinh tế - xã hội, Việt - Nga, 1973–2023.")],
    "dash-space": [body("Kinh tế - xã hội, 2021-2025, nhiệt độ -5 độ, Ê-đê, “I- MỤC”.")],
    "range-dash": [body("Giai đoạn 2021 - 2025, trong giai đoạn 2021, 2025 có mưa.")],
    "misread": [body("Nơi nhân dân ở, thành phổ biến, chỉ thi hành, toàn bộ trường học, giao thông tu sửa, hành chính phù hợp, cá nhân dàn dựng.")],
    "diacritics": [body("Xem tại https://minhhoa.vn/ke-hoach và bao cao su."), body({"text": ["Xem ", {"text": "Ke hoach", "lang": "en"}, "."]})],
    "look-alike": [body("Tên tiếng Nga là Ленинград, góc α, β.")],
    "digit-letter": [body("Khí O2, CO2, 10l nước, QL1A, COVID19, G20, 4.0.")],
    "word-doubled": [body("Ngày ngày, luôn luôn, từng bước từng bước, các cấp, các ngành; vấn đề để lại.")],
    "tone-mixed": [body("Văn hóa, hòa bình, quý, thủy điện."), good(issuer={"name": "BAN MINH TÂN"}, place="Minh Tân", opening="Như sau:", signature={"title": "TRƯỞNG BAN", "name": "Nguyễn Văn A"}, body=["Hoà bình, uỷ quyền, quý."])],
    "capital-name": [body("THÀNH PHỐ HỒ CHÍ MINH, Thành phố Hồ Chí Minh, Biển Đông, vùng biển đông nam.")],
    "capital-unit": [body("Tỉnh Thanh Hóa có mưa. Tỉnh Thanh Hóa có gió.", "UBND TỈNH THANH HÓA.")],
    "capital-reference": [body("Khoản 2 nêu rõ. Điểm a được bỏ.", "Các Điểm du lịch; điểm a khoản 2 Điều 5 Chương II; có hai điều 3 người nêu.")],
    "capital-document": [body("Nghị định số 72/2015/NĐ-CP, các quyết định số hóa, kế hoạch số lượng lớn.")],
    "reference": [good(**ARTICLES, body=[{"heading": "Thi hành", "items": [{"numbered": "Một."}, {"numbered": "Hai.", "items": [{"numbered": "Ba."}, {"dash": "Theo điểm a khoản 2 Điều này, khoản 1 Điều này."}]}]}]),
                  decision("Theo khoản 2 Điều 1 Quyết định này, Điều 5 Luật Biển, Điều 9 Quyết định số 12/QĐ-UBND.", recipients={"items": ["Như Điều 2"], "archive": "VT"}),
                  body({"heading": "MỘT", "items": [{"heading": "Hai", "items": ["Theo điểm 1 Mục I Kế hoạch này."]}]})],
    "space-doubled": [good()],
    "space-before-mark": [body("Các sở, ban.")],
    "lines-empty": [body("Các sở.\n\nHết.")],
    "mark-typed": [good()],
    "label-typed": [body("-5 độ.")],
    "label-order": [good(body=[{"heading": "MỘT", "label": "I."}])],
    "symbol-space": [good()],
    "symbol-slash": [good()],
    "symbol-number": [good()],
    "recipients-missing": [good()],
    "addressees-type": [letter()],
    "signer-roles": [good()],
    "capital-first": [party()],
    "amount-words": [good(body=[{"text": ["Chi ", {"amount": 5000000, "words": "năm triệu đồng"}, "."]}])],
}

# Right text, in a document of 2026: not one finding of any rule.
RIGHT = [
    "Căn cứ khoản 2 Điều 5 Luật Biển Việt Nam, điểm a, b khoản 1 Điều 3, Điều 4 và Điều 7 Nghị định số 72/2015/NĐ-CP.",
    "Hằng năm, vào ngày 20 tháng 11, ngày 22/12 và dịp 30/4, các trường tổ chức lễ kỷ niệm.",
    "Tỷ lệ đạt 12,5% (năm 2025: 11,8%), tăng 0,7 điểm; giá trị 1.250,5 tỷ đồng; diện tích 3.358,6 km².",
    "Công ty TNHH MTV A&B, số 12/3 đường 30/4, điện thoại 0299.3821.123, thư điện tử vanphong@minhhoa.gov.vn.",
    "Thời gian: từ 7 giờ 30 phút đến 11 giờ 30 phút (08:00 - 11:00), thứ Sáu, ngày 06/3/2026.",
    "Thực hiện Quyết định số 01/2024/QĐ-UBND ngày 05/01/2024 và Quyết định số 1079/QĐ-TTg ngày 14/9/2022 của tỉnh.",
    "Nghị quyết số 18-NQ/TW ngày 25/10/2017, Chỉ thị số 37-CT/TW của Ban Bí thư, Kết luận số 57-KL/TW.",
    "Giai đoạn 2021 - 2025 và 2026-2030; Quý I/2026, tháng 3/2026, năm học 2025 - 2026; tỷ số 2/1; phiên bản 2.0.",
    "Ủy ban nhân dân các xã, phường, đặc khu; Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh; Thành phố Hồ Chí Minh; Biển Đông.",
    "Sau khi sắp xếp, cán bộ của UBND huyện cũ về làm việc tại xã; hồ sơ của tỉnh Sóc Trăng trước ngày 01/7/2025 được giữ nguyên.",
    "Quận công Nguyễn Văn A xưa; câu lạc bộ quần vợt; thị xã hội nhập; huyện đường bộ.",
    "Ngày ngày, đêm đêm, luôn luôn, từng bước từng bước; xã hội hóa; đa dạng hóa; hòa nhập; quý vị; thủy lợi.",
    "Phát triển kinh tế - xã hội, quốc phòng - an ninh; công - nông nghiệp; COVID-19; e-learning; Ê-đê; H'Mông.",
    "Gồm: (i) tuyên truyền; (ii) tập huấn; a) ở cơ sở; b) ở trường; 1) một; 2) hai.",
    "Các sở, ban, ngành, báo, đài v.v.; TP. Minh Họa; P.Nghiệp vụ; TS. Nguyễn Văn B; Th.S Trần Văn C; PGS.TS. Lê Văn D.",
    "Kinh phí 1.500.000 đồng/người (một triệu năm trăm nghìn đồng), 20 triệu đồng, 1,2 tỷ đồng, 500 nghìn đồng; 3 (ba) bộ.",
    "Trong 05 (năm) ngày làm việc, 02 (hai) bản; 12 (trong đó có ba nữ); 7 (bảy) tổ; 100 (một trăm) suất.",
    "Khí CO2, O2; vitamin B12; Windows 11; G7, G20; 4G/5G; QL1A; ĐT.935; mã A0B1C2; IPv6; 10l nước; 5l xăng.",
    "Chương trình “Mỗi xã một sản phẩm” (OCOP), “Biển xanh”, gọi là \u2018mẫu\u2019; màn hình 55\".",
    "Tiếng Anh, tiếng Khmer, tiếng Lào; Lào, Campuchia, Trung Quốc; sông Cửu Long; thành phố kết nghĩa.",
    "Xem https://minhhoa.gov.vn/tin,bai;moi?x=1 và www.minhhoa.vn; theo dõi tại Zalo, Facebook...",
    "Điểm du lịch, điểm nhấn; khoản thu, khoản chi; mục tiêu 3 năm; phần 2 của bộ phim; điều 3 người cùng nói.",
    "Nhân dân trong tỉnh; nhân dân các nước; Đảng bộ tỉnh Thanh Hóa; Tỉnh Thanh Hóa có biển. Tỉnh ủy, HĐND, UBND tỉnh.",
    "Quyết định hành chính; kế hoạch hóa; báo cáo viên; nghị quyết chuyên đề; thông tư liên tịch; hướng dẫn viên.",
    "Bộ trưởng, Thứ trưởng; Phó Thủ tướng Chính phủ; Thủ tướng Chính phủ; toàn bộ trường học; đối thủ tương đương.",
    "Người dân tự tổ chức; công tác thi đua - khen thưởng; chỉ thi hành khi có lệnh; chi thị trường; chủ trì, phối hợp.",
    "Việc bảo vệ chủ quyền biển, đảo là của toàn dân; ngày 01 tháng 7 năm 2025; ngày 10 tháng 12 năm 2025.",
    "Mục II Kế hoạch này nêu nhiệm vụ; khoản 1 Mục II Kế hoạch này nêu việc tuyên truyền; Mục III Chương trình số 05-CTr/TU khác.",
]
