"""Tables made by chance, with cells over columns and rows, notes, widths and numbers: the same for the same seed."""

import random

WORDS = "tổ chức thông tin tuyên truyền về công tác đối ngoại tại các xã biên giới trong năm kế hoạch".split()


def words(rng, n):
    return " ".join(rng.choices(WORDS, k=n))


def grid(rng, ncolumns, nrows, make, far):
    """Rows of cells that fill a grid; `far`: the chance that a cell over rows goes on. No row is without a cell."""
    taken = [[False] * ncolumns for _ in range(nrows)]
    rows = []
    for y in range(nrows):
        row = []
        for x in range(ncolumns):
            wide = high = 1
            if taken[y][x]:
                continue
            while rng.random() < 0.08 and x + wide < ncolumns and not taken[y][x + wide]:
                wide += 1
            if x > 0 and rng.random() < 0.1:
                while y + high < nrows and rng.random() < far:
                    high += 1
            for j in range(y, y + high):
                taken[j][x:x + wide] = [True] * wide
            row.append(make(x, wide, high))
        rows.append(row)
    return rows


def column(rng):
    c = {"kind": rng.choice(["text", "text", "number", "ordinal"])}
    if rng.random() < 0.2 and c["kind"] == "text":
        c["width_mm"] = rng.randint(18, 40)
        c["align"] = rng.choice(["left", "center", "right", "justify"])
    if rng.random() < 0.1 and c["kind"] != "number" and "width_mm" not in c:
        c["share"] = rng.randint(8, 20)
    if c["kind"] == "number":
        c["decimals"] = rng.randint(0, 3)
    return {**c, "row_header": c["kind"] == "text" and rng.random() < 0.3}


def random_table(seed):
    rng = random.Random(seed)
    columns = [column(rng) for _ in range(rng.randint(1, 9))]
    longest = [1, 2, 3, 6, 12] + [150] * (len(columns) < 5)

    def cell(x, wide, high):
        spans = {"columns": wide, "rows": high}
        if rng.random() < 0.1:
            value = None
        elif columns[x]["kind"] == "number" and wide == 1:
            value = rng.choice([rng.randint(-10**6, 10**9), rng.randint(1, 10**6) / 100, "1.234,5", "(12,5)", "-", "45%"])
        else:
            value = words(rng, rng.choice(longest))
            value = [value, {"note": words(rng, 8)}] if rng.random() < 0.05 else value
        if wide == high == 1 or value is None:
            return value if wide == high == 1 else spans
        return {**spans, ("number" if isinstance(value, (int, float)) else "text"): value}

    header = grid(rng, len(columns), rng.randint(1, 3), lambda x, w, h: {"text": words(rng, rng.randint(1, 4)), "columns": w, "rows": h}, 0.4)
    rows = grid(rng, len(columns), rng.choice([1, 2, 5, 30, 120]), cell, 0.8)
    table = {"columns": columns, "header": header, "rows": rows, "carry": rng.random() < 0.3, "keep_groups": rng.random() < 0.3}
    if rng.random() < 0.5:
        table["caption"] = words(rng, 5)
    return table
