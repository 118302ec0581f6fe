"""Pictures and fields on finished PDFs: sizes, places, structure.

Positions are read by other programs (poppler, pikepdf)."""

import json
import os
import re
import struct
import xml.etree.ElementTree as xml

import pictures
import pikepdf
from conformance import faults
from suite import ROOT, Folder, read, run

MM = 72 / 25.4
EXAMPLES = os.path.join(ROOT, "examples/signatures")
ONE, JOINT, FIGURE = (os.path.join(EXAMPLES, n + ".json") for n in ("mot-nguoi-ky", "hai-co-quan", "hinh-trong-van-ban"))


def small(*body, **more):
    """A short plan; what is drawn does not end it."""
    drawn = body and isinstance(body[-1], dict) and ("figure" in body[-1] or "chart" in body[-1])
    body = list(body) + ["Hết."] * bool(drawn)
    return {"kind": "state", "issuer": {"name": "SỞ VÍ DỤ"}, "number": "1", "symbol": "KH-SVD", "place": "Minh Họa",
            "date": "2024-05-06", "type": "ke-hoach", "subject": "Ví dụ minh họa", "body": list(body) or ["Một đoạn."],
            "signature": {"title": "GIÁM ĐỐC", "name": "Nguyễn Văn A"}, "recipients": {"items": ["Như trên"]}, **more}


def figure(image, **more):
    return {"figure": {"image": image, "alt": "hình ví dụ", **more}}


class Page:
    """Pictures, lines of text and fields of a page; rectangles [x0, y0, x1, y1] in points, y upwards."""

    def __init__(self, path, number=1):
        with pikepdf.open(path) as pdf:
            page = pdf.pages[number - 1]
            self.height = float(page.MediaBox[3])
            self.width = float(page.MediaBox[2])
            self.pictures, self.names = [], []
            matrix = None
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "cm":
                    matrix = [float(o) for o in operands]
                elif str(operator) == "Do":
                    a, b, c, d, x, y = matrix
                    self.pictures.append([x, y, x + a, y + d])
                    self.names.append(str(operands[0]))
            self.fields = {str(a.T): [float(v) for v in a.Rect] for a in page.get("/Annots", []) if a.get("/FT") == "/Sig"}
        tree = xml.fromstring(run("pdftotext", "-bbox-layout", "-f", number, "-l", number, path, "-").stdout)
        self.lines = {}
        for line in tree.iter("{http://www.w3.org/1999/xhtml}line"):
            words = " ".join(w.text for w in line)
            x0, y0, x1, y1 = (float(line.get(k)) for k in ("xMin", "yMin", "xMax", "yMax"))
            self.lines.setdefault(words, []).append([x0, self.height - y1, x1, self.height - y0])

    def line(self, words):
        return next(box for text, boxes in self.lines.items() if words in text for box in boxes)


def render(t, plan, pdf, *options):
    return t.thethuc("render", "--lang", "en", plan, "-o", pdf, *options)


def near(a, b, by=0.3):
    return abs(a - b) <= by


def centre(box):
    return (box[0] + box[2]) / 2


def touches(seal, box):
    """Whether a round seal reaches into a rectangle; its letters keep 1 pt from the rectangle's edge."""
    cx, cy, r = centre(seal), (seal[1] + seal[3]) / 2, (seal[2] - seal[0]) / 2
    dx = max(box[0] - cx, 0, cx - box[2])
    dy = max(box[1] + 1 - cy, 0, cy - box[3] + 1)
    return dx * dx + dy * dy < (r - 1) ** 2


def check_signature(t, name, page, sign, seal, title, who, width):
    """Article II.7.d and II.8.a: centred between title and name; the seal over a third of it, on the left."""
    t.check(f"{name}: signature is {width} mm wide", near(sign[2] - sign[0], width * MM), str(sign))
    t.check(f"{name}: signature is centred over the name", near(centre(sign), centre(page.line(who))), str(sign))
    t.check(f"{name}: signature stands between title and name", page.line(title)[1] > sign[3] and sign[1] > page.line(who)[3])
    t.check(f"{name}: seal is 36 mm wide and high", near(seal[2] - seal[0], 36 * MM) and near(seal[3] - seal[1], 36 * MM), str(seal))
    share = (seal[2] - sign[0]) / (sign[2] - sign[0])
    t.check(f"{name}: seal covers a third of the signature on its left", 0.3 < share < 0.37 and seal[0] < sign[0], str(share))
    t.empty(f"{name}: seal touches no text", [w for w, boxes in page.lines.items() for b in boxes if touches(seal, b)])


def test_places(t):
    with Folder() as d:
        t.check("one signer is rendered", render(t, ONE, d / "one.pdf").returncode == 0)
        page = Page(d / "one.pdf")
        t.equal("signature first, seal over it", page.names, ["/I0", "/I1"])
        check_signature(t, "one signer", page, *page.pictures, "PHÓ GIÁM ĐỐC", "Nguyễn Văn A", 40)
        t.check("joint document is rendered", render(t, JOINT, d / "joint.pdf").returncode == 0)
        page = Page(d / "joint.pdf")
        check_signature(t, "first of two", page, *page.pictures[:2], "GIÁM ĐỐC", "Nguyễn Văn A", 39.75)
        check_signature(t, "second of two", page, *page.pictures[2:], "PHÓ GIÁM ĐỐC", "Trần Thị B", 32)
        t.check("figure is rendered", render(t, FIGURE, d / "figure.pdf").returncode == 0)
        page = Page(d / "figure.pdf")
        box = page.pictures[0]
        t.check("figure is 110 mm wide", near(box[2] - box[0], 110 * MM), str(box))
        t.check("figure is centred, its caption below", near(centre(box), centre(page.line("Hình 1."))) and page.line("Hình 1.")[3] < box[1])
        for name in ("one", "joint", "figure"):
            t.empty(f"{name} conforms", faults(d / f"{name}.pdf"))


def long_titles(t):
    """The room grows for wide titles and names, and the seal still touches nothing; recipients keep clear too."""
    for name, title, who in (("wide title", "PHÓ GIÁM ĐỐC PHỤ TRÁCH ĐIỀU HÀNH", "Nguyễn Văn A"),
                             ("wide name", "GIÁM ĐỐC", "Nguyễn Trần Lê Phạm Thị Ví Dụ Minh Họa")):
        plan = small()
        plan["signature"] = {"title": title, "name": who, "image": "chu-ky-minh-hoa.png",
                             "seal": {"image": "dau-minh-hoa.png", "width_mm": 36}}
        plan["recipients"] = {"items": ["Các cơ quan, đơn vị, tổ chức có liên quan trên địa bàn tỉnh Minh Họa và các xã"] * 6}
        with Folder() as d:
            done = render(t, d.write("plan.json", json.dumps(plan)), d / "it.pdf", "--image-path", EXAMPLES)
            if t.check(f"{name} is rendered", done.returncode == 0, done.stderr):
                page = Page(d / "it.pdf")
                t.empty(f"{name}: seal touches no text", [w for w, boxes in page.lines.items() for b in boxes
                                                          if touches(page.pictures[1], b)])


def test_last(t):
    """A picture that ends the text leaves no place for the end mark, which does not slip before it."""
    with Folder() as d:
        plan = small("Một đoạn.", figure("dau-minh-hoa.png", width_mm=30))
        plan["body"].pop()
        done = t.thethuc("render", "--lang", "en", d.write("plan.json", json.dumps(plan)), "-o", d / "it.pdf", "--image-path", EXAMPLES)
        text = run("pdftotext", d / "it.pdf", "-").stdout
        t.check("no end mark before the last picture", "Một đoạn." in text and "./." not in text and "[table-last]" in done.stderr,
                text + done.stderr)


def test_narrow(t):
    """A signature that is hardly wide at all is no higher than its room."""
    plan = small()
    plan["signature"]["image"] = "narrow.png"
    with Folder() as d:
        d.write("narrow.png", pictures.png(1, 30000, [b"\0"] * 30000, colour=0))
        done = render(t, d.write("plan.json", json.dumps(plan)), d / "it.pdf")
        if t.check("a narrow signature is rendered", done.returncode == 0, done.stderr):
            page = Page(d / "it.pdf")
            box = page.pictures[0]
            t.check("and stands between title and name", page.line("Nguyễn Văn A")[3] < box[1] < box[3] < page.line("GIÁM ĐỐC")[1], str(box))


def test_image_objects(t):
    """Each picture once, with a soft mask, nothing interpolated."""
    plan = small(figure("chu-ky-minh-hoa.png"), figure("chu-ky-minh-hoa.png"), *["Một đoạn."] * 60, figure("chu-ky-minh-hoa.png"))
    with Folder() as d:
        render(t, d.write("plan.json", json.dumps(plan)), d / "it.pdf", "--image-path", EXAMPLES)
        rows = [r.split() for r in run("pdfimages", "-list", d / "it.pdf").stdout.splitlines()[2:]]
        t.equal("a picture on two pages is one object", (len({r[10] for r in rows if r[2] == "image"}), len(rows)), (1, 6))
        t.check("with soft mask, not interpolated", {r[2] for r in rows} == {"image", "smask"} and {r[9] for r in rows} == {"no"})
        t.equal("at the resolution of the file", {r[12] for r in rows}, {"300"})
        with pikepdf.open(d / "it.pdf") as pdf:
            figures = [e for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/Figure"]
            t.equal("each place is a figure with its words", [str(f.Alt) for f in figures], ["hình ví dụ"] * 3)
        render(t, d / "plan.json", d / "again.pdf", "--image-path", EXAMPLES)
        t.check("the same bytes again", read(d / "it.pdf") == read(d / "again.pdf"))


def test_fields(t):
    with Folder() as d:
        render(t, ONE, d / "it.pdf", "--zones", d / "zones.json")
        page, zones = Page(d / "it.pdf"), json.loads(read(d / "zones.json"))["zones"]
        t.equal("fields of signer, organ and copy", sorted(page.fields), ["copy", "organ", "signer"])
        seen = re.findall(r"Signature Field Name: (\S+)\n.*not signed", run("pdfsig", d / "it.pdf").stdout)
        t.equal("pdfsig lists them, empty", sorted(seen), ["copy", "organ", "signer"])
        t.check("signer's field lies on the signature, the organ's on the seal",
                all(near(a, b) for a, b in zip(page.fields["signer"] + page.fields["organ"], page.pictures[0] + page.pictures[1])))
        box = page.fields["copy"]
        t.check("the copy's is in the top margin on the right", box[1] > page.height - 20 * MM and near(box[2], page.width - 15 * MM), str(box))
        told = {z["name"]: z["pt"] for z in zones if z["kind"] == "field"}
        t.check("zones say where the fields are", told.keys() == page.fields.keys()
                and all(near(a, b, 0.002) for n in told for a, b in zip(told[n], page.fields[n])), str(told))
        for zone in zones:
            mm, (x0, y0, x1, y1) = zone["mm"], zone["pt"]
            t.check(f"mm and points agree: {zone['role']}", all(near(a * MM, b, 0.02) for a, b in (
                (mm["x"], x0), (mm["width"], x1 - x0), (mm["height"], y1 - y0), (mm["y"], page.height - y1))), str(zone))
        boxes = {z["kind"]: z["pt"] for z in zones if z["kind"] in ("signature", "seal")}
        t.check("and the pictures", all(near(a, b, 0.002) for a, b in zip(boxes["signature"] + boxes["seal"], page.pictures[0] + page.pictures[1])))
        with pikepdf.open(d / "it.pdf") as pdf:
            t.equal("the form says that it has signature fields", int(pdf.Root.AcroForm.SigFlags), 3)
            for f in pdf.Root.AcroForm.Fields:
                plain = re.search(rb"(?m)^%d 0 obj\n<<[^\n]*/FT/Sig" % f.objgen[0], read(d / "it.pdf"))
                t.check(f"field {f.T} is an object of its own", plain and f.objgen[0] != pdf.Root.objgen[0])
        plain = small()
        path = d.write("plan.json", json.dumps(plan := plain))
        render(t, path, d / "none.pdf")
        t.check("no fields unless asked for", not Page(d / "none.pdf").fields and b"AcroForm" not in read(d / "none.pdf"))
        render(t, path, d / "some.pdf", "--fields")
        t.equal("--fields makes them", sorted(Page(d / "some.pdf").fields), ["copy", "organ", "signer"])
        t.empty("and the file conforms", faults(d / "some.pdf"))
        render(t, JOINT, d / "joint.pdf")
        t.equal("joint documents have numbered fields", sorted(Page(d / "joint.pdf").fields), ["organ", "organ-2", "signer", "signer-2"])
        render(t, d.write("plan.json", json.dumps({**plan, "fields": ["copy"]})), d / "copy.pdf", "--pdf-standard", "1.7")
        t.equal("fields without tags", sorted(Page(d / "copy.pdf").fields), ["copy"])


def test_source(t):
    """A PDF with pictures and fields is what the plan in it gives, wherever the pictures are named."""
    with Folder() as d:
        for name, options in (("fields by option", ("--fields",)), ("fields by the plan", ())):
            plan = small(figure("bieu-do-minh-hoa.png"), **({} if options else {"fields": True}))
            path = d.write("plan.json", json.dumps(plan))
            render(t, path, d / "it.pdf", "--attach-source", "--image-path", EXAMPLES, *options)
            t.empty(f"{name}: PDF with its source conforms", faults(d / "it.pdf", "a-3a,ua-1"))
            done = t.thethuc("verify-source", "--lang", "en", "--image-path", EXAMPLES, d / "it.pdf")
            t.check(f"{name}: verified", done.returncode == 0 and "[verify-same]" in done.stderr, done.stderr)
            done = t.thethuc("verify-source", "--lang", "en", d / "it.pdf")
            t.check(f"{name}: without its pictures that is told", done.returncode == 1 and "bieu-do-minh-hoa.png" in done.stderr, done.stderr)


def signed(pdf, field, key, certificate):
    """A PDF with one of its fields signed, by an update that replaces nothing but the field's object."""
    data = read(pdf)
    with pikepdf.open(pdf) as p:
        number = next(f.objgen[0] for f in p.Root.AcroForm.Fields if str(f.T) == field)
        root, info, size = p.Root.objgen[0], p.trailer.Info.objgen[0], int(p.trailer.Size)
        ids = [bytes(i).hex() for i in p.trailer.ID]
    body = re.search(rb"(?s)\n%d 0 obj\n<<(.*?)>>\nendobj" % number, data)[1]
    room = 8192
    parts = [b"%d 0 obj\n<<%s/V %d 0 R>>\nendobj\n" % (number, body, size),
             b"%d 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 %s]/Contents<%s>>>\nendobj\n"
             % (size, b" " * 32, b"0" * room)]
    places = [len(data), len(data) + len(parts[0])]
    start = places[1] + len(parts[1])
    rows = b"".join(struct.pack(">BIH", 1, place, 0) for place in (*places, start))
    xref = (b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%d 1 %d 2]/Root %d 0 R/Info %d 0 R/Prev %s/ID[<%s><%s>]/Length %d>>\nstream\n%s\nendstream\nendobj\n"
            % (size + 1, size + 2, number, size, root, info, re.findall(rb"startxref\n(\d+)", data)[-1], *(i.encode() for i in ids), len(rows), rows))
    new = bytearray(data + b"".join(parts) + xref + b"startxref\n%d\n%%%%EOF\n" % start)
    at = new.index(b"/Contents<", len(data)) + len(b"/Contents")
    end = at + room + 2
    span = b"%d %d %d" % (at, end, len(new) - end)
    where = new.index(b"/ByteRange[0 ", len(data)) + len(b"/ByteRange[0 ")
    new[where:where + 32] = span.ljust(32)
    cms = run("openssl", "cms", "-sign", "-binary", "-outform", "DER", "-md", "sha256", "-signer", certificate, "-inkey", key,
              stdin=bytes(new[:at] + new[end:]), text=False).stdout
    new[at + 1:at + 1 + 2 * len(cms)] = cms.hex().encode()
    return bytes(new)


def test_signing(t):
    """Later revisions can sign the fields one after the other, and the document stays what its data give."""
    with Folder() as d:
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", d / "key", "-out", d / "crt", "-days", "30",
            "-subj", "/CN=Minh Hoa")
        render(t, ONE, d / "it.pdf", "--attach-source")
        for n, field in enumerate(("signer", "organ", "copy"), 1):
            d.write("next.pdf", signed(d / "it.pdf", field, d / "key", d / "crt"))
            os.replace(d / "next.pdf", d / "it.pdf")
            told = run("pdfsig", "-nocert", d / "it.pdf").stdout
            t.check(f"{n} signatures are valid", told.count("Signature is Valid") == n and told.count("not signed") == 3 - n, told)
        t.empty("the signed file conforms", faults(d / "it.pdf", "a-3a,ua-1"))
        done = t.thethuc("verify-source", "--lang", "en", "--image-path", EXAMPLES, d / "it.pdf")
        t.check("and is what its data give", done.returncode == 0 and "[verify-later]" in done.stderr, done.stderr)


def test_copies(t):
    """Signatures and seals of copies, on plans and on PDFs."""
    copy = json.loads(read(os.path.join(ROOT, "examples/copies/sao-y.json")))
    copy["signature"].update(image="chu-ky-minh-hoa.png", seal={"image": "dau-minh-hoa.png", "width_mm": 36})
    with Folder() as d:
        data = d.write("copy.json", json.dumps(copy))
        render(t, d.write("plan.json", json.dumps(small(fields=True))), d / "original.pdf")
        for name, original in (("of a plan", d / "plan.json"), ("of a PDF", d / "original.pdf")):
            done = t.thethuc("copy", "--lang", "en", "--data", data, original, "-o", d / "it.pdf", "--image-path", EXAMPLES)
            if t.check(f"copy {name} is made", done.returncode == 0, done.stderr):
                rows = run("pdfimages", "-list", d / "it.pdf").stdout.splitlines()[2:]
                t.equal(f"copy {name} has signature and seal", [r.split()[2] for r in rows], ["image", "smask"] * 2)
                t.empty(f"copy {name} conforms", faults(d / "it.pdf"))
                t.check(f"copy {name}: empty fields are no signatures", "copy-signed" not in done.stderr, done.stderr)


def test_zone_files(t):
    with Folder() as d:
        done = t.thethuc("render", ONE, "-o", d / "same", "--zones", d / "same")
        t.check("zones are not the PDF", done.returncode == 2, done.stderr)
        done = t.thethuc("render", "--lang", "en", d.write("bad.json", "{"), "-o", d / "a.pdf", "--zones", d / "z.json")
        t.check("no zones without a PDF", done.returncode == 1 and not os.path.exists(d / "z.json"))
        done = t.thethuc("render", ONE, "-o", d / "a.pdf", "--zones", d / "none/z.json")
        t.check("no PDF without its zones", done.returncode == 3 and not os.path.exists(d / "a.pdf"))


def test(t):
    test_places(t)
    long_titles(t)
    test_narrow(t)
    test_last(t)
    test_image_objects(t)
    test_fields(t)
    test_source(t)
    test_signing(t)
    test_copies(t)
    test_zone_files(t)
