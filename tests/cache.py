"""What a context remembers changes no byte: documents rendered in one context, again and again, are those of fresh processes."""

import glob
import json
import os
import random

from suite import ROOT, Folder, plans, read, run

ROUNDS = 3  # a paragraph is kept when it comes for the second time, and found at the third


def others(folder, plan, count):
    """The plan with other numbers, dates, years, widths and letters, and with words that are wider than a line."""
    with open(plan, encoding="utf-8") as f:
        data = json.load(f)
    year = data["date"][:4]
    for i in range(count):
        data["number"], data["date"] = str(7 * i + 1), f"{2021 + i % 9}-{1 + i % 12:02}-{1 + i % 28:02}"
        if i % 3 == 1:
            data["layout"] = {"margins": {"left_mm": 30 + i % 5}}
        if i % 3 == 2:
            data["layout"] = {"styles": {"body": {"size_pt": 13 + i % 2}}}
        text = json.dumps(data, ensure_ascii=False).replace(year, str(2021 + i % 9))
        yield folder.write(f"{os.path.basename(plan)[:-5]}-{i}.json", text if i % 4 else text.replace(" và ", f" và/hoặc 1 000 000 {'dài' * 50} "))


def test(t):
    program = os.path.join(t.out, "bench/one_context")
    if not t.command("build", "make", "-s", f"O={t.folder}", program.removeprefix(ROOT + "/")):
        return
    with Folder() as folder:
        paths = [p for p in sorted(glob.glob(os.path.join(ROOT, "examples/*/*.json"))) if "/results/" not in p]
        paths += [p for _, plan in plans() for p in others(folder, plan, 24)]
        random.Random(1).shuffle(paths)
        written = {}
        for name, rounds in (("warm", ROUNDS), ("fresh", 0)):
            os.mkdir(folder / name)
            done = run(program, folder.write("list", "\n".join(paths) + "\n"), folder / name, str(rounds), env={"THETHUC_DATA": ROOT})
            t.check(name, done.returncode == 0, done.stderr)
            written[name] = {n: read(folder / f"{name}/{n}") for n in os.listdir(folder / name)}
        pdfs, texts = [], []
        for i, path in enumerate(paths):
            cold = t.thethuc("render", "--allow-secret", path, "-o", "-", text=False).stdout
            pdfs += [f"{os.path.basename(path)} in round {k + 1}" for k in range(ROUNDS)
                     if written["warm"].get(f"{k}-{i}.pdf", b"") != cold or written["fresh"].get(f"0-{i}.pdf", b"") != cold]
            texts += [f"{os.path.basename(path)} in round {k + 1}" for k in range(ROUNDS)
                      if written["warm"][f"{k}-{i}.txt"] != written["fresh"][f"0-{i}.txt"]]
        t.empty(f"PDFs of {len(paths)} plans, {ROUNDS} times each", pdfs)
        t.empty("messages", texts)
        t.check("most could be rendered", sum(n.endswith(".pdf") for n in written["fresh"]) > 180)
        t.check("some have messages", sum(data != b"" for n, data in written["fresh"].items() if n.endswith(".txt")) > 20)
