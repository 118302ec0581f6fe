"""However a plan's letters are coded, the same PDF comes out."""

import itertools
import unicodedata

from suite import Folder, plans, read


def mixed(text):
    """Every other word decomposed."""
    words = text.split(" ")
    return " ".join(unicodedata.normalize("NFD" if i % 2 else "NFC", w) for i, w in enumerate(words))


def swapped(text):
    """Decomposed, with the marks of a letter in the wrong order where they are of different classes."""
    out = []
    for base, marks in clusters(unicodedata.normalize("NFD", text)):
        classes = [unicodedata.combining(m) for m in marks]
        out.append(base + (marks[::-1] if len(set(classes)) == len(classes) else marks))
    return "".join(out)


def clusters(text):
    i = 0
    while i < len(text):
        j = i + 1
        while j < len(text) and unicodedata.combining(text[j]):
            j += 1
        yield text[i], text[i + 1:j]
        i = j


def half_composed(text):
    """As Windows-1258 has it: the letter with its hat or horn, then the tone as a mark."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for base, marks in clusters(unicodedata.normalize("NFD", text)):
        shape = "".join(m for m in marks if m not in tones)
        tone = "".join(m for m in marks if m in tones)
        out.append(unicodedata.normalize("NFC", base + shape) + tone)
    return "".join(out)


FORMS = {"decomposed": lambda s: unicodedata.normalize("NFD", s), "mixed": mixed, "wrong order": swapped,
         "half composed": half_composed}


def test(t):
    with Folder() as folder:
        for (name, plan), (form, change) in itertools.product(plans(), FORMS.items()):
            text = read(plan).decode()
            other = change(text)
            t.check(f"{name} {form} differs", other != text and unicodedata.normalize("NFC", other) == text)
            t.thethuc("render", plan, "-o", folder / "one.pdf")
            done = t.thethuc("render", folder.write("other.json", other), "-o", folder / "other.pdf")
            if t.check(f"{name} {form} renders", done.returncode == 0, done.stderr):
                t.check(f"{name} {form} same bytes", read(folder / "one.pdf") == read(folder / "other.pdf"))
