"""Keys, certificates and services for tests of signatures, made anew in a folder: nothing of them is worth keeping."""

import os
import re

from http_answer import Handler, Running
from suite import run, tool

WORD = "bi-mat"
MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so")
CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = x
[ca]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signs]
basicConstraints = CA:false
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[encrypts]
basicConstraints = CA:false
keyUsage = critical, keyEncipherment
[serves]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
[stamps]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[answers]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
[tsa]
default_tsa = own
[own]
dir = .
serial = tsa.serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
crypto_device = builtin
"""
REGISTER = """
[issue]
default_ca = here
[here]
new_certs_dir = NAME.ca
database = NAME.ca/index.txt
serial = NAME.ca/serial
default_md = sha256
policy = any
email_in_dn = no
[any]
commonName = supplied
organizationName = optional
"""


class Keys:
    """A folder with an authority (ca) and keys of people; each has NAME.key, NAME.pem and NAME.p12 (password WORD)."""

    def __init__(self, d):
        self.d = d
        d.write("openssl.cnf", CONFIG)
        d.write("tsa.serial", "01\n")
        self.authority("ca", "CA minh họa")

    def openssl(self, *arguments):
        done = run("openssl", *arguments, cwd=self.d.path)
        if done.returncode:
            raise RuntimeError(f"openssl {arguments[0]}: {done.stderr[:400]}")
        return done.stdout

    def authority(self, name, title):
        self.openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-utf8", "-subj", f"/CN={title}",
                     "-config", "openssl.cnf")
        self.register(name)
        self.openssl("ca", "-batch", "-selfsign", "-notext", "-utf8", "-name", "here", "-config", f"{name}.cnf", "-extfile", "openssl.cnf",
                     "-extensions", "ca", "-in", f"{name}.csr", "-keyfile", f"{name}.key", "-startdate", "20200101000000Z", "-enddate",
                     "20450101000000Z", "-out", f"{name}.pem")

    def register(self, name):
        """What OpenSSL wants to have of whoever issues certificates."""
        os.makedirs(self.d / f"{name}.ca", exist_ok=True)
        self.d.write(f"{name}.ca/index.txt", "")
        self.d.write(f"{name}.ca/serial", f"{int.from_bytes(name.encode()[:4], 'big') + 4096:010d}\n")
        self.d.write(f"{name}.cnf", CONFIG + REGISTER.replace("NAME", name))

    def person(self, name, title, use="signs", kind=("rsa:2048",), by="ca", start="20250101000000Z", end="20400101000000Z"):
        """A key whose certificate holds from start to end."""
        curve = ("-pkeyopt", f"ec_paramgen_curve:{kind[1]}") if len(kind) > 1 else ()
        self.openssl("req", "-newkey", kind[0], *curve, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-utf8",
                     "-subj", f"/CN={title}/O=Sở Ví dụ", "-config", "openssl.cnf")
        self.register(name)
        self.openssl("ca", "-batch", "-notext", "-utf8", "-name", "here", "-config", f"{name}.cnf", "-extfile", "openssl.cnf", "-extensions", use,
                     "-in", f"{name}.csr", "-cert", f"{by}.pem", "-keyfile", f"{by}.key", "-startdate", start, "-enddate", end, "-out", f"{name}.pem")
        self.openssl("pkcs12", "-export", "-inkey", f"{name}.key", "-in", f"{name}.pem", "-certfile", f"{by}.pem", "-out", f"{name}.p12",
                     "-passout", f"pass:{WORD}")

    def revoke(self, name, out):
        """A list of the authority that takes a certificate back."""
        self.openssl("ca", "-config", f"{name}.cnf", "-name", "here", "-cert", "ca.pem", "-keyfile", "ca.key", "-revoke", f"{name}.pem")
        self.openssl("ca", "-config", f"{name}.cnf", "-name", "here", "-cert", "ca.pem", "-keyfile", "ca.key", "-gencrl", "-crldays", "30",
                     "-out", out)

    def serial(self, name):
        return self.openssl("x509", "-in", f"{name}.pem", "-noout", "-serial").strip().partition("=")[2]

    def list_of(self, issuer, out, taken=(), made="20260101000000Z", until="20301231000000Z"):
        """A list of an authority: `taken` has (name, "YYMMDDhhmmssZ" and perhaps ",reason" and ",invalidity date")."""
        self.register(issuer)
        self.d.write(f"{issuer}.ca/index.txt", "".join(f"R\t400101000000Z\t{when}\t{self.serial(name)}\tunknown\t/CN=x\n" for name, when in taken))
        self.openssl("ca", "-config", f"{issuer}.cnf", "-name", "here", "-cert", f"{issuer}.pem", "-keyfile", f"{issuer}.key", "-gencrl", "-crl_lastupdate",
                     made, "-crl_nextupdate", until, "-out", out)
        return self.d / out

    def answer(self, name, issuer, responder, out, taken=None):
        """An answer of a responder about a certificate (OCSP), made now and good for a day."""
        self.d.write(f"{out}.index", f"{'R' if taken else 'V'}\t400101000000Z\t{taken or ''}\t{self.serial(name)}\tunknown\t/CN=x\n")
        self.openssl("ocsp", "-no_nonce", "-issuer", f"{issuer}.pem", "-cert", f"{name}.pem", "-reqout", f"{out}.ask")
        self.openssl("ocsp", "-index", f"{out}.index", "-CA", f"{issuer}.pem", "-rsigner", f"{responder}.pem", "-rkey", f"{responder}.key", "-reqin",
                     f"{out}.ask", "-respout", out, "-ndays", "1")
        return self.d / out

    def judge(self):
        """A store for pdfsig in which the authority is trusted."""
        os.makedirs(self.d / "nss", exist_ok=True)
        tool("certutil", "-N", "-d", f"sql:{self.d / 'nss'}", "--empty-password")
        tool("certutil", "-A", "-d", f"sql:{self.d / 'nss'}", "-n", "ca", "-t", "CT,C,C", "-i", self.d / "ca.pem")


def pdfsig(d, pdf):
    """What poppler says of each signature: (field, valid, trusted, whole)."""
    text = run("pdfsig", "-nssdir", f"sql:{d / 'nss'}", pdf).stdout
    return [(re.search(r"Field Name: (.*)", part)[1], "Signature is Valid" in part, "Certificate is Trusted" in part,
             "Total document signed" in part) for part in text.split("Signature #")[1:] if "not signed" not in part]


def with_token(t, d, folder):
    """A PKCS#11 token (SoftHSM2) with the key of the organ: its library and the environment to reach it; None: there is none."""
    module = next((m for m in MODULES if os.path.exists(m)), None)
    if not t.check("SoftHSM2 is there", module is not None, "its library was not found"):
        return None
    os.makedirs(d / folder)
    d.write("softhsm2.conf", f"directories.tokendir = {d / folder}\nobjectstore.backend = file\nlog.level = ERROR\n")
    env = {"SOFTHSM2_CONF": str(d / "softhsm2.conf"), "PIN": "1234"}
    for command in (("softhsm2-util", "--init-token", "--free", "--label", "van-thu", "--so-pin", "5678", "--pin", "1234"),
                    ("softhsm2-util", "--import", d / "organ.key", "--token", "van-thu", "--label", "dau", "--id", "01", "--pin", "1234")):
        t.command(f"token: {command[1]}", *command, env=env)
    return module, env


class StampService(Handler):
    """A time-stamp service (RFC 3161); `fault` makes it misbehave."""

    keys = fault = before_answer = None

    def do_POST(self):
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        d = self.keys.d
        d.write("asked.tsq", asked if self.fault != "other" else StampService.before)
        StampService.before = asked
        self.keys.openssl("ts", "-reply", "-config", "openssl.cnf", "-section", "own", "-queryfile", "asked.tsq", "-out", "answer.tsr")
        with open(d / "answer.tsr", "rb") as f:
            answer = f.read() if self.fault != "junk" else b"\x30\x03junk"
        if self.before_answer:
            StampService.before_answer()
        self.reply(answer, "application/timestamp-reply", 500 if self.fault == "500" else 200)


class Stamps(Running):
    """The service while it runs; its address is `url`."""

    def __init__(self, keys, host="127.0.0.1"):
        super().__init__(StampService, host)
        self.d, StampService.keys, StampService.fault = keys.d, keys, None
        self.url = f"http://{self.address}/tsa"

    def secure(self, name):
        """Over TLS, with the key and certificate of that name."""
        self.wrap(self.d / f"{name}.pem", self.d / f"{name}.key")
        self.url = self.url.replace("http:", "https:")
