"""A printer program of our own that speaks as much of the Internet Printing Protocol as a test needs, and fails as asked.

It keeps what it is sent: `jobs` has for each its attributes and its bytes."""

import socket
import struct
import threading
import time

from http_answer import Handler, Running

TAGS = {"integer": 0x21, "boolean": 0x22, "enum": 0x23, "range": 0x33, "text": 0x41, "name": 0x42, "keyword": 0x44, "uri": 0x45,
        "charset": 0x47, "language": 0x48, "mime": 0x49}
GET_PRINTER, PRINT_JOB, GET_JOB, CANCEL_JOB = 0x000B, 0x0002, 0x0009, 0x0008


def value(kind, v):
    if kind in ("integer", "enum"):
        return struct.pack(">i", v)
    if kind == "boolean":
        return bytes([v])
    if kind == "range":
        return struct.pack(">ii", *v)
    return v.encode()


def attribute(kind, name, *values):
    out = b""
    for i, v in enumerate(values):
        key = name.encode() if i == 0 else b""
        data = value(kind, v)
        out += bytes([TAGS[kind]]) + struct.pack(">H", len(key)) + key + struct.pack(">H", len(data)) + data
    return out


def parsed(data):
    """Operation, request number, attributes by name, and what follows them."""
    operation, number = struct.unpack(">HI", data[2:8])
    at, found, name = 8, {}, ""
    while data[at] != 3:
        tag = data[at]
        at += 1
        if tag < 0x10:
            continue
        n, = struct.unpack(">H", data[at:at + 2])
        name = data[at + 2:at + 2 + n].decode() or name
        at += 2 + n
        n, = struct.unpack(">H", data[at:at + 2])
        raw = data[at + 2:at + 2 + n]
        at += 2 + n
        found.setdefault(name, []).append(struct.unpack(">i", raw)[0] if tag in (0x21, 0x23) else raw.decode("utf-8", "replace"))
    return operation, number, found, data[at + 1:]


class Printer(Handler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            body = b""
            while n := int(self.rfile.readline().split(b";")[0], 16):
                body += self.rfile.read(n)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.server.owner.asks:
            self.reply(b"", status=401, WWW_Authenticate='Basic realm="x"')
            return
        answer = self.server.owner.answer(body)
        if answer is None:
            self.close_connection = True
            return
        if self.server.owner.after_job and self.server.owner.jobs:
            self.server.owner.after_job()
            self.reply(answer, "application/ipp", Connection="close")
            self.close_connection = True
            return
        self.reply(answer, "application/ipp")


class IppServer(Running):
    """The printer while it runs. `states` are what a job says at each look: (job state, job reasons, printer reasons)."""

    def __init__(self, states=((9, "job-completed-successfully", "none"),), formats=("application/pdf",), copies=99, accepts=True,
                 sides=("one-sided", "two-sided-long-edge"), media=("iso_a4_210x297mm",), refuse=0, drop=None, ignored=(), name="Máy in thử",
                 asks=False):
        self.states, self.formats, self.copies, self.accepts = list(states), formats, copies, accepts
        self.sides, self.media, self.refuse, self.drop = sides, media, refuse, drop
        self.ignored, self.name, self.asks = ignored, name, asks
        self.after_job = None
        self.jobs, self.canceled, self.looks, self.reasons = [], [], 0, "none"
        super().__init__(Printer)
        self.uri = f"ipp://{self.address}/ipp/print"

    def secure(self, certificate, key):
        self.wrap(certificate, key)
        self.uri = self.uri.replace("ipp:", "ipps:")

    def answer(self, body):
        operation, number, asked, rest = parsed(body)
        if self.drop == operation:
            return None
        status, out = 0, b""
        if operation == GET_PRINTER:
            out = b"\x04" + attribute("enum", "printer-state", 3) + attribute("keyword", "printer-state-reasons", self.reasons) \
                + attribute("boolean", "printer-is-accepting-jobs", self.accepts) + attribute("mime", "document-format-supported", *self.formats) \
                + attribute("keyword", "sides-supported", *self.sides) + attribute("keyword", "media-supported", *self.media) \
                + attribute("range", "copies-supported", (1, self.copies)) + attribute("text", "printer-make-and-model", self.name)
        elif operation == PRINT_JOB and self.refuse:
            status = self.refuse
        elif operation == PRINT_JOB:
            self.jobs.append((asked, rest))
            self.looks = 0
            out = b"\x02" + attribute("integer", "job-id", len(self.jobs)) + attribute("enum", "job-state", 3)
            if self.ignored:
                status = 1
                out = b"\x05" + b"".join(attribute("keyword", n, "x") for n in self.ignored) + out
        elif operation == GET_JOB:
            state, reasons, self.reasons = self.states[min(self.looks, len(self.states) - 1)]
            self.looks += 1
            if self.canceled:
                state, reasons = 7, "job-canceled-by-user"
            out = b"\x02" + attribute("integer", "job-id", asked["job-id"][0]) + attribute("enum", "job-state", state) \
                + attribute("keyword", "job-state-reasons", reasons)
        elif operation == CANCEL_JOB:
            self.canceled.append(asked["job-id"][0])
        return struct.pack(">BBHI", 2, 0, status, number) + b"\x01" + attribute("charset", "attributes-charset", "utf-8") \
            + attribute("language", "attributes-natural-language", "en") + out + b"\x03"


class Endless:
    """A printer whose answer never ends: little by little, or as fast as it is taken."""

    def __init__(self, slow):
        self.slow, self.server = slow, socket.create_server(("127.0.0.1", 0))
        self.uri = f"ipp://127.0.0.1:{self.server.getsockname()[1]}/ipp/print"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        part = b"\x44" if self.slow else attribute("keyword", "printer-state-reasons", *["x" * 1000] * 50)
        while True:
            try:
                with self.server.accept()[0] as s:
                    s.recv(99999)
                    s.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n\2\0\0\0\0\0\0\1\1\r\n")
                    while True:
                        s.sendall(b"%x\r\n%s\r\n" % (len(part), part))
                        time.sleep(0.3 if self.slow else 0)
            except OSError:
                if self.server.fileno() < 0:
                    return
