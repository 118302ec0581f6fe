#!/usr/bin/python3 -B
"""Looks at the code with everything there is for that: make check-code, or tests/check_code.py [--in FOLDER] [STEP ...].

Prints each finding as FILE:LINE: text, then a line for each step, and last whether all passed. FOLDER is one with src
and include, else this repository. Without a step, all of them."""

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
JOBS = os.cpu_count() or 1
FINDING = re.compile(r"\S+?:\d+:")
CPPCHECK = ("cppcheck", "-q", f"-j{JOBS}", "--std=c11", "--language=c", "--enable=warning,style,performance,portability",
            "--error-exitcode=1", f"--suppressions-list={HERE}/cppcheck.txt", "--template={file}:{line}: {message} [{id}]",
            "-D__linux__")


class Code:
    """What is looked at: a folder with src and include, and where things are made."""

    def __init__(self, folder):
        self.folder = folder
        self.out = os.path.abspath(os.environ.get("O", "out")) if folder == ROOT else os.path.join(folder, "out")

    def files(self, *folders, ends=".c"):
        return [f"{name}/{f}" for name in folders for f in sorted(os.listdir(os.path.join(self.folder, name)))
                if f.endswith(ends)]

    def run(self, *command):
        """Whether a command succeeds, and what it says."""
        done = subprocess.run(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
        return done.returncode == 0, done.stdout

    def make(self, *arguments):
        return self.run("make", "-s", "-k", "--no-print-directory", f"-j{JOBS}", "-f", os.path.join(ROOT, "Makefile"),
                        *arguments)

    def flags(self):
        """How a file is compiled; headers of others are the system's."""
        ok, said = self.make(f"O={self.out}", "flags")
        if not ok:
            raise RuntimeError(said)
        return said.split()

    def each(self, files, *command, behind=()):
        """A command on each file, on all cores."""
        with ThreadPoolExecutor(JOBS) as pool:
            done = list(pool.map(lambda f: self.run(*command, f, *behind), files))
        return all(ok for ok, _ in done), "".join(said for _, said in done)


def formatting(code):
    names = code.files("include", "src", ends=(".c", ".h")) if code.folder != ROOT else []
    return code.run(os.path.join(HERE, "format.py"), *names)


def includes(code):
    return code.run(os.path.join(HERE, "modules.sh"), "src")


def sizes(code):
    return code.run(os.path.join(HERE, "size.sh"), "src")


def headers(code):
    flags = code.flags()
    with tempfile.TemporaryDirectory() as folder:
        alone = []
        for path in code.files("include", "src", ends=".h"):
            alone.append(os.path.join(folder, path.replace("/", "_") + ".c"))
            with open(alone[-1], "w", encoding="utf-8") as f:
                f.write(f'#include "{os.path.basename(path)}"\n')
        return code.each(alone, "gcc", *flags, "-Werror", "-fsyntax-only")


def gcc(code):
    return code.make(f"O={code.out}/gcc", "OPT=-O2 -Werror", "objects")


def clang(code):
    return code.make(f"O={code.out}/clang", "CC=clang", "OPT=-O1 -Werror", "objects")


def cppcheck(code):
    return code.run(*CPPCHECK, "-Iinclude", "-Isrc", f"-I{code.out}/obj", "-D_XOPEN_SOURCE=700", "src")


def tidy(code, checks):
    return code.each(code.files("src"), "clang-tidy", "--quiet", f"--config-file={ROOT}/.clang-tidy", f"--checks={checks}",
                     behind=("--", *code.flags()))


def clang_tidy(code):
    return tidy(code, "-clang-analyzer-*")


def analyzer(code):
    """What clang-tidy has beyond that: it follows the paths through the code, and takes minutes."""
    return tidy(code, "-bugprone-*,-cert-*,-misc-*,-performance-*,-portability-*,-readability-*")


STEPS = {"formatting": formatting, "includes": includes, "sizes": sizes, "headers": headers, "gcc": gcc, "clang": clang,
         "cppcheck": cppcheck, "clang-tidy": clang_tidy, "analyzer": analyzer}


def findings(said):
    """Its lines with a place, each once: a header's are found again with each file that includes it."""
    lines = [re.sub(r"^" + re.escape(ROOT) + "/", "", line) for line in said.split("\n")]
    return list(dict.fromkeys(line for line in lines if FINDING.match(line) and ": note: " not in line))


def main(arguments):
    folder = ROOT
    if arguments[:1] == ["--in"]:
        folder, arguments = os.path.abspath(arguments[1]), arguments[2:]
    if not set(arguments) <= set(STEPS):
        print(f"steps: {' '.join(STEPS)}", file=sys.stderr)
        return 2
    code, told = Code(folder), []
    for name in arguments or STEPS:
        ok, said = STEPS[name](code)
        found = findings(said)
        print("\n".join(found) if found or ok else said.strip(), end="\n" if found or not ok else "", flush=True)
        told.append((name, ok))
        print(f"{'ok' if ok else 'FAIL'} {name}", flush=True)
    failed = [name for name, ok in told if not ok]
    print(f"check-code: {len(told) - len(failed)} passed, {len(failed)} failed" + (f": {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
