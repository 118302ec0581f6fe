"""Files that data name: none outside of the data's folder is opened, whichever way a path would lead there.

What lies there would do very well, so that opening it would show in the result."""

import json
import os

import pictures
from suite import ROOT, Folder, read

PLANS = os.path.join(ROOT, "examples/plans")
LETTER = os.path.join(ROOT, "examples/types/cong-van.json")


def places(d, name):
    """Ways out of the folder `in` to the file `name` in `out`, and one that stays inside."""
    os.symlink(f"../out/{name}", d / f"in/link-{name}")
    if not os.path.lexists(d / "in/folder"):
        os.symlink("../out", d / "in/folder")
        os.makedirs(d / "in/deep/er")
        os.symlink("../../../out", d / "in/deep/er/folder")
    os.symlink(f"link-{name}", d / f"in/twice-{name}")
    return [f"../out/{name}", f"./../out/{name}", f"deep/../../out/{name}", d / f"out/{name}", f"/{name}", f"link-{name}", f"twice-{name}",
            f"folder/{name}", f"deep/er/folder/{name}", f"/proc/self/cwd/{name}", f"folder/../{name}", f"..\\out\\{name}"]


def report(plans, results=None):
    data = json.loads(read(os.path.join(ROOT, "examples/report-soc-trang-2024.json")))
    data["report"] = {"period": data["report"]["period"], "plans": plans, "results": results or []}
    data.pop("body", None)
    return json.dumps(data, ensure_ascii=False)


def refused(t, name, done, output):
    t.check(name, done.returncode == 1 and not os.path.exists(output) and "error:" in done.stderr, f"{done.returncode} {done.stderr[:300]}")


def test_reports(t, d):
    d.write("out/plan.json", read(os.path.join(PLANS, "soc-trang-2024.json")))
    d.write("out/results.json", read(os.path.join(ROOT, "examples/results/soc-trang-2024.json")))
    d.write("in/plan.json", read(os.path.join(PLANS, "soc-trang-2024.json")))
    out = d / "report.pdf"
    for path in places(d, "plan.json") + ["../out/*.json", "folder/*.json", "link-*.json", "deep/er/folder/*", "*/plan.json", "../*/plan.json"]:
        done = t.thethuc("report", d.write("in/report.json", report([path])), "-o", out)
        refused(t, f"plan of a report at {path.replace(d.path, '')}", done, out)
        t.check(f"nothing of {path.replace(d.path, '')} is told", "Sóc Trăng" not in done.stderr, done.stderr)
    for path in places(d, "results.json"):
        refused(t, f"results of a report at {path.replace(d.path, '')}", t.thethuc("report", d.write("in/report.json", report(["plan.json"], [path])), "-o", out), out)


def test_pictures(t, d):
    plan = json.loads(read(LETTER))
    for where in ("figure", "signature"):
        d.write(f"out/{where}.png", pictures.png(2, 2, [b"\0\0"] * 2, 0))
        for path in places(d, f"{where}.png"):
            changed = dict(plan, body=[{"figure": {"image": path, "alt": "x"}}]) if where == "figure" else \
                dict(plan, signature={**plan["signature"], "image": path})
            done = t.thethuc("render", d.write("in/plan.json", json.dumps(changed)), "-o", d / "plan.pdf")
            refused(t, f"picture of a {where} at {path.replace(d.path, '')}", done, d / "plan.pdf")


def test_originals(t, d):
    """What records of batches are copies of."""
    t.thethuc("render", LETTER, "-o", d / "out/original.pdf")
    copy = {k: v for k, v in json.loads(read(os.path.join(ROOT, "examples/copies/sao-y.json"))).items() if k[0] not in "$_"}
    paths = places(d, "original.pdf")
    d.write("in/jobs.ndjson", "\n".join(json.dumps({"copy": copy, "original": p}) for p in paths))
    done = t.thethuc("batch", d / "in/jobs.ndjson", "-d", d / "made", "--progress=none", "--diagnostics=json")
    t.check("originals of copies", done.returncode == 1 and not [n for _, _, names in os.walk(d / "made") for n in names if n.endswith(".pdf")],
            f"{done.returncode} {done.stderr[:500]}")
    told = [json.loads(line)["id"] for line in done.stderr.splitlines() if line.startswith("{")]
    t.equal("each is told", sum(i in ("file-outside", "file-below") for i in told), len(paths))


def test_profiles(t, d):
    """A plan names profiles that are known, not files."""
    plan = json.loads(read(LETTER))
    d.write("out/house.json", json.dumps({"extends": "nd30-2020"}))
    for path in ["../out/house", d / "out/house.json", "../out/house.json", "./nd30-2020", "nd30-2020.json", "", "..", "a/../nd30-2020"]:
        done = t.thethuc("render", d.write("in/plan.json", json.dumps({**plan, "profile": path})), "-o", d / "plan.pdf")
        refused(t, f"profile {path.replace(d.path, '')!r}", done, d / "plan.pdf")
    for path in ["../out/house", "../../out/house", d / "out/house"]:
        house = d.write("in/house.json", json.dumps({"extends": path}))
        done = t.thethuc("render", "--profile", house, LETTER, "-o", d / "plan.pdf")
        t.check(f"profile that extends {path.replace(d.path, '')!r}", done.returncode != 0 and not os.path.exists(d / "plan.pdf"), done.stderr)


def test_names(t, d):
    """Files named after data stay in their folder."""
    plan = json.loads(read(LETTER))
    os.mkdir(d / "here")
    for value in ("../../x", "/x", "..", ".", "a/b", "-o", "CON", "x\\y", "\u2025/x", "%2e%2e%2f"):
        changed = {**plan, "number": value, "symbol": value}
        done = t.thethuc("render", "-o", d / "it.pdf", d.write("in/plan.json", json.dumps(changed)))
        if done.returncode == 0:
            done = t.thethuc("batch", d / "in/plan.json", "-d", d / "here/set", "--name", "{number}/{symbol}", "--progress=none")
            t.check(f"names made of {value!r}", os.listdir(d / "here") == ["set"] and done.returncode == 0, f"{os.listdir(d / 'here')} {done.stderr[:300]}")


def test(t):
    for part in (test_reports, test_pictures, test_originals, test_profiles, test_names):
        with Folder() as d:
            os.mkdir(d / "in")
            os.mkdir(d / "out")
            part(t, d)
