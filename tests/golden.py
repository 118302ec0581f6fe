#!/usr/bin/python3 -B
"""Golden files: tests/golden/AREA/CASE.json and beside it what is expected of it.

Compared are exactly those of these that lie beside it: .plan .blocks .boxes .pages (the stages as
text), .diag (what `check` says), .txt (the text of the PDF), .struct (its logical structure with its
text). A case that names an "_original" is the data of a copy of it; those in map/ are
records as exported, read by the map of examples/batch/maps that their name begins with. A new case starts with empty files of the kinds wanted; `make accept T=AREA/CASE` then shows the
difference and takes it."""

import difflib
import os
import re
import sys

from suite import ROOT, Folder, Suite, read, run

FOLDER = os.path.join(ROOT, "tests/golden")
KINDS = ("plan", "blocks", "boxes", "pages", "diag", "txt", "struct")
FROM_PDF = {"txt": lambda pdf: ("pdftotext", "-raw", pdf, "-"), "struct": lambda pdf: ("pdfinfo", "-struct-text", pdf)}
IMAGES = ("--image-path", "examples/signatures")      # those that cases name
OBJECT = re.compile(r"^( *Object) \d+ \d+$", re.M)    # its number says nothing about the structure


def cases(which=""):
    """(name, kind) of every expected file, of one area or one case when named."""
    for area in sorted(os.listdir(FOLDER)):
        for file in sorted(os.listdir(os.path.join(FOLDER, area))):
            if not file.endswith(".json"):
                continue
            name = f"{area}/{file[:-5]}"
            if which in ("", area, name):
                for kind in KINDS:
                    if os.path.exists(os.path.join(FOLDER, f"{name}.{kind}")):
                        yield name, kind


def made(t, name, kind):
    """What the program makes of a case now."""
    plan = f"tests/golden/{name}.json"
    render = ["render", "--lang", "en", *IMAGES, plan]
    mapped = ["--map", f"examples/batch/maps/{name.split('/')[1].split('-')[0]}.json"] if name.startswith("map/") else []
    render[1:1] = mapped
    original = re.search(rb'"_original": "(.*?)"', read(os.path.join(ROOT, plan)))
    if original:
        render = ["copy", "--lang", "en", *IMAGES, "--data", plan, original[1].decode()]
    if kind == "diag":
        return t.thethuc(*render, "--dump", "pages").stderr if original else t.thethuc("check", "--lang", "en", *mapped, *IMAGES, plan).stderr
    if kind in FROM_PDF:
        with Folder() as d:
            done = t.thethuc(*render, "-o", d / "it.pdf")
            if done.returncode:
                return done.stderr
            return OBJECT.sub(r"\1", run(*FROM_PDF[kind](d / "it.pdf")).stdout)
    done = t.thethuc(*render, "--dump", kind)
    return done.stdout if done.returncode == 0 else done.stderr


def difference(t, name, kind):
    want = read(os.path.join(FOLDER, f"{name}.{kind}")).decode()
    got = made(t, name, kind)
    lines = difflib.unified_diff(want.splitlines(1), got.splitlines(1), f"{name}.{kind}", "now")
    return got, "".join(lines)


def test(t, which=""):
    n = 0
    for name, kind in cases(which.removesuffix(".json")):
        n += 1
        t.empty(f"{name}.{kind}", [d for d in [difference(t, name, kind)[1]] if d])
    t.check("there are cases", n > 0, f"none in tests/golden for {which!r}")


def accept(which):
    t = Suite()
    for name, kind in cases(which.removesuffix(".json")):
        got, changes = difference(t, name, kind)
        if changes:
            print(changes, end="")
            with open(os.path.join(FOLDER, f"{name}.{kind}"), "w", encoding="utf-8") as f:
                f.write(got)
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make accept T=area/case")
    sys.exit(accept(sys.argv[1]))
