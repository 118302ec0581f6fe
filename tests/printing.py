"""Printing: the bytes and attributes that arrive at a printer, and what is told when it fails."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time

from ipp_server import GET_JOB, Endless, IppServer
from suite import ENGLISH, ROOT, Folder, read, run

PLAN = os.path.join(ROOT, "examples/signatures/mot-nguoi-ky.json")
LETTER = os.path.join(ROOT, "examples/sets/cong-van.json")
SET = os.path.join(ROOT, "examples/sets/tung-noi-nhan.json")
ONE = os.path.join(ROOT, "examples/sets/mot-tep.json")


def printed(t, server, *arguments, **more):
    return t.thethuc("print", "--lang", "en", "--printer", server.uri, "--connect", "5", *arguments, **more)


def test_job(t, d):
    with IppServer() as p:
        done = printed(t, p, d / "plan.pdf", "--copies", "3", "--title", "Kế hoạch 12/KH-SVD")
        t.check("printed", done.returncode == 0 and "printed" in done.stderr, done.stderr)
        asked, data = p.jobs[0]
        t.check("the bytes are those of the file", data == read(d / "plan.pdf"))
        want = {"copies": [3], "sides": ["two-sided-long-edge"], "media": ["iso_a4_210x297mm"], "print-scaling": ["none"],
                "document-format": ["application/pdf"], "job-name": ["Kế hoạch 12/KH-SVD"],
                "multiple-document-handling": ["separate-documents-collated-copies"]}
        t.equal("A4, both sides, not scaled, collated, three copies", {k: asked.get(k) for k in want}, want)
    with IppServer(copies=2) as p:
        t.equal("more copies than a job can have are several jobs", (printed(t, p, d / "plan.pdf", "--copies", "5").returncode,
                                                                    [j[0]["copies"] for j in p.jobs]), (0, [[2], [2], [1]]))
    with IppServer() as p:
        t.equal("one side when asked", (printed(t, p, d / "plan.pdf", "--one-sided").returncode, p.jobs[0][0]["sides"]), (0, ["one-sided"]))
    with IppServer(sides=("one-sided",)) as p:
        done = printed(t, p, d / "plan.pdf")
        t.check("a printer of one side: told", done.returncode == 0 and "both sides" in done.stderr and p.jobs[0][0]["sides"] == ["one-sided"], done.stderr)


def certificate(d, name):
    """A certificate for 127.0.0.1 that nobody vouches for; its SHA-256."""
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", d / f"{name}.key", "-out", d / f"{name}.pem", "-subj", "/CN=printer", "-addext",
        "subjectAltName=IP:127.0.0.1", "-days", "30")
    return run("openssl", "x509", "-in", d / f"{name}.pem", "-noout", "-fingerprint", "-sha256").stdout.strip().partition("=")[2]


def test_secure(t, d):
    """A printer over TLS: its certificate is trusted by the system, or is the one accepted; else nothing is sent."""
    own, other = certificate(d, "own"), certificate(d, "other")
    small = own.replace(":", "").lower()
    with IppServer() as p:
        p.secure(d / "own.pem", d / "own.key")
        done = printed(t, p, d / "plan.pdf")
        t.check("a certificate that nobody knows: refused, and its digest told", done.returncode == 3 and "print-stranger" in done.stderr and small in done.stderr
                and not p.jobs, done.stderr)
        for name, digest in ("as openssl shows it", own), ("in small letters", small):
            done = printed(t, p, d / "plan.pdf", "--accept-certificate", digest)
            t.check(f"accepted, {name}", done.returncode == 0 and p.jobs and p.jobs.pop()[1] == read(d / "plan.pdf"), done.stderr)
        done = printed(t, p, d / "plan.pdf", "--accept-certificate", other)
        t.check("another was accepted", done.returncode == 3 and "print-other" in done.stderr and small in done.stderr and not p.jobs, done.stderr)
        done = printed(t, p, d / "plan.pdf", env={"SSL_CERT_FILE": str(d / "own.pem")})
        t.check("one that the system trusts", done.returncode == 0 and len(p.jobs) == 1, done.stderr)
        p.uri = p.uri.replace("127.0.0.1", "localhost")
        done = printed(t, p, d / "plan.pdf", env={"SSL_CERT_FILE": str(d / "own.pem")})
        t.check("but for another name", done.returncode == 3 and "mismatch" in done.stderr and len(p.jobs) == 1, done.stderr)
    for options in (("--accept-certificate", "1234"), ("--accept-certificate", own)):
        done = t.thethuc("print", "--printer", "ipp://127.0.0.1/ipp/print", *options, d / "plan.pdf")
        t.equal(f"a digest that is none, or without TLS: {options[1][:4]}", done.returncode, 2)
    with IppServer(states=[(5, "job-printing", "none")]) as p:
        p.secure(d / "own.pem", d / "own.key")
        p.after_job = lambda: p.context.load_cert_chain(d / "other.pem", d / "other.key")
        done = printed(t, p, d / "plan.pdf", d / "plan.pdf", "--accept-certificate", own)
        t.check("another certificate in the middle: told, and nothing more is sent", done.returncode == 3 and "print-other" in done.stderr
                and len(p.jobs) == 1, done.stderr)


def test_set(t, d):
    for name, chosen in ("many", SET), ("one", ONE):
        done = t.thethuc("render", LETTER, "--set", chosen, "-d", d / name)
        t.check(f"set {name} is made", done.returncode == 0, done.stderr)
        listed = next(n for n in os.listdir(d / name) if n.endswith(".json"))
        want = json.loads(read(os.path.join(d.path, name, listed)))
        with IppServer() as p:
            done = printed(t, p, "--set", os.path.join(d.path, name, listed))
            t.equal(f"set {name} is printed", done.returncode, 0)
            if name == "many":
                t.equal("every file with its copies, in order", [(j[0]["copies"][0], j[1]) for j in p.jobs],
                        [(f["copies"], read(os.path.join(d.path, name, f["file"]))) for f in want["files"]])
            else:
                t.equal("one PDF with all copies is printed once", [j[0]["copies"] for j in p.jobs], [[1]])
    for bad in '{"files": []}', '{"files": [{"file": "../plan.pdf", "copies": 1}]}', '{"files": [{"file": "plan.pdf", "copies": 0}]}', "{", "[]":
        with IppServer() as p:
            done = printed(t, p, "--set", d.write("bad.json", bad))
            t.check(f"no list: {bad}", done.returncode == 1 and not p.jobs, done.stderr)


def test_states(t, d):
    """What keeps a job, and how it ends, told in words."""
    empty = (5, "job-printing", "media-empty-error")
    for language, words in ("en", "no paper"), ("vi", "hết giấy"):
        with IppServer(states=[empty, empty, (5, "job-printing", "none"), (9, "job-completed-successfully", "none")]) as p:
            done = t.thethuc("print", "--lang", language, "--printer", p.uri, d / "plan.pdf")
            t.check(f"no paper for a while ({language})", done.returncode == 0 and words in done.stderr, done.stderr)
    for state, reasons, wanted in ((8, "aborted-by-system", "gave up"), (8, "document-format-error", "could not read the PDF"),
                                   (7, "job-canceled-at-device", "canceled at the printer"), (8, "something-new", "something-new")):
        with IppServer(states=[(5, "job-printing", "none"), (state, reasons, "none")]) as p:
            done = printed(t, p, d / "plan.pdf")
            t.check(f"{reasons}: told", done.returncode == 3 and wanted in done.stderr, done.stderr)
    with IppServer(states=[(6, "printer-stopped", "paused")]) as p:
        done = printed(t, p, d / "plan.pdf", "--wait", "1")
        t.check("a printer that stays paused: told after the wait", done.returncode == 3 and "paused" in done.stderr, done.stderr)
    with IppServer(states=[(6, "printer-stopped", "paused")]) as p:
        t.equal("the end is not waited for when not wanted", printed(t, p, d / "plan.pdf", "--no-wait").returncode, 0)
    with IppServer(states=[(5, "job-printing", "none"), (9, "job-completed-successfully", "none")]) as p:
        done = printed(t, p, d / "plan.pdf", "--json")
        t.equal("what happens as JSON", [json.loads(line)["event"] for line in done.stdout.splitlines()], ["sent", "completed"])


def test_failures(t, d):
    with IppServer(formats=("image/pwg-raster",)) as p:
        done = printed(t, p, d / "plan.pdf")
        t.check("a printer without PDF", done.returncode == 3 and "does not print PDF" in done.stderr and not p.jobs, done.stderr)
    with IppServer(accepts=False) as p:
        t.check("a printer that takes no jobs", "takes no jobs" in printed(t, p, d / "plan.pdf").stderr and not p.jobs)
    with IppServer(media=("na_letter_8.5x11in",)) as p:
        t.check("a printer without A4", "has no paper" in printed(t, p, d / "plan.pdf").stderr and not p.jobs)
    for status in 0x0403, 0x0503, 0x0507:
        with IppServer(refuse=status) as p:
            done = printed(t, p, d / "plan.pdf")
            t.check(f"refused ({status:#x})", done.returncode == 3 and "refused" in done.stderr, done.stderr)
    with IppServer(drop=GET_JOB) as p:
        done = printed(t, p, d / "plan.pdf", timeout=120)
        t.check("a connection lost after sending: told, not sent again", done.returncode == 3 and "look at the printer" in done.stderr
                and len(p.jobs) == 1, done.stderr)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    done = t.thethuc("print", "--printer", f"ipp://127.0.0.1:{port}/ipp/print", d / "plan.pdf")
    t.check("nobody there", done.returncode == 3 and "cannot be reached" in done.stderr, done.stderr)
    for uri in "http://x/", "lpt1", "":
        done = t.thethuc("print", "--printer", uri, d / "plan.pdf")
        t.check(f"no address: {uri!r}", done.returncode in (2, 3), done.stderr)
    with IppServer() as p:
        for name, data in ("text.pdf", b"hello"), ("empty.pdf", b""):
            t.equal(f"{name} is not printed", (printed(t, p, d / "plan.pdf", d.write(name, data)).returncode, len(p.jobs)), (1, 0))
        t.equal("a file that is not there", (printed(t, p, d / "absent.pdf").returncode, len(p.jobs)), (3, 0))
        t.equal("no copies", printed(t, p, d / "plan.pdf", "--copies", "0").returncode, 2)


def test_hostile(t, d):
    """Printers that answer without end, ask for passwords, do not do as asked, or write to the terminal."""
    for name, slow in ("little by little", True), ("as fast as it is taken", False):
        p = Endless(slow)
        before = time.monotonic()
        done = t.thethuc("print", "--lang", "en", "--printer", p.uri, "--connect", "2", d / "plan.pdf", timeout=60)
        t.check(f"an answer without end, {name}", done.returncode == 3 and "cannot be reached" in done.stderr and time.monotonic() - before < 20, done.stderr)
        process = subprocess.Popen([t.program, "print", "--printer", p.uri, "--connect", "50", str(d / "plan.pdf")], env={**os.environ, **ENGLISH}, stderr=subprocess.DEVNULL)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        t.equal(f"a signal ends that, {name}", process.wait(timeout=30), 128 + signal.SIGINT)
        p.server.close()
    with IppServer(asks=True) as p:
        done = printed(t, p, d / "plan.pdf", timeout=60)
        t.check("a printer that asks for a password: told", done.returncode == 3 and "user and password" in done.stderr, done.stderr)
    done = t.thethuc("print", "--printer", "ipp://van-thu:geheim@127.0.0.1/ipp/print", d / "plan.pdf")
    t.check("a password in the address is refused, and not shown again", done.returncode == 2 and "geheim" not in done.stderr, done.stderr)
    with IppServer(ignored=("copies", "sides")) as p:
        done = printed(t, p, d / "plan.pdf", "--copies", "3")
        t.check("what is not done as asked is told", "copies, sides" in done.stderr, done.stderr)
    with IppServer(name="\x1b]0;x\x07\x1b[2J", accepts=False) as p:
        done = printed(t, p, d / "plan.pdf")
        t.check("what a printer is called does nothing to the terminal", done.returncode == 3 and "\x1b" not in done.stderr and "\x07" not in done.stderr, done.stderr)
    with IppServer(states=[(8, "x\x1b[2J", "none")]) as p:
        t.check("nor what it says", "\x1b" not in printed(t, p, d / "plan.pdf").stderr)


def test_signal(t, d):
    with IppServer(states=[(5, "job-printing", "none")]) as p:
        process = subprocess.Popen([t.program, "print", "--printer", p.uri, str(d / "plan.pdf")], env={**os.environ, **ENGLISH}, stderr=subprocess.PIPE)
        until = time.monotonic() + 20
        while not p.looks and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
        t.equal("a signal takes the job back", (process.returncode, p.canceled), (128 + signal.SIGTERM, [1]))


def daemon(name, *command):
    """Starts what ippeveprinter needs, when it is not there already; what was started, or None."""
    if run("pgrep", "-x", name).returncode == 0:
        return None
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_everywhere(t, d):
    """A real IPP Everywhere printer program, with the services it needs on loopback."""
    program = shutil.which("ippeveprinter") or "/usr/sbin/ippeveprinter"
    if not t.check("ippeveprinter is there", os.path.exists(program), "package cups-ipp-utils"):
        return
    os.makedirs("/run/dbus", exist_ok=True)
    started = [daemon("dbus-daemon", "dbus-daemon", "--system", "--nofork", "--nopidfile")]
    time.sleep(0.5)
    started.append(daemon("avahi-daemon", "avahi-daemon", "--no-drop-root", "--no-rlimits"))
    time.sleep(0.5)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    os.makedirs(d / "spool")
    printer = subprocess.Popen([program, "-p", str(port), "-d", str(d / "spool"), "-k", "-f", "application/pdf", "-2", "-r", "off", "-c", "/bin/true", "Máy thử"],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    uri = f"ipp://127.0.0.1:{port}/ipp/print"
    try:
        until = time.monotonic() + 20
        reached = False
        while not reached and time.monotonic() < until and printer.poll() is None:
            with socket.socket() as s:
                reached = s.connect_ex(("127.0.0.1", port)) == 0
            time.sleep(0.1)
        if not t.check("it runs", reached, (printer.stdout.read() if printer.poll() is not None else b"").decode(errors="replace")):
            return
        done = t.thethuc("print", "--printer", uri, d / "plan.pdf", "--copies", "2", "--title", "Bản in thử")
        t.check("it prints to the end", done.returncode == 0, done.stderr)
        kept = [os.path.join(d.path, "spool", n) for n in os.listdir(d / "spool") if n.endswith(".pdf")]
        t.check("the bytes that arrived are the file's", len(kept) == 1 and read(kept[0]) == read(d / "plan.pdf"), str(kept))
        said = run("ipptool", "-tv", uri + "/1", "get-job-attributes.test").stdout
        t.check("it knows the attributes", re.search(r"copies \(integer\) = 2", said) is not None and "two-sided-long-edge" in said
                and "iso_a4_210x297mm" in said, said[-1500:])
    finally:
        for process in (printer, *started):
            if process is not None:
                process.terminate()
                process.wait()


def test(t):
    with Folder() as d:
        done = t.thethuc("render", PLAN, "-o", d / "plan.pdf")
        t.check("there is something to print", done.returncode == 0, done.stderr)
        test_job(t, d)
        test_secure(t, d)
        test_set(t, d)
        test_states(t, d)
        test_failures(t, d)
        test_hostile(t, d)
        test_signal(t, d)
        test_everywhere(t, d)
