"""Runs the unit tests, which are C programs; each counts its own checks in its last line."""

import os
import re

from suite import ROOT, run


def test(t):
    names = sorted(n[:-2] for n in os.listdir(os.path.join(ROOT, "tests/unit")) if n.endswith(".c"))
    for name in names:
        built = run("make", "-s", f"O={t.folder}", f"OPT={t.opt}", f"{t.folder}/unit/{name}", timeout=600)
        if built.returncode:
            t.check(name, False, built.stdout + built.stderr)
            continue
        done = run(os.path.join(t.out, "unit", name))
        last = re.search(r"unit/\w+: (\d+) passed, (\d+) failed\s*$", done.stdout)
        if last and done.returncode == 0:
            t.check(f"{name} ({last[1]} checks)", last[2] == "0" and last[1] != "0", done.stdout)
        else:
            t.check(name, False, f"status {done.returncode}\n{done.stdout}\n{done.stderr}")
