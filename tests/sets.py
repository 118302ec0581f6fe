"""Print sets: who gets which copy, what is marked in it, and that a folder has all of a set or nothing."""

import json
import os
import re
import signal
import stat
import subprocess

import conformance
import jsonschema
import pikepdf
from suite import ENGLISH, ROOT, Folder, plans, read, run, tool

LETTER = os.path.join(ROOT, "examples/sets/cong-van.json")
SEPARATE = os.path.join(ROOT, "examples/sets/tung-noi-nhan.json")
ONE = os.path.join(ROOT, "examples/sets/mot-tep.json")
SCHEMA = os.path.join(ROOT, "layouts/set.schema.json")
MARK = "√"


def made(t, d, plan, chosen, *options, folder="set", **more):
    """Writes a set; the list as JSON, and what was said."""
    done = t.thethuc("render", "--lang", "en", "--diagnostics", "json", plan, "--set", chosen, "-d", d / folder, *options, **more)
    lists = [n for n in os.listdir(d / folder) if n.endswith("danh-sach-in.json")] if os.path.isdir(d / folder) else []
    said = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    return done.returncode, json.loads(read(os.path.join(d / folder, lists[0]))) if lists else None, said


def lines(pdf, *options):
    return [line.strip() for line in tool("pdftotext", "-layout", *options, pdf, "-").decode().splitlines() if line.strip()]


def boxes(pdf):
    """Every word with its place, the marks apart."""
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', tool("pdftotext", "-bbox", pdf, "-").decode())
    return sorted(w for w in found if w[4] != MARK)


def marked(pdf):
    """The lines with a mark, without it and what stands in another column."""
    return [re.split(r"\s{3,}", line.split(MARK)[1].strip())[0] for line in lines(pdf) if MARK in line]


def test_separate(t):
    with Folder() as d:
        status, told, said = made(t, d, LETTER, SEPARATE)
        names = [f["file"] for f in told["files"]]
        t.equal("separate: the folder has what the list says", sorted(os.listdir(d / "set")),
                sorted([*names, "45-svd-vp-2026-danh-sach-in.json", "45-svd-vp-2026-danh-sach-in.txt"]))
        t.equal("separate: nothing to tell", (status, said), (0, []))
        t.equal("separate: who gets how many", [(f["for"], f["copy"], f["copies"]) for f in told["files"]],
                [("signing", "Bản ký", 1), ("file", "Bản lưu", 2), ("recipient", "Sở Minh Họa Một", 1), ("recipient", "Sở Minh Họa Hai", 1),
                 ("recipient", "Ban Minh Họa", 1), ("recipient", "Ủy ban nhân dân các xã, phường", 14), ("recipient", "Trường Chính trị tỉnh", 1),
                 ("recipient", "Chủ tịch UBND tỉnh (để báo cáo)", 1), ("recipient", "Giám đốc, các Phó Giám đốc Sở", 3)])
        t.equal("separate: sums", told["totals"], {"files": 9, "pages_in_files": 9, "copies": 25, "pages": 25, "sheets_one_side": 25,
                                                   "sheets_both_sides": 25})
        want = {1: [], 2: ["- Lưu: VT, VP. NVA.(24)."], 3: ["- Các sở, ban, ngành tỉnh Minh Họa;", "- Như trên;"], 8: ["- Chủ tịch UBND tỉnh (để báo cáo);"]}
        pdfs = [os.path.join(d / "set", n) for n in names]
        for i, mark in want.items():
            t.equal(f"separate: copy {i} is marked", marked(pdfs[i - 1]), mark)
        t.empty("separate: nothing moves for a mark", [n for n, pdf in zip(names, pdfs) if boxes(pdf) != boxes(pdfs[0])])
        t.thethuc("render", LETTER, "-o", d / "plain.pdf")
        t.check("separate: the copy to sign is the document itself", read(pdfs[0]) == read(d / "plain.pdf"))
        for name, pdf in zip(names, pdfs):
            t.empty(f"{name} conforms", conformance.faults(pdf))
        spans = tool("pdfinfo", "-struct-text", pdfs[7]).decode()
        t.check("separate: the mark is read with its line", re.search(r'LBody \(block\)\n\s+Span \(inline\)\n\s+"√"\n\s+"Chủ tịch', spans), spans[-1500:])
        with pikepdf.open(pdfs[7]) as pdf:
            alts = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Span"]
        t.equal("separate: the mark says what it is", alts, ["Bản này gửi:"])
        text = read(os.path.join(d / "set", "45-svd-vp-2026-danh-sach-in.txt")).decode().splitlines()
        t.check("separate: the list for people", text[0] == "Danh sách in: 45/SVD-VP" and text[8].split(None, 3)[:3] == ["14", "1", "1"]
                and text[-1] == "in all: PDF 9, copies 25, pages 25, sheets on both sides 25", "\n".join(text))
        rules = tool("mutool", "draw", "-F", "trace", pdfs[7]).decode()
        plain = tool("mutool", "draw", "-F", "trace", pdfs[0]).decode()
        t.equal("separate: the line is underlined", rules.count("<fill_path") + rules.count("<lineto"), plain.count("<fill_path") + plain.count("<lineto") + 3)


def test_one(t):
    with Folder() as d:
        chosen = d.write("set.json", json.dumps({"output": "one", "copies": [{"for": "signing"}, {"for": "file", "copies": 2}, {"for": "recipients"}]}))
        for name, plan in plans():
            status, told, _ = made(t, d, plan, chosen, folder=name)
            if status:
                t.check(f"{name}: one PDF", False, str(status))
                continue
            path = os.path.join(d / name, told["files"][0]["file"])
            t.thethuc("render", plan, "-o", d / "plain.pdf")
            t.empty(f"{name}: one PDF conforms", conformance.faults(path))
            with pikepdf.open(path) as pdf, pikepdf.open(d / "plain.pdf") as plain:
                n, copies = len(plain.pages), told["totals"]["copies"]
                t.equal(f"{name}: pages", len(pdf.pages), n * copies)
                labels = [page.label for page in pdf.pages]
                t.equal(f"{name}: page labels", labels[:n * 2], [f"Bản ký, {i + 1}" for i in range(n)] + [f"Bản lưu (1/2), {i + 1}" for i in range(n)])
                t.equal(f"{name}: no label twice", len(set(labels)), len(labels))
                with pdf.open_outline() as outline:
                    titles = [entry.title for entry in outline.root]
                    inner = [entry.title for entry in outline.root[1].children]
                with plain.open_outline() as outline:
                    t.equal(f"{name}: a bookmark for each copy, the document's below", (len(titles), titles[0], inner),
                            (copies, "Bản ký", [entry.title for entry in outline.root]))
                tree = pdf.Root.StructTreeRoot.K
                t.check(f"{name}: a part for each copy", tree.S == "/Document" and [k.S for k in tree.K] == ["/Part"] * copies)
                contents = {page.Contents.objgen for page in pdf.pages}
                t.check(f"{name}: pages share what they show", n < len(contents) <= n + copies * 2, str(len(contents)))
                fonts = [len([o for o in p.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o]) for p in (pdf, plain)]
                t.check(f"{name}: fonts once", fonts[0] <= fonts[1] + 1, str(fonts))
            t.check(f"{name}: small", os.path.getsize(path) < os.path.getsize(d / "plain.pdf") * (1 + 0.16 * copies),
                    f"{os.path.getsize(path)} of {copies} copies, {os.path.getsize(d / 'plain.pdf')} of one")
            for i, row in enumerate(told["files"]):
                last = row["first_page"] + row["pages"] - 1
                found = [w for w in lines(path, "-f", row["first_page"], "-l", last) if MARK in w]
                if row["for"] == "recipient" and (len(found) != 1 or row["copy"].split(" (")[0][:20] not in found[0]):
                    t.check(f"{name}: {row['copy']} is marked where the list says", False, str(found))
            t.check(f"{name}: marks are where the list says", True)


def test_duplex(t):
    with Folder() as d:
        _, told, _ = made(t, d, LETTER, ONE)
        path = os.path.join(d / "set", told["files"][0]["file"])
        with pikepdf.open(path) as pdf:
            t.equal("duplex: pages", (len(pdf.pages), told["totals"]["pages_in_files"], told["totals"]["pages"]), (49, 49, 25))
            t.empty("duplex: each copy begins on the front", [str(r) for r in told["files"] if r["first_page"] % 2 == 0])
        t.equal("duplex: an empty page between copies", lines(path, "-f", "2", "-l", "2"), [])
        t.empty("duplex: conforms", conformance.faults(path))
        status, told, _ = made(t, d, plans()[2][1], d.write("even.json", json.dumps({**json.loads(read(ONE)), "copies": [{"for": "signing"}, {"for": "file"}]})), folder="even")
        t.equal("duplex: no empty page after an even number", (status, told["totals"]["pages_in_files"]), (0, 12))


def copies(*entries, **more):
    return {"copies": list(entries), **more}


SIGNING, FILE, ALL = {"for": "signing"}, {"for": "file"}, {"for": "recipients"}
BAD = {
    "no object": ([], "field-type"),
    "no copies": ({}, "field-missing"),
    "an empty list": (copies(), "field-empty"),
    "for nobody": (copies({"copies": 2}), "field-missing"),
    "for somebody unknown": (copies({"for": "friends"}), "value-choice"),
    "a recipient without words": (copies({"for": "recipient"}), "field-missing"),
    "words without a recipient": (copies({"for": "file", "match": "VT"}), "set-match-alone"),
    "nobody like that": (copies({"for": "recipient", "match": "Sở Không Có"}), "set-nobody"),
    "several like that": (copies({"for": "recipient", "match": "tỉnh"}), "set-several"),
    "the same twice": (copies({"for": "recipient", "match": "Trường"}, {"for": "recipient", "match": "Trường Chính trị"}), "set-same"),
    "signed twice": (copies(SIGNING, SIGNING), "set-twice"),
    "a negative number": (copies({"for": "file", "copies": -1}), "value-least"),
    "too many": (copies({"for": "file", "copies": 1000000}), "value-most"),
    "too many together": (copies({"for": "file", "copies": 9000}, {"for": "recipients", "copies": 9000}), "set-large"),
    "too many pages": (copies(SIGNING, {"for": "file", "copies": 10000}, output="one", duplex=True), "set-large"),
    "a number as text": (copies({"for": "file", "copies": "2"}), "field-type"),
    "no copy at all": (copies({"for": "file", "copies": 0}), "field-empty"),
    "names without words": (copies({"for": "recipients", "names": ["A"]}), "field-needs"),
    "names empty": (copies({"for": "recipient", "match": "Trường", "names": []}), "field-empty"),
    "an output unknown": (copies(SIGNING, output="two"), "value-choice"),
    "no JSON": (None, "json-"),
}


def test_bad(t):
    plan = json.loads(read(LETTER))
    validator = jsonschema.Draft202012Validator(json.loads(read(SCHEMA)))
    form = {"no object", "no copies", "an empty list", "for nobody", "for somebody unknown", "a negative number", "too many", "a number as text",
            "names without words", "names empty", "an output unknown"}
    with Folder() as d:
        for name, (data, says) in BAD.items():
            status, told, said = made(t, d, LETTER, d.write("set.json", "{" if data is None else json.dumps(data)))
            ids = [m["id"] for m in said if m["level"] == "error"]
            t.check(f"refused: {name}", status == 1 and told is None and any(i.startswith(says) for i in ids) and not os.path.exists(d / "set"), f"{status} {ids}")
            if name in form:
                t.check(f"the schema refuses: {name}", not validator.is_valid(data))
        status, told, said = made(t, d, LETTER, d.write("set.json", json.dumps(copies(SIGNING, ALL, output="separate"))))
        t.equal("told: lines that stand for several, and another number of copies", sorted((m["id"], m["pointer"]) for m in said),
                [("set-count", "/recipients"), ("set-plural", "/addressees/0"), ("set-plural", "/addressees/1"), ("set-plural", "/recipients/items/2")])
        t.equal("told, and written", (status, told["totals"]["copies"]), (0, 6))
        status, told, _ = made(t, d, LETTER, d / "set.json", "--strict", folder="strict")
        t.check("--strict writes nothing then", status == 1 and not os.path.exists(d / "strict"))
        marked_by_hand = {**plan, "recipients": {"items": ["Báo Minh Họa"], "archive": "VT", "drafter": "PL.(300)"}, "addressees": ["Báo Minh Họa"]}
        _, _, said = made(t, d, d.write("plan.json", json.dumps(marked_by_hand)), "recipients")
        t.equal("told: the number in the drafter's mark", [m["text"][:46] for m in said if m["id"] == "set-count"], ["the drafter's mark says 300 copies, the set ma"])
        bare = {k: v for k, v in plan.items() if k not in ("recipients", "addressees")}
        status, _, said = made(t, d, d.write("plan.json", json.dumps(bare)), "recipients", folder="bare")
        t.check("no recipients", status == 1 and "set-recipients" in [m["id"] for m in said] and not os.path.exists(d / "bare"), str(said))
        left_out = copies(SIGNING, ALL, {"for": "recipient", "match": "Trường", "copies": 0})
        _, told, _ = made(t, d, LETTER, d.write("set.json", json.dumps(left_out)), folder="out")
        t.check("a recipient left out", "Trường Chính trị tỉnh" not in [f["copy"] for f in told["files"]])


def test_usage(t):
    with Folder() as d:
        for name, options in (("a set without a folder", ("--set", ONE)), ("a folder without a set", ("-d", d / "set")),
                              ("with -o", ("--set", ONE, "-d", d / "set", "-o", d / "it.pdf")), ("with --dump", ("--set", ONE, "-d", d / "set", "--dump", "pages")),
                              ("with --attach-source", ("--set", ONE, "-d", d / "set", "--attach-source"))):
            done = t.thethuc("render", LETTER, *options)
            t.check(f"usage: {name}", done.returncode == 2 and "--set" in done.stderr and not os.listdir(d.path), f"{done.returncode} {done.stderr}")
        done = t.thethuc("render", LETTER, "--set", d / "none.json", "-d", d / "set")
        t.check("usage: no such set", done.returncode == 3 and not os.listdir(d.path), done.stderr)
        done = t.thethuc("schema", "set")
        t.check("schema set is layouts/set.schema.json", done.stdout == read(SCHEMA).decode(), "thethuc schema set writes it anew")
        validator = jsonschema.Draft202012Validator(json.loads(done.stdout))
        t.empty("examples are valid", [f"{e.message}" for p in (SEPARATE, ONE) for e in validator.iter_errors(json.loads(read(p)))])


def names(folder):
    return {n: read(os.path.join(folder, n)) for n in os.listdir(folder)}


def test_together(t):
    """All files of a set, or what was there before."""
    with Folder() as d:
        made(t, d, LETTER, SEPARATE)
        first = names(d / "set")
        made(t, d, LETTER, SEPARATE, folder="again")
        t.check("the same bytes again", names(d / "again") == first)
        made(t, d, LETTER, SEPARATE)
        t.check("an older set is replaced", names(d / "set") == first)
        changed = {**json.loads(read(LETTER)), "place": "Nơi Khác"}
        plan = d.write("plan.json", json.dumps(changed))
        pdf = os.path.join(d / "set", "45-svd-vp-2026-09-giam-doc-cac-pho-giam-doc-so.pdf")
        os.unlink(pdf)
        os.mkdir(pdf)
        del first[os.path.basename(pdf)]
        status, _, said = made(t, d, plan, SEPARATE)
        os.rmdir(pdf)
        t.check("a folder in the way: the older set stays", status == 2 and names(d / "set") == first, f"{status} {said}")
        if os.getuid() != 0:
            os.chmod(d / "set", stat.S_IRUSR | stat.S_IXUSR)
            status, _, said = made(t, d, plan, SEPARATE)
            os.chmod(d / "set", stat.S_IRWXU)
            t.check("a folder that takes nothing", status == 3 and names(d / "set") == first, f"{status} {said}")
        limited = subprocess.run(["sh", "-c", 'ulimit -f 30; exec "$@"', "sh", t.program, "render", plan, "--set", SEPARATE, "-d", d / "small"], cwd=ROOT,
                                 env=ENGLISH, capture_output=True, text=True, timeout=60, check=False)
        t.check("no room: not even the folder", limited.returncode == 3 and not os.path.exists(d / "small"), f"{limited.returncode} {limited.stderr}")
        done = t.thethuc("render", plan, "--set", SEPARATE, "-d", d / "none/set")
        t.check("no folder to make it in", done.returncode == 3 and not os.path.exists(d / "none"), done.stderr)
        done = t.thethuc("render", plan, "--set", SEPARATE, "-d", plan)
        t.check("a file where the folder should be", done.returncode == 3 and read(plan) == json.dumps(changed).encode(), done.stderr)
        big = d.write("big.json", json.dumps(copies({"for": "file", "copies": 3000}, output="one")))
        for wait in (0.01, 0.03, 0.1, 0.3):
            child = subprocess.Popen([t.program, "render", plans()[1][1], "--set", big, "-d", d / "stopped"], cwd=ROOT, env=ENGLISH,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                child.wait(wait)
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGTERM)
                child.wait()
            left = os.listdir(d / "stopped") if os.path.isdir(d / "stopped") else []
            t.check(f"a signal after {wait} s leaves all or nothing", len(left) in (0, 3) and not [n for n in left if n.startswith(".")], str(left))


def test_others(t):
    """Sets of documents with several pages of recipients, pictures, fields, other standards."""
    with Folder() as d:
        signed = os.path.join(ROOT, "examples/signatures/mot-nguoi-ky.json")
        chosen = d.write("set.json", json.dumps(copies(SIGNING, FILE, output="one")))
        status, told, said = made(t, d, signed, chosen, "--fields")
        path = os.path.join(d / "set", told["files"][0]["file"])
        t.empty("pictures and fields conform", conformance.faults(path))
        with pikepdf.open(path) as pdf, pikepdf.open(path) as again:
            fields = [str(f.T) for f in pdf.Root.AcroForm.Fields]
            pages = [i for i, page in enumerate(again.pages) if any(a.Subtype == "/Widget" for a in page.get("/Annots", []))]
        t.check("fields are in the copy to sign alone, once each", fields and len(set(fields)) == len(fields)
                and max(pages) < told["files"][0]["pages"], f"{fields} {pages}")
        many = {**json.loads(read(LETTER)), "addressees": [f"Đơn vị thứ {i} (ví dụ)" for i in range(1, 90)]}
        many["recipients"] = {"items": [f"Nơi nhận {'dài ' * 12}thứ {i}" for i in range(1, 80)], "archive": "VT"}
        status, told, said = made(t, d, d.write("many.json", json.dumps(many)), "recipients", folder="many")
        t.equal("many recipients", (status, len(told["files"])), (0, 81))
        pdf = os.path.join(d / "many", told["files"][60]["file"])
        t.check("of many one is marked, on whatever page", len(marked(pdf)) == 1 and "thứ 59" in " ".join(lines(pdf)).split(MARK)[1][:120], str(marked(pdf)))
        t.empty("of many one conforms", conformance.faults(pdf))
        status, told, _ = made(t, d, LETTER, ONE, "--pdf-standard", "1.7", folder="plain")
        t.equal("as plain PDF", (status, run("qpdf", "--check", os.path.join(d / "plain", told["files"][0]["file"])).returncode), (0, 0))
        status, told, said = made(t, d, os.path.join(ROOT, "examples/fit/spill.json"), "recipients", folder="fit")
        t.equal("fitted and issued", (status, {f["pages"] for f in told["files"]}), (0, {1}))


def test(t):
    test_separate(t)
    test_one(t)
    test_duplex(t)
    test_bad(t)
    test_usage(t)
    test_together(t)
    test_others(t)
