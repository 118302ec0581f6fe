"""A rendered plan with each of its paragraphs found again on the pages."""

import re

import pdfread
import plantext
from pdfread import key


class Lost(Exception):
    """A paragraph of the plan is not where it should be."""


def without_page_number(page):
    """The page's pieces of lines, and the page number."""
    top = [p for p in page.lines if p.y < 20 * pdfread.MM - 0.1 and p.text == str(page.number)]
    return [p for p in page.lines if p not in top], top


def split_notes(parts, wanted):
    """The pieces of lines before a page's footnotes, those of the footnotes, and what is left to the next page."""
    if not wanted:
        return parts, [], ""
    best = len(parts)
    for i in range(len(parts) - 1, -1, -1):
        tail = "".join(p.key for p in parts[i:])
        if wanted.startswith(tail):
            best = i
        if len(tail) > len(wanted):
            break
    if best == len(parts):
        raise Lost(f"the footnote {wanted[:60]!r} is not at the foot of its page")
    return parts[:best], parts[best:], wanted[len("".join(p.key for p in parts[best:])):]


class Document:
    """pieces: the paragraphs in order, each with its `lines`; numbers: page numbers by page;
    notes: lines of footnotes; divided_notes: pages whose notes end on the next one."""

    def __init__(self, plan_path, pdf_path):
        self.take(plantext.read_plan(plan_path), pdfread.pages(pdf_path))

    def take(self, reader, pages):
        self.reader = reader
        self.pieces = self.reader.pieces
        self.kind = self.reader.kind
        self.pages = pages
        self.numbers = {}
        self.notes = []
        self.divided_notes = []
        parts, left = [], ""
        for page in self.pages:
            rest, self.numbers[page.number] = without_page_number(page)
            body, notes, left = split_notes(rest, left + key("".join(self.notes_of(rest))))
            parts += body
            self.notes += pdfread.joined(notes)
            if left:
                self.divided_notes.append(page.number)
        self.find(parts)
        self.body = self.pieces[self.reader.body_from:self.reader.tail_from]
        self.tail = self.pieces[self.reader.tail_from:]

    def notes_of(self, parts):
        """Texts of the notes whose marks stand raised in these lines (not those of the notes themselves)."""
        parts = [p for p in parts if p.main.size > 12 or p.page == 1]
        marks = "".join(g.char if g.size < 0.85 * p.main.size else " " for p in parts for g in p.glyphs)
        known = {n.split()[0]: n for piece in self.pieces for n in piece.notes}
        found = dict.fromkeys(re.findall(r"\(\d+\)", marks))
        return [known[m] for m in found if m in known]

    def find(self, parts):
        at = 0
        for piece in self.pieces:
            wanted, got, start = key(piece.text), "", at
            while got != wanted:
                if at == len(parts) or not wanted.startswith(got + parts[at].key):
                    there = parts[at].text if at < len(parts) else "the end"
                    raise Lost(f"{piece.role}: wanted {piece.text[:60]!r} to go on at {wanted[len(got):][:30]!r}, "
                               f"there is {there[:60]!r}")
                got += parts[at].key
                at += 1
            piece.lines = pdfread.joined(parts[start:at])
        if at != len(parts):
            raise Lost(f"more than the plan says: {parts[at].text[:60]!r}")

    def role(self, *roles):
        return [line for piece in self.pieces if piece.role in roles for line in piece.lines]

    def page(self, line):
        return self.pages[line.page - 1]

    def rule_below(self, line, reach=9):
        """The rule that stands right under a line."""
        near = [r for r in self.page(line).rules if 0 < r.y0 - line.y < reach and r.x0 < line.x1 and r.x1 > line.x0]
        return min(near, key=lambda r: r.y0, default=None)
