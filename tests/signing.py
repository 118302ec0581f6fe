"""Digital signatures: made into the fields that rendering left, judged by poppler, OpenSSL and ourselves alike."""

import contextlib
import json
import os
import pty
import re
import signal
import socket
import subprocess
import termios
import threading
import time

import conformance
import pikepdf
from keys import WORD, Keys, StampService, Stamps, pdfsig, with_token
from suite import ENGLISH, ROOT, Folder, read, run, tool

PLAN = os.path.join(ROOT, "examples/signatures/mot-nguoi-ky.json")
SIGNATURE = os.path.join(ROOT, "examples/signatures/chu-ky-minh-hoa.png")
SEAL = os.path.join(ROOT, "examples/signatures/dau-minh-hoa.png")
WHEN = "2026-11-25T08:15:30+07:00"


def sign(t, d, name, source, out, *options, trusts=None, **more):
    where = ("-o", d / out) if out else ()
    tls = {"SSL_CERT_FILE": str(trusts)} if trusts else {}
    return t.thethuc("sign", "--lang", "en", "--key", d / f"{name}.p12", "--pin-env", "WORD", d / source, *where, *options,
                     env={"WORD": WORD, **tls}, **more)


def verify(t, pdf, *options):
    done = t.thethuc("verify", "--json", pdf, *options)
    return done.returncode, json.loads(done.stdout) if done.stdout else None


def rendered(t, d, name="plain.pdf", *options):
    done = t.thethuc("render", "--fields", PLAN, "-o", d / name, *options)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return d / name


def test_three(t, d):
    """Signer, organ, copying organ on one file, each still valid."""
    rendered(t, d)
    t.equal("the signer signs", sign(t, d, "signer", "plain.pdf", "one.pdf", "--field", "signer", "--image", SIGNATURE, "--reason", "Ký ban hành",
                                     "--location", "Minh Họa", "--time", WHEN).returncode, 0)
    t.equal("the organ signs", sign(t, d, "organ", "one.pdf", "two.pdf", "--field", "organ", "--image", SEAL, "--time", WHEN).returncode, 0)
    t.equal("who copies signs", sign(t, d, "copier", "two.pdf", "three.pdf", "--field", "copy", "--text", "Sao y; Sở Ví dụ; {time}",
                                     "--time", WHEN).returncode, 0)
    plain, three = read(d / "plain.pdf"), read(d / "three.pdf")
    t.check("every revision begins with the one before", three.startswith(read(d / "two.pdf")) and read(d / "two.pdf").startswith(read(d / "one.pdf"))
            and read(d / "one.pdf").startswith(plain))
    t.equal("poppler finds all three valid and trusted", sorted(pdfsig(d, d / "three.pdf")),
            [("copy", True, True, True), ("organ", True, True, False), ("signer", True, True, False)])
    status, said = verify(t, d / "three.pdf", "--trust", d / "ca.pem")
    t.equal("so do we", (status, [(s["field"], s["good"], s["chain"], s["revision"], s["whole"]) for s in said["signatures"]]),
            (0, [("signer", True, "trusted", 2, False), ("organ", True, "trusted", 3, False), ("copy", True, "trusted", 4, True)]))
    t.equal("who signed, when and why", [(s["signer"], s["time"], s.get("reason"), s["cades"]) for s in said["signatures"]][0],
            ("Nguyễn Văn A", WHEN, "Ký ban hành", True))
    t.empty("the signed file conforms", conformance.faults(d / "three.pdf"))
    t.command("qpdf has no complaint", "qpdf", "--check", d / "three.pdf")
    words = tool("pdftotext", "-layout", d / "three.pdf", "-").decode()
    t.check("the line of the copy is printed with the time", f"Sao y; Sở Ví dụ; {WHEN}" in words, words[:300])
    test_dictionaries(t, d)


def test_dictionaries(t, d):
    """What PAdES wants of the PDF and of the CMS in it (EN 319 142-1, 6.3)."""
    with pikepdf.open(d / "three.pdf") as pdf:
        fields = {str(f.T): f for f in pdf.Root.AcroForm.Fields}
        value = fields["signer"].V
        t.equal("kind of signature", (str(value.Filter), str(value.SubFilter)), ("/Adobe.PPKLite", "/ETSI.CAdES.detached"))
        t.equal("time of signing", str(value.M), "D:20261125081530+07'00'")
        image = next(v for _, v in fields["signer"].AP.N.Resources.XObject.items())
        t.check("the signer's picture is in its field", int(image.Width) > 50 and "/SMask" in image)
        box, rect = [float(x) for x in fields["organ"].AP.N.BBox], [float(x) for x in fields["organ"].Rect]
        t.check("the seal's field has its real size, 36 mm", abs(box[2] - 36 / 25.4 * 72) < 0.1 and abs(rect[2] - rect[0] - box[2]) < 0.01, str(box))
        byte_range = [int(n) for n in value.ByteRange]
        d.write("signer.der", bytes(value.Contents).rstrip(b"\0"))
    data = read(d / "one.pdf")
    d.write("signer.bytes", data[:byte_range[1]] + data[byte_range[2]:byte_range[2] + byte_range[3]])
    done = run("openssl", "cms", "-verify", "-cades", "-inform", "DER", "-in", d / "signer.der", "-content", d / "signer.bytes", "-binary",
               "-CAfile", d / "ca.pem", "-purpose", "any", "-out", "/dev/null")
    t.check("OpenSSL verifies it as CAdES", done.returncode == 0, done.stderr)
    shown = tool("openssl", "asn1parse", "-inform", "DER", "-in", d / "signer.der").decode()
    t.check("signed are type, digest and certificate, not the time", "messageDigest" in shown and "signingCertificateV2" in shown
            and "signingTime" not in shown)


def altered(d):
    """Files that are no longer what was signed: name -> bytes."""
    good = read(d / "three.pdf")
    text = good.index(b"stream", 2000) + 40
    flipped = bytearray(good)
    flipped[text] ^= 1
    last = good.rindex(b"/ByteRange")
    return {"one bit": bytes(flipped), "cut at the end": good[:-40], "cut in the middle": good[: len(good) // 2],
            "bytes behind it": good + b"\n% later\n", "range moved": good[:last] + good[last:].replace(b"[0 ", b"[8 ", 1)}


def test_altered(t, d):
    for name, data in altered(d).items():
        path = d.write(f"altered-{name.replace(' ', '-')}.pdf", data)
        status, said = verify(t, path, "--trust", d / "ca.pem")
        theirs = pdfsig(d, path)
        ours = [(s["field"], s["verdict"] == "sound" and s.get("covers") is not None) for s in said["signatures"]] if said else []
        t.check(f"{name}: told", status == 1, f"{status} {said}")
        if said and theirs and name != "range moved":
            t.equal(f"{name}: the digests are judged as poppler does", sorted(ours), sorted((f, valid) for f, valid, _, _ in theirs))


def test_appended(t, d):
    """A revision behind the signature: one that changes the text is told."""
    with pikepdf.open(d / "one.pdf") as pdf:
        number = pdf.pages[0].objgen[0]
    base = read(d / "one.pdf")
    start = int(re.findall(rb"startxref\s+(\d+)", base)[-1])
    size = len(base)

    def appended(obj, body):
        text = b"%d 0 obj\n%s\nendobj\n" % (obj, body)
        at = size + len(text)
        root = re.findall(rb"/Root (\d+ 0 R)", base)[-1]
        return base + text + b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" \
            % (obj, size, 900, root, start, at)
    with pikepdf.open(d / "one.pdf") as pdf:
        body = re.sub(rb"/Contents (\d+) 0 R", lambda m: b"/Contents %d 0 R" % (int(m[1]) + 1), pdf.pages[0].obj.unparse())
    path = d.write("text-changed.pdf", appended(number, body))
    status, said = verify(t, path)
    t.equal("a page with other contents is a change", (status, [s["changed_since"] for s in said["signatures"]]), (1, ["content"]))
    t.equal("the digest is still right, as poppler says too", ([s["verdict"] for s in said["signatures"]], [v for _, v, _, _ in pdfsig(d, path)]),
            (["sound"], [True]))
    path = d.write("annotated.pdf", appended(899, b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(x)>>"))
    status, said = verify(t, path)
    t.equal("an object that nobody refers to is none", (status, [s["changed_since"] for s in said["signatures"]]), (0, ["signing"]))


def test_chains(t, d, keys):
    """Certificates that are not to be trusted, judged as poppler judges them."""
    keys.authority("other", "CA khác")
    keys.person("stranger", "Người Lạ", by="other")
    keys.person("late", "Hết Hạn", start="20200101000000Z", end="20260101000000Z")
    keys.person("taken", "Bị Thu Hồi")
    keys.revoke("taken", "taken.crl")
    for name, when, chain in (("stranger", WHEN, "unknown"), ("late", "2025-06-01T08:00:00+07:00", "expired"), ("taken", WHEN, "revoked")):
        done = sign(t, d, name, "plain.pdf", f"{name}.pdf", "--field", "signer", "--time", when)
        t.equal(f"{name}: signed in its time", done.returncode, 0)
        extra = ("--trust", d / "taken.crl") if name == "taken" else ()
        status, said = verify(t, d / f"{name}.pdf", "--trust", d / "ca.pem", *extra)
        t.equal(f"{name}: the chain is not good", (status, said["signatures"][0]["verdict"], said["signatures"][0]["chain"]), (1, "sound", chain))
        if name != "taken":
            t.equal(f"{name}: poppler agrees", [(v, trusted) for _, v, trusted, _ in pdfsig(d, d / f"{name}.pdf")], [(True, False)])
    status, said = verify(t, d / "late.pdf", "--trust", d / "ca.pem", "--time", "2025-07-01T00:00:00+07:00")
    t.equal("at its time the expired one was good", (status, said["signatures"][0]["chain"]), (0, "trusted"))
    done = t.thethuc("verify", "--trust", d / "absent", d / "three.pdf")
    t.equal("no such folder of trust", done.returncode, 3)
    t.equal("nothing is signed, nothing is good", verify(t, d / "plain.pdf")[0], 1)


def test_kinds(t, d, keys):
    """Keys of other kinds and forms."""
    keys.person("curve", "Đường Cong", kind=("ec", "P-256"))
    t.equal("a key on a curve", sign(t, d, "curve", "plain.pdf", "curve.pdf", "--field", "organ").returncode, 0)
    t.equal("poppler takes it", pdfsig(d, d / "curve.pdf"), [("organ", True, True, True)])
    done = t.thethuc("sign", "--key", d / "signer.key", "--cert", d / "signer.pem", "--chain", d / "ca.pem", d / "plain.pdf", "-o", d / "pem.pdf")
    t.equal("key and certificate in PEM, the first empty field", (done.returncode, verify(t, d / "pem.pdf", "--trust", d / "ca.pem")[0]), (0, 0))
    keys.openssl("pkey", "-in", "signer.key", "-aes256", "-passout", f"pass:{WORD}", "-out", "locked.key")
    reader, writer = os.pipe()
    os.write(writer, WORD.encode() + b"\n")
    os.close(writer)
    done = subprocess.run([t.program, "sign", "--key", d / "locked.key", "--cert", d / "signer.pem", "--pin-fd", str(reader), d / "plain.pdf", "-o",
                           d / "locked.pdf"], pass_fds=(reader,), env={**os.environ, **ENGLISH}, capture_output=True)
    os.close(reader)
    t.check("a locked key, its password from a descriptor", done.returncode == 0, done.stderr.decode())


def test_stamped(t, d, keys):
    """Time-stamps (B-T) and what proves signatures later (B-LT)."""
    keys.person("tsa", "Dấu Thời Gian", use="stamps")
    keys.openssl("ca", "-config", "signer.cnf", "-name", "here", "-cert", "ca.pem", "-keyfile", "ca.key", "-gencrl", "-crldays", "30", "-out", "ca.crl")
    with Stamps(keys) as service:
        done = sign(t, d, "signer", "plain.pdf", "stamped.pdf", "--field", "signer", "--tsa", service.url, "--validation", d / "ca.crl",
                    "--validation", d / "tsa.pem")
        t.check("signed with a time-stamp and what proves it", done.returncode == 0, done.stderr)
        status, said = verify(t, d / "stamped.pdf", "--trust", d / "ca.pem")
        s = said["signatures"][0]
        t.equal("the time-stamp is sound and trusted", (status, s.get("stamp_sound"), s.get("stamp_trusted"), s["changed_since"]),
                (0, True, True, "signing"))
        with pikepdf.open(d / "stamped.pdf") as pdf:
            store = pdf.Root.DSS
            t.check("the store has certificates and the list", len(store.Certs) >= 3 and len(store.CRLs) == 1, str(store.keys()))
            d.write("store.crl", bytes(store.CRLs[0].read_bytes()))
        t.command("the list in it is read by OpenSSL", "openssl", "crl", "-inform", "DER", "-in", d / "store.crl", "-noout")
        t.equal("poppler takes it", [(v, trusted) for _, v, trusted, _ in pdfsig(d, d / "stamped.pdf")], [(True, True)])
        t.empty("with all that it conforms", conformance.faults(d / "stamped.pdf"))
        for fault in "junk", "500", "other":
            StampService.fault = fault
            done = sign(t, d, "signer", "plain.pdf", "unstamped.pdf", "--field", "signer", "--tsa", service.url)
            t.check(f"a service that answers wrongly ({fault}): told, nothing written", done.returncode == 3 and "sign-stamp" in done.stderr
                    and not os.path.exists(d / "unstamped.pdf"), done.stderr)
    done = sign(t, d, "signer", "plain.pdf", "unstamped.pdf", "--field", "signer", "--tsa", service.url, "--tsa-wait", "2")
    t.check("no service: told", done.returncode == 3 and not os.path.exists(d / "unstamped.pdf"), done.stderr)


def test_remote(t, d, keys):
    """A remote service signs the digest; its answer is put in."""
    done = t.thethuc("sign", "--digest-only", "--field", "organ", "--time", WHEN, d / "plain.pdf", "-o", d / "prepared.pdf")
    asked = json.loads(done.stdout)
    t.equal("the digest is handed out", (done.returncode, asked["field"], len(asked["digest"])), (0, "organ", 64))
    with pikepdf.open(d / "prepared.pdf") as pdf:
        value = next(f.V for f in pdf.Root.AcroForm.Fields if str(f.T) == "organ")
        r = [int(n) for n in value.ByteRange]
    data = read(d / "prepared.pdf")
    d.write("prepared.bytes", data[:r[1]] + data[r[2]:r[2] + r[3]])
    t.equal("it is that of the covered bytes", asked["digest"], tool("sha256sum", d / "prepared.bytes").decode().split()[0])
    for form in "DER", "PEM":
        keys.openssl("cms", "-sign", "-binary", "-cades", "-in", "prepared.bytes", "-signer", "organ.pem", "-inkey", "organ.key", "-outform", form,
                     "-out", f"remote.{form}")
        done = t.thethuc("sign", "--embed", d / f"remote.{form}", d / "prepared.pdf", "-o", d / f"remote-{form}.pdf")
        t.check(f"the service's answer is put in ({form})", done.returncode == 0, done.stderr)
        t.equal(f"and is valid ({form})", pdfsig(d, d / f"remote-{form}.pdf"), [("organ", True, True, True)])
    d.write("wrong.bytes", b"something else")
    keys.openssl("cms", "-sign", "-binary", "-in", "wrong.bytes", "-signer", "organ.pem", "-inkey", "organ.key", "-outform", "DER", "-out", "wrong.der")
    for name, file, source in (("of something else", "wrong.der", "prepared.pdf"), ("that is none", "plain.pdf", "prepared.pdf"),
                               ("without room", "remote.DER", "plain.pdf"), ("put in twice", "remote.DER", "remote-DER.pdf")):
        done = t.thethuc("sign", "--embed", d / file, d / source, "-o", d / "never.pdf")
        t.check(f"an answer {name} is refused", done.returncode == 1 and not os.path.exists(d / "never.pdf"), done.stderr)


def test_token(t, d):
    """A key on a PKCS#11 token, reached through OpenSSL's engine."""
    token = with_token(t, d, "tokens")
    if not token:
        return
    module, env = token
    key = ("--key", "pkcs11:token=van-thu;object=dau;type=private", "--cert", d / "organ.pem", "--module", module, "--field", "organ")
    done = t.thethuc("sign", *key, "--pin-env", "PIN", d / "plain.pdf", "-o", d / "token.pdf", env=env)
    t.check("signed by the token", done.returncode == 0, done.stderr)
    t.equal("poppler takes it", pdfsig(d, d / "token.pdf") if done.returncode == 0 else None, [("organ", True, True, True)])
    done = t.thethuc("sign", *key, "--pin-env", "PIN", d / "plain.pdf", "-o", d / "never.pdf", env={**env, "PIN": "9999"})
    t.check("a wrong PIN is told as that", done.returncode == 1 and "key-password" in done.stderr and not os.path.exists(d / "never.pdf"), done.stderr)
    done = t.thethuc("sign", "--key", "pkcs11:token=absent;object=x", "--cert", d / "organ.pem", "--module", module, "--pin-env", "PIN", d / "plain.pdf",
                     "-o", d / "never.pdf", env=env)
    t.check("a token that is not there is told", done.returncode == 3 and "key-token" in done.stderr, done.stderr)
    done = t.thethuc("sign", *key[:4], "--module", "/no/such/library.so", "--pin-env", "PIN", d / "plain.pdf", "-o", d / "never.pdf", env=env)
    t.check("a module that is not there is told", done.returncode == 3 and "key-token" in done.stderr, done.stderr)


def test_refused(t, d, keys):
    """Bad input: a clear error, and the file as it was."""
    keys.person("early", "Chưa Tới", start="20300101000000Z")
    keys.person("cipher", "Mã Hóa", use="encrypts")
    keys.person("weak", "Khóa Yếu", kind=("rsa:1024",))
    with pikepdf.open(d / "plain.pdf") as pdf:
        pdf.save(d / "encrypted.pdf", encryption=pikepdf.Encryption(owner="x", user="x"))
        for f in list(pdf.Root.AcroForm.Fields):
            del f["/FT"]
        pdf.save(d / "fieldless.pdf")
    d.write("damaged.pdf", read(d / "plain.pdf")[:3000])
    d.write("empty.pdf", b"")
    cases = [("late", "plain.pdf", (), "key-expired"), ("early", "plain.pdf", (), "key-early"), ("cipher", "plain.pdf", (), "key-usage"),
             ("weak", "plain.pdf", (), "key-weak"), ("signer", "plain.pdf", ("--field", "nguoi-ky"), "sign-field"),
             ("signer", "one.pdf", ("--field", "signer"), "sign-taken"), ("signer", "three.pdf", (), "sign-taken"),
             ("signer", "fieldless.pdf", (), "sign-no-fields"), ("signer", "encrypted.pdf", (), "pdf-encrypted"),
             ("signer", "damaged.pdf", (), "pdf-damaged"), ("signer", "empty.pdf", (), "pdf-kind"), ("signer", "signer.pem", (), "pdf-kind"),
             ("signer", "plain.pdf", ("--image", d / "absent.png"), "image-missing"), ("signer", "plain.pdf", ("--image", d / "signer.pem"), "image-kind"),
             ("signer", "plain.pdf", ("--field", "copy", "--text", "Sao y; " + "Ủy ban nhân dân " * 20), "sign-wide"),
             ("signer", "plain.pdf", ("--validation", d / "openssl.cnf"), "trust-none")]
    for name, source, options, wanted in cases:
        before = read(d / source)
        done = sign(t, d, name, source, None, "--in-place", *options)
        t.check(f"{wanted}: told ({name}, {source})", done.returncode in (1, 3) and f"[{wanted}" in done.stderr, done.stderr)
        t.equal(f"{wanted}: the file is as it was ({name}, {source})", read(d / source) == before, True)
    done = t.thethuc("sign", "--key", d / "signer.p12", "--pin-env", "WORD", "--in-place", d / "plain.pdf", env={"WORD": "sai"})
    t.check("a wrong password", done.returncode == 1 and "key-password" in done.stderr, done.stderr)
    done = run(t.program, "sign", "--key", d / "signer.p12", "--in-place", d / "plain.pdf", "-o", d / "x.pdf")
    t.equal("two places for one file", done.returncode, 2)
    t.equal("digest and PDF on one output", t.thethuc("sign", "--digest-only", d / "plain.pdf", "-o", "-").returncode, 2)
    done = t.thethuc("sign", "--key", d / "signer.key", "--cert", d / "organ.pem", "-o", d / "never.pdf", d / "plain.pdf")
    t.check("a certificate of another key", done.returncode == 1 and "key-pair" in done.stderr, done.stderr)
    done = t.thethuc("sign", "--key", d / "signer.key", "-o", d / "never.pdf", d / "plain.pdf")
    t.check("no certificate", done.returncode == 1 and "key-certificate" in done.stderr, done.stderr)
    done = sign(t, d, "signer", "plain.pdf", "/dev/full")
    t.equal("a full disk", done.returncode, 3)
    t.equal("no leftovers", [n for n in os.listdir(d.path) if n.startswith(".thethuc") or n == "never.pdf"], [])


def test_many(t, d):
    """Many files in one session; what an earlier run did is passed over; one bad file stops none."""
    os.makedirs(d / "in", exist_ok=True)
    os.makedirs(d / "out", exist_ok=True)
    names = [f"van-ban-{i}.pdf" for i in range(8)]
    for n in names:
        d.write(f"in/{n}", read(d / "plain.pdf"))
    d.write("in/van-ban-3.pdf", b"%PDF-1.7 damaged")
    files = [os.path.join(d.path, "in", n) for n in names]
    command = ("sign", "--lang", "en", "--key", d / "organ.p12", "--pin-env", "WORD", "--field", "organ", "-d", d / "out", "--resume", *files)
    done = t.thethuc(*command, env={"WORD": WORD})
    made = sorted(os.listdir(d / "out"))
    t.equal("all but the damaged one are signed", (done.returncode, made), (1, [n for n in names if n != "van-ban-3.pdf"]))
    t.check("the damaged one is named", "van-ban-3.pdf" in done.stderr, done.stderr)
    before = {n: read(os.path.join(d.path, "out", n)) for n in made}
    os.remove(os.path.join(d.path, "out", "van-ban-5.pdf"))
    done = t.thethuc(*command, env={"WORD": WORD})
    t.check("a second run signs what is missing and no more", sorted(os.listdir(d / "out")) == made and done.stderr.count("passed over") == 6
            and all(read(os.path.join(d.path, "out", n)) == before[n] for n in made if n != "van-ban-5.pdf"), done.stderr)
    process = subprocess.Popen([t.program, *map(str, command)], env={**os.environ, **ENGLISH, "WORD": WORD}, stderr=subprocess.DEVNULL)
    time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = t.thethuc(*command, env={"WORD": WORD})
    t.equal("killed and run again: all whole", {verify(t, os.path.join(d.path, "out", n))[0] for n in made}, {0})
    for folder in "in-2", "out-2":
        os.mkdir(d / folder)
    again = d.write("in-2/van-ban-1.pdf", read(d / "plain.pdf"))
    done = t.thethuc(*command[:-len(files) - 2], d / "out-2", *files, again, env={"WORD": WORD})
    t.check("two of one name for one folder: refused, and none takes the place of the other", done.returncode == 2 and "[sign-names]" in done.stderr
            and os.listdir(d / "out-2") == [], done.stderr)


def typed(t, d, *then, ignored=()):
    """Signs with the password asked for on a terminal; what is sent to it then. Status, the terminal's text, whether it shows what is typed."""
    child, parent = pty.fork()
    if child == 0:
        for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
            signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)
        os.execve(t.program, [t.program, "sign", "--lang", "en", "--key", str(d / "signer.p12"), str(d / "plain.pdf"), "-o", str(d / "typed.pdf")],
                  {**os.environ, **ENGLISH})
    shown = b""
    for send in then:
        while b"PIN for" not in shown.rpartition(b"\n")[2]:
            shown += os.read(parent, 1000)
        hidden = not termios.tcgetattr(parent)[3] & termios.ECHO
        if isinstance(send, bytes):
            os.write(parent, send)
        else:
            os.kill(child, send)
            shown += b"" if send in ignored else b"\n"
    status = os.waitpid(child, 0)[1]
    echo = bool(termios.tcgetattr(parent)[3] & termios.ECHO)
    with contextlib.suppress(OSError):
        while more := os.read(parent, 1000):
            shown += more
    os.close(parent)
    return status, shown, hidden, echo


def test_typed(t, d):
    """The password asked for on a terminal is not shown, and whatever ends that leaves the terminal as it was."""
    status, shown, hidden, _ = typed(t, d, WORD.encode() + b"\n")
    t.equal("a password that is typed", (status, hidden, WORD.encode() in shown, os.path.exists(d / "typed.pdf")), (0, True, False, True))
    for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
        status, _, hidden, echo = typed(t, d, number)
        t.equal(f"{number.name} while the password is asked for", (os.WTERMSIG(status), hidden, echo), (number, True, True))
    status, shown, _, _ = typed(t, d, signal.SIGHUP, WORD.encode() + b"\n", ignored=[signal.SIGHUP])
    t.equal("a signal that the program was started without", (status, shown.count(b"PIN for")), (0, 1))
    done = t.thethuc("sign", "--key", "pkcs11:token=x;object=y?pin-value=1234", d / "plain.pdf", "-o", d / "never.pdf")
    t.check("a PIN among the arguments is refused, and not shown again", done.returncode == 2 and "1234" not in done.stderr, done.stderr)


def test_services(t, d, keys):
    """A time-stamp service over TLS whose certificate is not to be believed, and services that never come to an end."""
    keys.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "web.key", "-out", "web.pem", "-subj", "/CN=elsewhere", "-addext",
                 "subjectAltName=DNS:elsewhere", "-days", "30", "-config", "openssl.cnf")
    keys.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "own.key", "-out", "own.pem", "-subj", "/CN=x", "-addext",
                 "subjectAltName=IP:127.0.0.1", "-days", "30", "-config", "openssl.cnf")
    for name, status in ("own", 0), ("web", 3):
        with Stamps(keys) as service:
            service.secure(name)
            done = sign_to(t, d, service.url, {"SSL_CERT_FILE": str(d / f"{name}.pem")}, "secured.pdf")
            t.equal(f"over TLS, the certificate of {name}", done.returncode, status)
    with Stamps(keys) as service:
        service.secure("web")
        done = sign_to(t, d, service.url, {})
        t.check("a certificate that nobody knows", done.returncode == 3 and "sign-stamp" in done.stderr and not os.path.exists(d / "never.pdf"), done.stderr)
    head = b"HTTP/1.0 200 OK\r\nContent-Type: application/timestamp-reply\r\n"
    for name, answer, drip in (("drips", head + b"Content-Length: 9999\r\n\r\n0" + b"0" * 9000, True), ("is huge", head + b"\r\n\x30\x84\x7f\xff\xff\xff", False),
                               ("sends elsewhere", b"HTTP/1.0 302 Found\r\nLocation: http://127.0.0.1:1/x\r\n\r\n", False), ("says nothing", b"", True)):
        with socket.create_server(("127.0.0.1", 0)) as server:
            threading.Thread(target=trickle, args=(server, answer, drip), daemon=True).start()
            before = time.monotonic()
            done = sign_to(t, d, f"http://127.0.0.1:{server.getsockname()[1]}/", {})
            t.check(f"a service that {name}", done.returncode == 3 and "sign-stamp" in done.stderr and time.monotonic() - before < 20, done.stderr)


def sign_to(t, d, url, env, out="never.pdf"):
    return t.thethuc("sign", "--lang", "en", "--key", d / "signer.p12", "--pin-env", "WORD", "--tsa", url, "--tsa-wait", "3", d / "plain.pdf",
                     "-o", d / out, env={"WORD": WORD, **env}, timeout=60)


def trickle(server, answer, drip):
    try:
        with server.accept()[0] as s:
            s.recv(9999)
            for i in range(len(answer) if drip else 0):
                s.sendall(answer[i:i + 1])
                time.sleep(0.2 if i > 100 else 0)
            if drip:
                time.sleep(30)
            s.sendall(answer)
            while not drip:
                s.sendall(b"0" * 65536)
    except OSError:
        pass


def test_in_place(t, d, keys):
    """Files signed in their place: two who sign at once, links, folders that nobody may write to, changes meanwhile."""
    d.write("both.pdf", read(d / "plain.pdf"))
    both = [subprocess.Popen([t.program, "sign", "--key", str(d / f"{who}.p12"), "--pin-env", "WORD", "--field", who, "--in-place", str(d / "both.pdf")],
                             env={**os.environ, **ENGLISH, "WORD": WORD}, stderr=subprocess.DEVNULL) for who in ("signer", "organ")]
    t.equal("two sign at once: both succeed", [p.wait() for p in both], [0, 0])
    status, said = verify(t, d / "both.pdf")
    t.equal("and both signatures are there", (status, sorted(s["field"] for s in said["signatures"])), (0, ["organ", "signer"]))
    d.write("real.pdf", read(d / "plain.pdf"))
    os.symlink(d / "real.pdf", d / "link.pdf")
    t.equal("through a symbolic link", (sign(t, d, "signer", "link.pdf", None, "--in-place").returncode, os.path.islink(d / "link.pdf"),
                                       verify(t, d / "real.pdf")[0]), (0, True, 0))
    os.link(d / "both.pdf", d / "linked.pdf")
    before = read(d / "both.pdf")
    done = sign(t, d, "copier", "linked.pdf", None, "--in-place")
    t.check("a file with another name is refused, and neither changes", done.returncode == 1 and "sign-linked" in done.stderr
            and os.path.samefile(d / "linked.pdf", d / "both.pdf") and read(d / "linked.pdf") == before, done.stderr)
    with Stamps(keys) as service:
        d.write("moving.pdf", read(d / "plain.pdf"))
        StampService.before_answer = lambda: d.write("moving.pdf", b"%PDF-1.7 another")
        done = sign(t, d, "signer", "moving.pdf", None, "--in-place", "--tsa", service.url)
        StampService.before_answer = None
    t.check("a file that changes meanwhile stays as it is then", done.returncode == 3 and "sign-changed" in done.stderr
            and read(d / "moving.pdf") == b"%PDF-1.7 another", done.stderr)


def test_made_elsewhere(t, d):
    """PDFs as other programs write them: packed objects, ordered for the web, fields whose widgets are objects of their own."""
    for name, how in ("packed", {"object_stream_mode": pikepdf.ObjectStreamMode.generate}), ("ordered", {"linearize": True}):
        with pikepdf.open(d / "plain.pdf") as pdf:
            pdf.save(d / f"{name}.pdf", **how)
        sign(t, d, "signer", f"{name}.pdf", f"{name}-1.pdf", "--field", "signer", "--image", SIGNATURE)
        sign(t, d, "organ", f"{name}-1.pdf", f"{name}-2.pdf", "--field", "organ")
        t.equal(f"{name}: both are valid", (verify(t, d / f"{name}-2.pdf")[0], pdfsig(d, d / f"{name}-2.pdf")),
                (0, [("signer", True, True, False), ("organ", True, True, True)]))
    title = "Ký số/ô (1) Ω"
    with pikepdf.open(d / "plain.pdf") as pdf:
        own = pdf.Root.AcroForm.Fields[0]
        widget = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=own.Rect, F=4, AP=own.AP,
                                                      StructParent=own.StructParent, P=pdf.pages[0].obj))
        widget.Parent = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String(title), FT=pikepdf.Name.Sig, Kids=pikepdf.Array([widget])))
        pdf.pages[0].Annots = pikepdf.Array([widget if x.objgen == own.objgen else x for x in pdf.pages[0].Annots])
        pdf.Root.AcroForm.Fields[0] = widget.Parent
        pdf.save(d / "kids.pdf")
    sign(t, d, "organ", "kids.pdf", "kids-1.pdf", "--field", "organ")
    done = sign(t, d, "signer", "kids-1.pdf", "kids-2.pdf", "--field", title, "--image", SIGNATURE)
    status, said = verify(t, d / "kids-2.pdf")
    t.equal("a widget of its own, found by its title", (done.returncode, status, [s["field"] for s in said["signatures"]]), (0, 0, ["organ", title]))


def test_turned(t, d):
    """On pages that are turned or have large units a field shows its line and picture upright, in its real size."""
    for turn, unit in (0, 1), (90, 1), (180, 1), (270, 2):
        with pikepdf.open(d / "plain.pdf") as pdf:
            for page in pdf.pages:
                page.Rotate, page.UserUnit = turn, unit
            pdf.save(d / "turned.pdf")
        done = sign(t, d, "signer", "turned.pdf", f"turned-{turn}.pdf", "--field", "signer", "--text", "Alpha beta")
        with pikepdf.open(d / f"turned-{turn}.pdf") as pdf:
            field = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == "signer")
            rect, box = [float(x) for x in field.Rect], [float(x) for x in field.AP.N.BBox]
        size = [(rect[2] - rect[0]) * unit, (rect[3] - rect[1]) * unit]
        t.check(f"turned by {turn}, unit {unit}: its size", done.returncode == 0
                and max(abs(a - b) for a, b in zip(size if turn % 180 == 0 else size[::-1], box[2:])) < 0.1, f"{size} {box} {done.stderr}")
        words = tool("pdftotext", "-bbox", d / f"turned-{turn}.pdf", "-").decode()
        x = [float(m[1]) for m in re.finditer(r'xMin="([0-9.]+)"[^>]*>(?:Alpha|beta)<', words)]
        y = [float(m[1]) for m in re.finditer(r'yMin="([0-9.]+)"[^>]*>(?:Alpha|beta)<', words)]
        t.check(f"turned by {turn}: the line runs from left to right", len(x) == 2 and x == sorted(x) and max(y) - min(y) < 1, f"{x} {y}")


def test(t):
    with Folder() as d:
        keys = Keys(d)
        for name, title in (("signer", "Nguyễn Văn A"), ("organ", "Sở Ví dụ"), ("copier", "Văn phòng")):
            keys.person(name, title)
        keys.judge()
        test_three(t, d)
        test_altered(t, d)
        test_appended(t, d)
        test_chains(t, d, keys)
        test_kinds(t, d, keys)
        test_stamped(t, d, keys)
        test_remote(t, d, keys)
        test_token(t, d)
        test_refused(t, d, keys)
        test_many(t, d)
        test_typed(t, d)
        test_turned(t, d)
        test_made_elsewhere(t, d)
        test_services(t, d, keys)
        test_in_place(t, d, keys)
