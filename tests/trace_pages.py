"""The numbers on the pages of a report, as pdftotext sees them, without those that are not computed."""

import html
import re
from collections import Counter

from suite import run

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
TOP = 80            # points from the top of a page that its number stands within


class Word:
    def __init__(self, x0, y0, x1, y1, text):
        self.x0, self.y0, self.x1, self.y1, self.text = float(x0), float(y0), float(x1), float(y1), html.unescape(text)
        self.middle = (self.x0 + self.x1) / 2


def page_words(pdf):
    """The words of each page."""
    text = run("pdftotext", "-bbox", pdf, "-").stdout
    word = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
    return [[Word(*m.groups()) for m in word.finditer(page)] for page in text.split("<page ")[1:]]


def tokens(text):
    return NUMBER.findall(text)


def line_of(words, word):
    """The words beside a word, itself included, from left to right."""
    return sorted((w for w in words if abs(w.y0 - word.y0) < 2), key=lambda w: w.x0)


def value_of(word):
    return float(word.text.rstrip("%").replace(".", "").replace(",", "."))


def is_even(numbers, least=0.0):
    steps = [b - a for a, b in zip(numbers, numbers[1:])]
    return len(steps) > 1 and abs(steps[0]) > least and max(steps) - min(steps) < abs(steps[0]) * 0.1 + 0.01


def axes(words):
    """Numbers at even steps that stand alone on a line, or begin lines with one right end: marks of axes."""
    found = set()
    numeric = [w for w in words if re.fullmatch(r"[\d.,]+%?", w.text)]
    for w in numeric:
        line = line_of(words, w)
        if all(v in numeric for v in line) and is_even([v.middle for v in line]) and is_even([value_of(v) for v in line]):
            found.update(line)
        left = sorted((v for v in numeric if abs(v.x1 - w.x1) < 1 and line_of(words, v)[0] is v), key=lambda v: v.y0)
        while len(left) > 2 and not (is_even([v.y0 for v in left]) and is_even([value_of(v) for v in left])):
            left.pop() if w in left[:-1] else left.pop(0)
        if len(left) > 2 or len(left) == 2 and value_of(left[1]) == 0 < value_of(left[0]):
            found.update(left)
    return found


def is_ordinal(words, i):
    """Whether a word numbers a page, a caption, a heading, a row or a month."""
    word, before = words[i], words[i - 1].text if i > 0 else ""
    line = line_of(words, word)
    if word.y0 < TOP and len(line) == 1:
        return True
    if before in ("Bảng", "đồ") and word.text.endswith("."):
        return True
    if line[0] is word and re.fullmatch(r"\d+(\.\d+)*\.", word.text):
        return True
    if before == "Tháng" and (line[:2] == [words[i - 1], word] or all(w.text == "Tháng" or w.text.isdigit() for w in line)):
        return True
    return line[0] is word and word.text.isdigit() and any(w.text == "STT" and w.y0 < word.y0 and w.x0 - 4 < word.middle < w.x1 + 4 for w in words)


def computed(words):
    """The numbers of a page that are neither ordinal nor on an axis."""
    marks = axes(words)
    return Counter(n for i, w in enumerate(words) if w not in marks and not is_ordinal(words, i) for n in tokens(w.text))


def told(value):
    """Numbers in the text that people gave a report; what it names in braces left out."""
    if isinstance(value, str):
        return Counter(tokens(re.sub(r"\{[^}]*\}", " ", value)))
    if isinstance(value, list):
        return sum(map(told, value), Counter())
    if isinstance(value, dict):
        return sum((told(v) for k, v in value.items() if k[0] not in "_$" and k not in ("plans", "results", "before", "period", "date", "number")), Counter())
    return Counter()


def dates(report, pages):
    """The report's date and number in its head and over each appendix."""
    times = 1 + sum(w.text == "(Kèm" for words in pages for w in words)
    parts = [n for part in report["date"].split("-") for n in {part, str(int(part))}]
    return Counter({n: times for n in [*parts, *tokens(report.get("number", ""))]})


class Printed:
    """What a report prints of numbers, against a trace."""

    def __init__(self, pdf, report):
        pages = page_words(pdf)
        self.pages = [computed(words) for words in pages]
        self.known = told(report) + dates(report, pages)

    def faults(self, figures):
        """Numbers printed that no figure tells of, and figures that are not on their page; of quotations that go on, a part is."""
        faults, rest = [], Counter()
        places = Counter((f["text"], f["name"]) for f in figures if len(f["text"].split()) > 3)
        for number, have in enumerate(self.pages, 1):
            own = [f for f in figures if f["page"] == number]
            want = sum((Counter(tokens(f["text"])) for f in own), Counter())
            split = sum((Counter(tokens(f["text"])) for f in own if places[f["text"], f["name"]] > 1), Counter())
            faults += [f"page {number} has no {n} that is traced" for n in want - have - split]
            rest += have - want
        return faults + [f"{n} is not traced, {k} times" for n, k in (rest - self.known).items()]
