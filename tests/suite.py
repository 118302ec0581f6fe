"""What all tests share: counting, running programs, the program under test."""

import os
import shutil
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUT = os.environ.get("O", "out")
ENGLISH = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": os.environ["PATH"], "HOME": "/nonexistent"}
if OUT != "out":  # as in the Makefile
    ENGLISH["THETHUC_DATA"] = ROOT


class Suite:
    """Counts what is checked; `program` is the thethuc under test, `out` the folder it was built in (`folder` for make)."""

    def __init__(self, out=OUT, opt="-O2 -g"):
        self.passed = self.failed = 0
        self.folder = out
        self.out = os.path.join(ROOT, out)
        self.program = os.path.join(self.out, "thethuc")
        self.opt = opt
        self.prefix = ""

    def check(self, name, ok, why=""):
        if ok:
            self.passed += 1
            print(f"ok {self.prefix}{name}", flush=True)
        else:
            self.failed += 1
            print(f"FAIL {self.prefix}{name}: {shorten(why)}", flush=True)
        return bool(ok)

    def equal(self, name, got, want):
        return self.check(name, got == want, f"{got!r}, want {want!r}")

    def empty(self, name, faults):
        """Passes when the list of faults is empty."""
        return self.check(name, not faults, "; ".join(faults))

    def command(self, name, *command, **more):
        """Passes when the command succeeds; else its output says why."""
        done = run(*command, **more)
        return self.check(name, done.returncode == 0, done.stdout + done.stderr)

    def thethuc(self, *arguments, **more):
        return run(self.program, *arguments, **more)


def shorten(why, most=900):
    why = why.strip()
    return why if len(why) <= most else why[: most // 2] + "\n  ...\n" + why[-most // 2:]


def run(*command, stdin=None, text=True, env=None, cwd=ROOT, timeout=300):
    """Runs a command; without stdin it reads nothing. A program that hangs counts as status 124."""
    given = {"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}
    more = {"encoding": "utf-8", "errors": "replace"} if text else {}
    try:
        return subprocess.run([str(c) for c in command], **given, **more, cwd=cwd, timeout=timeout,
                              env={**ENGLISH, **(env or {})}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except subprocess.TimeoutExpired:
        nothing = "" if text else b""
        return subprocess.CompletedProcess(command, 124, nothing, "no end in sight" if text else b"")


def tool(*command):
    """Output of a tool that has to succeed."""
    done = run(*command, text=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr.decode(errors='replace')[:500]}")
    return done.stdout


class Folder:
    """A folder that is gone afterwards."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="thethuc-")
        return self

    def __exit__(self, *_):
        for base, names, _ in os.walk(self.path):
            for name in names:
                os.chmod(os.path.join(base, name), 0o700)
        shutil.rmtree(self.path)

    def __truediv__(self, name):
        return os.path.join(self.path, name)

    def write(self, name, data):
        with open(self / name, "wb") as f:
            f.write(data.encode() if isinstance(data, str) else data)
        return self / name


def read(path):
    with open(path, "rb") as f:
        return f.read()


REPORT = os.path.join(ROOT, "examples/report-soc-trang-2024.json")


def plans():
    """The example plans, as (name, path)."""
    folder = os.path.join(ROOT, "examples/plans")
    return [(n[:-5], os.path.join(folder, n)) for n in sorted(os.listdir(folder)) if n.endswith(".json")]
