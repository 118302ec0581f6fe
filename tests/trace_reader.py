"""Reads a trace and works each figure out again from the plans and results alone."""

import json
import os
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from suite import ROOT


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def at_pointer(value, pointer):
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def numbers(ranges):
    """"0-2,7" as a list."""
    out = []
    for part in filter(None, ranges.split(",")):
        first, _, last = part.partition("-")
        out += range(int(first), int(last or first) + 1)
    return out


def plain(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def key(text):
    """What is the same in names that differ in letter case or spaces."""
    return plain(text).casefold()


def same(a, b):
    return all(key(a[k]) == key(b[k]) for k in ("name", "unit"))


def words_of(value):
    """All strings and numbers of a value."""
    if isinstance(value, dict):
        return " ".join(words_of(v) for k, v in value.items() if k[0] not in "_$")
    if isinstance(value, list):
        return " ".join(words_of(v) for v in value)
    return plain(str(value))


def names_of(line):
    if isinstance(line, dict):
        line = line.get("names", line.get("text", []))
    return [plain(words_of(n)) for n in (line if isinstance(line, list) else [line])]


def exact(value):
    """A number of JSON, or figures in a string as documents write them."""
    return printed(value) if isinstance(value, str) else Decimal(str(value))


def printed(text):
    """The number that a printed text is, without its unit; None when it is words."""
    found = re.search(r"\d[\d.]*(?:,\d+)?", text)
    return Decimal(found[0].replace(".", "").replace(",", ".")) if found else None


def tasks_in(value, pointer="", heading=""):
    """Pointer, task and the heading above it, in the order of the text."""
    if isinstance(value, list):
        for i, v in enumerate(value):
            yield from tasks_in(v, f"{pointer}/{i}", heading)
    elif isinstance(value, dict):
        if "task" in value:
            yield pointer, value, heading
        inner = plain(words_of(value["heading"])) if "heading" in value else heading
        for k, v in value.items():
            if isinstance(v, (list, dict)) and k != "intro":
                yield from tasks_in(v, f"{pointer}/{k}", inner)


class Trace:
    def __init__(self, path, root=ROOT):
        self.data = load(path)
        self.root, self.json = root, {}
        self.figures, self.sets = self.data["figures"], self.data["sets"]
        self.files = {f["file"]: f for f in self.data["files"]}
        self.tasks = {t["task"]: t for t in self.data["tasks"]}
        self.headings = {}
        for f in self.files.values():
            if f["kind"] == "plan":
                self.headings.update({(f["file"], p): h for p, _, h in tasks_in(self.text(f["file"])["body"], "/body")})

    def text(self, file):
        if file not in self.json:
            self.json[file] = load(os.path.join(self.root, self.files[file]["name"]))
        return self.json[file]

    def at(self, file, pointer):
        return at_pointer(self.text(file), pointer)

    def plan(self, task):
        return self.at(task["plan"], task["pointer"])

    def result(self, task):
        return self.at(task["results"], task["result"]) if "result" in task else {}

    def names(self, task, role):
        plan = self.plan(task)
        return names_of(plan.get(role, plan.get("executors", []) if role == "lead" else []))

    def due(self, task):
        time = self.plan(task).get("time")
        return time.get("to") if isinstance(time, dict) else None

    def holds(self, task, c, aimed):
        """Whether a task fulfils a condition of a set; `aimed`: quantities count that have a target."""
        result, member = self.result(task), c["member"]
        if member == "quantity/target":
            return True
        if member == "result/status":
            return result.get("status") in c["in"]
        if member == "result/finished":
            return "finished" in result and (self.due(task) or "9") < result["finished"]
        if member == "result/allocated":
            return "allocated" in result or "spent" in result
        if member == "result/quantities":
            return any(same(q, c) and (not aimed or "target" in q) for q in result.get("quantities", ()))
        if member in ("plan/lead", "plan/partners"):
            names = {key(n) for n in self.names(task, member[5:])}
            return key(c["has"]) in names if "has" in c else not names if "names" in c else len(names) >= c["least"]
        if member == "plan/time/to":
            if "not" in c:
                return not (self.due(task) or "").startswith(str(c["not"]))
            year, month, _ = map(int, (self.due(task) or "0-0-0").split("-"))
            return year == c["year"] and (month == c["month"] if "month" in c else (month + 2) // 3 == c["quarter"])
        heading = self.headings[task["plan"], task["pointer"]]
        if member in ("field", "heading"):
            return key(c["is"]) == key(result.get("field", heading) if member == "field" else heading)
        if member == "plan":
            return c["is"] == task["plan"]
        raise ValueError(f"a condition on {member}")

    def wrong_set(self, s):
        """Why a set is not what it says, or None."""
        if "tasks" in s and "of" not in s:
            return None if numbers(s["tasks"]) == [n for n, t in self.tasks.items() if t["plan"] in numbers(s["plans"])] else "not all tasks"
        if "of" not in s:
            return None
        aimed = {"member": "quantity/target"} in s["where"]
        want = [n for n in numbers(self.sets[s["of"]]["tasks"]) if all(self.holds(self.tasks[n], c, aimed) for c in s["where"])]
        have = sorted(set(self.members(s)))
        return None if have == want else f"{s['what']}: {have}, want {want}"

    def members(self, s):
        if "quantities" in s:
            return [n for ranges in s["quantities"].values() for n in numbers(ranges)]
        return numbers(s["tasks"] if "tasks" in s else s["plans"])

    def period(self, number):
        """The set of all tasks of the period that a set is of."""
        return self.sets[number].get("of", number)

    def wrong_tasks(self):
        """The tasks of the plans that the table lacks, and those joined to another result than theirs."""
        wrong = []
        for f in (f for f in self.files.values() if f["kind"] == "plan"):
            want = [p for p, _, _ in tasks_in(self.text(f["file"])["body"], "/body")]
            have = [t["pointer"] for t in self.tasks.values() if t["plan"] == f["file"]]
            if want != have:
                wrong.append(f"{f['name']}: {have}, want {want}")
        for t in self.tasks.values():
            if self.plan(t).get("id") != self.result(t).get("task", self.plan(t).get("id")):
                wrong.append(f"{t}: of another task")
        return wrong

    def total(self, part):
        s, member = self.sets[part["set"]], part["member"]
        if member.startswith("quantity/"):
            return sum(exact(self.result(self.tasks[n])["quantities"][int(k)].get(member[9:], 0))
                       for k, ranges in s["quantities"].items() for n in numbers(ranges))
        of = [self.result(self.tasks[n]) for n in self.members(s)]
        if member == "result/left":
            return Decimal(sum(r.get("allocated", 0) - r.get("spent", 0) for r in of))
        return Decimal(sum(r.get(member[7:], 0) for r in of))

    def value(self, part):
        """What a formula comes to: a number, or what a file has."""
        if isinstance(part, int):
            return Decimal(part)
        op = part["op"]
        if op == "count":
            return Decimal(len(self.members(self.sets[part["set"]])))
        if op == "sum":
            return self.total(part)
        if op == "distinct":
            return Decimal(len({key(n) for k in self.members(self.sets[part["set"]]) for n in self.names(self.tasks[k], part["member"][5:])}))
        if op == "given":
            return self.at(part["file"], part["pointer"])
        a, b = (v if isinstance(v, Decimal) else exact(v) for v in map(self.value, part["of"]))
        return a + b if op == "add" else a - b if op == "difference" else (a / b * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def wrong(self, f):
        """Why a figure is not what its formula comes to, or None."""
        value, have = self.value(f["compute"]), printed(f["text"])
        if have is None:
            return None if value == 0 else f"{f}: {value}, want 0"
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return None if list(map(int, f["text"].split("/"))) == list(map(int, value.split("-")))[::-1] else f"{f}: {value}"
        if isinstance(value, (str, list, dict)) or f["name"] in ("period.from", "period.to"):
            words = words_of(value)
            lost = [n for n in re.findall(r"\d+(?:[.,]\d+)*", f["text"]) if n not in words]
            first = {"period.from": "01/01/", "period.to": "31/12/"}.get(f["name"])
            return None if not lost or first and f["text"] == first + words else f"{f}: {lost} not in {words}"
        value = abs(exact(value))
        if f["compute"]["op"] == "share":  # those of a chart add up to 100
            return None if abs(value - have) <= Decimal("0.1") else f"{f}: {value}"
        return None if value == have else f"{f}: {value}"
