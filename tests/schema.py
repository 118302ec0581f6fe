"""The schema the program prints: the one in the repository, right for what is right and what is not."""

import copy
import json
import os

import jsonschema
import report_faults
from suite import ROOT, Folder, plans, read

GONE = object()
SCHEMA = os.path.join(ROOT, "layouts/plan.schema.json")
ANY_PLAN = os.path.join(ROOT, "examples/plans/soc-trang-2024.json")


def without(*path):
    def change(plan):
        for step in path[:-1]:
            plan = plan[step]
        del plan[path[-1]]
    return change


def given(value, *path):
    def change(plan):
        for step in path[:-1]:
            plan = plan[step]
        plan[path[-1]] = value
    return change


BROKEN = {
    "no type": without("type"),
    "symbol is a number": given(12, "symbol"),
    "detail is a number": given({"sender": 1}, "details"),
    "dots of no length": given([{"text": [{"fill": 0}]}], "body"),
    "quote of nothing": given([{"quote": []}], "body"),
    "end without a quote": given([{"text": "x", "end": ";"}], "body"),
    "empty body": given([], "body"),
    "no issuer": without("issuer"),
    "no name of a signer": without("signature", "name"),
    "kind unknown": given("provincial", "kind"),
    "number is a list": given([81], "number"),
    "place is a number": given(12, "place"),
    "subject is a truth": given(True, "subject"),
    "date of another form": given("06/5/2024", "date"),
    "bases is a text": given("Căn cứ", "bases"),
    "node without content": given([{"items": ["x"]}], "body"),
    "node with two contents": given([{"text": "x", "dash": "y"}], "body"),
    "run with two contents": given([["x", {"text": "x", "note": "y"}]], "bases"),
    "amount is a text": given([{"text": [{"amount": "12"}]}], "body"),
    "issuer and issuers": lambda p: p.update(issuers=[p["issuer"], p["issuer"]]),
    "signature and signatures": lambda p: p.update(signatures=[p["signature"], p["signature"]]),
    "layout is a list": given([], "layout"),
    "size in a layout is a text": given({"styles": {"body": {"size_pt": "13"}}}, "layout"),
    "margin in a layout is a truth": given({"page": {"left_mm": True}}, "layout"),
    "alignment in a layout is unknown": given({"styles": {"body": {"align": "middle"}}}, "layout"),
    "level of a rule is unknown": given({"lint": {"district": "fatal"}}, "layout"),
    "level of a rule is a number": given({"lint": {"district": 1}}, "layout"),
    "style in a layout is taken away": given({"styles": {"body": None}}, "layout"),
    "table without rows": given([{"table": {"columns": ["A"]}}], "body"),
    "table with an empty row": given([{"table": {"columns": ["A"], "rows": [[]]}}], "body"),
    "table with a truth in a cell": given([{"table": {"columns": ["A"], "rows": [[True]]}}], "body"),
    "table with items below it": given([{"table": {"columns": ["A"], "rows": [["x"]]}, "items": ["x"]}], "body"),
    "row that is a group and a total": given([{"table": {"columns": ["A"], "rows": [{"group": "x", "total": "x"}]}}], "body"),
    "column with two widths": given([{"table": {"columns": [{"width_mm": 20, "share": 20}], "rows": [["x"]]}}], "body"),
    "not an object": None,
}

TAKEN = {
    "an unknown type": given("ban-tin", "type"),
    "an office's profile": given("ubnd-soc-trang", "profile"),
    "levels by any name": given(["part", "our-own"], "numbering"),
    "part of a layout": given({"tier": 13, "_why": "small", "page": {"left_mm": 35, "number": {"from_edge_mm": [12, 10, None]}},
                               "styles": {"body": {"first_mm": {"one_of": [10, 12.7]}}, "our-own": {"inherits": "body"}},
                               "words": {"end_mark": ""}, "lint": {"district": "off", "_why": "off"}, "tasks": {"labels": {"lead": "Chủ trì"}}}, "layout"),
}


def leaves(schema, part, path=()):
    """The paths of all that a layout may have; of maps only two keys."""
    while "$ref" in part:
        part = schema["$defs"][part["$ref"].split("/")[-1]]
    if part["type"] != "object":
        yield path
        return
    for name, below in part.get("properties", {}).items():
        if path not in (("styles",), ("levels",)) or name in ("body", "motto-1", "clause", "part"):
            yield path + (name,)
            yield from leaves(schema, below, path + (name,))


def test_leaves(t, schema, validator, plan):
    """A value of a wrong type anywhere in a layout is refused, with one message at its place."""
    faults, n = [], 0
    for path in dict.fromkeys(leaves(schema, schema["properties"]["layout"])):
        wrong = None
        for name in reversed(path):
            wrong = {name: wrong}
        broken = {**plan, "layout": wrong}
        done = t.thethuc("check", "--diagnostics", "json", "-", stdin=json.dumps(broken, ensure_ascii=False))
        found = [(m["id"], m["pointer"]) for m in map(json.loads, done.stderr.splitlines())]
        place = "/".join(("/layout", *path))
        n += 1
        if validator.is_valid(broken) or done.returncode != 1 or found != [("field-type", place)]:
            faults.append(f"{place}: {found}")
    t.empty("each value of a layout is checked once", faults)
    t.check("layouts have values", n > 100, str(n))


KEYS = {"styles": "body", "levels": "clause", "marks": "own", "types": "own", "forms": "named", "zones": "stamps", "fonts": "text",
        "tiers": "14", "sizes": "body", "lint": "district"}


def members(schema, part, path=()):
    """The members a layout may have, with what they are; of maps one key, of lists only what they are themselves."""
    while "$ref" in part or "anyOf" in part:
        part = part["anyOf"][0] if "anyOf" in part else schema["$defs"][part["$ref"].split("/")[-1]] if part["$ref"] != "#" else {"type": "object"}
    yield path, part
    below = part.get("properties", {}) if "patternProperties" in part else {}
    if not below and isinstance(part.get("additionalProperties"), dict):
        below = {KEYS.get(path[-1], "own"): part["additionalProperties"]}
    for name, value in below.items():
        yield from members(schema, value, path + (name,))


def test_layouts(t):
    """The schema of layouts takes what is there; a value of a wrong type anywhere is refused by it, and by the program at its place."""
    path = os.path.join(ROOT, "layouts/layout.schema.json")
    done = t.thethuc("schema", "layout")
    t.check("is layouts/layout.schema.json", os.path.exists(path) and done.stdout == read(path).decode(), "thethuc schema layout writes it anew")
    schema = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for name in "base", "nd30-2020", "vptw36-2018", "vptw05-2026":
        layout = json.loads(read(os.path.join(ROOT, f"layouts/{name}.json")))
        t.empty(f"{name} is valid", [f"{list(e.path)}: {e.message[:200]}" for e in validator.iter_errors(layout)])
    zone = {"use": "contact"}
    for name, beside in ("a list of zones", {}), ("a condition beside its name", {"when": "bases"}), ("a role beside it", {"role": "x"}):
        layout = {"profile": "own", "extends": "nd30-2020", "forms": {"named": {"head": [{**zone, **beside}]}}}
        t.equal(name, validator.is_valid(layout), not beside)
    wrong = {"boolean": True, "number": 1.5, "string": "x", "array": [], "object": {}}
    kinds = {"integer": "number"}
    faults, n = [], 0
    with Folder() as d:
        for path, part in list(members(schema, schema))[1:]:
            takes = part["type"] if isinstance(part["type"], list) else [part["type"]]
            value = next(v for k, v in wrong.items() if k not in [kinds.get(x, x) for x in takes])
            for step in reversed(path):
                value = {step: value}
            layout = {"profile": "own", "extends": "nd30-2020", **value}
            own = d.write("own.json", json.dumps(layout, ensure_ascii=False))
            done = t.thethuc("check", "--diagnostics", "json", "--profile", own, ANY_PLAN)
            found = [m["pointer"] for m in map(json.loads, done.stderr.splitlines()) if m["id"] in ("field-type", "measure-form") and m["file"] == own]
            n += 1
            place = "/" + "/".join(path).removesuffix("/one_of")
            if validator.is_valid(layout) or done.returncode != 3 or place not in found:
                faults.append(f"/{'/'.join(path)}: {found} {done.stderr[:100]}")
    t.empty("each value of a layout of an office is checked at its place", faults)
    t.check("such layouts have values", n > 400, str(n))


def test_copies(t):
    path = os.path.join(ROOT, "layouts/copy.schema.json")
    done = t.thethuc("schema", "copy")
    t.check("is layouts/copy.schema.json", os.path.exists(path) and done.stdout == read(path).decode(), "thethuc schema copy writes it anew")
    schema = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    folder = os.path.join(ROOT, "examples/copies")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".json"):
            t.empty(f"{name} is valid", [f"{list(e.path)}: {e.message[:200]}" for e in validator.iter_errors(json.loads(read(os.path.join(folder, name))))])


def mutants(value, path=()):
    """Each part of a value taken away or replaced by what is of another kind: (path, what, whole)."""
    if path:
        for wrong in (GONE, 5, "x", "", [], {}, None, True, ["x"], -1.5, 10 ** 16):
            yield path, wrong
    for step in (value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()):
        yield from mutants(value[step], path + (step,))


# What a schema can tell; the others need more than the form of one value.
FORM = {"field-type", "field-missing", "field-meant", "field-empty", "value-choice", "value-choice-near", "value-least", "value-most",
        "date-form", "list-short", "list-many", "money-form", "quantity-number"}


def test_reports(t):
    """The schemas of reports and results refuse what the program refuses for its form, and only what it refuses or warns of."""
    for kind, file in (("report", "report.json"), ("results", "results.json")):
        printed = t.thethuc("schema", kind).stdout
        kept = SCHEMA if kind == "report" else os.path.join(ROOT, "layouts/results.schema.json")
        t.check(f"schema {kind} is {os.path.basename(kept)}", printed == read(kept).decode(), f"thethuc schema {kind} writes it anew")
        schema = json.loads(printed)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        good = report_faults.DATA[file]
        t.check(f"{file} is valid", validator.is_valid(good))
        taken, refused, n = [], [], 0
        for path, wrong in mutants(good if kind == "results" else {"report": good["report"]}):
            broken = copy.deepcopy(good)
            (without(*path) if wrong is GONE else given(wrong, *path))(broken)
            with Folder() as d:
                done, found = report_faults.made(t, d, {file: broken})
            mine = {m["id"] for m in found if m["file"] == file}
            n += 1
            if validator.is_valid(broken) and mine & FORM:
                taken.append(f"{path} {wrong!r}: {sorted(mine)}")
            elif not validator.is_valid(broken) and not mine:
                refused.append(f"{path} {wrong!r}")
        t.empty(f"schema {kind} refuses what is refused for its form", taken)
        t.empty(f"schema {kind} takes what is taken", refused)
        t.check(f"schema {kind} was tried", n > 50, str(n))


def test(t):
    test_copies(t)
    test_layouts(t)
    test_reports(t)
    done = t.thethuc("schema")
    t.check("prints", done.returncode == 0 and done.stderr == "", done.stderr)
    t.check("is layouts/plan.schema.json", os.path.exists(SCHEMA) and done.stdout == read(SCHEMA).decode(),
            "thethuc schema writes it anew")
    schema = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for name, path in plans():
        t.empty(f"{name} is valid", [f"{list(e.path)}: {e.message[:200]}" for e in validator.iter_errors(json.loads(read(path)))])
    tables = os.path.join(ROOT, "examples/tables")
    for name in sorted(n for n in os.listdir(tables) if n.endswith(".json")):
        t.empty(f"{name} is valid", [f"{list(e.path)}: {e.message[:200]}" for e in validator.iter_errors(json.loads(read(os.path.join(tables, name))))])
    plan = json.loads(read(os.path.join(ROOT, "examples/plans/soc-trang-2024.json")))
    plan["subject"] = " ".join(plan.pop("subject_lines"))
    t.check("the plan to break is valid", validator.is_valid(plan))
    test_leaves(t, schema, validator, plan)
    for name, change in TAKEN.items():
        taken = copy.deepcopy(plan)
        change(taken)
        t.check(f"schema takes: {name}", validator.is_valid(taken))
    t.check("types are proposed", {"ke-hoach", "ket-luan"} <= set(schema["properties"]["type"]["examples"]))
    with Folder() as folder:
        for name, change in BROKEN.items():
            broken = copy.deepcopy(plan) if change else []
            if change:
                change(broken)
            t.check(f"schema refuses: {name}", not validator.is_valid(broken))
            path = folder.write("broken.json", json.dumps(broken, ensure_ascii=False))
            done = t.thethuc("check", path)
            t.check(f"check refuses: {name}", done.returncode == 1 and done.stderr, f"status {done.returncode} {done.stderr}")
