"""What proves signatures later: the store of the file, lists and answers, and what is taken back when. OpenSSL judges the same."""

import datetime
import hashlib
import re

import conformance
import pikepdf
from keys import Keys, Stamps, pdfsig
from signing import rendered, sign, verify
from suite import Folder, read, run

LATER = "2036-06-01T00:00:00+07:00"
LADDER = ("tinh", "so", "phong", "to")


def judged(t, pdf, trust, *options):
    """Of the first signature: good, chain, whether it was asked if it was taken back, when it was."""
    status, said = verify(t, pdf, "--trust", trust, *options)
    s = said["signatures"][0]
    return status == 0, s["chain"], s.get("revocation_checked"), s.get("revoked_at", "")[:10]


def people(keys):
    """Four authorities under the first one, and who signs under the last of them."""
    above = "ca"
    for name in LADDER:
        keys.person(name, f"CA {name}", use="ca", by=above, end="20320101000000Z")
        above = name
    keys.person("signer", "Nguyễn Văn A", by=above, end="20280101000000Z")
    keys.person("clerk", "Văn Thư", end="20380101000000Z")
    keys.person("tsa", "Dấu Thời Gian", use="stamps")
    for name in ("ca", *LADDER):
        keys.list_of(name, f"{name}.crl")


def signed(t, d, name, out, url=None, evidence=(), chain=(), field="signer"):
    options = [o for path in evidence for o in ("--validation", path)] + [o for path in chain for o in ("--chain", path)]
    stamp = ("--tsa", url) if url else ()
    done = sign(t, d, name, "plain.pdf", out, "--field", field, *stamp, *options)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return d / out


def store(d, pdf):
    """What is in the store, in PEM files for OpenSSL."""
    with pikepdf.open(pdf) as p:
        held = {kind: [bytes(x.read_bytes()) for x in p.Root.DSS.get(f"/{kind}", [])] for kind in ("Certs", "CRLs", "OCSPs")}
        keys = list(p.Root.DSS.VRI.keys()) if "/VRI" in p.Root.DSS else []
    for kind, what in ("Certs", "x509"), ("CRLs", "crl"):
        text = ""
        for der in held[kind]:
            d.write("one.der", der)
            text += run("openssl", what, "-inform", "DER", "-in", d / "one.der").stdout
        d.write(f"{kind}.pem", text)
    return held, keys


def test_ten_years(t, d, keys, url):
    """The services are gone, the certificates have run out; the file and the root alone are there."""
    evidence = [d / f"{name}.{kind}" for name in LADDER for kind in ("pem", "crl")] + [d / "ca.crl"]
    whole = signed(t, d, "signer", "whole.pdf", url, evidence)
    t.equal("in ten years: good, and not taken back", judged(t, whole, d / "ca.pem", "--time", LATER), (True, "trusted", True, ""))
    t.equal("today too", judged(t, whole, d / "ca.pem"), (True, "trusted", True, ""))
    held, names = store(d, whole)
    with pikepdf.open(whole) as pdf:
        contents = next(bytes(f.V.Contents) for f in pdf.Root.AcroForm.Fields if "/V" in f)
        vri = pdf.Root.DSS.VRI["/" + hashlib.sha1(contents).hexdigest().upper()]
        t.equal("they are said to be of the signature, by the digest of its contents", (len(names), len(vri.Cert), len(vri.CRL), "/TU" in vri),
                (1, len(held["Certs"]), 5, False))
    t.command("mutool reads it", "mutool", "show", whole, "trailer/Root/DSS/VRI")
    t.command("qpdf has no complaint", "qpdf", "--check", whole)
    t.empty("it conforms", conformance.faults(whole))
    twice = sign(t, d, "clerk", "whole.pdf", "twice.pdf", "--field", "organ", "--validation", d / "ca.crl")
    t.equal("who signs after it adds to the store", (twice.returncode, [s["good"] for s in verify(t, d / "twice.pdf", "--trust", d / "ca.pem")[1]["signatures"]],
                                                    len(store(d, d / "twice.pdf")[1])), (0, [True, True], 2))
    t.equal("the store has all that is needed", (len(held["Certs"]) >= 5, len(held["CRLs"])), (True, 5))
    status, said = verify(t, whole, "--trust", d / "ca.pem")
    when = int(datetime.datetime.fromisoformat(said["signatures"][0]["stamp_time"]).timestamp())
    done = run("openssl", "verify", "-attime", str(when), "-CAfile", d / "ca.pem", "-untrusted", d / "Certs.pem", "-CRLfile", d / "CRLs.pem",
               "-crl_check_all", d / "signer.pem")
    t.check("OpenSSL finds the same chain and asks the same lists", done.returncode == 0, done.stderr)
    done = run("openssl", "verify", "-attime", str(when + 10 * 365 * 86400), "-CAfile", d / "ca.pem", "-untrusted", d / "Certs.pem", d / "signer.pem")
    t.check("which would be no good ten years later", done.returncode != 0, done.stdout)
    t.equal("poppler finds it valid", [v for _, v, _, _ in pdfsig(d, whole)], [True])
    bare = signed(t, d, "signer", "bare.pdf", url)
    t.equal("without the store the chain has a gap", judged(t, bare, d / "ca.pem", "--time", LATER)[:2], (False, "unknown"))
    unstamped = signed(t, d, "signer", "unstamped.pdf", None, evidence)
    t.equal("without a time-stamp it has run out", judged(t, unstamped, d / "ca.pem", "--time", LATER)[:2], (False, "expired"))
    keys.authority("other", "CA khác")
    t.equal("a root that is another", judged(t, whole, d / "other.pem", "--time", LATER)[:2], (False, "unknown"))
    taken = keys.list_of("ca", "taken.crl", [("tinh", "260101000000Z")])
    t.equal("an authority that the root has taken back, although it is trusted itself",
            judged(t, whole, d / "ca.pem", "--trust", d / "tinh.pem", "--trust", taken)[:2], (False, "revoked"))
    t.equal("without the root it is trusted", judged(t, whole, d / "tinh.pem", "--trust", taken)[:2], (True, "trusted"))
    t.equal("lists alone trust nobody", judged(t, whole, d / "ca.crl")[:2], (False, "unknown"))
    partly = signed(t, d, "signer", "partly.pdf", url, evidence[:-2] + [d / "ca.crl"])
    t.equal("one list is missing: trusted, and said to be not known", judged(t, partly, d / "ca.pem"), (True, "trusted", False, ""))
    done = t.thethuc("verify", "--lang", "en", "--trust", d / "ca.pem", partly)
    t.check("in words", "whether it had been revoked then is not known" in done.stdout, done.stdout)
    carried = signed(t, d, "signer", "carried.pdf", url, chain=[d / f"{name}.pem" for name in LADDER])
    t.equal("four authorities in the signature itself", judged(t, carried, d / "ca.pem"), (True, "trusted", False, ""))
    test_forged(t, d, keys, url, evidence)
    test_damaged(t, d, whole)


def test_forged(t, d, keys, url, evidence):
    """Evidence of others under the same names is none."""
    keys.authority("false", "CA to")
    forged = keys.list_of("false", "false.crl", [("signer", "260101000000Z")])
    t.equal("a list that another signed takes nothing back", judged(t, signed(t, d, "signer", "forged.pdf", url, [*evidence, forged, d / "false.pem"]),
                                                                  d / "ca.pem"), (True, "trusted", True, ""))
    forged = keys.list_of("false", "false.crl")
    t.equal("and clears nothing", judged(t, signed(t, d, "signer", "forged.pdf", url, [*evidence[:-2], d / "ca.crl", forged, d / "false.pem"]), d / "ca.pem"),
            (True, "trusted", False, ""))
    t.equal("a root in the store is not trusted for that", judged(t, signed(t, d, "signer", "own.pdf", url, [*evidence, d / "ca.pem"]), d / "other.pem")[:2],
            (False, "unknown"))


def test_damaged(t, d, whole):
    """A store that is damaged is told, and what is left of it is used."""
    data = read(whole)
    with pikepdf.open(whole) as pdf:
        number = pdf.Root.DSS.CRLs[0].objgen[0]
    at = data.index(b"\n%d 0 obj" % number)
    length = re.search(rb"/Filter\s*/FlateDecode", data[at:])
    cases = {"an object that is no stream": data[:at] + data[at:].replace(b"stream", b"strean", 1)} if length is None else {
        "a filter that is not known": data[:at] + data[at:].replace(b"/FlateDecode", b"/FlateDecodf", 1)}
    for name, changed in cases.items():
        status, said = verify(t, d.write("damaged.pdf", changed), "--trust", d / "ca.pem")
        s = said["signatures"][0]
        t.equal(f"{name}: told", (said.get("store_damaged"), s["verdict"], s["revocation_checked"]), (True, "sound", False))


def test_taken(t, d, keys, url):
    """Taken back before the time-stamp or after it, with an unsafe time before it, without a time-stamp."""
    now = datetime.datetime.now(datetime.timezone.utc)
    before, after = (now - datetime.timedelta(days=30)).strftime("%y%m%d%H%M%SZ"), (now + datetime.timedelta(days=30)).strftime("%y%m%d%H%M%SZ")
    day = (now + datetime.timedelta(days=30, hours=7)).strftime("%Y-%m-%d"), (now - datetime.timedelta(days=30) + datetime.timedelta(hours=7)).strftime("%Y-%m-%d")
    unsafe = (now - datetime.timedelta(days=30)).strftime("%Y%m%d%H%M%SZ")
    late = {"made": "20350101000000Z", "until": "20370101000000Z"}
    stamped, plain = signed(t, d, "clerk", "stamped.pdf", url), signed(t, d, "clerk", "plain-clerk.pdf")
    cases = [("after", stamped, after, (True, "trusted", True, day[0])), ("before", stamped, before, (False, "revoked", True, day[1])),
             ("after, without a time-stamp", plain, after, (False, "revoked", True, day[0])),
             ("after, unsafe since before", stamped, f"{after},keyTime,{unsafe}", (False, "revoked", True, day[1])),
             ("after, the key unsafe, nobody knows since when", stamped, f"{after},keyCompromise", (True, "trusted", True, day[0])),
             ("after, for another reason", stamped, f"{after},superseded", (True, "trusted", True, day[0]))]
    for name, pdf, when, wanted in cases:
        path = keys.list_of("ca", "taken.crl", [("clerk", when)], **late)
        t.equal(f"taken back {name}", judged(t, pdf, d / "ca.pem", "--trust", path, "--time", LATER), wanted)
    keys.list_of("ca", "taken.crl", [("clerk", after)], **late)
    for language, words in ("en", "it was revoked later"), ("vi", "bị thu hồi sau đó"):
        done = t.thethuc("verify", "--lang", language, "--trust", d / "ca.pem", "--trust", d / "taken.crl", "--time", LATER, stamped)
        t.check(f"in words ({language})", words in done.stdout, done.stdout)
    held = keys.list_of("ca", "held.crl", [("clerk", f"{before},certificateHold")], made=unsafe)
    t.equal("held", judged(t, stamped, d / "ca.pem", "--trust", held)[:2], (False, "revoked"))
    freed = keys.list_of("ca", "freed.crl", made="20270601000000Z")
    t.equal("held and given free again", judged(t, stamped, d / "ca.pem", "--trust", held, "--trust", freed)[:3], (True, "trusted", True))
    old = keys.list_of("ca", "old.crl", made="20250101000000Z", until="20250201000000Z")
    t.equal("the list that was given is out of date", judged(t, stamped, d / "ca.pem", "--trust", old), (False, "stale", False, ""))
    t.equal("one in the file is as none", judged(t, signed(t, d, "clerk", "old.pdf", url, [old]), d / "ca.pem"), (True, "trusted", False, ""))
    over = keys.list_of("ca", "over.crl", made="20390101000000Z", until="20400101000000Z")
    t.equal("a list made when the certificate had run out tells nothing", judged(t, stamped, d / "ca.pem", "--trust", over)[:3], (False, "stale", False))


def test_answers(t, d, keys, url):
    """Answers (OCSP) of the authority, of one it made for that, of others."""
    keys.person("responder", "Trả Lời", use="answers")
    keys.person("nobody", "Không Ai")
    keys.list_of("ca", "ca.crl")
    past = "260101000000Z"
    for name, responder, taken, wanted in (("of the authority", "ca", None, (True, "trusted", True)), ("of its responder", "responder", None, (True, "trusted", True)),
                                           ("of somebody", "nobody", None, (True, "trusted", False)), ("of somebody, taken back", "nobody", past, (True, "trusted", False)),
                                           ("of its responder, taken back", "responder", past, (False, "revoked", True))):
        pdf = signed(t, d, "clerk", "answered.pdf", url, [keys.answer("clerk", "ca", responder, "clerk.ocsp", taken)])
        t.equal(f"an answer {name}", judged(t, pdf, d / "ca.pem")[:3], wanted)
        t.equal(f"an answer {name}, in the store", len(store(d, pdf)[0]["OCSPs"]), 1)
    pdf = signed(t, d, "clerk", "answered.pdf", url, [keys.answer("clerk", "ca", "responder", "clerk.ocsp")])
    t.equal("the responder was taken back itself", judged(t, pdf, d / "ca.pem", "--trust", keys.list_of("ca", "r.crl", [("responder", past)], until="20260201000000Z"))[:3],
            (False, "stale", False))


def test_stampers(t, d, keys):
    """Time-stamps whose own certificate was taken back, or has run out."""
    for reason, wanted in (("", (False, "revoked")), (",keyCompromise", (False, "revoked")), (",cessationOfOperation", (True, "trusted")), (",superseded", (True, "trusted"))):
        path = keys.list_of("ca", "tsa.crl", [("tsa", f"300101000000Z{reason}")], made="20310101000000Z", until="20370101000000Z")
        status, said = verify(t, d / "stamped.pdf", "--trust", d / "ca.pem", "--trust", path, "--time", LATER)
        s = said["signatures"][0]
        t.equal(f"taken back later{reason}", (s["stamp_trusted"], s["stamp_chain"]), wanted)
    keys.person("tsa", "Dấu Ngắn Hạn", use="stamps", end="20300101000000Z")
    with Stamps(keys) as service:
        pdf = signed(t, d, "clerk", "short.pdf", service.url)
    status, said = verify(t, pdf, "--trust", d / "ca.pem", "--time", LATER)
    s = said["signatures"][0]
    t.equal("run out", (s["stamp_sound"], s["stamp_trusted"], s["stamp_chain"]), (True, False, "expired"))
    t.equal("at a time that the file is known to have been there", judged(t, pdf, d / "ca.pem", "--time", "2029-01-01T00:00:00+07:00")[:2], (True, "trusted"))
    done = t.thethuc("verify", "--lang", "en", "--trust", d / "ca.pem", "--time", LATER, pdf)
    t.check("in words", "give with --time a day" in done.stdout, done.stdout)


def document_stamp(t, d, keys, source, out):
    """A time-stamp of the document behind all that is there, made by OpenSSL."""
    done = t.thethuc("sign", "--digest-only", "--field", "copy", source, "-o", d / "asked.pdf")
    if done.returncode:
        raise RuntimeError(done.stderr)
    data = read(d / "asked.pdf")
    at = data.rindex(b"/ETSI.CAdES.detached")
    data = data[:at] + b"/ETSI.RFC3161".ljust(20) + data[at + 20:]
    room = re.search(rb"/Contents<(0+)>", data[at:])
    start, end = at + room.start(1), at + room.end(1)
    d.write("asked.bytes", data[:start - 1] + data[end + 1:])
    keys.openssl("ts", "-query", "-data", "asked.bytes", "-sha256", "-cert", "-out", "asked.tsq")
    keys.openssl("ts", "-reply", "-config", "openssl.cnf", "-section", "own", "-queryfile", "asked.tsq", "-token_out", "-out", "asked.tst")
    return d.write(out, data[:start] + read(d / "asked.tst").hex().encode().ljust(end - start, b"0") + data[end:])


def test_documents(t, d, keys):
    """A time-stamp of the document proves what it covers, once the signature's own has run out (B-LTA)."""
    keys.person("tsa", "Dấu Lâu Dài", use="stamps", end="20400101000000Z")
    path = document_stamp(t, d, keys, d / "short.pdf", "kept.pdf")
    status, said = verify(t, path, "--trust", d / "ca.pem", "--time", LATER)
    t.equal("the signature and both time-stamps", (status, [(s["kind"], s["chain"], s["stamp_trusted"]) for s in said["signatures"]]),
            (0, [("signature", "trusted", True), ("time-stamp", "trusted", True)]))
    keys.person("brief", "Ngắn Hạn", end="20280101000000Z")
    path = document_stamp(t, d, keys, signed(t, d, "brief", "brief.pdf"), "kept.pdf")
    t.equal("a signature without one of its own", judged(t, path, d / "ca.pem", "--time", LATER)[:2], (True, "trusted"))
    data = read(path)
    where = len(read(d / "brief.pdf")) - 400
    status, said = verify(t, d.write("kept-not.pdf", data[:where] + bytes([data[where] ^ 1]) + data[where + 1:]), "--trust", d / "ca.pem", "--time", LATER)
    t.check("one that is of something else proves nothing", status != 0, str(said))


def test(t):
    with Folder() as d:
        keys = Keys(d)
        people(keys)
        keys.judge()
        rendered(t, d)
        with Stamps(keys) as service:
            test_ten_years(t, d, keys, service.url)
            test_taken(t, d, keys, service.url)
            test_answers(t, d, keys, service.url)
        test_stampers(t, d, keys)
        test_documents(t, d, keys)
