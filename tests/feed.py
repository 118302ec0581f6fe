"""Inputs of batches: what is read of exports whatever they are like, maps, and what is said of them."""

import copy
import gzip
import json
import os
import shutil
import subprocess
import sys
import zlib

import jsonschema
from batch import ids_of, lines, made, plan
from suite import ENGLISH, ROOT, Folder, read

QUIET = ("--progress", "none", "--lang", "en")
MAPS = os.path.join(ROOT, "examples/batch/maps")
BOM = b"\xef\xbb\xbf"


def text(record):
    return json.dumps(record, ensure_ascii=False)


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout


def feed(t, out, *arguments, **more):
    """A batch of these inputs: messages as (id, file without folder, line, column, pointer), and the folder's PDFs."""
    done = t.thethuc("batch", *arguments, "-d", out, "--diagnostics", "json", *QUIET, **more)
    told = [m for m in map(json.loads, done.stderr.splitlines()) if m["level"] != "note"]
    return done, [(m["id"], os.path.basename(m["file"] or ""), m["line"], m["column"]) for m in told]


def test_kinds(t, d):
    """One set of plans in every kind of input: the same PDFs, which are those of the plans rendered alone."""
    plans = [plan(i) for i in range(1, 8)]
    array = "[" + ",\n ".join(text(p) for p in plans) + "]"
    pretty = "\n".join(json.dumps(p, ensure_ascii=False, indent=2) for p in plans)
    half = len(plans) // 2
    data = {
        "array.json": array.encode(), "array-one-line.json": array.replace("\n", "").encode(), "lines.ndjson": lines(plans).encode(),
        "lines-by-look.json": lines(plans).encode(), "crlf.ndjson": lines(plans).replace("\n", "\r\n").encode(),
        "blank-lines.jsonl": b"\n \n" + lines(plans).replace("\n", "\n\n\n").encode(), "no-end.ndjson": lines(plans).rstrip().encode(),
        "pretty.json": pretty.encode(), "bom.json": BOM + array.encode(), "escaped.json": json.dumps(plans).encode(),
        "separators.json": "".join(f"\x1e{text(p)}\n" for p in plans).encode(),
        "array.json.gz": gzip.compress(array.encode()), "array.zst.json": zstd(array.encode()),
        "members.ndjson.gz": gzip.compress(lines(plans[:half]).encode()) + gzip.compress(lines(plans[half:]).encode()) + b"\0" * 512,
        "frames.ndjson.zst": zstd(lines(plans[:half]).encode()) + zstd(b"") + zstd(lines(plans[half:]).encode()),
    }
    want = {}
    for i, p in enumerate(plans):
        path = d.write(f"p{i}.json", text(p))
        t.thethuc("render", path, "-o", d / "one.pdf")
        want[i] = read(d / "one.pdf")
    want = sorted(want.values())
    for name, content in data.items():
        out = d / ("out-" + name)
        done, told = feed(t, out, d.write(name, content))
        got = sorted(read(os.path.join(out, n)) for n in made(out))
        t.check(f"{name} gives what the plans alone give", done.returncode == 0 and told == [] and got == want,
                f"{done.returncode}, {told}, {len(got)} files")
        with open(d / name, "rb") as f:
            piped = subprocess.run([t.program, "batch", "-", "-d", out + "-piped", *QUIET], stdin=f, cwd=ROOT, env=ENGLISH,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        t.check(f"{name} from standard input", piped.returncode == 0 and sorted(read(os.path.join(out + "-piped", n)) for n in made(out + "-piped"))
                == want, piped.stderr.decode()) if not name.startswith(("crlf", "no-end", "separators", "escaped")) else None
    wrapped = d.write("wrapped.json", text({"n": [1, {"items": 2}], "d/x": {"items": plans}, "end": "x"}))
    out = d / "wrapped"
    done, told = feed(t, out, wrapped, "--records", "/d~1x/items")
    t.check("an array inside an object", done.returncode == 0 and told == [] and len(made(out)) == 7, f"{told} {done.stderr[:300]}")


def test_folders(t, d):
    """Folders are entered in order; links out of them, other files and the output are not read."""
    os.makedirs(d / "in/b/deep")
    os.makedirs(d / "in/.hidden")
    for name in ("in/b.json", "in/b/deep/x.json", "in/a.json", "in/.hidden/h.json", "in/.tmp.json", "in/notes.txt", "outside.json"):
        with open(d / name, "w", encoding="utf-8") as f:
            f.write(text(plan(len(name), id=name)))
    with open(d / "in/c.ndjson.gz", "wb") as f:
        f.write(gzip.compress(lines([plan(50, id="c1"), plan(51, id="c2")]).encode()))
    os.symlink("../outside.json", d / "in/link.json")
    os.symlink("a.json", d / "in/z-same.json")
    os.symlink("/", d / "in/root")
    os.symlink("nowhere", d / "in/broken.json")
    done, told = feed(t, d / "in/out", d / "in")
    entries = [json.loads(line)["id"] for line in read(d / "in/out/manifest.ndjson").decode().splitlines() if "made" in line or '"pages"' in line]
    t.equal("folders in the order of bytes", sorted(entries), ["c1", "c2", "in/a.json", "in/b.json", "in/b/deep/x.json"])
    t.equal("links out of a folder and broken ones are told", sorted(told),
            [("feed-link", "link.json", 0, 0), ("feed-link", "root", 0, 0), ("file-read", "broken.json", 0, 0)])
    done, told = feed(t, d / "in/out", d / "in")
    t.check("a second run takes its own output for no input", "manifest" not in str(told) and len(told) == 3, str(told))
    done, told = feed(t, d / "twice", d / "in/a.json", d / "in/a.json", d / "in")
    t.check("a file named twice is read once", [x for x in told if x[0] == "feed-twice"] == [("feed-twice", "a.json", 0, 0)], str(told))
    os.mkdir(d / "empty")
    done, told = feed(t, d / "none", d / "empty", d / "missing.json")
    t.equal("an empty folder and a missing file are told", told, [("feed-folder-empty", "empty", 0, 0), ("file-read", "missing.json", 0, 0)])
    t.equal("a missing file is the system's fault", done.returncode, 3)


def test_damage(t, d):
    """What is damaged is told at its place, and loses nothing that can be found safely."""
    good = [plan(i, id=f"g{i}") for i in range(1, 5)]
    a, b, c, e = map(text, good)
    cases = {
        "line.ndjson": (f"{a}\n{{\"subject\": \"x\n{b}\n{c}", [("json-string-open", 2, 13)], 3),
        "unbalanced.json": (f"{a}\n{b[:-1]}\n{c}\n", [("json-end", 2, None)], 2),
        "raw.json": (f"[{a},\n {{\"subject\": \"x\ny\"}},\n{b}]", [("json-control", 2, None)], 2),
        "quote.json": (f"[{a},\n{{\"subject\": \"x, \"type\": \"y\"}},\n{b}]", [("json-comma-missing", 2, 18), ("feed-stopped", 2, 18)], 1),
        "comma.json": (f"[{a}\n {b}]", [("feed-array", 2, 2)], 1),
        "trailing.json": (f"[{a},{b},]", [("feed-comma", 1, None)], 2),
        "open.json": (f"[{a},{b}", [("feed-cut", 1, None)], 2),
        "cut.json": (f"[{a},{b[:40]}", [("json-string-open", 1, None)], 1),
        "number.json": (f"[{a}, 12, \"x\", null, [], {b}]", [("field-type", 1, None)] * 4, 2),
        "empty.json": ("", [("feed-empty", 0, 0)], 0), "blank.json": (" \n", [("feed-empty", 0, 0)], 0),
        "none.ndjson": ("", [("feed-none", 0, 0)], 0), "array.json": ("[]", [("feed-none", 0, 0)], 0),
        "utf16.json": (BOM[:0].decode() + a, [("json-utf16", 1, 1)], 0), "html.json": ("<html>\n<p>x", [("json-token", 1, 1)], 0),
        "stray.json": (f"{{\n}}\nlog: done\n{a}", [("feed-stray", 3, 1)], 1),
        "tail.json": (f"[{a}]\nend", [("feed-stray", 2, 1)], 1),
    }
    for name, (content, want, n) in cases.items():
        data = content.encode("utf-16") if name.startswith("utf16") else content.encode()
        done, told = feed(t, d / f"o-{name}", d.write(name, data))
        told = sorted(x for x in told if x[0] not in ("field-one-of", "field-missing", "recipients-missing"))
        fits = len(told) == len(want) and all(x[0] == w[0] and x[2] == w[1] and w[2] in (None, x[3]) for x, w in zip(told, sorted(want, key=lambda w: w[0])))
        t.check(f"{name}: told at its place, {n} made", fits and len(made(d / f"o-{name}")) == n, f"{told}, {len(made(d / f'o-{name}'))} made")
    large = d.write("large.json", f"[{a},\n{{\"x\": \"{'y' * (65 << 20)}\"}},\n{b}]")
    done, told = feed(t, d / "o-large", large)
    t.check("a record of 65 MiB is left out", told == [("feed-large", "large.json", 2, 1)] and len(made(d / "o-large")) == 2, str(told))


def test_archives(t, d):
    """Archives that end early or are damaged are told, with what was whole made."""
    whole = lines(plan(i) for i in range(1, 60)).encode()
    packed, frames = gzip.compress(whole), zstd(whole)
    broken = bytearray(packed)
    broken[-6] ^= 0xFF
    cases = {"cut.json.gz": (packed[:len(packed) // 2], "feed-archive-cut"), "cut.json.zst": (frames[:len(frames) // 2], "feed-archive-cut"),
             "sum.json.gz": (bytes(broken), "feed-archive-damaged"), "head.json.gz": (packed[:5], "feed-archive-cut"),
             "tail.json.gz": (packed + b"more", "feed-archive-tail"), "tail.json.zst": (frames + b"more", "feed-archive-tail"),
             "noise.json.gz": (packed[:20] + b"\xff" * 400, "feed-archive-damaged")}
    for name, (data, want) in cases.items():
        done, told = feed(t, d / f"o-{name}", d.write(name, data))
        n = len(made(d / f"o-{name}"))
        t.check(f"{name} is told as {want}", [x[0] for x in told] == [want] and done.returncode == 1, f"{told} {n}")
        if name.startswith(("sum", "tail")):
            t.equal(f"{name}: what was unpacked is made", n, 59)
    bomb = zlib.compressobj(9, wbits=31)
    data = b"".join(bomb.compress(b"[" * (1 << 20)) for _ in range(300)) + bomb.flush()
    done, told = feed(t, d / "o-bomb", d.write("bomb.json.gz", data))
    t.check("300 MiB of brackets in a small archive are one bad record", done.returncode == 1 and len(told) == 1, str(told)[:200])


MEASURE = """
import os, resource, subprocess, sys
p = subprocess.run(sys.argv[1:], stdin=0, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, p.returncode)
"""


def memory(t, d, name, source):
    """Largest process of a batch that reads what `source` writes, in KiB, and how many records it told of."""
    feeder = subprocess.Popen(source, shell=True, stdout=subprocess.PIPE, cwd=ROOT)
    done = subprocess.run([sys.executable, "-c", MEASURE, t.program, "batch", "-", "-d", d / name, "-j", "1", *QUIET],
                          stdin=feeder.stdout, stdout=subprocess.PIPE, cwd=ROOT, env=ENGLISH)
    feeder.stdout.close()
    feeder.wait()
    return int(done.stdout.split()[0]), read(d / f"{name}/manifest.ndjson").count(b"\n")


def test_memory(t, d):
    """An array of 300 MB takes the memory of a small one; its records are no plans, so that it is quick."""
    record = text({"x": [plan(i) for i in range(80)]})
    n = 300_000_000 // len(record.encode()) + 1
    d.write("record.json", "," + record)
    write = f"{sys.executable} -c \"import sys; r = open('{d / 'record.json'}').read(); w = sys.stdout.write; w('[' + r[1:]); [w(r) for _ in range(%d)]; w(']')\""
    small, _ = memory(t, d, "small", write % 4)
    for name, command in (("large", write % n), ("packed", write % n + " | gzip -1")):
        most, told = memory(t, d, name, command)
        t.check(f"constant memory: {name} takes {most} KiB, a small one {small}", most < small * 1.1 + 4096 and told == n + 1, f"{told} of {n + 1}")


def test_lists(t, d):
    """Lists name files and single records; the manifest of an earlier run names what failed."""
    records = [plan(i, id=f"r{i}") for i in range(1, 7)]
    del records[1]["signature"], records[4]["signature"]
    data = d.write("in.ndjson", lines(records))
    other = d.write("other.json", text(plan(70)))
    done, told = feed(t, d / "first", data)
    t.equal("two of six failed", [x[:3] for x in told if x[0] == "field-one-of"], [("field-one-of", "in.ndjson", 2), ("field-one-of", "in.ndjson", 5)])
    for r in (records[1], records[4]):
        r["signature"] = plan(1)["signature"]
    d.write("in.ndjson", lines(records))
    done, told = feed(t, d / "first", "--list", d / "first/manifest.ndjson")
    t.check("the manifest as a list makes those that failed", done.returncode == 0 and len(made(d / "first")) == 6, done.stderr)
    shutil.copytree(d / "first", d / "export/old")
    d.write("export/a.json", text(plan(71)))
    done, told = feed(t, d / "among", d / "export")
    t.equal("a manifest among exports is left out and told", (done.returncode, len(made(d / "among")), [x[:2] for x in told]),
            (0, 1, [("feed-manifest", "manifest.ndjson")]))
    lost = d.write("lost.ndjson", lines([plan(1, id="a"), plan(2, id="b", signature={})]))
    feed(t, d / "lost", lost)
    d.write("lost.ndjson", lines([plan(1, id="a"), plan(2, id="b")]))
    done, told = feed(t, d / "later", d / "lost/manifest.ndjson")
    t.equal("a manifest as an input is its list of what failed", (done.returncode, sorted(os.listdir(d / "later"))),
            (0, ["2-kh-svd-2024.pdf", "manifest.ndjson"]))
    named = d.write("list.txt", f"# once\n\n{other}\r\n" + lines([{"file": data, "index": 3}, {"file": data, "index": 3}, {"file": data, "index": 99},
            {"file": data, "line": 1, "column": 1}, {"file": data, "line": 1, "column": 9}, {"index": 1}]) + f"{d / 'gone.json'}\n")
    done, told = feed(t, d / "listed", "--list", named)
    t.equal("records by number and place", len(made(d / "listed")), 3)
    t.equal("what a list names in vain is told", sorted(x[0] for x in told), ["feed-index", "feed-list", "feed-place", "file-read"])
    done = t.thethuc("batch", "-d", d / "bad", "--records", "data", data, "--diagnostics", "json", *QUIET)
    t.check("a pointer without a slash is wrong usage", done.returncode == 2 and ids_of(done) == ["feed-pointer-form"], done.stderr)


def examples():
    """(map, export, records) of the examples."""
    folder = os.path.join(ROOT, "examples/batch")
    for name in sorted(os.listdir(MAPS)):
        for export in (f"{folder}/{name}", f"{folder}/{name[:-5]}.ndjson"):
            if os.path.exists(export):
                content = read(export).decode()
                records = [json.loads(x) for x in content.splitlines()] if export.endswith("ndjson") else json.loads(content)
                if isinstance(records, dict):
                    records = next(v for v in records.values() if isinstance(v, list))
                yield os.path.join(MAPS, name), export, records


def test_maps(t, d):
    """The example maps make whole documents of the example exports, in batches as alone."""
    schema = json.loads(t.thethuc("schema", "map").stdout)
    t.check("schema map is layouts/map.schema.json", schema == json.loads(read(os.path.join(ROOT, "layouts/map.schema.json"))),
            "thethuc schema map writes it anew")
    for path, export, records in examples():
        name = os.path.basename(path)[:-5]
        t.empty(f"{name} keeps to the schema", [e.message[:200] for e in jsonschema.Draft202012Validator(schema).iter_errors(json.loads(read(path)))])
        done, told = feed(t, d / name, "--map", path, export)
        t.check(f"{name}: all records made", done.returncode == 0 and len(made(d / name)) == len(records), f"{told} {done.stderr[:500]}")
        alone = {}
        for i, record in enumerate(records):
            one = d.write(f"{name}-{i}.json", text(record))
            rendered = t.thethuc("render", "--map", path, one, "-o", d / "alone.pdf")
            alone[i] = read(d / "alone.pdf") if rendered.returncode == 0 else rendered.stderr
            t.thethuc("render", "--attach-source", "--map", path, one, "-o", d / "attached.pdf")
            t.thethuc("extract", d / "attached.pdf", "-o", d / "extracted.json")
            t.thethuc("render", d / "extracted.json", "-o", d / "again.pdf")
            t.check(f"{name} {i}: the plan that was made travels in the PDF, and gives the same", read(d / "again.pdf") == alone[i], "differs")
            t.command(f"{name} {i}: verify-source knows it", t.program, "verify-source", d / "attached.pdf")
        t.check(f"{name}: the same bytes as alone", sorted(alone.values()) == sorted(read(os.path.join(d / name, n)) for n in made(d / name)), "differ")


BASE = {"plan": {"issuer": {"name": "/organ"}, "symbol": "KH-SVD", "place": "Minh Họa", "type": "ke-hoach", "subject": "/about", "body": ["/text"], "signature": {"name": "/who"}}}
FAULTS = [   # what is put where in the map, and what is said, at which pointer of the map
    (("plan", "subjct"), "/x", "map-field-near", "/plan/subjct"), (("plan", "zzz"), "/x", "map-field", "/plan/zzz"),
    (("plan", "signature"), {"title": "/t"}, "map-unmapped", "/plan/signature"),
    (("plan", "subject"), {"$form": "/x"}, "map-word-near", "/plan/subject/$form"), (("plan", "subject"), {"$zzzzzz": "/x"}, "map-word", "/plan/subject/$zzzzzz"),
    (("plan", "subject"), {"$line": True}, "field-one-of", "/plan/subject"),
    (("plan", "subject"), {"$from": "/a", "$first": ["/b"]}, "field-both", "/plan/subject/$first"),
    (("plan", "subject"), {"$from": "/a", "$match": "{x}"}, "map-place", "/plan/subject/$match"),
    (("plan", "date"), {"$from": "/a", "$date": "{d}/{M}"}, "map-year", "/plan/date/$date"),
    (("records",), "data", "map-pointer", "/records"), (("plan", "recipients"), {"items": "/x", "copies": {"$from": "/n", "$integr": True}}, "map-word-near",
                                                       "/plan/recipients/copies/$integr"),
    (("plan", "urgency"), {"$const": "gap"}, "value-choice", "/plan/urgency/$const"), (("plan", "number"), "no number", "number-form", "/plan/number"),
]


def changed(value, path, put):
    value = copy.deepcopy(value)
    inner = value
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = put
    return value


def test_map_faults(t, d):
    """What is wrong with a map is said of the map; a constant's faults too."""
    record = d.write("record.json", text({"organ": "SỞ VÍ DỤ", "about": "Ví dụ", "text": "Nội dung.", "who": "Nguyễn Văn A"}))
    done = t.thethuc("check", "--map", d.write("map.json", text(BASE)), record)
    t.check("the map of these tests is right", done.returncode == 0, done.stderr)
    for path, put, want, pointer in FAULTS:
        done = t.thethuc("check", "--map", d.write("bad.json", json.dumps(changed(BASE, path, put), ensure_ascii=False, indent=1)), record,
                         "--diagnostics", "json")
        told = [(m["id"], os.path.basename(m["file"]), m["pointer"]) for m in map(json.loads, done.stderr.splitlines()) if m["level"] == "error"]
        t.check(f"{want} at {pointer}", told == [(want, "bad.json", pointer)] and done.returncode == 3, f"{told} {done.returncode}")
    done = t.thethuc("check", "--map", d.write("bad.json", "{\n \"plan\": [}"), record)
    t.check("a map that is no JSON", done.returncode == 3 and "bad.json:2:11" in done.stderr, done.stderr)
    done = t.thethuc("check", "--map", d.write("bad.json", text({"plan": {"issuer": {"name": "/o"}, "type": "x", "body": ["/b"]}})), record)
    t.check("no signature at all", "map-unmapped-one" in done.stderr, done.stderr)


def test_map_words(t, d):
    """Texts are joined with what the map puts between them, spaces and all."""
    record = d.write("record.json", text({"organ": "SỞ VÍ DỤ", "about": "Ví dụ", "text": "Nội dung.", "who": "Nguyễn Văn A", "tel": "1", "fax": "2"}))
    for between, want in ({"$with": " – "}, "Ví dụ – 1 – 2"), ({"$with": ""}, "Ví dụ12"), ({}, "Ví dụ 1 2"):
        mapped = changed(BASE, ("plan", "subject"), {"$join": ["/about", "/tel", "/none", "/fax"], **between})
        done = t.thethuc("render", "--map", d.write("map.json", text(mapped)), record, "--dump", "plan")
        t.check(f"joined as {want!r}", want in done.stdout, done.stdout[:400] + done.stderr)


def test_map_places(t, d):
    """A fault in a record of a large export, through a map, is told at its line, column and pointer as exported."""
    records = [{"organ": "SỞ VÍ DỤ", "about": f"Ví dụ {i}", "list": [{"text": "Một."}, {"text": "Hai\u0007."}] if i == 41 else [{"text": "Một."}],
                "who": "Nguyễn Văn A"} for i in range(60)]
    mapped = changed(BASE, ("plan", "body"), {"$from": "/list", "$each": {"text": "/text"}})
    export = "{\"total\": 60,\n\"rows\": [\n" + ",\n".join(text(r) for r in records) + "\n]}\n"
    done, told = feed(t, d / "places", "--map", d.write("map.json", text({"records": "/rows", **mapped})), d.write("export.json", export))
    errors = [m for m in map(json.loads, done.stderr.splitlines()) if m["level"] == "error"]
    line = export.split("\n")[43]
    t.equal("place and pointer in the export", [(m["id"], m["line"], m["column"], m["pointer"]) for m in errors],
            [("text-control", 44, line.index('"Hai') + 1, "/list/1/text")])
    t.equal("all others are made", len(made(d / "places")), 59)


def test(t):
    for part in (test_kinds, test_folders, test_damage, test_archives, test_memory, test_lists, test_maps, test_map_faults, test_map_words,
                 test_map_places):
        with Folder() as d:
            part(t, d)
