"""What tables of reports count and add up: agencies, quantities, times, this year against the last."""

import json
import os
import re

import pikepdf
from conformance import faults
from reports import HEAD, PLAN, RESULTS, changed, load, make
from suite import ROOT, Folder, read, run

TASKS = ("body", 0, "items")


def told(t, d, parts, **files):
    """The run, and the words of a report that has these parts and sentences alone."""
    report = {**files.pop("report", HEAD), "body": [{"heading": "Kết quả", "items": parts}]}
    done = make(t, d, report=report, **files)
    text = " ".join(run("pdftotext", "-layout", d / "it.pdf", "-").stdout.split()) if done.returncode == 0 else ""
    return done, text


def with_tasks(*tasks):
    return changed(PLAN, TASKS, [{"task": f"Việc {i}", "id": f"t{i}", **task} for i, task in enumerate(tasks)])


def with_results(*results):
    return {"plan": "plan.json", "results": [{"task": f"t{i}", "status": "ongoing", **r} for i, r in enumerate(results)]}


def test_agencies(t):
    plan = with_tasks({"lead": ["Sở A", "Sở B"], "partners": ["sở C", "Sở D"]}, {"lead": ["Sở B"], "partners": ["Sở C", "Sở  c"]},
                      {"executors": ["sở b", "Sở B"]}, {})
    results = with_results({"status": "done", "finished": "2024-02-01", "spent": 30}, {"spent": 5}, {"status": "waiting"}, {"spent": 2})
    with Folder() as d:
        done, text = told(t, d, ["Chủ trì {agencies.total}, phối hợp {agencies.coordinating}.", {"report": "agencies-table"}],
                          plan=plan, results=results)
        for row in ("Sở A 1 0 1 0 0 30", "Sở B 3 0 1 1 1 35", "Sở C 0 2 0 0 0", "Sở D 0 1 0 0 0", "Chưa nêu cơ quan chủ trì 1 0 1 0 2",
                    "Tổng cộng 4 2 1 2 1 37", "Chủ trì 2, phối hợp 2.", "Ghi chú: 1 nhiệm vụ do nhiều cơ quan"):
            t.check(f"agencies: {row}", row in text, text[-900:] or done.stderr)
        t.equal("agencies: other messages than of the data", re.findall(r"\[([a-z-]+)\]", done.stderr), ["space-doubled", "money-unallocated"])
    with Folder() as d:
        text = told(t, d, [{"report": "agencies-table"}])[1]
        t.check("agencies: no note where no task is shared", "Tổng cộng 2 0 1 1 0 90" in text and "Ghi chú:" not in text, text)


def counted(done, target=None, name="Tin, bài", unit="bài"):
    return {"quantities": [{"name": name, "unit": unit, "done": done, **({} if target is None else {"target": target})}]}


def test_quantities(t):
    """Ways to write one name are one quantity; a part without a target takes none from the others."""
    plan = with_tasks({}, {}, {})
    with Folder() as d:
        done, text = told(t, d, [{"report": "quantities-table"}], plan=plan,
                          results=with_results(counted(5, 10), counted(4, name="Tin,  bài "), counted(12, 10)))
        t.check("a part without a target", "1 Tin, bài bài 20 21 85,0 đạt 85% kế hoạch, chưa kể 4 bài không có chỉ tiêu" in text, text)
        found = re.findall(r"results.json:(\d+):\d+: warning: .* at .*results.json:(\d+):\d+ .*\[quantity-aimless\]", done.stderr)
        t.check("a part without a target is told with both places", len(found) == 1 and int(found[0][0]) > int(found[0][1]), done.stderr)
        t.check("spaces are told nothing of", done.stderr.count("warning") == 1, done.stderr)
    with Folder() as d:
        done, text = told(t, d, [{"report": "quantities-table"}], plan=plan,
                          results=with_results(counted(5), counted(4, name="tin, bài", unit="Bài"), counted(1, name="tin, bài", unit="Bài")))
        t.check("letter case makes no other quantity", "1 Tin, bài bài 10" in text and "2 " not in text.split("bài 10")[1][:20], text)
        t.check("letter case is told once", done.stderr.count("[quantity-spelling]") == 1 and done.stderr.count("warning") == 1, done.stderr)


def test_decimals(t):
    """Sums have the decimals that they need, in sentences, tables and charts; each row of a chart its own."""
    with Folder() as d:
        done, text = told(t, d, [{"report": "results"}, {"report": "quantities-table"}, {"report": "progress-chart"}], plan=with_tasks({}, {}, {}),
                          results=with_results(counted("620,5", "1.000,0"), counted("624,5", "235"), counted("1,25", "2,0", name="Phim", unit="giờ")))
        for words in ("620,5/1.000 bài", "1 Tin, bài bài 1.235 1.245 100,8 vượt", "1.245/1.235 (100,8%)", "2 1,25 62,5 đạt", "1,25/2 (62,5%)"):
            t.check(f"decimals: {words}", words in text, text or done.stderr)
        t.empty("decimals: no zeros", re.findall(r"[0-9],0(?![0-9])", text))


def test_large_money(t):
    """Billions and trillions stay whole in every table that a report makes."""
    parts = [{"report": name} for name in ("comparison-table", "fields-table", "plans-table", "agencies-table", "money-table")]
    for spent in (12345678901, 987654321012345):
        money = {"status": "ongoing", "allocated": spent + 1, "spent": spent}
        with Folder() as d:
            d.write("old.json", json.dumps({**PLAN, "number": "6"}, ensure_ascii=False))
            d.write("before.json", json.dumps({"plan": "old.json", "results": [{"task": task, **money, "spent": 5} for task in "ab"]}))
            report = changed(HEAD, ("report", "before"), {"plans": ["old.json"], "results": ["before.json"]})
            done, text = told(t, d, parts, report=report, results={"plan": "plan.json", "results": [{"task": "a", **money}, {"task": "b", "status": "waiting"}]})
            t.check(f"money: {spent} is printed whole", text.count(f"{spent:,}".replace(",", ".")) >= 7 and done.stderr == "", done.stderr or text)


def test_rest(t):
    """The states that there are, none that nothing is in."""
    for states, words in ((("done", "waiting", "ongoing", "waiting"), "còn lại: đang thực hiện 1, chưa thực hiện 2."), (("done", "done"), "còn lại: không có.")):
        results = with_results(*({"status": s, **({"finished": "2024-02-01"} if s == "done" else {})} for s in states))
        with Folder() as d:
            done, text = told(t, d, ["Xong {tasks.done}; còn lại: {tasks.rest}."], plan=with_tasks(*({} for _ in states)), results=results)
            t.check(f"rest: {words}", words in text, text or done.stderr)


def test_moneyless(t):
    """Where nobody speaks of money no appendix and no column does; links are printed where a clerk finds them."""
    head = {k: v for k, v in HEAD.items() if k not in ("body", "appendices")}
    link = "https://example.org/" + "ho-so/" * 60 + "2024.pdf"
    with Folder() as d:
        done = make(t, d, report=head, plan=with_tasks({"lead": ["Sở A"]}, {"lead": ["Sở A"]}), results=with_results({"links": [link, "Hồ sơ 12/HS"]}, {}))
        text = run("pdftotext", "-layout", d / "it.pdf", "-").stdout if done.returncode == 0 else done.stderr
        plain = " ".join(text.split())
        t.check("moneyless: no appendix of money, fields in the other one", "KINH PHÍ" not in text and "Được giao" not in text
                and plain.count("Kết quả theo lĩnh vực") == 1, plain)
        t.check("moneyless: links", "Tài liệu kiểm chứng STT Nhiệm vụ Nơi lưu, đường dẫn 1 Việc 0" in plain and "Hồ sơ 12/HS" in plain
                and link in "".join(text.split()), plain)


def test_comparison(t):
    """What both years counted, and what one of them did."""
    before = {"plan": "old.json", "results": [{"task": "a", "status": "done", "finished": "2023-02-01", "quantities": [
        {"name": "Tin, bài", "unit": "bài", "done": 12.5}, {"name": "Hội nghị", "unit": "cuộc", "done": 3},
        {"name": "Lớp", "unit": "lớp", "done": 2}, {"name": "Phim", "unit": "phim", "done": 4},
        {"name": "Đoàn", "unit": "người", "done": 1}, {"name": "Ảnh", "unit": "ảnh", "done": 0}]}, {"task": "b", "status": "done", "finished": "2023-02-01"}]}
    now = changed(RESULTS, ("results", 0, "quantities"), [
        {"name": "tin,  bài", "unit": "Bài", "done": 10}, {"name": "Lớp", "unit": "lớp", "done": 2},
        {"name": "Hội nghị", "unit": "cuộc", "done": 1200}, {"name": "Sách", "unit": "cuốn", "done": 7}, {"name": "Đoàn", "unit": "đoàn", "done": 1},
        {"name": "Ảnh", "unit": "ảnh", "done": 5}])
    with Folder() as d:
        d.write("old.json", json.dumps({**PLAN, "number": "6"}, ensure_ascii=False))
        d.write("before.json", json.dumps(before, ensure_ascii=False))
        report = changed(HEAD, ("report", "before"), {"plans": ["old.json"], "results": ["before.json"]})
        done, text = told(t, d, [{"report": "comparison-table"}], results=now, report=report)
        for row in ("Số nhiệm vụ nhiệm vụ 2 2 bằng năm trước", "Đã hoàn thành nhiệm vụ 2 1 giảm 1 (50%)",
                    "Tỷ lệ hoàn thành % 100 50 giảm 50 điểm phần trăm", "Kinh phí đã chi đồng – 90 năm trước không có số liệu",
                    "tin, bài Bài 12,5 10 giảm 2,5 (20%)", "Lớp lớp 2 2 bằng năm trước", "Hội nghị cuộc 3 1.200 tăng 1.197 (39.900%)",
                    "Sách cuốn – 7 năm trước không có số liệu", "Phim phim 4 – năm nay không có số liệu", "Ảnh ảnh 0 5 tăng 5 ",
                    "Đoàn đoàn – 1 năm trước không có số liệu", "Đoàn người 1 – năm nay không có số liệu"):
            t.check(f"comparison: {row}", row in text, text or done.stderr)
        t.check("comparison: another unit than before is told", re.search(r"results.json:\d+:\d+: warning: .*before.json.*\[quantity-units\]", done.stderr), done.stderr)


def test_before(t):
    """Last year by its report, by its plans and results, by results alone: the same numbers, and the same bytes where the same files are read."""
    made = {}
    with Folder() as d:
        for name, data in (("old.json", {**PLAN, "number": "6"}), ("before.json", {**RESULTS, "plan": "old.json"}),
                           ("alt.json", changed(changed(HEAD, ("report", "plans"), ["old.json"]), ("report", "results"), ["before.json"]))):
            os.makedirs(d / "2023", exist_ok=True)
            d.write("2023/" + name, json.dumps(changed(data, ("report", "period"), {"year": 2023}) if name == "alt.json" else data, ensure_ascii=False))
        for name, before in (("report", {"report": "2023/alt.json"}), ("files", {"plans": ["2023/old.json"], "results": ["2023/before.json"]}),
                             ("alone", {"results": ["2023/*e.json"]})):
            done, text = told(t, d, ["Hơn {change.tasks.done}, chi {before.money.spent}.", {"report": "comparison-table"}],
                              report=changed(HEAD, ("report", "before"), before))
            made[name] = read(d / "it.pdf") if done.returncode == 0 else name
            for row in ("Số nhiệm vụ nhiệm vụ 2 2 bằng năm trước", "Hơn bằng năm trước, chi 90 đồng.", "Kinh phí đã chi đồng 90 90 bằng"):
                t.check(f"before by {name}: {row}", row in text, text or done.stderr)
            t.equal(f"before by {name}: nothing is told", done.stderr, "")
        t.check("before: the report leads to the same files", made["report"] == made["files"])
        done = told(t, d, ["Có {before.agencies.total}."], report=changed(HEAD, ("report", "before"), {"results": ["2023/before.json"]}))[0]
        t.check("before: results alone have no agencies", done.returncode == 1 and re.search(r"report.json:\d+:\d+: error: .*\[before-unknown\]", done.stderr), done.stderr)
        done = told(t, d, [{"report": "comparison-table"}], report=changed(changed(HEAD, ("report", "before"), {"report": "2023/alt.json"}),
                                                                           ("report", "period"), {"year": 2023}))[0]
        t.check("before: a report on the same time is told", re.search(r"report.json:\d+:\d+: warning: .*\[before-later\]", done.stderr), done.stderr)


def test_times(t):
    plan = with_tasks(*({"time": {"text": "x", "to": day}} for day in ("2024-01-31", "2024-03-31", "2024-03-01", "2024-11-30", "2025-01-31")), {})
    with Folder() as d:
        text = told(t, d, [{"report": "times-table"}], plan=plan, results=with_results(*[{}] * 6))[1]
        t.check("months stand below their quarter, others are left out", "Quý I 3 0 0 0,0 Tháng 1 1 0 0 0,0 Tháng 3 2 0 0 0,0 Quý II 0 0 0 Quý III "
                "0 0 0 Quý IV 1 0 0 0,0 Tháng 11 1 0 0 0,0 Không có hạn trong năm 2 0 0 0,0 Tổng cộng 6 0 0 0,0" in text, text)


DONE = {"status": "done", "finished": "2024-02-01"}
CONTRADICTING = (           # result, beginning of its value that is pointed at, message
    ({"status": "done"}, "{", "result-undated"),
    ({"status": "done", "finished": "2025-01-01"}, '"2025-01-01"', "result-outside"),
    ({"status": "done", "finished": "2023-12-31"}, '"2023-12-31"', "result-outside"),
    ({"status": "ongoing", "started": "2025-01-01"}, '"2025-01-01"', "result-outside"),
    ({"status": "waiting", "started": "2024-02-01"}, '"2024-02-01"', "result-started"),
    ({"status": "waiting", "allocated": 7, "spent": 5}, "5", "result-spent"),
    ({"status": "dropped", "allocated": 7, "spent": 5}, "5", "result-spent"),
    ({"status": "done", "finished": "2024-02-01", "spent": 101}, "101", "spent-total"),
)
SOUND = (
    {"status": "done", "finished": "2024-01-01", "started": "2023-12-01"},
    {"status": "done", "finished": "2024-12-31"},
    {"status": "ongoing", "started": "2024-12-31", "allocated": 5, "spent": 5},
    {"status": "waiting", "allocated": 5, "spent": 0},
    {"status": "dropped", "started": "2024-02-01"},
)


def messages(d, stderr):
    """(id, what stands at its place) of each message about results.json."""
    with open(d / "results.json", encoding="utf-8") as f:
        lines = f.read().split("\n")
    for line, column, name in re.findall(r"results.json:(\d+):(\d+): .*\[([a-z-]+)\]", stderr):
        yield name, lines[int(line) - 1][int(column) - 1:]


def test_contradictions(t):
    """A status against days and money is told at these; what agrees is told nothing of."""
    for result, place, message in CONTRADICTING:
        with Folder() as d:
            done, text = told(t, d, ["Xong."], plan=with_tasks({}, {}), results=with_results(result, {"allocated": 50, "spent": 1}))
            found = list(messages(d, done.stderr))
            t.check(f"{message} of {result}", done.returncode == 0 and [(n, at[:len(place)]) for n, at in found] == [(message, place)], done.stderr)
    for result in SOUND:
        with Folder() as d:
            done, text = told(t, d, ["Xong."], plan=with_tasks({}, {}), results=with_results(result, {"allocated": 50, "spent": 1}))
            t.equal(f"sound: {result}", (done.returncode, done.stderr), (0, ""))
    with Folder() as d:
        plan = with_tasks({"time": {"text": "Quý I", "to": "2024-03-31"}})
        text = told(t, d, ["Chậm {tasks.late}.", {"report": "results"}], plan=plan, results=with_results({"finished": "2024-05-01"}))[1]
        t.check("what is not done is not late", "Chậm 0." in text and "Việc 0: đang thực hiện." in text and "hoàn thành chậm" not in text, text)


def test_money(t):
    """What is said of money when the usual sentence would be wrong."""
    for given, spent, words in ((100, 90, "được giao: 100 đồng; đã chi: 90 đồng, đạt 90%; còn lại: 10 đồng."),
                                (100, 130, "được giao: 100 đồng; đã chi: 130 đồng, bằng 130% số được giao, vượt 30 đồng."),
                                (100, None, "được giao: 100 đồng; chưa có số liệu kinh phí đã chi."),
                                (None, 90, "Tổng kinh phí đã chi: 90 đồng.")):
        with Folder() as d:
            money = {k: v for k, v in (("allocated", given), ("spent", spent)) if v is not None}
            report = {**HEAD, "appendices": [{"id": "money", "title": "Bảng", "body": [{"report": "money-table"}]}]}
            text = told(t, d, [{"report": "money"}], plan=with_tasks({}), results=with_results({**DONE, **money}), report=report)[1]
            t.check(f"money {given} {spent}", words in text, text)
            t.check(f"money {given} {spent}: nothing unknown is a number", "Tổng cộng 0 " not in text, text)
    with Folder() as d:
        done, text = told(t, d, ["Xong."], results={"plan": "plan.json", "spent": 90, "results": [{"task": "a", **DONE}, {"task": "b", "status": "ongoing"}]})
        found = re.search(r"results.json:\d+:\d+: error: the total given is 90, but no result .*\[total-alone\]", done.stderr)
        t.check("a total without parts is told as that", done.returncode == 1 and found, done.stderr)


def links(d, words):
    """(page, page and height it leads to) of each link with these words."""
    with pikepdf.open(d / "it.pdf") as doc:
        pages = {p.objgen: i for i, p in enumerate(doc.pages)}
        return [(i, pages[a.Dest[0].objgen], float(a.Dest[3])) for i, page in enumerate(doc.pages) for a in page.get("/Annots", [])
                if "/Dest" in a and str(a.Contents) == words]


def test_links(t):
    """Numbers in the text lead to their rows in the tables of sums, those of quantities to tasks; where there is no table to none."""
    words = load(os.path.join(ROOT, "layouts/base.json"))["report"]["words"]
    tables = ("states-table", "money-table", "tasks-table", "times-table")
    report = {**HEAD, "appendices": [{"title": "Bảng", "body": [{"report": name} for name in tables]}]}
    sentence = "Xong {tasks.done}, chờ {tasks.waiting}, tất cả {tasks.total}, chi {money.spent}, chậm {tasks.late}, {agencies.total} cơ quan, năm {period.year}."
    results = changed(RESULTS, ("results", 0, "quantities"), [{"name": "Tin", "unit": "tin", "done": 5, "target": 4}])
    with Folder() as d:
        told(t, d, [sentence, {"report": "quantities-table"}, {"report": "results"}], report=report, results=results)
        sums, tasks = links(d, words["lead_sum"]), [x for x in links(d, words["lead"]) if x[0] == 0]
        t.equal("five numbers lead to sums", [(a, b) for a, b, y in sums], [(0, 1)] * 5)
        if len(sums) == 5:
            done, waiting, total, money, late = (y for _, _, y in sums)
            t.check("each to its row", done > waiting > total > money > late, str(sums))
        t.check("quantities and results lead to their task", len(tasks) >= 5 and len({y for _, _, y in tasks}) == 1, str(tasks))
        t.empty("conforms", faults(d / "it.pdf"))
        told(t, d, [sentence], report={**HEAD, "appendices": [{"title": "Bảng", "body": ["Không có bảng."]}]})
        t.equal("without tables there are no links", links(d, words["lead_sum"]), [])
        t.empty("conforms without tables", faults(d / "it.pdf"))


TITLES = (                  # as typed, as told
    ("SẢN XUẤT TIN, BÀI VỀ PHÁP LUẬT", "Sản xuất tin, bài về pháp luật"),
    ("PHÁT TRIỂN KINH TẾ – XÃ HỘI NĂM 2024", "Phát triển kinh tế – xã hội năm 2024"),
    ("KẾ HOẠCH CỦA UBND, HĐND TRONG QUÝ IV", "Kế hoạch của UBND, HĐND trong quý IV"),
    ("PHẠM VI VÀ HÀNH VI", "Phạm vi và hành vi"),
    ("QUẢNG BÁ VIỆT NAM VỚI ĐẢNG, NHÀ NƯỚC", "Quảng bá Việt Nam với Đảng, Nhà nước"),
    ("ĐỐI NGOẠI TRÊN ĐỊA BÀN TỈNH MINH HỌA", "ĐỐI NGOẠI TRÊN ĐỊA BÀN TỈNH MINH HỌA"),
    ("UBND TỈNH", "UBND TỈNH"), ("UBND", "UBND"), ("Tin Nhanh", "Tin Nhanh"),
    ("NGHIỆP VỤ CHO CÁN BỘ", "Nghiệp vụ cho cán bộ"), ("TẬP HUẤN CỦA BỘ", "TẬP HUẤN CỦA BỘ"), ("24/7", "24/7"),
)


def test_capitals(t):
    """Titles typed in capitals are sentences where they are told, unless they may have names."""
    plan = with_tasks(*({"task": typed} for typed, told_as in TITLES))
    with Folder() as d:
        text = told(t, d, [{"report": "results"}], plan=changed(plan, ("body", 0, "heading"), "CÔNG TÁC TUYÊN TRUYỀN"), results=with_results(*[{}] * len(TITLES)))[1]
        for typed, told_as in TITLES:
            t.check(f"{typed} is told as {told_as}", f"- {told_as}: đang thực hiện." in text, text)
        t.check("headings too", "1. Công tác tuyên truyền" in text, text)


def test(t):
    test_agencies(t)
    test_quantities(t)
    test_decimals(t)
    test_large_money(t)
    test_rest(t)
    test_moneyless(t)
    test_comparison(t)
    test_before(t)
    test_times(t)
    test_contradictions(t)
    test_money(t)
    test_links(t)
    test_capitals(t)
