"""What is installed: into an empty root, moved, used by a program of the manual, in C and C++, with both libraries."""

import os
import re
import shutil

from manual_page import Page
from suite import ROOT, Folder, plans, read, run

HEADER = os.path.join(ROOT, "include/thethuc.h")
PAGE = os.path.join(ROOT, "src/thethuc.3")
# What a library must leave to its program: ending it, its streams, its locale, its environment.
NOT_OURS = {"exit", "_exit", "quick_exit", "raise", "signal", "sigaction", "setlocale", "uselocale", "getenv", "setenv", "putenv",
            "stdin", "stdout", "stderr", "printf", "puts", "putchar", "perror", "vprintf", "fork", "system", "popen", "rand",
            "srand", "random", "time", "localtime", "gmtime", "strtok", "chdir", "umask", "strerror", "nl_langinfo", "localeconv"}
WARNINGS = ("-Wall", "-Wextra", "-Wpedantic", "-pedantic", "-Werror")
LANGUAGES = (("C", "gcc", "-std=c11", "c"), ("C++", "g++", "-std=c++17", "cc"), ("C by clang", "clang", "-std=c11", "c"))


def declared():
    """The functions of the header."""
    text = re.sub(r"/\*.*?\*/", "", read(HEADER).decode(), flags=re.S)
    return sorted(set(re.findall(r"^(?!typedef).*?\b(tt_\w+)\s*\(", text, re.M)))


def tree(folder):
    return sorted(os.path.relpath(os.path.join(f, n), folder) for f, _, names in os.walk(folder) for n in names)


def install(t, d, prefix, **more):
    given = [f"{k}={v}" for k, v in {"prefix": prefix, **more}.items()]
    return t.command(f"install {' '.join(sorted(more))}".strip(), "make", "-s", f"O={t.folder}", *given, "install", timeout=600)


def test_symbols(t, lib):
    names = declared()
    t.check("the header declares functions", len(names) > 40, str(names))
    for kind, what, nm in (("shared", "libthethuc.so", ("-D",)), ("static", "libthethuc.a", ("-g",))):
        lines = run("nm", *nm, "--defined-only", os.path.join(lib, what)).stdout.split("\n")
        found = sorted(line.split()[2] for line in lines if len(line.split()) == 3 and not line.endswith(" THETHUC_0"))
        t.equal(f"the {kind} library exports what the header declares", [n.split("@")[0] for n in found], names)
        t.check(f"no name of the {kind} library is there twice", len(found) == len(set(found)), str(found))
        if kind == "shared":
            t.empty("every name has the version", [n for n in found if not n.endswith("@@THETHUC_0")])
    dynamic = run("readelf", "-d", os.path.join(lib, "libthethuc.so")).stdout
    t.check("SONAME", "Library soname: [libthethuc.so.0]" in dynamic, dynamic)
    t.check("no path is searched but the system's", "RPATH" not in dynamic and "RUNPATH" not in dynamic, dynamic)
    needed = re.findall(r"NEEDED.*\[(.*?)\]", dynamic)
    t.check("it names the libraries it needs", any(n.startswith("libhpdf") for n in needed), str(needed))
    used = {line.split()[-1].split("@")[0] for line in
            run("nm", "-D", "--undefined-only", os.path.join(lib, "libthethuc.so")).stdout.split("\n") if line}
    t.empty("it leaves to the program what is the program's", sorted(used & NOT_OURS))
    own = [line for line in run("objdump", "-t", os.path.join(lib, "libthethuc.so.0")).stdout.split("\n")
           if re.search(r"\s\.(data|bss)\s", line) and not re.search(r"(completed\.0|__dso_handle|__TMC_END__|\.data|\.bss)$", line)]
    t.empty("it has no variables", own)


def test_header(t, d, include):
    t.equal("one header", tree(include), ["thethuc.h"])
    for name, compiler, standard, suffix in LANGUAGES:
        program = d.write(f"alone.{suffix}", "#include <thethuc.h>\nint main(void) { return tt_version() == 0; }\n")
        t.command(f"the header compiles alone as {name}", compiler, standard, *WARNINGS, "-I", include, "-fsyntax-only", program)
    t.command("with all warnings that there are", "clang", "-std=c11", "-Weverything", "-Wno-padded", "-Werror", "-I", include,
              "-fsyntax-only", d.write("all.c", "#include <thethuc.h>\n"))


def pkg_config(lib, *what):
    done = run("pkg-config", *what, "thethuc", env={"PKG_CONFIG_PATH": os.path.join(lib, "pkgconfig")})
    return done.stdout.split() if done.returncode == 0 else [done.stderr]


def test_example(t, d, prefix):
    """The manual's program, built against what was installed, gives the bytes of thethuc from any folder, with no environment."""
    lib = os.path.join(prefix, "lib")
    source = Page(read(PAGE).decode()).example("A program that renders") + "\n"
    cflags, shared = pkg_config(lib, "--cflags"), pkg_config(lib, "--libs")
    static = ["-l:libthethuc.a" if w == "-lthethuc" else w for w in pkg_config(lib, "--static", "--libs")]
    os.mkdir(d / "far away")
    want = {}
    for name, plan in plans():
        t.thethuc("render", plan, "-o", d / "want.pdf")
        want[name] = read(d / "want.pdf")
    for name, compiler, standard, suffix in LANGUAGES:
        path = d.write(f"example.{suffix}", source)
        for kind, libs in ("shared", [*shared, f"-Wl,-rpath,{lib}"]), ("static", static):
            program = d / "example"
            if not t.command(f"the manual's example in {name}, {kind}", compiler, standard, *WARNINGS, *cflags, "-o", program, path,
                             *libs):
                continue
            needs = "libthethuc" in run("readelf", "-d", program).stdout
            t.check(f"{name}, {kind}: where the library is", needs == (kind == "shared"))
            faults = []
            for plan_name, plan in plans():
                done = run("env", "-i", program, plan, "its.pdf", cwd=d / "far away")
                if done.returncode or read(d / "far away/its.pdf") != want[plan_name]:
                    faults.append(f"{plan_name}: {done.returncode} {done.stderr}")
                    continue
                os.unlink(d / "far away/its.pdf")
            t.empty(f"{name}, {kind}: the same documents as by thethuc", faults)
    broken = d.write("broken.json", '{"type": "ke-hoach",\n "subject": 3}')
    done = run("env", "-i", d / "example", broken, "its.pdf", cwd=d / "far away")
    t.check("an error is told with its place, and no file is left", done.returncode == 1 and "broken.json:2:13: " in done.stderr
            and not os.path.exists(d / "far away/its.pdf"), done.stderr)


def test_programs(t, d, prefix):
    """The programs find each other and their data, where they were installed and after all was moved."""
    moved = d / "moved, elsewhere"
    shutil.copytree(prefix, moved, symlinks=True)
    plan = plans()[0][1]
    t.thethuc("render", plan, "-o", d / "want.pdf")
    for where, folder in ("installed", prefix), ("moved", moved):
        program = os.path.join(folder, "bin/thethuc")
        done = run("env", "-i", program, "render", plan, "-o", d / "got.pdf", cwd="/")
        t.check(f"the program {where}", done.returncode == 0 and read(d / "got.pdf") == read(d / "want.pdf"), done.stderr)
        for verb in "sign", "verify", "print", "preview":
            done = run("env", "-i", program, verb, "--help", cwd="/")
            t.check(f"{verb} {where}", done.returncode == 0 and verb in done.stdout, done.stdout + done.stderr)
        os.rename(os.path.join(folder, "share/thethuc"), os.path.join(folder, "share/hidden"))  # none may see the other's
    os.rename(os.path.join(prefix, "share/hidden"), os.path.join(prefix, "share/thethuc"))


def test_files(t, prefix):
    there = set(tree(prefix))
    t.empty("programs, libraries, header, pages, licences", [f for f in (
        "bin/thethuc", "libexec/thethuc/thethuc-sign", "libexec/thethuc/thethuc-print", "libexec/thethuc/thethuc-preview", "include/thethuc.h", "lib/libthethuc.a",
        "lib/libthethuc.so", "lib/libthethuc.so.0", "lib/pkgconfig/thethuc.pc", "share/man/man1/thethuc.1",
        "share/man/man3/thethuc.3", "share/man/man5/thethuc-plan.5", "share/thethuc/layouts/index.json",
        "share/thethuc/layouts/sRGB.LICENSE", "share/thethuc/fonts/LiberationSerif.LICENSE",
        "share/doc/thethuc/LICENSE", "share/doc/thethuc/examples/plans/soc-trang-2023.json") if f not in there])
    pages = {os.path.basename(f) for f in there if f.startswith("share/man/")}
    t.equal("every manual page", pages, {n for n in os.listdir(os.path.join(ROOT, "src")) if re.search(r"\.[1-8]$", n)})
    for folder in "fonts", "layouts":
        t.equal(f"all of {folder}", {f for f in there if f.startswith(f"share/thethuc/{folder}/")},
                {f"share/thethuc/{folder}/{n}" for n in os.listdir(os.path.join(ROOT, folder))})
    modes = {f: oct(os.stat(os.path.join(prefix, f)).st_mode & 0o777) for f in there if not os.path.islink(os.path.join(prefix, f))}
    t.empty("modes", [f"{f} {m}" for f, m in modes.items()
                      if m != ("0o755" if f.startswith(("bin/", "libexec/")) else "0o644")])


def test_folders(t, d):
    """Every usual folder can be elsewhere; what was installed there goes, what others put there stays."""
    root = d / "root"
    where = {"DESTDIR": root, "bindir": "/b", "libdir": "/usr/lib/its", "libexecdir": "/x", "datadir": "/d", "mandir": "/m",
             "docdir": "/doc", "includedir": "/i", "pkgconfigdir": "/p"}
    if not install(t, d, "/usr", **where):
        return
    there = set(tree(root))
    t.empty("each in its folder", [f for f in ("b/thethuc", "usr/lib/its/libthethuc.so.0", "x/thethuc/thethuc-sign", "i/thethuc.h",
            "d/thethuc/layouts/base.json", "m/man3/thethuc.3", "doc/NEWS", "p/thethuc.pc") if f not in there])
    pc = read(root + "/p/thethuc.pc").decode()
    t.check("thethuc.pc says the folders", "libdir=${prefix}/lib/its\n" in pc and "includedir=/i\n" in pc and root not in pc, pc)
    d.write("root/d/thethuc/fonts/office.ttf", "")
    t.command("uninstall", "make", "-s", f"O={t.folder}", "prefix=/usr", *(f"{k}={v}" for k, v in where.items()), "uninstall")
    t.equal("uninstall leaves what others put there, and nothing else", tree(root), ["d/thethuc/fonts/office.ttf"])
    t.empty("folders that are only ours are gone", [f for f in ("x/thethuc", "doc/examples", "d/thethuc/layouts") if os.path.exists(root + "/" + f)])


def test_page(t):
    text = read(PAGE).decode()
    t.equal("thethuc.3 shows every function of the header", sorted(set(re.findall(r"^\.Fn (tt_\w+) ", text, re.M))), declared())
    t.equal("thethuc.3 describes every function of the header", sorted(re.findall(r"^\.It Fn (tt_\w+)$", text, re.M)), declared())
    header = re.sub(r"/\*.*?\*/", "", read(HEADER).decode(), flags=re.S)
    real = {n: plain(f"{kind} {n}({a})") for kind, n, a in
            re.findall(r"^((?:const )?(?:struct |enum )?\w+\s*\*?)\s*(tt_\w+)\(([^;]*)\);", header, re.M) if kind != "typedef"}
    told = {n: plain(f"{kind} {n}({', '.join(re.findall(r'[^ ]+', a) if chr(34) not in a else re.findall(chr(34) + '(.*?)' + chr(34), a))})")
            for kind, n, a in re.findall(r'^\.Ft "?(.*?)"?\n\.Fn (tt_\w+) (.*)$', text, re.M)}
    t.empty("thethuc.3 says the types that the header does", [f"{told.get(n)} is {r}" for n, r in real.items() if bare(told.get(n)) != bare(r)])


def plain(declaration):
    return re.sub(r"\s*\*\s*", " *", " ".join(declaration.split()))


def bare(declaration):
    """A declaration without the names of its parameters."""
    if declaration is None:
        return None
    head, arguments = declaration.rstrip(")").split("(", 1)
    types = [re.sub(r"((?:\*|\s))\w+(\[\d*\])?$", r"\1\2", a.strip()).strip() if len(re.findall(r"\w+", a)) > 1
             and not re.fullmatch(r"(?:const )?(?:struct |enum )?\w+ \**", a.strip()) and not re.fullmatch(r"(?:const )?(?:struct|enum) \w+", a.strip())
             else a.strip() for a in arguments.split(",")]
    return head + "(" + ", ".join(types) + ")"


def test(t):
    test_page(t)
    with Folder() as d:
        prefix = d / "prefix"
        if install(t, d, prefix):
            test_files(t, prefix)
            test_header(t, d, os.path.join(prefix, "include"))
            test_symbols(t, os.path.join(prefix, "lib"))
            test_example(t, d, prefix)
            test_programs(t, d, prefix)
            t.command("uninstall all", "make", "-s", f"O={t.folder}", f"prefix={prefix}", "uninstall")
            t.equal("nothing is left", tree(prefix), [])
        test_folders(t, d)
    t.command("built for its usual place again", "make", "-s", f"O={t.folder}", "all", timeout=600)
