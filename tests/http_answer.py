"""What the servers of the tests share: answers over HTTP, perhaps over TLS, while a test runs."""

import http.server
import socket
import ssl
import threading


class Handler(http.server.BaseHTTPRequestHandler):
    def reply(self, body, kind="", status=200, **headers):
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class SixServer(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6


class Running:
    """A server on a free port of this machine while it runs."""

    def __init__(self, handler, host="127.0.0.1"):
        self.server = (SixServer if host == "::1" else http.server.ThreadingHTTPServer)((host, 0), handler)
        self.server.owner = self
        self.address = f"{'[::1]' if host == '::1' else host}:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def wrap(self, certificate, key):
        """Over TLS from now on."""
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.server.socket = self.context.wrap_socket(self.server.socket, server_side=True)
