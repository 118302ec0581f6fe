"""watch: makes the PDF again on every save, however editors save, and never shows half a file."""

import json
import os
import shutil
import signal
import subprocess
import threading
import time

from suite import ENGLISH, ROOT, Folder, read

LETTER = os.path.join(ROOT, "examples/types/giay-moi.json")
PICTURES = os.path.join(ROOT, "examples/signatures")
PATIENCE = 20


class Watch:
    """The program at work; what it says is read as it comes."""

    def __init__(self, t, d, *arguments):
        self.child = subprocess.Popen([t.program, "watch", *arguments], cwd=d.path, env=ENGLISH, stdin=subprocess.DEVNULL,
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines = []
        self.reader = threading.Thread(target=lambda: self.lines.extend(iter(self.child.stdout.readline, "")))
        self.reader.start()

    def wait_for(self, happened):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and not happened():
            time.sleep(0.02)
        return happened()

    def said(self, word, times=1):
        return self.wait_for(lambda: sum(word in line for line in self.lines) >= times)

    def end(self, number=signal.SIGINT):
        self.child.send_signal(number)
        try:
            status = self.child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.child.kill()
            status = None
        self.reader.join()
        return status


def letter(subject):
    return json.dumps({**json.loads(read(LETTER)), "subject": subject}, ensure_ascii=False, indent=2)


def replace(d, name, text):
    d.write(name + "~", text)
    os.rename(d / (name + "~"), d / name)


def write_slowly(path, text):
    with open(path, "w") as f:
        for at in range(0, len(text), 200):
            f.write(text[at:at + 200])
            f.flush()
            time.sleep(0.005)


def move_away(d, text):
    """As editors do that keep a backup: the old file gets another name first."""
    os.rename(d / "plan.json", d / "plan.json.bak")
    time.sleep(0.02)
    d.write("plan.json", text)


def test_saves(t, d):
    d.write("plan.json", letter("lần thứ nhất"))
    w = Watch(t, d, "plan.json")
    t.check("the PDF is named after the plan", w.said("plan.pdf: 1 pages"), str(w.lines))
    before, faults, looking = read(d / "plan.pdf"), [], threading.Event()

    def look():
        while not looking.is_set():
            data = read(d / "plan.pdf")
            if not data.startswith(b"%PDF-") or not data.rstrip().endswith(b"%%EOF"):
                faults.append(len(data))
            time.sleep(0.001)
    viewer = threading.Thread(target=look)
    viewer.start()
    saves = (("by another file put in its place", lambda text: replace(d, "plan.json", text)),
             ("slowly in place", lambda text: write_slowly(d / "plan.json", text)),
             ("moved away and written anew", lambda text: move_away(d, text)))
    for n, (how, save) in enumerate(saves, 2):
        save(letter(f"lần thứ {n}"))
        changed = w.wait_for(lambda: read(d / "plan.pdf") != before)
        t.check(f"saved {how}", changed and w.said("plan.pdf: 1 pages", n), str(w.lines))
        before = read(d / "plan.pdf")
    for n in range(30):
        d.write("plan.json", letter(f"lần {n}"))
        time.sleep(0.01)
    t.check("a burst of saves ends with the last one", w.wait_for(lambda: read(d / "plan.pdf") == rendered(t, d)), str(w.lines))
    made = sum("1 pages" in line for line in w.lines)
    t.check("and does not make one for each", made < 20, str(made))
    replace(d, "plan.json", "{ \"type\": ")
    kept = read(d / "plan.pdf")
    t.check("a fault is told", w.said("plan.pdf stays as it was") and any("plan.json:1:" in line for line in w.lines), str(w.lines[-4:]))
    t.equal("the PDF is kept meanwhile", read(d / "plan.pdf"), kept)
    replace(d, "plan.json", letter("lần cuối"))
    t.check("mended, it goes on", w.wait_for(lambda: read(d / "plan.pdf") != kept), str(w.lines[-4:]))
    looking.set()
    viewer.join()
    t.equal("whoever looked saw whole PDFs only", faults, [])
    t.equal("an interrupt ends it", w.end(), 130)
    t.equal("nothing lies about", sorted(os.listdir(d.path)), ["other.pdf", "plan.json", "plan.json.bak", "plan.pdf"])


def rendered(t, d):
    t.thethuc("render", d / "plan.json", "-o", d / "other.pdf")
    return read(d / "other.pdf")


def test_files(t, d):
    """Pictures count, and files that links lead to."""
    os.mkdir(d / "store")
    for name in os.listdir(PICTURES):
        shutil.copy(os.path.join(PICTURES, name), d / "store")
    w = Watch(t, d, "store/hinh-trong-van-ban.json", "-o", "out.pdf")
    t.check("a plan with a picture", w.said("out.pdf: "), str(w.lines))
    first = read(d / "out.pdf")
    shutil.copy(os.path.join(PICTURES, "dau-minh-hoa.png"), d / "store/bieu-do-minh-hoa.png")
    t.check("a picture that is saved", w.wait_for(lambda: read(d / "out.pdf") != first), str(w.lines))
    t.equal("ended by TERM", w.end(signal.SIGTERM), 143)
    d.write("store/plan.json", letter("một"))
    os.symlink("store/plan.json", d / "link.json")
    w = Watch(t, d, "link.json")
    t.check("a plan that is a link", w.said("link.pdf: "), str(w.lines))
    first = read(d / "link.pdf")
    replace(d, "store/plan.json", letter("hai"))
    t.check("what it leads to is saved", w.wait_for(lambda: read(d / "link.pdf") != first), str(w.lines))
    w.end()


def test_faults(t, d):
    d.write("plan.json", letter("một"))
    for name, status, word, *arguments in (
            ("no file", 3, "file-read", "none.json"), ("standard input", 2, "usage-watch", "-"),
            ("standard output", 2, "usage-watch", "plan.json", "-o", "-"), ("no plan", 2, "usage-file-none"),
            ("a folder that is not there", 3, "file-write", "plan.json", "-o", "no/where.pdf"),
            ("pictures", 2, "usage-option-verb", "plan.json", "-f", "png")):
        done = t.thethuc("watch", *arguments, cwd=d.path, timeout=PATIENCE)
        t.check(name, done.returncode == status and word in done.stderr, f"{done.returncode} {done.stderr}")
    d.write("plan.json", "{}")
    w = Watch(t, d, "plan.json")
    t.check("a plan that is faulty from the start is waited for", w.said("stays as it was"), str(w.lines))
    d.write("plan.json", letter("một"))
    t.check("until it is mended", w.said("plan.pdf: 1 pages"), str(w.lines))
    t.equal("a hang-up ends it", w.end(signal.SIGHUP), 129)


def test(t):
    for part in test_saves, test_files, test_faults:
        with Folder() as d:
            part(t, d)
