"""The example report with each of its paragraphs found again on its pages, as document.py does for plans.

What a report says is known when its plans are counted: its words are those of the blocks that the program
dumps; that they come from the report's own text is checked apart. Charts are left out, they have their own tests."""

import re

import pdfread
import pikepdf
import plantext
from charts import figures
from document import Document
from suite import run

ROLES = {"symbol": "number", "place-date": "date", "type-name": "type", "section": "heading", "clause": "heading",
         "recipients-title": "recipients", "recipients": "recipient", "archive": "recipient",
         "signer-authority": "authority", "signer-title": "title", "signer-name": "name"}
TOP, PAPER = 56, 842            # the top margin, where the number is, and the height, in points
HEAD = ("superior", "issuer", "motto-1", "motto-2", "number", "date", "type", "subject")
TAIL = ("recipients", "recipient", "authority", "title", "name")


def sections(dump):
    """Of each section its paragraphs, (role, text), and the words of the heads of its tables."""
    found = []
    in_head = False
    for line in dump.splitlines():
        word = line.split()[0]
        if word == "section":
            found.append(([], []))
        elif word in ("head", "row"):
            in_head = word == "head"
        elif word == "para":
            text = "".join(" " if part == " break" else part[1:-1].replace('\\"', '"')
                           for part in re.findall(r'"(?:[^"\\]|\\.)*"| break', line))
            role = line.split()[1]
            found[-1][0].append((role, text))
            if in_head and role.startswith("table-head"):
                found[-1][1].extend(text.split())
    return found


def bands(pdf, page, boxes):
    """The text of a page but for what lies inside of figures, given by their extents, y upwards; each takes the whole width."""
    edges = [0, TOP, TOP] + [y for box in sorted(boxes, key=lambda b: -b[3]) for y in (PAPER - box[3] - 1, PAPER - box[1] + 1)] + [PAPER]
    text = ""
    for top, bottom in zip(edges[::2], edges[1::2]):
        text += run("pdftotext", "-raw", "-r", "72", "-f", page, "-l", page, "-x", "0", "-y", round(top), "-W", "900",
                    "-H", round(bottom - top), pdf, "-").stdout.rstrip("\f\n") + "\n"
    return text


class Dumped:
    """In place of a reader of plans."""

    def __init__(self, paragraphs):
        self.plan = {"kind": "state"}
        self.kind = plantext.STATE
        self.pieces = [plantext.Piece(ROLES.get(role, role), " ".join(text.split())) for role, text in paragraphs]
        self.body_from = max(i for i, p in enumerate(self.pieces) if p.role in HEAD) + 1
        self.tail_from = min(i for i, p in enumerate(self.pieces) if p.role in TAIL)


def inside(line, boxes):
    return any(b[0] - 1 <= line.x0 <= b[2] and b[1] - 3 <= PAPER - line.y <= b[3] for b in boxes)


class ReportDocument(Document):
    """The report without its appendices: `appendix` is the first page of these. boxes: extents of figures by page."""

    def __init__(self, dump, pdf_path):
        self.sections = sections(dump)
        pages = pdfread.pages(pdf_path)
        self.appendix = next(p.number for p in pages if any(line.text == "Phụ lục I" for line in p.lines))
        self.boxes = {p.number: [] for p in pages}
        with pikepdf.open(pdf_path) as pdf:
            for _, box, page in figures(pdf):
                self.boxes[page + 1].append(box)
        for p in pages:
            p.lines = [line for line in p.lines if not inside(line, self.boxes[p.number])]
            p.rules = [r for r in p.rules if not any(b[1] <= PAPER - r.y0 <= b[3] for b in self.boxes[p.number])]
        self.take(Dumped(self.sections[0][0]), pages[:self.appendix - 1])
        self.body = [p for p in self.body if p.role not in ("chart-caption", "addressees-one")]

    def text(self, pdf_path):
        """Its words as pdftotext reads them, page by page."""
        return "\f".join(bands(pdf_path, p.number, self.boxes[p.number]) for p in self.pages)
