#!/usr/bin/python3 -B
"""What the system refuses: memory, and calls on files, one after the other, each in its own run of the program.

Whatever is refused, the program ends with status 3 and a message that says so, or makes the same files as ever; nothing
half-written is left, what was there before is unchanged, and all memory is given back. See tests/fault/*.c."""

import collections
import errno
import json
import os
import re
import shutil
import sys

from ipp_server import IppServer
from keys import WORD, Keys
from suite import ENGLISH, OUT, REPORT, ROOT, Folder, Suite, read, run

EXAMPLES = os.path.join(ROOT, "examples")
PLAN = os.path.join(EXAMPLES, "types/ke-hoach.json")
SIGNED = os.path.join(EXAMPLES, "signatures/mot-nguoi-ky.json")
TABLE = os.path.join(EXAMPLES, "tables/budget.json")
SET = ("render", os.path.join(EXAMPLES, "sets/cong-van.json"), "--set", os.path.join(EXAMPLES, "sets/tung-noi-nhan.json"), "-d", "out")
COPY = ("copy", "--data", os.path.join(EXAMPLES, "copies/sao-y.json"))
EXACT = "-O1 -g -DARENA_EXACT"


def build(t, *goals, folder=OUT, opt=None):
    return t.command(f"build {folder}", "make", "-s", f"-j{os.cpu_count()}", f"O={folder}", *([f"OPT={opt}"] if opt else []),
                     *(f"{folder}/{g}" for g in goals), timeout=900)


def tree(folder):
    return {os.path.relpath(os.path.join(base, n), folder): read(os.path.join(base, n)) for base, _, names in os.walk(folder) for n in names}


def place(frames, most=8):
    """Where an allocation was asked for, for people."""
    out = []
    for frame in frames:
        path, _, offset = frame.rpartition("+")
        name = os.path.basename(path).split(".so")[0]
        if OUT in path or "/again" in path:
            name = run("addr2line", "-fse", path, offset).stdout.split("\n")[0]
        if name not in out[-1:] and name != "memory":
            out.append(name)
    return " < ".join(out[:most])


def asks(frames):
    """The frame of who asks the C library or the system for memory."""
    return next((f for f in frames if not re.search(r"/(memory\.so|libc\.so|ld-linux)[^/]*$", f)), "")


class Log:
    """What tests/fault/memory.c has found."""

    def __init__(self, folder):
        self.folder, self.ends, self.kept = folder, [], collections.defaultdict(collections.Counter)
        for line in read(os.path.join(folder, "log")).decode().splitlines():
            word, number, *rest = line.split()
            if word == "end":
                self.ends.append((int(number), rest[0], int(rest[1]), rest[2:]))
            else:
                self.kept[int(number)][tuple(rest[1:])] += 1

    def faults(self, judge, leaks):
        """The children that did not end as they should, the first of each kind."""
        seen = {}
        for number, mode, status, frames in self.ends:
            said = read(os.path.join(self.folder, f"{number}.err")).decode(errors="replace")
            why = f"signal {status & 127}" if status & 127 else judge(status >> 8, said, os.path.join(self.folder, str(number)))
            lost = self.kept[number] - self.kept[0]
            if not why and leaks and lost:
                why = f"keeps what was asked for at {place(next(iter(lost)))}"
            if why and BEYOND_US not in place(frames, 30):
                seen.setdefault(why, f"{why} ({mode}, at {place(frames)})")
        return list(seen.values())


def refuse(program, *arguments, every=1, once=False, cwd, log):
    os.makedirs(log, exist_ok=True)
    return run(program, *arguments, cwd=cwd, timeout=500, env={
        "LD_PRELOAD": os.path.join(ROOT, OUT, "fault/memory.so"), "FAULT_LOG": log, "FAULT_EVERY": str(every), **({"FAULT_ONCE": "1"} if once else {})})


def test_verb(t, name, arguments, folder=OUT, every=1, once=False, given=()):
    """A run in which each place that asks for memory is refused it, alone and with all after it."""
    with Folder() as d:
        here = d / "here"
        os.mkdir(here)
        for file in given:
            shutil.copy(file, here)
        before = tree(here)
        done = refuse(os.path.join(ROOT, folder, "thethuc"), *arguments, every=every, once=once, cwd=here, log=d / "log")
        if not t.check(f"{name} as ever", done.returncode == 0, done.stderr):
            return
        made, said = tree(here), done.stderr

        def judge(status, told, copy):
            left = tree(copy)
            if status == 0:
                return left != made and "done, but with other files" or told != said and f"done, but says {told[:200]}"
            if status != 3 or "out of memory" not in told and "[verify-system]" not in told:
                return f"status {status}: {told[:300]}"
            return left != before and f"leaves {sorted(left)}"

        log = Log(d / "log")
        t.empty(f"{name} without memory at {sum(e[1] == 'once' for e in log.ends)} places", log.faults(judge, leaks=True))


def test_again(t, name, plan, folder=OUT, every=1):
    """In a context that lacked memory once, the next document is what it always is."""
    with Folder() as d:
        os.mkdir(d / "here")
        done = refuse(os.path.join(ROOT, folder, "fault/again"), ROOT, plan, every=every, once=True, cwd=d / "here", log=d / "log")
        log = Log(d / "log")
        why = {5: "another error than no memory", 6: "the next document differs", 7: "the next document fails", 8: "done, but differs"}
        t.empty(f"{name}, the one after lacking memory at {len(log.ends)} places",
                log.faults(lambda status, *_: status and why.get(status, f"status {status}"), leaks=True) + [done.stderr] * (done.returncode != 0))


def test_program(t, name, *command, given, every, env=None):
    """A program that makes a file or a print job: the places of its own are refused memory, each in a run of its own. What its libraries
    do without memory is theirs."""
    path = os.path.join(ROOT, OUT, name)
    with Folder() as d:
        def attempt(place, **more):
            for folder in "here", "log":
                shutil.rmtree(d / folder, ignore_errors=True)
                os.mkdir(d / folder)
            for file in given:
                shutil.copy(file, d / "here")
            return run(path, *command, cwd=d / "here", timeout=60, env={
                "LD_PRELOAD": os.path.join(ROOT, OUT, "fault/memory.so"), "FAULT_LOG": d / "log", "FAULT_PLACE": place, **(env or {}), **more})

        done = attempt("?")
        if not t.check(f"{name} as ever", done.returncode == 0, done.stderr):
            return
        made, said, before = tree(d / "here"), done.stderr, {os.path.basename(file): read(file) for file in given}
        asked, faults, tried = places(d / "log", path), {}, 0
        for place in sorted(asked)[::every]:
            done = attempt(place, FAULT_ONCE="1")
            tried += 1
            left, why = tree(d / "here"), None
            if done.returncode == 0:
                same = left.keys() == made.keys() and re.sub(r"\d+", "N", done.stderr) == re.sub(r"\d+", "N", said)  # of the job
                why = not same and f"done, with {sorted(left)}, and says {done.stderr[:200]}"
            elif done.returncode != 3 or "out of memory" not in done.stderr:
                why = f"status {done.returncode}: {done.stderr[:300]}"
            elif left != before:
                why = f"leaves {sorted(left)}"
            if why:
                faults.setdefault(why[:60], f"{why} (at {' < '.join(asked[place][:6])})")
        t.empty(f"{name} without memory, {tried} times", list(faults.values()))


def test_companions(t, every):
    with Folder() as d, IppServer() as printer:
        t.thethuc("render", "--fields", SIGNED, "-o", d / "it.pdf")
        test_program(t, "thethuc-preview", "preview", "it.pdf", "--dpi", "20", "-o", "it.png", given=[d / "it.pdf"], every=every)
        test_program(t, "thethuc-print", "print", "it.pdf", "--printer", printer.uri, "--no-wait", given=[d / "it.pdf"], every=every)
        keys = Keys(d)
        keys.person("signer", "Nguyễn Văn A")
        test_program(t, "thethuc-sign", "sign", "--key", "signer.p12", "--pin-env", "WORD", "it.pdf", "-o", "signed.pdf", "--time",
                     "2026-11-25T08:15:30+07:00", given=[d / "it.pdf", d / "signer.p12"], every=every, env={"WORD": WORD})


def front():
    """The modules that only the program has, the library not."""
    text = read(os.path.join(ROOT, "Makefile")).decode().replace("\\\n", " ")
    return set(re.search(r"^FRONT\s*=(.*)$", text, re.M)[1].split())


def places(log, program):
    """Names of the places where the log of a run says that the program asked for memory by itself, or by the C library, with the
    modules on the way there, the innermost first."""
    found, offsets = {}, {}
    for line in read(os.path.join(log, "log")).decode().splitlines():
        word, name, *frames = line.split()
        if word == "place" and asks(frames).startswith(program + "+"):
            found.setdefault(name, [f.rpartition("+")[2] for f in frames if f.startswith(program + "+")])
            offsets.update(dict.fromkeys(found[name]))
    lines = run("addr2line", "-se", program, *offsets).stdout.split("\n")
    modules = {o: at.split(".")[0] for o, at in zip(offsets, lines)}
    return {name: [modules[f] for f in frames] for name, frames in found.items()}


def test_batch_memory(t, every):
    """Each place of the program's own that asks for memory in a batch, in whatever process, is refused it, and some of the library's."""
    with Folder() as d:
        with open(d / "it.ndjson", "w", encoding="utf-8") as f:
            for i in (1, 1, 2):
                f.write(json.dumps({**json.loads(read(PLAN)), "number": i}) + "\n")
            f.write('{"number": 3}\n')
        command = ("batch", "it.ndjson", "-j", "1", "--progress=none", "--name", "{number}", "-d", "out")
        env = {"LD_PRELOAD": os.path.join(ROOT, OUT, "fault/memory.so")}

        def attempt(name, **more):
            """A run in a folder in which documents are whose names are those of others."""
            shutil.rmtree(d / "here", ignore_errors=True)
            shutil.rmtree(d / "log", ignore_errors=True)
            os.mkdir(d / "log")
            shutil.copytree(d / "first", d / "here")
            return run(t.program, *command, cwd=d / "here", env={**env, "FAULT_LOG": d / "log", "FAULT_PLACE": name, **more}, timeout=60)

        def pdfs(folder):
            return {k: v for k, v in tree(folder).items() if k.endswith(".pdf")}

        def judge(done, made):
            left = pdfs(d / "here")
            if done.returncode not in (1, 3) or "crashed" in done.stderr:
                return f"status {done.returncode}: {done.stderr[:300]}"
            if {k: v for k, v in left.items() if made.get(k) != v}:
                return f"leaves {sorted(left)}"
            if left != made and not re.search(r"error: .*(memory|document-crashed)", done.stderr):
                return f"lacks {sorted(set(made) - set(left))}, and says {done.stderr[:300]!r}"
            again = run(t.program, *command, cwd=d / "here")
            if again.returncode != 1 or pdfs(d / "here") != made or again.stderr != said:
                return f"then a second run: status {again.returncode}, {again.stderr[:300]}"
            try:
                with open(d / "here/out/manifest.ndjson", encoding="utf-8") as f:
                    lines = {e["id"]: e for e in map(json.loads, f)}
            except ValueError as e:
                return f"a line of the manifest is no JSON: {e.doc[-300:]}"
            got = {k: (e["status"], e.get("output"), e.get("sha256")) for k, e in lines.items() if k != "it.ndjson"}
            return got != entries and f"the manifest says {sorted(set(got.items()) ^ set(entries.items()))}"

        os.mkdir(d / "first")
        d.write("first/it.ndjson", json.dumps({**json.loads(read(PLAN)), "number": 1, "id": "gone"}) + "\n")
        run(t.program, *command, cwd=d / "first")
        shutil.copy(d / "it.ndjson", d / "first")
        done = attempt("?")
        made, said = pdfs(d / "here"), done.stderr
        with open(d / "here/out/manifest.ndjson", encoding="utf-8") as f:
            entries = {e["id"]: (e["status"], e.get("output"), e.get("sha256")) for e in map(json.loads, f)}
        if not t.check("batch as ever", done.returncode == 1 and len(made) == 4 and len(entries) == 5, done.stderr):
            return
        own, faults, tried = front(), {}, 0
        asked = places(d / "log", t.program)
        asked = {name: modules for name, modules in asked.items() if modules[:2] != ["font", "pdf_subset"]}
        inner = {name for name, modules in asked.items() if modules and modules[0] in own}
        chosen = sorted(inner)[::every] + sorted(set(asked) - inner)[::40 * every]
        for name in chosen:
            for more in ({}, {"FAULT_ONCE": "1"}):
                done = attempt(name, **more)
                tried += 1
                why = judge(done, made)
                if why:
                    faults.setdefault(why[:60] + str(asked[name][:3]), f"{why} (at {' < '.join(asked[name][:6])}{', once' if more else ''})")
        t.empty(f"batch without memory, {tried} times", list(faults.values()))


def test_memory(t, every=3):
    """A part of the places, always the same; all of them by make faults."""
    seldom = 2 * every if every > 1 else 1
    if not build(t, "fault/memory.so", "fault/again"):
        return
    test_verb(t, "render", ("render", SIGNED, "-o", "it.pdf", "--proof", "it.json", "--attach-source"), every=every)
    test_verb(t, "render as text", ("render", PLAN, "--dump=boxes", "-o", "it.txt"), once=True, every=seldom)
    test_verb(t, "check", ("check", TABLE), once=True, every=seldom)
    test_verb(t, "report", ("report", REPORT, "-o", "it.pdf"), once=True, every=every)
    test_verb(t, "set", SET, every=seldom)
    test_verb(t, "fit", ("render", "--fit", os.path.join(EXAMPLES, "fit/spill.json"), "-o", "it.pdf"), once=True, every=seldom)
    test_verb(t, "copy", (*COPY, PLAN, "-o", "it.pdf"), once=True, every=seldom)
    with Folder() as d:
        t.thethuc("render", "--attach-source", PLAN, "-o", d / "plan.pdf")
        test_verb(t, "copy of a PDF", (*COPY, d / "plan.pdf", "-o", "it.pdf"), once=True, every=every)
        test_verb(t, "extract", ("extract", d / "plan.pdf", "-o", "it.json"))
        test_verb(t, "verify-source", ("verify-source", d / "plan.pdf"), once=True, every=seldom)
    test_verb(t, "schema", ("schema", "-o", "it.json"))
    test_batch_memory(t, every=seldom)
    test_companions(t, every=every)
    test_again(t, "a signed plan", SIGNED, every=every)


def test_all(t):
    """Every place, and those inside of arenas too, each of whose pieces is then an allocation."""
    test_memory(t, every=1)
    exact = OUT + "/exact"
    if build(t, "thethuc", "fault/again", folder=exact, opt=EXACT):
        ENGLISH["THETHUC_DATA"] = ROOT
        test_verb(t, "render in single pieces", ("render", SIGNED, "-o", "it.pdf"), folder=exact)
        test_verb(t, "report in single pieces", ("report", REPORT, "-o", "it.pdf"), folder=exact, once=True)
        test_verb(t, "set in single pieces", SET, folder=exact, once=True)
        test_again(t, "a plan in single pieces", PLAN, folder=exact)


# HarfBuzz does not survive every lack of memory in here; the program sees to it that there is enough.
BEYOND_US = "libharfbuzz-subset < font_subset_face"

# A call, how it may go wrong (0: it does half), whether the program may come through all the same.
CALLS = {
    "open": (errno.EMFILE, errno.EACCES), "openat": (errno.EIO,), "read": (errno.EIO, errno.EINTR, 0),
    "write": (errno.EIO, errno.ENOSPC, errno.EINTR, 0), "fsync": (errno.EIO, errno.ENOSPC), "close": (errno.EIO, errno.ENOSPC),
    "rename": (errno.EIO, errno.ENOSPC), "link": (errno.EPERM, errno.EIO), "mkdir": (errno.ENOSPC, errno.EACCES), "fchmod": (errno.EPERM,),
    "opendir": (errno.EMFILE,), "readdir": (errno.EIO,), "realpath": (errno.EIO,), "fstat": (errno.EIO,),
}
HARMLESS = {errno.EINTR, 0}


def test_calls(t, name, arguments, old=None):
    """A run in which each call on files goes wrong once; `old` is what is there before."""
    env = {"LD_PRELOAD": os.path.join(ROOT, OUT, "fault/files.so")}
    with Folder() as d:
        def attempt(folder, **more):
            os.mkdir(d / folder)
            for path, data in (old or {}).items():
                os.makedirs(os.path.dirname(d / os.path.join(folder, path)), exist_ok=True)
                d.write(os.path.join(folder, path), data)
            return run(t.program, *arguments, cwd=d / folder, env={**env, **more})

        done = attempt("ever", FAULT_COUNTS=d / "counts")
        if not t.check(f"{name} as ever", done.returncode == 0, done.stderr):
            return
        made, before = tree(d / "ever"), old or {}
        faults, tried = {}, 0
        for call, count in (line.split() for line in read(d / "counts").decode().splitlines()):
            for error in CALLS[call]:
                for at in range(1, int(count) + 1):
                    tried += 1
                    done = attempt("it", FAULT_CALL=call, FAULT_AT=str(at), FAULT_ERROR=str(error))
                    why = judge_call(done, tree(d / "it"), made, {k: v.encode() for k, v in before.items()}, call, error)
                    if why:
                        faults.setdefault(f"{call} {errno.errorcode.get(error, 'short')}", f"{call} {at} {errno.errorcode.get(error, 'short')}: {why}")
                    shutil.rmtree(d / "it")
        t.empty(f"{name} with {tried} calls gone wrong", list(faults.values()))


def test_batch(t):
    """Whatever goes wrong in a batch, what bears a PDF's name is whole, and a second run makes the rest."""
    with Folder() as d:
        with open(d / "it.ndjson", "w", encoding="utf-8") as f:
            for i in range(3):
                f.write(json.dumps({**json.loads(read(PLAN)), "number": i + 1}) + "\n")
        command = ("batch", d / "it.ndjson", "-j", "1", "--progress=none", "--name", "{number}", "-d")
        env = {"LD_PRELOAD": os.path.join(ROOT, OUT, "fault/files.so")}

        def pdfs(folder):
            return {k: v for k, v in tree(folder).items() if k.endswith(".pdf")}

        done = run(t.program, *command, d / "ever", env={**env, "FAULT_COUNTS": d / "counts"})
        made = pdfs(d / "ever")
        if not t.check("batch as ever", done.returncode == 0 and len(made) == 3, done.stderr):
            return
        faults, tried = {}, 0
        for call, count in (line.split() for line in read(d / "counts").decode().splitlines()):
            for error in CALLS[call]:
                for at in range(1 + tried % 5, int(count) + 1, 9):
                    tried += 1
                    name = f"{call} {at} {errno.errorcode.get(error, 'short')}"
                    done = run(t.program, *command, d / "it", env={**env, "FAULT_CALL": call, "FAULT_AT": str(at), "FAULT_ERROR": str(error)}, timeout=30)
                    left = pdfs(d / "it") if os.path.isdir(d / "it") else {}
                    if done.returncode not in (0, 1, 3) or {k: v for k, v in left.items() if made.get(k) != v} or done.returncode == 0 and left != made:
                        faults.setdefault(f"{call} {error}", f"{name}: status {done.returncode}, {sorted(left)}, {done.stderr[:300]}")
                    elif done.returncode and "error:" not in done.stderr:
                        faults.setdefault(f"{call} {error}", f"{name}: status {done.returncode} says {done.stderr[:300]!r}")
                    done = run(t.program, *command, d / "it", "--retry-failed")
                    done = run(t.program, *command, d / "it")
                    if done.returncode or pdfs(d / "it") != made:
                        faults.setdefault(f"{call} {error}", f"{name}, then a second run: status {done.returncode}, {done.stderr[:300]}")
                    shutil.rmtree(d / "it")
        t.empty(f"batch with {tried} calls gone wrong", list(faults.values()))
        os.mkdir(d / "exports")
        for i in range(1, 4):
            d.write(f"exports/{i}.json", json.dumps({**json.loads(read(PLAN)), "number": i}))
        said = []
        for at in range(1, 9):
            done = run(t.program, "batch", d / "exports", "-d", d / f"out{at}", "--progress=none", env={
                **env, "FAULT_CALL": "readdir", "FAULT_AT": str(at), "FAULT_ERROR": str(errno.EIO)})
            said.append((done.returncode != 0 and "error:" in done.stderr, len(pdfs(d / f"out{at}")) if os.path.isdir(d / f"out{at}") else 0))
        t.check("a folder that cannot be read to its end is told", any(told for told, _ in said) and all(told or n == 3 for told, n in said), str(said))


def judge_call(done, left, made, before, call, error):
    if done.returncode == 0:
        return left != made and f"done, but with other files {sorted(left)}"
    if error in HARMLESS:
        return f"status {done.returncode}: {done.stderr[:200]}"
    if done.returncode != 3 or not re.search(r"error: .*\[[a-z-]+\]", done.stderr):
        return f"status {done.returncode}: {done.stderr[:200]}"
    # Names are put in place one after the other: each file is then the old one or the new one, whole.
    if call == "rename" and all(left[name] in (made.get(name), before.get(name)) for name in left):
        return None
    return left != before and f"leaves {sorted(left)}, {done.stderr[:200]}"


def test_files(t):
    if not build(t, "fault/files.so"):
        return
    test_calls(t, "render", ("render", SIGNED, "-o", "it.pdf", "--proof", "it.json"), {"it.pdf": "old", "it.json": "old"})
    test_calls(t, "render of a new file", ("render", PLAN, "-o", "it.pdf"))
    test_calls(t, "set", SET)
    test_calls(t, "report", ("report", REPORT, "-o", "it.pdf"), {"it.pdf": "old"})
    with Folder() as d:
        t.thethuc("render", "--attach-source", PLAN, "-o", d / "plan.pdf")
        test_calls(t, "copy", (*COPY, d / "plan.pdf", "-o", "it.pdf"), {"it.pdf": "old"})
        test_calls(t, "extract", ("extract", d / "plan.pdf"))
    test_batch(t)


if __name__ == "__main__":
    suite = Suite()
    os.chdir(ROOT)
    test_all(suite)
    print(f"{suite.passed} passed, {suite.failed} failed")
    sys.exit(suite.failed != 0)
