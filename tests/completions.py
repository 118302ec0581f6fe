"""Completion of command lines: every verb and option is in every shell's script, and the shells agree with what it says."""

import os
import re

from suite import ROOT, Folder, read, run

SHELLS = ("bash", "zsh", "fish")
COMPANIONS = {"sign": ("sign", "SIGN", "BOTH"), "verify": ("sign", "VERIFY", "BOTH"), "print": ("print", "1"), "preview": ("preview", "1")}


def source(name):
    return read(os.path.join(ROOT, "src", name)).decode()


def verbs(t, d):
    """The verbs, with the options that the program or its tables say they have."""
    table = source("options_table.c")
    own = re.findall(r'\[VERB_\w+\] = "([\w-]+)"', table.split("option_verbs")[1].split("};")[0])[1:]
    rows = [(o, kind, words.split()[0] if words else "1") for o, kind, words in
            re.findall(r'^\t\{ "(--?[\w-]+)", OPTION_\w+, GIVES_(\w+), [^"}]*?(?:NULL|"([^"]*)") \}', table, re.M)]
    t.equal("the table is read whole", len(rows), len(re.findall(r'^\t\{ "', table, re.M)))
    found = {}
    for verb in own:  # an option that has no meaning for a verb is refused
        told = []
        for o, kind, word in rows:
            arguments = [o, *([word] if kind != "NOTHING" else []), *(["--list-rules"] if (verb, o) == ("check", "--json") else [])]
            told.append((o, t.thethuc(verb, *arguments, "--diagnostics", "json", cwd=d.path, timeout=10).stderr))
        found[verb] = {o for o, said in told if "usage-option-verb" not in said}
    for verb, (file, *bits) in COMPANIONS.items():
        found[verb] = {"--lang", "--diagnostics"} | set(re.findall(rf'\{{ "(--?[\w-]+)", ARGUMENT_\w+, AT\(\w+\), (?:{"|".join(bits)}), ',
                                                                  source(f"{file}_options.c")))
    return found


def bash(t, d, *words):
    """What bash proposes for the last word."""
    lines = f"source {d / 'bash'}; COMP_WORDS=({' '.join(repr(w) for w in words)}); COMP_CWORD={len(words) - 1}; _thethuc; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = run("bash", "-u", "-c", lines, cwd=d.path, env={"PATH": f"{t.out}:{os.environ['PATH']}"})
    return done.stdout.split() if done.returncode == 0 else [done.stderr]


def test_bash(t, d, found):
    t.equal("verbs", set(bash(t, d, "thethuc", "")), set(found) | {"help"})
    t.equal("part of a verb", bash(t, d, "thethuc", "verify-"), ["verify-source"])
    for verb, options in found.items():
        if verb == "completion":
            continue
        t.equal(f"options of {verb}", set(bash(t, d, "thethuc", verb, "-")), options)
    t.equal("words of an option", bash(t, d, "thethuc", "render", "-f", "s"), ["svg"])
    t.equal("of a companion's", bash(t, d, "thethuc", "preview", "-f", ""), ["png", "svg"])
    t.equal("types of plans come from the layouts", len(bash(t, d, "thethuc", "new", "plan", "")), 31)
    t.equal("forms of copies too", bash(t, d, "thethuc", "copy", "--form", "sao-"), ["sao-y", "sao-luc"])
    d.write("plan one.json", "{}")
    t.equal("files", bash(t, d, "thethuc", "check", "plan"), ["plan", "one.json"])
    t.equal("a number is not guessed", bash(t, d, "thethuc", "render", "--dpi", ""), [])


def test_scripts(t, d, found):
    for shell in SHELLS:
        d.write(shell, t.thethuc("completion", shell).stdout)
        t.command(f"{shell} reads it", shell, "-n", d / shell)
        text = read(d / shell).decode()
        t.check(f"the {shell} script is in plain letters, and in Vietnamese where it is asked for",
                text.isascii() and (shell == "bash" or not t.thethuc("--lang", "vi", "completion", shell).stdout.isascii()), "")
    zsh, fish = read(d / "zsh").decode(), read(d / "fish").decode()
    for verb, options in found.items():
        part = re.search(rf"^\t{verb}\)\n(.*?);;", zsh, re.M | re.S)
        t.equal(f"zsh: options of {verb}", set(re.findall(r"'\*(--?[\w-]+)[=+]?\[", part[1])) if part else None, options)
        lines = [line for line in fish.splitlines() if f"from {verb}'" in line]
        there = {("--" if kind == "l" else "-") + name for line in lines for kind, name in re.findall(r"' -([ls]) ([\w-]+)", line)}
        t.equal(f"fish: options of {verb}", there, options)
        t.check(f"zsh and fish know {verb}", f"\t\t'{verb}:" in zsh and f" -a {verb} -d" in fish, "")


def test_shells(t, d):
    there = {"PATH": f"{t.out}:{os.environ['PATH']}", "HOME": d.path, "XDG_CONFIG_HOME": d.path}
    for line, wanted in (("thethuc verify-", "verify-source"), ("thethuc render --dum", "--dump"), ("thethuc render --medium e", "electronic"),
                         ("thethuc new plan ke", "ke-hoach")):
        done = run("fish", "-c", f"source {d / 'fish'}; complete -C {line!r}", env=there, cwd=d.path)
        t.check(f"fish: {line}", wanted in [x.split("\t")[0] for x in done.stdout.splitlines()], done.stdout + done.stderr)
    stub = f"compdef() {{ print $1 $2 }}; source {d / 'zsh'}"
    t.equal("zsh: it can be sourced", run("zsh", "-f", "-c", stub, env=there).stdout.split(), ["_thethuc", "thethuc"])


def test_usage(t):
    for name, *arguments in (("no shell",), ("an unknown shell", "tcsh"), ("two shells", "bash", "zsh")):
        done = t.thethuc("completion", *arguments)
        t.check(name, done.returncode == 2 and not done.stdout, f"{done.returncode} {done.stderr}")


def test(t):
    with Folder() as d:
        found = verbs(t, d)
    t.check("verbs are known", len(found) > 14 and "--dump" in found["render"] and "--key" in found["sign"], str(found))
    with Folder() as d:
        test_scripts(t, d, found)
        test_bash(t, d, found)
        test_shells(t, d)
    test_usage(t)
