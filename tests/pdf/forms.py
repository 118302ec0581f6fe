"""The forms of the decree on finished PDFs: what stands where, for every type of every profile.

Words and places are those of Decree 30/2020/NĐ-CP, Appendix III, written down here a second time."""

import copy
import json
import os
import re
import unicodedata

import conformance
import pdfread
from pdfread import MM, key
from suite import ROOT, Folder, read, run

FOLDER = os.path.join(ROOT, "examples/types")
LEFT, RIGHT = 30 * MM, 195 * MM          # the text area, as the decree's profile has it
MIDDLE = (LEFT + RIGHT) / 2
NEAR = 0.3

# What each form prints of itself, in order (Appendix III, forms 1.1 to 1.10).
WORDS = {
    "nghi-quyet": ["NGHỊ QUYẾT", "HỘI ĐỒNG THÀNH VIÊN", "Căn cứ", "QUYẾT NGHỊ:", "Điều 1.", "./.", "Nơi nhận:"],
    "quyet-dinh": ["QUYẾT ĐỊNH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MINH HỌA", "Căn cứ", "Theo đề nghị của", "QUYẾT ĐỊNH:",
                   "Điều 1.", "./.", "Nơi nhận:"],
    "cong-van": ["Số: 210/SNV-VTLT", "V/v rà soát", "Kính gửi:", "- Văn phòng", "./.", "Nơi nhận:", "- Như trên;"],
    "thong-bao": ["Số: 45/TB-VP", "THÔNG BÁO", "./."],
    "cong-dien": ["CÔNG ĐIỆN", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MINH HỌA điện:", "- Giám đốc các sở", "./.", "Nơi nhận:"],
    "giay-moi": ["GIẤY MỜI", "trân trọng kính mời: Ông Lê Văn C", "Tới dự họp giao ban", "Chủ trì:", "Thời gian:", "Địa điểm:",
                 "./.", "Nơi nhận:"],
    "giay-gioi-thieu": ["GIẤY GIỚI THIỆU", "trân trọng giới thiệu:", "Ông (bà): Vũ Thị G", "Chức vụ:", "Được cử đến:", "Về việc:",
                        "Đề nghị Quý cơ quan tạo điều kiện", "Giấy này có giá trị đến hết ngày 31 tháng 5 năm 2026./.", "Nơi nhận:"],
    "bien-ban": ["BIÊN BẢN", "Thời gian bắt đầu:", "Địa điểm:", "Thành phần tham dự:", "- Ông Lê Văn C", "Chủ trì:", "Thư ký:",
                 "Nội dung:", "kết thúc vào 11 giờ 00", "./.", "THƯ KÝ", "CHỦ TỌA", "Vũ Thị G", "Lê Văn C", "Nơi nhận:"],
    "giay-nghi-phep": ["GIẤY NGHỈ PHÉP", "Xét Đơn đề nghị nghỉ phép ngày 29 tháng 6 năm 2026 của ông (bà) Vũ Thị G", "cấp cho:",
                       "Ông (bà):", "Chức vụ:", "Được nghỉ phép trong thời gian 05 ngày kể từ ngày", "đến hết ngày", "tại phường Ví Dụ",
                       "Số ngày nghỉ phép nêu trên được tính vào thời gian", "./.", "Nơi nhận:", "Xác nhận của", "(Chữ ký, dấu)"],
}


# Symbols that are made from type, issuer and unit (II.3.b; the Party's guidances).
SYMBOLS = {("state", "ke-hoach"): "Số: 81/KH-UBND", ("state", "cong-van"): "Số: 210/SNV-VP",
           ("party", "ke-hoach"): "Số 81-KH/UBND", ("party", "cong-van"): "Số 210-CV/SNV"}


class Sheets:
    """A PDF whose texts can be asked for by their words."""

    def __init__(self, path):
        self.pages = pdfread.pages(path)
        self.rows = []
        for page in self.pages:
            rows = {}
            for line in page.lines:
                for g in line.inked:
                    rows.setdefault(round(g.y, 1), []).append(g)
            self.rows += [(page.number, sorted(glyphs, key=lambda g: g.x)) for _, glyphs in sorted(rows.items())]

    def all(self, words):
        """Everywhere these words stand on one line, from the top."""
        found = []
        for page, glyphs in self.rows:
            text = "".join(g.char for g in glyphs)
            found += [pdfread.Line(page, glyphs[m.start():m.start() + len(key(words))])
                      for m in re.finditer(re.escape(key(words)), text)]
        return found

    def one(self, words, n=0):
        found = self.all(words)
        if len(found) <= n:
            raise LookupError(f"not on any page: {words}")
        return found[n]

    def dots(self):
        """Rows of dots to write on: thin lines below the title, not the short rule under it."""
        return [r for page in self.pages for r in page.rules if r.y1 - r.y0 > 1]


def expect(faults, true, what):
    if not true:
        faults.append(what)


def centred(faults, line, on=MIDDLE):
    expect(faults, abs(line.centre - on) < NEAR, f"{line.centre - on:+.2f} pt off its centre: {line.text}")


def below(faults, *lines):
    for a, b in zip(lines, lines[1:]):
        expect(faults, (b.page, b.y) > (a.page, a.y), f"stands above: {b.text} / {a.text}")


def level(faults, *lines):
    expect(faults, len({(line.page, round(line.y, 1)) for line in lines}) == 1, f"not on one line: {[line.text for line in lines]}")


def decision(s):
    """Forms 1.1 and 1.2: who decides above the bases, the word that resolves below them."""
    faults = []
    title, subject = s.one("QUYẾT ĐỊNH", 0), s.one("Về việc thành lập")
    authority, resolves = s.one("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MINH HỌA"), s.one("QUYẾT ĐỊNH:")
    below(faults, title, subject, authority, s.one("Căn cứ Luật"), s.one("Theo đề nghị của"), resolves, s.one("Điều 1."))
    for line in (title, authority, resolves):
        centred(faults, line)
        expect(faults, line.bold and not line.italic and 13 <= line.size <= 14, f"{line.main.font} {line.size}: {line.text}")
    return faults


def telegram(s):
    """Form 1.6: the sender's line is indented as a paragraph, the addressees stand below it, further right."""
    faults = []
    sender = s.one("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MINH HỌA điện:")
    to = [s.one(w) for w in ("- Giám đốc các sở", "- Chủ tịch Ủy ban nhân dân các xã", "- Giám đốc Đài")]
    below(faults, s.one("CÔNG ĐIỆN"), sender, *to, s.one("Theo dự báo"))
    expect(faults, abs(sender.x0 - LEFT - 10 * MM) < NEAR, f"the sender begins {(sender.x0 - LEFT) / MM:.1f} mm from the margin")
    for line in to:
        expect(faults, abs(line.x0 - to[0].x0) < NEAR and line.x0 > sender.x0 + 20 * MM, f"not below the others: {line.text}")
    return faults


def blank(s):
    """Form 1.8 to be filled in: dots from the words to the right margin, on the baseline, in columns."""
    faults = []
    labels = [s.one(w) for w in ("Ông (bà):", "Chức vụ:", "Được cử đến:", "Về việc:", "Giấy này có giá trị đến hết ngày")]
    dots = s.dots()
    expect(faults, len(dots) == 6, f"{len(dots)} rows of dots, not 6")
    for line in labels:
        own = [r for r in dots if -0.2 < line.y - r.y1 < 0.5 and r.x0 > line.x1]
        expect(faults, len(own) == 1 and own[0].x0 - line.x1 < 4 * MM, f"no dots behind: {line.text}")
    ends = sorted(r.x1 for r in dots)
    expect(faults, all(abs(x - RIGHT) < 1.5 for x in ends[1:]), f"dots end {[round(x - RIGHT, 1) for x in ends]} from the margin")
    mark = s.one("./.")
    expect(faults, mark.x0 > ends[0] - 1 and abs(mark.x1 - RIGHT) < NEAR, "the end mark does not stand behind the dots at the margin")
    return faults


def minutes(s):
    """Form 1.9: no place and date; who took them on the left, who presided on the right, recipients below."""
    faults = []
    left, right = s.one("THƯ KÝ"), s.one("CHỦ TỌA")
    names = [s.all("Vũ Thị G")[-1], s.all("Lê Văn C")[-1]]
    post, title = s.all("Giám đốc Sở")[-1], s.one("Nơi nhận:")
    expect(faults, not s.all("Minh Họa, ngày"), "place and date are printed")
    level(faults, left, right)
    level(faults, *names)
    for a, b in zip((left, right), names):
        centred(faults, b, a.centre)
    centred(faults, post, right.centre)
    expect(faults, left.centre < MIDDLE < right.centre, "the secretary is not on the left")
    below(faults, s.one("kết thúc vào"), left, post, names[1], title)
    expect(faults, abs(title.x0 - LEFT) < NEAR, "the recipients are not at the margin")
    return faults


def leave(s):
    """Form 1.10: who confirms the stay, below the signature on the left."""
    faults = []
    confirmed, how = s.one("Xác nhận của chính quyền"), s.one("(Chữ ký, dấu)")
    below(faults, s.one("Phạm Thị D"), confirmed, how)
    centred(faults, how, confirmed.centre)
    expect(faults, how.x1 < MIDDLE and how.italic, "not in the left half, in italics")
    return faults


def joint(organs, rows):
    """Names of organs at the top left, a symbol that stays in its column, signers in rows."""
    def check(s):
        faults = []
        number, date = s.one("Số:"), s.one("Minh Họa, ngày")
        level(faults, number, date)
        symbol = "".join(g.char for page, glyphs in s.rows for g in glyphs if page == 1 and g.x < date.x0 - MM
                         and -0.1 < g.y - number.y < 35)
        expect(faults, symbol.startswith("Số:") and symbol.count("-") == organs, f"the symbol is printed as {symbol}")
        ends = [g.end for page, glyphs in s.rows for g in glyphs if page == 1 and g.end < date.x0 and -0.1 < g.y - number.y < 35]
        expect(faults, max(ends) < date.x0 - 3 * MM, "no room between symbol and date")
        organs_above = [line for line in s.all("TỈNH MINH HỌA") if line.size == 14]
        expect(faults, len(organs_above) == organs, f"{len(organs_above)} organs above {organs} signers")
        titles = [line for w in ("KT. GIÁM ĐỐC", "KT. VIỆN TRƯỞNG", "KT. CHÁNH ÁN") for line in s.all(w)]
        names = [s.one(n) for n in ("Nguyễn Văn A", "Trần Thị B", "Lê Văn C", "Phạm Thị D", "Hoàng Văn E", "Vũ Thị G")[:organs]]
        expect(faults, len(titles) == organs, f"{len(titles)} titles of {organs}")
        at = 0
        for n in rows:
            row = names[at:at + n]
            level(faults, *row)
            above = [t for t in titles if t.page == row[0].page and 20 * MM < row[0].y - t.y < 45 * MM]
            level(faults, *above)
            level(faults, *(o for o in organs_above if above and 0 < above[0].y - o.y < 20 and o.page == above[0].page))
            expect(faults, len(above) == n, f"{len(above)} titles above {n} names")
            for t, name in zip(sorted(above, key=lambda t: t.x0), row):
                centred(faults, name, t.centre)
            for a, b in zip(row, row[1:]):
                expect(faults, b.centre - a.centre > 40 * MM, f"too near: {a.text}, {b.text}")
            at += n
        to = s.one("Nơi nhận:")
        below(faults, names[-1], to)
        expect(faults, to.page == names[-1].page, "the recipients are alone on their page")
        return faults
    return check


def quotes(s):
    """Amendments: quoted from before the first label to behind the last word, with numbers of their own."""
    faults = []
    for words in ("“2. Văn phòng", "b) Số hồ sơ đến hạn nộp lưu nhưng chưa nộp”.", "2. Bổ sung Điều 5a", "“Điều 5a. Trách nhiệm",
                  "1. Lập hồ sơ", "chuyển công tác.”.", "“c) Kiểm tra", "“Văn thư cơ quan”.", "Điều 2. Hiệu lực"):
        expect(faults, len(s.all(words)) == 1, f"not there once: {words}")
    opening, host = s.one("“Điều 5a."), s.one("2. Bổ sung Điều 5a")
    expect(faults, opening.bold and abs(opening.x0 - host.x0) < NEAR, "the quoted heading is not bold or indented otherwise")
    return faults


def subject(s):
    """A subject of 60 words in its given lines, the rule by the length of the last one."""
    faults = []
    plan = json.loads(read(os.path.join(FOLDER, "long-subject.json")))
    lines = [s.one(words) for words in plan["subject_lines"]]
    below(faults, *lines)
    for line in lines:
        centred(faults, line)
    rule = min((r for r in s.pages[0].rules if r.y0 > lines[-1].y), key=lambda r: r.y0)
    share = rule.length / (lines[-1].x1 - lines[-1].x0)
    expect(faults, 1 / 3 - 0.01 < share < 0.51, f"the rule is {share:.2f} of the last line")
    return faults


CHECKS = {
    "quyet-dinh": decision, "cong-dien": telegram, "giay-gioi-thieu-trong": blank, "bien-ban": minutes, "giay-nghi-phep": leave,
    "joint-3": joint(3, (3,)), "joint-4": joint(4, (2, 2)), "joint-6": joint(6, (3, 3)), "quoted-amendment": quotes,
    "long-subject": subject,
}


def shift(words, x=0.0, y=0.0, n=-1):
    """A defect: words out of their place."""
    def damage(s):
        for g in s.all(words)[n].glyphs:
            g.x, g.end, g.y = g.x + x, g.end + x, g.y + y
    return damage


def shorten_dots(s):
    s.dots()[0].x1 -= 9


DEFECTS = {
    "quyet-dinh": shift("QUYẾT ĐỊNH:", x=2), "cong-dien": shift("- Chủ tịch Ủy ban nhân dân các xã", x=-3),
    "giay-gioi-thieu-trong": shorten_dots, "bien-ban": shift("Vũ Thị G", y=-3), "giay-nghi-phep": shift("(Chữ ký, dấu)", x=4),
    "joint-4": shift("Lê Văn C", y=2), "joint-6": shift("Nơi nhận:", y=-300), "long-subject": shift("và số hóa tài liệu lưu trữ trên địa bàn tỉnh", x=5),
}


def examples():
    return sorted(n[:-5] for n in os.listdir(FOLDER) if n.endswith(".json"))


def sound(t, name, plan, pdf):
    """Renders without any message, conforms, and every measure holds."""
    done = t.thethuc("render", "--lang", "en", plan, "-o", pdf)
    t.check(f"{name} without warning", done.returncode == 0 and not done.stderr, done.stderr)
    if done.returncode:
        return False
    t.empty(f"{name} conforms", conformance.faults(pdf))
    proof = t.thethuc("proof", "--lang", "en", plan).stdout
    t.check(f"{name} holds", ", 0 do not hold" in proof, "\n".join(l for l in proof.split("\n") if "FAIL" in l))
    return True


def in_order(text, words):
    """The first of the words that does not follow on those before it."""
    at, text = 0, key(unicodedata.normalize("NFC", text))
    for w in words:
        at = text.find(key(w), at)
        if at < 0:
            return [f"not there, or too early: {w}"]
        at += 1
    return []


def headings(t, name, pdf):
    """No level of heading is left out on the way down."""
    levels = [int(n) for n in re.findall(r"^ *H([1-6]) \(block\)", run("pdfinfo", "-struct", pdf).stdout, re.M)]
    t.check(f"{name} has six levels", max(levels) == (6 if name == "six-levels" else 4), str(levels))
    t.empty(f"{name} leaves no level out", [f"H{a} H{b}" for a, b in zip(levels, levels[1:]) if b > a + 1])


def test_examples(t, folder):
    for name in examples():
        pdf = folder / f"{name}.pdf"
        if not sound(t, name, os.path.join(FOLDER, name + ".json"), pdf):
            continue
        text = run("pdftotext", "-layout", pdf, "-").stdout
        t.check(f"{name} says no rows of dots", "...." not in text and "……" not in text, text)
        if name in WORDS:
            t.empty(f"{name} says what its form says", in_order(text, WORDS[name]))
        if name.startswith("six-levels"):
            headings(t, name, pdf)
        if name in CHECKS:
            sheets = Sheets(pdf)
            t.empty(f"{name} places", CHECKS[name](sheets))
            if name in DEFECTS:
                bad = copy.deepcopy(sheets)
                DEFECTS[name](bad)
                t.check(f"{name}: sees what is out of place", CHECKS[name](bad), "nothing was noticed")


def state_type(types, key):
    """An example to make a document of this type from."""
    return key if key in types else "thong-bao"


def test_profiles(t, folder):
    """Every type of every profile, made from the examples, with the symbol that the profile gives it."""
    known, types = set(examples()), json.loads(t.thethuc("schema").stdout)["properties"]["type"]["examples"]
    for entry in json.loads(read(os.path.join(ROOT, "layouts/index.json"))):
        rendered = 0
        for type_ in types:
            plan = json.loads(read(os.path.join(FOLDER, state_type(known, type_) + ".json")))
            plan.update(type=type_, kind=entry["kind"], profile=entry["name"], date=entry["from"], unit="VP")
            plan.pop("symbol", None)
            if entry["kind"] == "party":
                plan["place"] = "Minh Họa"
                if "subject" in plan:
                    plan["subject"] = plan["subject"][0].lower() + plan["subject"][1:]
                if type_ == "nghi-quyet":
                    del plan["details"]
            done = t.thethuc("render", "--lang", "en", folder.write("plan.json", json.dumps(plan)), "-o", folder / "it.pdf")
            if re.search(r"error: .* /type$", done.stderr, re.M):
                continue        # not one of this profile's types
            warned = [l for l in done.stderr.split("\n") if re.search(r"(warning|error):", l) and "[profile-unconfirmed]" not in l]
            t.empty(f"{entry['name']} {type_} without warning", warned)
            if done.returncode == 0:
                rendered += 1
                want = SYMBOLS.get((entry["kind"], type_), "Số")
                text = run("pdftotext", folder / "it.pdf", "-").stdout
                t.empty(f"{entry['name']} {type_} symbol", in_order(text, [want]))
                t.empty(f"{entry['name']} {type_} conforms", conformance.faults(folder / "it.pdf"))
        t.equal(f"{entry['name']} has all types", rendered, {"state": 29, "party": 15}[entry["kind"]])


def test_drafter(t, folder):
    """The drafter's mark where nobody gets the document: printed, or said not to be."""
    plan = json.loads(read(os.path.join(FOLDER, "thong-bao.json")))
    plan.update(recipients={"items": [], "drafter": "NVA", "copies": 5}, place="Minh Họa")
    for kind in ("state", "party"):
        plan["kind"] = kind
        done = t.thethuc("render", "--lang", "en", folder.write("plan.json", json.dumps(plan)), "-o", folder / "it.pdf")
        printed = "NVA-5" in run("pdftotext", folder / "it.pdf", "-").stdout
        t.check(f"{kind}: drafter without recipients", done.returncode == 0 and printed != ("[archive-missing]" in done.stderr),
                done.stderr)


def test(t):
    with Folder() as folder:
        test_examples(t, folder)
        test_drafter(t, folder)
        test_profiles(t, folder)
