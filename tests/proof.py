"""What `thethuc proof` measures: the examples hold everything, and what is out of range does not."""

import json
import re

from suite import Folder, plans, read

GOOD = dict(plans())["soc-trang-2024"]
LAST = re.compile(r"\S+: (\d+) checks, (\d+) do not hold")


def proofs(t, *arguments):
    """A proof as text and as JSON, with the counts of its last line."""
    text = t.thethuc("proof", "--lang", "en", *arguments)
    data = t.thethuc("proof", "--json", *arguments)
    if text.returncode or data.returncode:
        raise RuntimeError(text.stderr + data.stderr)
    lines = text.stdout.splitlines()
    last = LAST.fullmatch(lines[-1])
    return lines, json.loads(data.stdout), int(last[1]), int(last[2])


def checks(data):
    return [c for component in data["components"] for c in component["checks"]]


def same_counts(t, name, lines, data, total, failed):
    """Text and JSON tell the same number of checks, of them the same number failed."""
    told = [len([l for l in lines if re.match(f" +{word} ", l)]) for word in ("(?:ok|FAIL)", "FAIL")]
    kept = [len(checks(data)), len([c for c in checks(data) if not c["holds"]])]
    t.equal(f"{name}: text and JSON agree", (told, kept, data["failed"]), ([total, failed], [total, failed], failed))


def outside(check):
    return not check["least"] <= check["measured"] <= check.get("most", check["measured"])


def test_examples(t):
    for name, plan in plans():
        lines, data, total, failed = proofs(t, plan)
        t.check(f"{name} holds", failed == 0 and total > 100, "\n".join(l for l in lines if "FAIL" in l) + lines[-1])
        same_counts(t, name, lines, data, total, failed)


def test_outside(t):
    """Values that the rule does not permit are told with the article they break, and only these."""
    cases = (("body of 15 pt", {"styles": {"body": {"size_pt": 15}}}, "size", 15, "II.6.e"),
             ("left margin of 25 mm", {"page": {"left_mm": 25}}, "left margin", 25, "I.3"))
    with Folder() as d:
        for name, layout, what, measured, article in cases:
            plan = d.write("plan.json", json.dumps({**json.loads(read(GOOD)), "layout": layout}))
            lines, data, total, failed = proofs(t, plan)
            bad = [c for c in checks(data) if not c["holds"]]
            line = re.compile(rf" +FAIL {what} {measured} \S+ \([\d.+-]+\) \[.*\b{re.escape(article)}\]")
            t.check(f"{name} is told", any(line.fullmatch(l) for l in lines), "\n".join(lines[-5:]))
            t.empty(f"{name} and nothing else", [str(c) for c in bad if c["what"] != what or c["measured"] != measured
                                                 or not c["article"].endswith(article) or not outside(c)])
            same_counts(t, name, lines, data, total, failed)


def test(t):
    test_examples(t)
    test_outside(t)
