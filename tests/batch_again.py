"""Batches run again, over changed exports and over parts of them, one after the other or shared: each document keeps its own file."""

import json
import os
import subprocess

import yaml

from batch import QUIET, differences, ids_of, lines, made, manifest, mixed, plan, start, wait_for
from suite import ENGLISH, ROOT, Folder, read, run


def test_again(t, d, data):
    """A second run makes what is not right."""
    whole = made(d / "one")
    done = t.thethuc("batch", data, "-d", d / "one", *QUIET)
    t.check("nothing is made twice", f"0 documents made\n{len(whole)} were right already" in done.stdout and done.returncode == 1, done.stdout)
    names = sorted(whole)
    os.remove(os.path.join(d / "one", names[0]))
    with open(os.path.join(d / "one", names[1]), "ab") as f:
        f.write(b"x")
    with open(os.path.join(d / "one", names[2]), "r+b") as f:
        f.write(b"X")
    done = t.thethuc("batch", data, "-d", d / "one", *QUIET)
    t.check("what is gone or has another size is made", "2 documents made" in done.stdout, done.stdout)
    done = t.thethuc("batch", data, "-d", d / "one", "--verify", *QUIET)
    t.check("--verify finds what has changed", "1 documents made" in done.stdout, done.stdout)
    t.empty("all is as before", differences(made(d / "one"), whole))
    done = t.thethuc("batch", data, "-d", d / "one", "--fields", *QUIET)
    t.check("with other options all is made", f"{len(whole)} documents made" in done.stdout, done.stdout)


def test_changed(t, d):
    """Records that come, go and change between runs: names and files follow."""
    first = [plan(1, **{"$id": "a"}), plan(1, **{"$id": "b"}), plan(2, **{"$id": "c"})]
    t.thethuc("batch", d.write("change.ndjson", lines(first)), "-d", d / "change", *QUIET)
    gone = made(d / "change")["1-kh-svd-2024.pdf"]
    then = [plan(1, **{"$id": "new"}), plan(1, **{"$id": "b"}), plan(3, **{"$id": "c"})]
    t.thethuc("batch", d.write("change.ndjson", lines(then)), "-d", d / "change", *QUIET)
    got = made(d / "change")
    t.equal("names as in a new folder, beside the document of a record that is gone", ({k: e["output"] for k, e in manifest(d / "change").items()}, got["1-kh-svd-2024.pdf"]), (
        {"a": "1-kh-svd-2024.pdf", "new": "1-kh-svd-2024-2.pdf", "b": "1-kh-svd-2024-3.pdf", "c": "3-kh-svd-2024.pdf"}, gone))
    t.check("a document with another name leaves no copy", "2-kh-svd-2024.pdf" not in got, str(sorted(got)))
    t.equal("the same id twice is told", ids_of(t.thethuc("batch", d.write("twice.ndjson", lines([first[0], first[0]])), "-d", d / "twice",
                                                         "--diagnostics", "json", *QUIET)), ["document-id-twice"])
    t.equal("and both are made", sorted(manifest(d / "twice")), ["a", "a#2"])


def test_old(t, d):
    """A record that is faulty now: its earlier PDF stays and is told, and goes when the record is made under another name."""
    def again(*records):
        return t.thethuc("batch", d.write("old.ndjson", lines(records)), "-d", d / "old", *QUIET)
    good = [plan(i, id=f"r{i}") for i in (1, 2)]
    again(*good)
    before = made(d / "old")
    for faulty in ({**good[0], "number": "x"}, {**good[0], "signature": {}}, {**good[0], "signature": {}}):
        done = again(faulty, good[1])
        t.check("the earlier PDF stays, and is told", done.returncode == 1 and made(d / "old") == before and "1 of them still" in done.stdout
                and manifest(d / "old")["r1"].get("old") == "1-kh-svd-2024.pdf", done.stdout)
    done = again({**good[0], "number": "x"}, {**good[1], "number": "1"})
    t.check("a PDF that is another's now is not told", done.returncode == 1 and "still" not in done.stdout, done.stdout)
    done = again({**good[0], "number": "3"}, good[1])
    t.equal("made under another name, the old one goes", (done.returncode, sorted(made(d / "old"))), (0, ["2-kh-svd-2024.pdf", "3-kh-svd-2024.pdf"]))


def test_renamed(t, d):
    """Documents with other names leave no copy: not when the run was killed, nor when who gets the name is faulty."""
    first, then = ([plan(i + base, id=f"r{i}") for i in range(600)] for base in (1, 10001))
    t.thethuc("batch", d.write("renamed.ndjson", lines(first)), "-d", d / "renamed", *QUIET)
    data = d.write("renamed.ndjson", lines(then))
    child = start(t, data, "-d", d / "renamed", *QUIET)
    t.check("a run that gives other names", wait_for(lambda: os.path.exists(d / "renamed/10101-kh-svd-2024.pdf")))
    child.kill()
    child.communicate()
    t.thethuc("batch", data, "-d", d / "renamed", *QUIET)
    t.equal("killed and run again, it leaves nothing of before", sorted(made(d / "renamed")), sorted(f"{i + 10001}-kh-svd-2024.pdf" for i in range(600)))
    records = [plan(i) for i in range(1, 601)]
    t.thethuc("batch", d.write("turned.ndjson", lines(records)), "-d", d / "turned", *QUIET)
    before, size = made(d / "turned"), os.path.getsize(d / "turned/manifest.ndjson")
    child = start(t, d.write("turned.ndjson", lines(reversed(records))), "-d", d / "turned", *QUIET)
    t.check("a run over records without ids, in another order", wait_for(lambda: os.path.getsize(d / "turned/manifest.ndjson") > size))
    child.kill()
    child.communicate()
    t.empty("killed, it has taken no document away", [n for n in before if not os.path.exists(os.path.join(d / "turned", n))])
    nowhere = {"title": "GIÁM ĐỐC", "name": "Nguyễn Văn A", "image": "nowhere.png"}
    t.thethuc("batch", d.write("places.ndjson", lines([plan(1), plan(2)])), "-d", d / "places", *QUIET)
    t.thethuc("batch", d.write("places.ndjson", lines([plan(2), plan(1, signature=nowhere)])), "-d", d / "places", *QUIET)
    t.equal("without ids, an old document of a name that is asked for stays", sorted(made(d / "places")), ["1-kh-svd-2024.pdf", "2-kh-svd-2024.pdf"])
    t.thethuc("batch", d.write("heir.ndjson", lines([plan(1, id="a")])), "-d", d / "heir", *QUIET)
    t.thethuc("batch", d.write("heir.ndjson", lines([plan(2, id="a"), plan(1, id="b", signature={})])), "-d", d / "heir", *QUIET)
    t.equal("a name that a faulty record would have is not left to another's old document", sorted(made(d / "heir")), ["2-kh-svd-2024.pdf"])


def test_retry(t, d):
    records = [plan(1), plan(2, signature={}), plan(3)]
    data = d.write("retry.ndjson", lines(records))
    t.thethuc("batch", data, "-d", d / "retry", *QUIET)
    os.remove(d / "retry/1-kh-svd-2024.pdf")
    done = t.thethuc("batch", d.write("retry.ndjson", lines([plan(1), plan(2), plan(3), plan(4)])), "-d", d / "retry", "--retry-failed", *QUIET)
    t.equal("only what failed is made", (done.returncode, sorted(made(d / "retry"))), (0, ["2-kh-svd-2024.pdf", "3-kh-svd-2024.pdf"]))
    t.check("the list of failures is gone", not os.path.exists(d / "retry/failures.txt"))
    data = d.write("reached.ndjson", lines([plan(1, id="late"), plan(1, id="early"), plan(2, id="bad", signature={})]))
    t.thethuc("batch", data, "-d", d / "reached", *QUIET)
    d.write("reached/manifest.ndjson", lines(line for line in read(d / "reached/manifest.ndjson").decode().splitlines() if '"late"' not in line))
    os.remove(d / "reached/1-kh-svd-2024.pdf")
    before = made(d / "reached")
    done = t.thethuc("batch", data, "-d", d / "reached", "--retry-failed", *QUIET)
    t.equal("what a run that was ended has not come to keeps its name for it", ("0 documents made" in done.stdout, differences(made(d / "reached"), before)), (True, []))


def test_parts(t, d):
    """Runs over other exports, or parts of one, leave alone what the records they do not have were given."""
    one, two, three = plan(1, id="a"), plan(1, id="b", subject="Văn bản khác"), plan(1, id="c", subject="Văn bản thứ ba")
    parts = [d.write(f"part-{r['id']}.ndjson", lines([r])) for r in (one, two, three)]
    for part in parts:
        t.thethuc("batch", part, "-d", d / "parts", *QUIET)
    apart = made(d / "parts")
    t.equal("three exports, three documents", {k: e["output"] for k, e in manifest(d / "parts").items()},
            {"a": "1-kh-svd-2024.pdf", "b": "1-kh-svd-2024-2.pdf", "c": "1-kh-svd-2024-3.pdf"})
    t.thethuc("batch", d.write("part-all.ndjson", lines([one, two, three])), "-d", d / "whole", *QUIET)
    t.empty("as one run makes them", differences(apart, made(d / "whole")))
    for given in (*([p] for p in reversed(parts)), [d / "part-all.ndjson"]):
        done = t.thethuc("batch", *given, "-d", d / "parts", *QUIET)
        t.check(f"again {os.path.basename(given[0])}: nothing is made", "0 documents made" in done.stdout and done.returncode == 0, done.stdout)
    done = run(t.program, "batch", "-", "-d", d / "parts", *QUIET, stdin=lines([{**two, "id": "d"}]), timeout=30)
    t.equal("of standard input, too", (done.returncode, manifest(d / "parts")["d"]["output"]), (0, "1-kh-svd-2024-4.pdf"))
    t.empty("all others are as they were", differences({n: h for n, h in made(d / "parts").items() if n in apart}, apart))
    swapped = [plan(2, id="a"), plan(1, id="b"), plan(3, id="c")]
    for command in ((d.write("swap-1.ndjson", lines([plan(1, id="a"), plan(2, id="b"), plan(3, id="c")])),), (d.write("swap-2.ndjson", lines(swapped)),)):
        done = t.thethuc("batch", *command, "-d", d / "swap", *QUIET)
    t.thethuc("batch", d / "swap-2.ndjson", "-d", d / "swapped", *QUIET)
    t.empty("numbers changed for each other in one run: no names but theirs", differences(made(d / "swap"), made(d / "swapped")))
    os.remove(d / "parts/1-kh-svd-2024.pdf")
    done = t.thethuc("batch", parts[1], "-d", d / "parts", *QUIET)
    t.equal("the name of a document that was taken away is free", manifest(d / "parts")["b"]["output"], "1-kh-svd-2024.pdf")
    done = t.thethuc("batch", parts[0], "-d", d / "parts", *QUIET)
    t.check("and what is there now is not taken for the one before", "1 documents made" in done.stdout
            and manifest(d / "parts")["a"]["output"] == "1-kh-svd-2024-2.pdf", done.stdout)


def test_standard_file(t, d):
    """A file as standard input: looking up who else is in the input takes no record away from the run."""
    t.thethuc("batch", d.write("before.ndjson", lines(plan(1, id=f"a{i}", subject=f"Ví dụ {i}") for i in range(3))), "-d", d / "standard", *QUIET)
    data = d.write("standard.ndjson", lines(plan(1, id=f"b{i}", subject=f"Ví dụ {i}", note="x" * 9000) for i in range(300)))
    with open(data, "rb") as f:
        done = subprocess.run([t.program, "batch", "-", "-d", d / "standard", *QUIET], stdin=f, env=ENGLISH, capture_output=True, text=True, timeout=60)
    t.equal("all records of a file as standard input are made", (done.returncode, len(manifest(d / "standard")), len(made(d / "standard"))), (0, 303, 303))


def test_nameless(t, d):
    """A line of the manifest that lacks the name is no reason to name a document after nothing."""
    data = d.write("nameless.ndjson", lines([plan(1, id="a"), plan(2, id="b", signature={})]))
    t.thethuc("batch", data, "-d", d / "nameless", *QUIET)
    before = made(d / "nameless")
    d.write("nameless/manifest.ndjson", read(d / "nameless/manifest.ndjson").decode().replace('"name":', '"named":'))
    for more in (["--retry-failed"], []):
        t.thethuc("batch", data, "-d", d / "nameless", *more, *QUIET)
        t.empty(f"{more} documents keep their names", differences(made(d / "nameless"), before))


def test_damaged(t, d):
    """A manifest that an editor or somebody else has changed: what can be read is, the rest is told, nothing outside is touched."""
    first, other = (d.write(f"damaged-{i}.ndjson", lines([plan(1, id=i, subject=f"Ví dụ {i}")])) for i in "ab")
    t.thethuc("batch", first, "-d", d / "damaged", *QUIET)
    line, before = read(d / "damaged/manifest.ndjson").decode(), made(d / "damaged")
    for name, text, told in (("with the marks of another system", "\ufeff" + line.replace("\n", "\r\n") + "\r\n", []),
                             ("with a line cut out of its middle", line + line[:100] + "\n", ["batch-damaged"])):
        d.write("damaged/manifest.ndjson", text)
        done = t.thethuc("batch", other, "-d", d / "damaged", "--diagnostics", "json", *QUIET)
        got = made(d / "damaged")
        t.equal(f"a manifest {name}", (ids_of(done), differences({n: h for n, h in got.items() if n in before}, before), len(got)), (told, [], 2))
        os.remove(d / "damaged/1-kh-svd-2024-2.pdf")
    outside = d.write("1-kh-svd-2024.pdf", "another's")
    d.write("damaged/manifest.ndjson", line.replace('"output":"', '"output":"../'))
    t.thethuc("batch", d.write("damaged-a.ndjson", lines([plan(2, id="a")])), "-d", d / "damaged", *QUIET)
    t.check("a path that leads out of the folder is not followed", os.path.exists(outside))


def test_parts_failed(t, d):
    """A manifest as input is a run over part of an export, too; --retry-failed over a part as well."""
    data = d.write("failed.ndjson", lines([plan(1, id="a", subject="Ví dụ a"), plan(1, id="b", subject="Ví dụ b", signature={}), plan(1, id="c", subject="Ví dụ c")]))
    t.thethuc("batch", data, "-d", d / "failed", *QUIET)
    before = made(d / "failed")
    d.write("failed.ndjson", lines([plan(1, id="a", subject="Ví dụ a"), plan(1, id="b", subject="Ví dụ b"), plan(1, id="c", subject="Ví dụ c")]))
    done = t.thethuc("batch", d / "failed/manifest.ndjson", "-d", d / "failed", *QUIET)
    after = made(d / "failed")
    t.equal("what failed is made beside the others", (done.returncode, manifest(d / "failed")["b"]["output"], len(after)), (0, "1-kh-svd-2024-3.pdf", 3))
    t.empty("which are as they were", differences({n: h for n, h in after.items() if n in before}, before))
    done = t.thethuc("batch", d / "failed/manifest.ndjson", "-d", d / "failed", *QUIET)
    t.check("what was made since is no more wanted of it", "0 documents made" in done.stdout and "right already" not in done.stdout, done.stdout)
    t.thethuc("batch", d.write("bad.ndjson", lines([plan(1, id="b", subject="Ví dụ b", signature={}), plan(1, id="x", subject="Ví dụ x", signature={})])), "-d", d / "failed", *QUIET)
    d.write("bad.ndjson", lines([plan(1, id="b", subject="Ví dụ b"), plan(1, id="x", subject="Ví dụ x")]))
    done = t.thethuc("batch", d / "bad.ndjson", "--retry-failed", "-d", d / "failed", *QUIET)
    got = made(d / "failed")
    t.equal("tried again alone", (done.returncode, {k: e["output"] for k, e in manifest(d / "failed").items() if k in "bx"}),
            (0, {"b": "1-kh-svd-2024-3.pdf", "x": "1-kh-svd-2024-4.pdf"}))
    t.empty("the others are as they were then, too", differences({n: h for n, h in got.items() if n in before}, before))


def test_parts_shared(t, d):
    """Processes that share a batch agree on what records that are not in it have, wherever that is written down."""
    first = d.write("share-1.ndjson", lines(plan(1 + i // 3, id=f"old{i}", subject=f"Ví dụ cũ {i}") for i in range(12)))
    second = d.write("share-2.ndjson", lines(plan(1 + i // 3, id=f"new{i}", subject=f"Ví dụ mới {i}") for i in range(12)))
    for i in (1, 2, 3):
        t.thethuc("batch", first, "-d", d / "share", "--shard", f"{i}/3", *QUIET)
    t.thethuc("batch", first, "-d", d / "alone", *QUIET)
    before = made(d / "share")
    for i in (3, 1, 2):
        t.thethuc("batch", second, "-d", d / "share", "--shard", f"{i}/3", *QUIET)
    t.thethuc("batch", second, "-d", d / "alone", *QUIET)
    got = made(d / "share")
    t.equal("each record has a document", len(got), 24)
    t.empty("those of the first export are as they were", differences({n: h for n, h in got.items() if n in before}, before))
    t.empty("parts make what one process makes", differences(got, made(d / "alone")))
    done = t.thethuc("batch", second, "-d", d / "share", *QUIET)
    t.equal("a run that is not shared sees the manifests of parts", (done.returncode, differences(made(d / "share"), got)), (0, []))
    done = run(t.program, "batch", "-", "-d", d / "share", "--shard", "1/3", "--diagnostics", "json", *QUIET, stdin=lines(plan(1, id=f"more{i}") for i in range(9)))
    t.equal("parts that cannot know who else is in the input are refused", (done.returncode, ids_of(done), differences(made(d / "share"), got)),
            (3, ["batch-shared-input"], []))


def test_shards(t, d, data):
    """All shards together are the whole, names of collisions too."""
    for i in range(1, 4):
        t.thethuc("batch", data, "-d", d / "shards", "--shard", f"{i}/3", *QUIET)
    t.empty("three shards make what one process makes", differences(made(d / "shards"), made(d / "many")))
    joined = {}
    for i in range(1, 4):
        part = manifest(d / "shards", f"manifest-{i}-of-3.ndjson")
        t.empty(f"shard {i} has some and none of the others'", ["none"] * (not part) + sorted(set(part) & set(joined)))
        joined.update(part)
    same = ("status", "output", "sha256", "input", "line")
    whole = manifest(d / "many")
    t.empty("manifests joined are the whole one", [k for k in whole if any(whole[k].get(m) != joined.get(k, {}).get(m) for m in same)])
    environments = [{"JOB_COMPLETION_INDEX": "1", "THETHUC_SHARDS": "3"}, {"SLURM_ARRAY_TASK_ID": "6", "SLURM_ARRAY_TASK_MIN": "5", "SLURM_ARRAY_TASK_COUNT": "3"},
                    {"AWS_BATCH_JOB_ARRAY_INDEX": "1", "AWS_BATCH_JOB_ARRAY_SIZE": "3"}, {"PARALLEL_SEQ": "2", "THETHUC_SHARDS": "3"},
                    {"THETHUC_SHARD": "2", "THETHUC_SHARDS": "3"}]
    for i, e in enumerate(environments):
        t.thethuc("batch", data, "-d", d / f"environment-{i}", "--name", "{hash}", *QUIET, env=e)
        t.equal(f"{next(iter(e))} gives the shard", set(manifest(d / f"environment-{i}", "manifest-2-of-3.ndjson")),
                set(manifest(d / "shards", "manifest-2-of-3.ndjson")))
    for bad in ("0/3", "4/3", "1", "1/0", "a/b", "1/3x", "/", "1/999999999999999999999"):
        t.equal(f"--shard {bad} is wrong usage", t.thethuc("batch", data, "-d", d / "bad", "--shard", bad).returncode, 2)
    for index in ("JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX", "SLURM_ARRAY_TASK_ID"):
        t.equal(f"{index} without a number of parts is wrong usage", t.thethuc("batch", data, "-d", d / "bad", env={index: "0"}).returncode, 2)
    t.equal("but --shard counts more", t.thethuc("batch", data, "-d", d / "all", "--shard", "1/1", *QUIET, env={"JOB_COMPLETION_INDEX": "0"}).returncode, 1)
    t.equal("an index that is too large is wrong usage", t.thethuc("batch", data, "-d", d / "bad", env={
        "JOB_COMPLETION_INDEX": "3", "THETHUC_SHARDS": "3"}).returncode, 2)


def test_schedulers(t, d):
    """The examples for schedulers make the whole together, run as the schedulers run them."""
    folder, data = os.path.join(ROOT, "examples/batch"), os.path.join(ROOT, "examples/batch/ke-hoach.ndjson")
    name = "{year}/{issuer.abbr}/{number}-{type}"
    done = t.thethuc("batch", data, "-d", d / "example", "--name", name, *QUIET)
    want = made(d / "example")
    t.equal("the example is made without a word", (done.returncode, done.stderr, sorted(want)), (0, "", [
        "2024/SVD1/15-ke-hoach.pdf", "2024/SVD1/16-ke-hoach.pdf", "2024/SVD2/7-ke-hoach-2.pdf", "2024/SVD2/7-ke-hoach.pdf",
        "2025/SVD1/15-ke-hoach.pdf", "2025/SVD2/31-bao-cao.pdf"]))
    path = {"PATH": os.path.dirname(t.program) + ":" + ENGLISH["PATH"]}
    for i in range(8):
        run("sh", os.path.join(folder, "slurm.sh"), data, d / "slurm", env={**path, "SLURM_ARRAY_TASK_ID": str(i), "SLURM_ARRAY_TASK_MIN": "0",
            "SLURM_ARRAY_TASK_COUNT": "8", "SLURM_CPUS_PER_TASK": "2"})
    done = run(os.path.join(folder, "parallel.sh"), data, d / "parallel", "8", env={**path, "HOME": d.path})
    t.check("GNU parallel says that all went well", done.returncode == 0, done.stderr)

    def container(command, places, out, environment):
        words = [places.get(w, w) for w in command]
        t.equal(f"{out} runs the program", words[:2], ["thethuc", "batch"])
        for i in range(8):
            run(*words, env={**path, **environment(i)})

    job = yaml.safe_load(read(os.path.join(folder, "kubernetes.yaml")))["spec"]
    pod = job["template"]["spec"]["containers"][0]
    given = {e["name"]: e["value"] for e in pod["env"]}
    t.equal("the job has as many completions as shards", (str(job["completions"]), job["completionMode"]), (given["THETHUC_SHARDS"], "Indexed"))
    container(pod["command"] + pod["args"], {"/in": data, "/out": d / "kubernetes"}, "kubernetes",
              lambda i: {**given, "JOB_COMPLETION_INDEX": str(i)})
    container(json.loads(read(os.path.join(folder, "aws-batch.json")))["containerProperties"]["command"],
              {"/mnt/batch/in": data, "/mnt/batch/out": d / "aws"}, "aws",
              lambda i: {"AWS_BATCH_JOB_ARRAY_INDEX": str(i), "AWS_BATCH_JOB_ARRAY_SIZE": "8"})
    for scheduler in ("slurm", "parallel", "kubernetes", "aws"):
        t.empty(f"{scheduler}: all parts make the whole", differences(made(d / scheduler), want))
    with open(d / "slurm/manifest.ndjson", "wb") as f:
        f.write(b"".join(read(d / f"slurm/manifest-{i}-of-8.ndjson") for i in range(1, 9)))
    done = t.thethuc("batch", data, "-d", d / "slurm", "--name", name, *QUIET)
    t.check("the manifest of the parts is one of the whole", "0 documents made\n6 were right already" in done.stdout, done.stdout)


def test(t):
    with Folder() as d:
        data = d.write("mixed.ndjson", lines(mixed(60)))
        t.thethuc("batch", data, "-d", d / "one", "-j", "1", *QUIET)
        t.thethuc("batch", data, "-d", d / "many", "-j", "2", *QUIET)
        test_shards(t, d, data)
        test_schedulers(t, d)
        test_again(t, d, data)
        test_changed(t, d)
        test_old(t, d)
        test_renamed(t, d)
        test_parts(t, d)
        test_standard_file(t, d)
        test_nameless(t, d)
        test_damaged(t, d)
        test_parts_failed(t, d)
        test_parts_shared(t, d)
        test_retry(t, d)
