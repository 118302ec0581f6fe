#!/usr/bin/python3 -B
"""Measures: a process from start to end, memory, documents a second of processor time of a warm context, size of the file.

Others that make PDFs of the same text (typst, soffice, xelatex, Pango with Cairo) are measured in the same run when present.
At the end stand the limits that were promised, each with what was measured; the status is 1 when one does not hold."""

import contextlib
import copy
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
LIMITS = []  # name, what was measured, "at least" or "at most", the limit


def limit(name, measured, way, bound):
    LIMITS.append((name, measured, way, bound))


def print_limits():
    """Prints them; the number of those that do not hold."""
    over = 0
    print(f"\n{'limit':<78}{'measured':>10}")
    for name, measured, way, bound in LIMITS:
        good = measured >= bound if way == "at least" else measured <= bound
        over += not good
        print(f"{name:<64}{way} {bound:<6g}{measured:>9.4g}  {'ok' if good else 'OVER'}")
    return over


def process(command, cwd=ROOT):
    """Milliseconds, the memory of this one process in MiB, and milliseconds of processor time."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)}: status {status}")
    return (time.perf_counter() - start) * 1e3, used.ru_maxrss / 1024, (used.ru_utime + used.ru_stime) * 1e3


def measured(command, rounds=ROUNDS, cwd=ROOT):
    process(command, cwd)
    times, memory, _ = zip(*(process(command, cwd) for _ in range(rounds)))
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
    folder.write("it.txt", plain)
    folder.write("it.typ", '#set page("a4")\n#set text(13pt, lang: "vi")\n#set par(justify: true)\n'
                 + "".join(f"#par[#text({quoted(p)})]\n" for p in paragraphs))
    special = str.maketrans({c: "\\" + c for c in "&%$#_{}"})
    folder.write("it.tex", "\\documentclass[a4paper,12pt]{article}\\usepackage{fontspec}\n\\begin{document}\n"
                 + plain.translate(special) + "\n\\end{document}\n")
    for name, command in (("typst", ["typst", "compile", "it.typ", "it.pdf"]),
                          ("soffice", ["soffice", "--headless", "--convert-to", "pdf", "it.txt"]),
                          ("xelatex", ["xelatex", "-interaction=batchmode", "it.tex"])):
        if shutil.which(name):
            ms, memory = measured(command, 5, folder.path)
            peer(name, folder, ms, memory)
    with_pango(folder)


def peer(name, folder, ms, memory, each=None):
    size = os.path.getsize(folder / "it.pdf")
    row(f"{name} (plain text)", page_count(folder / "it.pdf"), f"{ms:.1f}", f"{memory:.1f}", f"{each:.2f}" if each else "-",
        f"{1000 / (each or ms):.0f}", f"{size / 1000:.1f}")


def with_pango(folder):
    """Again and again in one process, with our fonts."""
    flags = run("pkg-config", "--cflags", "--libs", "pangocairo")
    program = folder / "pango"
    if flags.returncode or run("cc", "-O2", "-o", program, os.path.join(ROOT, "tests/bench/pango.c"), *flags.stdout.split()).returncode:
        return
    fonts = folder.write("fonts.conf", f"<fontconfig><dir>{ROOT}/fonts</dir><cachedir>{folder.path}</cachedir></fontconfig>")
    os.environ["FONTCONFIG_FILE"] = str(fonts)
    ms, memory = measured([program, "it.txt", "it.pdf", "1"], 5, folder.path)
    done = run(program, "it.txt", "it.pdf", "50", cwd=folder.path, env={"FONTCONFIG_FILE": str(fonts)})
    peer("pango+cairo", folder, ms, memory, float(done.stdout))


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
            {"task": f"t{k}", **(({"status": "done", "finished": "2024-06-30"}, {"status": "done", "finished": "2024-12-01"}, {"status": "ongoing"},
                              {"status": "waiting"})[k % 4]), "allocated": 1000000 * (k + 1), "spent": 900000 * (k + 1) * (k % 4 < 3),
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
    """A report from many plans: twice as many should take twice as long; with a trace it may take half as long again."""
    first = None
    for n in (250, 500, 1000):
        with Folder() as folder:
            report, pdf, trace = many_plans(folder, n), folder / "it.pdf", folder / "trace.json"
            commands = [program, "report", report, "-o", pdf], [program, "report", report, "-o", pdf, "--trace", trace]
            process(commands[1])
            plain, traced = zip(*((process(commands[0]), process(commands[1])) for _ in range(9)))
            (ms, memory, used), (_, memory_traced, used_traced) = ([statistics.median(c) for c in zip(*runs)] for runs in (plain, traced))
            first = first or (used / n, used_traced / n)
            row(f"report, {n} plans", page_count(pdf), f"{ms:.0f}", f"{memory:.1f}", f"{used:.0f}", f"x {used / n / first[0]:.2f} each", f"{os.path.getsize(pdf) / 1000:.1f}")
            row("  with its trace", "", "", f"{memory_traced:.1f}", f"{used_traced:.0f}", f"x {used_traced / n / first[1]:.2f} each", f"{os.path.getsize(trace) / 1000:.1f}")
    limit("milliseconds of a report from 1,000 plans, 20,000 tasks", ms, "at most", 2000)
    limit("... peak MiB", memory, "at most", 200)
    limit("... processor time for a plan over that of 250 plans", used / n / first[0], "at most", 1.15)
    limit("... with a trace: peak MiB", memory_traced, "at most", 260)
    limit("... with a trace: processor time over that without", used_traced / used, "at most", 1.5)
    limit("... with a trace: time for a plan over that of 250 plans", used_traced / n / first[1], "at most", 1.15)


def varied(plan, folder):
    """The plan with marks for what tests/bench/warm.c puts in: number, date, and its year wherever it speaks of it."""
    with open(plan, encoding="utf-8") as f:
        data = json.load(f)
    year = data["date"][:4]
    data["number"], data["date"] = "@NUMBER@", "@DATE@"
    return folder.write("varied.json", json.dumps(data, ensure_ascii=False).replace(year, "@YEAR@"))


def stream(warm, plan, *more):
    """What warm prints: rows of milliseconds a document, bytes a document, peak MiB, documents."""
    lines = run(warm, plan, *more, timeout=3600).stdout.split("\n")
    return [(float(ms), int(size), int(peak) / 1024, int(n)) for ms, size, peak, n in (line.split() for line in lines if line)]


def at_once(warm, plan, workers, documents):
    """Documents a second of that many processes: by the clock, and if each had a processor of its own."""
    start, before = time.perf_counter(), os.times()
    all_of_them = [subprocess.Popen([warm, plan, str(documents)], cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(workers)]
    if any(p.wait() for p in all_of_them):
        sys.exit("warm failed")
    seconds, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return workers * documents / seconds, workers * workers * documents / used


def streams(warm, plan, folder):
    """A worker of a batch: every document is another one."""
    name, plan = "documents all different", varied(plan, folder)
    runs = [stream(warm, plan, "2000")[-1] for _ in range(7)]
    each, size = statistics.median(r[0] for r in runs), runs[0][1]
    row(name, "8", "", f"{runs[0][2]:.1f}", f"{each:.2f}", f"{1000 / each:.0f}", f"{size / 1000:.1f}")
    limit("documents/s of a core, 8 pages, all different", 1000 / each, "at least", 600)
    pairs = [(stream(warm, plan, "1000")[-1], stream(warm, plan, "1000", "1.7")[-1]) for _ in range(9)]
    plain, ratio = statistics.median(b[0] for _, b in pairs), statistics.median(a[0] / b[0] for a, b in pairs)
    row("  as plain PDF 1.7", "", "", "", f"{plain:.2f}", f"{1000 / plain:.0f}", f"{pairs[0][1][1] / 1000:.1f}")
    row("  tags and metadata", "", "", "", f"x {ratio:.2f}", "", f"+ {(pairs[0][0][1] - pairs[0][1][1]) / 1000:.1f}")
    limit("time with tags and metadata over that of plain PDF 1.7, all different", ratio, "at most", 1.25)
    pairs = [(at_once(warm, plan, 1, 1500), at_once(warm, plan, 2, 1500)) for _ in range(5)]
    for i, way in enumerate(("by the clock", "by processor time")):
        ratio = statistics.median(two[i] / one[i] for one, two in pairs)
        row("  one worker, two", "", "", "", *(f"{statistics.median(rates[i] for rates in p):.0f}" for p in zip(*pairs)), f"x {ratio:.2f}")
        limit(f"two workers over one, {way}", ratio, "at least", 1.8)
    ends = stream(warm, plan, "100000")
    for each, _, peak, documents in ends:
        row(f"  after {documents:,}", "", "", f"{peak:.1f}", f"{each:.2f}", f"{1000 / each:.0f}")
    limit("peak MiB of a worker after 100,000 documents", ends[-1][2], "at most", 40)
    by = {documents: peak for _, _, peak, documents in ends}
    limit("... MiB more than after 10,000: caches fill up to their bounds", by[100000] - by[10000], "at most", 4)


def records(plan, folder, n):
    """A file of n plans that are all different, one a line."""
    with open(varied(plan, folder), encoding="utf-8") as f:
        line = f.read() + "\n"
    with open(folder / "plans.ndjson", "w", encoding="utf-8") as f:
        for i in range(n):
            year = str(2021 + i % 20)
            day = f"{year}-{1 + i // 28 % 12:02}-{1 + i % 28:02}"
            f.write(line.replace("@NUMBER@", str(i + 1)).replace("@DATE@", day).replace("@YEAR@", year))
    return folder / "plans.ndjson"


def look(pid):
    """Of a running process: seconds of processor time without its children's, and the peak MiB of each child."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
        children = f.read().split()
    peaks = []
    for child in children:
        with open(f"/proc/{child}/status", encoding="utf-8") as f:
            peaks += [int(line.split()[1]) / 1024 for line in f if line.startswith("VmHWM")]
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), max(peaks, default=0)


def batch(program, file, out, *options):
    """Seconds by the clock, of processor time with the workers', of that the parent's; MiB of the largest worker."""
    start, parent, memory = time.perf_counter(), 0, 0
    child = subprocess.Popen([program, "batch", file, "-d", out, "--progress", "none", *options], cwd=ROOT, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    while os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        with contextlib.suppress(OSError):  # a worker may end meanwhile
            parent, peak = look(child.pid)
            memory = max(memory, peak)
        time.sleep(0.05)
    seconds = time.perf_counter() - start
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"batch: status {status}")
    return seconds, used.ru_utime + used.ru_stime, parent, memory


def batches(program, plan, n=5000):
    """The program on a file of records; every run has a folder of its own."""
    row("batch", "workers", "clock, s", "peak MiB", "cpu, s", "documents/s", "parent")
    with Folder() as folder:
        file = records(plan, folder, n)
        runs = {}
        for i in range(3):
            for options in (("-j1", "--no-sync"), ("-j2", "--no-sync"), ("-j1",), ("-j2",)):
                if i == 0 or len(options) == 2:
                    runs.setdefault(options, []).append(batch(program, file, folder / f"{i}{''.join(options)}", *options))
        for options, results in runs.items():
            seconds, used, parent, memory = (statistics.median(r[k] for r in results) for k in range(4))
            row(f"  {n:,} plans" + ("" if len(options) == 2 else ", synced"), options[0], f"{seconds:.1f}", f"{memory:.1f}", f"{used:.1f}",
                f"{n / seconds:.0f}", f"{100 * parent / used:.1f} %")
        pairs = list(zip(runs["-j1", "--no-sync"], runs["-j2", "--no-sync"]))
        limit("batch, two workers over one, by the clock", statistics.median(one[0] / two[0] for one, two in pairs), "at least", 1.8)
        limit("batch, two workers over one, by processor time", statistics.median(2 * one[1] / two[1] for one, two in pairs), "at least", 1.8)
        limit("batch, documents/s of a core's processor time", statistics.median(n / one[1] for one, _ in pairs), "at least", 600)
        limit("batch, peak MiB of a worker", max(r[3] for results in runs.values() for r in results), "at most", 40)


def long_document(plan, times):
    """The plan's body several times over, as a body would be that is so long: no id comes twice."""
    with open(plan, encoding="utf-8") as f:
        data = json.load(f)

    def renamed(value, i):
        if isinstance(value, dict):
            return {k: f"{v}-{i}" if k == "id" else renamed(v, i) for k, v in value.items()}
        return [renamed(v, i) for v in value] if isinstance(value, list) else value
    data["body"] = [copy.deepcopy(renamed(part, i)) for i in range(times) for part in data["body"]]
    return json.dumps(data, ensure_ascii=False)


def long_documents(program, warm, plan, folder):
    """Time has to grow with the pages: the last column is the time for a page over that of the first document."""
    first = None
    for times in (28, 55, 110):
        path, pdf = folder.write("long.json", long_document(plan, times)), folder / "it.pdf"
        ms, memory = measured([program, "render", path, "-o", pdf], 7)
        each = statistics.median(stream(warm, path, "5")[-1][0] for _ in range(3))
        pages = int(page_count(pdf))
        first = first or ms / pages
        row("a long document", pages, f"{ms:.1f}", f"{memory:.1f}", f"{each:.1f}", f"x {ms / pages / first:.2f}", f"{os.path.getsize(pdf) / 1000:.1f}")
    row("  pages/s", "", f"{1000 * pages / ms:.0f}", "", f"{1000 * pages / each:.0f}")
    limit("pages/s of a document of 700 pages, process from start to end", 1000 * pages / ms, "at least", 4000)
    limit("time for a page of it over that of a document of 175", ms / pages / first, "at most", 1.15)


def main():
    program, warm = os.path.join(ROOT, OUT, "thethuc"), os.path.join(ROOT, OUT, "bench/warm")
    eight = next(plan for name, plan in plans() if name == "soc-trang-2023")
    row("document", "pages", "process ms", "peak MiB", "warm ms", "documents/s", "file kB")
    with Folder() as folder:
        for name, plan in plans():
            pdf = folder / "it.pdf"
            ms, memory = measured([program, "render", plan, "-o", pdf])
            tagged, plain = zip(*((run(warm, plan, "100").stdout.split(), run(warm, plan, "100", "1.7").stdout.split()) for _ in range(9)))
            each = statistics.median(float(r[0]) for r in tagged)
            row(name, page_count(pdf), f"{ms:.1f}", f"{memory:.1f}", f"{each:.2f}", f"{1000 / each:.0f}", f"{os.path.getsize(pdf) / 1000:.1f}")
            if plan == eight:
                limit("milliseconds of a process, 8 pages", ms, "at most", 10)
            ratio = statistics.median(float(a[0]) / float(b[0]) for a, b in zip(tagged, plain))
            each = statistics.median(float(r[0]) for r in plain)
            row("  as plain PDF 1.7", "", "", "", f"{each:.2f}", f"{1000 / each:.0f}", f"{int(plain[0][1]) / 1000:.1f}")
            row("  tags and metadata", "", "", "", f"x {ratio:.2f}", "", f"+ {(int(tagged[0][1]) - int(plain[0][1])) / 1000:.1f}")
        streams(warm, eight, folder)
        batches(program, eight)
        long_documents(program, warm, eight, folder)
        long_tables(program, folder)
        many_bodies(program)
        others(eight, folder)
    sys.exit(1 if print_limits() else 0)


if __name__ == "__main__":
    main()
