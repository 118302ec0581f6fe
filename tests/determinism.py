"""The same plan gives the same bytes, wherever, whenever and in whatever language the system is."""

import os
import shutil

from suite import REPORT, Folder, plans, read, run

PLACES = ({"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"}, {"TZ": "America/New_York", "LC_ALL": "vi_VN.UTF-8"},
          {"LANG": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8", "HOME": "/", "LC_ALL": ""},
          {"SOURCE_DATE_EPOCH": "1", "MALLOC_PERTURB_": "165"})


def test(t):
    with Folder() as folder:
        elsewhere = folder / "a folder, elsewhere"
        os.mkdir(elsewhere)
        for name, plan in plans():
            t.thethuc("render", plan, "-o", folder / "first.pdf")
            first = read(folder / "first.pdf")
            for i, env in enumerate(PLACES):
                t.thethuc("render", plan, "-o", folder / "again.pdf", env=env)
                t.check(f"{name} environment {i + 1}", read(folder / "again.pdf") == first, str(env))
            shutil.copyfile(plan, os.path.join(elsewhere, "x.json"))
            run(t.program, "render", "x.json", "-o", "x.pdf", cwd=elsewhere)
            t.check(f"{name} another folder", read(os.path.join(elsewhere, "x.pdf")) == first)
            done = t.thethuc("render", "-", "-o", "-", stdin=read(plan), text=False)
            t.check(f"{name} by pipe", done.stdout == first, done.stderr.decode(errors="replace"))
        t.thethuc("report", REPORT, "-o", folder / "first.pdf")
        for i, env in enumerate(PLACES):
            t.thethuc("report", REPORT, "-o", folder / "again.pdf", env=env)
            t.check(f"report environment {i + 1}", read(folder / "again.pdf") == read(folder / "first.pdf"), str(env))
