"""The schema the program prints: the one in the repository, right for what is right and what is not."""

import copy
import json
import os

import jsonschema
from suite import ROOT, Folder, plans, read

SCHEMA = os.path.join(ROOT, "layouts/plan.schema.json")


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
    "no symbol": without("symbol"),
    "no body": without("body"),
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
    "not an object": None,
}


def test(t):
    done = t.thethuc("schema")
    t.check("prints", done.returncode == 0 and done.stderr == "", done.stderr)
    t.check("is layouts/plan.schema.json", os.path.exists(SCHEMA) and done.stdout == read(SCHEMA).decode(),
            "make schema writes it anew")
    schema = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for name, path in plans():
        t.empty(f"{name} is valid", [f"{list(e.path)}: {e.message[:200]}" for e in validator.iter_errors(json.loads(read(path)))])
    plan = json.loads(read(os.path.join(ROOT, "examples/plans/soc-trang-2024.json")))
    plan["subject"] = " ".join(plan.pop("subject_lines"))
    t.check("the plan to break is valid", validator.is_valid(plan))
    with Folder() as folder:
        for name, change in BROKEN.items():
            broken = copy.deepcopy(plan) if change else []
            if change:
                change(broken)
            t.check(f"schema refuses: {name}", not validator.is_valid(broken))
            path = folder.write("broken.json", json.dumps(broken, ensure_ascii=False))
            done = t.thethuc("check", path)
            t.check(f"check refuses: {name}", done.returncode == 1 and done.stderr, f"status {done.returncode} {done.stderr}")
