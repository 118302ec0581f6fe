#!/usr/bin/python3 -B
"""Holds PDFs against PDF/A-2, PDF/A-3 and PDF/UA-1, on a library that the program does not use.

tests/pdf/conformance.py [-l a-2a,ua-1] FILE... prints what is wrong with each file. Without -l the files have to be
what they say they are."""

import os
import re
import shutil
import sys
from collections import Counter

if __name__ == "__main__":
    sys.path[:0] = [os.path.dirname(os.path.dirname(os.path.abspath(__file__)))]

import conform_content
import conform_file
import conform_font
import conform_page
import conform_tree
import conform_xmp
import pikepdf
from conform_case import Case
from document import Document, Lost
from pdfread import key
from suite import Folder, plans, run

DEFAULT = "a-2a,ua-1"
LEVELS = ("a-2b", "a-2u", "a-2a", "ua-1", "1.7", "a-3a,ua-1")
# Content comes first: the others ask what is shown.
CHECKS = (*conform_content.CHECKS, *conform_file.CHECKS, *conform_xmp.CHECKS, *conform_font.CHECKS, *conform_page.CHECKS,
          *conform_tree.CHECKS)


def faults(path, level=DEFAULT):
    """What is wrong with a file, as sentences."""
    try:
        case = Case(path, level)
    except Exception as e:      # whatever makes it unreadable: no sound file is
        return [f"syntax: {e}"]
    with case.pdf:
        for check in CHECKS:
            try:
                check(case)
            except Exception as e:
                case.fault(f"{check.__name__}: cannot be read: {e!r}")
        return case.faults


def declared(path):
    """The level a file says it has."""
    with pikepdf.open(path) as pdf:
        data = pdf.Root.Metadata.read_bytes().decode(errors="replace") if "/Metadata" in pdf.Root else ""
    found = {n: re.search(rf"pdf{n}[>=\"'\s]+(\w+)", data) for n in ("aid:part", "aid:conformance", "uaid:part")}
    part, letter, ua = (m[1].lower() if m else "" for m in found.values())
    return ",".join(([f"a-{part}{letter}"] if part else []) + (["ua-1"] if ua else [])) or "1.7"


def told(t, name, plan, pdf):
    """The structure has all the plan says, the body in its order; nothing of it hides in artifacts."""
    try:
        d = Document(plan, pdf)
    except Lost as e:
        t.check(f"{name} is told", False, str(e))
        return
    case = Case(pdf, DEFAULT)
    with case.pdf:
        conform_content.content(case)
        text, notes = (key(part) for part in conform_tree.spoken(case))
    want, body = (key("".join(p.text for p in pieces)) for pieces in (d.pieces, d.body))
    want_notes = key("".join(line.text for line in d.notes))
    t.check(f"{name} is told in order", body in text, f"the body is not: {text[:2000]}")
    more, less = Counter(text) - Counter(want), Counter(want) - Counter(text)
    t.check(f"{name} is told", not more and not less, f"too many: {dict(more)}, missing: {dict(less)}")
    t.equal(f"{name} notes are told", sorted(notes), sorted(want_notes))


def tagged(t):
    """Whether the program writes structure at all."""
    with Folder() as folder:
        t.thethuc("render", plans()[0][1], "-o", folder / "it.pdf")
        with pikepdf.open(folder / "it.pdf") as pdf:
            return "/StructTreeRoot" in pdf.Root


def waiting(t):
    """Says so when there is nothing to check yet."""
    if tagged(t):
        return False
    print(f"-- {t.prefix.rstrip('/')}: the program writes no structure yet")
    return True


def verdict(t, name, pdf, level=DEFAULT):
    """What veraPDF says, when it is there."""
    for flavour in [f.removeprefix("a-").replace("ua-", "ua") for f in level.split(",") if f != "1.7"]:
        done = run("verapdf", "--format", "text", "--flavour", flavour, pdf)
        t.check(f"{name} verapdf {flavour}", done.stdout.startswith("PASS"), done.stdout + done.stderr)


def has_verapdf(t):
    if shutil.which("verapdf"):
        return True
    print(f"-- {t.prefix.rstrip('/')}: verapdf is not on PATH; the own checks stand alone")
    return False


def test(t):
    if waiting(t):
        return
    vera, pdf = has_verapdf(t), None
    with Folder() as folder:
        for name, plan in plans():
            pdf = folder / f"{name}.pdf"
            t.thethuc("render", plan, "-o", pdf)
            t.empty(f"{name} {DEFAULT}", faults(pdf))
            t.equal(f"{name} says so", declared(pdf), DEFAULT)
            told(t, name, plan, pdf)
            if vera:
                verdict(t, name, pdf)
        options = t.thethuc("render", "--help").stdout
        name, plan = plans()[0]
        for level in LEVELS if "--pdf-standard" in options else ():
            if "a-3" in level and "--attach-source" not in options:
                continue
            more = ["--attach-source"] if "a-3" in level else []
            done = t.thethuc("render", plan, "-o", pdf, "--pdf-standard", level, *more)
            t.check(f"{name} renders as {level}", done.returncode == 0, done.stderr)
            t.empty(f"{name} {level}", faults(pdf, level))
            if vera:
                verdict(t, f"{name} {level}", pdf, level)


def main(arguments):
    level = arguments[1] if arguments[:1] == ["-l"] else None
    bad = 0
    for path in arguments[2:] if level else arguments:
        found = faults(path, level or declared(path))
        bad += len(found)
        print("\n".join(f"{path}: {f}" for f in found) or f"{path}: {level or declared(path)}, no faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
