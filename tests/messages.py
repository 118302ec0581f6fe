"""What the program says: in both languages, complete, with the same places to fill in."""

import json
import os
import re

from suite import ROOT, read

# Vietnamese has letters that English has not; these texts are the same in both, or happen to have none.
SAME = {"NULL"}
PLAIN = {"PAGE", "PAGES", "STATS"}
VIETNAMESE = re.compile("[À-ỹĐđ]")
# File, the start of a row, how many texts a row ends with (pairs of English and Vietnamese).
FILES = (("messages.def", "X", 2), ("report.def", "X", 2), ("terms.def", "X", 2), ("reasons.def", "X", 2),
         ("printer_words.def", "X", 2), ("findings.def", "RULE", 4), ("findings.def", "TOLD", 2))


def rows(name, start):
    """The rows of a table: their name and their texts, strings beside each other put together."""
    text = re.sub(r"/\*.*?\*/", "", read(os.path.join(ROOT, "src", name)).decode(), flags=re.S)
    words = {m[1]: m[2].replace("\\\n", " ") for m in re.finditer(r"^#define (\w+)\s+((?:.*\\\n)*.*)$", text, re.M)}
    text = re.sub(r"^#define (?:.*\\\n)*.*$", "", text, flags=re.M)
    for row in re.split(rf"^{start}\(", text, flags=re.M)[1:]:
        tokens = re.findall(r'"(?:\\.|[^"\\])*"|[A-Za-z_][\w-]*|[(),]', re.split(r"^\w+\(", row, flags=re.M)[0])
        fields, depth = [[]], 0
        for token in tokens:
            depth += (token == "(") - (token == ")")
            if depth < 0:
                break
            if token == "," and depth == 0:
                fields.append([])
            else:
                fields[-1].append(token)
        yield [expand(f, words) for f in fields]


def expand(tokens, words):
    while any(t in words for t in tokens):
        tokens = [x for t in tokens for x in (re.findall(r'"(?:\\.|[^"\\])*"|\w+', words[t]) if t in words else [t])]
    texts = [json.loads(t.replace("\\'", "'")) for t in tokens if t.startswith('"')]
    return "".join(texts) if texts else " ".join(tokens)


def faults_of(name, english, vietnamese):
    if not english.strip() or not vietnamese.strip():
        yield f"{name}: no text"
        return
    places = [sorted(set(re.findall(r"\{\d\}", text))) for text in (english, vietnamese)]
    if places[0] != places[1]:
        yield f"{name}: {places[0]} and {places[1]}"
    if VIETNAMESE.search(english) and len(re.findall(VIETNAMESE, english)) > len(english) / 8:
        yield f"{name}: English is not"
    if english == vietnamese:
        if name not in SAME and re.sub(r"\{\d\}|\W", "", english):
            yield f"{name}: not translated"
    elif not VIETNAMESE.search(vietnamese) and name not in PLAIN:
        yield f"{name}: no Vietnamese letter in {vietnamese!r}"


def test(t):
    for file, start, n in FILES:
        found = list(rows(file, start))
        t.check(f"{file} {start}: rows are read", len(found) > 9, str(len(found)))
        t.empty(f"{file} {start}: every row has its texts", [str(r) for r in found if len(r) < n + 1])
        faults = [fault for r in found for k in range(len(r) - n, len(r), 2) for fault in faults_of(r[0], r[k], r[k + 1])]
        t.empty(f"{file} {start}: complete in both languages", faults)
    for wrong in (("A", "text {1}", "chữ"), ("A", "text", ""), ("A", "text", "text"), ("A", "text", "chu")):
        t.check(f"{wrong} is seen", list(faults_of(*wrong)), "nothing found")
    told = read(os.path.join(ROOT, "src/report.def")).decode()
    verbs = re.findall(r'\[VERB_\w+\] = "([\w-]+)"', read(os.path.join(ROOT, "src/options_table.c")).decode().split("option_verbs[]")[1].split("};")[0])
    helps = {r[0]: r for r in rows("report.def", "X")}
    t.check("the help has every verb in both languages",
            all(f"\n  {v} " in helps["HELP"][k] for v in verbs[1:] for k in (2, 3)), told[:0])
