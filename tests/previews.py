"""Pictures of pages: what they show, what they are called, and that nothing is left half done."""

import os
import re
import struct
import zlib

from suite import ROOT, Folder, plans, read, run

LETTER = os.path.join(ROOT, "examples/types/giay-moi.json")
PLAN = dict(plans())["soc-trang-2023"]


def pixels(png):
    """Width, height and rows of grey values of an RGB picture without interlace."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and (depth, colour) == (8, 2)
    data, at = b"", 8
    while at < len(png):
        n, kind = struct.unpack(">I4s", png[at:at + 8])
        data += png[at + 8:at + 8 + n] if kind == b"IDAT" else b""
        at += n + 12
    raw, rows, above = zlib.decompress(data), [], bytearray(3 * width)
    for y in range(height):
        kind, row = raw[y * (3 * width + 1)], bytearray(raw[y * (3 * width + 1) + 1:(y + 1) * (3 * width + 1)])
        for i in range(3 * width):
            a, b, c = row[i - 3] if i >= 3 else 0, above[i], above[i - 3] if i >= 3 else 0
            p = a + b - c
            paeth = min((a, b, c), key=lambda v: abs(p - v))
            row[i] = (row[i] + (0, a, b, (a + b) // 2, paeth)[kind]) & 255
        rows.append([sum(row[i:i + 3]) // 3 for i in range(0, 3 * width, 3)])
        above = row
    return width, height, rows


def ink(rows):
    """Edges of what is not white: left, top, right, bottom."""
    marked = [y for y, row in enumerate(rows) if min(row) < 128]
    columns = [x for x in range(len(rows[0])) if any(rows[y][x] < 128 for y in marked)]
    return columns[0], marked[0], columns[-1], marked[-1]


def test_png(t, d):
    done = t.thethuc("render", "-f", "png", "--dpi", "50", "--stats", PLAN, "-o", d / "plan.png")
    names = sorted(n for n in os.listdir(d.path) if n.startswith("plan-"))
    t.check("a picture of each page", done.returncode == 0 and names == [f"plan-{i}.png" for i in range(1, 9)], f"{names} {done.stderr}")
    t.check("the pages are told", "8 pages" in done.stdout, done.stdout)
    width, height, rows = pixels(read(d / "plan-1.png"))
    t.equal("A4 at 50 dpi", (width, height), (413, 585))
    edges = [round(v / 50 * 25.4) for v in ink(rows)]
    t.check("the ink lies within the margins", 29 <= edges[0] <= 32 and 8 <= edges[1] <= 23 and 190 <= edges[2] <= 196, str(edges))
    first = read(d / "plan-1.png")
    t.thethuc("render", "-f", "png", "--dpi", "50", PLAN, "-o", d / "again-%02d.png")
    t.equal("the same bytes again, %02d in the name", read(d / "again-01.png"), first)
    t.thethuc("render", PLAN, "-o", d / "plan.pdf")
    done = t.thethuc("preview", "--dpi", "50", "--page", "1", d / "plan.pdf", "-o", d / "folder/")
    t.equal("of the PDF the same, in a new folder", read(d / "folder/plan-1.png") if done.returncode == 0 else done.stderr, first)
    done = run(t.program, "render", "-f", "png", "--dpi", "50", "--page", "1", "-", stdin=read(PLAN), text=False)
    t.equal("one page to standard output", done.stdout, first)


def test_svg(t, d):
    done = t.thethuc("render", "-f", "svg", LETTER, "-o", d.path)
    names = [n for n in os.listdir(d.path) if n.endswith("-1.svg")]
    if t.check("a folder gets the document's name", done.returncode == 0 and len(names) == 1, f"{names} {done.stderr}"):
        text = read(d / names[0]).decode()
        size = re.search(r'<svg [^>]*width="([0-9.]+)(?:pt)?" height="([0-9.]+)', text)
        t.check("an SVG of A4", size and abs(float(size[1]) - 595.28) < 1 and abs(float(size[2]) - 841.89) < 1, text[:200])
        t.check("its letters are shapes", "<text" not in text and text.count("<use") > 300, str(text.count("<use")))


def test_faults(t, d):
    t.thethuc("render", LETTER, "-o", d / "letter.pdf")
    whole = read(d / "letter.pdf")
    d.write("cut.pdf", whole[:-400])
    run("qpdf", "--encrypt", "u", "o", "256", "--", d / "letter.pdf", d / "closed.pdf")
    run("chmod", "a-w", d.path)
    before = sorted(os.listdir(d.path))
    for name, status, word, *arguments in (
            ("cut short", 1, "preview-damaged", "preview", "cut.pdf"), ("encrypted", 1, "preview-encrypted", "preview", "closed.pdf"),
            ("no PDF", 1, "preview-damaged", "preview", LETTER), ("no file", 3, "file-read", "preview", "none.pdf"),
            ("no such page", 2, "preview-page", "render", "-f", "png", "--page", "9", LETTER),
            ("many pages for one output", 2, "preview-many", "render", "-f", "png", "-o", "-", PLAN),
            ("too fine", 2, "usage-value-unknown", "render", "-f", "png", "--dpi", "9999", LETTER),
            ("resolution without pictures", 2, "usage-needs", "render", "--dpi", "100", LETTER),
            ("resolution of shapes", 2, "usage-together", "render", "-f", "svg", "--dpi", "100", LETTER),
            ("no such kind", 2, "usage-value-unknown", "render", "-f", "gif", LETTER),
            ("a folder that is not there", 3, "file-write", "preview", "letter.pdf", "-o", "no/folder/x.png"),
            ("a faulty plan", 1, "field-missing", "render", "-f", "png", d / "faulty.json")):
        if name == "a faulty plan":
            run("chmod", "u+w", d.path)
            d.write("faulty.json", "{}")
            before.append("faulty.json")
        done = t.thethuc(*arguments, cwd=d.path)
        t.check(name, done.returncode == status and word in done.stderr, f"{done.returncode} {done.stderr}")
    d.write("plan-1.json", read(LETTER))
    done = t.thethuc("render", "-f", "png", "plan-1.json", "-o", "plan-%d.json", cwd=d.path)
    t.check("no picture replaces its plan", done.returncode == 2 and read(d / "plan-1.json") == read(LETTER), done.stderr)
    t.equal("nothing was written or left behind", sorted(os.listdir(d.path)), sorted(before + ["plan-1.json"]))


def test_together(t, d):
    """One name that cannot be had, and no picture appears."""
    os.mkdir(d / "p-5.png")
    done = t.thethuc("render", "-f", "png", "--dpi", "20", PLAN, "-o", d / "p-%d.png")
    t.check("all or none", done.returncode == 2 and os.listdir(d.path) == ["p-5.png"], f"{done.stderr} {os.listdir(d.path)}")
    small = "ulimit -f 40; exec \"$0\" \"$@\""
    done = run("bash", "-c", small, t.program, "render", "-f", "png", PLAN, "-o", d / "q.png")
    t.check("a full disk leaves nothing", done.returncode == 3 and os.listdir(d.path) == ["p-5.png"], f"{done.returncode} {done.stderr} {os.listdir(d.path)}")


def test(t):
    for part in test_png, test_svg, test_faults, test_together:
        with Folder() as d:
            part(t, d)
