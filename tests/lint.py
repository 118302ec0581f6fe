"""The review of plans: each rule finds its defect at the right place and is silent about what is like it."""

import json
import os
import shutil
import time

from lint_cases import DEFECTS, NEAR, RIGHT, good
from suite import ROOT, Folder, plans, read

INSIDE, VALUE = "¦", "§"    # before the character that is told; after the quote of the value that is told


def place(text):
    """The text without its marker, and line and column of what it marks (None: there is no marker)."""
    for marker, back in ((INSIDE, 0), (VALUE, 1)):
        at = text.find(marker)
        if at >= 0:
            line = text.count("\n", 0, at) + 1
            column = at - (text.rfind("\n", 0, at) + 1) + 1 - back
            return text.replace(marker, ""), (line, column)
    return text, None


def check(t, plan, *options):
    """What check says of a plan, and where its marker was; a string is the plan's text."""
    text, wanted = place(plan if isinstance(plan, str) else json.dumps(plan, ensure_ascii=False, indent=1))
    done = t.thethuc("check", "--lang", "en", "--diagnostics", "json", *options, "-", stdin=text)
    return [json.loads(line) for line in done.stderr.splitlines()], wanted, done


def rules(t, *options):
    return json.loads(t.thethuc("check", "--list-rules", "--json", *options).stdout)


def test_rules(t):
    known = [r["id"] for r in rules(t)]
    t.equal("the good plan is silent", [m["text"] for m in check(t, good())[0]], [])
    for text in RIGHT:
        t.empty(f"right: {text[:40]}", [m["text"] for m in check(t, good(body=good()["body"] + [text]))[0]])
    t.equal("each rule has a defect", sorted(DEFECTS), sorted(known))
    t.equal("each rule has something like it", sorted(NEAR), sorted(known))
    for rule, cases in DEFECTS.items():
        for i, case in enumerate(cases):
            plan, found = case if isinstance(case, tuple) else (case, None)
            messages, wanted, _ = check(t, plan)
            mine = [m for m in messages if m["id"] == rule]
            places = [(m["line"], m["column"]) for m in mine]
            ok = len(mine) == 1 and (wanted is None or places == [wanted]) and (found is None or found in mine[0]["text"])
            t.check(f"{rule} finds {i + 1}", ok, f"{places}, want {wanted} {found!r}: {[m['id'] + ': ' + m['text'] for m in messages]}")
    for rule, cases in NEAR.items():
        for i, plan in enumerate(cases):
            t.empty(f"{rule} is silent {i + 1}", [m["text"] for m in check(t, plan)[0] if m["id"] == rule])


BAD = {"body": ["Kế hoạch này được được triển khai , từ năm 2026,tại tỉnh."]}


def levels(t, plan, *options):
    messages, _, done = check(t, plan, *options)
    return {m["id"]: m["level"] for m in messages}, done.returncode


def test_levels(t):
    def given(**lint):
        return good(**BAD, layout={"lint": lint})

    t.equal("levels by themselves", levels(t, good(**BAD)), ({"word-doubled": "warning", "space-before-mark": "warning", "mark-space": "warning"}, 0))
    t.equal("levels of a plan", levels(t, given(**{"word-doubled": "error", "space-before-mark": "note", "mark-space": "off"})),
            ({"word-doubled": "error", "space-before-mark": "note"}, 1))
    t.equal("the command line counts more", levels(t, given(**{"word-doubled": "error"}), "--lint", "word-doubled=note", "--lint=mark-space=off",
                                                   "--lint", "space-before-mark=error"), ({"word-doubled": "note", "space-before-mark": "error"}, 1))
    t.equal("all off, one on", levels(t, good(**BAD), "--lint", "all=off", "--lint", "word-doubled"), ({"word-doubled": "warning"}, 0))
    t.equal("warnings count with --strict", levels(t, good(**BAD), "--lint", "all=off", "--lint", "word-doubled=warning", "--strict")[1], 1)
    t.equal("notes do not", levels(t, good(**BAD), "--lint", "all=off", "--lint", "word-doubled=note", "--strict")[1], 0)
    found, status = levels(t, given(**{"word-double": "off"}))
    t.check("unknown rule in a plan", found.get("field-misspelt") == "warning" and status == 0, str(found))
    found, status = levels(t, given(**{"word-doubled": "fatal"}))
    t.check("unknown level in a plan", "value-choice" in found and status == 1, str(found))
    for option, says in (("word-double=off", "did you mean \"word-doubled\""), ("nothing=off", "--list-rules"), ("word-doubled=fatal", "off, note, warning, error")):
        messages, _, done = check(t, good(), "--lint", option)
        t.check(f"--lint {option}", done.returncode == 2 and any(says in m["text"] for m in messages), f"{done.returncode} {done.stderr}")
    with Folder() as d:
        office = d.write("office.json", json.dumps({"profile": "office", "extends": "nd30-2020", "lint": {"word-doubled": "error", "mark-space": "off"}}))
        t.equal("levels of an office's profile", levels(t, good(**BAD), "--profile", office),
                ({"word-doubled": "error", "space-before-mark": "warning"}, 1))
    t.equal("the list tells the levels set", [r["level"] for r in rules(t, "--lint", "word-doubled=error") if r["id"] == "word-doubled"], ["error"])


def test_data(t):
    """Word lists that are damaged are the system's fault, told at their place; plans are not blamed."""
    with Folder() as d:
        shutil.copytree(os.path.join(ROOT, "layouts"), d / "layouts")
        os.symlink(os.path.join(ROOT, "fonts"), d / "fonts")
        for name, change, want in (("missing", None, "profile-read"), ("cut off", lambda s: s[:900], "json-string-open"),
                                   ("five days a week", lambda s: s.replace('"thứ sáu", "thứ bảy"', '"thứ sáu"'), "list-count"),
                                   ("a list that is a word", lambda s: s.replace('"even": ["chẵn"]', '"even": "chẵn"'), "field-type"),
                                   ("a list left out", lambda s: s.replace('"even": ["chẵn"],', ""), "field-missing")):
            if change:
                text = read(os.path.join(ROOT, "layouts/lint.json")).decode()
                d.write("layouts/lint.json", change(text))
                t.check(f"lint.json {name} is a change", change(text) != text)
            else:
                os.remove(d / "layouts/lint.json")
            done = t.thethuc("check", "--diagnostics", "json", "-", stdin=json.dumps(good()), env={"THETHUC_DATA": d.path})
            ids = [json.loads(line)["id"] for line in done.stderr.splitlines()]
            t.check(f"lint.json {name}", done.returncode == 3 and want in ids, f"{done.returncode} {done.stderr}")
            done = t.thethuc("render", "-", stdin=json.dumps(good()).encode(), env={"THETHUC_DATA": d.path}, text=False)
            t.check(f"render does without: {name}", done.returncode == 0)


def test_list(t):
    listed = rules(t)
    t.empty("each rule is told in both languages", [r["id"] for r in listed if not r["en"] or not r["vi"] or r["en"] == r["vi"]])
    text = t.thethuc("check", "--list-rules").stdout
    t.empty("the list for people has all", [r["id"] for r in listed if r["id"] not in text or r["en"] not in text or r["vi"] not in text])
    for language in "en", "vi":
        text = t.thethuc("check", "--lang", language, "-", stdin=json.dumps(good(**BAD))).stderr
        t.check(f"findings in {language}", ("is there twice" if language == "en" else "bị lặp") in text and "[word-doubled]" in text, text)


def test_render(t):
    """Rendering reviews only when asked to, and a review changes nothing."""
    with Folder() as d:
        plan = d.write("plan.json", json.dumps(good(**BAD), ensure_ascii=False))
        plain = t.thethuc("render", plan, "-o", "-", text=False)
        asked = t.thethuc("render", "--lint", "all", plan, "-o", "-", text=False)
        t.check("render does not review", b"word-doubled" not in plain.stderr, str(plain.stderr))
        t.check("render --lint does", b"word-doubled" in asked.stderr and asked.stdout == plain.stdout, str(asked.stderr))
        refused = t.thethuc("render", "--lint", "word-doubled=error", plan, "-o", d / "out.pdf")
        t.check("an error of a rule refuses the PDF", refused.returncode == 1 and "out.pdf" not in str(d.path), refused.stderr)


def test_plans(t):
    """Documents of before 1 July 2025 keep their names."""
    for name, path in plans():
        done = t.thethuc("check", "--diagnostics", "json", path)
        ids = [json.loads(line)["id"] for line in done.stderr.splitlines()]
        t.check(f"{name} has no places of the past", not {"province", "district", "organ-former"} & set(ids), str(ids))


EXAMPLE = ("symbol-type", "subject-year", "date-padding", "citation-year", "citation-symbol", "basis-date", "basis-end", "word-doubled",
           "capital-name", "range-dash", "misread", "space-before-mark", "mark-space", "district", "province", "organ-former", "weekday",
           "capital-reference", "reference", "quote-straight", "money-words", "figures-comma", "signer-deputy", "signer-rank", "recipient-twice",
           "archive-label")


def test_example(t):
    """The example of a plan with defects: one finding each."""
    done = t.thethuc("check", "--diagnostics", "json", "examples/review/loi-thuong-gap.json")
    ids = [json.loads(line)["id"] for line in done.stderr.splitlines()]
    t.check("the example", done.returncode == 0 and sorted(ids) == sorted(EXAMPLE), f"more: {[i for i in ids if i not in EXAMPLE]}, "
            f"not found: {[i for i in EXAMPLE if i not in ids]} {len(ids)}")


def best(t, plan):
    with Folder() as d:
        path, times = d.write("plan.json", plan), []
        for options in ([], ["--lint", "all=off"]):
            times.append(9.0)
            for _ in range(5):
                start = time.perf_counter()
                t.thethuc("check", *options, path)
                times[-1] = min(times[-1], time.perf_counter() - start)
    return times[0] - times[1]


def test_speed(t):
    """Of 64 KB in milliseconds, of eight times as much in about eight times as long."""
    text = "Thực hiện Quyết định số 81/QĐ-UBND ngày 06 tháng 5 năm 2024, chi 2.000.000 đồng (hai triệu đồng) cho hòa bình. "
    small, large = (best(t, json.dumps(good(body=[text * 10] * n), ensure_ascii=False)) for n in (46, 368))
    t.check("64 KB are reviewed in milliseconds", small < 0.1, f"{small * 1000:.1f} ms")
    t.check("time grows with the text", large < 30 * max(small, 0.01), f"{small * 1000:.1f} ms, {large * 1000:.1f} ms of eight times as much")


def test(t):
    test_rules(t)
    test_levels(t)
    test_data(t)
    test_list(t)
    test_render(t)
    test_plans(t)
    test_example(t)
    test_speed(t)
