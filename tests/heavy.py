"""Data that are much too much: a clear error, or the right pages with work that grows no faster than the data.

Work is processor time, the least of some runs, of data and of twice the data: 2 where it is linear, 4 where it is quadratic."""

import json
import os
import resource
import struct
import subprocess
import zlib

import pikepdf
from suite import ENGLISH, Folder

WORDS = "Nội dung công việc số %d cần thực hiện trong năm theo kế hoạch (ví dụ minh họa)"
GROWTH = 3.2
ENOUGH = 0.02  # seconds: less cannot be measured


def plan(*body, **more):
    return {"kind": "state", "issuer": {"name": "ỦY BAN NHÂN DÂN TỈNH MINH HỌA", "abbreviation": "UBND"}, "number": 1, "symbol": "KH-UBND",
            "place": "Minh Họa", "date": "2024-05-06", "type": "ke-hoach", "subject": "Việc thử (ví dụ minh họa)", "body": list(body) or [{"text": "Nội dung."}],
            "signature": {"title": "CHỦ TỊCH", "name": "Nguyễn Văn A"}, "recipients": {"items": ["Như trên"], "archive": "VT"}, **more}


def table(rows, columns=2):
    return plan({"table": {"columns": [{"head": f"Cột {i}"} for i in range(columns)], "rows": rows}}, {"text": "Hết."})


def long_text(n):
    return " ".join(WORDS % i for i in range(n))


def nested(inner, n):
    node = {"text": "x"}
    for _ in range(n):
        node = inner(node)
    return plan(node)


# What grows: name, how much of it, the plan, the least pages.
GROWING = (
    ("items in one level", 20000, lambda n: plan({"heading": "I", "items": [{"text": WORDS % i} for i in range(n)]}), 1000),
    ("headings", 8000, lambda n: plan(*({"heading": f"Mục {i}", "items": [{"text": "x"}]} for i in range(n))), 500),
    ("footnotes", 20000, lambda n: plan(*({"text": ["Nội dung ", {"note": f"Chú thích {i}"}]} for i in range(n))), 1000),
    ("footnotes of one paragraph", 20000, lambda n: plan({"text": [p for i in range(n) for p in ("Nội dung ", {"note": f"Chú thích {i}"})]}), 400),
    ("a paragraph of many pages", 12000, lambda n: plan({"text": long_text(n)}), 300),
    ("words in bold", 40000, lambda n: plan({"text": "**a** b " * n}), 100),
    ("rows of a table", 25000, lambda n: table([[f"Hàng {i}", "x"] for i in range(n)]), 600),
    ("a cell of many pages", 8000, lambda n: table([[long_text(n), long_text(n // 2)]]), 100),
    ("tables", 2500, lambda n: plan(*({"table": {"columns": [{"head": "a"}, {"head": "b"}], "rows": [["s", "x"]]}} for _ in range(n)), {"text": "Hết."}), 150),
    ("recipients", 2500, lambda n: plan(recipients={"items": [f"Sở số {i}" + " nhận để biết" * 5 for i in range(n)], "archive": "VT"}), 40),
    ("recipients of 400 bytes", 2500, lambda n: plan(recipients={"items": [f"Sở số {i}" + " nhận để biết và thực hiện" * 12 for i in range(n)], "archive": "VT"}), 250),
    ("a subject of a megabyte", 50000, lambda n: plan(subject=("Việc thử " * n).strip()), 60),
)

# What is refused: name, plan, the error.
REFUSED = (
    ("10,000 nested arrays", '{"kind": ' + "[" * 10000 + "]" * 10000 + "}", "json-depth"),
    ("400 nested items", json.dumps(nested(lambda x: {"heading": "Mục", "items": [x]}, 100)), "node-depth"),
    ("quotes in quotes", json.dumps(nested(lambda x: {"text": "q", "items": [{"quote": [x]}]}, 40)), "node-depth"),
    ("a word of a megabyte", json.dumps(plan({"text": "a" * 1000000})), "word-long"),
    ("a word of a megabyte of braces", json.dumps(plan({"text": "{" * 1000000})), "word-long"),
    ("50,000 columns", json.dumps(table([["1"] * 50000], 50000)), "list-many"),
    ("1,000 issuers", json.dumps(plan(issuer=None, issuers=[{"name": f"SỞ VÍ DỤ {i}", "abbreviation": f"S{i}"} for i in range(1000)])), "list-many"),
    ("100,000 recipients", json.dumps(plan(recipients={"items": [f"Sở {i}" for i in range(100000)], "archive": "VT"})), "list-many"),
    ("65,536 different characters", json.dumps(plan({"text": " ".join(chr(c) for c in range(0xA1, 0x10000) if not 0xD800 <= c < 0xE000)})), "text-right"),
    ("100,000 unknown names", json.dumps({**plan(), **{f"k{i}": 1 for i in range(100000)}, "subject": 1}), "field-type"),
    ("numbers without end", json.dumps(plan()).replace("2024-05-06", "9" * 100000), "date"),
)


def work(program, *arguments, cwd):
    """Status, what was said, seconds of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([program, *arguments], cwd=cwd, env=ENGLISH, stdin=subprocess.DEVNULL, capture_output=True, timeout=100)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.returncode, done.stderr.decode(errors="replace"), after.ru_utime - before.ru_utime


def least(runs, *arguments, **more):
    return min((work(*arguments, **more) for _ in range(runs)), key=lambda r: r[2])


def test_growing(t):
    with Folder() as d:
        for name, n, make, pages in GROWING:
            for size in (n // 2, n):
                d.write(f"{size}.json", json.dumps(make(size)))
            status, said, whole = least(1, t.program, "render", f"{n}.json", "-o", "it.pdf", cwd=d.path)
            if not t.check(f"{n} {name}", status == 0, said):
                continue
            with pikepdf.open(d / "it.pdf") as pdf:
                t.check(f"{n} {name} have their pages", len(pdf.pages) >= pages, str(len(pdf.pages)))
            for runs in (1, 3, 5):
                half = least(runs, t.program, "render", f"{n // 2}.json", "-o", "it.pdf", cwd=d.path)[2]
                whole = min(whole, least(runs, t.program, "render", f"{n}.json", "-o", "it.pdf", cwd=d.path)[2])
                if whole <= GROWTH * max(half, ENOUGH):
                    break
            t.check(f"{name}: twice as many are twice the work", whole <= GROWTH * max(half, ENOUGH), f"{half:.3f} s, {whole:.3f} s")


def test_refused(t):
    with Folder() as d:
        for name, data, wanted in REFUSED:
            d.write("it.json", data)
            status, said, seconds = work(t.program, "render", "it.json", "-o", "it.pdf", cwd=d.path)
            t.check(f"{name} are refused", status == 1 and f"[{wanted}" in said and seconds < 5 and not os.path.exists(d / "it.pdf"), f"{status} {seconds} {said[:300]}")


def png(width, height):
    """A gray picture of any size, packed well."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) \
        + chunk(b"IDAT", zlib.compress(bytes((width + 1) * height))) + chunk(b"IEND", b"")


def test_pictures(t):
    with Folder() as d:
        d.write("it.json", json.dumps(plan({"figure": {"image": "it.png", "alt": "Hình"}}, {"text": "Hết."})))
        for width, height, wanted in ((1, 100000, "image-pixels"), (100000, 1, "image-pixels"), (1, 30000, ""), (30000, 1, "")):
            d.write("it.png", png(width, height))
            status, said, seconds = work(t.program, "render", "it.json", "-o", "it.pdf", cwd=d.path)
            good = status == 1 and f"[{wanted}]" in said if wanted else status == 0
            t.check(f"a picture of {width} by {height}", good and seconds < 5, f"{status} {seconds} {said[:300]}")


def test_records(t):
    """HTML whose tags are never closed is read once."""
    rules = {**plan(), "body": {"$from": "/b", "$html": True, "$lines": True, "$drop": "{?}", "$else": ["Hết."]}}
    with Folder() as d:
        d.write("map.json", json.dumps({"plan": rules}))
        d.write("it.json", json.dumps({"b": "<a " * 2000000}))
        status, said, seconds = work(t.program, "render", "it.json", "--map", "map.json", "-o", "it.pdf", cwd=d.path)
        t.check("two million tags that nothing closes", status == 0 and seconds < 5, f"{status} {seconds} {said[:300]}")


def test(t):
    test_growing(t)
    test_records(t)
    test_refused(t)
    test_pictures(t)
