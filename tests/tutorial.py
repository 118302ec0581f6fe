"""The tutorial: from an empty file on, each step is a plan without fault, adds what is told, and shows on its pages."""

import json
import os
import re

from suite import ROOT, Folder, read, run, tool

HOME = os.path.join(ROOT, "examples/tutorial")
PAGES = ("README.md", "README.vi.md")
# What a reader sees on the pages of a step that was not there before, and how many pages there are.
SEEN = {1: (["KẾ HOẠCH", "Số:", "/KH-SVD", "tháng 6 năm 2026", "GIÁM ĐỐC", "Nguyễn Văn A", "Lưu: VT, VP"], 1),
        2: (["I. MỤC ĐÍCH, YÊU CẦU", "2. Quản lý văn bản", "III. TỔ CHỨC THỰC HIỆN"], 1),
        3: (["III. NHIỆM VỤ", "Cơ quan chủ trì: Văn phòng Sở", "Cơ quan phối hợp: Phòng Tổ chức"], 1),
        4: (["Căn cứ Nghị định số 30/2020/NĐ-CP"], 2), 5: (["Dự toán kinh phí", "16.000.000", "30.000.000"], 2),
        6: (["PHÂN CÔNG NHIỆM VỤ", "Việc phân công ghi tại Phụ lục"], 3), 7: (["Số: 15/KH-SVD", "ngày 09 tháng 6 năm 2026"], 3)}


def step(i):
    return json.loads(read(os.path.join(HOME, f"buoc-{i}.json")))


def has(whole, part):
    """Whether a value has, somewhere in it, an object with these members."""
    if isinstance(whole, dict) and all(k in whole and whole[k] == v for k, v in part.items()):
        return True
    inner = whole.values() if isinstance(whole, dict) else whole if isinstance(whole, list) else ()
    return any(has(v, part) for v in inner)


def test_steps(t, d):
    t.equal("it starts from nothing", step(0), {})
    done = t.thethuc("check", os.path.join(HOME, "buoc-0.json"))
    t.check("what is missing is told", done.returncode == 1 and all(w in done.stderr for w in ("type", "issuer", "signature")), done.stderr)
    before = ""
    for i, (words, pages) in SEEN.items():
        pdf = d / f"{i}.pdf"
        done = t.thethuc("render", "--strict", os.path.join(HOME, f"buoc-{i}.json"), "-o", pdf)
        if not t.check(f"step {i} renders without a word", done.returncode == 0 and not done.stderr, done.stderr):
            continue
        text = " ".join(tool("pdftotext", "-layout", pdf, "-").decode().split())
        t.empty(f"step {i} shows what is new", [w for w in words if w not in text])
        t.check(f"and what was not there before", any(w not in before for w in words), str(words))
        t.check(f"step {i} has {pages} pages", f"Pages:           {pages}\n" in tool("pdfinfo", pdf).decode(), "")
        t.empty(f"step {i} keeps the members of the step before", sorted(set(step(i - 1)) - set(step(i))))
        before = text


def test_texts(t, d):
    structure = []
    for page in PAGES:
        text = read(os.path.join(HOME, page)).decode()
        parts = re.split(r"^## \w+ (\d):", text.replace("Bước", "Step"), flags=re.M)
        t.equal(f"{page} has every step", parts[1::2], [str(i) for i in range(8)])
        for number, part in zip(parts[1::2], parts[2::2]):
            for fragment in re.findall(r"```json\n(.*?)```", part, re.S):
                t.check(f"{page}: what step {number} shows is in its file", has(step(number), json.loads(fragment)), fragment)
        pictures = re.findall(r"!\[.+?\]\((.+?)\)", text)
        t.empty(f"{page}: its pictures are there", [p for p in pictures if read(os.path.join(HOME, p))[16:24] != bytes.fromhex("0000019d00000249")])
        commands = re.findall(r"^    out/thethuc (.*)", text, re.M)
        for command in commands:
            done = run(t.program, *command.replace("examples/tutorial/", HOME + "/").replace(f"-o {HOME}", f"-o {d.path}").split(), cwd=d.path)
            t.check(f"{page}: {command}", done.returncode == ("buoc-0" in command), f"{done.returncode} {done.stderr}")
        structure.append((parts[1::2], pictures, len(commands), len(re.findall("```json", text))))
    t.equal("both languages say the same", structure[0], structure[1])


def test(t):
    for part in test_steps, test_texts:
        with Folder() as d:
            part(t, d)
