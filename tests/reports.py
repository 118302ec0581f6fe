"""Reports on plans: what is counted, where it is printed, what is wrong with the data."""

import json
import os
import re

import pikepdf
from conformance import faults
from suite import ROOT, Folder, read, run

REPORT = os.path.join(ROOT, "examples/report-soc-trang-2024.json")


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def grouped(n):
    return f"{n:,}".replace(",", ".")


def page_text(pdf, page):
    return " ".join(run("pdftotext", "-f", str(page), "-l", str(page), pdf, "-").stdout.split())


def test_example(t):
    """The numbers of the example, counted here a second time."""
    results = load(os.path.join(ROOT, "examples/results/soc-trang-2024.json"))["results"]
    spent, given = (sum(r.get(k, 0) for r in results) for k in ("spent", "allocated"))
    done = sum(r["status"] == "done" for r in results)
    with Folder() as d:
        done_run = t.thethuc("report", REPORT, "-o", d / "it.pdf")
        if not t.check("the example is made without a word", done_run.returncode == 0 and done_run.stderr == "", done_run.stderr):
            return
        text = " ".join(run("pdftotext", d / "it.pdf", "-").stdout.split())
        for words in (f"{len(results)} nhiệm vụ", f"đã hoàn thành {done} nhiệm vụ ({done * 100 // len(results)}%)",
                      f"{grouped(given)} đồng", f"{grouped(spent)} đồng", f"{grouped(given - spent)} đồng",
                      f"{spent / given * 100:.1f}%".replace(".", ","), "146/120", "vượt 21,7% kế hoạch", "đạt 87,5% kế hoạch",
                      "Phụ lục IV", "giảm 1 (16,7%)", "bằng năm trước", "Bảng 8.", "Biểu đồ 5."):
            t.check(f"says {words}", words in text, text[:200])
        for words in ("đã hoàn thành. Tin, bài: 146/120", "Kinh phí: 176.200.000 đồng.", "1. Nhiệm vụ", "Các cơ quan báo chí của tỉnh 1"):
            t.check(f"capitals: {words}", words in text, text[2000:2600])
        t.empty("amounts in a table stand without their unit", re.findall(r"(?:280|305).000.000 đồng", text.split("So sánh với năm trước")[-1]))
        t.empty("conforms", faults(d / "it.pdf"))
        again = t.thethuc("report", REPORT, "-o", d / "again.pdf")
        t.check("the same bytes twice", again.returncode == 0 and read(d / "again.pdf") == read(d / "it.pdf"))
        test_links(t, d / "it.pdf")


def link_targets(pdf):
    """Words of each link's element, and the page it leads to."""
    with pikepdf.open(pdf) as doc:
        numbers = {p.objgen: i + 1 for i, p in enumerate(doc.pages)}
        for page in doc.pages:
            for a in page.get("/Annots", []):
                if a.Subtype == "/Link" and "/Dest" in a:
                    yield str(a.Contents), numbers[a.Dest[0].objgen]


def test_links(t, pdf):
    """Numbers of tables lead to the rows of the table of tasks."""
    pages = [i for i in range(1, 20) if "Kết quả thực hiện nhiệm vụ" in page_text(pdf, i) or "Công an tỉnh" in page_text(pdf, i)]
    leads = [page for words, page in link_targets(pdf) if words == "Nhiệm vụ tại bảng chi tiết"]
    t.check("many numbers lead to rows", len(leads) > 40, str(len(leads)))
    t.check("links lead to the table of tasks", set(leads) <= set(pages), f"{set(leads)} of {pages}")


def test_contents(t):
    """A long report has its contents at the end, with the page of each heading."""
    with Folder() as d:
        for i in range(160):
            d.write(f"plan-{i:03}.json", json.dumps({**PLAN, "number": str(i + 1)}, ensure_ascii=False))
            d.write(f"done-{i:03}.json", json.dumps({**RESULTS, "plan": f"plan-{i:03}.json"}, ensure_ascii=False))
        parts = {n: ["Nội dung."] for n in ("general", "direction", "merits", "limits", "causes", "next", "proposals")}
        parts["general"] = ["Nội dung.", {"table": {"caption": ["Số liệu", {"note": "Nguồn."}], "columns": ["A", "B"], "rows": [["1", "2"]]}}]
        report = {k: v for k, v in HEAD.items() if k not in ("body", "appendices", "closing")}
        report["report"] = {"period": {"year": 2024}, "plans": ["plan-*.json"], "results": ["done-*.json"], "parts": parts}
        d.write("report.json", json.dumps(report, ensure_ascii=False))
        done = t.thethuc("report", d / "report.json", "-o", d / "it.pdf")
        if not t.check("a long report is made", done.returncode == 0, done.stderr):
            return
        t.empty("a long report conforms", faults(d / "it.pdf"))
        with pikepdf.open(d / "it.pdf") as doc:
            last = len(doc.pages)
        text = run("pdftotext", "-layout", "-f", str(last), d / "it.pdf", "-").stdout
        t.check("contents at the end", "MỤC LỤC" in text and "DANH MỤC BẢNG" in text, text[:300])
        t.check("captions without the marks of their notes", re.search(r"^Bảng 1\. Số liệu +\d+$", text, re.M), text)
        for words, page in re.findall(r"^(I+\. .*?)\.*\s+(\d+)$", text, re.M):
            t.check(f"{words.strip()} is on page {page}", words.strip().lower() in page_text(d / "it.pdf", page).lower())
        for n in ("I", "II", "III"):
            t.equal(f"appendix {n} once", len(re.findall(rf"^Phụ lục {n} ", text, re.M)), 1)
        leads = [page for words, page in link_targets(d / "it.pdf") if words.startswith("II. ")]
        t.check("entries are links", leads and leads[0] == 1, str(leads))


PLAN = {"issuer": {"name": "SỞ VÍ DỤ"}, "symbol": "KH-SVD", "number": "7", "place": "Minh Họa", "date": "2024-01-02", "type": "ke-hoach",
        "subject": "Ví dụ", "body": [{"heading": "Nhiệm vụ", "items": [
            {"task": "Một", "id": "a", "lead": ["Sở Ví Dụ"], "time": {"text": "Quý I", "from": "2024-01-01", "to": "2024-03-31"}},
            {"task": "Hai", "id": "b", "lead": ["Sở Ví Dụ"]}]}],
        "signature": {"title": "GIÁM ĐỐC", "name": "Nguyễn Văn A"}, "recipients": {"items": ["Như trên"], "archive": "VT"}}
RESULTS = {"plan": "plan.json", "results": [{"task": "a", "status": "done", "finished": "2024-02-01", "allocated": 100, "spent": 90},
                                            {"task": "b", "status": "ongoing"}]}
HEAD = {"issuer": {"name": "SỞ VÍ DỤ", "in_text": "Sở Ví Dụ"}, "symbol": "BC-SVD", "place": "Minh Họa", "date": "2024-12-20",
        "type": "bao-cao", "subject": "Kết quả", "body": [{"heading": "Kết quả", "items": ["Xong {tasks.done}, chi {money.spent}."]}],
        "appendices": [{"title": "Bảng", "body": [{"report": "tasks-table"}]}], "closing": "Chi tiết tại Phụ lục.",
        "report": {"period": {"year": 2024}, "plans": ["plan.json"], "results": ["results.json"]},
        "signature": {"title": "GIÁM ĐỐC", "name": "Nguyễn Văn A"}, "recipients": {"items": ["Như trên"], "archive": "VT"}}


def changed(data, path, value):
    data = json.loads(json.dumps(data))
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return data


# name, file, path in it, new value, id of the message, place
BROKEN = (
    ("an unknown task", "results", ("results", 0, "task"), "c", "result-task", "results.json"),
    ("an unknown plan", "results", ("plan",), "other.json", "result-plan", "results.json"),
    ("a result twice", "results", ("results", 1, "task"), "a", "result-twice", "results.json"),
    ("a status unknown", "results", ("results", 0, "status"), "finished", "value-choice", "results.json"),
    ("a total that differs", "results", ("spent",), 91, "total-sum", "results.json"),
    ("a negative quantity", "results", ("results", 0, "quantities"), [{"name": "x", "unit": "y", "done": -1}], "value-least", "results.json"),
    ("quantities beyond all bounds", "results", ("results", 0, "quantities"), [{"name": "x", "unit": "y", "done": 9 * 10 ** 18},
     {"name": "x", "unit": "y", "done": 9 * 10 ** 18}], "results-large", "results.json"),
    ("an unknown value", "report", ("body", 0, "items", 0), "Xong {tasks.dnoe}.", "report-value-near", "report.json"),
    ("a value of no year before", "report", ("body", 0, "items", 0), "Xong {before.tasks.done}.", "report-before", "report.json"),
    ("a change of per cent of tasks", "report", ("body", 0, "items", 0), "Xong {change.tasks.done_percent}.", "report-value", "report.json"),
    ("a change of per cent of money", "report", ("body", 0, "items", 0), "Chi {change.money.spent_percent}.", "report-value", "report.json"),
    ("the period of the year before", "report", ("body", 0, "items", 0), "Năm {before.period.year}.", "report-value", "report.json"),
    ("a change of the period", "report", ("body", 0, "items", 0), "Năm {change.period.year}.", "report-value", "report.json"),
    ("a brace that is not closed", "report", ("body", 0, "items", 0), "Đã chi {money.spent nhé.", "report-brace", "report.json"),
    ("an unknown part", "report", ("body", 0, "items", 0), {"report": "task-table"}, "report-part-near", "report.json"),
    ("a path that leads out", "report", ("report", "plans"), ["../plan.json"], "annual-path", "report.json"),
    ("a pattern that fits nothing", "report", ("report", "plans"), ["no*.json"], "annual-nothing", "report.json"),
    ("a file that is not there", "report", ("report", "results"), ["none.json"], "annual-read", "report.json"),
    ("a plan with a fault", "plan", ("body", 0, "items", 0, "time", "to"), "2023-01-01", "date-order", "plan.json"),
    ("a plan under two names", "report", ("report", "plans"), ["plan.json", "./plan.json"], "annual-same", "report.json"),
    ("an end before its beginning", "results", ("results", 0, "started"), "2024-02-02", "date-order", "results.json"),
    ("a secret plan", "plan", ("secrecy",), "mat", "secret-refused", "plan.json"),
    ("a target of nothing", "results", ("results", 0, "quantities"), [{"name": "x", "unit": "y", "done": 1, "target": 0}],
     "quantity-target", "results.json"),
    ("no tasks", "plan", ("body",), ["Không có nhiệm vụ."], "result-taskless", "results.json"),
)
WARNED = (
    ("a task without a result", "results", ("results",), RESULTS["results"][:1], "task-resultless", "plan.json"),
    *((f"{status}, but finished", "results", ("results", 0, "status"), status, "result-finished", "results.json")
      for status in ("ongoing", "waiting", "dropped")),
    ("more spent than allocated", "results", ("results", 0, "spent"), 101, "spent-over", "results.json"),
    ("money spent but not allocated", "results", ("results", 0), {"task": "a", "status": "done", "spent": 5}, "money-unallocated",
     "results.json"),
    ("one name in two units", "results", ("results", 0, "quantities"), [{"name": "Tin", "unit": "tin", "done": 1},
     {"name": "Tin", "unit": "bài", "done": 1}], "quantity-units", "results.json"),
)


def make(t, d, **files):
    data = {"plan": PLAN, "results": RESULTS, "report": HEAD, **files}
    for name, value in data.items():
        d.write(name + ".json", json.dumps(value, ensure_ascii=False, indent=1))
    return t.thethuc("report", d / "report.json", "-o", d / "it.pdf", "--lang", "en")


def test_faults(t):
    with Folder() as d:
        done = make(t, d)
        t.check("a sound report is made without a word", done.returncode == 0 and not done.stderr, done.stderr)
    for name, file, path, value, message, place in BROKEN:
        with Folder() as d:
            source = {"plan": PLAN, "results": RESULTS, "report": HEAD}[file]
            done = make(t, d, **{file: changed(source, path, value)})
            found = re.search(rf"{re.escape(place)}:\d+:\d+: error: .*\[{message}\]", done.stderr)
            t.check(f"{name} is told", done.returncode == 1 and found, f"{done.returncode} {done.stderr}")
            t.check(f"{name}: nothing is written", not os.path.exists(d / "it.pdf"))
    for name, file, path, value, message, place in WARNED:
        with Folder() as d:
            source = {"plan": PLAN, "results": RESULTS, "report": HEAD}[file]
            done = make(t, d, **{file: changed(source, path, value)})
            found = re.search(rf"{re.escape(place)}:\d+:\d+: warning: .*\[{message}\]", done.stderr)
            t.check(f"{name} is told, and the report made", done.returncode == 0 and found and os.path.exists(d / "it.pdf"),
                    f"{done.returncode} {done.stderr}")
    with Folder() as d:
        make(t, d)
        done = t.thethuc("render", d / "report.json", "-o", d / "other.pdf")
        t.check("render says which command makes a report", done.returncode == 1 and "report-command" in done.stderr, done.stderr)
        done = t.thethuc("report", d / "plan.json", "-o", d / "other.pdf")
        t.check("report says what a plan lacks", done.returncode == 1 and "report-needed" in done.stderr, done.stderr)


def test_finished(t):
    """A status against a last day is told at that day, by its name."""
    with Folder() as d:
        done = make(t, d, results=changed(RESULTS, ("results", 0, "status"), "waiting"))
        lines = read(d / "results.json").decode().split("\n")
        place = next(f"results.json:{i + 1}:{line.index(': ') + 3}: warning" for i, line in enumerate(lines) if '"finished"' in line)
        t.check("a last day of what waits is told there", place in done.stderr and '"waiting"' in done.stderr, f"{place} {done.stderr}")


def test_inside_itself(t):
    with Folder() as d:
        report = changed(HEAD, ("report", "parts"), {"general": [{"dash": "Một", "items": [{"report": "general"}]}]})
        report["body"][0]["items"].append({"report": "general"})
        done = make(t, d, report=report)
        found = re.search(r"report.json:\d+:\d+: error: .*\[report-part-inside\]", done.stderr)
        t.check("a part told inside itself is told", done.returncode == 1 and found, f"{done.returncode} {done.stderr}")
        t.equal("a part told inside itself: nothing is written", os.path.exists(d / "it.pdf"), False)


def test_too_wide(t):
    """What is wrong with tables of the usual outline is wrong with the report, not with the layout."""
    with Folder() as d:
        report = {k: v for k, v in HEAD.items() if k not in ("body", "appendices")}
        plan = changed(PLAN, ("body", 0, "items"), [{"task": "x" * 3000, "id": i, "lead": ["Sở Ví Dụ"]} for i in "ab"])
        done = make(t, d, report=report, plan=plan)
        t.check("no message about the layout", "line-overfull" in done.stderr and "base.json" not in done.stderr, f"{done.returncode} {done.stderr}")


def test_told_as_given(t):
    """Braces in plans and results are text, and nothing is said in per cent of nothing."""
    with Folder() as d:
        plan = changed(PLAN, ("body", 0, "items", 0, "task"), "Lập {status} và {tasks.done}")
        results = changed(RESULTS, ("results", 0, "quantities"), [{"name": "Tin {unit}", "unit": "tin {done}", "done": 3, "target": 4}])
        before = {"plan": "old.json", "results": [{"task": "a", "status": "waiting"}, {"task": "b", "status": "waiting"}]}
        d.write("old.json", json.dumps({**PLAN, "number": "6"}, ensure_ascii=False))
        d.write("before.json", json.dumps(before))
        report = changed(HEAD, ("report", "before"), {"plans": ["old.json"], "results": ["before.json"]})
        report["body"] = [{"heading": "Kết quả", "items": ["Hoàn thành {change.tasks.done} nhé.", {"report": "results"}]}]
        done = make(t, d, plan=plan, results=results, report=report)
        text = " ".join(run("pdftotext", d / "it.pdf", "-").stdout.split()) if done.returncode == 0 else done.stderr
        for words in ("Lập {status} và {tasks.done}: đã hoàn thành", "Tin {unit}: 3/4 tin {done}, đạt 75% kế hoạch", "Hoàn thành tăng 1 nhé"):
            t.check(f"says {words}", words in text, text)
        d.write("plan.json", json.dumps({**PLAN, "secrecy": "mat"}, ensure_ascii=False))
        done = t.thethuc("report", d / "report.json", "-o", d / "secret.pdf", "--allow-secret", "--lang", "en")
        t.check("a report on a secret plan is warned of", done.returncode == 0 and "[report-secrecy]" in done.stderr, done.stderr)


def test_counted(t):
    """What is late, helped with and due by quarter; headings under which nothing came to stand."""
    words = load(os.path.join(ROOT, "layouts/base.json"))["report"]["words"]
    plan = changed(PLAN, ("body", 0, "items", 1, "partners"), ["Sở Ví Dụ", "Sở Khác"])
    plan = changed(plan, ("body", 0, "items", 1, "time"), {"text": "Tháng 10", "from": "2024-10-01", "to": "2024-10-31"})
    body = [{"heading": "Đếm", "items": ["Muộn {tasks.late} trên {tasks.total}, xong {tasks.done_percent}, còn {money.left}.",
                                        "Chi {budget.spent} trong {budget.allocated}."]},
            {"heading": "Không có gì", "items": [{"report": "comparison-table"}]},
            {"heading": "Bảng", "items": [{"report": "agencies-table"}, {"report": "times-table"}]}]
    for day, late in (("2024-03-31", 0), ("2024-04-01", 1)):
        with Folder() as d:
            done = make(t, d, plan=plan, results=changed(RESULTS, ("results", 0, "finished"), day), report={**HEAD, "body": body})
            text = " ".join(run("pdftotext", "-layout", d / "it.pdf", "-").stdout.split()) if done.returncode == 0 else done.stderr
            t.check(f"finished on {day}, {late} late", f"Muộn {late} trên 2, xong 50%, còn 10 đồng." in text, text[:400])
            t.check(f"finished on {day}, money by its other names", "Chi 90 đồng trong 100 đồng." in text, text[:400])
            t.check(f"finished on {day}, so in the table", (words["cell_late"] in text) == bool(late), text[-900:])
            t.check("a heading over nothing is left out", "II. BẢNG" in text and "KHÔNG CÓ GÌ" not in text, text[:400])
            t.check("an agency that leads two and helps with one", re.search(r"Sở Ví Dụ 2 1 1 1 0 90\b", text), text[:900])
            t.check("one due in the first quarter and done", re.search(rf"Quý I 1 1 {late}\b", text), text[:1200])
            t.check("one due in the fourth and not done", re.search(r"Quý IV 1 0 0\b", text), text[:1200])


def test_due(t):
    """Quarters and months are those of the report's year, whatever its first day."""
    period = {"year": 2024, "from": "2023-12-15", "to": "2024-12-14"}
    body = [{"heading": "Bảng", "items": [{"report": "times-table"}, {"report": "months-table"}, {"report": "month-chart"}]}]
    report = {**changed(HEAD, ("report", "period"), period), "body": body}
    for due, counted in (("2024-12-31", 1), ("2023-12-31", 0), ("2025-12-31", 0)):
        with Folder() as d:
            plan = changed(PLAN, ("body", 0, "items", 1, "time"), {"text": "Đến hạn", "to": due})
            done = make(t, d, plan=plan, report=report)
            text = " ".join(run("pdftotext", "-layout", d / "it.pdf", "-").stdout.split()) if done.returncode == 0 else done.stderr
            for words in ("Quý IV", "Tháng 12"):
                t.check(f"due {due}: {counted} in {words}", re.search(rf"{words} {counted} 0 0\b", text), text[:1200])
            t.check(f"due {due}: the first quarter is as it was", re.search(r"Quý I 1 1 0\b", text), text[:1200])


def test_many(t):
    """Sixty plans found by a pattern, and told by field when there are more tasks than are listed."""
    with Folder() as d:
        for i in range(60):
            d.write(f"plan-{i:02}.json", json.dumps({**PLAN, "number": str(i + 1)}, ensure_ascii=False))
            d.write(f"done-{i:02}.json", json.dumps({**RESULTS, "plan": f"plan-{i:02}.json"}, ensure_ascii=False))
        report = {**HEAD, "report": {"period": {"year": 2024}, "plans": ["plan-*.json"], "results": ["done-*.json"]},
                  "body": [{"heading": "Kết quả", "items": ["Có {tasks.total} nhiệm vụ.", {"report": "results"}]}]}
        d.write("report.json", json.dumps(report, ensure_ascii=False))
        done = t.thethuc("report", d / "report.json", "-o", d / "it.pdf")
        text = " ".join(run("pdftotext", d / "it.pdf", "-").stdout.split()) if done.returncode == 0 else done.stderr
        t.check("plans are found by a pattern", "Có 120 nhiệm vụ" in text, text[:300])
        t.check("many tasks are told by field", "Nhiệm vụ: 120 nhiệm vụ, đã hoàn thành 60 (50%)" in text, text[:300])


def test(t):
    test_example(t)
    test_faults(t)
    test_finished(t)
    test_inside_itself(t)
    test_too_wide(t)
    test_told_as_given(t)
    test_counted(t)
    test_due(t)
    test_many(t)
    test_contents(t)
