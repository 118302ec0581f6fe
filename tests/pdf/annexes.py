"""Appendices and attached texts on the finished PDF: paper, margins, page numbers and labels, what stands above them,
references that lead there, files of their own, tables made of tasks. Numbers and words are those of Decree
30/2020/NĐ-CP, Appendix I (I.2, I.3, I.7, III.1) and the forms 1.3, 2.1 and 2.2, written down here a second time."""

import json
import os
import re

import pikepdf
from conformance import faults
from pdfread import MM, pages
from suite import ROOT, Folder, read, run

FOLDER = os.path.join(ROOT, "examples/appendices")
PORTRAIT, LANDSCAPE = (210, 297), (297, 210)
ASCENT, DESCENT = 0.891, 0.216      # of Times New Roman and Liberation Serif, for one em
NEAR = 0.3                          # points
BLANK = re.compile(r"số …+\.*/…+ ngày …+\. tháng …+\. năm …+ của ")


def example(name):
    return os.path.join(FOLDER, name + ".json")


def change(name, **members):
    return json.dumps({**json.loads(read(example(name))), **members}, ensure_ascii=False)


class Made:
    """A rendered plan: its pages, and the PDF's own objects."""

    def __init__(self, t, folder, plan, *options):
        self.path = folder / "it.pdf"
        self.done = t.thethuc("render", "--lang", "en", *options, plan, "-o", self.path)
        if self.done.returncode:
            raise RuntimeError(self.done.stderr)
        self.pages = pages(self.path)

    def paper(self):
        return [(round(p.width / MM), round(p.height / MM)) for p in self.pages]

    def text(self, i):
        return "\n".join(line.text for line in self.pages[i].lines)

    def number(self, i):
        """The page number printed in the top margin, its distances from the edge and from the middle of the text."""
        page = self.pages[i]
        top = [line for line in page.lines if line.y < 20 * MM and line.text.isdigit()]
        if not top:
            return None
        left, right = (30, 15) if self.odd_margins(i) else (15, 30)
        middle = (left * MM + page.width - right * MM) / 2
        return top[0].text, (top[0].y - ASCENT * top[0].size) / MM, top[0].centre - middle

    def odd_margins(self, i):
        return not self.mirror or i % 2 == 0

    mirror = False

    def labels(self):
        """What a viewer calls the pages (ISO 32000-1, 12.4.2)."""
        with pikepdf.open(self.path) as pdf:
            if "/PageLabels" not in pdf.Root:
                return [str(i + 1) for i in range(len(self.pages))]
            nums = list(pdf.Root.PageLabels.Nums)
            out = []
            for i in range(len(self.pages)):
                k = max(k for k in range(0, len(nums), 2) if nums[k] <= i)
                rule = nums[k + 1]
                assert rule.S == "/D"
                out.append(str(rule.get("/P", "")) + str(int(rule.get("/St", 1)) + i - int(nums[k])))
            return out

    def links(self):
        """(page with the link, its contents, page it leads to), pages from 1."""
        with pikepdf.open(self.path) as pdf:
            index = {p.objgen: i + 1 for i, p in enumerate(pdf.pages)}
            return [(i + 1, str(a.Contents), index[a.Dest[0].objgen]) for i, p in enumerate(pdf.pages)
                    for a in p.get("/Annots", []) if a.Subtype == "/Link"]

    def outline(self):
        """(depth, title) of the bookmarks."""
        def walk(items, depth):
            for item in items:
                yield depth, item.title
                yield from walk(item.children, depth + 1)
        with pikepdf.open(self.path) as pdf, pdf.open_outline() as outline:
            return list(walk(outline.root, 1))

    def structure(self):
        return re.findall(r"^ *(\w+)", run("pdfinfo", "-struct", self.path).stdout, re.M)


def inside(made, i, left, right, top=20, bottom=20):
    """Faults of a page whose text leaves its margins (mm), but for page number and signing line."""
    page, found = made.pages[i], []
    for line in page.lines:
        if line.text.isdigit() and line.y < top * MM:
            continue
        if line.x0 < left * MM - NEAR or line.x1 > page.width - right * MM + NEAR:
            found.append(f"page {i + 1}: left or right of the margins: {line.text[:40]}")
        if line.y - ASCENT * line.size < top * MM - NEAR or line.y + DESCENT * line.size > page.height - bottom * MM + NEAR:
            found.append(f"page {i + 1}: above or below the margins: {line.text[:40]}")
    return found


def centred(made, i, lines):
    middle = (30 * MM + made.pages[i].width - 15 * MM) / 2
    return [f"{line.text[:40]} is {line.centre - middle:.2f} pt off the middle" for line in lines if abs(line.centre - middle) > NEAR]


def head_looks(made, i, count):
    """Faults of the lines above an appendix: number, title and the document it belongs to, then a short rule."""
    lines = made.pages[i].lines[:count]
    found = centred(made, i, lines)
    if (lines[0].size, lines[0].bold, lines[0].italic) != (14, True, False):
        found.append(f"the number has {lines[0].size} pt, {lines[0].main.font}")
    if not (lines[1].bold and lines[1].text == lines[1].text.upper() and 13 <= lines[1].size <= 14):
        found.append(f"the title is not in bold capitals: {lines[1].text}")
    for line in lines[2:]:
        if not line.italic or line.bold or not 13 <= line.size <= 14:
            found.append(f"not in italics of 13 to 14 pt: {line.text}")
    below = [r for r in made.pages[i].rules if 0 < r.y0 - lines[-1].y < 12]
    if len(below) != 1 or not 8 * MM < below[0].length < 40 * MM or abs(below[0].centre - lines[-1].centre) > NEAR:
        found.append("no short rule in the middle below")
    return found


def test_appendices(t, folder):
    made = Made(t, folder, example("appendices"))
    t.equal("paper of each page", made.paper(), [PORTRAIT, LANDSCAPE, PORTRAIT, PORTRAIT])
    t.empty("margins", [f for i in range(4) for f in inside(made, i, 30, 15)])
    t.equal("page labels", made.labels(), ["1", "PL I-1", "PL II-1", "PL III-1"])
    t.equal("first pages have no number", [made.number(i) for i in range(4)], [None] * 4)
    for i, (number, title, lines) in enumerate((("Phụ lục I", "DANH MỤC NHIỆM VỤ CỦA CÁC CƠ QUAN, ĐƠN VỊ", 3),
                                                ("Phụ lục II", "NGUỒN KINH PHÍ", 4), ("Phụ lục III", "MẪU BÁO CÁO", 4)), 1):
        text = made.text(i).split("\n")
        t.equal(f"{number}: number and title", text[:2], [number, title])
        t.equal(f"{number}: the document it belongs to", " ".join(text[2:lines]),
                "(Kèm theo Kế hoạch số 81/KH-UBND ngày 06 tháng 5 năm 2024 của Ủy ban nhân dân tỉnh Minh Họa)")
        t.empty(f"{number}: looks", head_looks(made, i, lines))
    t.check("each ends with the end mark", all(made.text(i).replace("\n(1) Theo nhu cầu đăng ký của các xã.", "").endswith("./.")
                                               for i in (1, 2, 3)), made.text(1))
    refs = [link for link in made.links() if link[1].startswith("Phụ lục")]
    t.equal("references lead to their appendices", refs, [(1, "Phụ lục I", 2), (1, "Phụ lục III", 4), (1, "Phụ lục III", 4)])
    t.equal("bookmarks", [o for o in made.outline() if o[1].startswith("Phụ lục")],
            [(1, "Phụ lục I Danh mục nhiệm vụ của các cơ quan, đơn vị"), (1, "Phụ lục II Nguồn kinh phí"), (1, "Phụ lục III Mẫu báo cáo")])
    t.equal("headings inside are below", [o for o in made.outline() if "NHIỆM VỤ" in o[1].upper() and o[0] == 2],
            [(2, "I. Nhiệm vụ chung"), (2, "II. Nhiệm vụ cụ thể")])
    roles = made.structure()
    t.equal("a section of the structure each", roles.count("Sect"), 3)
    t.check("the sections come last, with a heading first", roles.index("Sect") > roles.index("H2")
            and all(roles[i + 1] == "H2" for i, r in enumerate(roles) if r == "Sect"), str(roles))
    t.empty("the PDF holds what it promises", faults(made.path))


def test_pages(t, folder):
    """Long appendices: page numbers begin anew and stand where they should, on turned paper too."""
    text = ["Một đoạn văn bản dài để phụ lục có nhiều trang (ví dụ minh họa). " * 4] * 40
    plan = folder.write("long.json", change("appendices", appendices=[
        {"title": "Dài", "orientation": "landscape", "body": text}, {"title": "Đứng", "body": text}],
        body=["Theo các Phụ lục kèm theo."] + text))
    made = Made(t, folder, plan)
    papers = made.paper()
    first = [papers.index(LANDSCAPE), len(papers) - papers[::-1].index(LANDSCAPE)]
    t.check("all three have several pages", first[0] > 2 and first[1] - first[0] > 2 and len(papers) - first[1] > 2, str(papers))
    wanted, labels = [], []
    for start, end, label in ((0, first[0], ""), (first[0], first[1], "PL I-"), (first[1], len(papers), "PL II-")):
        wanted += [None] + [str(n) for n in range(2, end - start + 1)]
        labels += [f"{label}{n}" for n in range(1, end - start + 1)]
    numbers = [made.number(i) for i in range(len(papers))]
    t.equal("numbers begin anew", [n and n[0] for n in numbers], wanted)
    t.equal("labels are the printed numbers", made.labels(), labels)
    t.empty("numbers are 10 mm from the edge, in the middle of the text",
            [f"page {i + 1}: {n}" for i, n in enumerate(numbers) if n and (abs(n[1] - 10) > 0.5 or abs(n[2]) > NEAR)])
    t.empty("margins", [f for i in range(len(papers)) for f in inside(made, i, 30, 15)])
    widest = [max(line.x1 for line in made.pages[i].lines) - min(line.x0 for line in made.pages[i].lines) for i in (1, first[0] + 1)]
    t.check("turned paper has longer lines", abs(widest[0] - 165 * MM) < 1 and abs(widest[1] - 252 * MM) < 1, str(widest))
    t.empty("the PDF holds what it promises", faults(made.path))


def test_attached(t, folder):
    made = Made(t, folder, example("attached"))
    text = made.text(1)
    t.equal("pages and labels", made.labels(), ["1", "QC-1", "PL-1"])
    t.check("letterhead without number and date", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text and "ỦY BAN NHÂN DÂN" in text
            and "Số:" not in text and "Minh Họa, ngày" not in text, text)
    flat = " ".join(text.split())
    t.check("type, title and the decision, in this order", re.search(
        r"QUY CHẾ Quản lý .* \(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 09 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh Minh Họa\) Chương I", flat), flat)
    t.check("numbering of its own", all(s in text for s in ("Chương I\nQUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Chương II", "Điều 3. Báo cáo", "b) Tổ chức")), text)
    t.check("footnotes of its own", "(1) Chú thích của Quy chế" in text, text)
    t.check("the decision counts its own articles", "Điều 3. Chánh Văn phòng" in made.text(0), made.text(0))
    t.check("an only appendix has no number", made.text(2).startswith("Phụ lục\nMẪU BÁO CÁO\n"), made.text(2))
    t.empty("margins", [f for i in range(3) for f in inside(made, i, 30, 15)])
    t.empty("the PDF holds what it promises", faults(made.path))
    party = Made(t, folder, example("party"))
    flat = " ".join(party.text(1).split())
    t.check("the Party's", re.search(r"ĐẢNG CỘNG SẢN VIỆT NAM .*QUY CHẾ làm việc .* \(Ban hành kèm theo Quyết định số 07-QĐ/BTG, ngày 11 tháng 3 năm 2024 "
                                     r"của Ban Tuyên giáo Tỉnh ủy Minh Họa\) ----- Chương I", flat), flat)
    t.check("the Party's appendix ends its heading as its other titles do", "Tỉnh ủy Minh Họa) ----- Ban họp" in " ".join(party.text(2).split()),
            party.text(2))
    t.empty("the Party's margins, even pages mirrored", inside(party, 1, 15, 30) + inside(party, 2, 30, 15))


def test_electronic(t, folder):
    """Number and date stay open; the appendix that is a file of its own is not in the document's."""
    made = Made(t, folder, example("electronic"))
    flat = " ".join(made.text(1).split())
    t.equal("without the separate appendix", made.labels(), ["1", "PL I-1"])
    t.check("number and date stay open", BLANK.search(flat) and "của Ủy ban nhân dân tỉnh Minh Họa)" in flat, flat)
    t.check("a separate appendix is still referred to", "tại Phụ lục II." in made.text(0), made.text(0))
    t.equal("but no link leads there", [link[1] for link in made.links()], ["Phụ lục I"])
    paper = Made(t, folder, example("electronic"), "--medium", "paper")
    t.check("--medium paper fills them in", "số 45/BC-UBND ngày 05 tháng 12 năm 2024 của" in " ".join(paper.text(1).split()), paper.text(1))
    own = Made(t, folder, example("electronic"), "--appendix", "danh-sach")
    page = own.pages[0]
    line = page.lines[0]
    t.equal("a file of its own", own.paper(), [LANDSCAPE])
    t.equal("signing line", line.text, "Số: 45/BC-UBND; 2024-12-05T08:15:30+07:00")
    t.check("signing line: 10 pt, upright, at the right", line.size == 10 and not line.bold and not line.italic
            and abs(line.x1 - (page.width - 15 * MM)) < NEAR, f"{line.size} {line.main.font} {line.x1}")
    t.check("then number and title", [x.text for x in page.lines[1:3]] == ["Phụ lục II", "DANH SÁCH CÁC XÃ, PHƯỜNG"], own.text(0))
    t.check("its title is a first heading", own.structure()[:3] == ["Document", "P", "H1"], str(own.structure()[:4]))
    t.empty("it holds what it promises", faults(own.path))
    t.equal("by number too", pages_text(t, folder, "II"), own.text(0))
    t.equal("and by Arabic number", pages_text(t, folder, "2"), own.text(0))
    unsigned = folder.write("unsigned.json", change("electronic", signing_time="2024-12-05T08:15:30Z"))
    t.check("another zone is kept as it is", "08:15:30Z" in Made(t, folder, unsigned, "--appendix", "2").text(0))


def pages_text(t, folder, which):
    return Made(t, folder, example("electronic"), "--appendix", which).text(0)


def test_names(t, folder):
    """The output without -o, and what stands in the way."""
    for which, name in (("danh-sach", "45-bc-ubnd-2024-danh-sach.pdf"), ("1", "45-bc-ubnd-2024-so-lieu.pdf")):
        done = run(t.program, "render", "--appendix", which, example("electronic"), cwd=folder.path)
        t.check(f"name of the output of {which}", os.path.exists(folder / name), done.stderr + str(os.listdir(folder.path)))
    for name, options, status, says in (
            ("no such appendix", ("--appendix", "7"), 2, "it has: so-lieu, danh-sach"),
            ("source with an appendix", ("--appendix", "2", "--attach-source"), 2, "annex-source"),
            ("source that says another medium", ("--medium", "paper", "--attach-source"), 2, "medium-source"),
            ("no such medium", ("--medium", "stone"), 2, "paper, electronic")):
        done = t.thethuc("render", "--lang", "en", *options, example("electronic"), "-o", folder / "not.pdf")
        t.check(name, done.returncode == status and says in done.stderr and not os.path.exists(folder / "not.pdf"),
                f"{done.returncode}: {done.stderr}")


def cells(t, folder, plan, page):
    made = Made(t, folder, plan)
    text = run("pdftotext", "-layout", "-f", str(page), "-l", str(page), made.path, "-").stdout
    return made, " ".join(text.split())


def test_tasks(t, folder):
    made, text = cells(t, folder, example("task-tables"), 3)
    t.equal("paper", made.paper(), [PORTRAIT, PORTRAIT, LANDSCAPE, PORTRAIT])
    for part in ("STT Nhiệm vụ", "II Tuyên truyền", "III Tập huấn, kiểm tra", "Phòng Thông tin", "Quý IV năm 2024", "- 02 lớp tập huấn"):
        t.check(f"assignment: {part}", part in text, text)
    t.check("assignment: no money", "Kinh phí" not in text, text)
    t.check("assignment: a column that no task fills is left out", "Đơn vị thực hiện" not in text, text)
    _, text = cells(t, folder, example("task-tables"), 4)
    plan = json.loads(read(example("task-tables")))
    amounts = [150000000, 96500000, 84250000]
    for n in [*amounts, sum(amounts)]:
        t.check(f"budget: {n}", f"{n:,}".replace(",", ".") in text, text)
    for part in ("Đơn vị tính: đồng", "Tổng cộng 330.750.000", "Ngân sách tỉnh", "thường xuyên"):
        t.check(f"budget: {part}", part in " ".join(text.split()), text)
    plan["body"][1]["items"][0]["budget"] = {"text": "Một tỷ", "amount": 1000000000}
    plan["appendices"][1]["body"] = [{"task_table": {"kind": "budget", "groups": True}}]
    _, text = cells(t, folder, folder.write("more.json", json.dumps(plan)), 4)
    t.check("budget: another amount changes the sums of group and all", "1.096.500.000" in text and "1.180.750.000" in text, text)
    plan["appendices"][1]["body"] = [{"task_table": {"kind": "budget", "columns": ["ordinal", "task", "form", "note"]}}]
    _, text = cells(t, folder, folder.write("more.json", json.dumps(plan)), 4)
    t.check("columns by name stay, also empty ones", re.search("Hình Ghi STT Nhiệm vụ thức chú", text) and "Tổng cộng" not in text, text)


def test_excerpt(t, folder):
    """A copy of parts has of the appendices only what is asked for; what is left out is nowhere."""
    data = json.loads(read(os.path.join(ROOT, "examples/copies/trich-sao.json")))
    for parts, want, labels in ((["II"], ["TRÍCH SAO"], ["1"]),
                                (["II", "Phụ lục II", "/appendices/0/body/1"], ["NHIỆM VỤ CỤ THỂ", "NGUỒN KINH PHÍ", "TRÍCH SAO"], ["1", "PL I-1", "PL II-1"])):
        data["parts"] = parts
        path = folder / "copy.pdf"
        done = t.thethuc("copy", "--data", folder.write("copy.json", json.dumps(data)), example("appendices"), "-o", path)
        text = run("pdftotext", path, "-").stdout
        t.check(f"parts {parts}", done.returncode == 0 and all(w in text for w in want) and "MẪU BÁO CÁO" not in text
                and "NHIỆM VỤ CHUNG" not in text, done.stderr + text)
        copied = Made.__new__(Made)
        copied.path, copied.pages = path, pages(path)
        t.equal(f"parts {parts}: pages", copied.labels(), labels)
        t.check(f"parts {parts}: bookmarks", not any("Phụ lục III" in o[1] for o in copied.outline()), str(copied.outline()))
        t.empty(f"parts {parts}: the PDF holds what it promises", faults(path))


def test_refs(t, folder):
    """A reference in a heading or in the subject is part of what bookmarks and the file's title say."""
    plan = json.loads(change("appendices", subject=["Công tác theo ", {"ref": "nhiem-vu"}, " (ví dụ minh họa)"]))
    plan["body"][0]["heading"] = ["Giao nhiệm vụ tại ", {"ref": "mau"}, " và mục đích"]
    made = Made(t, folder, folder.write("plan.json", json.dumps(plan)))
    t.equal("bookmark with a reference", made.outline()[0], (1, "I. Giao nhiệm vụ tại Phụ lục III và mục đích"))
    with pikepdf.open(made.path) as pdf:
        t.check("title with a reference", "theo Phụ lục I (ví dụ" in str(pdf.docinfo["/Title"]), str(pdf.docinfo["/Title"]))


def test(t):
    for part in (test_excerpt, test_appendices, test_refs, test_pages, test_attached, test_electronic, test_names, test_tasks):
        with Folder() as folder:
            part(t, folder)
