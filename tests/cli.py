"""The command line: exit statuses, what is written and what is left alone, messages, bad input."""

import json
import os
import pty
import re
import signal
import stat
import subprocess

from suite import ENGLISH, ROOT, Folder, plans, read, run

GOOD = os.path.join(ROOT, "examples/plans/soc-trang-2024.json")
OK, DATA, USAGE, SYSTEM = range(4)


def deep(n):
    return b'{"body": ' + b"[" * n + b"]" * n + b"}"


BAD = {
    "empty": b"",
    "spaces": b"  \n\t ",
    "null": b"null",
    "number": b"17",
    "text": b'"x"',
    "array": b"[]",
    "empty object": b"{}",
    "cut off": read(GOOD)[:5000],
    "cut off in a letter": read(GOOD)[:-40] + "Đ".encode()[:1],
    "two values": read(GOOD) + b"{}",
    "deep arrays": deep(100000),
    "deep objects": b'{"a":' * 100000 + b"1" + b"}" * 100000,
    "deep nodes": b'{"body":' + b'[{"text":"x","items":' * 20000 + b"[]" + b"}]" * 20000 + b"}",
    "doubled key": b'{"kind":"state","place":"A","place":"B"}',
    "invalid UTF-8": read(GOOD).replace("Sóc".encode(), b"S\xf3c"),
    "overlong UTF-8": read(GOOD).replace(b"KH-UBND", b"KH\xc0\xafUBND"),
    "surrogate": read(GOOD).replace(b"KH-UBND", rb"KH\ud800"),
    "zero byte": read(GOOD).replace(b"KH-UBND", b"KH\0UBND"),
    "escaped zero": read(GOOD).replace(b"KH-UBND", rb"KH\u0000UBND"),
    "UTF-16": read(GOOD).decode().encode("utf-16"),
    "huge number": read(GOOD).replace(b'"81"', b"1" + b"0" * 400),
    "NaN": read(GOOD).replace(b'"81"', b"NaN"),
    "negative number": read(GOOD).replace(b'"81"', b"-3"),
    "private use": read(GOOD).replace("Sóc".encode(), "\ue123".encode()),
    "control": read(GOOD).replace("Sóc".encode(), rb"\u0007"),
    "no font for it": read(GOOD).replace("Sóc Trăng".encode(), "漢字".encode()),
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "random": bytes((i * 7919 + i * i) & 255 for i in range(5000)),
}

# Odd but permitted: it has to come out.
ODD = {
    "byte order mark": b"\xef\xbb\xbf" + read(GOOD),
    "CRLF": read(GOOD).replace(b"\n", b"\r\n"),
    "long word": read(GOOD).replace("Sóc Trăng năm 2024".encode(), b"x" * 5000, 1),
    "many paragraphs": None,
    "only spaces in text": read(GOOD).replace("Báo Sóc Trăng".encode(), "Báo    Sóc Trăng".encode(), 1),
}


def many_paragraphs():
    plan = json.loads(read(GOOD))
    plan["body"] = [{"heading": f"Mục {i}", "items": [{"dash": "Nội dung. " * (i % 9 + 1)}] * 5} for i in range(1500)]
    return json.dumps(plan, ensure_ascii=False).encode()


def crashed(done):
    return done.returncode < 0 or done.returncode in (4, 99, 124) or "Sanitizer" in str(done.stderr) or "runtime error" in str(done.stderr)


def test_bad_input(t):
    with Folder() as d:
        for name, data in BAD.items():
            path = d.write("bad.json", data)
            old = d.write("out.pdf", "old")
            done = t.thethuc("render", "--lang", "en", path, "-o", old, timeout=60)
            t.check(f"bad input: {name}", done.returncode == DATA and not crashed(done) and ": error: " in done.stderr
                    and len(done.stderr) < 100000, f"status {done.returncode}: {done.stderr}")
            t.equal(f"bad input: {name}: old output kept, nothing left", (read(old), sorted(os.listdir(d.path))),
                    (b"old", ["bad.json", "out.pdf"]))
        for name, data in ODD.items():
            path = d.write("odd.json", data or many_paragraphs())
            done = t.thethuc("render", path, "-o", d / "odd.pdf", timeout=120)
            t.check(f"odd input: {name}", done.returncode == OK and read(d / "odd.pdf").startswith(b"%PDF"),
                    f"status {done.returncode}: {done.stderr}")


def test_statuses(t):
    def status(name, want, *arguments, says="", **more):
        done = t.thethuc(*arguments, **more)
        t.check(name, done.returncode == want and says in done.stderr, f"status {done.returncode}, want {want}: {done.stderr}")
        return done

    with Folder() as d:
        good, pdf = d.write("good.json", read(GOOD)), d / "out.pdf"
        t.check("help", "render" in status("help status", OK, "--help").stdout)
        told = status("version status", OK, "--version").stdout
        t.check("version", told.startswith("thethuc 0."))
        needed = subprocess.run(["ldd", t.program], stdout=subprocess.PIPE, text=True, check=True).stdout
        t.empty("version names the libraries that unpack", [n for n, so in (("zlib", "libz.so"), ("libzstd", "libzstd.so"))
                                                            if so not in needed or not re.search(f"^{n} [0-9.]+$", told, re.M)])
        status("help of a verb", OK, "render", "--help")
        status("check of a good plan", OK, "check", good)
        t.equal("check writes nothing", sorted(os.listdir(d.path)), ["good.json"])
        status("no verb", USAGE)
        status("unknown verb", USAGE, "rendr", good, says="did you mean")
        status("unknown option", USAGE, "render", "--strikt", good, says="did you mean")
        status("option without value", USAGE, "render", good, "-o")
        status("no file", USAGE, "render")
        status("two files", USAGE, "render", good, good, "-o", pdf)
        status("value unknown", USAGE, "check", "--lang", "fr", good)
        status("missing file", SYSTEM, "render", d / "none.json", "-o", pdf, says="none.json")
        status("folder as input", SYSTEM, "render", d.path, "-o", pdf)
        status("folder as output", USAGE, "render", good, "-o", d.path)
        status("no such folder", SYSTEM, "render", good, "-o", d / "none/out.pdf")
        status("folder that takes nothing", SYSTEM, "render", good, "-o", "/proc/out.pdf")
        status("output is the input", USAGE, "render", good, "-o", good)
        t.equal("input is unharmed", read(good), read(GOOD))
        status("a full disk", SYSTEM, "render", good, "-o", "/dev/full") if os.path.exists("/dev/full") else None
        status("unknown standard", USAGE, "render", "--lang", "en", "--pdf-standard", "a-9", good, says="there are a-2a, a-2b, a-2u")
        status("unknown profile", USAGE, "check", "--profile", "nd99", good, says="[profile-option]")
        status("unknown profile in the plan", DATA, "check", d.write("none.json", read(GOOD).replace(b'"kind"', b'"profile": "nd99", "kind"', 1)))
        status("a bad profile is not the plan's fault", SYSTEM, "check", "--profile", d.write("profile.json", '{"name": 1}'), good)
        status("a cut off profile neither", SYSTEM, "check", "--profile", d.write("profile.json", "{"), good)
        for option in ("--help", "--version"):
            done = subprocess.run([t.program, option], stdout=open("/dev/full", "w"), stderr=subprocess.PIPE, env=ENGLISH, text=True, check=False)
            t.check(f"{option} to a full disk", done.returncode == SYSTEM and "[file-write-direct]" in done.stderr, done.stderr)
        os.mkdir(d / "fonts")
        os.mkfifo(d / "fonts/x.ttf")
        status("a pipe among the fonts", OK, "check", "--font-path", d / "fonts", good, says="[font-skipped]", timeout=20)
        status("fonts missing", SYSTEM, "check", "--font-path", d / "none", good)
        status("several plans", OK, "check", good, good)
        status("one of several is bad", DATA, "check", good, d.write("bad.json", "{"))


def test_output(t):
    with Folder() as d:
        good, pdf = d.write("good.json", read(GOOD)), d / "out.pdf"
        done = t.thethuc("render", good, "-o", pdf)
        first = read(pdf)
        t.check("says nothing when all is well", done.stdout == "" and done.returncode == OK, done.stdout)
        t.equal("leaves nothing else", sorted(os.listdir(d.path)), ["good.json", "out.pdf"])
        os.chmod(pdf, 0o640)
        t.thethuc("render", good, "-o", pdf)
        t.equal("keeps the rights of the file", stat.S_IMODE(os.stat(pdf).st_mode), 0o640)
        os.symlink("out.pdf", d / "link.pdf")
        t.thethuc("render", good, "-o", d / "link.pdf")
        t.check("writes through a link", os.path.islink(d / "link.pdf") and read(pdf) == first)
        done = t.thethuc("render", good, "-o", "-", text=False)
        t.check("to a pipe", done.stdout == first)
        done = t.thethuc("render", "-", stdin=read(GOOD), text=False)
        t.check("from a pipe", done.stdout == first, done.stderr.decode(errors="replace"))
        done = t.thethuc("render", good, "-o", pdf, "--stats")
        t.check("--stats is one line", len((done.stdout + done.stderr).strip().split("\n")) == 1 and "pages" in done.stdout + done.stderr,
                done.stdout + done.stderr)
        os.mkdir(d / "here")
        done = run(t.program, "render", good, cwd=d / "here")
        made = os.listdir(d / "here")
        t.check("makes a name by itself", len(made) == 1 and made[0].endswith(".pdf") and "81" in made[0], str(made) + done.stderr)
        for stage in ("plan", "blocks", "boxes", "pages"):
            done = t.thethuc("render", "--dump", stage, good)
            t.check(f"dump {stage}", done.returncode == OK and "Sóc Trăng" in done.stdout, done.stderr)


def test_links(t):
    """A symbolic link is written through, also before its target is there; in a circle it is an error."""
    with Folder() as d:
        for link, target in (("new", "made.pdf"), ("far", "none/made.pdf"), ("a", "b"), ("b", "a")):
            os.symlink(target, d / link)
        done = t.thethuc("render", GOOD, "-o", d / "new")
        t.check("link to nothing yet", done.returncode == OK and os.path.islink(d / "new") and read(d / "made.pdf").startswith(b"%PDF"), done.stderr)
        for link in ("far", "a"):
            done = t.thethuc("render", GOOD, "-o", d / link)
            t.check(f"link that leads nowhere: {link}", done.returncode == SYSTEM and "[file-write]" in done.stderr and os.path.islink(d / link), done.stderr)
        t.equal("nothing else made", sorted(os.listdir(d.path)), ["a", "b", "far", "made.pdf", "new"])


def test_limits(t):
    """A file too large and memory too short are the system's fault and leave nothing behind."""
    def limited(limit, *arguments):
        return subprocess.run(["sh", "-c", f'ulimit {limit}; exec "$@"', "sh", t.program, *arguments], cwd=ROOT, env=ENGLISH,
                              capture_output=True, text=True, timeout=60, check=False)
    with Folder() as d:
        done = limited("-f 8", "render", GOOD, "-o", d / "out.pdf")
        t.check("file too large", done.returncode == SYSTEM and "too large" in done.stderr and not os.listdir(d.path), f"{done.returncode} {done.stderr}")
        if "sanitize" in t.opt:
            return
        big = d.write("big.json", json.dumps({"body": [{"text": ["ế" * 40] * 60}] * 600}))
        for limit in (30000, 40000):
            done = limited(f"-v {limit}", "check", big)
            t.check(f"memory of {limit} KiB", done.returncode in (DATA, SYSTEM) and "[json-" not in done.stderr and "[font-" not in done.stderr,
                    f"{done.returncode} {done.stderr}")


def test_terminal(t):
    """A PDF is not poured on a terminal; text is."""
    def on_terminal(*arguments):
        ours, theirs = pty.openpty()
        child = subprocess.Popen([t.program, *arguments], stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE, env=ENGLISH, cwd=ROOT)
        os.close(theirs)
        seen = b""
        try:
            while part := os.read(ours, 65536):
                seen += part
        except OSError:
            pass
        os.close(ours)
        errors = child.stderr.read().decode()
        return child.wait(), seen, errors
    status, seen, errors = on_terminal("render", GOOD, "-o", "-")
    t.check("no PDF to a terminal", status == USAGE and b"%PDF" not in seen, f"{status} {errors}")
    status, seen, errors = on_terminal("schema")
    t.check("text to a terminal", status == OK and b"$schema" in seen, f"{status} {errors}")


def test_stopped(t):
    """A reader that goes away is an error, not silence; a signal leaves nothing behind."""
    with Folder() as d:
        done = subprocess.run(["sh", "-c", f"exec 3>&1; {{ '{t.program}' render '{GOOD}' -o - ; echo $? >&3; }} | true"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=ENGLISH, text=True, check=False)
        t.check("closed pipe", done.stdout.strip() in ("0", "3", "141"), done.stdout + done.stderr)
        big = d.write("big.json", many_paragraphs())
        for wait in (0.02, 0.05, 0.1, 0.2, 0.4):
            child = subprocess.Popen([t.program, "render", big, "-o", d / "out.pdf"], cwd=ROOT, env=ENGLISH,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                child.wait(wait)
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGTERM)
                child.wait()
        left = [n for n in os.listdir(d.path) if n not in ("big.json", "out.pdf")]
        t.equal("a signal leaves nothing behind", left, [])


def test_messages(t):
    with Folder() as d:
        text = read(GOOD).decode()
        typo = d.write("typo.json", text.replace('"place"', '"plase"'))
        done = t.thethuc("check", "--lang", "en", typo)
        line = text[:text.index('"place"')].count("\n") + 1
        t.check("place, did you mean", f"{typo}:{line}:" in done.stderr and "place" in done.stderr, done.stderr)
        vi = t.thethuc("check", "--lang", "vi", typo).stderr
        t.check("Vietnamese", ": lỗi:" in vi and vi != done.stderr, vi)
        t.check("Vietnamese by the environment", t.thethuc("check", typo, env={"LC_ALL": "vi_VN.UTF-8"}).stderr == vi)
        wide = d.write("wide.json", text.replace('"kind"', '"layout": {"styles": {"body": {"size_pt": 15}}}, "kind"', 1))
        done = t.thethuc("check", "--lang", "en", wide)
        t.check("beyond the rule is a warning with its article", done.returncode == OK and "warning" in done.stderr
                and "II.6.e" in done.stderr, f"{done.returncode} {done.stderr}")
        done = t.thethuc("render", "--strict", wide, "-o", d / "strict.pdf")
        t.check("--strict", done.returncode == DATA and not os.path.exists(d / "strict.pdf"), f"{done.returncode} {done.stderr}")
        for name, path in (("of data", typo), ("of warnings", wide), ("of files", d / "none.json"), ("of names", d.write('a"b\n.json', "{"))):
            done = t.thethuc("check", "--diagnostics", "json", path)
            try:
                rows = [json.loads(line) for line in done.stderr.splitlines()]
                t.check(f"JSON messages {name}", rows and all(isinstance(r, dict) and {"level", "id", "text"} <= set(r) for r in rows), done.stderr)
            except ValueError as e:
                t.check(f"JSON messages {name}", False, f"{e}: {done.stderr}")
        many = d.write("many.json", json.dumps({**json.loads(text), **{f"x{i}": i for i in range(3000)}}))
        done = t.thethuc("check", many)
        t.check("not more messages than anyone reads", len(done.stderr.splitlines()) < 2100, str(len(done.stderr.splitlines())))


def later(pdf, number, body):
    """The PDF with a revision after it that replaces or adds one object."""
    start = re.findall(rb"startxref\s*(\d+)", pdf)[-1]
    trailer = b"".join(re.search(rb"/Type/XRef(/Size \d+)/W\[[^]]*\].*?(/Root.*?)/Filter", pdf).groups())
    place = len(pdf)
    pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return pdf + b"xref\n%d 1\n%010d 00000 n \ntrailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        number, place, trailer, start, len(pdf))


def test_source(t):
    """The plan travels in the PDF, comes out of it again, and makes the same PDF."""
    with Folder() as d:
        pdf, out = d / "it.pdf", d / "out.json"
        plan, wide = read(GOOD), json.loads(read(GOOD))
        wide["profile"] = "vptw36-2018"
        for name, data, options in (("a plan", plan, ()), ("a forced profile", json.dumps(wide).encode(), ("--profile", "nd30-2020")),
                                    ("plain PDF", plan, ("--pdf-standard", "1.7"))):
            done = t.thethuc("render", "--attach-source", *options, d.write("plan.json", data), "-o", pdf)
            t.check(f"{name} attached", done.returncode == OK, done.stderr)
            done = t.thethuc("extract", pdf, "-o", out)
            t.check(f"{name} extracted, byte for byte", done.returncode == OK and read(out) == data, done.stderr)
            done = t.thethuc("verify-source", pdf)
            t.check(f"{name} verified", done.returncode == OK and "verify-same" in done.stderr, done.stderr)
        t.thethuc("render", "--attach-source", GOOD, "-o", pdf)
        whole = read(pdf)
        t.equal("extract to a pipe", t.thethuc("extract", pdf, "-o", "-", text=False).stdout, plan)
        t.equal("extract from a pipe", t.thethuc("extract", "-", "-o", "-", stdin=whole, text=False).stdout, plan)
        os.mkdir(d / "here")
        done = run(t.program, "extract", pdf, cwd=d / "here")
        made = os.listdir(d / "here")
        t.check("extract makes a name", done.returncode == OK and made == ["81-kh-ubnd-2024.json"], str(made) + done.stderr)
        d.write("here/81-kh-ubnd-2024.json", "mine")
        done = run(t.program, "extract", pdf, cwd=d / "here")
        t.check("and never replaces a file by it", done.returncode == USAGE and read(d / "here/81-kh-ubnd-2024.json") == b"mine"
                and os.listdir(d / "here") == made, done.stderr)
        bare = d / "bare.pdf"
        t.thethuc("render", GOOD, "-o", bare)
        old = d.write("old", "old")
        changed = whole.replace(b'vb:symbol="KH', b'vb:symbol="KX', 1)
        run("qpdf", "--qdf", "--object-streams=disable", pdf, d / "plain.pdf")
        newer = read(d / "plain.pdf").replace(b"thethuc 0.", b"thethuc 9.")
        size = int(re.findall(rb"/Size (\d+)", whole)[-1])
        bad = {"no source": (read(bare), "source-none"), "no PDF": (plan, "pdf-kind"), "nothing": (b"", "pdf-kind"),
               "half a PDF": (whole[:len(whole) // 2], "pdf-damaged"), "header only": (b"%PDF-1.7\n", "pdf-damaged")}
        for name, (data, says) in bad.items():
            for verb in ("extract", "verify-source"):
                done = t.thethuc(verb, d.write("bad.pdf", data), *(("-o", old) if verb == "extract" else ()))
                t.check(f"{verb}: {name}", done.returncode == DATA and f"[{says}]" in done.stderr and read(old) == b"old", f"{done.returncode} {done.stderr}")
        verdicts = {"an annotation added": (later(whole, size, b"<</Type /Annot>>"), OK, "verify-later"),
                    "another root": (later(whole, int(re.findall(rb"/Root (\d+)", whole)[-1]), b"<<>>"), DATA, "source-none"),
                    "bytes after the end": (whole + b"more\n", DATA, "verify-after"),
                    "a byte changed": (changed, DATA, "verify-different"),
                    "another version": (newer, DATA, "verify-program")}
        for name, (data, status, says) in verdicts.items():
            done = t.thethuc("verify-source", d.write("bad.pdf", data))
            t.check(f"verify-source: {name}", done.returncode == status and f"[{says}]" in done.stderr, f"{done.returncode} {done.stderr}")
        for name, *how in (("object streams", "--object-streams=generate"), ("linearized", "--linearize", "--object-streams=generate"),
                           ("unpacked", "--qdf"), ("packed again", "--recompress-flate", "--compression-level=9")):
            run("qpdf", *how, pdf, d / "other.pdf")
            done = t.thethuc("extract", d / "other.pdf", "-o", "-", text=False)
            t.check(f"extract: {name}", done.returncode == OK and done.stdout == plan, done.stderr.decode())
        run("qpdf", "--encrypt", "", "owner", "256", "--", pdf, d / "other.pdf")
        done = t.thethuc("extract", d / "other.pdf", "-o", old)
        t.check("extract: encrypted", done.returncode == DATA and "[pdf-encrypted]" in done.stderr and read(old) == b"old", done.stderr)
        t.check("verify-source without fonts", t.thethuc("verify-source", "--font-path", d / "none", pdf).returncode == SYSTEM)


def test_proof(t):
    with Folder() as d:
        pdf, out = d / "it.pdf", d / "it.json"
        done = t.thethuc("proof", GOOD)
        t.check("proof for people", done.returncode == OK and done.stdout, done.stderr)
        done = t.thethuc("proof", "--json", GOOD)
        t.check("proof as JSON", done.returncode == OK and json.loads(done.stdout), done.stderr)
        proof = done.stdout
        done = t.thethuc("render", GOOD, "-o", pdf, "--proof", out)
        t.check("proof beside the PDF", done.returncode == OK and read(out).decode() == proof and read(pdf).startswith(b"%PDF"), done.stderr)
        done = t.thethuc("render", GOOD, "-o", d / "none/it.pdf", "--proof", d / "other.json")
        t.check("no proof without the PDF", done.returncode == SYSTEM and sorted(os.listdir(d.path)) == ["it.json", "it.pdf"], done.stderr)
        done = t.thethuc("render", GOOD, "-o", pdf, "--proof", pdf)
        t.check("proof and PDF in one file", done.returncode == USAGE, done.stderr)


def test_examples(t):
    for name, plan in plans():
        done = t.thethuc("check", "--lang", "en", plan)
        t.check(f"example {name}", done.returncode == OK and ": error: " not in done.stderr, done.stderr)


def test(t):
    test_statuses(t)
    test_output(t)
    test_links(t)
    test_limits(t)
    test_terminal(t)
    test_stopped(t)
    test_messages(t)
    test_source(t)
    test_proof(t)
    test_examples(t)
    test_bad_input(t)
