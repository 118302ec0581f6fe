"""Fields that ask something of the signature in them: seed values and locks. Files that have other names; tokens that go away; services."""

import os
import re
import socket

import conformance
import pikepdf
from keys import WORD, Keys, Stamps, StampService, pdfsig, with_token
from pikepdf import Array, Dictionary, Name, String
from signing import rendered, sign, verify
from suite import Folder, read, tool


def with_field(d, out, field="signer", **entries):
    """The plain file, its field with other entries."""
    with pikepdf.open(d / "plain.pdf") as pdf:
        f = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == field)
        for name, value in entries.items():
            f[f"/{name}"] = pdf.make_indirect(value)
        pdf.save(d / out)
    return d / out


def seed(**entries):
    return Dictionary(Type=Name.SV, **entries)


def certificate(d, name):
    return String(tool("openssl", "x509", "-in", d / f"{name}.pem", "-outform", "DER"))


def test_required(t, d):
    """What is required and cannot be is an error that says what; what is only wished is a note."""
    cases = [("Filter", 1, Name("/Entrust.PPKEF"), "Adobe.PPKLite"), ("SubFilter", 2, Array([Name("/adbe.x509.rsa_sha1")]), "ETSI.CAdES.detached"),
             ("DigestMethod", 64, Array([String("SHA384"), String("SHA512")]), "SHA256"), ("V", 4, 9, "3"), ("LegalAttestation", 16, Array([String("x")]), "-"),
             ("AddRevInfo", 32, True, "false"), ("LockDocument", 128, Name("/true"), "false"), ("AppearanceFilter", 256, String("x"), "-")]
    for name, flag, value, have in cases:
        with_field(d, "asks.pdf", SV=seed(Ff=flag, **{name: value}))
        done = sign(t, d, "signer", "asks.pdf", "never.pdf", "--field", "signer")
        t.check(f"{name} required: refused", done.returncode == 1 and "[sign-seed" in done.stderr and name in done.stderr and f'"{have}"' in done.stderr
                and not os.path.exists(d / "never.pdf"), done.stderr)
        with_field(d, "asks.pdf", SV=seed(Ff=0, **{name: value}))
        done = sign(t, d, "signer", "asks.pdf", "wished.pdf", "--field", "signer")
        t.check(f"{name} wished: told", done.returncode == 0 and "[sign-wish" in done.stderr and name in done.stderr, done.stderr)
    for name, flag, value in (("Filter", 1, Name("/Adobe.PPKLite")), ("DigestMethod", 64, Array([String("SHA512"), String("SHA256")])), ("V", 4, 2),
                              ("AddRevInfo", 32, False), ("LockDocument", 128, Name("/auto"))):
        with_field(d, "asks.pdf", SV=seed(Ff=flag, **{name: value}))
        done = sign(t, d, "signer", "asks.pdf", "given.pdf", "--field", "signer")
        t.equal(f"{name}: what is there anyway", (done.returncode, done.stderr), (0, ""))
    with_field(d, "asks.pdf", SV=seed(MDP=Dictionary(P=2)))
    done = sign(t, d, "signer", "asks.pdf", "never.pdf", "--field", "signer")
    t.check("a signature that certifies: refused", done.returncode == 1 and "MDP" in done.stderr, done.stderr)
    with_field(d, "asks.pdf", SV=seed(MDP=Dictionary(P=0)))
    t.equal("an ordinary one", sign(t, d, "signer", "asks.pdf", "given.pdf", "--field", "signer").returncode, 0)
    done = t.thethuc("sign", "--lang", "vi", "--key", d / "signer.p12", "--pin-env", "WORD", with_field(d, "asks.pdf", SV=seed(Ff=1, Filter=Name("/X"))), "--field",
                     "signer", "-o", d / "never.pdf", env={"WORD": WORD})
    t.check("in Vietnamese", "bắt buộc Filter" in done.stderr, done.stderr)


def test_kinds(t, d):
    kinds = Array([Name("/adbe.x509.rsa_sha1"), Name("/adbe.pkcs7.detached"), Name("/ETSI.CAdES.detached")])
    with_field(d, "asks.pdf", SV=seed(Ff=2, SubFilter=kinds))
    t.equal("the first kind that can be made", sign(t, d, "signer", "asks.pdf", "kind.pdf", "--field", "signer").returncode, 0)
    with pikepdf.open(d / "kind.pdf") as pdf:
        value = next(f.V for f in pdf.Root.AcroForm.Fields if "/V" in f)
        t.equal("it is in the file", str(value.SubFilter), "/adbe.pkcs7.detached")
    t.equal("it is good", (verify(t, d / "kind.pdf", "--trust", d / "ca.pem")[0], [s[:3] for s in pdfsig(d, d / "kind.pdf")]), (0, [("signer", True, True)]))


def test_reasons(t, d):
    two, one, none = (Array([String(x) for x in texts]) for texts in (("Ký ban hành".encode("utf-16-be").join((b"\xfe\xff", b"")), "Other"), ("Other",), (".",)))
    cases = [("one of two", two, ("--reason", "Other"), "Other"), ("another than the two", two, ("--reason", "Mine"), None), ("none of two", two, (), None),
             ("one in Vietnamese", two, ("--reason", "Ký ban hành"), "Ký ban hành"), ("the only one", one, (), "Other"), ("none where none may be", none, (), ""),
             ("one where none may be", none, ("--reason", "Mine"), None)]
    for name, reasons, options, wanted in cases:
        with_field(d, "asks.pdf", SV=seed(Ff=8, Reasons=reasons))
        if os.path.exists(d / "reason.pdf"):
            os.remove(d / "reason.pdf")
        done = sign(t, d, "signer", "asks.pdf", "reason.pdf", "--field", "signer", *options)
        got = verify(t, d / "reason.pdf")[1]["signatures"][0].get("reason", "") if done.returncode == 0 else None
        t.equal(f"reason: {name}", (got, "sign-seed" in done.stderr), (wanted, wanted is None))
    with_field(d, "asks.pdf", SV=seed(Reasons=two))
    t.equal("reasons that are only offered", sign(t, d, "signer", "asks.pdf", "reason.pdf", "--field", "signer", "--reason", "Mine").returncode, 0)


def test_certificates(t, d, keys):
    own, other, ca = (certificate(d, name) for name in ("signer", "organ", "ca"))
    cases = [("its own", 1, {"Subject": Array([other, own])}, 0), ("of another", 1, {"Subject": Array([other])}, 1), ("of its issuer", 2, {"Issuer": Array([ca])}, 0),
             ("of another issuer", 2, {"Issuer": Array([other])}, 1), ("for signatures", 32, {"KeyUsage": Array([String("0X1"), String("11X")])}, 0),
             ("for ciphers", 32, {"KeyUsage": Array([String("XX1")])}, 1), ("of a policy", 4, {"OID": Array([String("1.2.3.4")])}, 1),
             ("of a name", 8, {"SubjectDN": Array([Dictionary(CN=String("x"))])}, 1), ("of another, wished", 0, {"Subject": Array([other])}, 0)]
    for name, flag, entries, wanted in cases:
        with_field(d, "asks.pdf", SV=seed(Cert=Dictionary(Type=Name.SVCert, Ff=flag, **entries)))
        done = sign(t, d, "signer", "asks.pdf", "never.pdf" if wanted else "cert.pdf", "--field", "signer")
        t.check(f"a certificate {name}", done.returncode == wanted and ("[sign-seed" in done.stderr) == bool(wanted), done.stderr)
    with_field(d, "asks.pdf", SV=seed(Cert=Dictionary(Ff=1, Subject=Array([own]))))
    done = t.thethuc("sign", "--digest-only", "--field", "signer", d / "asks.pdf", "-o", d / "never.pdf")
    t.check("one that a service has is not known", done.returncode == 1 and "sign-seed" in done.stderr, done.stderr)


def test_stamps(t, d, keys):
    """A field that requires a time-stamp; the service of its own choice is never asked by itself. A service reached by IPv6."""
    for flag, wanted in (1, 1), (0, 0):
        with_field(d, "asks.pdf", SV=seed(TimeStamp=Dictionary(URL=String("http://tsa.example/"), Ff=flag)))
        done = sign(t, d, "signer", "asks.pdf", f"stamp-{flag}.pdf", "--field", "signer")
        t.check(f"no time-stamp, required: {flag}", done.returncode == wanted and "http://tsa.example/" in done.stderr, done.stderr)
    with_field(d, "asks.pdf", SV=seed(TimeStamp=Dictionary(URL=String("http://tsa.example/"), Ff=1)))
    with Stamps(keys) as service:
        done = sign(t, d, "signer", "asks.pdf", "stamp.pdf", "--field", "signer", "--tsa", service.url)
        t.equal("with one", (done.returncode, done.stderr), (0, ""))
    t.thethuc("sign", "--digest-only", "--field", "signer", d / "asks.pdf", "-o", d / "prepared.pdf")
    data = read(d / "prepared.pdf")
    room = re.search(rb"/Contents<(0+)>", data)
    d.write("part", data[:room.start(1) - 1] + data[room.end():])
    keys.openssl("cms", "-sign", "-binary", "-cades", "-in", "part", "-signer", "signer.pem", "-inkey", "signer.key", "-outform", "DER", "-out", "part.der")
    done = t.thethuc("sign", "--embed", d / "part.der", d / "prepared.pdf", "-o", d / "never.pdf")
    t.check("a service's signature without one", done.returncode == 1 and "sign-seed" in done.stderr and not os.path.exists(d / "never.pdf"), done.stderr)
    if not t.check("IPv6 is there", socket.has_ipv6 and has_loopback(), "no ::1"):
        return
    for host in "::1", "localhost":
        with Stamps(keys, host) as service:
            done = sign(t, d, "signer", "plain.pdf", "six.pdf", "--field", "signer", "--tsa", service.url)
            t.check(f"a service at {service.url}", done.returncode == 0 and verify(t, d / "six.pdf", "--trust", d / "ca.pem")[1]["signatures"][0]["stamp_trusted"],
                    done.stderr)
    keys.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "six.key", "-out", "six.pem", "-subj", "/CN=x", "-addext", "subjectAltName=IP:::1",
                 "-days", "30", "-config", "openssl.cnf")
    with Stamps(keys, "::1") as service:
        service.secure("six")
        done = sign(t, d, "signer", "plain.pdf", "six.pdf", "--field", "signer", "--tsa", service.url, trusts=d / "six.pem")
        t.check("over TLS, by its address", done.returncode == 0, done.stderr)


def has_loopback():
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


def test_pulled(t, d, keys):
    """A token that is pulled out between the login and the second signature: told, the first file is signed, the second is not there."""
    token = with_token(t, d, "tokens")
    if not token:
        return
    module, env = token
    os.makedirs(d / "out")
    for name in "first.pdf", "second.pdf":
        d.write(name, read(d / "plain.pdf"))
    with Stamps(keys) as service:
        StampService.before_answer = lambda: os.path.exists(d / "tokens") and os.rename(d / "tokens", d / "pulled")
        done = t.thethuc("sign", "--lang", "en", "--key", "pkcs11:token=van-thu;object=dau;type=private", "--cert", d / "organ.pem", "--module", module,
                         "--pin-env", "PIN", "--field", "organ", "--tsa", service.url, "-d", d / "out", d / "first.pdf", d / "second.pdf", env=env)
        StampService.before_answer = None
    t.equal("one is signed", (os.listdir(d / "out"), verify(t, d / "out/first.pdf", "--trust", d / "ca.pem")[0]), (["first.pdf"], 0))
    t.check("the other is told, with its name", done.returncode == 3 and "sign-failed" in done.stderr and "second.pdf" in done.stderr, done.stderr)


def test_locks(t, d):
    """A signature locks the fields that its field says, and they are not signed afterwards."""
    names = Array([String("organ")])
    cases = [("all", Dictionary(Action=Name.All), {"organ", "copy"}), ("one", Dictionary(Action=Name.Include, Fields=names), {"organ"}),
             ("all but one", Dictionary(Action=Name.Exclude, Fields=names), {"copy"}), ("everything", Dictionary(Action=Name.Include, Fields=Array([]), P=1), {"organ", "copy"})]
    for name, lock, locked in cases:
        with_field(d, "asks.pdf", Lock=Dictionary(Type=Name.SigFieldLock, **{k[1:]: v for k, v in lock.items()}))
        done = sign(t, d, "signer", "asks.pdf", "locked.pdf", "--field", "signer")
        with pikepdf.open(d / "locked.pdf") as pdf:
            reference = next(f.V for f in pdf.Root.AcroForm.Fields if "/V" in f).Reference[0]
            t.equal(f"lock of {name}: it is in the signature", (done.returncode, str(reference.TransformMethod), str(reference.TransformParams.Action), reference.Data.objgen),
                    (0, "/FieldMDP", str(lock.Action), pdf.Root.objgen))
        t.empty(f"lock of {name}: conforms", conformance.faults(d / "locked.pdf"))
        for field in "organ", "copy":
            done = sign(t, d, "organ", "locked.pdf", "after.pdf", "--field", field)
            t.check(f"lock of {name}: {field}", done.returncode == (1 if field in locked else 0) and ("sign-forbidden" in done.stderr) == (field in locked), done.stderr)
    t.equal("poppler finds it valid", [v for _, v, _, _ in pdfsig(d, d / "locked.pdf")], [True])
    with_field(d, "asks.pdf", Lock=Dictionary(Action=Name.Include))
    done = sign(t, d, "signer", "asks.pdf", "never.pdf", "--field", "signer")
    t.check("a lock that does not say what it locks", done.returncode == 1 and "Lock" in done.stderr, done.stderr)


def test(t):
    with Folder() as d:
        keys = Keys(d)
        keys.person("signer", "Nguyễn Văn A")
        keys.person("organ", "Sở Ví dụ")
        keys.person("tsa", "Dấu Thời Gian", use="stamps")
        keys.judge()
        rendered(t, d)
        test_required(t, d)
        test_kinds(t, d)
        test_reasons(t, d)
        test_certificates(t, d, keys)
        test_stamps(t, d, keys)
        test_locks(t, d)
        test_pulled(t, d, keys)
