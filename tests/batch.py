"""Batches: what is made whatever happens on the way, names, manifest, failures, signals."""

import hashlib
import json
import os
import pty
import random
import re
import resource
import shutil
import signal
import subprocess
import time

from suite import ENGLISH, ROOT, Folder, read, run

QUIET = ("--progress", "none")


def plan(number, **change):
    """A small plan (illustrative)."""
    return {"issuer": {"superior": "UBND TỈNH MINH HỌA", "name": "SỞ VÍ DỤ", "abbreviation": "SVD"}, "number": str(number), "symbol": "KH-SVD",
            "place": "Minh Họa", "date": "2024-03-05", "type": "ke-hoach", "subject": f"Ví dụ minh họa số {number}",
            "body": [{"heading": "Mục đích", "items": [f"Nội dung minh họa {number}." * 5] * 3}],
            "signature": {"title": "GIÁM ĐỐC", "name": "Nguyễn Văn A"}, "recipients": {"items": ["Như trên"], "archive": "VT"}, **change}


def lines(records):
    return "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records)


def manifest(folder, name="manifest.ndjson"):
    """The last line of each id."""
    with open(os.path.join(folder, name), encoding="utf-8") as f:
        return {e["id"]: e for e in map(json.loads, f)}


def made(folder):
    """Paths below the folder with digests, without manifests and lists."""
    found = {}
    for base, _, names in os.walk(folder):
        for n in names:
            path = os.path.join(base, n)
            if base != folder or not n.startswith(("manifest", "failures")) or n.endswith(".pdf"):
                found[os.path.relpath(path, folder)] = hashlib.sha256(read(path)).hexdigest()
    return found


def differences(got, want):
    return [f"missing {n}" for n in sorted(want) if n not in got][:5] + [f"surplus {n}" for n in sorted(got) if n not in want][:5] \
        + [f"differs {n}" for n in sorted(got) if n in want and got[n] != want[n]][:5]


def ids_of(done):
    """Ids of the messages of a run, in order."""
    return [m["id"] for m in map(json.loads, done.stderr.splitlines()) if "id" in m]


def mixed(n):
    """Plans of which some have the same name, some are refused, one is no JSON."""
    records = []
    for i in range(n):
        records.append(plan(1 + i // 3 if i % 2 else 100 + i))
        if i % 13 == 5:
            del records[-1]["signature"]["name"]
    return records[:n // 2] + ['{"issuer": '] + records[n // 2:]


def start(t, *arguments, **more):
    return subprocess.Popen([t.program, "batch", *map(str, arguments)], cwd=ROOT, env=ENGLISH, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


def workers(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as f:
        return [int(p) for p in f.read().split()]


def test_whole(t, d):
    """One worker or many: the same files; what was made is what render makes."""
    data = d.write("mixed.ndjson", lines(mixed(60)))
    one = t.thethuc("batch", data, "-d", d / "one", "-j", "1", "--diagnostics", "json", *QUIET)
    many = t.thethuc("batch", data, "-d", d / "many", "-j", "8", *QUIET)
    t.equal("some were refused: status 1", (one.returncode, many.returncode), (1, 1))
    t.empty("eight workers make what one makes", differences(made(d / "many"), made(d / "one")))
    t.equal("lists of failures are the same", read(d / "many/failures.txt"), read(d / "one/failures.txt"))
    entries = manifest(d / "one")
    t.equal("every record is in the manifest", len(entries), 61)
    t.equal("what failed is told by id", sorted(set(ids_of(one))), ["field-missing", "json-end"])
    failed = [e for e in entries.values() if e["status"] == "failed"]
    t.check("summary counts by id", f"{len(failed)} failed" in one.stdout and f"{len(failed) - 1} field-missing" in one.stdout
            and "1 json-end" in one.stdout, one.stdout)
    t.check("a failure has its place in the export", f"{data}:6:" in read(d / "one/failures.txt").decode(), str(failed[0]))
    t.empty("the manifest is true", [e["id"] for e in entries.values() if e["status"] == "done" and (
        hashlib.sha256(read(os.path.join(d / "one", e["output"]))).hexdigest() != e["sha256"]
        or os.path.getsize(os.path.join(d / "one", e["output"])) != e["bytes"])])
    single = d.write("single.json", json.dumps(mixed(60)[0], ensure_ascii=False))
    t.thethuc("render", single, "-o", d / "single.pdf")
    t.check("a document is the one that render makes", read(d / "single.pdf") == read(d / "one/100-kh-svd-2024.pdf"))
    t.equal("nothing else is left", sorted(n for n in os.listdir(d / "one") if not n.endswith(".pdf")), ["failures.txt", "manifest.ndjson"])
    return data


def test_names(t, d, data):
    """The first in the input has the name, whoever was first."""
    entries = list(manifest(d / "one").values())
    entries.sort(key=lambda e: e["line"])
    given = {}
    for e in entries:
        if "name" in e:
            given.setdefault(e["name"], []).append(e["output"])
    wrong = [outputs for name, outputs in given.items() if outputs != [name + ".pdf"] + [f"{name}-{i}.pdf" for i in range(2, len(outputs) + 1)]]
    t.check("names are given out in the order of the input", not wrong and any(len(o) > 1 for o in given.values()), str(wrong))


HOSTILE = ["../../../etc/x", "/abs", "..", ".", ".hidden", "-rf", "con", "NUL.txt", "com1", "a/b\\c:d*e?f\"g<h>i|j", "\u202e\u200bfdp",
           "ế" * 200, "manifest.ndjson", "x.pdf", "trailing. . ", "ĐỀ ÁN", "đề án", "a", "A", "a-2", "COM¹", "{number}", "%s%n"]


def test_hostile(t, d):
    records = [plan(i + 1, **{"$id": name}) for i, name in enumerate(HOSTILE)]
    done = t.thethuc("batch", d.write("hostile.ndjson", lines(records)), "-d", d / "hostile/out", "--name", "{id}/{id}", *QUIET)
    t.check("a folder whose folder is not there is refused", done.returncode == 3, done.stderr)
    os.mkdir(d / "hostile")
    done = t.thethuc("batch", d.path + "/hostile.ndjson", "-d", d / "hostile/out", "--name", "{id}/{id}", *QUIET)
    found = made(d / "hostile/out")
    t.equal("all hostile names are made", (done.returncode, len(found)), (0, len(HOSTILE)))
    t.equal("nothing beside the folder", os.listdir(d / "hostile"), ["out"])
    parts = [p for n in found for p in n.split("/")]
    t.empty("parts of paths are plain", [p for p in parts if p[0] in ".- " or len(p.encode()) > 190 or any(ord(c) < 32 or c in '\\:*?"<>|\u202e\u200b' for c in p)
                                         or p.split(".")[0].lower() in ("con", "nul", "com1", "com¹")])
    t.equal("no two names that only differ in case", len({n.lower() for n in found}), len(HOSTILE))
    t.empty("folders are not named like files made here", [n for n in found if n.split("/")[0].endswith((".pdf", ".ndjson"))])
    done = t.thethuc("batch", d / "hostile.ndjson", "-d", d / "x", "--name", "{no}.pdf", *QUIET)
    t.check("an unknown name is wrong usage", done.returncode == 2 and "{no}" in done.stderr and not os.path.exists(d / "x"), done.stderr)


def test_links(t, d):
    """Folders that are links are not entered."""
    os.makedirs(d / "links/out")
    os.mkdir(d / "links/else")
    os.symlink("../else", d / "links/out/2024")
    os.symlink("else.pdf", d / "links/out/1.pdf")
    data = d.write("links.ndjson", lines([plan(1), plan(2)]))
    done = t.thethuc("batch", data, "-d", d / "links/out", "--name", "{year}/{number}", "--diagnostics", "json", *QUIET)
    t.equal("a link in the way is a failure", (done.returncode, ids_of(done), os.listdir(d / "links/else")), (1, ["document-place"] * 2, []))
    os.remove(d / "links/out/2024")
    done = t.thethuc("batch", data, "-d", d / "links/out", "--name", "{number}", *QUIET)
    t.check("a link at the place of a file gives way", done.returncode == 0 and not os.path.islink(d / "links/out/1.pdf")
            and not os.path.exists(d / "links/else.pdf"), done.stderr)


def test_zones(t, d):
    """Fields for signing are left, and the manifest says where: the same as render tells."""
    plan = os.path.join(ROOT, "examples/signatures/mot-nguoi-ky.json")
    done = t.thethuc("batch", "--fields", "--with-zones", "--progress", "none", plan, "-d", d / "zoned")
    t.check("a batch with fields and zones", done.returncode == 0, done.stderr)
    t.thethuc("render", "--fields", plan, "-o", d / "alone.pdf", "--zones", d / "alone.json")
    line = next(iter(manifest(d / "zoned").values()))
    t.equal("the manifest has the zones", line.get("zones"), json.loads(read(d / "alone.json")))
    t.check("the fields are there", read(os.path.join(d.path, "zoned", line["output"])) == read(d / "alone.pdf"))
    done = t.thethuc("batch", "--fields", "--with-zones", "--progress", "plain", "--lang", "en", plan, "-d", d / "zoned")
    t.check("with zones it is right already", done.returncode == 0 and "right already" in done.stdout + done.stderr, done.stdout + done.stderr)


def test_kinds(t, d):
    """Plans with pictures, reports and copies in one input; what they name is looked at again."""
    os.mkdir(d / "kinds")
    for name in ("mot-nguoi-ky.json", "chu-ky-minh-hoa.png", "dau-minh-hoa.png"):
        shutil.copy(os.path.join(ROOT, "examples/signatures", name), d / "kinds")
    shutil.copytree(os.path.join(ROOT, "examples/plans"), d / "kinds/plans")
    shutil.copytree(os.path.join(ROOT, "examples/results"), d / "kinds/results")
    report = json.loads(read(os.path.join(ROOT, "examples/report-soc-trang-2024.json")))
    data = {k: v for k, v in json.loads(read(os.path.join(ROOT, "examples/copies/sao-y.json"))).items() if k[0] not in "$_"}
    t.thethuc("render", d / "kinds/plans/soc-trang-2024.json", "-o", d / "kinds/original.pdf")
    records = [json.loads(read(d / "kinds/mot-nguoi-ky.json")), report, {"copy": data, "original": "original.pdf"},
               {"copy": data, "original": "plans/soc-trang-2024.json"}, {"copy": {**data, "signature": {}}, "original": "original.pdf"},
               {"copy": data, "original": "../x.pdf"}, {"copy": data, "original": "none.pdf"}, {"copy": data, "original": 1}]
    jobs = d.write("kinds/jobs.ndjson", lines(records))
    done = t.thethuc("batch", jobs, "-d", d / "made", "--diagnostics", "json", *QUIET)
    t.equal("what is wrong with a copy is told", (done.returncode, sorted(ids_of(done))),
            (1, ["document-original", "field-missing", "file-below", "file-outside"]))
    fault = next(m for m in map(json.loads, done.stderr.splitlines()) if m["id"] == "field-missing")
    t.check("at its place in the record", lines(records).split("\n")[4][fault["column"] - 1:].startswith("{}") and fault["line"] == 5, str(fault))
    entries = {e["line"]: e for e in manifest(d / "made").values()}
    t.thethuc("copy", "--data", d.write("kinds/copy.json", json.dumps(data, ensure_ascii=False)), d / "kinds/original.pdf", "-o", d / "copy.pdf")
    t.thethuc("report", d.write("kinds/report.json", json.dumps(report, ensure_ascii=False)), "-o", d / "report.pdf")
    for line, want in ((2, "report.pdf"), (3, "copy.pdf")):
        t.check(f"{want} is what the verb of its own makes", read(os.path.join(d / "made", entries[line]["output"])) == read(d / want))
    t.equal("files that documents were made of", {k: sorted(os.path.basename(f) for f in entries[k].get("sources", ())) for k in (1, 3, 4)},
            {1: ["chu-ky-minh-hoa.png", "dau-minh-hoa.png"], 3: ["original.pdf"], 4: ["soc-trang-2024.json"]})
    done = t.thethuc("batch", jobs, "-d", d / "made", *QUIET)
    t.check("again only the report is made", "1 documents made" in done.stdout and "3 were right" in done.stdout, done.stdout)
    shutil.copy(os.path.join(ROOT, "examples/signatures/dau-minh-hoa.png"), d / "kinds/chu-ky-minh-hoa.png")
    with open(d / "kinds/original.pdf", "ab") as f:
        f.write(b"\n")
    done = t.thethuc("batch", jobs, "-d", d / "made", *QUIET)
    t.check("another picture or original makes it anew", "3 documents made" in done.stdout and "1 were right" in done.stdout, done.stdout)


def test_map(t, d):
    """Records of another shape, made into plans by a map that says where they are, too."""
    rules = {"records": "/data/items", "plan": {
        "issuer": {"superior": {"$const": "UBND TỈNH MINH HỌA"}, "name": {"$const": "SỞ VÍ DỤ"}, "abbreviation": {"$const": "SVD"}},
        "number": "/so", "symbol": "/ky_hieu", "place": {"$const": "Minh Họa"}, "date": "/ngay", "type": {"$const": "ke-hoach"},
        "subject": "/trich_yeu", "body": [{"$from": "/noi_dung"}], "signature": {"title": {"$const": "GIÁM ĐỐC"}, "name": "/nguoi_ky"},
        "recipients": {"items": [{"$const": "Như trên"}], "archive": {"$from": "/luu", "$else": {"$const": "VT"}}}}}
    items = [{"ma": f"m{i}", "so": i, "ky_hieu": "KH-SVD", "ngay": "2024-03-05", "trich_yeu": f"Ví dụ {i}", "noi_dung": "Nội dung.",
              "nguoi_ky": "Nguyễn Văn A" if i != 3 else None} for i in range(1, 6)]
    data = d.write("export.json", json.dumps({"data": {"items": items}}, ensure_ascii=False, indent=1))
    names = d.write("map.json", json.dumps(rules, ensure_ascii=False))
    done = t.thethuc("batch", data, "-d", d / "mapped", "--map", names, "--id", "/ma", "-j", "2", "--diagnostics", "json", *QUIET)
    t.equal("records are made into plans", (done.returncode, sorted(made(d / "mapped"))), (1, [f"{i}-kh-svd-2024.pdf" for i in (1, 2, 4, 5)]))
    told = [json.loads(line) for line in done.stderr.splitlines()]
    lines_of = read(data).decode().split("\n")
    t.check("an error names the place in the export", "m3" in lines_of[told[0]["line"]] and lines_of[told[0]["line"] - 1][told[0]["column"] - 1] == "{", str(told))
    t.equal("ids are taken from where --id says", sorted(manifest(d / "mapped")), [f"m{i}" for i in range(1, 6)])
    t.equal("what no worker has found in any record is told once", [m["id"] for m in told].count("map-unseen"), 1)
    done = t.thethuc("batch", data, "-d", d / "mapped", "--map", names, "--id", "/ma", *QUIET)
    t.check("with the same map nothing is made twice", "4 were right already" in done.stdout, done.stdout)
    d.write("whole.json", json.dumps(plan(8), ensure_ascii=False))
    data_of_copy = {k: v for k, v in json.loads(read(os.path.join(ROOT, "examples/copies/sao-y.json"))).items() if k[0] not in "$_"}
    both = d.write("both.json", json.dumps({"data": {"items": [items[0], {"copy": data_of_copy, "original": "whole.json"}]}}))
    done = t.thethuc("batch", both, "-d", d / "both", "--map", names, "--id", "/ma", *QUIET)
    t.equal("the original of a copy is no record of the export", (done.returncode, sorted(made(d / "both"))[1:]), (0, ["8-kh-svd-2024-sao-y.pdf"]))
    rules["plan"]["place"] = {"$const": "Ví Dụ"}
    d.write("map.json", json.dumps(rules, ensure_ascii=False))
    done = t.thethuc("batch", data, "-d", d / "mapped", "--map", names, "--id", "/ma", *QUIET)
    t.check("with another map all is made anew", "4 documents made" in done.stdout, done.stdout)


def on_terminal(t, *arguments):
    """What a run shows on a terminal."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen([t.program, "batch", *map(str, arguments)], cwd=ROOT, env=ENGLISH, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    child.communicate()
    return shown.decode()


def test_progress(t, d):
    data = d.write("bar.ndjson", lines([long_plan(i) if i % 4 == 1 else plan(i, signature={}) for i in range(1, 9)]))
    shown = on_terminal(t, data, "-d", d / "bar", "-j", "1")
    t.check("a bar with rate, failures and time left on a terminal", re.search(r"\r\x1b\[K\[#+\.*\] \d+ %, \d+ documents, \d+/s, \d+ failed", shown), shown[:600])
    t.check("messages are not behind the bar", all(not line.startswith("[") for line in re.split(r"\r\x1b\[K|\r?\n", shown) if "field-missing" in line)
            and shown.count("[field-missing]") == 6, shown[:600])
    t.check("the bar is gone at the end", shown.rstrip().endswith("\x1b[K") or "%" not in shown.split("\x1b[K")[-1], shown[-200:])
    done = t.thethuc("batch", data, "-d", d / "lines", "-j", "1", "--progress", "json")
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    t.check("progress for machines", all(m["event"] == "progress" and m["read"] <= m["all"] for m in told), str(told))
    done = t.thethuc("batch", data, "-d", d / "vi", "--lang", "vi", *QUIET)
    t.check("the summary in Vietnamese", "2 văn bản đã tạo" in done.stdout and "6 văn bản không tạo được" in done.stdout, done.stdout)


def test_killed(t, d):
    """Killed at any moment, and started again until it is done: the same files, none of them cut."""
    data = d.write("many.ndjson", lines([plan(1 + i // 2 if i % 5 == 0 else 1000 + i) for i in range(400)]))
    t.thethuc("batch", data, "-d", d / "unhurt", "-j", "2", *QUIET)
    want = made(d / "unhurt")
    chance, cut, kills = random.Random(20260), [], 0
    for _ in range(200):
        child = start(t, data, "-d", d / "hurt", "-j", "2", *QUIET)
        time.sleep(chance.uniform(0.0, 0.12))
        child.kill()
        killed = child.wait() == -signal.SIGKILL
        kills += killed
        child.communicate()
        if os.path.isdir(d / "hurt"):
            got = made(d / "hurt")
            cut += [n for n in got if not n.startswith(".thethuc-batch") and want.get(n) != got[n]]
        if kills >= 30 and killed:
            break
        if not killed and os.path.isdir(d / "hurt"):
            shutil.rmtree(d / "hurt")
    t.check("killed at thirty moments", kills >= 30, f"{kills}")
    t.empty("no partial document has a name", cut)
    done = t.thethuc("batch", data, "-d", d / "hurt", "-j", "2", *QUIET)
    t.empty("the last run completes the set", differences(made(d / "hurt"), want) + [done.stderr] * (done.returncode != 0))
    with open(d / "hurt/manifest.ndjson", "r+b") as f:
        size = f.seek(0, 2)
        f.truncate(size - 40)
        f.seek(0, 2)
    done = t.thethuc("batch", data, "-d", d / "hurt", *QUIET)
    t.check("a torn line of the manifest is one document", "1 documents made\n" in done.stdout and done.returncode == 0, done.stdout)
    t.equal("and the manifest is whole again", len(manifest(d / "hurt")), 400)


def test_signals(t, d):
    data = d.write("long.ndjson", lines([plan(i) for i in range(1, 3001)]))
    for n in (signal.SIGINT, signal.SIGTERM):
        out = d / f"signal-{n}"
        child = start(t, data, "-d", out, "-j", "2", *QUIET)
        wait_for(lambda: os.path.exists(out + "/manifest.ndjson") and os.path.getsize(out + "/manifest.ndjson") > 0)
        child.send_signal(n)
        child.communicate()
        entries = manifest(out)
        t.equal(f"{n.name} ends it with 128+n", child.returncode, 128 + n)
        t.check(f"{n.name}: what is there is in the manifest", {e["output"] for e in entries.values()} == set(made(out)) and 0 < len(entries) < 3000,
                f"{len(entries)} {len(made(out))}")
    reader, writer = os.pipe()
    waiting = subprocess.Popen([t.program, "batch", "-", "-d", d / "pipe", *QUIET], cwd=ROOT, env=ENGLISH, stdin=reader,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    os.close(reader)
    os.write(writer, lines([plan(1), plan(2)]).encode())
    t.check("a record is made while the next one is waited for", wait_for(lambda: os.path.exists(d / "pipe/1-kh-svd-2024.pdf")))
    waiting.terminate()
    t.equal("a signal ends it while it waits for input", waiting.wait(timeout=20), 143)
    os.close(writer)
    waiting.communicate()


def wait_for(what, seconds=20):
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def long_plan(number):
    """More than a second of work."""
    return plan(number, body=[{"heading": "Mục", "items": [f"Câu {i} của ví dụ minh họa để dàn trang, không câu nào như câu nào. " * 30 for i in range(9000)]}])


def test_workers(t, d):
    """A worker that ends, takes too long or too much: its document fails, the others are made."""
    records = [plan(1), long_plan(2), plan(3), plan(4)]
    data = d.write("slow.ndjson", lines(records))
    rest = ["1-kh-svd-2024.pdf", "3-kh-svd-2024.pdf", "4-kh-svd-2024.pdf"]
    done = t.thethuc("batch", data, "-d", d / "slow", "-j", "1", "--deadline", "0.4", "--diagnostics", "json", *QUIET)
    t.equal("too slow", (done.returncode, ids_of(done), sorted(made(d / "slow"))), (1, ["document-deadline"], rest))
    done = t.thethuc("batch", data, "-d", d / "large", "-j", "1", "--memory", "8", "--diagnostics", "json", *QUIET)
    t.equal("too large", (done.returncode, ids_of(done), sorted(made(d / "large"))), (1, ["document-memory"], rest))
    done = t.thethuc("batch", data, "-d", d / "large", "-j", "1", *QUIET)
    t.equal("with more memory the rest is made", (done.returncode, sorted(made(d / "large"))), (0, sorted(rest + ["2-kh-svd-2024.pdf"])))
    data = d.write("crash.ndjson", lines([plan(i) if i % 100 else long_plan(i) for i in range(1, 301)]))
    child = start(t, data, "-d", d / "crash", "-j", "2", "--diagnostics", "json", *QUIET)
    killed, others = 0, None
    while child.poll() is None and killed < 3:
        time.sleep(0.1)
        pids = sorted(workers(child.pid)) if child.poll() is None else []
        if others is None and len(pids) == 4:
            others = pids[2:]  # who reads, and who waits for the disk
        at_work = [p for p in pids if others and p not in others]
        if at_work:
            os.kill(at_work[0], signal.SIGSEGV)
            killed += 1
    out, errors = child.communicate()
    failed = [e for e in manifest(d / "crash").values() if e["status"] == "failed"]
    t.check("a worker that crashes costs one document", killed > 0 and len(failed) <= killed and len(manifest(d / "crash")) == 300
            and {e["errors"][0]["id"] for e in failed} <= {"document-crashed"}, f"{killed} {failed} {errors.decode()}")
    done = t.thethuc("batch", data, "-d", d / "crash", "--retry-failed", *QUIET)
    t.equal("and is made when tried again", (done.returncode, len(made(d / "crash"))), (0, 300))


def small_disk(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_disk(t, d):
    """A full disk stops it at once; nothing cut has a name."""
    data = d.write("disk.ndjson", lines([plan(i) for i in range(1, 61)]))
    t.thethuc("batch", data, "-d", d / "roomy", *QUIET)
    want = made(d / "roomy")
    os.mkdir(d / "mount")
    mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", d / "mount").returncode == 0
    if mounted:
        try:
            done = t.thethuc("batch", data, "-d", d / "mount/out", "--diagnostics", "json", *QUIET)
            got = made(d / "mount/out")
            t.check("a full disk stops it: status 3", done.returncode == 3 and ids_of(done) == ["batch-stopped"], done.stderr)
            t.empty("what is there is whole", [n for n in got if got[n] != want[n]] + ["nothing"] * (not got))
            run("mount", "-o", "remount,size=64m", d / "mount")
            done = t.thethuc("batch", data, "-d", d / "mount/out", *QUIET)
            t.empty("with room the rest is made", differences(made(d / "mount/out"), want) + [done.stderr] * done.returncode)
        finally:
            run("umount", d / "mount")
    else:
        print("     (no file system can be mounted here: a limit on the size of files stands in for a full one)")
        child = start(t, data, "-d", d / "mount/out", "--diagnostics", "json", *QUIET, preexec_fn=lambda: small_disk(8000))
        errors = child.communicate()[1].decode()
        t.check("a file that cannot grow stops it: status 3", child.returncode == 3 and "batch-stopped" in errors, errors)
        done = t.thethuc("batch", data, "-d", d / "mount/out", *QUIET)
        t.empty("with room the rest is made", differences(made(d / "mount/out"), want) + [done.stderr] * done.returncode)
    d.write("plain", "")
    for where in (d / "plain", "/proc/nothing", "/dev/null/x"):
        done = t.thethuc("batch", data, "-d", where, *QUIET)
        t.check(f"{os.path.basename(where)} is no folder to write to: status 3", done.returncode == 3 and done.stderr.count("\n") == 1, done.stderr)
    child = start(t, d.write("slow2.ndjson", lines([long_plan(1)] * 3)), "-d", d / "locked", "-j", "1", *QUIET)
    wait_for(lambda: os.path.exists(d / "locked/manifest.ndjson"))
    time.sleep(0.1)
    done = t.thethuc("batch", data, "-d", d / "locked", *QUIET)
    t.check("two batches do not write to one folder", done.returncode == 3 and "another batch" in done.stderr, done.stderr)
    child.kill()
    child.communicate()


def test_told(t, d, data):
    done = t.thethuc("batch", data, "-d", d / "told", "--progress", "json")
    summary = json.loads(done.stdout)
    entries = manifest(d / "told").values()
    t.equal("the summary for machines", (summary["made"], summary["failed"], summary["failures"]["json-end"]),
            (sum(e["status"] == "done" for e in entries), sum(e["status"] == "failed" for e in entries), 1))
    flood = d.write("flood.ndjson", lines([plan(i, signature={}) for i in range(1, 151)]))
    done = t.thethuc("batch", flood, "-d", d / "flood", *QUIET)
    t.equal("not all errors of many documents are told", (done.stderr.count("[field-missing]"), done.stderr.count("failures.txt")), (100, 1))
    t.equal("but all are listed", read(d / "flood/failures.txt").count(b"[field-missing]"), 150)
    done = t.thethuc("batch", flood, "-d", d / "flood", "--diagnostics", "json", *QUIET)
    t.equal("and told to machines", len(ids_of(done)), 150)
    for option, value in (("-j", "0"), ("-j", "x"), ("--deadline", "-1"), ("--memory", "0"), ("--progress", "loud")):
        t.equal(f"{option} {value} is wrong usage", t.thethuc("batch", data, "-d", d / "bad", option, value).returncode, 2)
    t.equal("as many workers as there may be", (t.thethuc("batch", d / "single.json", "-d", d / "crowd", "-j", "256", *QUIET).returncode,
                                                t.thethuc("batch", data, "-d", d / "bad", "-j", "257").returncode), (0, 2))
    t.equal("without -d it is wrong usage", t.thethuc("batch", data).returncode, 2)


def test(t):
    with Folder() as d:
        data = test_whole(t, d)
        test_names(t, d, data)
        test_kinds(t, d)
        test_map(t, d)
        test_progress(t, d)
        test_told(t, d, data)
        test_hostile(t, d)
        test_links(t, d)
        test_zones(t, d)
        test_workers(t, d)
        test_killed(t, d)
        test_signals(t, d)
        test_disk(t, d)
