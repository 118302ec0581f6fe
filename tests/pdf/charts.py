"""The charts of the examples as a reader of the finished PDF finds them: places, lengths, words. Then charts made by chance."""

import collections
import json
import os
import re

import pikepdf
from conformance import faults
from images import small
from random_chart import random_chart, wanted_figures
from suite import REPORT, ROOT, Folder, run

FOLDER = os.path.join(ROOT, "examples/charts")
NEAR = 0.02


def boxes(pdf):
    """(page, x0, y0, x1, y1, word) of every word."""
    page = 0
    for line in run("pdftotext", "-bbox", pdf, "-").stdout.splitlines():
        page += "<page " in line
        m = re.search(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*)</word>', line)
        if m:
            yield (page, *map(float, m.groups()[:4]), m[5])


def figures(pdf):
    """(alternative words, extent, page index) of each figure, in the order of the structure."""
    found, numbers = [], {p.objgen: i for i, p in enumerate(pdf.pages)}

    def visit(element):
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            return
        if element.S == "/Figure":
            found.append((str(element.Alt), [float(x) for x in element.A.BBox], numbers[element.Pg.objgen]))
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            visit(kid)
    visit(pdf.Root.StructTreeRoot.K)
    return found


def bars(page, box):
    """(x, y, w, h) of the filled rectangles inside of an extent, y upwards, but for what is white."""
    found, path, white = [], [], False
    for numbers, operator in pikepdf.parse_content_stream(page):
        op = str(operator)
        if op in ("rg", "g"):
            white = all(float(n) == 1 for n in numbers)
        elif op in ("m", "l"):
            path.append((float(numbers[0]), float(numbers[1])))
        elif op == "c":
            path = [None]
        elif op == "f" and len(path) == 4 and None not in path and not white:
            xs, ys = zip(*path)
            if box[0] <= min(xs) and max(xs) <= box[2] and box[1] <= min(ys) and max(ys) <= box[3]:
                found.append((min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
        if op in ("f", "S", "n", "W", "re"):
            path = [] if op != "W" else path
    return found


def collisions(words):
    """Pairs of words on a page that cover each other; a line's own leading does not count."""
    out = []
    by_page = {}
    for w in words:
        by_page.setdefault(w[0], []).append(w)
    for page, items in by_page.items():
        items.sort(key=lambda w: w[2])
        for i, a in enumerate(items):
            for b in items[i + 1:]:
                if b[2] > a[4]:
                    break
                depth, across = min(a[4], b[4]) - max(a[2], b[2]), min(a[3], b[3]) - max(a[1], b[1])
                if depth > 0.3 * min(a[4] - a[2], b[4] - b[2]) and across > 0.3:
                    out.append(f"page {page}: {a[5]!r} over {b[5]!r}")
    return out


def in_proportion(lengths, values):
    """Whether lengths are to each other as the values are."""
    scale = max(lengths) / max(values)
    return all(abs(a - v * scale) < NEAR * max(lengths) / 10 + 0.01 for a, v in zip(lengths, values))


def test_lengths(t, pdf):
    shown = figures(pdf)
    alt, box, page = shown[0]
    heights = [h for _, _, _, h in sorted(bars(pdf.pages[page], box)) if h > 1]
    t.check("bars are as high as their values", len(heights) == 4 and in_proportion(heights, [1250, 1420, 980, 1775]), str(heights))
    feet = {round(y, 2) for _, y, _, h in bars(pdf.pages[page], box)}
    t.check("bars stand on one line", len(feet) == 1, str(feet))
    alt, box, page = shown[3]
    widths = [w for _, y, w, h in sorted(bars(pdf.pages[page], box), key=lambda b: -b[1])]
    t.check("rows are as long as their values", len(widths) == 5 and in_proportion(widths, [12, 9, 7, 21, 3]), str(widths))


def test_words(t, pdf):
    alts = [alt for alt, _, _ in figures(pdf)]
    t.check("nine figures", len(alts) == 9, str(len(alts)))
    for i, words in enumerate((("Cao nhất: 1.775 tin, bài (Quý IV)", "Thấp nhất: 980 tin, bài (Quý III)", "Tổng số: 5.425", "Quý I: 1.250;"),
                               ("Năm trước.", "1.200 tin, bài (Quý I; Quý III)", "Chưa có số liệu: Quý II."),
                               ("Cao nhất: 1.615,5 triệu đồng (2024)", "Nguồn khác. Tổng số: 245,0"), ("21 nhiệm vụ", "52 nhiệm vụ"), ("-20,0",),
                               ("Tăng từ 12 nghìn lượt (Th. 1) lên 34 nghìn lượt (Th. 12)", "Chưa có số liệu: Th. 8"),
                               ("2.278 triệu đồng", "56,2%", "Khác: 28 triệu đồng (1,2%)"), ("80,9%", "Chưa thực hiện: 0"),
                               ("2 trong 4", "66,7%", "5/5 sản phẩm (100%)"))):
        t.check(f"figure {i + 1} says what it shows", all(w in alts[i] for w in words), alts[i])


def test_many_rows(t, words):
    """Each of sixty rows has its figures beside it, those of nothing too."""
    rows = [w for w in words if w[5] == "Dụ"]
    lone = [w[2] for w in rows if not any(v[0] == w[0] and v[1] > w[3] + 12 and abs(v[2] + v[4] - w[2] - w[4]) < 4
                                               for v in words)]
    t.check("sixty rows have their names", len(rows) == 60, str(len(rows)))
    t.empty("sixty rows have their figures", [str(y) for y in lone])


def test_gap(t):
    """A line stops before a value that is missing and begins again after it."""
    chart = {"kind": "lines", "categories": list("abcde"), "series": [{"values": [1, 2, None, 3, 5]}]}
    with Folder() as d:
        done = t.thethuc("render", d.write("plan.json", json.dumps(small({"chart": chart}))), "-o", d / "it.pdf")
        if not t.check("a chart with a gap renders", done.returncode == 0, done.stderr):
            return
        strokes, path = [], ""
        with pikepdf.open(d / "it.pdf") as pdf:
            for _, operator in pikepdf.parse_content_stream(pdf.pages[0]):
                op = str(operator)
                if op in ("m", "l", "c", "re"):
                    path += op
                elif op in ("S", "s", "f", "B", "b", "n"):
                    strokes.append(path if op == "S" else "")
                    path = ""
        t.check("a line has a gap where a value is missing", "mlml" in strokes and "mlll" not in strokes, str(strokes))


def key(text):
    return re.sub(r"\s+", "", text)


def inside(word, box, height=841.89):
    """Whether the middle of a word lies inside of a figure's extent, y upwards; 1: as a whole."""
    x, y = (word[1] + word[3]) / 2, height - (word[2] + word[4]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def outside_figure(words, box, height=841.89):
    return [w[5] for w in words if w[1] < box[0] - 0.5 or w[3] > box[2] + 0.5 or height - w[2] > box[3] + 3 or height - w[4] < box[1] - 3]


def names_missing(chart, words):
    """Names of a chart's categories and series that no reader finds: not as words, or broken inside of a word."""
    shown = collections.Counter(w[5].rstrip(":") for w in words)
    if not any(v is not None for s in chart["series"] for v in s["values"]):
        return [] if "Chưa có số liệu." in " ".join(w[5] for w in words) else ["that there is nothing"]
    names = list(chart["categories"]) + [s["name"] for s in chart["series"] if "name" in s]
    counting = len({re.sub(r"[0-9IVXLC]+", "", n) for n in chart["categories"]}) == 1 and chart["kind"] in ("bars", "stacked", "lines")
    if counting:
        names = names[:1] + names[len(chart["categories"]):]
    return [n for n in names if not all(shown[w] for w in n.split())]


def figures_missing(chart, words):
    """Figures that are not there although no note says so."""
    text = " ".join(w[5] for w in words)
    if "Giá trị đọc theo trục." in text or "Phần nhỏ không ghi số." in text:
        return []
    if "Chưa có số liệu." in text:
        return []
    wanted = collections.Counter(wanted_figures(chart))
    shown = collections.Counter(w[5].strip("():") for w in words)
    return [f"{n} of {w}, {shown[w]} shown" for w, n in wanted.items() if shown[w] < n]


def chart_faults(chart, parts, words):
    """What a reader would find wrong with one chart, which may be in parts."""
    found, all_ = [], []
    for _, box, page in parts:
        mine = [w for w in words if w[0] == page + 1 and inside(w, box)]
        all_ += mine
        found += [f"outside of the figure: {w}" for w in outside_figure(mine, box)]
        found += [f"over each other: {c}" for c in collisions(mine)]
        if box[0] < 84 or box[2] > 553.5 or box[1] < 56 or box[3] > 786:
            found.append(f"beyond the margins: {box}")
    found += [f"name not there: {n}" for n in names_missing(chart, all_)]
    found += [f"figures not there: {n}" for n in figures_missing(chart, all_)]
    return [f"{chart['caption']}: {f}" for f in found[:4]]


TOGETHER = 8


def faults_of_batch(t, d, first):
    """Those of some charts in one plan; their figures are known by the numbers in their captions."""
    charts = {f"Số {seed}": random_chart(seed) for seed in range(first, first + TOGETHER)}
    plan = d.write("plan.json", json.dumps(small(*({"chart": c} for c in charts.values()), closing="Trên đây là các biểu đồ"), ensure_ascii=False, indent=0))
    done = t.thethuc("render", plan, "-o", d / "it.pdf")
    if done.returncode != 0 or done.stderr:
        return [f"charts {first} and on: {done.stderr}"]
    words = list(boxes(d / "it.pdf"))
    with pikepdf.open(d / "it.pdf") as pdf:
        shown = {}
        for figure in figures(pdf):
            shown.setdefault(re.search(r"Số \d+", figure[0])[0], []).append(figure)
    found = [f"{name} not there" for name in charts if name not in shown]
    return found + [f for name, parts in shown.items() for f in chart_faults(charts[name], parts, words)] + collisions(words)


def test_random(t, batches=20):
    found = []
    with Folder() as d:
        for first in range(0, batches * TOGETHER, TOGETHER):
            found += faults_of_batch(t, d, first)
        t.empty(f"{batches * TOGETHER} charts made by chance", found)
        t.empty("the last of them conform", faults(d / "it.pdf"))


def luminance(colour):
    """How light a colour is where there are no colours, 0 to 1."""
    r, g, b = (int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.299 * r + 0.587 * g + 0.114 * b


def test_tones(t):
    """Six series are told apart in grey: by tone, by texture, by strokes and marks."""
    with open(os.path.join(ROOT, "layouts/base.json"), encoding="utf-8") as f:
        look = json.load(f)["charts"]
    fills, strokes = look["fills"][:6], look["strokes"]
    alike = [f"{a} and {b}" for i, a in enumerate(fills) for b in fills[:i]
             if a.get("hatch") == b.get("hatch") and abs(luminance(a["colour"]) - luminance(b["colour"])) < 0.2]
    t.empty("fillings differ in grey", alike)
    t.check("six strokes", len(strokes) >= 6, str(len(strokes)))
    alike = [f"{a} and {b}" for i, a in enumerate(strokes[:6]) for b in strokes[:i]
             if a.get("dash_pt") == b.get("dash_pt") and abs(luminance(a["colour"]) - luminance(b["colour"])) < 0.2]
    t.empty("strokes differ in grey", alike)
    t.empty("strokes are dark enough", [str(s) for s in strokes if luminance(s["colour"]) > 0.62])


def render(t, d, path):
    command = "report" if path == REPORT else "render"
    return t.thethuc(command, path, "-o", d / "it.pdf")


def test_examples(t):
    """Every example with charts, and the report: no text over another, none beyond its figure."""
    examples = [os.path.join(FOLDER, n) for n in sorted(os.listdir(FOLDER)) if n.endswith(".json")] + [REPORT]
    for path in examples:
        name = os.path.basename(path)
        with Folder() as d:
            done = render(t, d, path)
            if not t.check(f"{name} renders without a word", done.returncode == 0 and done.stderr == "", done.stderr):
                continue
            t.empty(f"{name} conforms", faults(d / "it.pdf"))
            words = list(boxes(d / "it.pdf"))
            t.empty(f"{name}: no text over another", collisions(words))
            with pikepdf.open(d / "it.pdf") as pdf:
                found = []
                for alt, box, page in figures(pdf):
                    height = float(pdf.pages[page].MediaBox[3])
                    mine = [w for w in words if w[0] == page + 1 and inside(w, box, height)]
                    found += [f"{alt[:40]}: {w}" for w in outside_figure(mine, box, height)]
                    found += [] if mine else [f"{alt[:40]}: has no words"]
                    if not (box[0] > 84 and box[1] > 56 and box[3] < height - 56):
                        found.append(f"{alt[:40]}: beyond the text")
                t.empty(f"{name}: no label beyond its figure", found)


def chart_of(kind, values, categories=None, **more):
    """A chart of one series, or of several when values are a list of lists."""
    several = isinstance(values[0], list)
    series = [{"values": v, **({"name": f"Chuỗi {k + 1}"} if several else {})} for k, v in enumerate(values if several else [values])]
    n = len(series[0]["values"])
    return {"chart": {"kind": kind, "categories": categories or [f"Tên {chr(65 + i)}" for i in range(n)], "series": series, **more}}


def words_of(t, d, *body, **more):
    """Words of a plan with these in its body; their pages."""
    done = t.thethuc("render", d.write("plan.json", json.dumps(small(*body, **more))), "-o", d / "it.pdf")
    t.check("renders without a word", done.returncode == 0 and not done.stderr, done.stderr)
    return list(boxes(d / "it.pdf"))


def test_cases(t):
    """What once went wrong."""
    with Folder() as d:
        words = words_of(t, d, chart_of("lines", [-1, -2, -3]))
        names = [w for w in words if w[5] == "Tên"]
        values = [w for w in words if w[5] in ("-1", "-2", "-3") and w[1] > 100]
        t.check("figures of a falling line stand over its names", len(names) == 3 and len(values) == 3
                and max(w[4] for w in values) < min(w[2] for w in names) + 2, f"{names} {values}")
        words = [w[5] for w in words_of(t, d, chart_of("stacked", [[5, 3], [-2, 4]]))]
        t.check("both sums of a stack are there", words.count("5") >= 2 and words.count("-2") >= 2 and "7" in words, str(words))
        words_of(t, d, chart_of("lines", [[1, 2, 3], [1, 2, 3]]))
        with pikepdf.open(d / "it.pdf") as pdf:
            t.check("two lines that are one are said to be", "Chuỗi 1 và Chuỗi 2 trùng nhau." in figures(pdf)[0][0])
        text = " ".join(w[5] for w in boxes(d / "it.pdf"))
        t.check("and are noted", "Chuỗi 1 và Chuỗi 2 trùng nhau." in text, text)


def hatching(pdf):
    """How many lines of hatching there are, and how thick they are: what is stroked inside of a clipped area."""
    found, clipped, width, lines = collections.Counter(), False, None, 0
    for numbers, operator in pikepdf.parse_content_stream(pdf.pages[0]):
        op = str(operator)
        clipped = op == "W" or (clipped and op != "Q")
        width = float(numbers[0]) if op == "w" else width
        lines = 0 if op == "W" else lines + (op == "l")
        if op == "S" and clipped:
            found[width] += lines
    return found


def test_hatching(t):
    """Hatching is as wide and thick as the layout says."""
    def run_with(gap, line):
        own = {"extends": "nd30-2020", "charts": {"hatch_gap_pt": gap, "hatch_line_pt": line}}
        return t.thethuc("render", "--profile", d.write("own.json", json.dumps(own)), plan, "-o", d / "it.pdf")
    with Folder() as d:
        counts, plan = [], d.write("plan.json", json.dumps(small(chart_of("stacked", [[5, 3], [2, 4]]))))
        for gap, line in ((5, 0.4), (10, 0.8)):
            done = run_with(gap, line)
            t.check(f"renders with hatching {gap} pt apart", done.returncode == 0, done.stderr)
            with pikepdf.open(d / "it.pdf") as pdf:
                found = hatching(pdf)
            t.equal(f"lines of hatching are {line} pt thick", list(found), [line])
            counts.append(found[line])
        t.check("half as many lines twice as far apart", abs(counts[0] - 2 * counts[1]) <= 6 < counts[1], str(counts))
        done = run_with(0, 0.4)
        t.check("no gap is refused", done.returncode != 0 and "hatch_gap_pt" in done.stderr, done.stderr)


LONG = [f"Ủy ban nhân dân xã có tên dài thứ {i + 1} của huyện" for i in range(60)]


def test_room(t):
    """A chart as high as a page begins below the title all the same; one higher is divided, each part with its number."""
    with Folder() as d:
        for kind in ("rows", "bars", "stacked", "lines"):
            words = words_of(t, d, chart_of(kind, list(range(60)), LONG, caption="Sáu mươi tên"), "Một đoạn.")
            with pikepdf.open(d / "it.pdf") as pdf:
                t.equal(f"{kind} of sixty long names are on page 1", [p for _, _, p in figures(pdf)], [0])
            t.equal(f"{kind}: sixty names, whole", sum(w[5] == "Ủy" for w in words), 60)
        words_of(t, d, chart_of("rows", list(range(168)), [f"Xã Ví Dụ {i}" for i in range(168)], caption="Nhiều xã"), "Một đoạn.")
        with pikepdf.open(d / "it.pdf") as pdf:
            alts = [alt for alt, _, _ in figures(pdf)]
        t.check("168 rows are in parts", len(alts) > 1 and "(phần 2/" in alts[1], str(alts)[:300])
        text = run("pdftotext", d / "it.pdf", "-").stdout
        t.equal("all 168 rows are there", [i for i in range(168) if not re.search(rf"Xã Ví Dụ {i}$", text, re.M)], [])
        t.check("parts have captions", "Biểu đồ 1. Nhiều xã (phần 1/" in text and "Biểu đồ 2" not in text, text[-400:])


def test_note(t):
    """A chart stands on one page with its caption and the whole footnote of that, be it drawn lower for it."""
    chart = chart_of("bars", [1, 2], caption=["Số liệu", {"note": "Nguồn: số liệu minh họa của sở, ban, ngành. " * 10}])
    with Folder() as d:
        for lines in range(10, 22):
            words = words_of(t, d, *["Một đoạn."] * lines, chart, *["Một đoạn."] * 4)
            page = {w[0] - 1 for w in words if w[5] in ("Biểu", "Nguồn:")}
            with pikepdf.open(d / "it.pdf") as pdf:
                t.equal(f"chart and note after {lines} lines", page, {figures(pdf)[0][2]})


def test_low_sheet(t):
    """Margins that leave a chart next to no room, beside the rule as they are, end in a document all the same."""
    names = [f"Đơn vị {chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(60)]
    chart = {"kind": "lines", "categories": names, "series": [{"values": list(range(60))}]}
    with Folder() as d:
        for top in (100, 185, 189, 191, 192, 193, 194, 195, 197, 230):
            plan = small({"chart": chart}) | {"layout": {"page": {"top_mm": top}}}
            done = t.thethuc("render", d.write("plan.json", json.dumps(plan)), "-o", d / "it.pdf")
            t.check(f"a chart below a margin of {top} mm", done.returncode in (0, 1) and "top_mm" in done.stderr, done.stderr)


def test(t):
    test_low_sheet(t)
    test_note(t)
    test_gap(t)
    test_cases(t)
    test_hatching(t)
    test_room(t)
    test_tones(t)
    test_random(t)
    test_examples(t)
    for name in ("kinds", "edge"):
        with Folder() as d:
            render(t, d, os.path.join(FOLDER, name + ".json"))
            with pikepdf.open(d / "it.pdf") as pdf:
                if name == "kinds":
                    test_lengths(t, pdf)
                    test_words(t, pdf)
                else:
                    test_many_rows(t, list(boxes(d / "it.pdf")))
