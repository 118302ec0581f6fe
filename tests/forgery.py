"""Attacks on signed PDFs: what is shown is no longer what was signed, or a signature is not what it seems. None may pass as good."""

import io
import re

import pikepdf
from keys import Keys, pdfsig
from signing import SIGNATURE, rendered, sign, verify
from suite import Folder, read, run

FREE = object()


class Revision:
    """Adds a revision to a PDF: objects by number, as they are written."""

    def __init__(self, data):
        self.data, self.objects, self.generation = data, {}, {}
        self.root = int(re.findall(rb"/Root (\d+) 0 R", data)[-1])
        self.next = max(int(n) for n in re.findall(rb"/Size (\d+)", data))
        self.pdf = pikepdf.open(io.BytesIO(data))

    def body(self, number):
        return self.objects[number] if number in self.objects else self.pdf.get_object(number, 0).unparse(resolved=True)

    def put(self, body, number=None, generation=0):
        if number is None:
            number, self.next = self.next, self.next + 1
        self.objects[number] = body
        self.generation[number] = generation
        return number

    def stream(self, data, entries=b"", number=None):
        return self.put(b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data), number)

    def change(self, number, old, new):
        body = self.body(number)
        if not re.search(old, body):
            raise RuntimeError(f"{old!r} is not in {body!r}")
        return self.put(re.sub(old, new, body, count=1), number)

    def written(self, trailer=b""):
        out, rows = bytearray(self.data), []
        for number, body in sorted(self.objects.items()):
            rows.append((number, len(out), self.generation[number], body is FREE))
            if body is not FREE:
                out += b"%d %d obj\n%s\nendobj\n" % (number, self.generation[number], body)
        at = len(out)
        out += b"xref\n" + b"".join(b"%d 1\n%010d %05d %c \n" % (n, 0 if free else place, g, b"f" if free else b"n") for n, place, g, free in rows)
        out += b"trailer\n<</Size %d/Root %d 0 R/Prev %d%s>>\nstartxref\n%d\n%%%%EOF\n" \
            % (self.next, self.root, int(re.findall(rb"startxref\s+(\d+)", self.data)[-1]), trailer, at)
        return bytes(out)


def numbers(r):
    """Numbers of objects by what they are."""
    form = r.pdf.Root.AcroForm
    page = r.pdf.pages[0].obj
    fields = {str(f.T): f.objgen[0] for f in form.Fields}
    return {"page": page.objgen[0], "contents": page.Contents.objgen[0], "form": form.objgen[0], **fields,
            "value": {str(f.T): f.V.objgen[0] for f in form.Fields if "/V" in f}}


def add_annotation(r, n, subtype, more=b""):
    look = r.stream(b"1 1 1 rg 0 0 200 30 re f 0 g", b"/Type/XObject/Subtype/Form/BBox[0 0 200 30]")
    note = r.put(b"<</Type/Annot/Subtype/%s/Rect[100 500 300 530]/F 4/AP<</N %d 0 R>>%s>>" % (subtype, look, more))
    r.change(n["page"], rb"/Annots \[", b"/Annots [ %d 0 R " % note)
    return note


def attacks(base):
    """Name -> (bytes, what is told of the first signature: changed_since, or None where it is another thing)."""
    out = {}

    def attack(name, told, trailer=b""):
        def run_it(make):
            r = Revision(base)
            n = numbers(r)
            make(r, n)
            out[name] = (r.written(trailer), told)
        return run_it

    for subtype in b"FreeText", b"Stamp", b"Square", b"Highlight", b"Ink", b"Text", b"Redact":
        attack(f"an annotation of kind {subtype.decode()} over the text", "annotations")(lambda r, n, s=subtype: add_annotation(r, n, s))
    attack("a field that is not signed, over the text", "annotations")(
        lambda r, n: add_annotation(r, n, b"Widget", b"/FT/Sig/T(new)"))
    attack("a field of text, over the text", "annotations")(lambda r, n: add_annotation(r, n, b"Widget", b"/FT/Tx/T(sum)/V(1)"))
    attack("what an empty field shows", "annotations")(
        lambda r, n: r.change(n["copy"], rb"/AP <<[^>]*>>", b"/AP<</N %d 0 R>>" % r.stream(b"0 0 9 9 re f", b"/Subtype/Form/BBox[0 0 9 9]")))
    attack("what a signed field shows", "content")(
        lambda r, n: r.change(n["signer"], rb"/AP <<[^>]*>>", b"/AP<</N %d 0 R>>" % r.stream(b"0 0 9 9 re f", b"/Subtype/Form/BBox[0 0 9 9]")))
    attack("the picture of a signature is another stream", "content")(
        lambda r, n: r.stream(b"0 0 9 9 re f", b"/Subtype/Form/BBox[0 0 9 9]", r.pdf.get_object(n["signer"], 0).AP.N.objgen[0]))
    attack("a signed field is hidden", "content")(lambda r, n: r.put(r.body(n["signer"]).replace(b"/F 4", b"/F 2").replace(b"/F 132", b"/F 2"), n["signer"]))
    attack("a signed field is empty again", "content")(lambda r, n: r.change(n["signer"], rb"/V \d+ 0 R", b""))
    attack("a signed field shows another signature", "content")(
        lambda r, n: r.change(n["signer"], rb"/V \d+ 0 R", b"/V %d 0 R" % r.put(r.body(n["value"]["signer"]))))
    attack("the page has other text", "content")(lambda r, n: r.change(n["page"], rb"/Contents \d+ 0 R", b"/Contents %d 0 R" % r.stream(b" ")))
    attack("the text itself is another", "content")(lambda r, n: r.stream(b" ", b"", n["contents"]))
    attack("a page is smaller", "content")(lambda r, n: r.change(n["page"], rb"/MediaBox \[[^]]*\]", b"/MediaBox[0 0 300 300]"))
    attack("a font is deleted", "content")(lambda r, n: r.put(FREE, r.pdf.pages[0].Resources.Font[next(iter(r.pdf.pages[0].Resources.Font))].objgen[0]))
    attack("the text has another generation", "content")(
        lambda r, n: r.put(b"<</Length 1>>\nstream\n \nendstream", n["contents"], 1))
    attack("other pages", "content")(lambda r, n: r.change(r.root, rb"/Pages \d+ 0 R", b"/Pages %d 0 R" % r.put(r.body(r.pdf.Root.Pages.objgen[0]))))
    attack("another catalog", "content")(lambda r, n: setattr(r, "root", r.put(r.body(r.root))))
    attack("the catalog opens something", "content")(lambda r, n: r.put(r.body(r.root)[:-2] + b"/OpenAction[0 /Fit]>>", r.root))
    attack("a form made of XML", "content")(lambda r, n: r.put(r.body(n["form"])[:-2] + b"/XFA(x)>>", n["form"]))
    attack("another form made of XML", "content")(
        lambda r, n: r.change(r.root, rb"/AcroForm \d+ 0 R", b"/AcroForm %d 0 R" % r.put(r.body(n["form"])[:-2] + b"/XFA(x)>>")))
    attack("fields are drawn anew", "content")(lambda r, n: r.put(r.body(n["form"])[:-2] + b"/NeedAppearances true>>", n["form"]))
    attack("an annotation is taken away", "content")(lambda r, n: r.change(n["page"], rb"/Annots \[\s*\d+ 0 R", b"/Annots ["))
    attack("the form forgets a field", "content")(lambda r, n: r.change(n["form"], rb"/Fields \[\s*\d+ 0 R", b"/Fields ["))
    attack("layers are added", "content")(lambda r, n: r.put(r.body(r.root)[:-2] + b"/OCProperties<</OCGs[]/D<<>>>>>>", r.root))
    return out


def test_attacks(t, d):
    base = read(d / "one.pdf")
    for name, (data, told) in attacks(base).items():
        path = d.write("attack.pdf", data)
        status, said = verify(t, path, "--trust", d / "ca.pem")
        first = next((s for s in said["signatures"] if s["field"] == "signer"), None) if said else None
        t.check(f"{name}: not good", status == 1, str(said))
        if first and "another signature" not in name:
            t.equal(f"{name}: told apart", first["changed_since"], told)
    r = Revision(base)
    add_annotation(r, numbers(r), b"Stamp")
    path = d.write("attack.pdf", r.written())
    t.equal("poppler sees the digest alone", [v for _, v, _, _ in pdfsig(d, path)], [True])
    for language, words in ("en", "annotations, which can cover"), ("vi", "chú thích, có thể che"):
        done = t.thethuc("verify", "--lang", language, path)
        t.check(f"in words ({language})", words in done.stdout, done.stdout)


def test_terminal(t, d):
    r = Revision(read(d / "one.pdf"))
    r.change(numbers(r)["signer"], rb"/T \([^)]*\)", b"/T(\x1b[2J\nGOOD signer)")
    done = t.thethuc("verify", "--lang", "en", d.write("attack.pdf", r.written()))
    t.check("a field's name does nothing to the terminal", "\x1b" not in done.stdout and "\nGOOD" not in done.stdout and "?[2J?GOOD" in done.stdout, done.stdout)


def test_shadow(t, d):
    """A file prepared before it is signed, so that something comes to light later."""
    plain = read(d / "plain.pdf")

    def prepared(name, make):
        r = Revision(plain)
        kept = make(r, numbers(r))
        d.write("shadow.pdf", r.written(kept.pop("trailer", b"")))
        done = sign(t, d, "signer", "shadow.pdf", f"{name}.pdf", "--field", "signer")
        if not t.equal(f"{name}: signed", done.returncode, 0):
            raise RuntimeError(done.stderr)
        return Revision(read(d / f"{name}.pdf")), kept

    def judged(name, r, trailer=b"", told="content"):
        path = d.write("attack.pdf", r.written(trailer))
        status, said = verify(t, path, "--trust", d / "ca.pem")
        t.equal(f"{name}: told", (status, [s["changed_since"] for s in said["signatures"]] if said else said), (1, [told]))

    def missing(r, n):
        r.next += 50
        r.change(n["page"], rb"/Contents (\d+) 0 R", rb"/Contents [ \1 0 R %d 0 R ]" % (r.next - 1))
        return {"number": r.next - 1}
    r, kept = prepared("hidden", missing)
    r.stream(b"0 0 99 99 re f", b"", kept["number"])
    judged("an object that was missing appears", r)

    def informed(r, n):
        r.put(r.body(r.root), r.root)
        return {"number": n["contents"], "trailer": b"/Info %d 0 R" % n["contents"]}
    r, kept = prepared("informed", informed)
    r.stream(b"0 0 99 99 re f", b"", kept["number"])
    judged("the text is the file's information too", r, b"/Info %d 0 R" % kept["number"])

    def described(r, n):
        r.change(r.root, rb"/Metadata \d+ 0 R", b"/Metadata %d 0 R" % n["contents"])
        return {"number": n["contents"]}
    r, kept = prepared("described", described)
    r.stream(b"0 0 99 99 re f", b"", kept["number"])
    judged("the text is the file's metadata too", r)

    def named(key):
        """A form on the page whose resource is called as something that may be replaced."""
        def made(r, n):
            form = r.stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]")
            r.change(r.pdf.pages[0].Resources.objgen[0], rb"/XObject <<", b"/XObject<</%s %d 0 R" % (key, form))
            return {"number": form}
        return made
    for key in b"Metadata", b"DSS":
        r, kept = prepared(f"named-{key.decode()}", named(key))
        r.stream(b"0 0 99 99 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]", kept["number"])
        judged(f"a form whose resource is called {key.decode()}", r)

    def stored(r, n):
        font = r.put(r.body(r.pdf.pages[0].Resources.Font[next(iter(r.pdf.pages[0].Resources.Font))].objgen[0]))
        fonts = r.put(b"<</Certs %d 0 R>>" % font)
        r.change(r.pdf.pages[0].Resources.objgen[0], rb"/Font <<", b"/Font %d 0 R/Other<<" % fonts)
        r.put(r.body(r.root)[:-2] + b"/DSS %d 0 R>>" % fonts, r.root)
        return {"number": font}
    r, kept = prepared("stored", stored)
    r.put(r.body(kept["number"])[:-2] + b"/Changed true>>", kept["number"])
    judged("a font that is in the store too", r)

    def spare(r, n):
        return {"number": r.stream(b"0 0 99 99 re f")}
    r, kept = prepared("spare", spare)
    r.change(numbers(r)["page"], rb"/Contents \d+ 0 R", b"/Contents %d 0 R" % kept["number"])
    judged("what lay ready is shown", r)

    def disguised(r, n):
        note = r.put(b"<</Type/Annot/Subtype/FreeText/FT/Sig/T(x)/Rect[9 9 99 99]/F 2/Contents(x)>>")
        r.change(n["page"], rb"/Annots \[", b"/Annots [ %d 0 R " % note)
        return {"number": note}
    r, kept = prepared("disguised", disguised)
    r.change(kept["number"], rb"/F 2", b"/F 4")
    judged("a note that calls itself a field is shown", r, told="annotations")


def test_store(t, d):
    """What proves signatures may grow, in whatever objects another program has it."""
    r = Revision(read(d / "plain.pdf"))
    certificates = r.put(b"[%d 0 R]" % r.stream(b"1"))
    store = r.put(b"<</Certs %d 0 R>>" % certificates)
    r.put(r.body(r.root)[:-2] + b"/DSS %d 0 R>>" % store, r.root)
    d.write("grown.pdf", r.written())
    sign(t, d, "signer", "grown.pdf", "grown-1.pdf", "--field", "signer")
    sign(t, d, "organ", "grown-1.pdf", "grown-2.pdf", "--field", "organ")
    r = Revision(read(d / "grown-2.pdf"))
    r.put(b"[%d 0 R %d 0 R]" % (r.stream(b"1"), r.stream(b"2")), certificates)
    r.put(b"<</Certs %d 0 R/CRLs[%d 0 R]>>" % (certificates, r.stream(b"3")), store)
    status, said = verify(t, d.write("grown-3.pdf", r.written()))
    t.equal("a store of another program grows", (status, [s["changed_since"] for s in said["signatures"]]), (0, ["signing", "signing"]))


def test_rewritten(t, d):
    """Another program writes an object again, its entries in another order; that is no change, an entry given twice is one."""
    base = read(d / "one.pdf")
    r = Revision(base)
    body = r.body(r.root)
    for name, old, new, good in (("in another order", rb"<< (/Marked true) >>", rb"<<\1>>", True),
                                 ("an inner dictionary in another order", rb"(/DisplayDocTitle true) (/Duplex /\w+)", rb"\2\1", True),
                                 ("with an entry twice", rb"(/DisplayDocTitle true) /Duplex /\w+", rb"\1/DisplayDocTitle false", False)):
        if not re.search(old, body):
            raise RuntimeError(f"{old!r} is not in {body!r}")
        r.put(re.sub(old, new, body), r.root)
        status, said = verify(t, d.write("again.pdf", r.written()))
        t.equal(f"the catalog again, {name}", (status, said["signatures"][0]["changed_since"]), (0, "signing") if good else (1, "content"))


def test_wrapped(t, d):
    """Signatures that are not of what they seem (universal forgery, wrapping, sharing)."""
    base = read(d / "one.pdf")
    r = Revision(base)
    n = numbers(r)
    value = r.body(n["value"]["signer"])
    gap = [int(x) for x in re.search(rb"/ByteRange \[([^]]*)\]", value)[1].split()]
    cases = {}

    def case(name, make):
        r = Revision(base)
        make(r)
        cases[name] = r.written()
    whole = re.search(rb"/Contents <[0-9a-fA-F]*>", value)[0]
    case("another field shows the same signature", lambda r: r.change(n["organ"], rb"/T ", b"/V %d 0 R/T " % n["value"]["signer"]))
    case("another field says the same of a copy", lambda r: r.change(n["organ"], rb"/T ", b"/V %d 0 R/T " % r.put(value)))
    for name, contents in (("no contents", b""), ("empty contents", b"/Contents<>"), ("contents of zeros", b"/Contents<00>"), ("contents twice", whole + whole),
                           ("contents null", b"/Contents null")):
        case(f"another field, {name}", lambda r, c=contents: r.change(n["organ"], rb"/T ", b"/V %d 0 R/T " % r.put(value.replace(whole, c))))
    for name, what in (("no range", b""), ("a range of nothing", b"/ByteRange[0 0 0 0]"), ("a range of null", b"/ByteRange null"),
                       ("a negative range", b"/ByteRange[0 %d -1 9]" % gap[1]), ("a short range", b"/ByteRange[0 %d]" % gap[1]),
                       ("a range of two gaps", b"/ByteRange[0 9 10 9 20 9]"), ("an overlapping range", b"/ByteRange[0 %d 0 %d]" % (len(base), len(base)))):
        case(f"another field, {name}", lambda r, c=what: r.change(n["organ"], rb"/T ", b"/V %d 0 R/T " % r.put(re.sub(rb"/ByteRange \[[^]]*\]", c, value))))
    case("a direct dictionary", lambda r: r.change(n["organ"], rb"/T ", b"/V %s/T " % value.replace(b"\\", b"\\\\")))
    inside = base.replace(b"/Contents<", b"/Contents<(evil)", 1)
    cases["something else in the gap"] = inside
    for name, data in cases.items():
        status, said = verify(t, d.write("attack.pdf", data), "--trust", d / "ca.pem")
        good = [s["field"] for s in said["signatures"] if s["good"] and s["field"] != "signer"] if said else []
        t.check(f"{name}: not good", status == 1 and not good, str(said))


def test_permissions(t, d):
    """Signatures that permit nothing after them, or lock fields (DocMDP, FieldMDP)."""
    def certified(name, reference):
        done = t.thethuc("sign", "--digest-only", "--field", "signer", d / "plain.pdf", "-o", d / "prepared.pdf")
        data = read(d / "prepared.pdf")
        room = re.search(rb"/Contents<(0+)>\n", data)
        more = b"/Reference[%s]" % reference
        data = data[:room.start(1)] + b"0" * (len(room[1]) - len(more)) + b">" + more + b"\n" + data[room.end():]
        end = room.start(1) - 1 + len(room[1]) - len(more) + 2
        old = re.findall(rb"/ByteRange\[0 [^]]*\]", data)[-1]
        new = b"/ByteRange[0 %d %d %d" % (room.start(1) - 1, end, len(data) - end)
        data = data.replace(old, new.ljust(len(old) - 1) + b"]")
        d.write("part", data[:room.start(1) - 1] + data[end:])
        run("openssl", "cms", "-sign", "-binary", "-cades", "-in", d / "part", "-signer", d / "signer.pem", "-inkey", d / "signer.key", "-outform", "DER",
            "-out", d / "part.der")
        d.write("prepared.pdf", data)
        done = t.thethuc("sign", "--embed", d / "part.der", d / "prepared.pdf", "-o", d / name)
        t.check(f"{name}: made", done.returncode == 0 and verify(t, d / name)[0] == 0, done.stderr)

    part = b"<</Type/SigRef/TransformMethod/%s/TransformParams<</Type/TransformParams/V/1.2%s>>>>"
    for name, reference, allowed in (("p1.pdf", part % (b"DocMDP", b"/P 1"), False), ("p2.pdf", part % (b"DocMDP", b"/P 2"), True),
                                     ("all.pdf", part % (b"FieldMDP", b"/Action/All"), False),
                                     ("organ.pdf", part % (b"FieldMDP", b"/Action/Include/Fields[(organ)]"), False),
                                     ("copy.pdf", part % (b"FieldMDP", b"/Action/Include/Fields[(copy)]"), True),
                                     ("but.pdf", part % (b"FieldMDP", b"/Action/Exclude/Fields[(organ)]"), True)):
        certified(name, reference)
        done = sign(t, d, "organ", name, "after.pdf", "--field", "organ")
        t.check(f"{name}: the organ may sign: {allowed}", done.returncode == (0 if allowed else 1) and ("sign-forbidden" in done.stderr) != allowed, done.stderr)
        if allowed:
            t.equal(f"{name}: both are good", verify(t, d / "after.pdf")[0], 0)
            continue
        sign(t, d, "organ", "plain.pdf", "other.pdf", "--field", "organ")
        r = Revision(read(d / name))
        other = Revision(read(d / "other.pdf"))
        n = numbers(r)
        r.change(n["organ"], rb"/T ", b"/V %d 0 R/T " % r.put(other.body(numbers(other)["value"]["organ"])))
        status, said = verify(t, d.write("attack.pdf", r.written()))
        t.check(f"{name}: signed in spite of it: not good", status == 1, str(said))


def test_contents(t, d, keys):
    """Signatures of other makes: which are good, and what poppler says of them."""
    t.thethuc("sign", "--digest-only", "--field", "signer", d / "plain.pdf", "-o", d / "prepared.pdf")
    data = read(d / "prepared.pdf")
    room = re.search(rb"/Contents<(0+)>", data)
    d.write("part", data[:room.start(1) - 1] + data[room.end():])
    keys.person("cipher", "Mã Hóa", use="encrypts")
    keys.person("server", "Máy Chủ", use="serves")
    keys.person("weak", "Khóa Yếu", kind=("rsa:1024",))
    cms = ("openssl", "cms", "-sign", "-binary", "-in", d / "part", "-outform", "DER", "-out", d / "part.der")

    def by(name):
        return "-signer", d / f"{name}.pem", "-inkey", d / f"{name}.key"
    cases = {"as it should be": (by("signer"), True, True), "with PSS": ((*by("signer"), "-keyopt", "rsa_padding_mode:pss"), True, True),
             "with SHA-1": ((*by("signer"), "-md", "sha1"), False, True), "with SHA-512": ((*by("signer"), "-md", "sha512"), True, True),
             "without signed attributes": ((*by("signer"), "-noattr"), True, True), "of two signers": ((*by("signer"), *by("organ")), False, None),
             "with another type of content": ((*by("signer"), "-econtent_type", "1.2.3.4"), None, None),
             "by a key for ciphers": (by("cipher"), False, None), "by a key for servers": (by("server"), False, None), "by a short key": (by("weak"), False, True),
             "without its certificate": ((*by("signer"), "-nocerts"), False, None)}
    for name, (options, good, valid) in cases.items():
        done = run(*cms, *options)
        if done.returncode:
            raise RuntimeError(done.stderr)
        hexed = read(d / "part.der").hex().encode()
        path = d.write("made.pdf", data[:room.start(1)] + hexed.ljust(len(room[1]), b"0") + data[room.end(1):])
        status, said = verify(t, path, "--trust", d / "ca.pem")
        if good is not None:
            t.equal(f"{name}: good: {good}", status, 0 if good else 1)
        if valid is not None:
            t.equal(f"{name}: poppler finds it valid", [v for _, v, _, _ in pdfsig(d, path)], [valid])
        done = t.thethuc("sign", "--embed", d / "part.der", d / "prepared.pdf", "-o", d / "made.pdf")
        if name in ("with SHA-1", "by a short key", "by a key for ciphers"):
            t.equal(f"{name}: a service's signature of that kind is refused", done.returncode, 1)


def test(t):
    with Folder() as d:
        keys = Keys(d)
        keys.person("signer", "Nguyễn Văn A")
        keys.person("organ", "Sở Ví dụ")
        keys.judge()
        rendered(t, d)
        t.equal("signed", sign(t, d, "signer", "plain.pdf", "one.pdf", "--field", "signer", "--image", SIGNATURE).returncode, 0)
        test_attacks(t, d)
        test_shadow(t, d)
        test_store(t, d)
        test_rewritten(t, d)
        test_terminal(t, d)
        test_wrapped(t, d)
        test_permissions(t, d)
        test_contents(t, d, keys)
