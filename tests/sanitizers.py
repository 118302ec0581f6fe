"""The same tests with the address and undefined-behaviour sanitizers of gcc built in, and threads with its thread sanitizer."""

import os

import batch
import batch_again
import cli
import completions
import fit
import golden
import image_files
import previews
import sets
import starters
import tables
import unit
import watching
from suite import ENGLISH, OUT, REPORT, ROOT, Folder, Suite, plans, run

OPT = "-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all"


def test_threads(t):
    program = f"{OUT}/tsan/unit/threads"
    if t.command("build for threads", "make", "-s", f"-j{os.cpu_count()}", f"O={OUT}/tsan", "OPT=-O1 -g -fsanitize=thread", program,
                 timeout=900):
        done = run(os.path.join(ROOT, program), timeout=900)
        if "unexpected memory mapping" in done.stderr:  # addresses more random than it can do with
            done = run("setarch", "-R", os.path.join(ROOT, program), timeout=900)
        t.check("threads share nothing", done.returncode == 0 and "WARNING" not in done.stderr, done.stdout + done.stderr)


def test(t):
    test_threads(t)
    if not t.command("build", "make", "-s", f"-j{os.cpu_count()}", f"O={OUT}/asan", f"OPT={OPT}", "all", "units", timeout=900):
        return
    s = Suite(OUT + "/asan", OPT)
    s.prefix = t.prefix
    ENGLISH["ASAN_OPTIONS"] = "detect_leaks=1:abort_on_error=0:exitcode=99"
    ENGLISH["UBSAN_OPTIONS"] = "print_stacktrace=1"
    ENGLISH["THETHUC_DATA"] = ROOT
    unit.test(s)
    golden.test(s)
    cli.test_bad_input(s)
    fit.test_usage(s)
    with Folder() as d:
        data = batch.test_whole(s, d)
        batch.test_hostile(s, d)
        batch.test_kinds(s, d)
        batch.test_map(s, d)
        batch_again.test_retry(s, d)
        batch_again.test_shards(s, d, data)
    for part in previews.test_svg, previews.test_faults, starters.test_others, starters.test_faults, watching.test_saves:
        with Folder() as d:
            part(s, d)
    completions.test_usage(s)
    sets.test_bad(s)
    sets.test_others(s)
    image_files.test_png_kinds(s)
    image_files.test_jpeg(s)
    image_files.test_damaged(s)
    image_files.test_mutants(s, 150)
    with Folder() as d:
        tables.test_long_cells(s, d)
        for name, plan in plans():
            s.command(name, s.program, "render", plan, "-o", d / "it.pdf")
        beside = [a for kind in ("proof", "zones", "trace") for a in (f"--{kind}", d / f"{kind}.json")]
        s.command("report with all that goes beside it", s.program, "report", REPORT, "-o", d / "it.pdf", *beside)
        s.command("with its source", s.program, "render", "--attach-source", "--fields", plans()[0][1], "-o", d / "it.pdf")
        s.command("verify-source", s.program, "verify-source", d / "it.pdf")
        s.command("extract", s.program, "extract", d / "it.pdf", "-o", d / "it.json")
        s.command("copy of a PDF", s.program, "copy", "--data", os.path.join(ROOT, "examples/copies/sao-y.json"), d / "it.pdf", "-o", d / "copy.pdf")
    t.passed += s.passed
    t.failed += s.failed
