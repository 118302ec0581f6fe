"""Charts made by chance: all kinds, 1 to 60 values, names and numbers of every sort; the same for the same seed."""

import random

KINDS = ["bars", "stacked", "rows", "stacked-rows", "lines", "pie", "ring", "progress"]
OFFICES = ["Ủy ban nhân dân", "Sở", "Ban Chỉ đạo", "Phòng", "Trung tâm", "Đài Phát thanh và Truyền hình"]
THINGS = "văn hóa thể thao du lịch thông tin truyền thông nông nghiệp môi trường giáo dục đào tạo tư pháp dân tộc biên giới".split()


def long_name(rng, i):
    return f"{rng.choice(OFFICES)} {' '.join(rng.choices(THINGS, k=rng.randint(2, 9)))} {i + 1}"


NAMES = {
    "days": lambda rng, i: str(i + 1),
    "months": lambda rng, i: f"Tháng {i % 12 + 1}/{2020 + i // 12}",
    "quarters": lambda rng, i: f"Quý {('I', 'II', 'III', 'IV')[i % 4]}/{2010 + i // 4}",
    "letters": lambda rng, i: chr(65 + i % 26) + (str(i // 26) if i > 25 else ""),
    "short": lambda rng, i: rng.choice(["Xã", "Phường", "Huyện"]) + " " + rng.choice(THINGS).capitalize(),
    "long": long_name,
}

VALUES = {
    "plain": lambda rng: rng.randint(0, 60),
    "signed": lambda rng: rng.randint(-40, 40),
    "negative": lambda rng: -rng.randint(1, 9),
    "zero": lambda rng: 0,
    "equal": lambda rng: 5,
    "huge": lambda rng: rng.randint(1, 10**12),
    "tiny": lambda rng: rng.randint(1, 99) / 10000,
    "far": lambda rng: rng.choice([1, 2, 10**6]),
}


def random_chart(seed):
    rng = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    n = rng.choice([1, 2, 3, 4, 5, 7, 10, 12, 15, 24, 31, 45, 60])
    nseries = {"pie": 1, "ring": 1, "progress": 2}.get(kind) or rng.choice([1, 1, 2, 2, 3, 4, 6])
    names, values = rng.choice(list(NAMES)), rng.choice(list(VALUES))
    if kind in ("pie", "ring", "progress") and values in ("signed", "negative"):
        values = "plain"
    missing = rng.choice([0, 0, 0.1, 0.5, 1])
    series = [[None if rng.random() < missing else VALUES[values](rng) for _ in range(n)] for _ in range(nseries)]
    if nseries > 1 and rng.random() < 0.3:
        series[-1] = list(series[0])
    named = rng.choice([lambda k: f"Năm {2020 + k}", lambda k: f"{'Kinh phí giao cho' if k % 2 else 'Số đã chi của'} cơ quan thứ {k + 1} trong năm"])
    return {"kind": kind, "caption": f"Số {seed}, {kind}, {n} mục {names}, {nseries} chuỗi {values}",
            **({"unit": rng.choice(["nhiệm vụ", "triệu đồng", "%"])} if rng.random() < 0.6 else {}),
            "categories": [NAMES[names](rng, i) for i in range(n)],
            "series": [{**({"name": named(k)} if nseries > 1 else {}), "values": v} for k, v in enumerate(series)]}


def figures(value, decimals):
    """As a document writes it."""
    text = f"{abs(value):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return ("-" if value < 0 and text.strip("0,") else "") + text


def decimals_of(chart):
    """Figures after the comma, as many as the longest fraction has."""
    longest = 0
    for s in chart["series"]:
        for v in s["values"]:
            if isinstance(v, float):
                longest = max(longest, len(f"{v:.9f}".rstrip("0").split(".")[1]))
    return longest


def shortest(figures):
    """Each row of progress has its own unit: no zeros that other rows ask for."""
    return figures.rstrip("0").rstrip(",") if "," in figures else figures


def wanted_figures(chart):
    """What has to stand at each value, as groups of strings of which each has to be there so often."""
    d, kind = decimals_of(chart), chart["kind"]
    values = [s["values"] for s in chart["series"]]
    if kind == "progress":
        own = [["-" if v is None else shortest(figures(v, d)) for v in pair] for pair in zip(*values)]
        return [f"{a}/{b}" for a, b in own]
    if kind.startswith("stacked"):
        return [figures(v, d) for line in values for v in line if v]
    if kind == "lines":
        return [figures(v, d) for column in zip(*values) for v in {x for x in column if x is not None}]
    return [figures(v, d) for line in values for v in line if v is not None]
