#!/usr/bin/python3 -B
"""Measures: a process from start to end, memory, documents a second of processor time of a warm context, size of the file.

Others that make PDFs of the same text (typst, soffice, xelatex) are measured in the same run when present."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "pdf")]

from long_table import long_plan
from suite import OUT, ROOT, Folder, plans, run

ROUNDS = 30


def process(command, cwd=ROOT):
    """Milliseconds, and the memory of this one process in MiB."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)}: status {status}")
    return (time.perf_counter() - start) * 1e3, used.ru_maxrss / 1024


def measured(command, rounds=ROUNDS, cwd=ROOT):
    process(command, cwd)
    times, memory = zip(*(process(command, cwd) for _ in range(rounds)))
    return statistics.median(times), statistics.median(memory)


def row(*cells):
    print(f"{cells[0]:<22}" + "".join(f"{c:>14}" for c in cells[1:]))


def page_count(pdf):
    return next(line.split()[1] for line in run("mutool", "info", pdf).stdout.split("\n") if line.startswith("Pages:")) \
        if shutil.which("mutool") else "-"


def text_of(plan):
    """The words of a document, one paragraph after the other, for the others to set."""
    def strings(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for name, v in value.items():
                if not name.startswith("$"):
                    yield from strings(v)
        elif isinstance(value, list):
            for v in value:
                yield from strings(v)
    with open(plan, encoding="utf-8") as f:
        return [s for s in strings(json.load(f)) if len(s) > 20]


def others(plan, folder):
    paragraphs = text_of(plan)
    plain = "\n\n".join(paragraphs)
    with open(folder / "it.txt", "w", encoding="utf-8") as f:
        f.write(plain)
    with open(folder / "it.typ", "w", encoding="utf-8") as f:
        f.write('#set page("a4")\n#set text(13pt, lang: "vi")\n#set par(justify: true)\n'
                + "".join(f"#par[#text({quoted(p)})]\n" for p in paragraphs))
    with open(folder / "it.tex", "w", encoding="utf-8") as f:
        special = str.maketrans({c: "\\" + c for c in "&%$#_{}"})
        f.write("\\documentclass[a4paper,12pt]{article}\\usepackage{fontspec}\n\\begin{document}\n"
                + plain.translate(special) + "\n\\end{document}\n")
    for name, command in (("typst", ["typst", "compile", "it.typ", "it.pdf"]),
                          ("soffice", ["soffice", "--headless", "--convert-to", "pdf", "it.txt"]),
                          ("xelatex", ["xelatex", "-interaction=batchmode", "it.tex"])):
        if shutil.which(name):
            ms, memory = measured(command, 5, folder.path)
            size = os.path.getsize(folder / "it.pdf")
            row(name + " (plain text)", page_count(folder / "it.pdf"), f"{ms:.1f}", f"{memory:.1f}", "-", "-", f"{size / 1000:.1f}")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def long_tables(program, folder):
    """Time has to grow with the rows: the last column is the time for a row over that of the first table."""
    first = None
    for n in (1000, 5000, 10000):
        plan = folder.write(f"rows-{n}.json", json.dumps(long_plan(n)[0], ensure_ascii=False))
        ms, memory = measured([program, "render", plan, "-o", folder / "it.pdf"], 7)
        first = first or ms / n
        size = os.path.getsize(folder / "it.pdf")
        row(f"table of {n} rows", page_count(folder / "it.pdf"), f"{ms:.1f}", f"{memory:.1f}", "-", f"x {ms / n / first:.2f}", f"{size / 1000:.1f}")


def many_plans(folder, n):
    """The files of a province's report: n plans of 20 tasks with their results."""
    for i in range(n):
        tasks = [{"task": f"Nhiệm vụ {k} của kế hoạch {i} (ví dụ minh họa)", "id": f"t{k}", "lead": [f"Sở Ví Dụ {k % 17}"],
                  "time": {"text": "Trong năm", "from": "2024-01-01", "to": f"2024-{1 + k % 12:02}-28"}} for k in range(20)]
        plan = {"issuer": {"name": "SỞ VÍ DỤ"}, "number": str(i + 1), "symbol": "KH-SVD", "place": "Minh Họa", "date": "2024-01-02",
                "type": "ke-hoach", "subject": f"Ví dụ {i}", "body": [{"heading": "Nhiệm vụ", "items": tasks}],
                "signature": {"title": "GIÁM ĐỐC", "name": "Nguyễn Văn A"}, "recipients": {"items": ["Như trên"], "archive": "VT"}}
        results = {"plan": f"plan-{i:04}.json", "results": [
            {"task": f"t{k}", "status": ("done", "done", "ongoing", "waiting")[k % 4], "allocated": 1000000 * (k + 1), "spent": 900000 * (k + 1),
             "quantities": [{"name": "Tin, bài", "unit": "tin, bài", "target": 10, "done": 9 + k % 3}]} for k in range(20)]}
        for name, data in (("plan", plan), ("done", results)):
            folder.write(f"{name}-{i:04}.json", json.dumps(data, ensure_ascii=False))
    parts = {k: ["Nội dung."] for k in ("general", "direction", "merits", "limits", "causes", "next", "proposals")}
    head = {"issuer": {"name": "ỦY BAN NHÂN DÂN TỈNH MINH HỌA", "in_text": "Ủy ban nhân dân tỉnh Minh Họa"}, "symbol": "BC-UBND",
            "place": "Minh Họa", "date": "2024-12-20", "type": "bao-cao", "subject": "Kết quả năm 2024",
            "report": {"period": {"year": 2024}, "plans": ["plan-*.json"], "results": ["done-*.json"], "parts": parts},
            "signature": {"title": "CHỦ TỊCH", "name": "Nguyễn Văn A"}, "recipients": {"items": ["Như trên"], "archive": "VT"}}
    return folder.write("report.json", json.dumps(head, ensure_ascii=False))


def many_bodies(program):
    """A report from many plans: twice as many should take twice as long."""
    first = None
    for n in (250, 500, 1000):
        with Folder() as folder:
            report = many_plans(folder, n)
            ms, memory = measured([program, "report", report, "-o", folder / "it.pdf"], 5)
            first = first or ms / n
            row(f"report, {n} plans", page_count(folder / "it.pdf"), f"{ms:.0f}", f"{memory:.1f}", "", "", f"x {ms / n / first:.2f} each")


def main():
    program, warm = os.path.join(ROOT, OUT, "thethuc"), os.path.join(ROOT, OUT, "bench/warm")
    row("document", "pages", "process ms", "peak MiB", "warm ms", "documents/s", "file kB")
    with Folder() as folder:
        for name, plan in plans():
            pdf = folder / "it.pdf"
            ms, memory = measured([program, "render", plan, "-o", pdf])
            tagged, plain = zip(*((run(warm, plan, "100").stdout.split(), run(warm, plan, "100", "1.7").stdout.split()) for _ in range(9)))
            each = statistics.median(float(r[0]) for r in tagged)
            row(name, page_count(pdf), f"{ms:.1f}", f"{memory:.1f}", f"{each:.2f}", f"{1000 / each:.0f}", f"{os.path.getsize(pdf) / 1000:.1f}")
            ratio = statistics.median(float(a[0]) / float(b[0]) for a, b in zip(tagged, plain))
            each = statistics.median(float(r[0]) for r in plain)
            row("  as plain PDF 1.7", "", "", "", f"{each:.2f}", f"{1000 / each:.0f}", f"{int(plain[0][1]) / 1000:.1f}")
            row("  tags and metadata", "", "", "", f"x {ratio:.2f}", "", f"+ {(int(tagged[0][1]) - int(plain[0][1])) / 1000:.1f}")
        long_tables(program, folder)
        many_bodies(program)
        others(plans()[2][1], folder)


if __name__ == "__main__":
    main()
