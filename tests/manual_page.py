"""What tests of manual pages share: a page by its sections, its lists, and comparing them."""

import os
import re

from suite import ROOT, read


def source(path):
    return read(os.path.join(ROOT, path)).decode()


def plain(text):
    return text.replace(r"\&", "").replace(r"\e", "\\")


class Page:
    """An mdoc page: its sections and subsections by title, each a list of lines."""

    def __init__(self, text):
        self.text, self.sections, lines = text, {}, []
        for line in text.split("\n"):
            title = re.match(r"\.S[hs] (.+)", line)
            if title:
                lines = self.sections[title[1]] = []
            else:
                lines.append(line)

    def tables(self, title):
        """The column lists of a section without their headings: rows of cells."""
        lists = "\n".join(["", *self.sections[title]]).split("\n.Bl -column")[1:]
        rows = [re.findall(r"^\.It (.+)", part.split("\n.El")[0], re.M)[1:] for part in lists]
        return [[[plain(cell).strip() for cell in row.split(" Ta ")] for row in table] for table in rows]

    def fields(self, title):
        """The members a section describes: name and what is said in brackets."""
        return dict(re.findall(r"^\.It Va (\w+) No \((.*)\)$", "\n".join(self.sections[title]), re.M))

    def marked(self, mark):
        """The rows of the list after a comment in the page, with what the comment says besides."""
        for m in re.finditer(rf'^\.\\" {mark}\b(.*)\n\.Bl .*\n((?:(?!\.El).*\n)*)', self.text, re.M):
            yield m[1].split(), re.findall(r"^\.It (.+)", m[2], re.M)

    def example(self, title, n=1):
        return plain("\n".join(self.sections[title]).split(".Bd -literal")[n].split("\n", 1)[1].split("\n.Ed")[0])


def compare(t, name, page, real):
    """Passes when both lists have the same rows; else tells the rows that only one of them has."""
    faults = [f"not on the page: {r}" for r in real if r not in page] + [f"only on the page: {r}" for r in page if r not in real]
    t.empty(name, faults or (["in another order, or twice"] if sorted(page) != sorted(real) else []))
