"""Holds the example documents against the regulations: places, lengths, sizes, weights, page breaks.

The numbers are those of Decree 30/2020/NĐ-CP, Appendix I, and of Guidance 36-HD/VPTW, written down
here a second time; the program's layouts are not read."""

import copy
from statistics import mode

from document import Document, Lost
from pdfread import MM
from reportdoc import ReportDocument
from suite import REPORT, Folder, plans

ASCENT, DESCENT, LINE = 0.891, 0.216, 1.149     # of Times New Roman and Liberation Serif, for one em
NEAR = 0.2                                      # points


def off(value, want, by=NEAR):
    return abs(value - want) > by


def outside(value, least, most, by=0.05):
    return value < least - by or value > most + by


def expect_look(faults, lines, name, size, bold=False, italic=False):
    if not lines:
        faults.append(f"no {name}")
    for line in lines:
        if outside(line.size, *size, by=0.001):
            faults.append(f"{name} has {line.size} pt, not {size}: {line.text[:40]}")
        if line.bold != bold or line.italic != italic:
            faults.append(f"{name} is in {line.main.font}: {line.text[:40]}")


def expect_centred(faults, lines, name, on):
    for line in lines:
        if off(line.centre, on):
            faults.append(f"{name} is {line.centre - on:+.2f} pt off its centre: {line.text[:40]}")


def expect_rule(faults, d, line, name, least, most):
    """A rule under a line, between two shares of its length."""
    rule = d.rule_below(line)
    if rule is None:
        faults.append(f"no rule under {name}")
        return
    width, slack = line.x1 - line.x0, 0.5 * MM if least == most else 0.05
    if outside(rule.length, least * width, most * width, slack):
        faults.append(f"rule under {name} is {rule.length / width:.3f} of the line")
    if off(rule.centre, line.centre):
        faults.append(f"rule under {name} is off its centre")
    if outside(rule.y1 - rule.y0, 0.4, 1.5):
        faults.append(f"rule under {name} is {rule.y1 - rule.y0:.2f} pt thick")


class Page:
    """Text area in use: the body's own edges."""

    def __init__(self, d, mirror):
        inner = [(p.lines[i], p.lines[i + 1]) for p in d.body for i in range(len(p.lines) - 1)]
        self.mirror = mirror
        full = [(a, b) for a, b in inner if a.page % 2 or not mirror]
        self.odd_left = mode(round(b.x0, 1) for _, b in full)
        self.odd_right = mode(round(a.x1, 1) for a, _ in full)
        self.width = d.pages[0].width

    def left(self, line):
        return self.width - self.odd_right if self.mirror and line.page % 2 == 0 else self.odd_left

    def right(self, line):
        return self.width - self.odd_left if self.mirror and line.page % 2 == 0 else self.odd_right


class Rules:
    """What both kinds of document have in common; the kinds fill in the numbers."""
    margins = {}
    mirror = False

    def __init__(self, d):
        self.d = d
        self.area = Page(d, self.mirror)
        self.centre = (self.area.odd_left + self.area.odd_right) / 2

    def paper(self):
        faults = []
        for p in self.d.pages:
            if off(p.width, 210 * MM) or off(p.height, 297 * MM):
                faults.append(f"page {p.number} is {p.width} x {p.height} pt")
        left, right = self.area.odd_left / MM, 210 - self.area.odd_right / MM
        if outside(left, *self.margins["left"]) or outside(right, *self.margins["right"]):
            faults.append(f"margins left {left:.2f}, right {right:.2f} mm")
        top = self.margins["top"][0] * MM
        bottom = (297 - self.margins["bottom"][0]) * MM
        for line in [line for p in self.d.pieces for line in p.lines] + self.d.notes:
            if line.x0 < self.area.left(line) - NEAR or line.x1 > self.area.right(line) + NEAR:
                faults.append(f"page {line.page}: {line.x0:.1f} to {line.x1:.1f} is outside the margins: {line.text[:40]}")
            if line.y - ASCENT * line.size < top - NEAR or line.y + DESCENT * line.size > bottom + NEAR:
                faults.append(f"page {line.page}: above or below the margins: {line.text[:40]}")
        for page in self.d.pages:
            for r in page.rules:
                if r.x0 < min(self.area.odd_left, self.area.width - self.area.odd_right) or r.y0 < top or r.y1 > bottom:
                    faults.append(f"page {page.number}: a rule outside the margins")
        first = self.d.pieces[0].lines[0]
        if first.y - ASCENT * first.size > self.margins["top"][1] * MM + 3:
            faults.append("the first line stands too low")
        return faults

    def page_numbers(self):
        faults = []
        for number, lines in self.d.numbers.items():
            if number == 1:
                if lines:
                    faults.append("page 1 has a number")
                continue
            if len(lines) != 1:
                faults.append(f"page {number} has {len(lines)} numbers")
                continue
            expect_look(faults, lines, "page number", self.number_size)
            line = lines[0]
            middle = (self.area.left(line) + self.area.right(line)) / 2
            expect_centred(faults, lines, f"page number {number}", middle)
            cap = line.y - 0.66 * line.size
            if cap < 9.9 * MM or line.y > self.margins["top"][0] * MM:
                faults.append(f"page number {number} is not inside the top margin, 10 mm from the edge")
        return faults

    def body(self):
        faults = []
        for piece in self.d.body:
            first, last = piece.lines[0], piece.lines[-1]
            indent = (first.x0 - self.area.left(first)) / MM
            if not any(abs(indent - i) < 0.05 for i in self.indents):
                faults.append(f"first line is indented {indent:.2f} mm: {first.text[:40]}")
            for line, following in zip(piece.lines, piece.lines[1:]):
                if off(line.x1, self.area.right(line)):
                    faults.append(f"ends {line.x1 - self.area.right(line):+.2f} pt from the margin: {line.text[-40:]}")
                if off(following.x0, self.area.left(following)):
                    faults.append(f"starts {following.x0 - self.area.left(following):+.2f} pt from the margin: {following.text[:40]}")
                if line.page == following.page:
                    self.expect_leading(faults, line, following)
            if last.x1 > self.area.right(last) + NEAR:
                faults.append(f"is too long: {last.text[-40:]}")
            for line in piece.lines:
                if outside(line.size, *self.body_size, by=0.001):
                    faults.append(f"{line.size} pt: {line.text[:40]}")
        if len({line.size for p in self.d.body for line in p.lines}) > 1:
            faults.append("the body has several sizes")
        for before, after in zip(self.d.body, self.d.body[1:]):
            a, b = before.lines[-1], after.lines[0]
            if a.page == b.page and b.y - a.y < self.least_leading(a) + 6 - 0.05:
                faults.append(f"less than 6 pt between paragraphs: {b.text[:40]}")
        return faults

    def weights(self):
        faults = []
        for piece in self.d.body:
            if piece.role in ("heading", "numbered", "task-line", "basis"):
                bold, italic = piece.role == "heading", piece.role == "basis" and self.basis_italic
                look = {("Bold" in g.font, "Ital" in g.font) for line in piece.lines for g in line.inked}
                if piece.role == "heading" and not all(b for b, _ in look):
                    faults.append(f"heading is not bold: {piece.text[:40]}")
                if piece.role != "heading" and any(b for b, _ in look):
                    faults.append(f"is bold: {piece.text[:40]}")
                if piece.role == "basis" and look != {(bold, italic)}:
                    faults.append(f"basis in the wrong face: {piece.text[:40]}")
        return faults

    def breaks(self):
        """Widows, orphans, headings and introductions at the foot of a page, a signature alone."""
        faults = []
        body = [(piece, line) for piece in self.d.body for line in piece.lines]
        for piece in self.d.body:
            on = [line.page for line in piece.lines]
            for page in set(on):
                if len(set(on)) > 1 and on.count(page) < 2:
                    faults.append(f"page {page}: a single line of: {piece.text[:40]}")
        for (piece, line), (_, following) in zip(body, body[1:]):
            if line.page != following.page:
                if line.bold and line is piece.lines[-1]:
                    faults.append(f"page {line.page} ends with the heading: {line.text[:40]}")
                if line is piece.lines[-1] and line.text.endswith(":"):
                    faults.append(f"page {line.page} ends with: {line.text[-40:]}")
        faults += [f"page {n}: a footnote goes on on the next page" for n in self.d.divided_notes]
        place = self.signer_lines()[0].page
        above = sum(line.page == place for _, line in body)
        if above < 2:
            faults.append(f"{above} lines of text above the signature on its page")
        if len({line.page for piece in self.d.tail for line in piece.lines}) > 1:
            faults.append("signature and recipients are divided between pages")
        return faults

    def signer_lines(self):
        return self.d.role("authority", "title", "signer-and", "post", "name")

    def signature(self):
        faults = []
        lines = self.signer_lines()
        (name,) = self.d.role("name")
        expect_centred(faults, lines, "signer", lines[0].centre)
        if lines[0].centre < self.centre:
            faults.append("the signer stands in the left half")
        before = max((line for line in lines if line.y < name.y), key=lambda line: line.y)
        room = (name.y - ASCENT * name.size) - (before.y + DESCENT * before.size)
        if room < 20 * MM:
            faults.append(f"{room / MM:.1f} mm for the signature")
        title = self.d.role("recipients")
        if title and (off(title[0].y, lines[0].y) or title[0].page != lines[0].page):
            faults.append(f"\"{title[0].text}\" is {title[0].y - lines[0].y:+.2f} pt from the signer's first line")
        for line in title + [p.lines[0] for p in self.d.tail if p.role == "recipient"]:
            if off(line.x0, self.area.left(line)):
                faults.append(f"does not start at the margin: {line.text}")
        expect_look(faults, [line for line in lines if line in self.d.role("authority", "name")], "signer", self.signer_size, bold=True)
        expect_look(faults, self.d.role("recipient"), "recipient", self.recipient_size)
        return faults

    def checks(self):
        return {"paper": self.paper, "page numbers": self.page_numbers, "letterhead": self.letterhead, "title": self.title,
                "body": self.body, "weights": self.weights, "page breaks": self.breaks, "signature": self.signature_all}

    def faults(self):
        return {name: check() for name, check in self.checks().items()}


class State(Rules):
    margins = {"left": (30, 35), "right": (15, 20), "top": (20, 25), "bottom": (20, 25)}
    indents = (10, 12.7)
    body_size = number_size = signer_size = (13, 14)
    recipient_size = (11, 11)
    basis_italic = True

    def expect_leading(self, faults, line, following):
        leading = (following.y - line.y) / (LINE * line.size)
        if outside(leading, 1, 1.5, 0.005):
            faults.append(f"line spacing {leading:.3f}: {line.text[:40]}")

    def least_leading(self, line):
        return LINE * line.size

    def letterhead(self):
        faults, d = [], self.d
        one, two, superior, issuer = d.role("motto-1"), d.role("motto-2"), d.role("superior"), d.role("issuer")
        number, date = d.role("number"), d.role("date")
        expect_look(faults, one, "country", (12, 13), bold=True)
        expect_look(faults, two, "motto", (13, 14), bold=True)
        if superior:
            expect_look(faults, superior, "superior organ", (12, 13))
        expect_look(faults, issuer, "issuer", (12, 13), bold=True)
        expect_look(faults, number, "number", (13, 13))
        expect_look(faults, date, "date", (13, 14), italic=True)
        if [len(x) for x in (one, two, number, date)] != [1, 1, 1, 1]:
            return faults + ["country, motto, number and date do not have a line each"]
        expect_centred(faults, one + date, "country and date", two[0].centre)
        expect_centred(faults, superior + number, "superior organ and number", issuer[-1].centre)
        if off(number[0].y, date[0].y, 0.1):
            faults.append(f"number and date are {number[0].y - date[0].y:+.2f} pt apart")
        if two[0].centre < self.centre or issuer[-1].centre > self.centre:
            faults.append("motto or issuer is on the wrong side")
        if (one[0].size, two[0].size) not in ((13, 14), (12, 13)) or off(two[0].size, date[0].size, 0.001):
            faults.append("the sizes of country, motto and date do not belong together")
        expect_rule(faults, d, two[0], "the motto", 1, 1)
        expect_rule(faults, d, issuer[-1], "the issuer", 1 / 3, 1 / 2)
        return faults

    def title(self):
        faults, d = [], self.d
        expect_look(faults, d.role("type"), "type", (13, 14), bold=True)
        expect_look(faults, d.role("subject"), "subject", (13, 14), bold=True)
        expect_centred(faults, d.role("type", "subject"), "title", self.centre)
        expect_rule(faults, d, d.role("subject")[-1], "the subject", 1 / 3, 1 / 2)
        return faults

    def signature_all(self):
        faults = self.signature()
        expect_look(faults, self.d.role("recipients"), "Nơi nhận", (12, 12), bold=True, italic=True)
        expect_look(faults, self.d.role("title"), "title", (13, 14), bold=True)
        return faults


class Party(Rules):
    margins = {"left": (30, 30), "right": (15, 15), "top": (20, 20), "bottom": (20, 20)}
    mirror = True
    indents = (10,)
    body_size = (14, 15)
    number_size = signer_size = (14, 14)
    recipient_size = (12, 12)
    basis_italic = False

    def expect_leading(self, faults, line, following):
        if following.y - line.y < 18 - 0.01:
            faults.append(f"lines {following.y - line.y:.2f} pt apart: {line.text[:40]}")

    def least_leading(self, line):
        return 18

    def letterhead(self):
        faults, d = [], self.d
        country, star, superior, issuer = d.role("motto-1"), d.role("star"), d.role("superior"), d.role("issuer")
        expect_look(faults, country, "party", (15, 15), bold=True)
        if superior:
            expect_look(faults, superior, "superior organ", (14, 14))
        expect_look(faults, issuer, "issuer", (14, 14), bold=True)
        expect_look(faults, d.role("number"), "number", (14, 14))
        expect_look(faults, d.role("date"), "date", (14, 14), italic=True)
        if [len(x) for x in (country, star, d.role("number"), d.role("date"))] != [1, 1, 1, 1]:
            return faults + ["party, star, number and date do not have a line each"]
        expect_centred(faults, superior + star + d.role("number"), "superior, star and number", issuer[-1].centre)
        expect_centred(faults, d.role("date"), "date", country[0].centre)
        if country[0].centre < self.centre or issuer[-1].centre > self.centre:
            faults.append("party or issuer is on the wrong side")
        expect_rule(faults, d, country[0], "the party's name", 1, 1)
        if d.rule_below(issuer[-1]):
            faults.append("there is a rule under the issuer")
        return faults

    def title(self):
        faults, d = [], self.d
        expect_look(faults, d.role("type"), "type", (15, 16), bold=True)
        expect_look(faults, d.role("subject"), "subject", (14, 15), bold=True)
        expect_centred(faults, d.role("type", "subject", "hyphens"), "title", self.centre)
        if [line.text for line in d.role("hyphens")] != ["-----"]:
            faults.append("no five hyphens")
        if not d.role("subject")[0].text[0].islower():
            faults.append("the subject starts with a capital")
        return faults

    def signature_all(self):
        faults = self.signature()
        title = self.d.role("recipients")
        expect_look(faults, title, "Nơi nhận", (14, 14))
        if title and not self.d.rule_below(title[0], 4):
            faults.append("Nơi nhận is not underlined")
        expect_look(faults, self.d.role("title"), "title", (14, 14))
        return faults


def rules_for(d):
    return (Party if d.reader.plan.get("kind") == "party" else State)(d)


# Defects to be seen: what is moved, by how much, and the check that has to notice.

def move(line, x=0.0, y=0.0):
    for g in line.glyphs:
        g.x += x
        g.end += x
        g.y += y


def resize(line, by):
    for g in line.glyphs:
        g.size += by


def reface(line, old, new):
    for g in line.glyphs:
        g.font = g.font.replace(old, new)


def lengthen(rule, by):
    rule.x1 += by


def several_lines(d):
    return next(p for p in d.body if len(p.lines) > 3 and p.lines[0].page == p.lines[-1].page == 1)


def drop_number(d):
    d.numbers[2] = []


def move_signature(d):
    for piece in d.tail:
        for line in piece.lines:
            line.page += 1
    d.pages.append(d.pages[-1])


DEFECTS = {
    "body line short of the margin": ("body", lambda d: move(several_lines(d).lines[1], x=-0.5)),
    "indent": ("body", lambda d: move(several_lines(d).lines[0], x=4)),
    "size": ("body", lambda d: resize(several_lines(d).lines[1], 1.5)),
    "outside the paper's margins": ("paper", lambda d: move(several_lines(d).lines[1], x=3)),
    "number above the date": ("letterhead", lambda d: move(d.role("number")[0], y=-0.3)),
    "date off its centre": ("letterhead", lambda d: move(d.role("date")[0], x=1)),
    "motto in plain letters": ("letterhead", lambda d: reface(d.role("motto-2")[0], "Bold", "")),
    "rule too long": ("letterhead", lambda d: lengthen(d.rule_below(d.role("motto-2")[0]), 2)),
    "type off the centre": ("title", lambda d: move(d.role("type")[0], x=1)),
    "rule under the subject": ("title", lambda d: lengthen(d.rule_below(d.role("subject")[-1]), 150)),
    "a page without number": ("page numbers", drop_number),
    "heading in plain letters": ("weights", lambda d: reface(d.role("heading")[0], "Bold", "")),
    "signature on a page of its own": ("page breaks", move_signature),
    "name too near": ("signature", lambda d: move(d.role("name")[0], y=-30)),
}


def unmirror(d):
    for piece in d.pieces:
        for line in piece.lines:
            if line.page % 2 == 0:
                move(line, x=15 * MM)


PARTY_DEFECTS = {
    "even pages not mirrored": ("paper", unmirror),
    "lines too close": ("body", lambda d: move(several_lines(d).lines[1], y=-0.5)),
    "rule under the party's name": ("letterhead", lambda d: lengthen(d.rule_below(d.role("motto-1")[0]), -3)),
    "party's name too small": ("letterhead", lambda d: resize(d.role("motto-1")[0], -1)),
    "no underline": ("signature", lambda d: d.page(d.role("recipients")[0]).rules.clear()),
    "recipients too small": ("signature", lambda d: resize(d.role("recipient")[0], -1)),
    "four hyphens": ("title", lambda d: d.role("hyphens")[0].glyphs.pop()),
}


def test_defects(t, d, defects):
    for name, (check, damage) in defects.items():
        bad = copy.deepcopy(d)
        damage(bad)
        t.check(f"sees: {name}", rules_for(bad).checks()[check](), "nothing was noticed")


def test_report(t):
    """The example report: its letterhead, title, text, page ends, signature and recipients."""
    with Folder() as folder:
        t.thethuc("report", REPORT, "-o", folder / "it.pdf")
        try:
            d = ReportDocument(t.thethuc("report", "--dump", "blocks", REPORT).stdout, folder / "it.pdf")
        except Lost as e:
            t.check("report text", False, str(e))
            return
        for check, found in rules_for(d).faults().items():
            t.empty(f"report {check}", found)


def test(t):
    test_report(t)
    untried = {"state": DEFECTS, "party": PARTY_DEFECTS}
    with Folder() as folder:
        for name, plan in plans():
            t.thethuc("render", plan, "-o", folder / "it.pdf")
            try:
                d = Document(plan, folder / "it.pdf")
            except Lost as e:
                t.check(f"{name} text", False, str(e))
                continue
            faults = rules_for(d).faults()
            for check, found in faults.items():
                t.empty(f"{name} {check}", found)
            kind = d.reader.plan.get("kind", "state")
            if kind in untried and len(d.pages) > 1:
                found = {check for check, faults in faults.items() if faults}
                test_defects(t, d, {n: (c, f) for n, (c, f) in untried.pop(kind).items() if c not in found})
    t.empty("defects were tried", list(untried))
