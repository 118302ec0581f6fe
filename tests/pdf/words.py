"""The words three programs extract from each example are those its plan says, exactly and in order."""

import collections
import difflib
import unicodedata

import plantext
from document import Document, Lost
from suite import Folder, plans, read, run, tool


def expected(d):
    return [w for p in d.pieces for w in plantext.tokens(p.text)]


def by_page(text):
    return text.rstrip("\f\n ").split("\f")


def page_words(text, number, notes):
    """A page's words without its number, and with its footnotes apart."""
    lines = [line for line in text.split("\n") if line.strip()]
    if number > 1:
        at = [i for i in (0, -1) if lines and lines[i].strip() == str(number)]
        if not at:
            raise ValueError(f"page {number} shows no number")
        del lines[at[0]]
    words = plantext.tokens("\n".join(lines))
    apart = [w for note in notes for w in plantext.tokens(note)]
    if apart:
        if words[-len(apart):] != apart:
            raise ValueError(f"page {number} does not end with its footnotes: {' '.join(words[-len(apart):])[:200]}")
        del words[-len(apart):]
    return words


def difference(got, want):
    lines = [line for line in difflib.unified_diff(want, got, "plan", "PDF", lineterm="", n=2)]
    return " ".join(lines[2:40])


def notes_by_page(d):
    found = {}
    for line in d.notes:
        found[line.page] = found.get(line.page, []) + [line.text]
    return {page: [" ".join(texts)] for page, texts in found.items()}


def check(t, name, extractor, text, d):
    notes = notes_by_page(d)
    try:
        got = [w for i, page in enumerate(by_page(text), 1) for w in page_words(page, i, notes.get(i, []))]
    except ValueError as e:
        t.check(f"{name} {extractor}", False, str(e))
        return
    want = expected(d)
    t.check(f"{name} {extractor}", got == want, difference(got, want))
    t.check(f"{name} {extractor} is NFC", unicodedata.is_normalized("NFC", text))


def check_body(t, name, extractor, text, d):
    """For a program that reads side by side columns line by line: the words of the body, the one column, in order.

    Raised marks of notes are left out, as it takes them for lines of their own."""
    notes = notes_by_page(d)
    marks = {w for texts in notes.values() for note in texts for w in plantext.tokens(note)[:1]}
    try:
        got = [w for i, page in enumerate(by_page(text), 1) for w in page_words(page, i, notes.get(i, []))]
    except ValueError as e:
        t.check(f"{name} {extractor} body", False, str(e))
        return
    head, body = ([w for p in pieces for w in plantext.tokens(p.text)] for pieces in
                  (d.pieces[:d.reader.body_from], d.body))
    got = [w for w in got[len(head):len(head) + len(body)] if w not in marks]
    want = [w for w in body if w not in marks]
    t.check(f"{name} {extractor} body", got == want, difference(got, want))


def check_unordered(t, name, extractor, text, d):
    """For the same, the words of the whole document in any order."""
    numbers = [str(n) for n, lines in d.numbers.items() if lines]
    got = plantext.tokens(text)
    notes = [w for texts in notes_by_page(d).values() for note in texts for w in plantext.tokens(note)]
    more = collections.Counter(got) - collections.Counter(expected(d) + notes + numbers)
    less = collections.Counter(expected(d) + notes + numbers) - collections.Counter(got)
    t.check(f"{name} {extractor}", not more and not less, f"too many: {dict(more)}, missing: {dict(less)}")


def ghostscript(folder, pdf, pages):
    """What Ghostscript reads, page by page."""
    tool("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=txtwrite", "-o", folder / "page%d.txt", pdf)
    return "\f".join(read(folder / f"page{n}.txt").decode() for n in range(1, pages + 1))


def test(t):
    with Folder() as folder:
        for name, plan in plans():
            pdf = folder / "it.pdf"
            t.thethuc("render", plan, "-o", pdf)
            try:
                d = Document(plan, pdf)
            except Lost as e:
                t.check(f"{name} text", False, str(e))
                continue
            check(t, name, "pdftotext", run("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-").stdout, d)
            check(t, name, "mutool", run("mutool", "draw", "-q", "-F", "txt", pdf).stdout, d)
            ghost = ghostscript(folder, pdf, len(d.pages))
            check_unordered(t, name, "gs", ghost, d)
            check_body(t, name, "gs", ghost, d)
        test_defects(t, d, run("pdftotext", "-raw", pdf, "-").stdout)


def test_defects(t, d, text):
    """A word lost, doubled or in the wrong place has to be seen."""
    class Seen:
        failed = 0

        def check(self, _, ok, __=""):
            self.failed += not ok
    words = expected(d)
    middle = words[len(words) // 2:len(words) // 2 + 1][0]
    for what, damaged in (("lost word", text.replace(middle, "", 1)), ("doubled word", text.replace(middle, f"{middle} {middle}", 1)),
                          ("decomposed letters", unicodedata.normalize("NFD", text))):
        for compare in (check, check_body):
            seen = Seen()
            compare(seen, "", "", damaged, d)
            t.check(f"sees: {what} ({compare.__name__})", seen.failed, "nothing was noticed")
