"""Pictures and fields on finished PDFs: sizes, places, colours, structure; every kind of PNG and JPEG; files that
are damaged, too large or out of bounds.

Positions are read by other programs (poppler, pikepdf), pictures are made by tests/pictures.py and poppler."""

import json
import os
import random
import re
import struct
import xml.etree.ElementTree as xml
import zlib

import pictures
import pikepdf
from conformance import faults
from suite import ROOT, Folder, read, run

MM = 72 / 25.4
EXAMPLES = os.path.join(ROOT, "examples/signatures")
ONE, JOINT, FIGURE = (os.path.join(EXAMPLES, n + ".json") for n in ("mot-nguoi-ky", "hai-co-quan", "hinh-trong-van-ban"))


def small(*body, **more):
    """A short plan."""
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


GRADE = [[(x * 36, y * 36, 255 - x * 36) for x in range(8)] for y in range(8)]


def samples(pdf):
    """The colours of the first picture of a PDF, and its opacity."""
    with pikepdf.open(pdf) as p:
        image = p.pages[0].Resources.XObject["/I0"]
        n = 1 if image.ColorSpace == "/DeviceGray" or isinstance(image.ColorSpace, pikepdf.Array) and image.ColorSpace[1].N == 1 else 3
        data = image.read_bytes()
        mask = image.SMask.read_bytes() if "/SMask" in image else None
        space = image.ColorSpace if isinstance(image.ColorSpace, pikepdf.Name) else image.ColorSpace[0]
        return [tuple(data[i:i + n]) for i in range(0, len(data), n)], mask, str(space)


def pack(values, depth):
    out, bits, held = bytearray(), 0, 0
    for v in values:
        held, bits = held << depth | v, bits + depth
        while bits >= 8:
            bits -= 8
            out.append(held >> bits & 255)
    return bytes(out) + (bytes([held << 8 - bits & 255]) if bits else b"")


def interlaced(rows, pixel):
    """Adam7: the rows of the seven passes, each with its filter byte 0 added by the caller."""
    height, width = len(rows), len(rows[0]) // pixel
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        for y in range(y0, height, dy):
            row = b"".join(rows[y][x * pixel:(x + 1) * pixel] for x in range(x0, width, dx))
            if row:
                yield row


def kinds():
    """Name, PNG, the colours and opacity it has to give."""
    flat = [c for row in GRADE for c in row]
    rgb = [b"".join(bytes(c) for c in row) for row in GRADE]
    alpha = bytes(range(0, 256, 4))
    grays = [[x * 17 for x in range(16)] for _ in range(2)]
    yield "RGB", pictures.png(8, 8, rgb, 2), flat, None
    yield "RGB of 16 bits", pictures.png(8, 8, [b"".join(struct.pack(">3H", *(v * 257 for v in c)) for c in row) for row in GRADE], 2, 16), flat, None
    yield "RGB, interlaced", pictures.png(8, 8, interlaced(rgb, 3), 2, interlace=1), flat, None
    rgba = [b"".join(bytes(c) + alpha[8 * y + x:8 * y + x + 1] for x, c in enumerate(row)) for y, row in enumerate(GRADE)]
    yield "RGB and opacity", pictures.png(8, 8, rgba, 6), flat, alpha
    yield "RGB and opacity, interlaced", pictures.png(8, 8, interlaced(rgba, 4), 6, interlace=1), flat, alpha
    yield "RGB, opaque", pictures.png(8, 8, [b"".join(bytes(c) + b"\xff" for c in row) for row in GRADE], 6), flat, None
    yield "RGB, one colour transparent", pictures.png(8, 8, rgb, 2, before=[(b"tRNS", struct.pack(">3H", *GRADE[3][2]))]), flat, \
        bytes(0 if c == GRADE[3][2] else 255 for c in flat)
    palette = sorted(set(flat))
    for depth in (1, 2, 4, 8):
        some = palette[:1 << depth] if depth < 8 else palette
        index = [[(x + y) % len(some) for x in range(8)] for y in range(8)]
        chunks = [(b"PLTE", b"".join(map(bytes, some)))]
        want = [some[i] for row in index for i in row]
        rows = [pack(row, depth) for row in index]
        yield f"palette of {depth} bits", pictures.png(8, 8, rows, 3, depth, before=chunks), want, None
        yield f"palette of {depth} bits, first transparent", pictures.png(8, 8, rows, 3, depth, before=[*chunks, (b"tRNS", b"\x40")]), \
            want, bytes(64 if i == 0 else 255 for row in index for i in row)
    for depth in (1, 2, 4):
        most = (1 << depth) - 1
        rows = [[x % (most + 1) for x in range(16)] for _ in range(2)]
        yield f"gray of {depth} bits", pictures.png(16, 2, [pack(r, depth) for r in rows], 0, depth), \
            [(v * 255 // most,) for r in rows for v in r], None
    want = [(v,) for row in grays for v in row]
    yield "gray", pictures.png(16, 2, [bytes(r) for r in grays], 0), want, None
    yield "gray of 16 bits", pictures.png(16, 2, [b"".join(struct.pack(">H", v * 257) for v in r) for r in grays], 0, 16), want, None
    yield "gray and opacity", pictures.png(16, 2, [b"".join(bytes((v, 255 - v)) for v in r) for r in grays], 4), want, \
        bytes(255 - v for r in grays for v in r)
    yield "sRGB by its chunk", pictures.png(8, 8, rgb, 2, before=[(b"sRGB", b"\0"), (b"gAMA", struct.pack(">I", 45455))]), flat, None
    linear = [tuple(round(255 * (((v / 255 + 0.055) / 1.055) ** 2.4 if v > 10 else v / 255 / 12.92)) for v in c) for c in flat]
    yield "linear by gAMA", pictures.png(8, 8, [b"".join(map(bytes, linear[y * 8:y * 8 + 8])) for y in range(8)], 2,
                                         before=[(b"gAMA", struct.pack(">I", 100000))]), flat, None
    yield "text chunks left out", pictures.png(8, 8, rgb, 2, before=[(b"tEXt", b"Comment\0secret words")]), flat, None


def test_png_kinds(t):
    with Folder() as d:
        plan = d.write("plan.json", json.dumps(small(figure("it.png", width_mm=20))))
        for name, data, colours, alpha in kinds():
            d.write("it.png", data)
            done = render(t, plan, d / "it.pdf")
            if not t.check(f"{name} is rendered", done.returncode == 0, done.stderr):
                continue
            got, mask, _ = samples(d / "it.pdf")
            # Dark colours of a linear picture have few steps.
            by = 14 if "linear" in name else 1
            t.check(f"{name} has its colours", len(got) == len(colours) and all(abs(a - b) <= by for g, c in zip(got, colours)
                                                                                  for a, b in zip(g, c)), f"{got[:12]}, want {colours[:12]}")
            t.check(f"{name} has its opacity", mask == alpha, f"{mask and mask.hex()}, want {alpha and alpha.hex()}")
            t.empty(f"{name} conforms", faults(d / "it.pdf"))
            t.check(f"{name} has nothing hidden", b"secret" not in read(d / "it.pdf"))


def test_profiles(t):
    """Colour profiles travel with the picture when PDF/A can have them, and are left out when not."""
    icc = read(os.path.join(ROOT, "layouts/sRGB.icc"))
    rgb = [b"".join(bytes(c) for c in row) for row in GRADE]
    gray = [bytes(range(8))] * 8
    with Folder() as d:
        plan = d.write("plan.json", json.dumps(small(figure("it.png", width_mm=20))))
        for name, data, want in (
                ("profile of RGB", pictures.png(8, 8, rgb, 2, before=[(b"iCCP", b"x\0\0" + zlib.compress(icc))]), "/ICCBased"),
                ("profile for other colours", pictures.png(8, 8, gray, 0, before=[(b"iCCP", b"x\0\0" + zlib.compress(icc))]), "/DeviceGray"),
                ("damaged profile", pictures.png(8, 8, rgb, 2, before=[(b"iCCP", b"x\0\0" + zlib.compress(icc[:-1]))]), "/DeviceRGB"),
                ("no zlib data", pictures.png(8, 8, rgb, 2, before=[(b"iCCP", b"x\0\0" + icc)]), "/DeviceRGB"),
                ("profile that unpacks to too much", pictures.png(8, 8, rgb, 2, before=[(b"iCCP", b"x\0\0" + zlib.compress(bytes(1 << 25)))]), "/DeviceRGB")):
            d.write("it.png", data)
            done = render(t, plan, d / "it.pdf")
            if t.check(f"{name} is rendered", done.returncode == 0, done.stderr):
                got, _, space = samples(d / "it.pdf")
                t.equal(f"{name} gives", space, want)
                t.equal(f"{name}: colours as they were", got[1], tuple(rgb[0][3:6]) if "DeviceGray" not in want else (1,))
                t.empty(f"{name} conforms", faults(d / "it.pdf"))


def jpegs(t, folder):
    """JPEGs of each kind, made by poppler and Ghostscript from a PDF with a picture: name and bytes."""
    plan = folder.write("jpeg.json", json.dumps(small(figure("dau-minh-hoa.png"))))
    render(t, plan, folder / "jpeg.pdf", "--image-path", EXAMPLES)
    for name, options in (("baseline", ()), ("progressive", ("-jpegopt", "progressive=y"))):
        run("pdftoppm", "-jpeg", "-r", "40", "-singlefile", *options, folder / "jpeg.pdf", folder / name)
        yield name, read(folder / f"{name}.jpg")
    run("gs", "-q", "-sDEVICE=jpeggray", "-r40", "-o", folder / "gray.jpg", folder / "jpeg.pdf")
    yield "gray", read(folder / "gray.jpg")
    run("pdftoppm", "-jpegcmyk", "-r", "40", "-singlefile", folder / "jpeg.pdf", folder / "cmyk")
    yield "CMYK", read(folder / "cmyk.jpg")


def segment(marker, data):
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def test_jpeg(t):
    with Folder() as d:
        plan = d.write("plan.json", json.dumps(small(figure("it.jpg"))))
        made = dict(jpegs(t, d))
        for name, data in made.items():
            d.write("it.jpg", data)
            done = render(t, plan, d / "it.pdf")
            if name == "CMYK":
                t.check("CMYK is refused", done.returncode == 1 and "[image-cmyk]" in done.stderr, done.stderr)
                continue
            if not t.check(f"{name} is rendered", done.returncode == 0, done.stderr):
                continue
            with pikepdf.open(d / "it.pdf") as pdf:
                image = pdf.pages[0].Resources.XObject["/I0"]
                t.check(f"{name} travels as it is", image.Filter == "/DCTDecode" and image.read_raw_bytes() == data)
            t.empty(f"{name} conforms", faults(d / "it.pdf"))
            rows = run("pdfimages", "-list", d / "it.pdf").stdout.splitlines()[2].split()
            t.equal(f"{name} is seen by poppler", (rows[8], rows[5]), ("jpeg", "icc" if name == "gray" else "rgb"))
        good = made["baseline"]
        head = good.index(b"\xff\xe0") + 2 + struct.unpack(">H", good[4:6])[0]
        icc = read(os.path.join(ROOT, "layouts/sRGB.icc"))
        parts = b"".join(segment(0xE2, b"ICC_PROFILE\0" + bytes((i + 1, 2)) + p) for i, p in enumerate((icc[:3000], icc[3000:])))
        one = segment(0xE2, b"ICC_PROFILE\0\1\2" + icc[:3000])
        for name, data, want in (("profile in two parts", good[:head] + parts + good[head:], "/ICCBased"),
                                 ("profile with a part missing", good[:head] + one + good[head:], "/DeviceRGB"),
                                 ("bytes too many before its end", good[:-2] + bytes(9) + good[-2:], "/DeviceRGB"),
                                 ("bytes after the end", good + b"tail", "/DeviceRGB")):
            d.write("it.jpg", data)
            if t.check(f"{name} is rendered", render(t, plan, d / "it.pdf").returncode == 0):
                with pikepdf.open(d / "it.pdf") as pdf:
                    image = pdf.pages[0].Resources.XObject["/I0"]
                    space = image.ColorSpace if isinstance(image.ColorSpace, pikepdf.Name) else image.ColorSpace[0]
                    t.equal(f"{name} gives", str(space), want)
                    t.check(f"{name}: nothing comes after the end", image.read_raw_bytes().endswith(b"\xff\xd9"))
                t.empty(f"{name} conforms", faults(d / "it.pdf"))
        sof = good.index(b"\xff\xc0")
        for name, data, want in (
                ("cut in the picture", good[:len(good) // 2], "image-cut"), ("without its end", good[:-2], "image-cut"),
                ("cut in its head", good[:60], "image-cut"), ("arithmetic", good[:sof + 1] + b"\xc9" + good[sof + 2:], "image-form"),
                ("lossless", good[:sof + 1] + b"\xc3" + good[sof + 2:], "image-form"),
                ("12 bits", good[:sof + 4] + b"\x0c" + good[sof + 5:], "image-form"),
                ("64000 by 64000", good[:sof + 5] + b"\xfa\0\xfa\0" + good[sof + 9:], "image-pixels"),
                ("no pixels", good[:sof + 5] + b"\0\x10\0\0" + good[sof + 9:], "image-damaged"),
                ("cut, with an end put on", good[:len(good) // 2] + b"\xff\xd9", "image-cut"),
                ("without sense in the middle", good[:-400] + bytes(range(1, 201)) * 2 + good[-2:], "image-cut")):
            d.write("it.jpg", data)
            done = render(t, plan, d / "none.pdf")
            t.check(f"JPEG {name} is refused", done.returncode == 1 and f"[{want}]" in done.stderr and not os.path.exists(d / "none.pdf"),
                    done.stderr)


def test_sizes(t):
    """Sizes by mm, by dpi, by the file; too large ones are made smaller and told."""
    with Folder() as d:
        rows = [bytes(300)] * 300
        d.write("a.png", pictures.png(300, 300, rows, 0, dpi=150))
        d.write("b.png", pictures.png(300, 300, rows, 0))
        for name, image, want, told in (
                ("by its resolution", figure("a.png"), 50.8, ""), ("by 96 dpi when it says nothing", figure("b.png"), 79.375, ""),
                ("by width", figure("a.png", width_mm=33), 33, ""), ("by height", figure("a.png", height_mm=44.5), 44.5, ""),
                ("by dpi", figure("a.png", dpi=300), 25.4, ""), ("wider than the column", figure("a.png", width_mm=300), 165, "image-reduced")):
            done = render(t, d.write("plan.json", json.dumps(small(image))), d / "it.pdf")
            box = Page(d / "it.pdf").pictures[0]
            t.check(f"size {name}", near(box[2] - box[0], want * MM) and told in done.stderr and bool(told) == bool(done.stderr), f"{box} {done.stderr}")
        d.write("seal.png", pictures.ring(34, 200))
        for name, seal, want, told in (("seal by its resolution", "seal.png", 34, ""), ("seal of no size", "b.png", 36, "[seal-size]"),
                                       ("seal of a size that none has", {"image": "b.png", "width_mm": 90}, 90, "[seal-range]"),
                                       ("seal of an impossible resolution", "a.png", 50.8, "")):
            plan = small()
            plan["signature"]["seal"] = seal
            done = render(t, d.write("plan.json", json.dumps(plan)), d / "it.pdf")
            box = Page(d / "it.pdf").pictures[0]
            t.check(name, near(box[2] - box[0], want * MM, 0.6) and told in done.stderr, f"{box} {done.stderr}")


def test_bounds(t):
    """Only files in the plan's folder and those given are opened."""
    with Folder() as d:
        for name in ("in", "in/sub", "out"):
            os.mkdir(d / name)
        good = pictures.png(2, 2, [b"\0\0"] * 2, 0)
        for name in ("in/a.png", "in/sub/b.png", "out/c.png"):
            d.write(name, good)
        os.symlink("../out/c.png", d / "in/leads-out.png")
        os.symlink("../out", d / "in/folder-out")
        os.symlink("sub/b.png", d / "in/leads-in.png")
        os.symlink("loop.png", d / "in/loop.png")
        os.mkfifo(d / "in/pipe.png")
        d.write("in/empty.png", b"")
        d.write("in/large.png", good + bytes((32 << 20) + 1))
        d.write("in/NFD-e\u0301.png", good)
        os.chmod(d.write("in/closed.png", good), 0)
        cases = [("a.png", 0, ""), ("./a.png", 0, ""), ("sub/b.png", 0, ""), ("leads-in.png", 0, ""), ("NFD-e\u0301.png", 0, ""),
                 ("leads-out.png", 1, "image-outside"), ("folder-out/c.png", 1, "image-outside"), ("../out/c.png", 1, "image-path"),
                 ("sub/../a.png", 1, "image-path"), (d / "in/a.png", 1, "image-path"), ("c.png", 1, "image-missing"),
                 ("sub", 1, "image-kind"), ("pipe.png", 1, "image-kind"), ("empty.png", 1, "image-kind"), ("large.png", 1, "image-large"),
                 ("a.png/b.png", 1, "image-missing"), ("sub\\b.png", 1, "image-path"), ("a.png\n", 1, "image-path"),
                 ("x" * 300, 3, "image-read"), ("loop.png", 3, "image-read")]
        if os.geteuid():
            cases.append(("closed.png", 3, "image-read"))
        for path, status, told in cases:
            done = render(t, d.write("in/plan.json", json.dumps(small(figure(path, width_mm=5)))), d / "it.pdf")
            shown = path.replace(d.path, "")[:40]
            t.check(f"path {shown!r}", done.returncode == status and (f"[{told}]" in done.stderr if told else not done.stderr),
                    f"{done.returncode} {done.stderr}")
        plan = d.write("in/plan.json", json.dumps(small(figure("c.png", width_mm=5))))
        t.check("--image-path names another folder", render(t, plan, d / "it.pdf", "--image-path", d / "out").returncode == 0)
        t.check("one that is not there is passed over", render(t, plan, d / "it.pdf", "--image-path", d / "none", "--image-path", d / "out").returncode == 0)
        done = t.thethuc("render", "--lang", "en", "-", "-o", d / "it.pdf", stdin=json.dumps(small(figure("a.png"))), cwd=d / "in")
        t.check("a plan from standard input has no folder", done.returncode == 2 and "[image-nowhere]" in done.stderr, done.stderr)
        done = run(t.program, "render", "plan.json", "-o", d / "it.pdf", "--image-path", "../out", cwd=d / "in")
        t.check("folders are found from the current one", done.returncode == 0, done.stderr)


def test_damaged(t):
    good = pictures.ring(20, 100)
    at = good.index(b"IDAT")
    n = struct.unpack(">I", good[at - 4:at])[0]

    def header(width, height, depth=8, colour=6):
        return good[:8] + pictures.chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)) + good[33:]
    cases = {
        "cut in its picture": (good[:at + n // 2], "image-cut"), "without its end": (good[:-12], "image-cut"),
        "cut in its header": (good[:20], "image-cut"), "signature only": (good[:8], "image-cut"),
        "a changed byte": (good[:at + 40] + bytes((good[at + 40] ^ 1,)) + good[at + 41:], "image-damaged"),
        "a changed checksum": (good[:at + 4 + n] + b"\0\0\0\0" + good[at + n + 8:], "image-damaged"),
        "a header of 4 thousand million pixels": (header(65535, 65535), "image-pixels"),
        "a header of 2^31 pixels wide": (header(0x7FFFFFFF, 1), "image-pixels"),
        "a header larger than its picture": (header(5000, 5000), "image-damaged"),
        "no pixels": (header(0, 5), "image-damaged"), "an impossible depth": (header(79, 79, 3), "image-damaged"),
        "an impossible colour": (header(79, 79, 8, 5), "image-damaged"),
        "a palette without colours": (pictures.png(2, 2, [b"\0\0"] * 2, 3), "image-damaged"),
        "a chunk longer than the file": (good[:33] + b"\x7f\xff\xff\xffIDAT" + good[41:], "image-cut"),
        "text": (b"no picture at all", "image-kind"), "a GIF": (b"GIF89a" + bytes(50), "image-kind"),
    }
    with Folder() as d:
        plan = d.write("plan.json", json.dumps(small(figure("it.png"))))
        for name, (data, told) in cases.items():
            d.write("it.png", data)
            done = render(t, plan, d / "it.pdf")
            t.check(f"PNG: {name}", done.returncode == 1 and f"[{told}]" in done.stderr and not os.path.exists(d / "it.pdf"),
                    f"{done.returncode} {done.stderr}")


def mutants(originals, count, seed=1):
    """Copies with bytes changed, cut out, doubled or cut off, always the same ones."""
    chance = random.Random(seed)
    for i in range(count):
        data = bytearray(originals[i % len(originals)])
        for _ in range(chance.choice((1, 1, 2, 8))):
            at = chance.randrange(min(len(data), chance.choice((60, 200, 1 << 20))))
            way = chance.randrange(5)
            if way == 0:
                data[at] ^= 1 << chance.randrange(8)
            elif way == 1:
                data[at] = chance.choice((0, 1, 127, 128, 255))
            elif way == 2:
                del data[at:at + chance.randrange(1, 20)]
            elif way == 3:
                data[at:at] = data[at:at + chance.randrange(1, 20)]
            else:
                del data[max(at, 3):]
            if len(data) < 4:
                break
        if data[:4] == b"\x89PNG" and chance.randrange(2):
            data = mend(data)
        yield bytes(data)


def mend(data):
    """Right checksums, so that what lies behind them is reached too."""
    out, at = bytearray(data[:8]), 8
    while at + 12 <= len(data):
        n = struct.unpack(">I", data[at:at + 4])[0]
        if n > len(data) - at - 12:
            break
        out += pictures.chunk(bytes(data[at + 4:at + 8]), bytes(data[at + 8:at + 8 + n]))
        at += n + 12
    return bytes(out) + bytes(data[at:])


def test_mutants(t, count=400):
    """Whatever is done to a picture, it is used or refused; nothing else."""
    icc = zlib.compress(read(os.path.join(ROOT, "layouts/sRGB.icc")))
    kinds_ = {name: data for name, data, *_ in kinds()}
    originals = [kinds_["RGB and opacity, interlaced"], kinds_["palette of 4 bits, first transparent"], kinds_["gray of 16 bits"],
                 kinds_["linear by gAMA"], pictures.png(8, 8, [bytes(24)] * 8, 2, dpi=300, before=[(b"iCCP", b"x\0\0" + icc)])]
    with Folder() as d:
        originals += [data for _, data in jpegs(t, d)]
        plan = d.write("plan.json", json.dumps(small(figure("it", width_mm=20))))
        bad, taken = [], 0
        for i, data in enumerate(mutants(originals, count)):
            d.write("it", data)
            done = t.thethuc("check", plan)
            taken += done.returncode == 0
            if done.returncode not in (0, 1):
                bad.append(f"{i}: {done.returncode} {done.stderr[-300:]}")
        t.empty(f"{count} damaged pictures are used or refused", bad)
        t.check("some are used, most are not", 0 < taken < count / 2, str(taken))


def test(t):
    test_places(t)
    long_titles(t)
    test_image_objects(t)
    test_fields(t)
    test_source(t)
    test_signing(t)
    test_copies(t)
    test_zone_files(t)
    test_png_kinds(t)
    test_profiles(t)
    test_jpeg(t)
    test_sizes(t)
    test_bounds(t)
    test_damaged(t)
    test_mutants(t)
