"""What is wrong with reports, plans and results: everything in one pass, each cause once, at its place and with that of the other side."""

import json
import os
import re
import time

from reports import HEAD, PLAN, RESULTS, changed
from suite import Folder, read

TASKS = [{"task": name, "id": key, "lead": ["Sở Ví Dụ"]} for name, key in (("Một", "tin-bai"), ("Hai", "hoi-nghi"), ("Ba", "tap-huan"))]
DATA = {
    "plan.json": changed(PLAN, ("body", 0, "items"), TASKS),
    "results.json": {"plan": "plan.json", "allocated": 100, "spent": 90, "results": [
        {"task": "tin-bai", "status": "done", "started": "2024-01-05", "finished": "2024-02-01", "allocated": 100, "spent": 90,
         "quantities": [{"name": "Tin", "unit": "tin", "target": 3, "done": 4}]},
        {"task": "hoi-nghi", "status": "ongoing"}, {"task": "tap-huan", "status": "ongoing"}]},
    "report.json": changed(HEAD, ("report", "parts"), {"general": ["Có {plans.total} kế hoạch."]}),
}
GONE = object()


def altered(file, *changes):
    """A file with values put at pointers, or members taken away."""
    data = json.loads(json.dumps(DATA[file]))
    for pointer, value in changes:
        inner, steps = data, [int(s) if s.isdigit() else s for s in pointer.split("/")[1:]]
        for step in steps[:-1]:
            inner = inner[step]
        if value is GONE:
            del inner[steps[-1]]
        else:
            inner[steps[-1]] = value
    return {file: data}


def results(*changes):
    return altered("results.json", *changes)


def report(*changes):
    return altered("report.json", *changes)


def plan(*changes):
    return altered("plan.json", *changes)


def at(file, *found):
    return [(i, file, pointer) for i, pointer in found]


R0, T0, ITEM = "/results/0", "/body/0/items/0", "/body/0/items/0"
OLD = {"old.json": {**DATA["plan.json"], "number": "6"}}
SECOND = {"p2.json": {**DATA["plan.json"], "number": "8"}}
# Of one field the value and the only message.
FIELDS = (
    ("/results/0/task", 5, "field-type"), ("/results/0/task", "", "field-empty"), ("/results/0/status", 5, "field-type"),
    ("/results/0/status", "Done", "value-choice-near"), ("/results/0/started", 20240101, "field-type"),
    ("/results/0/started", "05/01/2024", "date-form"), ("/results/0/finished", "2024-02-30", "date-unreal"),
    ("/results/0/quantities", {}, "field-type"), ("/results/0/allocated", "100", "money-form"), ("/results/0/allocated", -5, "value-least"),
    ("/results/0/spent", 1.5, "field-type"), ("/results/0/spent", "90 triệu", "money-form"), ("/results/0/field", [], "field-type"),
    ("/results/0/note", 5, "field-type"), ("/results/0/links", "https://x", "field-type"), ("/results/0/plan", 7, "field-type"),
    ("/results/0/plan", "", "field-empty"), ("/results/0/quantities/0/name", 5, "field-type"),
    ("/results/0/quantities/0/unit", None, "field-type"), ("/results/0/quantities/0/target", "x", "quantity-number"),
    ("/results/0/quantities/0/target", 0, "quantity-target"), ("/results/0/quantities/0/target", -1, "value-least"),
    ("/results/0/quantities/0/done", "x", "quantity-number"), ("/results/0/quantities/0/done", [], "field-type"),
    ("/results/0/quantities/0/done", 1e300, "number-exact"), ("/plan", 5, "field-type"), ("/plan", "other.json", "result-plan"),
    ("/plan", "plan.jsn", "result-plan-near"), ("/allocated", "x", "money-form"), ("/allocated", 101, "total-sum"),
    ("/spent", 91, "total-sum"), ("/results", {}, "field-type"), ("/results/0", "x", "field-type"), ("/results/1/task", "hoi-nghj", "result-task-near"),
    ("/results/0/spent", 101, "spent-over"),
)
OF_REPORT = (
    ("/report", 5, "field-type"), ("/report/plans", [], "field-empty"), ("/report/plans", "plan.json", "field-type"),
    ("/report/plans/0", 5, "field-type"), ("/report/plans/0", "", "field-empty"), ("/report/plans/0", "../plan.json", "annual-path"),
    ("/report/plans/0", "/etc/passwd", "annual-path"), ("/report/plans/0", "plans\\plan.json", "annual-path"),
    ("/report/plans/0", "*/plan.json", "annual-path"), ("/report/plans/0", "no*.json", "annual-nothing"), ("/report/plans/0", "none.json", "annual-read"),
    ("/report/plans/0", "results.json", "annual-results"), ("/report/plans/0", "report.json", "annual-report"),
    ("/report/results/0", "plan.json", "annual-plan"), ("/report/results/0", "report.json", "annual-report"),
    ("/report/results/0", "kq*.json", "annual-nothing"), ("/report/period", "2024", "field-type"), ("/report/period/year", "2024", "field-type"),
    ("/report/period/year", 24, "value-least"), ("/report/before", "x", "field-type"), ("/body/0/items/0", {"report": 5}, "field-type"),
    ("/body/0/items/0", {"report": "generl"}, "report-part-near"), ("/report/parts/general", 5, "field-type"),
)
# What is written; the first words at the place; id.
TEXTS = (
    ("Xong {Tasks.Done} việc", "{Tasks", "report-value-near"), ("Xong {befor.tasks.done}", "{befor", "report-value"),
    ("Xong {before.tasks.done}", "{before", "report-before"), ("Xong {tasks.{done}} nhé", "{tasks.{", "report-value-near"),
    ("Xong {{tasks.done}} nhé", "{{tasks", "report-value-near"), ("Xong {tasks.done nhé", "{tasks", "report-brace"),
    ("Xong tasks.done} nhé", "} nhé", "report-brace-open"), ("Xong {} nhé", "{} nhé", "report-value"),
    ({"text": ["Xong ", {"text": "số \"là\" {tasks.dnoe}", "bold": True}]}, "{tasks.dnoe", "report-value-near"),
    ({"text": ["Xong ", {"note": "số {tasks.dnoe}"}]}, "{tasks.dnoe", "report-value-near"),
    ({"table": {"columns": ["A"], "rows": [["x {tasks.dnoe}"]]}}, "{tasks.dnoe", "report-value-near"),
    ({"table": {"columns": ["A"], "rows": [["x"]], "caption": "Bảng {tasks.dnoe}"}}, "{tasks.dnoe", "report-value-near"),
    ({"heading": "Xong {tasks.dnoe}", "items": ["x"]}, "{tasks.dnoe", "report-value-near"),
)
CASES = {
    "a misspelt amount": (results(("/results/0/spent", GONE), ("/results/0/spnet", 90)), at("results.json", ("field-vital", "/results/0/spnet"))),
    "a misspelt list": (report(("/report/results", GONE), ("/report/reslts", ["results.json"])), at("report.json", ("field-meant", "/report/reslts"))),
    "a task named twice": ({**plan(("/body/0/items/1/id", "tin-bai"))}, at("plan.json", ("task-id-same", "/body/0/items/1"))),
    "a task whose key is a number": (plan(("/body/0/items/1/id", 5)), at("plan.json", ("field-type", "/body/0/items/1/id"))),
    "tasks without keys": (plan(*((f"/body/0/items/{i}/id", GONE) for i in range(3))),
                           at("plan.json", *(("task-keyless", f"/body/0/items/{i}") for i in range(3))) + at("results.json", ("result-taskless", "/results/0/task"))),
    "a plan that is no JSON": ({"plan.json": b'{"a": 1,'}, at("plan.json", ("json-end", None))),
    "a plan that is a list": ({"plan.json": []}, at("plan.json", ("field-type", ""))),
    "results that are no JSON": ({"results.json": b"{"}, at("results.json", ("json-end", None))),
    "a plan with faults of its own": (plan(("/signature", GONE), ("/body/0/items/1/task", 5)),
                                      at("plan.json", ("field-one-of", ""), ("field-type", "/body/0/items/1/task"))),
    "a secret plan": (plan(("/secrecy", "mat")), at("plan.json", ("secret-refused", "/secrecy"))),
    "all files as plans": (report(("/report/plans/0", "*.json")), at("report.json", ("annual-report", "/report/plans/0"), ("annual-results", "/report/plans/0"))),
    "a plan under two names": (report(("/report/plans", ["plan.json", "./plan.json"])), at("report.json", ("annual-same", "/report/plans/1"))),
    "results under two names": ({**report(("/report/results", ["results.json", "r2.json"])), "r2.json": DATA["results.json"]},
                                at("report.json", ("annual-same", "/report/results/1"))),
    "results in two files": ({**report(("/report/results", ["results.json", "r2.json"])), "r2.json": {"plan": "plan.json", "results": [{"task": "tin-bai", "status": "done", "finished": "2024-03-01"}]}},
                             at("r2.json", ("result-twice", "/results/0/task"))),
    "two plans with one number": ({**report(("/report/plans", ["plan.json", "p2.json"])), "p2.json": {**DATA["plan.json"], "subject": "Khác"},
                                   **results(("/plan", "7/KH-SVD"))}, at("results.json", ("result-plan-many", "/plan"))),
    "of several plans none named": ({**report(("/report/plans", ["plan.json", "p2.json"])), **SECOND, **results(("/plan", GONE))},
                                    at("results.json", ("result-plan-none", "/results/0"))),
    "the period backwards": (report(("/report/period", {"year": 2024, "from": "2024-12-01", "to": "2024-01-01"})), at("report.json", ("period-order", "/report/period/to"))),
    "the period after its year": (report(("/report/period", {"year": 2024, "from": "2025-01-01"})), at("report.json", ("period-order", "/report/period/from"))),
    "a period without a day that is": (report(("/report/period", {"year": 2024, "from": "2025-13-01", "to": "2023-01-01"})),
                                       at("report.json", ("date-unreal", "/report/period/from"))),
    "the same results before": (report(("/report/before", {"plans": ["plan.json"], "results": ["results.json"]})), at("report.json", ("annual-before", "/report/before/results/0"))),
    "the report before missing": (report(("/report/before", {"report": "alt.json"})), at("report.json", ("annual-read", "/report/before/report"))),
    "a plan as the report before": ({**report(("/report/before", {"report": "old.json"})), **OLD}, at("report.json", ("before-report", "/report/before/report"))),
    "a report before and results": (report(("/report/before", {"report": "alt.json", "results": ["results.json"]})),
                                    at("report.json", ("annual-read", "/report/before/report"), ("field-both", "/report/before/results"))),
    "no results before": ({**report(("/report/before", {"plans": ["old.json"]})), **OLD},
                          at("report.json", ("field-needs", "/report/before/plans"), ("field-one-of", "/report/before"))),
    "a report before that has faults": ({**report(("/report/before", {"report": "alt.json"})),
                                         "alt.json": {**DATA["report.json"], "report": {**DATA["report.json"]["report"], "results": ["no.json"]}}},
                                        at("alt.json", ("annual-read", "/report/results/0")) + at("report.json", ("before-later", "/report/before/report"))),
    "results alone twice": ({**report(("/report/before", {"results": ["oldr.json"]})),
                             "oldr.json": {"results": [{"task": "x", "status": "waiting"}, {"task": "x", "status": "waiting"}]}},
                            at("oldr.json", ("result-twice", "/results/1/task"))),
    "the year before missing": (report(("/report/before", {"plans": ["old.json"], "results": ["oldr.json"]})),
                                at("report.json", ("annual-read", "/report/before/plans/0"), ("annual-read", "/report/before/results/0"))),
    "no results": (results(("/results", [])), at("results.json", ("total-alone", "/allocated"), ("total-alone", "/spent"))
                   + at("plan.json", *(("task-resultless", f"/body/0/items/{i}") for i in range(3)))),
    "a far name of a task": (results(("/results/1/task", "zzzz")), at("results.json", ("result-task", "/results/1/task")) + at("plan.json", ("task-resultless", "/body/0/items/1"))),
    "faults of the report and of results": ({**report(("/type", "bao-cáo"), ("/signature", GONE), ("/body/0/items/0", "{x}")), **results(("/results/1/status", "xong"))},
                                            at("report.json", ("type-unknown-near", "/type"), ("field-one-of", ""), ("report-value", "/body/0/items/0"))
                                            + at("results.json", ("value-choice-near", "/results/1/status"))),
    "an unknown layout": ({**report(("/profile", "nix")), **results(("/results/1/status", "xong"))},
                          at("report.json", ("profile-unknown", "/profile")) + at("results.json", ("value-choice-near", "/results/1/status"))),
    "a part with words about a lacking appendix": (report(("/body/0/items/0", {"report": "money"})), at("report.json", ("report-appendix", "/body/0/items/0"))),
    "the usual outline with appendices of one's own": (report(("/body", GONE), ("/report/parts", {n: ["Nội dung."] for n in (
        "general", "direction", "merits", "limits", "causes", "next", "proposals")})),
        at("report.json", *[("report-appendix", "/report")] * 3)),
    "an empty result": (results(("/results/0", {})), at("results.json", *[("field-missing", "/results/0")] * 2)),
    "an empty key of a task": (plan(("/body/0/items/1/id", "")), at("plan.json", ("field-empty", "/body/0/items/1/id"))),
    "an empty name of a part": (report(("/body/0/items/0", {"report": ""})), at("report.json", ("field-empty", "/body/0/items/0/report"))),
    "many causes": ({**report(("/report/plans", ["plan.json", "no*.json"]), ("/body/0/items/0", "Xong {tasks.dnoe}.")),
                     **results(("/results/1/status", "xong"), ("/results/2/task", "tap-huam"), ("/results/0/spent", 101))},
                    at("report.json", ("report-value-near", "/body/0/items/0"), ("annual-nothing", "/report/plans/1"))
                    + at("results.json", ("total-sum", "/spent"), ("spent-over", "/results/0/spent"), ("value-choice-near", "/results/1/status"),
                         ("result-task-near", "/results/2/task"))),
}


def made(t, d, files, *more):
    for name, value in {**DATA, **files}.items():
        d.write(name, value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False, indent=1))
    done = t.thethuc("report", "report.json", "-o", "it.pdf", "--diagnostics", "json", "--lang", "en", *more, cwd=d.path)
    return done, [json.loads(line) for line in done.stderr.splitlines()]


def standing(d, file, line, column):
    """What a file has at a place and after it."""
    lines = read(d / file).decode().split("\n")
    return "\n".join([lines[line - 1][column - 1:], *lines[line:]])


def value_at(value, pointer):
    for step in pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def misplaced(d, file, line, column, pointer):
    """What is wrong with a place: the value at the pointer has to start there."""
    try:
        whole = json.loads(read(d / file))
        got, _ = json.JSONDecoder().raw_decode(standing(d, file, line, column))
        return None if got == value_at(whole, pointer) else f"{file}:{line}:{column} is not {pointer}"
    except (ValueError, KeyError, IndexError) as e:
        return f"{file}:{line}:{column} {pointer}: {e!r}"


def check_places(t, d, name, found):
    wrong = [misplaced(d, m["file"], m["line"], m["column"], m["pointer"]) for m in found if not m["id"].startswith(("json-", "report-value", "report-b"))]
    for m in found:
        wrong += [misplaced(d, file, int(line), int(column), pointer)
                  for file, line, column, pointer in re.findall(r"([\w.]+\.json):(\d+):(\d+) \((/[^)]*)\)", m["text"])]
    t.empty(f"{name}: places", [w for w in wrong if w])


def check(t, name, files, expected):
    with Folder() as d:
        done, found = made(t, d, files)
        t.equal(f"{name}: messages", sorted((m["id"], m["file"], m["pointer"]) for m in found), sorted(expected))
        check_places(t, d, name, found)
        failed = any(m["level"] == "error" for m in found)
        t.equal(f"{name}: status and output", (done.returncode, sorted(os.listdir(d.path))),
                (int(failed), sorted([*DATA, *(f for f in files if f not in DATA), *(() if failed else ("it.pdf",))])))


def test_fields(t):
    for file, table in (("results.json", FIELDS), ("report.json", OF_REPORT)):
        for pointer, value, message in table:
            more = [("/spent", GONE)] if message == "spent-over" else []
            check(t, f"{pointer} is {value!r}", altered(file, (pointer, value), *more), at(file, (message, pointer + ("/report" if isinstance(value, dict) and "report" in value else ""))))


def test_texts(t):
    """Names and braces are told where they stand in the text, not where it begins."""
    for text, words, message in TEXTS:
        with Folder() as d:
            done, found = made(t, d, report((ITEM, text)))
            found = [m for m in found if m["level"] == "error"]
            t.check(f"{text}: one error", [m["id"] for m in found] == [message] and done.returncode == 1, str(found))
            t.check(f"{text}: its place", found and standing(d, "report.json", found[0]["line"], found[0]["column"]).startswith(words), str(found))


def test_files(t):
    with Folder() as d:
        done, found = made(t, d, {})
        t.check("a sound report is made without a word", done.returncode == 0 and not found, done.stderr)
        os.remove(d / "plan.json")
        for target, message in (("/etc/hostname", "image-outside"), ("plan.json", "annual-refused")):
            os.symlink(target, d / "plan.json")
            done = t.thethuc("report", "report.json", "-o", "out.pdf", "--diagnostics", "json", cwd=d.path)
            found = [json.loads(line) for line in done.stderr.splitlines()]
            t.equal(f"a link to {target}", [(m["id"], m["pointer"]) for m in found], [(message, "/report/plans/0")])
            os.remove(d / "plan.json")


def test_long_place(t):
    """The place of the other side is whole, however long the name of its file is."""
    name = "kế hoạch " + "dài " * 20 + ".json"
    with Folder() as d:
        _, found = made(t, d, {name: DATA["plan.json"], **report(("/report/plans", [name])), **results(("/plan", name), ("/results/1/task", "hoi-nghj"))})
        t.check("long names are whole", len(found) == 1 and f"{name}:" in found[0]["text"] and "(/body/0/items/1)" in found[0]["text"], str(found))


def test_many(t):
    """Two thousand faults: as many messages as there may be, and quickly."""
    tasks = [{"task": f"Việc {i}", "id": f"viec-{i:04}", "lead": ["Sở Ví Dụ"]} for i in range(2000)]
    items = [{"task": f"veic-{i:04}", "status": "xong", "spent": -1} for i in range(2000)]
    with Folder() as d:
        start = time.monotonic()
        done, found = made(t, d, {**plan(("/body/0/items", tasks)), "results.json": {"plan": "plan.json", "results": items}})
        t.check("many faults are told quickly", time.monotonic() - start < 5, f"{time.monotonic() - start:.1f} s")
        t.check("many faults end with a note", done.returncode == 1 and len(found) == 501 and found[-1]["id"] == "limit", f"{done.returncode} {len(found)}")


def test_strangers(t):
    """Files of results among the plans, with more that is unknown in them than messages may be: each is told, and there is an end."""
    for count, unknown in ((1, 600), (12, 450)):
        strangers = {f"k{i}.json": {**{f"zzqx{k}": i for k in range(unknown)}, **DATA["results.json"]} for i in range(count)}
        with Folder() as d:
            done, found = made(t, d, {**strangers, **report(("/report/plans", ["plan.json", *strangers]))})
            told = [m["pointer"] for m in found if m["id"] == "annual-results"]
            t.equal(f"{count} strangers with {unknown} members", (done.returncode, told), (1, [f"/report/plans/{i + 1}" for i in range(count)]))


def test(t):
    test_files(t)
    test_strangers(t)
    for name, (files, expected) in CASES.items():
        check(t, name, files, expected)
    test_fields(t)
    test_texts(t)
    test_long_place(t)
    test_many(t)
