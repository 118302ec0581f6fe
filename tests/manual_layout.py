"""thethuc-layout.5: its members are those that the program reads, with what they take; its examples do what it says."""

import json
import os
import re
import shutil

from manual_page import Page, compare, plain, source
from suite import ROOT, Folder, read, run

PAGE = os.path.join(ROOT, "src/thethuc-layout.5")


def rows_of(page, mark):
    """Name and bracket of each member of the list that is so marked."""
    (_, rows), = page.marked(mark)
    return [re.fullmatch(r"Va (\S+) No \((.*)\)", r).groups() for r in rows]


def test_members(t, page):
    """Each object of a profile has a list on the page, with all its members, what each takes and whether it is needed."""
    built = run("make", "-s", f"O={t.folder}", f"OPT={t.opt}", f"{t.folder}/unit/members", timeout=600)
    if not t.check("the members of profiles are listed", built.returncode == 0, built.stdout + built.stderr):
        return
    real = {}
    for line in run(os.path.join(t.out, "unit/members"), "list").stdout.splitlines():
        if line.count("\t") == 2:
            path, name, takes = line.split("\t")
            real.setdefault(path, []).append((name, takes))
    told = {path: [re.fullmatch(r"Va (\S+) No \((.*)\)", r).groups() for r in rows]
            for paths, rows in page.marked("members") for path in paths}
    compare(t, "objects of a profile", list(told), list(real))
    for path in [p for p in real if p in told]:
        compare(t, f"members of {path}", told[path], real[path])
    t.check("profiles have many", sum(map(len, real.values())) > 500, str(len(real)))


def read_words(path, *kinds):
    return re.findall(rf'\b({"|".join(kinds)})\("(\w+)", ', source(path))


def test_files(t, page):
    """index.json, lint.json and places.json, by the tables that read them."""
    takes = {"WORD": "string", "LIST": "array of strings", "PAIRS": "object of strings"}
    compare(t, "members of lint.json", rows_of(page, "lint"), [(n, takes[k]) for k, n in read_words("src/lint_words.c", *takes)])
    takes = {"units_type": "array of objects", "district_type": "object", "bind_type_lines": "array of strings"}
    compare(t, "members of places.json", rows_of(page, "places"),
            [(n, takes[k]) for n, k in re.findall(r'PLACE\("(\w+)", (\w+), ', source("src/lint_words.c"))])
    entry = source("src/profile_file.c").split("entry_fields[] = {")[1].split("NULL }")[0]
    takes = {"line": "string", "date": "day"}
    compare(t, "members of index.json", rows_of(page, "index"),
            [(n, takes[k] + ("" if ".required = true" in rest else ", optional")) for n, k, rest in
             re.findall(r'\.name = "(\w+)", \.type = &bind_type_(\w+),((?:(?!\.name).)*)', entry, re.S)])
    start = json.loads(source("layouts/start.json"))
    about = "\n".join(page.sections["start.json"])
    t.empty("start.json is told", [n for n, v in start.items() if isinstance(v, dict) and f".Cm {n}" not in about]
            + [m for v in start.values() if isinstance(v, dict) for m in v if f".Va {m}" not in about])


def test_templates(t, page):
    """The names that templates and conditions may have."""
    (_, rows), = page.marked("fields")
    told = [plain(r).split(" Ta ") for r in rows[1:]]
    real = re.findall(r'^([XY])\(\w+, "(.+)"\)', source("src/field.def"), re.M)
    compare(t, "fields", [r[0] for r in told], [name for _, name in real])
    compare(t, "those of conditions alone", [r[0] for r in told if r[1].startswith("in conditions: ")], [n for k, n in real if k == "Y"])
    (_, rows), = page.marked("templates")
    compare(t, "names in templates", [plain(r).split(" Ta ") for r in rows[1:]],
            [[k.lower(), ", ".join(re.findall(r'"(\w+)"', names))] for k, names in
             re.findall(r"^\t\[(\w+)\] = \(const char \*const\[\]\)\{ (.*), NULL \}", source("src/profile_template.c"), re.M)])
    needed = source("src/profile_style.c").split("\ncheck_styles(")[1].split("for (")[0]
    about = "\n".join(page.sections["STYLES"]).split("These have to be there")[1]
    compare(t, "styles that have to be there", re.findall(r"[a-z][a-z-]+", " ".join(re.findall(r"^\.Cm (.+)", about, re.M))),
            re.findall(r'"([a-z-]+)"', needed))


def told(done):
    return [line for line in done.stderr.splitlines() if not re.match(r" +\d* \|", line)]


def test_examples(t, page, plan):
    """The small layout is one that the program takes as told, and the faulty one gets the messages on the page."""
    layout = page.example("A small layout")
    commands = page.example("A small layout", 2).splitlines()
    with Folder() as d:
        d.write("so-vi-du.json", layout)
        d.write("plan.json", json.dumps({**plan, "type": "phieu-trinh", "addressees": ["Giám đốc Sở"], "symbol": "PTr-SNgV",
                                            "recipients": {"items": ["Như trên"], "archive": "VT"}}, ensure_ascii=False))
        for command in commands:
            done = t.thethuc(*command.split()[1:], cwd=d.path)
            t.check(f"a small layout: {command}", done.returncode == 0 and not done.stderr, done.stderr)
            if " proof " in command:
                measured = re.findall(r"^ +(\S+) +(left margin|indent of the first line|line spacing) ([\d.]+)", done.stdout, re.M)
                t.check("left margin 35 mm", ("ok", "left margin", "35") in measured, str(measured[:9]))
                t.empty("all within the decree", [m[0] for m in re.findall(r"^ {6}(?!ok).*", done.stdout, re.M)])
        made = [n for n in os.listdir(d.path) if n.endswith(".pdf")]
        text = run("pdftotext", d / made[0], "-").stdout if made else ""
        t.check("the type and its addressees are printed", "PHIẾU TRÌNH" in text and "Kính trình:" in text, text[:300])
        d.write("own.json", page.example("Faults"))
        d.write("plan.json", json.dumps(plan, ensure_ascii=False))
        done = t.thethuc("check", "--lang", "en", "--profile", "own.json", "plan.json", cwd=d.path)
        t.check("a faulty layout ends with status 3", done.returncode == 3, str(done.returncode))
        compare(t, "what is told of a faulty layout", page.example("Faults", 2).splitlines(), told(done))


def test_form(t, page, plan):
    """The form of one's own prints what it says, dots for what is not given, and asks for what it expects."""
    with Folder() as d:
        d.write("so-vi-du.json", page.example("A form of one's own"))
        slip = {**{k: plan[k] for k in ("issuer", "place", "date", "subject", "signature", "recipients")}, "type": "phieu-ban-giao", "symbol": "PBG-SNgV"}
        d.write("slip.json", json.dumps({**slip, "details": {"person": "Trần Thị B"}}, ensure_ascii=False))
        done = t.thethuc("render", "--strict", "--profile", "so-vi-du.json", "slip.json", "-o", "slip.pdf", cwd=d.path)
        t.check("a form of one's own says nothing", done.returncode == 0 and not done.stderr, done.stderr)
        words = run("pdftotext", d / "slip.pdf", "-").stdout
        t.check("it prints its lines", "Người nhận: Trần Thị B." in words and "Mục đích:" in words, words)
        boxes = t.thethuc("render", "--dump", "blocks", "--profile", "so-vi-du.json", "slip.json", cwd=d.path).stdout
        t.check("and two rows of dots", boxes.count("fill") >= 2, boxes[:2000])
        proof = t.thethuc("proof", "--profile", "so-vi-du.json", "slip.json", cwd=d.path).stdout
        t.check("all holds, and the issuer has no rule", ", 0 do not hold" in proof and "issuer-rule" not in proof, proof[-200:])
        d.write("slip.json", json.dumps(slip, ensure_ascii=False))
        done = t.thethuc("check", "--diagnostics", "json", "--profile", "so-vi-du.json", "slip.json", cwd=d.path)
        t.check("new lists its types", "phieu-ban-giao\t" in t.thethuc("new", "plan", "--profile", "so-vi-du.json", cwd=d.path).stdout)
        t.thethuc("new", "plan", "phieu-ban-giao", "--profile", "so-vi-du.json", "-o", "first.json", cwd=d.path)
        first = t.thethuc("render", "--profile", "so-vi-du.json", "first.json", "-o", "first.pdf", cwd=d.path)
        t.equal("a first file by the layout's file", first.returncode, 0)
        t.check("it asks for the person", "detail-missing" in [m["id"] for m in map(json.loads, done.stderr.splitlines())], done.stderr)


def test_range(t):
    """A range of an office's own comes on top of the rule's: numbers are held against both, and fitting keeps within it."""
    with Folder() as d:
        own = d.write("own.json", json.dumps({"profile": "own", "extends": "nd30-2020", "styles": {"body": {"leading": [1.3, 1.25, 1.4]}},
                                              "page": {"top_mm": [23, 22, 24], "left_mm": [29, 28, 36]}}))
        done = t.thethuc("render", "--diagnostics", "json", "--profile", own, "--fit=5", "--fit-values", d / "values.json", "-o", d / "plan.pdf",
                         os.path.join(ROOT, "examples/plans/soc-trang-2024.json"))
        told = [(m["id"], m["pointer"]) for m in map(json.loads, done.stderr.splitlines()) if m["level"] == "warning"]
        t.check("the rule holds for an office's range", told == [("value-range", "/page/left_mm")], done.stderr)
        made = json.loads(read(d / "values.json"))
        t.check("fitting keeps within an office's range", 1.25 <= made.get("styles", {}).get("body", {}).get("leading", 1.25) <= 1.4, str(made))


def test_unruled(t):
    """What the regulation leaves out it has no rule for: an office's number there is taken as it is, a range of its own holds."""
    with Folder() as d:
        for name, width, told in ("a number", 20, []), ("within a range", [20, 15, 30], []), ("outside of it", [20, 25, 30], ["value-range"]):
            own = d.write("own.json", json.dumps({"profile": "own", "extends": "nd30-2020", "tasks": {"heads": {"time": {"text": "Hạn", "width_mm": width}}},
                                                  "stamps": {"draft": {"height_mm": 8, "pad_mm": 2, "line_pt": 1}}}))
            done = t.thethuc("check", "--lang", "en", "--profile", own, os.path.join(ROOT, "examples/appendices/task-tables.json"))
            found = [line for line in done.stderr.splitlines() if line.startswith(own)]
            t.equal(f"width of a column: {name}", (done.returncode, [re.search(r"\[([a-z-]+)", line)[1] for line in found]), (0, told))
            t.empty("and told in full", [line for line in found if '""' in line or "is , " in line])


def test_own_folder(t, page, plan):
    """A layout in a folder of profiles of one's own is chosen by kind and date, and new writes its types."""
    with Folder() as d:
        shutil.copytree(os.path.join(ROOT, "layouts"), d / "layouts")
        os.symlink(os.path.join(ROOT, "fonts"), d / "fonts")
        d.write("layouts/so-vi-du.json", page.example("A small layout"))
        index = json.loads(read(d / "layouts/index.json"))
        for name, says in ("so-vi-du", "so-vi-du"), ("nd30-2020", None):
            type_ = "phieu-trinh" if says else "ke-hoach"
            first = t.thethuc("new", "plan", type_, "--profile", name, "-o", f"{name}.json", env={"THETHUC_DATA": d.path}, cwd=d.path)
            done = t.thethuc("render", f"{name}.json", "-o", "first.pdf", env={"THETHUC_DATA": d.path}, cwd=d.path)
            t.equal(f"a first file by {name}, and its profile", (first.returncode, done.returncode, done.stderr, json.loads(read(d / f"{name}.json")).get("profile")),
                    (0, 0, "", says))
        d.write("layouts/index.json", json.dumps([*index, {"name": "so-vi-du", "kind": "state", "from": "2026-01-01"}]))
        own = {"env": {"THETHUC_DATA": d.path}, "cwd": d.path}
        started = t.thethuc("new", "plan", "phieu-trinh", "--profile", "so-vi-du", **own)
        t.check("new writes a plan of the new type", '"phieu-trinh"' in started.stdout, started.stdout[:200] + started.stderr)
        d.write("plan.json", started.stdout)
        done = t.thethuc("proof", "plan.json", **own)
        t.check("chosen by date", "left margin 35 mm" in done.stdout, done.stdout[:300] + done.stderr)
        d.write("before.json", json.dumps({**plan, "date": "2025-12"}, ensure_ascii=False))
        t.check("not for a day before", "left margin 30 mm" in t.thethuc("proof", "before.json", **own).stdout)
        d.write("named.json", json.dumps({**plan, "profile": "so-vi-du"}, ensure_ascii=False))
        t.check("by the plan's profile", "left margin 35 mm" in t.thethuc("proof", "named.json", **own).stdout)


def test(t, plan):
    page = Page(read(PAGE).decode())
    test_members(t, page)
    test_files(t, page)
    test_templates(t, page)
    test_examples(t, page, plan)
    test_form(t, page, plan)
    test_range(t)
    test_unruled(t)
    test_own_folder(t, page, plan)
