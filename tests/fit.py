"""Fitting a document to its pages: within the rules, no more than is needed, and the same as by hand."""

import copy
import json
import os

import conformance
from suite import ROOT, Folder, plans, read

SPILL = os.path.join(ROOT, "examples/fit/spill.json")
STEPS = {"styles.body.after_pt": 0.5, "styles.body.leading": 0.01, "page.top_mm": 0.5, "page.bottom_mm": 0.5, "page.left_mm": 0.5,
         "page.right_mm": 0.5}
COSTS = {"styles.body.after_pt": 1, "styles.body.leading": 1, "page.top_mm": 2, "page.left_mm": 3}
# An office that is generous with its paper: everything can become less.
GENEROUS = {"profile": "house", "extends": "nd30-2020", "page": {"top_mm": 22, "bottom_mm": 22, "left_mm": 32, "right_mm": 17},
            "styles": {"body": {"after_pt": 7, "leading": 1.2}}}


def merged(plan, layout):
    plan = copy.deepcopy(plan)

    def lay(below, above):
        for key, value in above.items():
            if isinstance(value, dict) and isinstance(below.get(key), dict):
                lay(below[key], value)
            else:
                below[key] = value
    lay(plan.setdefault("layout", {}), layout)
    plan["fit"] = False
    return plan


def short(lines=34, **more):
    """A plan of one line a paragraph."""
    plan = json.loads(read(SPILL))
    plan.pop("fit")
    plan["body"] = [{"text": f"Nội dung thứ {i + 1} của ví dụ minh họa."} for i in range(lines)]
    plan.pop("opening"), plan.pop("closing")
    return {**plan, **more}


class Fitted:
    """A plan fitted: its PDF, the values told, the messages."""

    def __init__(self, t, folder, plan, *options):
        path = plan if isinstance(plan, str) else folder.write("plan.json", json.dumps(plan, ensure_ascii=False))
        pdf, values = folder / "it.pdf", folder / "values.json"
        done = t.thethuc("render", "--diagnostics", "json", "--lang", "en", path, "-o", pdf, "--fit-values", values, *options)
        if done.returncode:
            raise RuntimeError(done.stderr)
        self.plan, self.pdf, self.values = json.loads(read(path)), read(pdf), json.loads(read(values))
        self.messages = [json.loads(line) for line in done.stderr.splitlines()]
        self.fit = self.values["_fit"]
        self.changes = {c["value"]: c for c in self.fit["changes"]}

    def told(self, which):
        return [m for m in self.messages if m["id"] == which]


def pages(t, folder, plan, *options):
    path = folder.write("count.json", json.dumps(plan, ensure_ascii=False))
    done = t.thethuc("render", path, "-o", folder / "count.pdf", "--stats", "--lang", "en", *options)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return int(done.stdout.split(": ")[-1].split()[0])


def number(text):
    return float(text.split()[0])


def at(layout, path):
    for step in path.split("."):
        layout = layout[step]
    return layout


def looser(layout, path):
    """The layout with one value a step back towards what it was."""
    layout = copy.deepcopy(layout)
    below = layout
    *way, last = path.split(".")
    for step in way:
        below = below[step]
    below[last] = round(below[last] + STEPS[path], 3)
    return layout


def test_examples(t):
    with Folder() as d:
        for name, path in [*plans(), ("spill", SPILL)]:
            f = Fitted(t, d, path, "--fit")
            if not f.changes:
                t.check(f"{name}: nothing helps, and that is said", f.told("fit-none") and f.values["layout"] == {}, str(f.messages))
                t.thethuc("render", path, "-o", d / "plain.pdf", "--fit=no")
                t.check(f"{name}: then nothing changes", read(d / "plain.pdf") == f.pdf)
                continue
            before, after = f.fit["before"]["pages"], f.fit["after"]["pages"]
            t.check(f"{name}: a page less", after == before - 1 and len(f.told("fit-done")) == 1, str(f.fit))
            by_hand = d.write("hand.json", json.dumps(merged(f.plan, f.values["layout"]), ensure_ascii=False))
            t.thethuc("render", by_hand, "-o", d / "hand.pdf")
            t.check(f"{name}: the values by hand give the same", read(d / "hand.pdf") == f.pdf)
            proof = json.loads(t.thethuc("proof", "--json", by_hand).stdout)
            t.equal(f"{name}: all rules hold", proof["failed"], 0)
            for value, change in f.changes.items():
                if value == "tier":
                    continue
                t.check(f"{name}: a step less of {value} is not enough",
                        pages(t, d, merged(f.plan, looser(f.values["layout"], value))) > after)
                t.equal(f"{name}: {value} is told as it is", number(change["to"]), float(at(f.values["layout"], value)))
            t.equal(f"{name}: each change has a message with its article",
                    [(m["article"], m["pointer"]) for m in f.told("fit-changed")],
                    [(c["article"], "/layout/" + v.replace(".", "/")) for v, c in f.changes.items()])


def test_plan(t):
    """What the plan fixes stays; what it asks for itself is done; the option has the last word."""
    with Folder() as d:
        name, path = plans()[1]
        plan = json.loads(read(path))
        f = Fitted(t, d, merged(plan, {"styles": {"body": {"leading": 1.15}}}), "--fit")
        t.check(f"{name}: a fixed line spacing stays", "styles.body.leading" not in f.changes and "leading" not in
                str(f.values["layout"]), str(f.changes))
        f = Fitted(t, d, merged(plan, {"tier": 14, "styles": {"body": {"leading": 1.15}}}), "--fit")
        t.check(f"{name}: nothing is left to change", not f.changes and f.told("fit-none"), str(f.messages))
        f = Fitted(t, d, merged(plan, {"styles": {"subject": {"size_pt": 14}, "body": {"leading": 1.15}}}), "--fit")
        t.check(f"{name}: a fixed size keeps the tier", "tier" not in f.changes)
        by_option = Fitted(t, d, plan, "--fit").pdf
        t.check(f"{name}: as by the plan", Fitted(t, d, {**plan, "fit": True}).pdf == by_option)
        t.check(f"{name}: a number of pages", Fitted(t, d, {**plan, "fit": 7}).pdf == by_option)
        t.check(f"{name}: --fit=no", Fitted(t, d, {**plan, "fit": True}, "--fit=no").pdf == Fitted(t, d, plan).pdf)
        f = Fitted(t, d, plan, "--fit=40")
        t.check(f"{name}: more than enough pages", f.told("fit-needless") and not f.changes)


def cheapest(t, d, plan, profile):
    """The least cost that brings a plan to one page, by trying everything that is cheaper than the answer given."""
    found = None
    for gap in range(0, 3):
        for top in range(0, 5):
            for leading in range(0, 21):
                cost = gap + leading + 2 * top
                if found is not None and cost >= found:
                    break
                layout = {"styles": {"body": {"after_pt": 7 - 0.5 * gap, "leading": round(1.2 - 0.01 * leading, 2)}},
                          "page": {"top_mm": 22 - 0.5 * top, "bottom_mm": 22 - 0.5 * top}}
                if pages(t, d, merged(plan, layout), "--profile", profile) == 1:
                    found = cost
                    break
    return found


def test_least(t):
    """Of several ways together the cheapest is found."""
    with Folder() as d:
        profile = d.write("house.json", json.dumps(GENEROUS))
        for lines in (18, 19, 20, 21):
            plan = short(lines)
            f = Fitted(t, d, plan, "--fit=1", "--profile", profile)
            want = cheapest(t, d, plan, profile)
            t.check(f"{lines} lines: as cheap as can be", f.fit["after"]["pages"] == 1 and f.fit["visible_cost"] == want,
                    f"{f.fit}, want {want}")
            t.check(f"{lines} lines: not by trying everything", f.fit["layouts_tried"] < 120, str(f.fit["layouts_tried"]))


def test_loose(t):
    with Folder() as d:
        for name, path in plans():
            f = Fitted(t, d, path, "--fit=loose")
            lines = f.fit["before"]["lines_with_signature"]
            if lines >= 4:
                t.check(f"{name}: enough company", not f.changes and f.told("fit-needless"))
                continue
            after = f.fit["after"]
            t.check(f"{name}: more company on as many pages", after["pages"] == f.fit["before"]["pages"]
                    and after["lines_with_signature"] >= 4 and f.changes, str(f.fit))
            by_hand = d.write("hand.json", json.dumps(merged(f.plan, f.values["layout"]), ensure_ascii=False))
            proof = json.loads(t.thethuc("proof", "--json", by_hand).stdout)
            t.equal(f"{name}: loosened within the rules", proof["failed"], 0)


def test_source(t):
    """A plan that travels in its PDF gives the same again, fitted as it was."""
    with Folder() as d:
        for option in ("--fit", "--fit=6", "--fit=loose", "--fit=no"):
            t.thethuc("render", plans()[2][1], "-o", d / "it.pdf", "--attach-source", option)
            done = t.thethuc("verify-source", d / "it.pdf")
            t.check(f"{option} verified", done.returncode == 0 and "verify-same" in done.stderr, done.stderr)
            t.empty(f"{option} conforms", conformance.faults(d / "it.pdf", "a-3a,ua-1"))


def test_usage(t):
    with Folder() as d:
        for value in ("0", "-1", "x", "1.5", "99999", "", "2 pages"):
            done = t.thethuc("check", f"--fit={value}", SPILL)
            t.check(f"--fit={value} is refused", done.returncode == 2 and "--fit" in done.stderr, f"{done.returncode} {done.stderr}")
        for value in ("tight", 0, -1, 1.5, [], {}, None, 10001):
            bad = d.write("bad.json", json.dumps({**json.loads(read(SPILL)), "fit": value}))
            done = t.thethuc("check", "--lang", "en", bad)
            t.check(f"fit {value!r} is refused", done.returncode == 1 and "/fit" in done.stderr, f"{done.returncode} {done.stderr}")
        done = t.thethuc("check", "--fit=1", "--strict", plans()[1][1])
        t.check("what cannot be done fails with --strict", done.returncode == 1 and "fit-none" in done.stderr, done.stderr)
        out = d / "it.pdf"
        done = t.thethuc("render", SPILL, "-o", out, "--fit-values", out)
        t.check("values and PDF in one file", done.returncode == 2 and not os.path.exists(out), done.stderr)
        done = t.thethuc("render", SPILL, "-o", out, "--fit-values", d / "none/values.json")
        t.check("no PDF without the values", done.returncode == 3 and not os.path.exists(out), done.stderr)
        for change, says in (({"values": ["styles.body.weight"], "step": 1, "cost": 1}, "fit-value"), ({"cost": 1}, "field-one-of"),
                             ({"values": ["page.top_mm"], "cost": 1}, "field-missing"), ({"values": ["page.top_mm"], "step": -1, "cost": 1}, "value-least"),
                             ({"values": ["page.top_mm"], "step": 1, "cost": 0}, "value-least")):
            profile = d.write("house.json", json.dumps({"profile": "house", "extends": "nd30-2020", "fit": {"changes": [change]}}))
            done = t.thethuc("check", "--fit", "--lang", "en", "--profile", profile, SPILL)
            t.check(f"a profile with {change} is refused", done.returncode == 3 and f"[{says}" in done.stderr, f"{done.returncode} {done.stderr}")


def test(t):
    test_examples(t)
    test_plan(t)
    test_least(t)
    test_loose(t)
    test_source(t)
    test_usage(t)
