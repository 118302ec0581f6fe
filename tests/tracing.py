"""Where the numbers of a report come from: every one is told, and what is told gives the number."""

import json
import os
import re

from suite import REPORT, ROOT, Folder, read, run
from trace_reader import Trace


def page_text(pdf, page):
    return " ".join(run("pdftotext", "-f", str(page), "-l", str(page), pdf, "-").stdout.split())


def check_figures(t, trace, what):
    """Each figure is worked out again; sets and tasks are looked for again."""
    t.empty(f"{what}: figures are what their formulas come to", list(filter(None, map(trace.wrong, trace.figures))))
    t.empty(f"{what}: sets hold what they say", list(filter(None, map(trace.wrong_set, trace.sets))))
    t.empty(f"{what}: tasks are those of the plans", trace.wrong_tasks())


def check_places(t, trace, pdf):
    """Figures stand on their pages, tasks and results at their lines."""
    pages, missing, wrong = {}, [], []
    for f in trace.figures:
        pages.setdefault(f["page"], page_text(pdf, f["page"]))
        if f["text"].strip(" .").split(" ")[0] not in pages[f["page"]]:
            missing.append(f"{f['text']} on page {f['page']}")
    for task in trace.tasks.values():
        for file, place in (("plan", "line"), ("results", "result_line")):
            if file not in task:
                continue
            line, column = map(int, task[place].split(":"))
            path = os.path.join(ROOT, trace.files[task[file]]["name"])
            if not read(path).decode().split("\n")[line - 1][column - 1:].startswith("{"):
                wrong.append(f"{path}:{task[place]}")
    t.empty("figures stand on their pages", missing)
    t.empty("places of tasks and results", wrong)


def sets_of(part):
    """Numbers of the sets in a formula."""
    return [part["set"]] if "set" in part else [s for p in part.get("of", ()) if isinstance(p, dict) for s in sets_of(p)]


def broken(data, change):
    data = json.loads(json.dumps(data))
    change(data)
    return data


def test_reader(t, path):
    """What works figures out again sees a number, a set and a task that are wrong."""
    data = json.loads(read(path))
    place = next(i for i, f in enumerate(data["figures"]) if f["name"] == "money.spent")
    late = next(i for i, s in enumerate(data["sets"]) if s["what"] == "tasks done")
    for what, change in (("a number", lambda d: d["figures"][place].update(text="291.450.001 đồng")),
                         ("a set", lambda d: d["sets"][late].update(tasks="0-3")),
                         ("a task", lambda d: d["tasks"][1].update(pointer="/body/0"))):
        with Folder() as d:
            trace = Trace(d.write("trace.json", json.dumps(broken(data, change))))
            seen = trace.wrong(trace.figures[place]) or trace.wrong_tasks() or list(filter(None, map(trace.wrong_set, trace.sets)))
            t.check(f"the test sees {what} that is wrong", seen)


def test_example(t):
    with Folder() as d:
        done = t.thethuc("report", REPORT, "-o", d / "it.pdf", "--trace", d / "trace.json")
        if not t.check("the example is traced", done.returncode == 0, done.stderr):
            return
        trace = Trace(d / "trace.json")
        t.check("many figures are traced", len(trace.figures) > 250, str(len(trace.figures)))
        check_figures(t, trace, "the example")
        check_places(t, trace, d / "it.pdf")
        t.check("proof is told where it is kept", any("https://example.org/soc-trang/2024/tin-bai" in x.get("links", ()) for x in trace.tasks.values()))
        names = {f["name"] for f in trace.figures}
        t.check("the period and changes are figures", {"period.year", "period.to", "change.tasks.total", "comparison-table"} <= names, str(names))
        changes = [f for f in trace.figures if f["name"].startswith("change.") or f["name"] == "comparison-table" and f["compute"]["op"] == "difference"]
        t.check("there are changes", len(changes) > 6, str(len(changes)))
        t.empty("changes rest on both years", [f["formula"] for f in changes if {trace.period(s) for s in sets_of(f["compute"])} != {0, 1}])
        test_reader(t, d / "trace.json")


def test(t):
    test_example(t)
