"""A finished PDF as lines of text and rules in place, read by MuPDF: positions in points from the top left."""

import re
import xml.etree.ElementTree as xml
from dataclasses import dataclass, field

from suite import tool

MM = 72 / 25.4


@dataclass
class Glyph:
    char: str
    x: float
    y: float
    end: float
    size: float
    font: str
    id: str


@dataclass
class Line:
    page: int
    glyphs: list = field(default_factory=list)

    @property
    def x0(self):
        return self.inked[0].x

    @property
    def x1(self):
        return self.inked[-1].end

    @property
    def centre(self):
        return (self.x0 + self.x1) / 2

    @property
    def inked(self):
        return [g for g in self.glyphs if not g.char.isspace()] or self.glyphs

    @property
    def y(self):
        return self.main.y

    @property
    def size(self):
        return round(self.main.size, 2)

    @property
    def main(self):
        """A glyph of the line's own size, not of a raised mark."""
        return max(self.inked, key=lambda g: g.size)

    @property
    def text(self):
        """The words, with one space for each gap."""
        out = ""
        before = None
        for g in self.glyphs:
            if before and not out.endswith(" ") and g.x - before.end > 0.12 * g.size:
                out += " "
            out += " " if g.char.isspace() else g.char
            before = g
        return re.sub(" +", " ", out).strip()

    @property
    def key(self):
        return key(self.text)

    @property
    def bold(self):
        return all("Bold" in g.font for g in self.inked)

    @property
    def italic(self):
        return all("Ital" in g.font for g in self.inked)


@dataclass
class Rule:
    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def length(self):
        return self.x1 - self.x0

    @property
    def centre(self):
        return (self.x0 + self.x1) / 2


@dataclass
class Page:
    number: int
    width: float
    height: float
    lines: list
    rules: list


def key(text):
    """Text for comparing: without any spaces."""
    return re.sub(r"\s+", "", text)


def matrix(element, name="transform"):
    return [float(v) for v in element.get(name).split()]


def place(m, x, y):
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def glyphs_of(element):
    m = matrix(element)
    for span in element.iter("span"):
        trm = matrix(span, "trm")
        for g in span.iter("g"):
            x, y = place(m, float(g.get("x")), float(g.get("y")))
            size = abs(trm[3] * m[3])
            yield Glyph(g.get("unicode"), x, y, x + float(g.get("adv")) * abs(trm[0] * m[0]), size, span.get("font"),
                        g.get("glyph"))


def rules_of(element, number):
    """One rule for each rectangle or line of a path."""
    m = matrix(element)
    half = float(element.get("linewidth", 0)) / 2
    parts = []
    for step in element:
        if step.tag == "moveto":
            parts.append([])
        if step.get("x"):
            parts[-1].append(place(m, float(step.get("x")), float(step.get("y"))))
    for points in parts:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        yield Rule(number, min(xs), min(ys) - half, max(xs), max(ys) + half)


def add_glyph(lines, g, page):
    """A raised mark belongs to its line; another baseline, a step back or a gap starts a new piece of line."""
    if lines:
        line, last = lines[-1], lines[-1].glyphs[-1]
        base = line.main
        raised = 0 < base.y - g.y < 0.6 * base.size and g.size < 0.85 * base.size
        falls_back = g.size > 0.85 * base.size and abs(g.y - base.y) < 0.05
        first_raised = last.size < 0.85 * g.size and 0 < g.y - last.y < 0.6 * g.size
        near = -0.2 * g.size < g.x - last.end < 0.7 * g.size
        if near and (raised or falls_back or first_raised or abs(g.y - last.y) < 0.05):
            line.glyphs.append(g)
            return
    lines.append(Line(page, [g]))


def joined(parts):
    """Lines from pieces of lines: those that follow each other on one baseline belong together."""
    lines = []
    for part in parts:
        last = lines[-1] if lines else None
        if last and last.page == part.page and abs(last.y - part.y) < 0.05 and part.x0 > last.x0:
            lines[-1] = Line(part.page, last.glyphs + part.glyphs)
        else:
            lines.append(part)
    return lines


def unquoted(text):
    """mutool writes some characters as no XML parser takes them."""
    return re.sub(r'unicode="(&#x[01]?[0-9a-fA-F];|[<&])"', 'unicode="&#xfffd;"', text)


def pages(path):
    boxes = re.findall(r"Page\s+\d+\s+size:\s+([\d.]+) x ([\d.]+)", tool("pdfinfo", "-l", "9999", path).decode())
    trace = unquoted(tool("mutool", "trace", path).decode())
    result = []
    for element in xml.fromstring(trace).iter("page"):
        number = int(element.get("number"))
        page = Page(number, float(boxes[number - 1][0]), float(boxes[number - 1][1]), [], [])
        for e in element.iter():
            if e.tag == "fill_text":
                for g in glyphs_of(e):
                    add_glyph(page.lines, g, number)
            elif e.tag in ("fill_path", "stroke_path"):
                page.rules += rules_of(e, number)
        page.lines = [line for line in page.lines if line.text]
        result.append(page)
    return result
