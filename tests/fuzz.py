#!/usr/bin/python3 -B
"""Fuzz targets (tests/fuzz): a short run with the sanitizers in the tests; long ones by make fuzz, with libFuzzer.

What once was a defect lies in tests/fuzz/found/TARGET and is run first."""

import glob
import json
import os
import sys

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), os.path.join(os.path.dirname(os.path.abspath(__file__)), "pdf")]

from suite import ENGLISH, OUT, ROOT, Folder, read, run

TARGETS = sorted(os.path.basename(p)[:-2] for p in glob.glob(os.path.join(ROOT, "tests/fuzz/*.c")))
ASAN = "-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all"
LIBFUZZER = "-O1 -g -DARENA_EXACT -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined"
PLANS = ("types", "tables", "charts", "appendices", "stamps", "signatures", "fit", "review", "sets/cong-van", "plans/thanh")
COUNTS = {"signature": 300, "plan": 500, "image": 4000, "pdf": 400, "profile": 150, "results": 200, "report": 60, "map": 250, "record": 300, "export": 4000}  # in the tests; else OTHERS
OTHERS = 250


def write(folder, name, data):
    with open(os.path.join(folder, name), "wb") as f:
        f.write(data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode())


def examples(*names):
    return [p for n in names for p in sorted(glob.glob(os.path.join(ROOT, "examples", n + ("/*" if "/" not in n else "*") + ".json")))]


def plan_seeds(_):
    for path in examples(*PLANS):
        yield os.path.basename(path), read(path)


def copy_seeds(_):
    for path in examples("copies"):
        yield os.path.basename(path), read(path)


def map_seeds(_):
    for path in sorted(glob.glob(os.path.join(ROOT, "examples/batch/maps/*.json"))):
        yield os.path.basename(path), read(path)


def record_seeds(_):
    for path in sorted(glob.glob(os.path.join(ROOT, "tests/golden/map/*.json"))):
        yield os.path.basename(path), read(path)


def export_seeds(_):
    for path in examples("batch"):
        yield os.path.basename(path), read(path)
    yield "lines.ndjson", read(os.path.join(ROOT, "examples/batch/docgen.ndjson"))
    yield "wrapped.json", b'{"n": [1, {"x": "\\"]"}], "data": [{"a": 1}, [2], "x", {}], "items": [[{}, {"b": null}], 3]}'


def set_seeds(_):
    for name in ("tung-noi-nhan", "mot-tep"):
        yield name, read(os.path.join(ROOT, f"examples/sets/{name}.json"))


def report_seeds(_):
    yield "report", read(os.path.join(ROOT, "examples/report-soc-trang-2024.json"))


def results_seeds(_):
    for path in examples("results"):
        yield os.path.basename(path), read(path)


def profile_seeds(_):
    """Each part of the shipped profiles as what an office lays over one."""
    for name in ("base", "nd30-2020", "vptw05-2026"):
        whole = json.loads(read(os.path.join(ROOT, f"layouts/{name}.json")))
        for key, value in whole.items():
            if key not in ("extends", "cite") and len(json.dumps(value)) < 8000:
                yield f"{name}-{key}", {"extends": "nd30-2020", key: value}


def image_seeds(_):
    import image_files
    import pictures
    from images import EXAMPLES
    for name, data, *_ in image_files.kinds():
        yield name.replace(" ", "-") + ".png", data
    yield "ring.png", pictures.ring(20, 60)
    with Folder() as d:
        run("pdftoppm", "-v")
        pdf = d / "it.pdf"
        run(os.path.join(ROOT, OUT, "thethuc"), "render", os.path.join(EXAMPLES, "mot-nguoi-ky.json"), "-o", pdf)
        for name, options in (("baseline", ()), ("progressive", ("-jpegopt", "progressive=y")), ("gray", ("-gray",))):
            run("pdftoppm", "-jpeg", "-r", "12", "-singlefile", *options, pdf, d / name)
            yield f"{name}.jpg", read(d / f"{name}.jpg")


def pdf_seeds(_):
    program = os.path.join(ROOT, OUT, "thethuc")
    with Folder() as d:
        for plan, *options in (("types/cong-van", "--attach-source"), ("types/cong-dien",), ("stamps/draft-plan", "--fields")):
            name, pdf = plan.split("/")[1], d / "it.pdf"
            run(program, "render", "--allow-secret", *options, os.path.join(ROOT, f"examples/{plan}.json"), "-o", pdf)
            yield f"{name}.pdf", read(pdf)
            for how in ("--qdf --object-streams=disable", "--object-streams=disable", "--object-streams=generate --linearize"):
                run("qpdf", *how.split(), "--deterministic-id", pdf, d / "other.pdf")
                yield f"{name}{how.split()[0]}.pdf", read(d / "other.pdf")


def signature_seeds(target):
    """A file signed three times, with a time-stamp and with a store; the authority lies beside the folder, where the target looks for it."""
    from keys import WORD, Keys, Stamps
    program = os.path.join(ROOT, OUT, "thethuc")
    with Folder() as d:
        keys = Keys(d)
        keys.person("signer", "Nguyễn Văn A")
        keys.person("tsa", "Dấu Thời Gian", use="stamps")
        with open(os.path.join(ROOT, OUT, "fuzz-seeds", "signature-ca.pem"), "wb") as f:
            f.write(read(d / "ca.pem"))
        run(program, "render", "--fields", os.path.join(ROOT, "examples/types/cong-van.json"), "-o", d / "it.pdf")
        with Stamps(keys) as service:
            proofs = [keys.list_of("ca", "ca.crl"), keys.answer("signer", "ca", "ca", "signer.ocsp"), d / "tsa.pem"]
            stored = ("--tsa", service.url, *(o for path in proofs for o in ("--validation", path)))
            for i, more in enumerate(((), stored, ("--text", "{time}"))):
                run(program, "sign", "--key", d / "signer.p12", "--pin-env", "WORD", *more, "--in-place", d / "it.pdf", env={"WORD": WORD})
                yield f"signed-{i}.pdf", read(d / "it.pdf")


def seeds(target):
    """A folder with the target's seeds, made anew."""
    folder = os.path.join(ROOT, OUT, "fuzz-seeds", target)
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        os.unlink(os.path.join(folder, name))
    for name, data in globals()[f"{target}_seeds"](target):
        write(folder, name, data)
    return folder


def found(target):
    return sorted(glob.glob(os.path.join(ROOT, "tests/fuzz/found", target, "*")))


def build(folder, *more):
    return run("make", "-s", f"-j{os.cpu_count()}", f"O={folder}", *more, "fuzzers", timeout=1200)


def environment():
    ENGLISH["ASAN_OPTIONS"] = "detect_leaks=1:abort_on_error=0:exitcode=99:allocator_may_return_null=1"
    ENGLISH["UBSAN_OPTIONS"] = "print_stacktrace=1"


def test(t):
    done = build(OUT + "/asan", f"OPT={ASAN}")
    if not t.check("build", done.returncode == 0, done.stdout + done.stderr):
        return
    environment()
    for target in TARGETS:
        folder = seeds(target)
        files = found(target) + sorted(os.path.join(folder, n) for n in os.listdir(folder))
        done = run(os.path.join(ROOT, OUT, "asan/fuzz", target), COUNTS.get(target, OTHERS), 1, *files, timeout=300)
        t.check(f"{target} ({done.stdout.strip()})", done.returncode == 0, done.stderr)


def main(target, seconds):
    """Long runs. What is found goes on growing in $O/fuzz-corpus; defects are kept in $O/fuzz-found."""
    done = build(OUT + "/libfuzzer", "CC=clang", f"OPT={LIBFUZZER}", "FUZZ_RUN=libfuzzer", "FUZZ_LINK=-fsanitize=fuzzer")
    if done.returncode:
        print(done.stdout + done.stderr, end="")
        return 1
    environment()
    status = 0
    words = os.path.join(ROOT, OUT, "fuzz-words")
    with open(words, "w", encoding="utf-8") as f:
        f.writelines(line.rstrip(",\n") + "\n" for line in open(os.path.join(ROOT, OUT, "libfuzzer/fuzz/words.h"), encoding="utf-8") if line[0] == '"' and len(line) > 4)
    for name in [target] if target else TARGETS:
        corpus, bad = (os.path.join(ROOT, OUT, kind, name) for kind in ("fuzz-corpus", "fuzz-found"))
        os.makedirs(corpus, exist_ok=True)
        os.makedirs(bad, exist_ok=True)
        ended = os.spawnve(os.P_WAIT, os.path.join(ROOT, OUT, "libfuzzer/fuzz", name), [
            name, f"-max_total_time={seconds or 60}", "-timeout=30", "-rss_limit_mb=3000", "-max_len=65536", f"-dict={words}",
            f"-artifact_prefix={bad}/", "-print_final_stats=1", corpus, seeds(name), *([os.path.dirname(found(name)[0])] if found(name) else [])],
            {**ENGLISH, "PATH": os.environ["PATH"]})
        status = status or ended
    return 1 if status else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(*sys.argv[1:3]))
