"""Copies: the block and the line where the decree wants them, and originals by other programs left as they were."""

import hashlib
import json
import os
import random
import re
import zlib

import conformance
import pdfread
import pikepdf
from pdfread import MM
from suite import ROOT, Folder, plans, read, run

SAO_Y = os.path.join(ROOT, "examples/copies/sao-y.json")
ELECTRONIC = os.path.join(ROOT, "examples/copies/sao-y-dien-tu.json")
PLAN = os.path.join(ROOT, "examples/plans/soc-trang-2024.json")
A4 = (595.276, 841.89)
NEAR = 0.3


def data(path, **change):
    return json.dumps({**json.loads(read(path)), **change}, ensure_ascii=False)


def line(page, text):
    found = [l for l in page.lines if text in l.text]
    if not found:
        raise AssertionError(f"no line {text!r} on page {page.number}")
    return found[-1]


def find_block(pages, form="SAO Y"):
    """The page with the copy's block, and its parts."""
    page = next(p for p in reversed(pages) if any(form in l.text for l in p.lines))
    title = line(page, form)
    rule = max((r for r in page.rules if r.y0 < title.y and r.length > 100 * MM), key=lambda r: r.y0)
    return page, title, rule


def block_faults(pages, form="SAO Y", left=30, right=15):
    """What is wrong with a block, held against Decree 30/2020/NĐ-CP, App. I, Part II, II."""
    faults = []
    page, title, rule = find_block(pages, form)

    def need(ok, text):
        if not ok:
            faults.append(text)
    need(abs(rule.x0 - left * MM) < NEAR, f"the rule begins at {rule.x0 / MM:.1f} mm")
    need(abs(rule.x1 - (A4[0] - right * MM)) < NEAR, f"the rule ends at {rule.x1 / MM:.1f} mm")
    need(13 <= title.size <= 14 and title.bold and not title.italic, f"{form} is {title.size} pt {title.main.font}")
    organ, number, date = line(page, "VĂN PHÒNG ỦY BAN"), line(page, "Số: "), line(page, "Minh Họa, ngày")
    need(12 <= organ.size <= 13 and organ.bold, "the organ is not in 12 to 13 pt bold")
    need(number.size == 13 and not number.bold, "the number is not in 13 pt")
    need(13 <= date.size <= 14 and date.italic, "the date is not in 13 to 14 pt italic")
    need(abs(number.y - date.y) < NEAR, "number and date are not on one line")
    need(organ.centre < number.x1 + 60 and title.centre > number.x1 + 60, "the organ is not left of the form")
    need(abs(organ.centre - number.centre) < 1 and abs(title.centre - date.centre) < 1, "columns are not centred")
    to, name = line(page, "Nơi nhận:"), line(page, "Nguyễn Văn A")
    need(to.size == 12 and to.bold and to.italic, "Nơi nhận: is not in 12 pt bold italic")
    need(rule.y0 < organ.y < number.y < to.y < name.y, "parts are not in their order")
    need(name.centre > page_middle(left, right), "the name is not in the right half")
    return faults


def page_middle(left, right):
    return (left * MM + A4[0] - right * MM) / 2


def test_plan(t, d):
    for name, plan in plans():
        if not t.command(f"{name} is copied", t.program, "copy", "--data", SAO_Y, plan, "-o", d / "copy.pdf"):
            continue
        t.command(f"{name} is rendered", t.program, "render", plan, "-o", d / "plan.pdf")
        before, after = pdfread.pages(d / "plan.pdf"), pdfread.pages(d / "copy.pdf")
        page, _, rule = find_block(after)
        mirrored = name.startswith("tra-vinh") and page.number % 2 == 0
        t.empty(f"block of {name}", block_faults(after, left=15, right=30) if mirrored else block_faults(after))
        same = [[l.text for l in p.lines] for p in before]
        got = [[l.text for l in p.lines if p.number != page.number or l.y < rule.y0] for p in after]
        got = got[:len(same)] if page.number > len(same) else got
        t.check(f"{name} itself is the same", got == same, f"{same}\n{got}")
        ink = max(l.y for l in page.lines if l.y < rule.y0) if page.number <= len(same) else None
        t.check(f"block of {name} follows its end", ink is None or 4 * MM < rule.y0 - ink < 12 * MM, f"{ink} {rule.y0}")
        t.empty(f"copy of {name} keeps what it promises", conformance.faults(d / "copy.pdf"))


def test_next_page(t, d):
    """A block that has no room stands whole on the next page."""
    plan = json.loads(read(PLAN))
    for more in range(0, 40, 4):
        plan["recipients"]["items"] = [f"Cơ quan thứ {i}" for i in range(more)] + ["Cơ quan"]
        t.thethuc("copy", "--data", SAO_Y, d.write("plan.json", json.dumps(plan)), "-o", d / "copy.pdf")
        pages = pdfread.pages(d / "copy.pdf")
        faults = block_faults(pages)
        if faults or max(l.y for l in pages[-1].lines) > A4[1] - 20 * MM:
            t.empty(f"block after {more} recipients", faults or ["it leaves the page"])
            return
    t.check("blocks stay whole", True)


def test_mark(t, d):
    t.command("electronic copy", t.program, "copy", "--data", ELECTRONIC, PLAN, "-o", d / "copy.pdf")
    mark = line(pdfread.pages(d / "copy.pdf")[0], "Sao y;")
    t.check("mark says form, organ, time by ISO 8601",
            re.fullmatch(r"Sao y; Văn phòng Ủy ban nhân dân tỉnh Minh Họa; 2024-05-09T08:15:30\+07:00", mark.text), mark.text)
    t.check("mark is upright, 10 pt", mark.size == 10 and not mark.bold and not mark.italic, f"{mark.size} {mark.main.font}")
    t.check("mark is at the right of the top margin", abs(mark.x1 - (A4[0] - 15 * MM)) < NEAR and mark.y < 20 * MM, f"{mark.x1} {mark.y}")
    t.empty("electronic copy keeps what it promises", conformance.faults(d / "copy.pdf"))


def test_parts(t, d):
    plan = json.loads(read(PLAN))
    plan["body"] = [{"heading": "Một", "items": [{"numbered": ["Ý một", {"note": "Chú thích đầu"}]}, {"numbered": "Ý hai"}]},
                    {"heading": "Hai", "items": [{"numbered": "Ý ba"}, {"numbered": ["Ý bốn", {"note": "Chú thích sau"}]}]}]
    path = d.write("plan.json", json.dumps(plan, ensure_ascii=False))
    copy = d.write("copy.json", data(os.path.join(ROOT, "examples/copies/trich-sao.json"), parts=["II.2"]))
    t.command("part of a plan", t.program, "copy", "--data", copy, path, "-o", d / "copy.pdf")
    text = run("pdftotext", "-layout", d / "copy.pdf", "-").stdout
    t.check("what was asked for, with its numbers", re.search(r"II\. HAI\s+2\. Ý bốn", text), text)
    t.check("nothing else", not re.search("Ý một|Ý hai|Ý ba|MỘT|Chú thích đầu|Căn cứ", text), text)
    t.check("footnotes keep their numbers", re.search(r"\(2\)\s+Chú thích sau", text) and "(1)" not in text, text)
    t.check("letterhead, title and signature", all(w in text for w in ("KẾ HOẠCH", "Số: 81/KH-UBND", "TRÍCH SAO", "PHÓ CHỦ TỊCH")), text)
    t.empty("excerpt keeps what it promises", conformance.faults(d / "copy.pdf"))
    annexed = os.path.join(ROOT, "examples/appendices/appendices.json")
    for parts, want, lack in ((["I"], "Nhiệm vụ được giao tại Phụ lục I", "NGUỒN KINH PHÍ"),
                              (["/appendices/1"], "NGUỒN KINH PHÍ", "Nhiệm vụ được giao")):
        copy = d.write("copy.json", data(os.path.join(ROOT, "examples/copies/trich-sao.json"), parts=parts))
        t.thethuc("copy", "--data", copy, annexed, "-o", d / "copy.pdf")
        text = run("pdftotext", "-layout", d / "copy.pdf", "-").stdout
        t.check(f"{parts[0]} of a plan with appendices", want in text and lack not in text and "TRÍCH SAO" in text, text)
        t.empty(f"{parts[0]} of it keeps what it promises", conformance.faults(d / "copy.pdf"))


# originals by other programs

def page_of(pdf, content, box=(0, 0, *A4), **more):
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    return pikepdf.Page(pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=pikepdf.Array(box), Contents=pdf.make_stream(content),
                                           Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)), **more))


def made(path, content, streams=False, **more):
    """A PDF of one page with the contents."""
    pdf = pikepdf.new()
    pdf.pages.append(page_of(pdf, content, **more))
    mode = pikepdf.ObjectStreamMode.generate if streams else pikepdf.ObjectStreamMode.disable
    pdf.save(path, object_stream_mode=mode, static_id=True)


TEXT = b"BT /F1 12 Tf 72 700 Td (First line) Tj 0 -20 Td (Last line) Tj ET"


def originals(t, d):
    """(name, file, what its last page says, where its ink ends in mm or None where it is not known)."""
    t.thethuc("render", PLAN, "-o", d / "plan.pdf")
    yield "our own", d / "plan.pdf", 92
    for name, *command in (("classic", "qpdf", "--object-streams=disable"), ("linearized", "qpdf", "--linearize")):
        run(*command, d / "plan.pdf", d / f"{name}.pdf")
        yield name, d / f"{name}.pdf", 92
    run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={d / 'gs.pdf'}", d / "plan.pdf")
    yield "Ghostscript", d / "gs.pdf", 92
    run("pdftocairo", "-pdf", d / "plan.pdf", d / "cairo.pdf")
    yield "cairo", d / "cairo.pdf", 92
    run("mutool", "clean", "-z", d / "plan.pdf", d / "mupdf.pdf")
    yield "MuPDF", d / "mupdf.pdf", 92
    made(d / "text.pdf", TEXT)
    yield "text", d / "text.pdf", 57.5
    made(d / "streams.pdf", TEXT, streams=True)
    yield "object streams", d / "streams.pdf", 57.5
    made(d / "open.pdf", b"q 2 0 0 2 0 0 cm BT /F1 12 Tf 36 350 Td (Left open) Tj ET q 1 0 0 1 5 5 cm")
    yield "states left open", d / "open.pdf", 51
    made(d / "white.pdf", b"1 g 0 0 595 842 re f 0 g " + TEXT)
    yield "white ground", d / "white.pdf", 57.5
    made(d / "hidden.pdf", TEXT + b" BT 3 Tr /F1 12 Tf 72 200 Td (Text behind a scan) Tj ET q 0 0 10 10 re W n 0 0 500 500 re f Q")
    yield "invisible text", d / "hidden.pdf", 57.5
    made(d / "footer.pdf", TEXT + b" BT /F1 10 Tf 300 30 Td (Trang 3) Tj ET")
    yield "page number at the foot", d / "footer.pdf", 57.5
    made(d / "crop.pdf", b"1 0 0 1 100 50 cm " + TEXT, box=(0, 0, 800, 1000), CropBox=pikepdf.Array([100, 50, 100 + A4[0], 50 + A4[1]]))
    yield "crop box", d / "crop.pdf", 57.5
    turned = {90: "0 1 -1 0 595.276 0", 180: "-1 0 0 -1 595.276 841.89", 270: "0 -1 1 0 0 841.89"}
    for angle, matrix in turned.items():
        box = (0, 0, *A4) if angle == 180 else (0, 0, *A4[::-1])
        matrix = {90: "0 1 -1 0 841.89 0", 180: matrix, 270: "0 -1 1 0 0 595.276"}[angle]
        made(d / f"turned-{angle}.pdf", matrix.encode() + b" cm " + TEXT, box=box, Rotate=angle)
        yield f"turned by {angle}", d / f"turned-{angle}.pdf", 57.5
    blank(d / "blank.pdf")
    yield "empty paragraphs", d / "blank.pdf", 57.5
    inherit(d / "inherited.pdf")
    yield "inherited boxes and resources", d / "inherited.pdf", 57.5
    form(d / "form.pdf")
    yield "text in a form", d / "form.pdf", 57.5
    form(d / "numbers.pdf", apart=True)
    yield "text in a form whose box and matrix are objects", d / "numbers.pdf", 57.5


def blank(path):
    """Spaces of two bytes below the text, as word processors set empty paragraphs."""
    pdf = pikepdf.new()
    page = page_of(pdf, TEXT + b" BT /F2 12 Tf 72 300 Td <00030003> Tj ET BT /F1 12 Tf 72 200 Td (  ) Tj ET")
    page.Resources.Font.F2 = pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name.Blank, Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=pikepdf.Array([pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=pikepdf.Name.Blank,
            CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0))]),
        ToUnicode=pdf.make_stream(b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <0005> <001E> endbfrange")))
    pdf.pages.append(page)
    pdf.save(path, static_id=True)


def inherit(path):
    pdf = pikepdf.new()
    for _ in range(2):
        pdf.pages.append(page_of(pdf, TEXT))
    root, first = pdf.Root.Pages, pdf.pages[0]
    node = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=root.Kids, Count=2, Parent=root,
                                                MediaBox=first.MediaBox, Resources=first.Resources))
    for page in root.Kids:
        page.Parent = node
        del page.MediaBox, page.Resources
    root.Kids = pikepdf.Array([node])
    pdf.save(path, static_id=True)


def form(path, apart=False):
    pdf = pikepdf.new()
    page = page_of(pdf, b"q 1 0 0 1 0 -100 cm /Copy1 Do Q")
    box, matrix = ([pdf.make_indirect(n) if apart else n for n in numbers] for numbers in ((0, 0, 600, 900), (1, 0, 0, 1, 0, 100)))
    page.Resources.XObject = pikepdf.Dictionary(Copy1=pdf.make_stream(
        TEXT, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=pikepdf.Array(box), Matrix=pikepdf.Array(matrix),
        Resources=page.Resources))
    pdf.pages.append(page)
    pdf.save(path, static_id=True)


def picture(path, page, above):
    """A page down to so many points, as gray bytes at 36 dpi."""
    out = run("pdftoppm", "-r", "36", "-gray", "-f", page, "-l", page, path, text=False).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", out)
    return out[head.end():head.end() + int(head[1]) * int(above / 2)]


def streams(path):
    """The packed bytes of all streams of a PDF, by object."""
    with pikepdf.open(path) as pdf:
        return {o.objgen: hashlib.sha256(o.read_raw_bytes()).digest() for o in pdf.objects
                if isinstance(o, pikepdf.Stream) and o.get("/Type") not in ("/XRef", "/ObjStm")}


def test_original(t, d, name, path, end):
    before, out = read(path), d / "copy.pdf"
    done = t.thethuc("copy", "--lang", "en", "--data", SAO_Y, path, "-o", out)
    if not t.check(f"{name}: copied", done.returncode == 0, done.stderr):
        return
    t.check(f"{name}: every byte is kept", read(out).startswith(before))
    t.command(f"{name}: sound", "qpdf", "--check", out)
    kept, now = streams(path), streams(out)
    t.empty(f"{name}: contents, fonts and pictures are kept", [str(k) for k in kept if now.get(k) != kept[k]])
    told = re.search(r"ends ([\d.]+) mm", done.stderr)
    t.check(f"{name}: ends at {end} mm", told and abs(float(told[1]) - end) < 2.5, done.stderr)
    pages = pdfread.pages(out)
    wide = pages[-1].lines and find_block(pages)[2]
    t.empty(f"{name}: block", [f for f in block_faults(pages) if "right half" not in f])
    if "same" in done.stderr or "under that" in done.stderr:
        n = len(pages)
        t.check(f"{name}: nothing is printed over", picture(path, n, wide.y0 - 2) == picture(out, n, wide.y0 - 2))
    again = run(t.program, "copy", "--data", SAO_Y, path, "-o", d / "again.pdf")
    t.check(f"{name}: the same bytes again", again.returncode == 0 and read(d / "again.pdf") == read(out))


def test_electronic(t, d):
    made(d / "text.pdf", TEXT)
    made(d / "head.pdf", b"BT /F1 10 Tf 300 810 Td (Header of the original, at the right of the margin) Tj ET " + TEXT)
    made(d / "full.pdf", b"0 760 595 82 re f " + TEXT)
    marks = {}
    for name in ("text", "head"):
        t.command(f"mark on {name}", t.program, "copy", "--data", ELECTRONIC, d / f"{name}.pdf", "-o", d / "copy.pdf")
        page = pdfread.pages(d / "copy.pdf")[0]
        marks[name] = line(page, "Sao y;")
        t.check(f"mark on {name} in the margin", marks[name].y < 20 * MM and abs(marks[name].x1 - (A4[0] - 15 * MM)) < NEAR, marks[name].y)
    t.check("mark keeps clear of a header", abs(marks["head"].y - 31.9) > 8, f"{marks['head'].y}")
    done = t.thethuc("copy", "--lang", "en", "--data", ELECTRONIC, d / "full.pdf", "-o", d / "none.pdf")
    t.check("no mark over ink", done.returncode == 1 and "copy-mark]" in done.stderr and not os.path.exists(d / "none.pdf"), done.stderr)


def test_scan(t, d):
    """Pages that are pictures: the line of an electronic copy over them, what they have to be, the block with --below."""
    for dpi, version, told in ((100, "1.7", ["copy-dpi"]), (200, "1.7", []), (200, "1.3", ["copy-version"])):
        size = [int(side / 72 * dpi) for side in A4]
        pdf = pikepdf.new()
        page = page_of(pdf, b"q 595.276 0 0 841.89 0 0 cm /Im Do Q")
        page.Resources.XObject = pikepdf.Dictionary(Im=pdf.make_stream(
            b"\xff" * (size[0] * size[1]), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=size[0], Height=size[1],
            ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8))
        pdf.pages.append(page)
        pdf.save(d / "scan.pdf", force_version=version, static_id=True)
        done = t.thethuc("copy", "--lang", "en", "--data", ELECTRONIC, d / "scan.pdf", "-o", d / "copy.pdf")
        found = re.findall(r"\[(copy-\w+)", done.stderr)
        t.check(f"scan of {dpi} dpi in PDF {version}", done.returncode == 0 and found == told, done.stderr)
    for more, told, n in (((), "copy-picture", 2), (("--below", "150"), "copy-below", 1)):
        done = t.thethuc("copy", "--lang", "en", *more, "--data", SAO_Y, d / "scan.pdf", "-o", d / "copy.pdf")
        with pikepdf.open(d / "copy.pdf") as pdf:
            t.check(f"scan {more}", f"[{told}]" in done.stderr and len(pdf.pages) == n, done.stderr)


def test_choices(t, d):
    made(d / "text.pdf", TEXT)
    made(d / "letter.pdf", TEXT, box=(0, 0, 612, 792))
    made(d / "low.pdf", TEXT + b" 72 150 200 5 re f")
    made(d / "packed.pdf", TEXT)
    with pikepdf.open(d / "packed.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages[0].Contents = pikepdf.Stream(pdf, b"unknown packing", Filter=pikepdf.Name.JBIG2Decode)
        pdf.save(d / "packed.pdf", compress_streams=False)
    for name, more, told, count in (("letter", (), "copy-paper", 2), ("low", (), "copy-room", 2), ("packed", (), "copy-end", 2),
                                    ("low", ("--below", "60"), "copy-below", 1), ("packed", ("--below=100.5",), "copy-below", 1)):
        done = t.thethuc("copy", "--lang", "en", *more, "--data", SAO_Y, d / f"{name}.pdf", "-o", d / "copy.pdf")
        with pikepdf.open(d / "copy.pdf") as pdf:
            n = len(pdf.pages)
        told_pages = re.search(r": (\d+) pages", t.thethuc("copy", "--lang", "en", "--stats", *more, "--data", SAO_Y, d / f"{name}.pdf", "-o", d / "it.pdf").stdout)
        t.check(f"{name} {more}: {n} pages told", told_pages and int(told_pages[1]) == n)
        t.check(f"{name} {more}: {told}", done.returncode == 0 and f"[{told}]" in done.stderr and n == count, f"{n} {done.stderr}")


def test_promises(t, d):
    t.thethuc("render", PLAN, "-o", d / "plan.pdf")
    for copy in (SAO_Y, ELECTRONIC):
        t.thethuc("copy", "--data", copy, d / "plan.pdf", "-o", d / "copy.pdf")
        t.empty(f"{os.path.basename(copy)} of our PDF is PDF/A-2a and PDF/UA-1", conformance.faults(d / "copy.pdf"))
    t.thethuc("copy", "--data", SAO_Y, d / "copy.pdf", "-o", d / "twice.pdf")
    t.empty("a copy of a copy too", conformance.faults(d / "twice.pdf"))
    plan = json.loads(read(PLAN))
    plan["recipients"]["items"] *= 4
    t.thethuc("render", d.write("plan.json", json.dumps(plan)), "-o", d / "plan.pdf")
    t.thethuc("copy", "--data", SAO_Y, d / "plan.pdf", "-o", d / "more.pdf")
    t.empty("with a page more too", conformance.faults(d / "more.pdf"))
    made(d / "text.pdf", TEXT)
    t.thethuc("copy", "--data", SAO_Y, d / "text.pdf", "-o", d / "copy.pdf")
    with pikepdf.open(d / "copy.pdf") as pdf:
        t.check("nothing is promised that the original does not", "/MarkInfo" not in pdf.Root and "/Metadata" not in pdf.Root
                and "/StructTreeRoot" not in pdf.Root and b"BDC" not in pdf.pages[0].Contents[-1].read_bytes())


# originals that are not what they say

def bad(d):
    good = read(d / "good.pdf")
    yield "empty", b"", "json-empty"
    yield "cut", good[:len(good) // 2], "pdf-damaged"
    yield "without references", good[:good.rindex(b"startxref")] + b"startxref\n12\n%%EOF\n", "pdf-damaged"
    run("qpdf", "--encrypt", "a", "b", "256", "--", d / "good.pdf", d / "locked.pdf")
    yield "encrypted", read(d / "locked.pdf"), "pdf-encrypted"
    start = int(re.search(rb"startxref\s+(\d+)", good)[1])
    looped = good.replace(b"trailer <<", b"trailer <</Prev %d " % start, 1)
    yield "references in a ring", looped, "pdf-damaged"
    for name, change in (("page tree in a ring", ring), ("page tree without pages", leafless), ("no paper", unpapered), ("endless paper", endless),
                         ("hardly any paper", tiny)):
        with pikepdf.open(d / "good.pdf") as pdf:
            change(pdf)
            pdf.save(d / "bad.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
        yield name, read(d / "bad.pdf"), "pdf-damaged"


def ring(pdf):
    pdf.Root.Pages.Kids = pikepdf.Array([pdf.Root.Pages, pdf.Root.Pages])


def leafless(pdf):
    pdf.Root.Pages.Kids = pikepdf.Array()


def unpapered(pdf):
    del pdf.pages[0].MediaBox


def endless(pdf):
    pdf.pages[0].MediaBox = pikepdf.Array([0, 0, 9 * 10**8, 9 * 10**8])


def tiny(pdf):
    pdf.pages[0].MediaBox = pikepdf.Array([0, 0, 0.4, 0.4])


def hard(d):
    """Contents that nobody can follow: the copy goes on a new page, and soon."""
    bomb = zlib.compress(zlib.compress(b"q " * 60_000_000, 9), 9)
    yield "bomb", lambda pdf: pdf.make_stream(zlib.compress(b"q " * 60_000_000), Filter=pikepdf.Name.FlateDecode), None
    yield "bomb in a bomb", lambda pdf: pdf.make_stream(bomb, Filter=pikepdf.Array([pikepdf.Name.FlateDecode] * 2)), None
    yield "form in itself", lambda pdf: pdf.make_stream(b"/X Do"), b"/X Do /X Do"
    yield "more restored than saved", lambda pdf: pdf.make_stream(b"Q Q " + TEXT), None
    yield "nonsense", lambda pdf: pdf.make_stream(b"BT (((( <<<< ]]]] /// 1 2 3"), None


def test_bad(t, d):
    made(d / "good.pdf", TEXT)
    for name, bytes_, told in bad(d):
        done = t.thethuc("copy", "--lang", "en", "--data", SAO_Y, d.write("it.pdf", bytes_), "-o", d / "none.pdf")
        t.check(f"{name}: refused, nothing written", done.returncode == 1 and f"[{told}" in done.stderr and not os.path.exists(d / "none.pdf"),
                f"{done.returncode} {done.stderr}")
    for name, contents, inside in hard(d):
        with pikepdf.open(d / "good.pdf") as pdf:
            page = pdf.pages[0]
            page.Contents = contents(pdf)
            if inside:
                x = pdf.make_stream(inside, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 9, 9]))
                x.Resources = page.Resources
                page.Resources.XObject = pikepdf.Dictionary(X=x)
            pdf.save(d / "hard.pdf", compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        done = run(t.program, "copy", "--lang", "en", "--data", SAO_Y, d / "hard.pdf", "-o", d / "copy.pdf", timeout=30)
        t.check(f"{name}: on a new page", done.returncode == 0 and "[copy-end]" in done.stderr, f"{done.returncode} {done.stderr}")


def damaged(rng, data):
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 6))):
        at = rng.randrange(len(out))
        kind = rng.randrange(4)
        if kind == 0:
            out[at] = rng.randrange(256)
        elif kind == 1:
            del out[at:at + rng.randrange(1, 40)]
        elif kind == 2:
            out[at:at] = out[rng.randrange(len(out)):][:rng.randrange(1, 60)]
        else:
            piece = rng.choice((b"0", b"99999999999", b"-1", b"<<", b">>", b"[", b"/Kids", b"1 0 R", b"Q ", b" null"))
            out[at:at + len(piece)] = piece
    return bytes(out)


def test_mutations(t, d, n=300):
    rng, faults, copied = random.Random(30), [], 0
    made(d / "text.pdf", TEXT)
    t.thethuc("render", os.path.join(ROOT, "tests/golden/form/named.json"), "-o", d / "named.pdf")
    run("qpdf", "--object-streams=disable", "--stream-data=uncompress", d / "named.pdf", d / "plain.pdf")
    seeds = [read(d / f"{s}.pdf") for s in ("text", "named", "plain", "plain")]
    for i in range(n):
        mutant = damaged(rng, rng.choice(seeds))
        out = d / f"out-{i}.pdf"
        done = run(t.program, "copy", "--data", rng.choice((SAO_Y, ELECTRONIC)), d.write("mutant.pdf", mutant), "-o", out, timeout=60)
        there = os.path.exists(out)
        if done.returncode not in (0, 1) or there != (done.returncode == 0):
            faults.append(f"{i}: status {done.returncode}, {done.stderr[-200:]}")
        elif there:
            copied += 1
            if not read(out).startswith(mutant):
                faults.append(f"{i}: bytes changed")
    t.empty(f"{n} damaged originals", faults)
    t.check("some of them are copied", copied > n // 10, str(copied))


def test_chain(t, d):
    """What a copy may be made from, as far as a PDF says what it is."""
    made(d / "text.pdf", TEXT)
    t.thethuc("copy", "--data", SAO_Y, d / "text.pdf", "-o", d / "y.pdf")
    t.thethuc("copy", "--data", SAO_Y, PLAN, "-o", d / "y-plan.pdf")
    t.thethuc("copy", "--data", ELECTRONIC, d / "text.pdf", "-o", d / "e.pdf")
    luc = json.loads(read(os.path.join(ROOT, "examples/copies/sao-luc.json")))
    del luc["copied_from"]
    luc = d.write("luc.json", json.dumps(luc))
    t.thethuc("copy", "--data", luc, d / "y.pdf", "-o", d / "luc.pdf")
    for data_, original, status, told in ((luc, "text", 0, "copy-from-unseen"), (luc, "y", 0, None), (luc, "y-plan", 0, None), (luc, "e", 0, None),
                                          (luc, "luc", 1, "copy-from-other"), (SAO_Y, "y", 0, "copy-of-copy"),
                                          (SAO_Y, "y-plan", 0, "copy-of-copy"), (SAO_Y, "text", 0, None)):
        done = t.thethuc("copy", "--lang", "en", "--data", data_, d / f"{original}.pdf", "-o", d / "it.pdf")
        found = re.findall(r"\[(copy-(?:from|of)[\w-]*)", done.stderr)
        t.check(f"{os.path.basename(data_)} of {original}", done.returncode == status and found == ([told] if told else []),
                f"{done.returncode} {done.stderr}")
    loud = d.write("loud.json", data(ELECTRONIC, issuer={"name": "VĂN PHÒNG"}))
    done = t.thethuc("copy", "--lang", "en", "--data", loud, PLAN, "-o", d / "it.pdf")
    t.check("capitals are told of", "[copy-capitals" in done.stderr, done.stderr)


def test_signed(t, d):
    made(d / "text.pdf", TEXT)
    with pikepdf.open(d / "text.pdf", allow_overwriting_input=True) as pdf:
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=b"organ", V=pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Sig, Filter=pikepdf.Name("/Adobe.PPKLite"), Contents=b"0"))))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        pdf.save(d / "text.pdf")
    done = t.thethuc("copy", "--lang", "en", "--data", SAO_Y, d / "text.pdf", "-o", d / "copy.pdf")
    t.check("signatures are told of", done.returncode == 0 and "[copy-signed]" in done.stderr, done.stderr)


def test(t):
    with Folder() as d:
        for group in (test_plan, test_next_page, test_mark, test_parts, test_electronic, test_scan, test_choices, test_promises, test_chain, test_signed, test_bad,
                      test_mutations):
            group(t, d)
        for name, path, end in originals(t, d):
            test_original(t, d, name, path, end)
