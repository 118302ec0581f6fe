"""The manual pages: every row of their tables is what the program and its data say, and the example works; so do
the example and the commands of README.md."""

import glob
import json
import os
import re
import shutil

import manual_layout
import manual_report
from manual_page import Page, compare, plain, source
from suite import ROOT, Folder, read, run

PLAN_PAGE, PROGRAM_PAGE, MAP_PAGE = (os.path.join(ROOT, "src", n) for n in ("thethuc-plan.5", "thethuc.1", "thethuc-map.5"))
SIGN_PAGE, PRINT_PAGE, PREVIEW_PAGE = (os.path.join(ROOT, "src", n) for n in ("thethuc-sign.1", "thethuc-print.1", "thethuc-preview.1"))


def code_point(literal):
    return ord(json.loads(f'"{literal[1:-1]}"')) if literal[0] == "'" else int(literal, 0)


def clean_rules():
    for m in re.finditer(r"""^X\((0x\w+), (0x\w+), (\w+), ('.+?'|\w+), "(.*)"\)""", source("src/clean.def"), re.M):
        yield int(m[1], 16), int(m[2], 16), m[3].lower(), code_point(m[4]), m[5]


def test_characters(t, page):
    treatments, rows = page.tables("CHARACTERS")
    told = {row[0]: row[-1] for row in rows}
    real = []
    for first, last, treatment, becomes, name in clean_rules():
        span = f"U+{first:04X}" + (f"-U+{last:04X}" if last > first else "")
        # What has no name in clean.def is described on the page.
        real.append([span, treatment, f"U+{becomes:04X}" if becomes else "", name or told.get(span) or "described"])
    t.equal("clean.def is read whole", len(real), len(re.findall(r"^X\(", source("src/clean.def"), re.M)))
    compare(t, "characters are those of clean.def", rows, real)
    compare(t, "treatments", [r[0] for r in treatments],
            [w.lower() for w in re.findall(r"^ \*   ([A-Z]+) ", source("src/clean.def"), re.M)])
    return {r[0]: r[1] for r in treatments}


def small_plan(page, **change):
    return {**json.loads(page.example("A small plan")), **change}


def messages(t, plan, *options):
    """The ids of what check says of a plan, by JSON pointer."""
    with Folder() as d:
        done = t.thethuc("check", "--lang", "en", "--diagnostics", "json", *options,
                         d.write("plan.json", json.dumps(plan, ensure_ascii=False)))
    found = {}
    for m in map(json.loads, done.stderr.splitlines()):
        found.setdefault(m["pointer"], []).append(m["id"])
    return found


def test_treatments(t, page, ids):
    """The program gives each character the message that the page promises."""
    rules = list(clean_rules())
    found = messages(t, small_plan(page, body=[f"An {chr(r[1])}ninh" for r in rules]))
    t.empty("characters are treated as told",
            [f"U+{last:04X}: {found.get(f'/body/{i}')}, told {ids.get(treatment)!r}" for i, (_, last, treatment, *_) in enumerate(rules)
             if found.get(f"/body/{i}", [""])[0] != ids.get(treatment)])


def test_messages(t, page):
    text = "\n".join(page.sections["DIAGNOSTICS"])
    rows = [(i, level, plain(" ".join(lines.split()))) for i, level, lines in
            re.findall(r"^\.It Cm (\S+) Pq (\w+)\n((?:(?!\.(?:It|El)).+\n)+)", text, re.M)]
    real = [(m[1].lower().replace("_", "-"), m[2].lower(), "".join(map(json.loads, re.findall(r'"(?:\\.|[^"\\])*"', m[3]))))
            for m in re.finditer(r'^X\((\w+), TT_(\w+), \w+,\s*((?:"(?:\\.|[^"\\])*"\s*)+),', source("src/messages.def"), re.M)]
    t.equal("messages.def is read whole", len(real), len(re.findall(r"^X\(", source("src/messages.def"), re.M)))
    compare(t, "messages are those of messages.def", rows, real)


def test_rules(t, page):
    """The rules on the page are those the program lists."""
    rows = re.findall(r"^\.It Cm (\S+) Pq (\w+)\n((?:(?!\.(?:It|El)).+\n)+)", "\n".join(page.sections["REVIEW"]), re.M)
    compare(t, "rules are those of findings.def", [(i, level, plain(" ".join(lines.split()))) for i, level, lines in rows],
            [(r["id"], r["level"], r["en"]) for r in json.loads(t.thethuc("check", "--list-rules", "--json").stdout)])


def test_fields(t, page):
    schema = json.loads(t.thethuc("schema").stdout)
    defs = schema["$defs"]
    node = defs["node"]
    of_task = [f for f in node["properties"] if "task" in node["dependentRequired"].get(f, ())]
    lines = [f for f in of_task if f not in ("id", "plain", "intro")]
    members = {f: 0 for d in ("names", "time", "counted", "budget", "line", "content") for f in defs[f"task_{d}"]["properties"]}
    real = {
        "THE PLAN": schema["properties"], "ISSUERS": defs["issuer"]["properties"], "TEXT": defs["run"]["properties"],
        "NODES": [f for f in node["properties"] if f not in of_task], "TASKS": of_task, "Labelled lines": members,
        "Task style": schema["properties"]["task_style"]["properties"], "SIGNERS": defs["signer"]["properties"],
        "RECIPIENTS": defs["recipients"]["properties"], "DETAILS": schema["properties"]["details"]["properties"],
        "IMAGES": defs["image"]["properties"], "TABLES": defs["table"]["properties"],
        "Columns": defs["table_column"]["properties"], "Rows": defs["table_row"]["properties"], "Cells": defs["table_cell"]["properties"],
        "APPENDICES": defs["appendix"]["properties"], "ATTACHED TEXTS": defs["attached"]["properties"],
        "Tables of tasks": defs["task_table"]["properties"], "CHARTS": defs["chart"]["properties"],
    }
    for title, names in real.items():
        compare(t, f"fields of {title}", list(page.fields(title)), list(names))
    compare(t, "labels of a task style are those of the lines",
            list(schema["properties"]["task_style"]["properties"]["labels"]["properties"]), lines)
    for title, rules in ("THE PLAN", schema), ("ISSUERS", defs["issuer"]), ("SIGNERS", defs["signer"]), ("RECIPIENTS", defs["recipients"]), \
            ("IMAGES", defs["image"]), ("TABLES", defs["table"]), ("APPENDICES", defs["appendix"]), ("ATTACHED TEXTS", defs["attached"]), \
            ("CHARTS", defs["chart"]):
        compare(t, f"required fields of {title}", [f for f, what in page.fields(title).items() if what.endswith(", required")],
                rules["required"])


def merged(base, over):
    both = isinstance(base, dict) and isinstance(over, dict)
    return {**base, **{k: merged(base.get(k), v) for k, v in over.items()}} if both else over


def profile(name):
    p = json.loads(source(f"layouts/{name}.json"))
    return merged(profile(p["extends"]), p) if "extends" in p else p


def permitted(value):
    """A measure of a profile as the page tells it: value, range."""
    if isinstance(value, dict):
        return [f"{value['one_of'][0]:g}", " or ".join(f"{v:g}" for v in value["one_of"])]
    value, least, most = value
    return [f"{value:g}", f"{least:g} to {most:g}" if most is not None else f"{least:g} or more"]


def test_layout(t, page):
    state, party = profile("nd30-2020"), profile("vptw36-2018")
    parts = dict.fromkeys(["tier", *state])
    # What is known there is an error without a value; what is not is passed over with a warning.
    found = messages(t, small_plan(page, layout=parts))
    compare(t, "parts of a layout", list(page.fields("LAYOUT")), [k for k in parts if "field-type" in found.get(f"/layout/{k}", ())])
    rows = page.tables("LAYOUT")[0]
    real = []
    for name, *_ in rows:
        value = state
        for step in name.split("."):
            value = value[step]
        real.append([name, *permitted(value)])
    compare(t, "values with their ranges", rows, real)
    rows = [[e["name"], e["kind"], e["from"], e.get("until", "")] for e in json.loads(source("layouts/index.json"))]
    compare(t, "profiles are those of index.json", page.tables("PROFILES")[0], rows)
    lists = "\n".join(page.sections["Types"]).split("\n.Pp")
    for i, p in enumerate((state, party)):
        compare(t, f"types of {p['profile']}", re.findall(r"^\.Cm (\S+)", lists[i], re.M), list(p["types"]))

    def first(p, level):
        return p["levels"][level]["format"].format(roman="I", arabic="1", letter="a", parent="1.")
    compare(t, "levels of numbering", page.tables("NUMBERING")[0], [[n, first(state, n), first(party, n)] for n in state["levels"]])
    t.check("letters", " ".join(state["letters"]) in page.sections["NUMBERING"], " ".join(state["letters"]))
    compare(t, "words of the signer's authority", page.tables("SIGNERS")[0],
            [[n, w.strip(), party["words"]["signer"][n].strip()] for n, w in state["words"]["signer"].items()])
    told = re.findall(r"^\.It Va (\w+) No[^\n]*\n(?:(?!\.It).*\n)*?Printed label:\n\.Dq (.+) \.$",
                      "\n".join(page.sections["TASKS"]), re.M)
    compare(t, "labels of tasks", told, list(state["tasks"]["labels"].items()))


def test_example(t, page):
    with Folder() as d:
        plan = d.write("plan.json", page.example("A small plan"))
        done = t.thethuc("check", "--strict", plan)
        t.check("the example is a plan without fault", done.returncode == 0 and not done.stderr, done.stderr)
        t.command("the example is rendered", t.program, "render", plan, "-o", d / "plan.pdf")


def test_program(t, page):
    rows = re.findall(r"^\.It (Fl .+)", "\n".join(page.sections["DESCRIPTION"]), re.M)
    told = [o.replace("Fl Fl ", "--").replace("Fl ", "-") for row in rows for o in re.findall(r"(?:Fl )+[\w-]+", row)]
    real = re.findall(r'^\t\{ "(--?[\w-]+)", OPTION_', source("src/options_table.c"), re.M)
    compare(t, "options", told, real)
    helped = "".join(t.thethuc(*v, "--help").stdout for v in ([], ["render"], ["watch"], ["new"], ["completion"], ["copy"], ["report"], ["batch"], ["check"], ["proof"], ["extract"], ["verify-source"], ["schema"]))
    t.empty("every option in the help is on the page", [o for o in set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", helped)) if o not in told])


def test_companions(t):
    """The pages of the programs that are verbs of their own: their options are those of the code and of the help."""
    for verbs, path, code in (("sign", "verify"), SIGN_PAGE, "src/sign_options.c"), (("print",), PRINT_PAGE, "src/print_options.c"), \
            (("preview",), PREVIEW_PAGE, "src/preview_options.c"):
        page = Page(read(path).decode())
        rows = re.findall(r"^\.It (Fl .+)", "\n".join(page.sections["DESCRIPTION"]), re.M)
        told = {o.replace("Fl Fl ", "--").replace("Fl ", "-") for row in rows for o in re.findall(r"(?:Fl )+[\w-]+", row)}
        real = set(re.findall(r'\{ "(--?[\w-]+)", ARGUMENT_', source(code)))
        t.check(f"the options of {verbs[0]} are known", len(real) > 7, str(sorted(real)))
        t.empty(f"options of {verbs[0]}", sorted(told ^ (real | {"--lang", "--diagnostics"})))
        helped = "".join(t.thethuc(v, "--help").stdout for v in verbs).replace("render --fields", "").replace("render --set", "")
        t.empty(f"every option in the help of {verbs[0]} is on the page",
                [o for o in set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", helped)) if o not in told])


def test_lint(t):
    if shutil.which("mandoc"):
        for path in sorted(glob.glob(os.path.join(ROOT, "src/*.[1-8]"))):
            done = run("mandoc", "-T", "lint", "-W", "warning", path)
            t.check(f"mandoc of {os.path.basename(path)}", done.returncode == 0 and not done.stdout, done.stdout + done.stderr)


def test_readme(t):
    """The commands of both READMEs, one after the other, and what they and HACKING.md name."""
    commands = {}
    for page in "README.md", "README.vi.md":
        text = source(page)
        t.check(f"{page} is one screen", text.count("\n") < 62, str(text.count("\n")))
        commands[page] = re.findall(r"^    out/thethuc (.*?)(?:\s+#.*)?$", text, re.M)
        t.check(f"{page} has commands", len(commands[page]) > 10, str(commands[page]))
        picture = re.search(r'<img src="(.+?)"', text)
        t.check(f"{page} has a picture and says what writes it", picture and f"-o {picture[1].replace('-1.png', '.png')}`" in text,
                str(picture))
    t.equal("both READMEs have the same commands", commands["README.md"], commands["README.vi.md"])
    with Folder() as d:
        shutil.copytree(os.path.join(ROOT, "examples"), d / "examples")
        for command in commands["README.md"]:
            done = t.thethuc(*command.split(), cwd=d.path)
            t.check(f"README: {command}", done.returncode == 0, f"{done.returncode} {done.stderr}")
    text = source("HACKING.md")
    paths = re.findall(r"`((?:src|layouts|tests|examples|include)/[\w./-]+)`", text)
    t.check("HACKING.md names paths", len(paths) > 50, str(len(paths)))
    t.empty("and all are there", [p for p in paths if not os.path.exists(os.path.join(ROOT, p))])
    t.empty("its commands of make are there", [m for m in re.findall(r"`make ([a-z-]+)", text)
                                               if not re.search(rf"^{m}:|^(?:\w+ )*{m}:", source("Makefile"), re.M)])


def test_map(t, page):
    """The words and places of maps are those of the program; the example makes a document."""
    schema = json.loads(t.thethuc("schema", "map").stdout)
    words = [row[0] for title in ("Sources", "What is done") for table in page.tables(title) for row in table]
    compare(t, "words of maps", words, [w for w in schema["$defs"]["rule"]["properties"] if w != "$with"])
    compare(t, "members of a map", list(page.fields("DESCRIPTION")), list(schema["properties"]))
    compare(t, "members of a level", list(page.fields("OUTLINES")), list(schema["$defs"]["outline_level"]["properties"]))
    real = {"{" + p.lstrip("=") + "}" for p in re.findall(r'\{ "([^"]+)", PART_', source("src/pattern.c"))} - {"{}"} | {"{=}"}
    compare(t, "places of forms", [row[0] for table in page.tables("FORMS") for row in table], sorted(real))
    with Folder() as d:
        done = t.thethuc("check", "--lang", "en", "--map", d.write("map.json", page.example("A small map")),
                         d.write("record.json", page.example("A small record")))
        t.equal("the example of a map says nothing", done.stderr, "")


def members(value):
    """The names of all members, at any depth."""
    if isinstance(value, list):
        return set().union(*map(members, value))
    return set(value).union(*map(members, value.values())) if isinstance(value, dict) else set()


def test_printed(t):
    """The members of what the library prints as JSON are in its page, and no others."""
    text = source("src/thethuc.3").split(".Ss What is printed as JSON\n")[1].split(".Sh ")[0]
    told = {item.split("\n")[0]: set(re.findall(r"\b\w+\b", " ".join(re.findall(r"\bVa ([\w ,]+)", item))))
            for item in text.split(".It ")[1:]}
    plan, spilt = os.path.join(ROOT, "examples/plans/soc-trang-2023.json"), os.path.join(ROOT, "examples/fit/spill.json")
    with Folder() as d:
        t.thethuc("render", plan, "--fields", "--zones", d / "zones.json", "-o", d / "a.pdf")
        t.thethuc("render", spilt, "--fit-values", d / "fit.json", "-o", d / "a.pdf")
        t.thethuc("render", plan, "--set", "recipients", "-d", d / "set")
        lists = [n for n in os.listdir(d / "set") if n.endswith(".json")]
        printed = {"Zones": read(d / "zones.json"), "Fitting": read(d / "fit.json"), "List of a print set": read(os.path.join(d / "set", lists[0])),
                   "Proof": t.thethuc("proof", "--json", plan).stdout, "Rules of the review": t.thethuc("check", "--list-rules", "--json").stdout}
    for name, found in printed.items():
        value = json.loads(found)
        if name == "Fitting":
            value["layout"] = {}
        compare(t, f"members of JSON: {name}", sorted(told[name]), sorted(members(value)))


def test(t):
    test_lint(t)
    test_companions(t)
    page = Page(read(PLAN_PAGE).decode())
    test_messages(t, page)
    ids = test_characters(t, page)
    if t.check("the program is there", os.path.exists(t.program), t.program):
        test_treatments(t, page, ids)
        test_rules(t, page)
        test_fields(t, page)
        test_layout(t, page)
        test_example(t, page)
        test_readme(t)
        test_printed(t)
        test_map(t, Page(read(MAP_PAGE).decode()))
        manual_report.test(t)
        manual_layout.test(t, json.loads(page.example("A small plan")))
        test_program(t, Page(read(PROGRAM_PAGE).decode()))
