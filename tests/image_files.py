"""Picture files: every kind of PNG and JPEG, colours, sizes; files that are damaged, too large or out of bounds.

They are made by tests/pictures.py and poppler."""

import json
import os
import random
import struct
import zlib

import pictures
import pikepdf
from conformance import faults
from images import EXAMPLES, figure, MM, near, Page, render, small
from suite import ROOT, Folder, read, run

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
                ("profile that unpacks to too much", pictures.png(8, 8, rgb, 2, before=[(b"iCCP", b"x\0\0" + zlib.compress(bytes(1 << 25)))]), "/DeviceRGB"),
                ("a thousand profiles", pictures.png(8, 8, rgb, 2, before=[(b"iCCP", b"x\0\0" + zlib.compress(bytes(1 << 20)))] * 1000), "/DeviceRGB"),
                ("two profiles", pictures.png(8, 8, rgb, 2, before=[(b"iCCP", b"x\0\0" + zlib.compress(icc)), (b"iCCP", b"x\0\0")]), "/ICCBased")):
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
        plan = d.write("plan.json", json.dumps(small(figure("it.jpg", width_mm=60))))
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
        d.write("wide.png", pictures.png(300, 150, rows[:150], 0))
        for name, image, want, told in (
                ("by its resolution", figure("a.png"), 50.8, ""), ("by 96 dpi when it says nothing", figure("b.png"), 79.375, ""),
                ("by width", figure("a.png", width_mm=33), 33, ""), ("by height", figure("a.png", height_mm=44.5), 44.5, ""),
                ("by dpi", figure("a.png", dpi=300), 25.4, ""), ("wider than the column", figure("wide.png", width_mm=300), 165, "image-reduced")):
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
    test_png_kinds(t)
    test_profiles(t)
    test_jpeg(t)
    test_sizes(t)
    test_bounds(t)
    test_damaged(t)
    test_mutants(t)
