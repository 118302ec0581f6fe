"""Stamps, notices and drafts on finished PDFs: frames in millimetres, colours, places, pages, structure.

The numbers are those of Decree 30/2020/NĐ-CP, Appendix I, Part I, Mục III and IV; the layouts are not read."""

import json
import os
import re
import unicodedata
import xml.etree.ElementTree as xml
from dataclasses import dataclass

import conformance
import pikepdf
from pdfread import MM, glyphs_of, matrix, rules_of, unquoted
from suite import ROOT, Folder, run, tool

EXAMPLES = os.path.join(ROOT, "examples/stamps")
FRAMES = {"HỎA TỐC": (30, 8), "THƯỢNG KHẨN": (40, 8), "KHẨN": (20, 8), "MẬT": (20, 8), "TỐI MẬT": (30, 8),
          "TUYỆT MẬT": (40, 8), "TÀI LIỆU THU HỒI": (80, 15), "XEM XONG TRẢ LẠI": (57, 8), "LƯU HÀNH NỘI BỘ": (49, 8)}
RED = {"HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "MẬT", "TỐI MẬT", "TUYỆT MẬT", "TÀI LIỆU THU HỒI"}
SECRECY = {"mat": "MẬT", "toi-mat": "TỐI MẬT", "tuyet-mat": "TUYỆT MẬT"}
URGENCY = {"khan": "KHẨN", "thuong-khan": "THƯỢNG KHẨN", "hoa-toc": "HỎA TỐC"}
CAP = 0.66              # height of capitals of Times New Roman and Liberation Serif, for one em
LEFT, TOP, WIDTH, HEIGHT = 30 * MM, 20 * MM, 165 * MM, 257 * MM


@dataclass
class Area:
    """What something covers, in points from the page's top left corner."""
    x0: float
    y0: float
    x1: float
    y1: float
    colour: tuple
    text: str = ""

    def holds(self, other, slack=0.0):
        return (self.x0 - slack <= other.x0 and other.x1 <= self.x1 + slack and self.y0 - slack <= other.y0
                and other.y1 <= self.y1 + slack)

    def touches(self, other):
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1


@dataclass
class Sheet:
    frames: list
    words: list
    turned: list
    rules: list
    width: float
    height: float


def colour_of(element):
    values = [float(v) for v in element.get("color").split()]
    return tuple(values * 3 if len(values) == 1 else values)


def areas_of(element, number):
    """Each rectangle of a path, as far as the middle of its line."""
    half = float(element.get("linewidth", 0)) / 2
    return [Area(r.x0, r.y0 + half, r.x1, r.y1 - half, colour_of(element)) for r in rules_of(element, number)]


def lines_of(element):
    """The glyphs on one baseline and near each other are a line."""
    glyphs = [g for g in glyphs_of(element) if not g.char.isspace()]
    lines = []
    for g in glyphs:
        last = lines[-1][-1] if lines else None
        if last and abs(last.y - g.y) < 0.1 and -1 < g.x - last.end < 1.5 * g.size:
            lines[-1].append(g)
        else:
            lines.append([g])
    for line in lines:
        text = "".join((" " if i and g.x - line[i - 1].end > 0.12 * g.size else "") + g.char for i, g in enumerate(line))
        yield Area(line[0].x, line[0].y - CAP * line[0].size, line[-1].end, line[0].y, colour_of(element),
                   unicodedata.normalize("NFC", text))


def sheets(path):
    sizes = re.findall(r"Page\s+\d+\s+size:\s+([\d.]+) x ([\d.]+)", tool("pdfinfo", "-l", "99", path).decode())
    result = []
    for page, size in zip(xml.fromstring(unquoted(tool("mutool", "trace", path).decode())).iter("page"), sizes):
        s = Sheet([], [], [], [], *map(float, size))
        for e in page.iter():
            if e.tag == "stroke_path":
                s.frames += areas_of(e, 0)
            elif e.tag == "fill_path":
                s.rules += areas_of(e, 0)
            elif e.tag == "fill_text":
                trm = matrix(next(e.iter("span")), "trm")
                (s.turned if abs(trm[1]) > 0.1 else s.words).extend(lines_of(e))
        result.append(s)
    return result


def is_red(colour):
    return colour[0] > 0.8 and colour[1] < 0.2 and colour[2] < 0.2


def inside(sheet, frame):
    return [w for w in sheet.words if frame.holds(w, 0.1)]


def frame_faults(sheet, sizes=FRAMES):
    """Each frame has its size, its words in its middle and nothing else, and touches nothing."""
    faults = []
    for f in sheet.frames:
        words = inside(sheet, f)
        name = words[0].text if words else ""
        w, h = (f.x1 - f.x0) / MM, (f.y1 - f.y0) / MM
        want = sizes.get(name)
        if not words:
            faults.append(f"a frame of {w:.1f} by {h:.1f} mm without words")
            continue
        if want and (abs(w - want[0]) > 0.1 or abs(h - want[1]) > 0.1):
            faults.append(f"{name}: {w:.2f} by {h:.2f} mm, the rule says {want}")
        if is_red(f.colour) != (name in RED) or any(is_red(x.colour) != (name in RED) for x in words):
            faults.append(f"{name}: colours {f.colour} and {words[0].colour}")
        for x in words:
            if abs(x.x0 + x.x1 - f.x0 - f.x1) > 0.6 * MM:
                faults.append(f"{x.text} is not in the middle of its frame")
        if abs(words[0].y0 - f.y0 - (f.y1 - words[-1].y1)) > 0.4 * MM:
            faults.append(f"{name} is not halfway down its frame")
        if f.x0 < 10 or f.y0 < 3.9 * MM or f.x1 > sheet.width - 10 or f.y1 > sheet.height - 10:
            faults.append(f"{name} is at the edge of the paper")
        near = Area(f.x0 - MM, f.y0 - MM, f.x1 + MM, f.y1 + MM, ())
        faults += [f"{name} touches {x.text!r}" for x in sheet.words if x not in words and near.touches(x)]
        faults += [f"{name} touches another frame" for x in sheet.frames if x is not f and near.touches(x)]
        faults += [f"{name} touches a rule" for x in sheet.rules if near.touches(x)]
    return faults


def named(sheet, name):
    return [f for f in sheet.frames if [w.text for w in inside(sheet, f)][:1] == [name]]


def letterhead_bottom(plan, sheet):
    """Of number and date, in a letter of the subject below the number."""
    words = [w for w in sheet.words if re.match(r"Số(:| \d+-)|.*, ngày", w.text)]
    if plan["type"] == "cong-van":
        words = [w for w in sheet.words if w.x1 < LEFT + WIDTH / 2 and w.y1 < min(f.y0 for f in sheet.frames if f.y0 > TOP)]
    return max(w.y1 for w in words)


def place_faults(plan, sheet):
    """Secrecy over urgency, both at the left edge below number and symbol; notices in the top margin."""
    faults, y = [], letterhead_bottom(plan, sheet)
    for key, names in ("secrecy", SECRECY), ("urgency", URGENCY):
        if key not in plan:
            continue
        frames = [f for f in named(sheet, names[plan[key]]) if f.y0 > TOP]
        if len(frames) != 1:
            faults.append(f"{len(frames)} frames {names[plan[key]]} beside the title")
            continue
        if abs(frames[0].x0 - LEFT) > 0.3 or not y < frames[0].y0 < y + 4 * MM:
            faults.append(f"{names[plan[key]]} is not under number and symbol at the left edge")
        y = frames[0].y1
    notices = [f for f in sheet.frames if f.y1 < TOP]
    if len(notices) != ("circulation" in plan) + ("recall" in plan):
        faults.append(f"{len(notices)} notices in the top margin")
    return faults


def repeat_faults(plan, pages):
    """A degree of secrecy stands once more on every page after the first, and nothing else does."""
    faults = []
    for n, s in enumerate(pages[1:], 2):
        want = [SECRECY[plan["secrecy"]]] if "secrecy" in plan else []
        got = [inside(s, f)[0].text for f in s.frames]
        if got != want:
            faults.append(f"page {n} has {got}")
        faults += [f"page {n}: a mark reaches into the text" for f in s.frames if f.y1 > TOP]
    return faults


def watermark_faults(plan, pages):
    faults = []
    for n, s in enumerate(pages, 1):
        text = "".join(w.text for w in s.turned)
        if text.replace(" ", "") != ("DỰTHẢO" if "draft" in plan else ""):
            faults.append(f"page {n} has {text!r} across it")
        faults += [f"page {n}: a watermark of {w.colour}" for w in s.turned if not 0.8 < w.colour[0] < 0.97]
    return faults


def contact_faults(plan, pages):
    """The lines at the foot of page 1's text, under a rule as wide as it, with the text above."""
    first, bottom = pages[0], TOP + HEIGHT
    given = plan.get("contact", {}).values()
    lines = [w for w in first.words if any(v.split()[0] in w.text and v.split()[-1] in w.text for v in given)]
    if not given:
        return []
    faults = [f"{v} is not on page 1" for v in given if not any(v in w.text for w in lines)]
    rules = [r for r in first.rules if abs(r.x0 - LEFT) < 0.1 and abs(r.x1 - r.x0 - WIDTH) < 0.1]
    if len(rules) != 1:
        return faults + [f"{len(rules)} rules as wide as the text"]
    faults += [f"{w.text} is not below the rule" for w in lines if not rules[0].y1 < w.y0 < w.y1 < bottom]
    faults += [f"{w.text} is below the rule" for w in first.words if w not in lines and w.y1 > rules[0].y0]
    if bottom - max(w.y1 for w in lines) > 5:
        faults.append("they do not stand at the bottom of the text")
    if any(v in w.text for s in pages[1:] for w in s.words for v in given):
        faults.append("they stand on another page too")
    return faults


def structure_faults(t, plan, path):
    """A reader hears each mark once, and no watermark."""
    said = unicodedata.normalize("NFC", run("pdfinfo", "-struct-text", path).stdout)
    said = " ".join(re.findall(r'"(.*)"', said))
    words = [n[plan[k]] for k, n in (("secrecy", SECRECY), ("urgency", URGENCY)) if k in plan]
    if "recall" in plan:
        words.append("TÀI LIỆU THU HỒI")
    faults = [f"{w} is said {len(re.findall(rf'(?<!Ỉ |I |T )(?<!ỐI |ỆT |NG ){w}', said))} times" for w in words
              if len(re.findall(rf"(?<!ỐI )(?<!ỆT )(?<!NG ){w}", said)) != 1]
    if "draft" in plan and len(re.findall("dự thảo", said, re.I)) != 1:
        faults.append("the draft is not said once")
    faults += [f"{v} is not said once" for v in plan.get("contact", {}).values() if said.count(v) != 1]
    return faults


def test_examples(t, folder):
    for file in sorted(os.listdir(EXAMPLES)):
        if not file.endswith(".json"):
            continue
        path, pdf, name = os.path.join(EXAMPLES, file), folder / "it.pdf", file[:-5]
        plan = json.load(open(path, encoding="utf-8"))
        if not t.command(f"{name} is made", t.program, "render", "--allow-secret", path, "-o", pdf):
            continue
        pages = sheets(pdf)
        t.empty(f"{name} frames", [f"page {n}: {x}" for n, s in enumerate(pages, 1)
                                   for x in frame_faults(s, {} if plan.get("kind") == "party" else FRAMES)])
        t.empty(f"{name} places", place_faults(plan, pages[0]))
        t.empty(f"{name} on later pages", repeat_faults(plan, pages))
        t.empty(f"{name} watermark", watermark_faults(plan, pages))
        t.empty(f"{name} contact", contact_faults(plan, pages))
        t.empty(f"{name} structure", structure_faults(t, plan, pdf))
        t.empty(f"{name} conforms", conformance.faults(pdf))


def test_all_marks(t, folder):
    """Every mark of the decree, in every form that has other things where they stand."""
    letter = json.load(open(os.path.join(EXAMPLES, "urgent-letter.json"), encoding="utf-8"))
    named_type = json.load(open(os.path.join(EXAMPLES, "urgent-plan.json"), encoding="utf-8"))
    long = "việc rà soát, đánh giá tình hình thu thập, chỉnh lý, số hóa và khai thác tài liệu lưu trữ năm 2025 " * 2
    for secrecy in SECRECY:
        for urgency in URGENCY:
            for kind, plan in ("letter", letter), ("plan", named_type), ("long", {**named_type, "subject": long.strip()}):
                plan = {**plan, "secrecy": secrecy, "urgency": urgency}
                pdf = folder / "it.pdf"
                done = t.thethuc("render", "--allow-secret", folder.write("p.json", json.dumps(plan)), "-o", pdf)
                pages = sheets(pdf) if done.returncode == 0 else []
                faults = [x for s in pages for x in frame_faults(s)] + (place_faults(plan, pages[0]) if pages else [done.stderr])
                t.empty(f"{kind} {secrecy} {urgency}", faults + repeat_faults(plan, pages))


def test_turned_paper(t, folder):
    """On landscape paper the marks keep to its own margins."""
    plan = json.load(open(os.path.join(EXAMPLES, "secret-report.json"), encoding="utf-8"))
    plan.update(orientation="landscape", draft=True)
    pdf = folder / "it.pdf"
    t.command("landscape is made", t.program, "render", "--allow-secret", folder.write("p.json", json.dumps(plan)), "-o", pdf)
    pages = sheets(pdf)
    t.check("landscape has pages", len(pages) > 1 and pages[1].width > pages[1].height)
    t.empty("landscape frames", [x for s in pages for x in frame_faults(s)] + repeat_faults(plan, pages)
            + watermark_faults(plan, pages))


def test_foot(t, folder):
    """The address line takes room from page 1 only, below its text and its footnotes."""
    plan = json.load(open(os.path.join(EXAMPLES, "urgent-plan.json"), encoding="utf-8"))
    plan["body"][0]["items"][0] = {"text": ["Có chú thích", {"note": "Chú thích minh họa ở chân trang thứ nhất."}, "."]}
    plan["body"][1]["items"] *= 20
    pdf = folder / "it.pdf"
    t.command("long plan is made", t.program, "render", folder.write("p.json", json.dumps(plan)), "-o", pdf)
    pages = sheets(pdf)
    t.check("it goes on", len(pages) > 2)
    t.empty("address line", contact_faults(plan, pages))
    t.check("the note is above it", any("Chú thích minh họa" in w.text for w in pages[0].words))
    lowest = [max(w.y1 for w in s.words) for s in pages[:2]]
    t.check("page 1 is full, page 2 has all its room", lowest[0] > TOP + HEIGHT - 8 and lowest[1] > TOP + HEIGHT - 40, str(lowest))


def test_attached(t, folder):
    """Appendices, upright and turned, and an appendix in a file of its own bear the degree on each page."""
    plan = json.load(open(os.path.join(ROOT, "examples/appendices/appendices.json"), encoding="utf-8"))
    pdf, data = folder / "it.pdf", folder.write("p.json", json.dumps({**plan, "secrecy": "toi-mat", "draft": True}))
    t.command("appendices are made", t.program, "render", "--allow-secret", data, "-o", pdf)
    pages = sheets(pdf)
    t.check("appendices are upright and turned", {s.width > s.height for s in pages} == {True, False})
    t.empty("appendices", [x for s in pages for x in frame_faults(s)] + repeat_faults({"secrecy": "toi-mat"}, pages)
            + watermark_faults({"draft": True}, pages))
    t.command("one appendix is made", t.program, "render", "--allow-secret", "--appendix", "1", data, "-o", pdf)
    pages = sheets(pdf)
    t.empty("one appendix", [x for s in pages for x in frame_faults(s)] + repeat_faults({"secrecy": "toi-mat"}, [None] + pages)
            + conformance.faults(pdf))
    t.equal("its degree is said once", run("pdfinfo", "-struct-text", pdf).stdout.count("TỐI MẬT"), 1)


def test_margin(t, folder):
    """A notice gives way to the field for a copy's signature, and a copy's line to the notice."""
    pdf = folder / "it.pdf"
    letter = os.path.join(EXAMPLES, "urgent-letter.json")
    t.command("with fields", t.program, "render", "--fields", letter, "-o", pdf)
    frame = named(sheets(pdf)[0], "LƯU HÀNH NỘI BỘ")[0]
    with pikepdf.open(pdf) as file:
        boxes = [[float(v) for v in a.Rect] for a in file.pages[0].Annots if a.get("/T") == "copy"]
    t.check("the field is clear of the notice", len(boxes) == 1 and boxes[0][0] > frame.x1, f"{boxes} {frame}")
    t.command("electronic copy", t.program, "copy", "--data", "examples/copies/sao-y-dien-tu.json", letter, "-o", pdf)
    sheet = sheets(pdf)[0]
    line = [w for w in sheet.words if w.text.startswith("Sao y; ")]
    t.empty("notice of a copy", frame_faults(sheet))
    t.check("its line is on the paper", len(line) == 1 and line[0].y0 > 2.4 * MM, str(line))


def test_secrets(t, folder):
    """Refused without leave: status 1, one error, nothing written, nothing there before touched."""
    secret = os.path.join(EXAMPLES, "secret-report.json")
    old = folder.write("old.pdf", "as it was")
    for verb in ("render", secret, "-o", folder / "new.pdf"), ("render", secret, "-o", old), ("check", secret), \
            ("proof", secret), ("render", "--dump", "plan", secret), ("render", secret, "-o", "-"):
        done = t.thethuc(*verb, text=True)
        t.check(f"{verb[0]} {verb[-1][-8:]} refuses a secret",
                done.returncode == 1 and "[secret-refused]" in done.stderr and done.stdout == "",
                f"{done.returncode} {done.stderr} {done.stdout[:80]}")
    t.check("nothing was written", not os.path.exists(folder / "new.pdf") and open(old).read() == "as it was")
    done = t.thethuc("render", "--allow-secret", "--attach-source", secret, "-o", folder / "new.pdf")
    t.equal("allowed, it is made", done.returncode, 0)
    t.equal("and can be checked against its data", t.thethuc("verify-source", folder / "new.pdf").returncode, 0)
    t.check("its degree is in the metadata", b'vb:securityLevel="Tuy\xe1\xbb\x87t m\xe1\xba\xadt"' in open(folder / "new.pdf", "rb").read())
    copy = ("copy", "--data", os.path.join(EXAMPLES, "../copies/sao-y.json"), folder / "new.pdf", "-o", folder / "copy.pdf")
    done = t.thethuc(*copy)
    t.check("a secret PDF is not copied without leave", done.returncode == 1 and "[secret-refused]" in done.stderr
            and not os.path.exists(folder / "copy.pdf"), f"{done.returncode} {done.stderr}")
    t.equal("with leave it is", t.thethuc(*copy, "--allow-secret").returncode, 0)
    warned = [("copy-secret-page" in t.thethuc(*copy, "--allow-secret", *more).stderr) for more in ((), ("--below", "280"))]
    t.equal("a new page without the mark is told of", warned, [False, True])


def test_drafts(t, folder):
    plan = os.path.join(ROOT, "examples/stamps/urgent-plan.json")
    pdf = folder / "it.pdf"
    t.command("--draft", t.program, "render", "--draft", "--attach-source", plan, "-o", pdf)
    t.empty("--draft has its marks", watermark_faults({"draft": True}, sheets(pdf)))
    t.check("and its mark under the number", bool(named(sheets(pdf)[0], "DỰ THẢO")))
    t.equal("a draft can be checked against its data", t.thethuc("verify-source", pdf).returncode, 0)
    run(t.program, "render", "--draft", plan, cwd=folder.path, env={"THETHUC_DATA": ROOT})
    t.check("its file has a name of its own", os.path.exists(folder / "draft-7-kh-svd-2026.pdf"), str(os.listdir(folder.path)))


def test_seen(t, folder):
    """Defects are seen: a frame too wide, black, over words, missing on a page."""
    pdf = folder / "it.pdf"
    secret = os.path.join(EXAMPLES, "secret-report.json")
    plan = json.load(open(secret, encoding="utf-8"))
    t.thethuc("render", "--allow-secret", secret, "-o", pdf)

    def after(change):
        pages = sheets(pdf)
        change(pages)
        return [x for s in pages for x in frame_faults(s)] + place_faults(plan, pages[0]) + repeat_faults(plan, pages)

    def widen(p): p[0].frames[0].x1 += 0.5 * MM
    def blacken(p): p[0].frames[0].colour = (0, 0, 0)
    def drop(p): p[1].frames.clear()
    def lower(p): p[0].frames[1].y0 += 30; p[0].frames[1].y1 += 30
    t.empty("nothing is wrong", after(lambda p: None))
    for change in widen, blacken, drop, lower:
        t.check(f"sees: {change.__name__}", after(change), "nothing was noticed")


def test(t):
    with Folder() as folder:
        for part in test_examples, test_all_marks, test_turned_paper, test_foot, test_attached, test_margin, test_secrets, test_drafts, test_seen:
            part(t, folder)
