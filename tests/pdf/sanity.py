"""The PDF as a file: sound, every font embedded as a subset with its Unicode map, no missing glyph."""

import re

import pikepdf
from suite import Folder, plans, run

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


def shown_codes(document):
    """Two-byte codes of every string shown, by font."""
    for page in document.pages:
        font = None
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font = str(operands[0])
            elif str(operator) in ("Tj", "TJ"):
                strings = operands[0] if str(operator) == "TJ" else [operands[0]]
                for s in strings:
                    if isinstance(s, pikepdf.String):
                        data = bytes(s)
                        for i in range(0, len(data), 2):
                            yield font, int.from_bytes(data[i:i + 2], "big")


def glyph_of(font, code):
    """The glyph a code shows, by the font's own map."""
    descendant = font["/DescendantFonts"][0]
    table = descendant.get("/CIDToGIDMap")
    if isinstance(table, pikepdf.Stream):
        return int.from_bytes(table.read_bytes()[2 * code:2 * code + 2], "big")
    return code


def glyph_faults(path):
    faults = set()
    with pikepdf.open(path) as document:
        for page in document.pages:
            fonts = page["/Resources"]["/Font"]
            for name, code in shown_codes_of(page):
                if code == 0 or glyph_of(fonts[name], code) == 0:
                    faults.add(f"{name} shows no glyph for code {code}")
    return sorted(faults)


def shown_codes_of(page):
    one = type("Document", (), {"pages": [page]})
    return set(shown_codes(one))


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
        for name, plan in plans():
            pdf = folder / f"{name}.pdf"
            t.command(f"{name} renders", t.program, "render", plan, "-o", pdf)
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
        descendant = font["/DescendantFonts"][0]
        table = descendant["/CIDToGIDMap"]
        if isinstance(table, pikepdf.Stream):
            table.write(bytes(len(table.read_bytes())))
        document.save(bad)
    t.check("sees: font without Unicode map", font_faults(bad))
    t.check("sees: missing glyphs", glyph_faults(bad))
    t.check("sees: no language", structure_faults(bad))
