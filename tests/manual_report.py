"""thethuc-report.5: its members, values, parts and messages are those of the program; its example does what it says."""

import glob
import json
import os
import re

from manual_page import Page, compare, plain, source
from suite import ROOT, Folder, read, run

PAGE = os.path.join(ROOT, "src/thethuc-report.5")
OF_REPORTS = "src/annual*.c", "src/tally*.c", "src/results_read.c", "src/tt_report.c", "src/figure.c", "src/sentence.c"


def takes(part):
    """What a value may be, as the page says it, by a schema's words."""
    if "$ref" in part:
        name = part["$ref"].split("/")[-1]
        return {"ranges": "numbers", "place": "line:column", "part": "object", "report_period": "object", "report_before": "object",
                "report_parts": "object"}.get(name, name)
    if "const" in part:
        return "number"
    if "enum" in part:
        return ", ".join(part["enum"][:-1]) + " or " + part["enum"][-1]
    if part["type"] == ["string", "array"]:
        return "string or array of nodes"
    words = " or ".join(part["type"] if isinstance(part["type"], list) else [part["type"]])
    if words == "array":
        element = takes(part["items"])
        return "array of " + {"result": "results", "quantity": "quantities", "figure": "figures", "set": "sets", "task": "tasks",
                              "file": "files"}.get(element, element + "s")
    if words == "integer" and part.get("maximum", 10 ** 9) < 10 ** 9:
        return f"integer, {part['minimum']} to {part['maximum']}"
    return words


def members(schema, name):
    """The members of one object of a schema with what is said of each in brackets."""
    part = schema if name == "." else schema["$defs"][name]
    return [(n, takes(p) + ("" if n in part.get("required", ()) else ", optional")) for n, p in part["properties"].items()]


def schemas(program):
    """The schemas of the page's objects: what the program prints, and that of traces."""
    return {**{kind: json.loads(program("schema", kind).stdout) for kind in ("report", "results")},
            "trace": json.loads(source("layouts/trace.schema.json"))}


def test_members(t, page):
    by_kind = schemas(t.thethuc)
    for kind, names in ("report", ("report", "report_period", "report_before", "report_parts")), \
            ("results", (".", "result", "quantity")), ("trace", (".", "figure", "set", "task", "file")):
        told = {words[0]: [re.fullmatch(r"Va (\S+) No \((.*)\)", r).groups() for r in rows] for words, rows in page.marked(kind)}
        compare(t, f"objects of {kind}", list(told), list(names))
        for name in [n for n in names if n in told]:
            compare(t, f"members of {kind} {name}", told[name], members(by_kind[kind], name))
    (_, rows), = page.marked("ops")
    ops = [o for p in by_kind["trace"]["$defs"]["part"]["oneOf"] for o in p["properties"]["op"].get("enum", [p["properties"]["op"].get("const")])]
    compare(t, "ways to compute", [r.removeprefix("Cm ") for r in rows], ops)
    about = "\n".join(page.sections["TRACE"])
    sums = next(p for p in by_kind["trace"]["$defs"]["part"]["oneOf"] if "member" in p["properties"])["properties"]["member"]["enum"]
    t.empty("members that are summed", [m for m in sums if m not in about])
    code = source("src/trace_set.c")
    written = code.split("[PICK_ALL]")[1].split("};")[0] + code.split("\nput_condition(")[1].split("\n}")[0]
    conditions = set(re.findall(r'^\t\[\w+\] = \{ "[^"]*", "[^"]+", "(\w+)"', code, re.M)) | set(
        re.findall(r'\\"(\w+)\\": |buffer_member\(b, "(\w+)"', written))
    names = {n for c in conditions for n in ([c] if isinstance(c, str) else c) if n and n != "member"}
    compare(t, "conditions", sorted(re.findall(r"\bVa (\w+)", about.split("It holds when")[1].split("\n.\\\"")[0])), sorted(names))


def test_values(t, page):
    """Names in braces, and which of them the period before and changes have; the parts."""
    code = source("src/annual_value.c")
    trait = dict(re.findall(r"^\t\[(\w+)\] = \{ (\w+),", code, re.M))
    may = {"COUNT": "before, change", "OF_PLANS": "before, change", "MONEY": "before, change", "SHARE": "before", "OF_NOW": ""}
    (_, rows), = page.marked("values")
    told = [plain(r).split(" Ta ")[:2] for r in rows[1:]]
    compare(t, "values", [[n, m.strip()] for n, m in told],
            [[n, may[trait[k]]] for n, k in re.findall(r'^\t\{ "([a-z._]+)", (\w+), ', code, re.M)])
    (_, rows), = page.marked("parts")
    compare(t, "parts", [plain(r).split(" Ta ")[0] for r in rows[1:]], re.findall(r'\{ "([a-z-]+)", PART_', source("src/annual_expand.c")))
    look = json.loads(source("layouts/base.json"))["report"]
    about = " ".join(page.sections["PARTS"])
    t.empty("the numbers of the profile", [n for n in (look["most_listed"], look["most_tabled"], look["contents"]["from_pages"])
                                           if not re.search(rf"\b{n}\b", about)])


def codes(paths):
    found = set()
    for path in paths:
        found |= set(re.findall(r"\bDIAG\(\s*[^,;]*,\s*([A-Z_]+)\b|\bDIAG_([A-Z_]+)\b", read(path).decode()))
    return {a or b for a, b in found}


def report_messages():
    """The messages that only the files about reports have, and those that are named after them: id and level."""
    own = {p for pattern in OF_REPORTS for p in glob.glob(os.path.join(ROOT, pattern))}
    ids = codes(own) - codes(set(glob.glob(os.path.join(ROOT, "src/*.c"))) - own)
    return [(m[1].lower().replace("_", "-"), m[2].lower()) for m in
            re.finditer(r"^X\((\w+), TT_(\w+), ", source("src/messages.def"), re.M) if m[1] in ids or m[1].startswith("REPORT_")]


def test_example(t, page):
    """The three files of the page are a report without a message, with the sentences and the trace that the page has."""
    with Folder() as d:
        for title, name in ("A plan", "ke-hoach.json"), ("Its results", "ket-qua.json"), ("A small report", "bao-cao.json"):
            d.write(name, page.example(title))
        done = t.thethuc("check", "--strict", "--lang", "en", "ke-hoach.json", cwd=d.path)
        t.check("the plan says nothing", done.returncode == 0 and not done.stderr, done.stderr)
        done = t.thethuc("report", "--lang", "en", "bao-cao.json", "-o", "bao-cao.pdf", "--trace", "trace.json", cwd=d.path)
        if not t.check("the report says nothing", done.returncode == 0 and not done.stderr, done.stderr):
            return
        text = " ".join(run("pdftotext", d / "bao-cao.pdf", "-").stdout.split())
        lines = page.example("A small report", 2).splitlines() + page.example("A small report", 3).splitlines()
        t.empty("it has the sentences", [line for line in lines if line not in text])
        trace, told = json.loads(read(d / "trace.json")), json.loads(page.example("TRACE"))
        t.equal("version of the trace", told.pop("version"), trace["version"])
        t.empty("the trace has what the page shows", [str(o) for kind, items in told.items() for o in items if o not in trace[kind]])


def test(t):
    page = Page(read(PAGE).decode())
    test_members(t, page)
    test_values(t, page)
    rows = re.findall(r"^\.It Cm (\S+) Pq (\w+)$", "\n".join(page.sections["DIAGNOSTICS"]), re.M)
    compare(t, "messages of reports", rows, report_messages())
    test_example(t, page)
