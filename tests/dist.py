"""make dist: what git tracks, the same bytes whoever packs it and whenever; nothing built tells where it was built."""

import os
import tarfile

from suite import OUT, ROOT, read, run


def pack(umask="022", **env):
    """The path of the archive, or what make said."""
    done = run("sh", "-c", f"umask {umask} && make -s dist O={OUT}", env=env)
    return os.path.join(ROOT, done.stdout.split()[-1]) if done.returncode == 0 else done.stderr


def test_archive(t):
    path = pack()
    if not t.check("make dist", os.path.exists(path), path):
        return
    first = read(path)
    os.utime(os.path.join(ROOT, "README.md"))
    for umask, env in ("077", {}), ("022", {"LC_ALL": "C", "TZ": "Asia/Ho_Chi_Minh"}):
        t.check(f"the same archive with umask {umask} {' '.join(env.values())}".strip(), read(pack(umask, **env)) == first)
    later = read(pack(SOURCE_DATE_EPOCH="1700000000"))
    t.check("SOURCE_DATE_EPOCH is heard", later != first)
    with tarfile.open(pack()) as archive:
        members = archive.getmembers()
    name = os.path.basename(path).removesuffix(".tar.xz")
    tracked = run("git", "-c", "core.quotePath=off", "ls-files").stdout.splitlines()
    t.equal("what git tracks, in order", [m.name for m in members], sorted((f"{name}/{f}" for f in tracked), key=str.encode))
    t.empty("nobody's files", [m.name for m in members if (m.uid, m.gid, m.uname, m.gname) != (0, 0, "", "")])
    t.equal("one time", len({m.mtime for m in members}), 1)
    t.empty("modes", [f"{m.name} {m.mode:o}" for m in members if m.mode not in (0o644, 0o755)])


def test_traces(t):
    here = os.fsencode(ROOT)
    for name in "thethuc", "thethuc-sign", "thethuc-print", "thethuc-preview", "libthethuc.a", "libthethuc.so":
        t.check(f"{name} does not tell where it was built", here not in read(os.path.join(t.out, name)))


def test(t):
    if os.path.exists(os.path.join(ROOT, ".git")):
        test_archive(t)
    test_traces(t)
