"""new: every first file renders at once, without a word, and says what its members are for."""

import json
import os
import re

from suite import ROOT, Folder, read, run

VIETNAMESE = re.compile("[À-ỹĐđ]")
PROFILES = ("nd30-2020", "vptw36-2018", "vptw05-2026")


def types(profile):
    merged, name = {}, profile
    while name:
        p = json.loads(read(os.path.join(ROOT, f"layouts/{name}.json")))
        merged, name = {**{k: v for k, v in p.get("types", {}).items()}, **merged}, p.get("extends")
    return set(merged)


def listed(t, *arguments):
    return [line.split("\t")[0] for line in t.thethuc("new", "plan", *arguments).stdout.splitlines()]


def unexplained(plan):
    """Members whose explanation is missing, empty, not Vietnamese, or about nothing."""
    told = {k[1:] for k in plan if k.startswith("_") and k != "_"}
    return sorted([k for k in plan if not k.startswith("_") and k not in told]
                  + [k for k in told if k not in plan] + [k for k in plan if k.startswith("_") and not VIETNAMESE.search(plan[k])])


def test_plans(t, d):
    state, every = listed(t, "--profile", "nd30-2020"), listed(t)
    t.equal("the types of the decree are those of its layout", set(state), types("nd30-2020"))
    t.equal("there are 29", len(state), 29)
    t.equal("without a profile also what only the Party has", set(every), types("nd30-2020") | types("vptw05-2026"))
    for profile in PROFILES[0], PROFILES[2]:
        for name in listed(t, "--profile", profile):
            path = d / f"{profile}-{name}.json"
            done = t.thethuc("new", "plan", name, "--profile", profile, "-o", path)
            if not t.check(f"{profile} {name} is written", done.returncode == 0 and not done.stderr, done.stderr):
                continue
            plan = json.loads(read(path))
            checked = t.thethuc("check", path)
            said = [line for line in checked.stderr.splitlines() if re.search(r": (error|warning|note): ", line)
                    and "profile-unconfirmed" not in line]
            t.check(f"{profile} {name} is without fault", checked.returncode == 0 and not said, checked.stderr)
            t.check(f"{profile} {name} is explained", not unexplained(plan) and name in (plan["type"],), str(unexplained(plan)))
            t.command(f"{profile} {name} renders", t.program, "render", path, "-o", d / "plan.pdf")


def test_others(t, d):
    for kind, name in (("report", "bao-cao"), ("results", "ket-qua"), ("set", "bo-in"), ("map", "anh-xa")):
        t.command(f"{kind} is written", t.program, "new", kind, "-o", d / f"{name}.json")
        t.check(f"{kind} begins with what it is", VIETNAMESE.search(json.loads(read(d / f"{name}.json"))["_"]), "")
    told = re.search(r"status: (.*?);", json.loads(read(d / "ket-qua.json"))["_results"])[1]
    statuses = re.findall(r'"enum": \["done", (.*?)\]', t.thethuc("schema", "results").stdout)[0]
    t.equal("results are told the states there are", [part.split()[0] for part in told.split(", ")], ["done", *json.loads(f"[{statuses}]")])
    t.thethuc("new", "plan", "ke-hoach", "-o", d / "ke-hoach.json")
    done = t.thethuc("report", "--strict", d / "bao-cao.json", "-o", d / "bao-cao.pdf")
    t.check("report, plan and results go together without a word", done.returncode == 0 and not done.stderr, done.stderr)
    text = run("pdftotext", d / "bao-cao.pdf", "-").stdout
    t.check("the report counts the tasks", "02 nhiệm vụ" in text or "2 nhiệm vụ" in text, text[:600])
    for form in t.thethuc("new", "copy").stdout.split():
        t.thethuc("new", "copy", form, "-o", d / f"{form}.json")
        done = t.thethuc("copy", "--strict", "--data", d / f"{form}.json", d / "ke-hoach.json", "-o", d / "copy.pdf")
        t.check(f"copy {form}", done.returncode == 0 and not done.stderr, done.stderr)
    done = t.thethuc("render", d / "ke-hoach.json", "--set", d / "bo-in.json", "-d", d / "set")
    t.check("the print set", done.returncode == 0, done.stderr)
    record = {"superior": "UBND TỈNH MINH HỌA", "issuer": "SỞ VÍ DỤ", "abbreviation": "SVD", "number": 5, "place": "Minh Họa",
              "date": "2026-06-09", "subject": "Thử nghiệm (ví dụ minh họa)", "body": "Một.\nHai.", "title": "GIÁM ĐỐC",
              "signer": "Nguyễn Văn A", "recipients": "Các phòng"}
    d.write("record.json", json.dumps(record, ensure_ascii=False))
    done = t.thethuc("render", "--map", d / "anh-xa.json", d / "record.json", "-o", d / "record.pdf")
    t.check("the map", done.returncode == 0, done.stderr)


def test_faults(t, d):
    d.write("mine.json", "{}")
    for name, status, word, *arguments in (
            ("nothing asked for", 2, "usage-new", "new"), ("no such kind", 2, "start-kind", "new", "letter"),
            ("no such type", 2, "start-type", "new", "plan", "kehoach"), ("a type too many", 2, "start-no-type", "new", "set", "x"),
            ("a word too many", 2, "usage-file-surplus", "new", "plan", "ke-hoach", "x"),
            ("no such profile", 2, "profile-option", "new", "plan", "--profile", "nd99"),
            ("a file that is there", 2, "output-exists", "new", "plan", "ke-hoach", "-o", "mine.json")):
        done = t.thethuc(*arguments, cwd=d.path)
        t.check(name, done.returncode == status and word in done.stderr and not done.stdout, f"{done.returncode} {done.stderr}")
    for name, types, word in (("no types", None, "field-missing"), ("types that are none", 5, "field-type"), ("a number as numbering", {"x": {"name": "X", "numbering": [5]}}, ""),
                              ("an object as numbering", {"x": {"name": "X", "numbering": {"a": 5}}}, "")):
        with Folder() as other:
            own = other.write("own.json", json.dumps({"profile": "own", "kind": "state", "types": types} if types else {"profile": "own"}))
            done = t.thethuc("new", "plan", *(["x"] if not word else []), "--profile", own)
            t.check(f"a layout with {name}", done.returncode in ((3,) if word else (0,)) and word in done.stderr, f"{done.returncode} {done.stderr}")
    done = t.thethuc("new", "plan", "--profile", "base")
    t.check("the layout that all extend has no types", done.returncode == 3 and "field-missing" in done.stderr and not done.stdout, f"{done.returncode} {done.stderr}")
    t.equal("and is kept, with nothing beside it", (read(d / "mine.json"), os.listdir(d.path)), (b"{}", ["mine.json"]))


def test(t):
    for part in test_plans, test_others, test_faults:
        with Folder() as d:
            part(t, d)
