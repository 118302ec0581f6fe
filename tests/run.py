#!/usr/bin/python3 -B
"""Runs the tests: all of them, or the groups named (tests/run.py golden [area/case], tests/run.py cli ...).

Each check prints `ok NAME` or `FAIL NAME: why`; the last line is `N passed, N failed`."""

import os
import sys

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), os.path.join(os.path.dirname(os.path.abspath(__file__)), "pdf")]

import annexes
import batch
import batch_again
import cache
import charts
import cli
import code_rules
import completions
import conformance
import copies
import determinism
import dist
import evidence
import feed
import faults
import fit
import forms
import forgery
import fuzz
import geometry
import golden
import heavy
import hostile
import image_files
import images
import install
import lint
import manual
import messages
import mutants
import nfd
import outside
import previews
import printing
import proof
import report_faults
import reports
import sanitizers
import sanity
import schema
import seeds
import sets
import signing
import stamps
import starters
import tables
import tallies
import tracing
import tutorial
import unit
import watching
import words
from suite import OUT, ROOT, Suite

GROUPS = {
    "code": code_rules.test,
    "unit": unit.test,
    "golden": golden.test,
    "lint": lint.test,
    "schema": schema.test,
    "manual": manual.test,
    "install": install.test,
    "dist": dist.test,
    "cli": cli.test,
    "proof": proof.test,
    "images": images.test,
    "image_files": image_files.test,
    "fit": fit.test,
    "sets": sets.test,
    "batch": batch.test,
    "batch_again": batch_again.test,
    "signing": signing.test,
    "forgery": forgery.test,
    "evidence": evidence.test,
    "seeds": seeds.test,
    "printing": printing.test,
    "previews": previews.test,
    "watching": watching.test,
    "starters": starters.test,
    "completions": completions.test,
    "messages": messages.test,
    "tutorial": tutorial.test,
    "reports": reports.test,
    "tracing": tracing.test,
    "report_faults": report_faults.test,
    "tallies": tallies.test,
    "feed": feed.test,
    "determinism": determinism.test,
    "cache": cache.test,
    "sanity": sanity.test,
    "conformance": conformance.test,
    "mutants": mutants.test,
    "geometry": geometry.test,
    "copies": copies.test,
    "hostile": hostile.test,
    "forms": forms.test,
    "annexes": annexes.test,
    "charts": charts.test,
    "stamps": stamps.test,
    "tables": tables.test,
    "words": words.test,
    "nfd": nfd.test,
    "sanitizers": sanitizers.test,
    "outside": outside.test,
    "heavy": heavy.test,
    "fuzz": fuzz.test,
    "memory": faults.test_memory,
    "files": faults.test_files,
}


def main(arguments):
    t = Suite()
    names = [a for a in arguments if a in GROUPS]
    rest = [a for a in arguments if a not in GROUPS]
    if rest and names != ["golden"]:
        print(f"groups: {' '.join(GROUPS)}", file=sys.stderr)
        return 2
    if t.command("build", "make", "-s", f"-j{os.cpu_count()}", f"O={OUT}", "all", timeout=600):
        for name in names or GROUPS:
            t.prefix = name + "/"
            try:
                GROUPS[name](t, *rest)
            except Exception as e:  # a test that cannot even run has failed
                import traceback
                t.check("runs", False, f"{e!r}\n{traceback.format_exc()}")
    print(f"{t.passed} passed, {t.failed} failed")
    return 1 if t.failed or not t.passed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
