"""PDFs made to keep a program busy: each is copied, onto a new page, in a moment and within its memory."""

import os
import struct
import zlib

from suite import ROOT, Folder, run

SAO_Y = os.path.join(ROOT, "examples/copies/sao-y.json")
OFTEN = 3_900_000  # operators; a page has fewer
FORM = "/Type/XObject/Subtype/Form/BBox[0 0 10 10]"


def stream(entries, data, packed=False):
    data, entries = (zlib.compress(data, 9), entries + "/Filter/FlateDecode") if packed else (data, entries)
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def comment(n):
    return b"%" + b"x" * n + b"\n"


def page(operators, resources, **more):
    """The objects of a PDF of one page; `more` are of the numbers in their names."""
    return {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<{resources}>>>>".encode(),
            4: stream("", operators * (OFTEN // operators.count(b"\n")), True), **{int(n[1:]): body for n, body in more.items()}}


def pdf(objects, ranges=0):
    """The file; its references come in ranges of one object each, after so many of objects that are not there."""
    out, places = b"%PDF-1.7\n", {}
    for n, body in objects.items():
        places[n] = len(out)
        out += b"%d 0 obj\n" % n + body + b"\nendobj\n"
    free = range(1_000_000, 1_000_000 + 2 * ranges, 2)
    rows = b"".join(struct.pack(">BIB", 0, 0, 0) for _ in free) + b"".join(struct.pack(">BIB", 1, at, 0) for at in places.values())
    index = " ".join(f"{n} 1" for n in [*free, *places])
    size, place = max(objects) + 1, len(out)
    head = f"/Type/XRef/Size {size}/Root 1 0 R/W[1 4 1]/Index[{index}]"
    return out + b"%d 0 obj\n" % size + stream(head, rows, True) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % place


def busy():
    """(what is done again and again, the file)"""
    yield "an object that is not there, among many references", pdf(page(b"/X Do\n", "/XObject<</X 5 0 R>>"), 65_000)
    yield "a long form that is not packed", pdf(page(b"/X Do\n", "/XObject<</X 5 0 R>>", n5=stream(FORM, comment(5_000_000))))
    yield "a form with many numbers", pdf(page(b"/X Do\n", "/XObject<</X 5 0 R>>", n5=stream(FORM, b"[" + b"1 " * 500_000 + b"]")))
    long = comment(10_000_000) + stream("/Type/XObject/Subtype/Image", b"")
    yield "long objects by turns", pdf(page(b"/X Do /Y Do\n", "/XObject<</X 5 0 R/Y 261 0 R>>", n5=long, n261=long))
    font = b"<</Type/Font/Subtype/TrueType/ToUnicode 7 0 R>>"
    yield "long maps of fonts by turns", pdf(page(b"/F 9 Tf (a) Tj /G 9 Tf (a) Tj\n", "/Font<</F 5 0 R/G 6 0 R>>", n5=font, n6=font,
                                                 n7=stream("", comment(1_000_000))))


def test(t):
    with Folder() as d:
        for name, data in busy():
            path = d.write("it.pdf", data)
            done = run("sh", "-c", 'ulimit -v 3000000; ulimit -t 15; exec "$@"', "sh", t.program, "copy", "--lang", "en", "--data", SAO_Y,
                       path, "-o", d / "copy.pdf", timeout=300)
            t.check(f"{name}: on a new page", done.returncode == 0 and "[copy-end]" in done.stderr, f"{done.returncode} {done.stderr}")
