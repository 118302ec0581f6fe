"""Tables on the finished page: rules that meet, text inside its cell, headers again, commas below commas, sums carried."""

import copy
import json
import os
import re
from collections import Counter
from decimal import Decimal

from conformance import faults
from long_table import EXAMPLES, long_plan
from pdfread import Line, Rule, pages
from random_table import random_table
from suite import ROOT, Folder, read, run

GOLDEN = os.path.join(ROOT, "tests/golden/table")
THICK, NEAR, PAD = 0.5, 0.05, 1.4      # points: of rules, of places, from text to a rule at least
ASCENT, DESCENT = 0.68, 0.22            # of letters without marks, for one em
NUMBER = re.compile(r"^[-(]*\d[\d.]*(?:,\d+)?\)?%?$")


def words_of(line):
    """A line in pieces, at gaps that may be those between two cells."""
    pieces = []
    for g in line.inked:
        if not pieces or g.x - pieces[-1][-1].end > 0.3 * line.size:
            pieces.append([])
        pieces[-1].append(g)
    return [Line(line.page, glyphs) for glyphs in pieces]


class Table:
    """The part of a table on one page: its rules and the texts between its outermost ones."""

    def __init__(self, page, rules):
        self.page = page.number
        self.flat = sorted((r for r in rules if r.x1 - r.x0 >= r.y1 - r.y0), key=lambda r: r.y0)
        self.upright = sorted((r for r in rules if r.x1 - r.x0 < r.y1 - r.y0), key=lambda r: r.x0)
        self.x0, self.x1 = min(r.x0 for r in rules), max(r.x1 for r in rules)
        self.y0, self.y1 = min(r.y0 for r in rules), max(r.y1 for r in rules)
        self.lines = [w for line in page.lines if self.y0 < line.y < self.y1 for w in words_of(line)]

    def header(self):
        """The texts above the first rule that goes all across."""
        bottom = next(r.y0 for r in self.flat if r.y0 > self.y0 + 1 and r.x0 < self.x0 + 1 and r.x1 > self.x1 - 1)
        return [line.text for line in self.lines if line.y < bottom]

    def cell_edges(self, line):
        """The upright rules left and right of a text."""
        beside = [r for r in self.upright if r.y0 < line.y - 1 < r.y1]
        return max((r.x1 for r in beside if r.x1 <= line.x0 + 1), default=self.x0), \
            min((r.x0 for r in beside if r.x0 >= line.x1 - 1), default=self.x1)


def tables_of(page):
    """Rules that touch each other belong to one table; a lonely rule to none."""
    groups = []
    for rule in page.rules:
        touching = [g for g in groups if any(r.x0 <= rule.x1 + NEAR and rule.x0 <= r.x1 + NEAR and r.y0 <= rule.y1 + NEAR
                                             and rule.y0 <= r.y1 + NEAR for r in g)]
        groups = [g for g in groups if g not in touching] + [sum(touching, []) + [rule]]
    return [Table(page, g) for g in sorted(groups, key=lambda g: min(r.y0 for r in g)) if len(g) > 3]


def rule_faults(table):
    """All of one thickness, each end on another rule, none beside another, the corners closed."""
    found, where = [], f"page {table.page}"
    for r in table.flat:
        if abs(r.y1 - r.y0 - THICK) > NEAR:
            found.append(f"{where}: rule {r.y1 - r.y0:.2f} pt thick at {r.y0:.1f}")
        for x in (r.x0, r.x1):
            if not any(abs((u.x0 + u.x1) / 2 - x) < THICK and u.y0 < r.y1 + NEAR and u.y1 > r.y0 - NEAR for u in table.upright):
                found.append(f"{where}: rule at {r.y0:.1f} ends on nothing at {x:.1f}")
    for u in table.upright:
        if abs(u.x1 - u.x0 - THICK) > NEAR:
            found.append(f"{where}: rule {u.x1 - u.x0:.2f} pt thick at {u.x0:.1f}")
        for y in (u.y0, u.y1):
            if not any(abs((r.y0 + r.y1) / 2 - y) < THICK and r.x0 < u.x1 + NEAR and r.x1 > u.x0 - NEAR for r in table.flat):
                found.append(f"{where}: upright rule at {u.x0:.1f} ends on nothing at {y:.1f}")
    for side in (table.flat, table.upright):
        for a in side:
            for b in side:
                low, high = ((a.y0, b.y0) if side is table.flat else (a.x0, b.x0))
                along = min(a.x1, b.x1) - max(a.x0, b.x0) if side is table.flat else min(a.y1, b.y1) - max(a.y0, b.y0)
                if a is not b and 0 <= high - low < 4 and along > 1:
                    found.append(f"{where}: two rules side by side at {low:.1f}")
    return found


def text_faults(table):
    """No text on a rule, none nearer to one than the padding, none outside."""
    found = []
    for line in table.lines:
        what = f"page {table.page}: \"{line.text[:30]}\""
        top, bottom = line.y - ASCENT * line.size, line.y + DESCENT * line.size
        if line.x0 < table.x0 + PAD or line.x1 > table.x1 - PAD:
            found.append(f"{what} leaves its table")
        for u in table.upright:
            if u.y0 < line.y - 1 < u.y1 and line.x0 < u.x1 + PAD and line.x1 > u.x0 - PAD:
                found.append(f"{what} on or near the rule at {u.x0:.1f}")
        for r in table.flat:
            if r.x0 < line.x1 and line.x0 < r.x1 and top < r.y1 and bottom > r.y0:
                found.append(f"{what} on the rule at {r.y0:.1f}")
    return found


def whole_end(line):
    """Where the figures before the comma end."""
    n = re.match(r"[-(]*\d[\d.]*", line.text).end()
    return line.inked[n - 1].end


def comma_faults(parts):
    """In each column of numbers those before the comma end in one place; titles and heads have no figures alone."""
    ends = {}
    for table in parts:
        for line in table.lines:
            left, right = table.cell_edges(line)
            if NUMBER.match(line.text) and (right - line.x1) < (line.x0 - left) + 12:
                ends.setdefault((round(left), round(right)), []).append((whole_end(line), line, table.page))
    found = []
    for column in ends.values():
        if not any("," in line.text or "." in line.text for _, line, _ in column):
            continue
        place = Counter(round(e, 1) for e, *_ in column).most_common(1)[0][0]
        if len(column) > 4:
            found += [f"page {page}: {line.text} ends {end - place:+.2f} pt off its column" for end, line, page in column
                      if abs(end - place) > 0.15]
    return found


def check(document):
    """What is wrong with the tables of a document read by pages()."""
    found, parts = [], []
    for page in document:
        for table in tables_of(page):
            found += rule_faults(table) + text_faults(table)
            if table.x1 > page.width or table.y1 > page.height - 54:
                found.append(f"page {page.number}: the table leaves the page")
            parts.append(table)
    return found, parts


def rendered(t, plan, folder, name="it"):
    path = folder.write(f"{name}.json", json.dumps(plan, ensure_ascii=False)) if isinstance(plan, dict) else plan
    done = t.thethuc("render", path, "-o", folder / f"{name}.pdf")
    if not t.check(f"{name} is rendered", done.returncode == 0, done.stderr):
        return None
    return folder / f"{name}.pdf"


def test_pages(t, folder):
    """Examples and golden cases; each has one table."""
    cases = [(n[:-5], os.path.join(d, n)) for d in (EXAMPLES, GOLDEN) for n in sorted(os.listdir(d)) if n.endswith(".json")]
    for name, path in cases:
        pdf = rendered(t, path, folder, name)
        if pdf is None:
            continue
        found, parts = check(pages(pdf))
        t.empty(f"{name}: rules meet, text is in its cells", found)
        t.empty(f"{name}: commas are below each other", comma_faults(parts))
        t.check(f"{name}: has tables", parts)
        t.empty(f"{name}: its header is on each page", [f"page {p.page}: {p.header()}" for p in parts if p.header() != parts[0].header()])
        t.empty(f"{name}: conforms", faults(pdf))


def test_defects(t, folder):
    """The checks see what is wrong."""
    document = pages(folder / "budget.pdf")
    _, parts = check(document)
    table = parts[0]
    inner = next(r for r in table.upright if table.x0 + 30 < r.x0 < table.x1 - 30)
    number = next(line for line in table.lines if line.text == "412,25")
    words = next(line for line in table.lines if line.text.startswith("Hội nghị tổng"))

    def defect(change):
        broken = copy.deepcopy(table)
        change(broken)
        return rule_faults(broken) + text_faults(broken) + comma_faults([broken])

    def shifted(line, by):
        def change(broken):
            for g in broken.lines[table.lines.index(line)].glyphs:
                g.x, g.end = g.x + by, g.end + by
        return change

    def moved(rule, **by):
        def change(broken):
            r = broken.upright[table.upright.index(rule)]
            for side, d in by.items():
                setattr(r, side, getattr(r, side) + d)
        return change

    t.empty("the table to break is whole", defect(lambda broken: None))
    for name, change, says in (("a short rule", moved(inner, y1=-3), "ends on nothing"),
                               ("a thick rule", moved(inner, x1=0.5), "thick"),
                               ("a number off its column", shifted(number, 1), "off its column"),
                               ("text over a rule", shifted(words, 60), "rule at"),
                               ("text outside", shifted(words, 600), "leaves its table"),
                               ("a double rule", lambda broken: broken.upright.append(
                                   Rule(inner.page, inner.x0 + 2, inner.y0, inner.x1 + 2, inner.y1)), "side by side")):
        seen = defect(change)
        t.check(f"seen: {name}", any(says in f for f in seen), "; ".join(seen))


def test_notes(t, folder):
    """A footnote of a cell stands at the foot of the page, under its rule."""
    page = pages(folder / "budget.pdf")[0]
    table = tables_of(page)[0]
    note = next((line for line in page.lines if "80 học viên" in line.text), None)
    t.check("note of a cell at the foot", note and note.y > table.y1 + 20 and note.y < page.height - 56, str(note and note.y))


def test_label_again(t, folder):
    """A cell over several rows says its words again on the next page, with only one row there too."""
    last = tables_of(pages(folder / "long.pdf")[-1])[0]
    text = run("pdftotext", "-layout", "-f", last.page, folder / "long.pdf", "-").stdout
    t.check("the words of a cell over several rows are said again above one row", re.search(r"UBND +Quý II.*\n.*xã Ba", text), text)


def vietnamese(d):
    whole, _, part = str(d).partition(".")
    groups = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole)
    return f"{groups},{part}" if part else groups


def sums(rows, column):
    return sum((Decimal(str(r[column])) for r in rows if r[column] is not None), Decimal(0))


def test_carry(t, folder):
    """Running totals are those of the rows so far, at the end of each page and the start of the next."""
    plan, rows = long_plan(5000)
    pdf = rendered(t, plan, folder, "rows-5000")
    if pdf is None:
        return
    text = run("pdftotext", "-layout", pdf, "-").stdout.split("\f")
    found, last = [], 0
    for number, page in enumerate(text, 1):
        seen = [int(m[1]) for m in re.finditer(r"^ *(\d+) +\D", page, re.M) if int(m[1]) in range(last, last + 80)]
        for title in ("Cộng mang sang", "Cộng chuyển trang sau"):
            carried = re.search(rf"{title} +(\S+) +(\S+)", page)
            last = max(seen) if seen and "chuyển" in title else last
            want = [vietnamese(sums(rows[:last], c)) for c in (2, 3)]
            if carried and [re.sub(r",(\d)$", r",\g<1>0", v) for v in carried.groups()] != [re.sub(r",(\d)$", r",\g<1>0", v) for v in want]:
                found.append(f"page {number}: {title} {carried.groups()}, want {want} for {last} rows")
            if not carried and (number > 1 if "mang" in title else last < len(rows)) and page.strip():
                found.append(f"page {number}: no {title}")
    t.empty("running totals are right on each page", found[:5])
    t.check("all rows are there", last == len(rows), f"{last} of {len(rows)}")
    total = [vietnamese(sums(rows, c)) for c in (2, 3)]
    t.check("the total is right", all(v in text[len(text) - 2] + text[len(text) - 3] for v in total), str(total))


def test_refusals(t, folder):
    """What does not fit is refused, or fits with smaller letters; it never leaves the page."""
    plan = json.loads(read(os.path.join(EXAMPLES, "wide-21.json")))
    plan["orientation"] = "portrait"
    done = t.thethuc("render", "--lang", "en", folder.write("portrait.json", json.dumps(plan)), "-o", folder / "portrait.pdf")
    t.check("21 columns upright are refused, with what would do", done.returncode == 1 and "table-wide-turn" in done.stderr
            and "landscape" in done.stderr, done.stderr)
    t.check("nothing is written then", not os.path.exists(folder / "portrait.pdf"))
    for n in (8, 14, 20, 26):
        plan["body"] = [{"table": {"columns": [f"Cột{i}" for i in range(n)], "rows": [["số 12"] * n] * 3}}, "Hết."]
        path = folder.write(f"columns-{n}.json", json.dumps(plan, ensure_ascii=False))
        done = t.thethuc("render", path, "-o", folder / f"columns-{n}.pdf")
        if done.returncode == 0:
            found, parts = check(pages(folder / f"columns-{n}.pdf"))
            t.empty(f"{n} columns stay on the page", found)
            sizes = {line.size for p in parts for line in p.lines}
            t.check(f"{n} columns: letters of 10 to 12 pt", sizes and min(sizes) >= 10 and max(sizes) <= 12, str(sizes))
        else:
            t.check(f"{n} columns are refused clearly", "table-wide" in done.stderr, done.stderr)


def test_sum_figures(t, folder):
    """Sums of amounts given with unlike fractions end without zeros; of like ones they keep theirs."""
    base = json.loads(read(os.path.join(EXAMPLES, "budget.json")))
    for name, values, want in (("unlike", [312.25, "187,5", 0.75], "500,5"), ("like", ["312,25", "187,25", "1,00"], "500,50")):
        table = {"columns": ["Nội dung", {"head": "Kinh phí", "kind": "number"}],
                 "rows": [*[["Việc", v] for v in values], {"total": "Tổng cộng"}]}
        path = folder.write("sum.json", json.dumps({**base, "body": [{"table": table}, "Hết."]}, ensure_ascii=False))
        done = t.thethuc("render", "--lang", "en", path, "-o", folder / "sum.pdf")
        text = run("pdftotext", "-layout", folder / "sum.pdf", "-").stdout if done.returncode == 0 else done.stderr
        found = re.search(r"Tổng cộng +(\S+)", text)
        t.equal(f"sum of {name} fractions", found and found[1], want)


def test_long_cells(t, folder):
    """Cells that on one line would be longer than any paper, and one over both, are all there."""
    base, n = json.loads(read(os.path.join(EXAMPLES, "budget.json"))), 60000
    rows = [["chữ " * n, "chữ " * n, "x"], [{"text": "hàng", "columns": 2}, "x"]]
    path = folder.write("long.json", json.dumps({**base, "body": [{"table": {"columns": ["A", "B", "C"], "rows": rows}}, "Hết."]}))
    done = t.thethuc("render", "--lang", "en", path, "-o", folder / "long.pdf")
    words = Counter(run("pdftotext", "-raw", folder / "long.pdf", "-").stdout.split()) if done.returncode == 0 else {}
    t.check("cells longer than paper are all there", words and words["chữ"] == 2 * n and words["hàng"] == 1, done.stderr)


def test_random(t, folder):
    """Tables made by chance either stand on their pages as they should, or are refused as too wide."""
    base = json.loads(read(os.path.join(EXAMPLES, "budget.json")))
    drawn = 0
    for seed in range(24):
        plan = {**base, "body": [{"table": random_table(seed)}, "Hết."], "orientation": "landscape" if seed % 3 == 0 else "portrait"}
        path = folder.write("random.json", json.dumps(plan, ensure_ascii=False))
        done = t.thethuc("render", "--lang", "en", path, "-o", folder / "random.pdf")
        if done.returncode == 1 and "error" in done.stderr and re.search(r"error: .*(table-wide|column-narrow)", done.stderr):
            continue
        found = [done.stderr[:300]] if done.returncode else []
        if not done.returncode:
            found, parts = check(pages(folder / "random.pdf"))
            found += [f"page {p.page}: another header" for p in parts if p.header() != parts[0].header()] + faults(folder / "random.pdf")
            drawn += 1
        t.empty(f"table by chance {seed}", found)
    t.check("most tables made by chance are drawn", drawn > 15, str(drawn))


def test(t):
    with Folder() as folder:
        test_pages(t, folder)
        test_defects(t, folder)
        test_notes(t, folder)
        test_label_again(t, folder)
        test_carry(t, folder)
        test_refusals(t, folder)
        test_sum_figures(t, folder)
        test_long_cells(t, folder)
        test_random(t, folder)
