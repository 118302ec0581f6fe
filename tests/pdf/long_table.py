"""A plan with a table of any number of rows."""

import json
import os
import random

from suite import ROOT, read

EXAMPLES = os.path.join(ROOT, "examples/tables")


def long_plan(n, seed=1, **more):
    """A table of n rows with sums worked out here."""
    rng = random.Random(seed)
    base = json.loads(read(os.path.join(EXAMPLES, "budget.json")))
    words = "tổ chức thông tin tuyên truyền về công tác đối ngoại tại các xã biên giới trong năm".split()
    rows = [[None, " ".join(rng.choices(words, k=rng.randint(2, 14))), f"{rng.randint(1, 900) * 1000}",
             None if i % 3 else rng.randint(1, 99999) / 100] for i in range(n)]
    table = {"carry": True, "columns": [{"head": "STT", "kind": "ordinal"}, "Nội dung", {"head": "Tiền", "kind": "number"},
                                        {"head": "Khác", "kind": "number"}], "rows": rows + [{"total": "Tổng cộng"}], **more}
    return {**base, "body": [{"table": table}, "Hết."]}, rows
