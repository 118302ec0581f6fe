"""The words three programs extract from each example are those its plan says, exactly and in order."""

import collections
import difflib
import json
import re
import unicodedata

import plantext
from document import Document, Lost
from reportdoc import ReportDocument, bands
from suite import REPORT, Folder, plans, read, run, tool


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
        test_report(t)
        test_defects(t, d, run("pdftotext", "-raw", pdf, "-").stdout)


def test_report(t):
    """The words of the example report: those of its text in order, those of its appendices all there, its own as it gives them."""
    with Folder() as folder:
        pdf = folder / "it.pdf"
        t.thethuc("report", REPORT, "-o", pdf)
        try:
            d = ReportDocument(t.thethuc("report", "--dump", "blocks", REPORT).stdout, pdf)
        except Lost as e:
            t.check("report text", False, str(e))
            return
        check(t, "report", "pdftotext", d.text(pdf), d)
        whole = plantext.tokens(run("pdftotext", "-raw", "-f", d.appendix, pdf, "-").stdout)
        heads = {w for _, words in d.sections for w in words}
        want = collections.Counter(w for paragraphs, _ in d.sections[1:] for _, text in paragraphs for w in plantext.tokens(text))
        less = want - collections.Counter(whole)
        t.check("report appendices have all their words", not less, str(dict(less)))
        shown = plantext.tokens("\n".join(bands(pdf, n, b) for n, b in d.boxes.items() if n >= d.appendix))
        more = {w: n for w, n in (collections.Counter(shown) - want).items() if w not in heads and not w.isdigit()}
        t.check("report appendices have no others", not more, str(more))
        text = " ".join(run("pdftotext", "-raw", pdf, "-").stdout.split())
        lost = [words for words in own_text(json.loads(read(REPORT))) if not re.search(words, text)]
        t.check("report says what it is given", not lost, str(lost)[:600])


def own_text(value, key=""):
    """Patterns of the narrative text of a report, with anything in the place of values by name."""
    if isinstance(value, dict):
        return [w for k, v in value.items() if k not in NOT_PRINTED for w in own_text(v, k)]
    if isinstance(value, list):
        return [w for v in value for w in own_text(v, key)]
    if not isinstance(value, str) or " " not in value:
        return []
    return [".{1,40}?".join(re.escape(part) for part in re.split(r"\{[a-z_.]+\}", " ".join(value.split())))]


NOT_PRINTED = ("_note", "in_text")


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
