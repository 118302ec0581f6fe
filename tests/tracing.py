"""Where the numbers of a report come from: every one is told, and what is told gives the number."""

import json
import os
import re

import jsonschema
from suite import REPORT, ROOT, Folder, read
from trace_pages import Printed
from trace_reader import Trace, load


def check_figures(t, trace, what):
    """Each figure is worked out again; sets and tasks are looked for again."""
    schema = jsonschema.Draft202012Validator(load(os.path.join(ROOT, "layouts/trace.schema.json")))
    t.empty(f"{what}: the schema takes the trace", [f"{e.json_path}: {e.message}" for e in schema.iter_errors(trace.data)][:5])
    t.empty(f"{what}: figures are what their formulas come to", list(filter(None, map(trace.wrong, trace.figures))))
    t.empty(f"{what}: sets hold what they say", list(filter(None, map(trace.wrong_set, trace.sets))))
    t.empty(f"{what}: tasks are those of the plans", trace.wrong_tasks())


def check_places(t, trace, what):
    """Tasks and results stand at their lines."""
    wrong = []
    for task in trace.tasks.values():
        for file, place in (("plan", "line"), ("results", "result_line")):
            if file not in task:
                continue
            line, column = map(int, task[place].split(":"))
            path = os.path.join(trace.root, trace.files[task[file]]["name"])
            if not read(path).decode().split("\n")[line - 1][column - 1:].startswith("{"):
                wrong.append(f"{path}:{task[place]}")
    t.empty(f"{what}: places of tasks and results", wrong)


def check_pages(t, trace, pdf, report, what):
    """Every number that is printed and computed is traced on its page; each figure left out would be missed."""
    printed = Printed(pdf, report)
    t.empty(f"{what}: every number on the pages is traced", printed.faults(trace.figures))
    shown = [i for i, f in enumerate(trace.figures) if re.search("[0-9]", f["text"])]
    unseen = [trace.figures[i] for i in shown[::max(1, len(shown) // 60)] if not printed.faults(trace.figures[:i] + trace.figures[i + 1:])]
    t.empty(f"{what}: a figure left out is missed", [f"page {f['page']}: {f['text']}" for f in unseen])
    one = next(i for i in shown if not re.fullmatch("20[0-9]{2}", trace.figures[i]["text"]))  # years stand in dates too
    moved = trace.figures[:one] + [{**trace.figures[one], "page": 2}] + trace.figures[one + 1:]
    t.check(f"{what}: a figure on another page is missed", printed.faults(moved))


def sets_of(part):
    """Numbers of the sets in a formula."""
    return [part["set"]] if "set" in part else [s for p in part.get("of", ()) if isinstance(p, dict) for s in sets_of(p)]


def broken(data, change):
    data = json.loads(json.dumps(data))
    change(data)
    return data


def test_reader(t, path):
    """What works figures out again sees a number, a set and a task that are wrong."""
    data = json.loads(read(path))
    place = next(i for i, f in enumerate(data["figures"]) if f["name"] == "money.spent")
    late = next(i for i, s in enumerate(data["sets"]) if s["what"] == "tasks done")
    for what, change in (("a number", lambda d: d["figures"][place].update(text="291.450.001 đồng")),
                         ("a set", lambda d: d["sets"][late].update(tasks="0-3")),
                         ("a task", lambda d: d["tasks"][1].update(pointer="/body/0"))):
        with Folder() as d:
            trace = Trace(d.write("trace.json", json.dumps(broken(data, change))))
            seen = trace.wrong(trace.figures[place]) or trace.wrong_tasks() or list(filter(None, map(trace.wrong_set, trace.sets)))
            t.check(f"the test sees {what} that is wrong", seen)


def test_example(t):
    with Folder() as d:
        done = t.thethuc("report", REPORT, "-o", d / "it.pdf", "--trace", d / "trace.json")
        if not t.check("the example is traced", done.returncode == 0, done.stderr):
            return
        trace = Trace(d / "trace.json")
        t.check("many figures are traced", len(trace.figures) > 250, str(len(trace.figures)))
        check_figures(t, trace, "the example")
        check_places(t, trace, "the example")
        check_pages(t, trace, d / "it.pdf", load(REPORT), "the example")
        t.check("proof is told where it is kept", any("https://example.org/soc-trang/2024/tin-bai" in x.get("links", ()) for x in trace.tasks.values()))
        names = {f["name"] for f in trace.figures}
        t.check("the period and changes are figures", {"period.year", "period.to", "change.tasks.total", "comparison-table"} <= names, str(names))
        changes = [f for f in trace.figures if f["name"].startswith("change.") or f["name"] == "comparison-table" and f["compute"]["op"] == "difference"]
        t.check("there are changes", len(changes) > 6, str(len(changes)))
        t.empty("changes rest on both years", [f["formula"] for f in changes if {trace.period(s) for s in sets_of(f["compute"])} != {0, 1}])
        test_reader(t, d / "trace.json")


def task(title, **more):
    return {"task": title, **more}


def due(day):
    return {"text": f"Trước ngày {day[8:]}/{day[5:7]}", "to": day}


PLAN = {"issuer": {"name": "SỞ VÍ DỤ"}, "symbol": "KH-SVD", "number": "7", "place": "Minh Họa", "date": "2024-01-02", "type": "ke-hoach",
        "subject": "Ví dụ 12 nội dung", "signature": {"title": "GIÁM ĐỐC", "name": "Nguyễn Văn A"},
        "recipients": {"items": ["Như trên"], "archive": "VT"}}
PLANS = {
    "one": {**PLAN, "body": [
        {"heading": "Nhóm 1", "items": [
            task("Xây 3 nhà", id="a", lead=["Trường số 2", "Sở B"], partners=["Sở  b", "Hội C"], time=due("2024-03-31")),
            task("Tập huấn", id="b", executors=["sở B"], time=due("2024-11-30")),
            task("Tuyên truyền 2 đợt", id="c", partners=["Hội C"])]},
        {"heading": "Nhóm khác", "items": [task("Kiểm tra", id="d", lead=["Hội D"], time=due("2025-01-31")),
                                          task("Chờ", id="e", lead=["Hội D"], partners=["Trường số 2"], time=due("2024-05-31"))]}]},
    "two": {**PLAN, "number": "08", "subject": "Ví dụ khác", "body": [
        {"heading": "Nhóm 1", "items": [task("Làm đường", id="a", lead=["Sở B"], time=due("2024-06-30")), task("Không ai", id="x")]}]},
    "old": {**PLAN, "number": "6", "date": "2023-01-02", "body": [
        {"heading": "Nhóm 1", "items": [task("Cũ", id=i, lead=["Sở B"], time={"text": "Quý I", "to": "2023-03-31"}) for i in "abc"]}]},
}
RESULTS = {
    "done-one": {"plan": "one.json", "results": [
        {"task": "a", "status": "done", "finished": "2024-04-02", "allocated": 1000000, "spent": 1250000, "field": "Đường 5",
         "quantities": [{"name": "Tin", "unit": "tin", "done": "1.234,5", "target": 1000}, {"name": "Nhà  3 tầng", "unit": "nhà", "done": 3}],
         "note": "Chậm 2 ngày"},
        {"task": "b", "status": "done", "finished": "2024-11-02", "spent": 77,
         "quantities": [{"name": "tin", "unit": "tin", "done": 10}, {"name": "Lớp", "unit": "lớp", "done": 2, "target": 2}]},
        {"task": "c", "status": "ongoing", "allocated": 333}, {"task": "d", "status": "dropped", "links": ["https://example.org/2024/so-7", "Hồ sơ 12"]}, {"task": "e", "status": "waiting"}]},
    "done-two": {"results": [{"plan": "two.json", "task": "a", "status": "done", "finished": "2024-06-01", "allocated": 0, "spent": 0,
                              "quantities": [{"name": "Tin", "unit": "tin", "done": 0.5, "target": 2}]}]},
    "done-old": {"plan": "old.json", "results": [
        {"task": "a", "status": "done", "finished": "2023-02-01", "allocated": 500, "spent": 450, "quantities": [{"name": "Tin", "unit": "tin", "done": 7}]},
        {"task": "b", "status": "waiting"}]},
}
CHARTS = ("status-chart", "agency-chart", "month-chart", "money-chart", "progress-chart")
TABLES = ("tasks-table", "money-table", "agencies-table", "fields-table", "times-table", "plans-table", "quantities-table",
          "comparison-table", "months-table", "states-table", "links-table")
SENTENCES = (
    "Có {tasks.total} nhiệm vụ, {tasks.done} xong, {tasks.late} muộn, {tasks.unknown} chưa rõ, còn {tasks.rest}, {tasks.done_percent}; {plans.total} kế hoạch của 9 đơn vị.",
    "Cơ quan: {agencies.total} chủ trì, {agencies.coordinating} phối hợp. Từ {period.from} đến {period.to}, sang năm {period.next_year}.",
    "Tiền: {money.allocated}, {money.spent}, {money.left}, {money.over}, {money.spent_percent}.",
    "Năm trước {before.tasks.total}, {before.money.spent}, {before.tasks.done_percent}, {before.plans.total}, {before.agencies.total}.",
    "Thay đổi: {change.tasks.total}, {change.tasks.done}, {change.tasks.late}, {change.money.spent}, {change.money.left}, {change.agencies.total}, {change.plans.total}.",
)
HEAD = {"issuer": {"name": "SỞ VÍ DỤ", "in_text": "Sở Ví Dụ"}, "symbol": "BC-SVD", "number": "15", "place": "Minh Họa", "date": "2024-12-20",
        "type": "bao-cao", "subject": "Kết quả năm {period.year} của 40 đơn vị",
        "body": [{"heading": "Kết quả", "items": [*SENTENCES, {"report": "results"}, *({"report": c} for c in CHARTS)]}],
        "appendices": [{"title": "Bảng năm {period.year}", "orientation": "landscape", "body": [{"report": n} for n in TABLES]}],
        "closing": "Chi tiết tại Phụ lục.", "signature": {"title": "GIÁM ĐỐC", "name": "Nguyễn Văn A"},
        "recipients": {"items": ["Như trên"], "archive": "VT"},
        "report": {"period": {"year": 2024, "to": "2024-12-15"}, "plans": ["one.json", "two.json"], "results": ["done-one.json", "done-two.json"],
                   "before": {"plans": ["old.json"], "results": ["done-old.json"]}}}


def check_report(t, d, report, what):
    d.write("report.json", json.dumps(report, ensure_ascii=False))
    done = t.thethuc("report", d / "report.json", "-o", d / "it.pdf", "--trace", d / "trace.json")
    if t.check(f"{what} is traced", done.returncode == 0, done.stderr):
        trace = Trace(d / "trace.json", "/")
        check_figures(t, trace, what)
        check_places(t, trace, what)
        check_pages(t, trace, d / "it.pdf", report, what)
        return trace
    return None


def test_everything(t):
    """Each value, part, table and chart over data that are not as plain as the example's."""
    with Folder() as d:
        for name, data in {**PLANS, **RESULTS}.items():
            if "results" in data:  # not in the order of the tasks
                data = {**data, "results": data["results"][::-1]}
            d.write(name + ".json", json.dumps(data, ensure_ascii=False, indent=1))
        trace = check_report(t, d, HEAD, "everything")
        if trace:
            names = {f["name"] for f in trace.figures}
            missing = [n for n in (*CHARTS, *TABLES, *re.findall(r"{([a-z._]+)}", " ".join(SENTENCES))) if n not in names]
            t.empty("everything is there", missing)


def test_groups(t):
    """Many tasks are told by field, and a file names many tasks in few words."""
    with Folder() as d:
        for i in range(6):
            items = [task(f"Việc {k}", id=f"t{k}", lead=[f"Sở {k % 3}"]) for k in range(20)]
            d.write(f"plan-{i}.json", json.dumps({**PLAN, "number": str(i + 1), "body": [{"heading": f"Nhóm {i % 2}", "items": items}]}, ensure_ascii=False))
            d.write(f"done-{i}.json", json.dumps({"plan": f"plan-{i}.json", "results": [
                {"task": f"t{k}", "status": "ongoing"} for k in range(i, 20)]}))
        report = {**HEAD, "report": {"period": {"year": 2024}, "plans": ["plan-*.json"], "results": ["done-*.json"]}, "appendices": [],
                  "body": [{"heading": "Kết quả", "items": [SENTENCES[0], {"report": "results"}, {"report": "plans-table"}, {"report": "agency-chart"}]}]}
        del report["appendices"]
        del report["closing"]
        trace = check_report(t, d, {**report, "closing": "Hết."}, "many tasks")
        if trace:
            t.check("fields are figures", sum(f["name"] == "results.group" for f in trace.figures) >= 6, "")
            t.equal("all tasks in one range", trace.sets[0]["tasks"], "0-119")


def test(t):
    test_example(t)
    test_everything(t)
    test_groups(t)
