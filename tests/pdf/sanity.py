"""The PDF as a file: sound, every font embedded as a subset with its Unicode map, no missing glyph."""

import re

import pikepdf
from suite import REPORT, Folder, plans, run

NO_COLOUR = "warning: ICC support is not available\n"


def font_faults(pdf):
    rows = run("pdffonts", pdf).stdout.split("\n")[2:]
    faults = []
    for row in filter(None, rows):
        words = row.split()
        embedded, subset, unicode_map = words[-5:-2]
        if (embedded, subset, unicode_map) != ("yes", "yes", "yes") or not re.match(r"[A-Z]{6}\+", words[0]):
            faults.append(row)
    return faults if any(rows) else ["no fonts"]


def shown_codes(page):
    """(font, code) of every byte of every string shown."""
    font, shown = None, set()
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            font = str(operands[0])
        elif str(operator) in ("Tj", "TJ"):
            for s in operands[0] if str(operator) == "TJ" else operands:
                if isinstance(s, pikepdf.String):
                    shown |= {(font, code) for code in bytes(s)}
    return shown


def glyphs_of(font):
    """The glyph of each code, by the only subtable of the font program's cmap."""
    program = font["/FontDescriptor"]["/FontFile2"].read_bytes()
    tables = {program[i:i + 4]: int.from_bytes(program[i + 8:i + 12], "big")
              for i in range(12, 12 + 16 * int.from_bytes(program[4:6], "big"), 16)}
    cmap = tables.get(b"cmap", 0)
    if program[cmap:cmap + 12] != bytes((0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 12)):
        return []
    table = program[cmap + 12:]
    if table[:2] == b"\0\0":
        return list(table[6:262])
    first, count = int.from_bytes(table[6:8], "big"), int.from_bytes(table[8:10], "big")
    return [0] * first + [int.from_bytes(table[10 + 2 * i:12 + 2 * i], "big") for i in range(count)]


def glyph_faults(path):
    faults = set()
    with pikepdf.open(path) as document:
        for page in document.pages:
            fonts = page["/Resources"]["/Font"]
            for name, code in shown_codes(page):
                glyphs = glyphs_of(fonts[name])
                if code >= len(glyphs) or glyphs[code] == 0:
                    faults.add(f"{name} shows no glyph for code {code}")
    return sorted(faults)


def structure_faults(path):
    with pikepdf.open(path) as document:
        faults = []
        if "/ID" not in document.trailer:
            faults.append("no ID")
        if document.docinfo.get("/CreationDate") is not None and "D:" not in str(document.docinfo["/CreationDate"]):
            faults.append("a date that is none")
        if "/JavaScript" in document.Root.get("/Names", {}) or "/Encrypt" in document.trailer:
            faults.append("scripts or encryption")
        if str(document.Root.get("/Lang", "")) != "vi-VN":
            faults.append(f"the language is {document.Root.get('/Lang')}")
    return faults


def test(t):
    with Folder() as folder:
        for verb, name, data in [("render", *plan) for plan in plans()] + [("report", "report", REPORT)]:
            pdf = folder / f"{name}.pdf"
            t.command(f"{name} is made", t.program, verb, data, "-o", pdf)
            done = run("qpdf", "--check", pdf)
            t.check(f"{name} qpdf", done.returncode == 0 and "WARNING" not in done.stdout + done.stderr, done.stdout + done.stderr)
            for tool in (("pdftotext", pdf, "-"), ("mutool", "draw", "-q", "-F", "txt", pdf)):
                t.equal(f"{name} {tool[0]} is silent", run(*tool).stderr.replace(NO_COLOUR, ""), "")
            t.empty(f"{name} fonts", font_faults(pdf))
            t.empty(f"{name} glyphs", glyph_faults(pdf))
            t.empty(f"{name} structure", structure_faults(pdf))
        test_defects(t, folder, pdf)


def test_defects(t, folder, pdf):
    bad = folder / "bad.pdf"
    with pikepdf.open(pdf) as document:
        del document.Root["/Lang"]
        font = next(font for _, font in document.pages[0]["/Resources"]["/Font"].items())
        del font["/ToUnicode"]
        program = font["/FontDescriptor"]["/FontFile2"]
        program.write(program.read_bytes().replace(b"cmap", b"camp"))
        document.save(bad)
    t.check("sees: font without Unicode map", font_faults(bad))
    t.check("sees: missing glyphs", glyph_faults(bad))
    t.check("sees: no language", structure_faults(bad))
