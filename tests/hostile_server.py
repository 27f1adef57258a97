# SPDX-License-Identifier: GPL-3.0-or-later
"""The hostile server of tests/fetch_cases.py: on 127.0.0.1 only, in threads of this process. Each path is one way to
behave; `good` documents are set by the test. Requests are recorded, so that it can be seen what was sent where."""
import email.utils
import gzip
import select
import socket
import ssl
import struct
import threading
import time
import zlib

JSON = "application/json"
PATIENCE = 8  # seconds that an endless behaviour goes on at most, so that no thread outlives the test


class Server:
    """One listening socket; `context`: TLS. `site` holds what all of them share."""

    def __init__(self, site, context=None):
        self.site, self.context = site, context
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.seen = []  # (path, headers) of each request
        threading.Thread(target=self.listen, daemon=True).start()

    def url(self, path=""):
        return f"{'https' if self.context else 'http'}://127.0.0.1:{self.port}/{path}"

    def listen(self):
        while True:
            peer, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(peer,), daemon=True).start()

    def serve(self, peer):
        try:
            peer.settimeout(PATIENCE)
            if self.context:
                peer = self.context.wrap_socket(peer, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                got = peer.recv(4096)
                if not got:
                    return
                head += got
            lines = head.decode("latin-1").split("\r\n")
            path = lines[0].split()[1].lstrip("/")
            headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
            self.seen.append((path, headers))
            self.site.answer(self, peer, path, headers)
        except (OSError, ssl.SSLError):
            pass
        finally:
            peer.close()


def send(peer, status="200 OK", body=b"", length=True, kind=JSON, more=()):
    lines = [f"HTTP/1.1 {status}", "Connection: close"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += [f"Content-Length: {len(body) if length is True else length}"] if length is not None else []
    peer.sendall("\r\n".join([*lines, *more, "", ""]).encode("latin-1") + body)


def reset(peer):
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()


def is_gone(peer):
    """Whether the client has hung up: what a drip looks for, so that its thread ends early."""
    ready, _, _ = select.select([peer], [], [], 0)
    return bool(ready)


def drip(peer, piece, seconds=0.1):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not is_gone(peer):
        peer.sendall(piece)
        time.sleep(seconds)


def flood(peer, piece):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        peer.sendall(piece)


def soon(seconds):
    return email.utils.formatdate(time.time() + seconds, usegmt=True)


class Site:
    """What is served. `document`: path -> (bytes, type, etag); `busy`: paths that are busy once, then good."""

    def __init__(self):
        self.document = {}
        self.asked = {}
        self.plain = self.https = self.other = None  # set by the test

    def good(self, peer, path, headers):
        body, kind, etag = self.document[path]
        if etag and headers.get("if-none-match") == etag:
            send(peer, "304 Not Modified", kind=None, length=None, more=[f"ETag: {etag}"])
        else:
            send(peer, body=body, kind=kind, more=[f"ETag: {etag}"] if etag else [])

    def busy(self, peer, status, after, path):
        """Busy as told; paths of which the name begins with once- are good the second time."""
        self.asked[path] = self.asked.get(path, 0) + 1
        if path.startswith("once-") and self.asked[path] > 1:
            self.good(peer, "good.json", {})
        else:
            send(peer, status, b"later", more=[] if after is None else [f"Retry-After: {after}"])

    def answer(self, server, peer, path, headers):
        if path in self.document:
            self.good(peer, path, headers)
            return
        body = self.document["good.json"][0]
        half = body[: len(body) // 2]
        hop = lambda where, status="302 Found": send(peer, status, more=[f"Location: {where}"])  # noqa: E731
        busy = lambda status, after: self.busy(peer, status, after, path)  # noqa: E731
        behaviours = {
            # the body
            "short": lambda: send(peer, body=half, length=len(body)),
            "cut": lambda: send(peer, body=half, length=None),
            "cut-with-length": lambda: send(peer, body=half),
            "long": lambda: send(peer, body=body + b"{}", length=len(body) + 2),
            "too-long": lambda: send(peer, length=17 << 20),
            "endless": lambda: (send(peer, length=1 << 50), flood(peer, b" " * 65536)),
            "endless-small-length": lambda: (send(peer, length=16 << 20, body=b"{"), drip(peer, b" ")),
            "endless-without-length": lambda: (send(peer, length=None), flood(peer, b" " * 65536)),
            "endless-chunks": lambda: (send(peer, length=None, more=["Transfer-Encoding: chunked"]),
                                       flood(peer, b"10000\r\n" + b" " * 65536 + b"\r\n")),
            "slow-body": lambda: (send(peer, length=len(body)), drip(peer, b" ")),
            "stalled": lambda: (send(peer, length=len(body)), drip(peer, b"", 0.2)),
            "silent": lambda: drip(peer, b"", 0.2),
            "bomb": lambda: send(peer, body=bomb(), more=["Content-Encoding: gzip"]),
            "bomb-without-length": lambda: send(peer, body=bomb(), length=None, more=["Content-Encoding: gzip"]),
            "bad-gzip": lambda: send(peer, body=body, more=["Content-Encoding: gzip"]),
            "cut-gzip": lambda: send(peer, body=gzip.compress(body)[:-20], more=["Content-Encoding: gzip"]),
            "bad-chunks": lambda: send(peer, body=b"zz\r\n" + body, length=None, more=["Transfer-Encoding: chunked"]),
            "cut-chunks": lambda: send(peer, body=b"%x\r\n" % len(body) + half, length=None,
                                       more=["Transfer-Encoding: chunked"]),
            "empty": lambda: send(peer),
            "empty-without-length": lambda: send(peer, length=None),
            "no-content": lambda: send(peer, "204 No Content", length=None, kind=None),
            "partial": lambda: send(peer, "206 Partial Content", half, more=["Content-Range: bytes 0-9/10"]),
            # the headers
            "slow-headers": lambda: (peer.sendall(b"HTTP/1.1 200 OK\r\nX-Long: "), drip(peer, b"x")),
            "header-flood": lambda: (peer.sendall(b"HTTP/1.1 200 OK\r\n"), flood(peer, b"X-Flood: 1\r\n" * 1000)),
            "header-long": lambda: (peer.sendall(b"HTTP/1.1 200 OK\r\nX-Long: "), flood(peer, b"x" * 65536)),
            "header-nul": lambda: send(peer, body=body, more=["X-Nul: a\0b"]),
            "two-lengths": lambda: send(peer, body=body, more=[f"Content-Length: {len(half)}"]),
            "negative-length": lambda: send(peer, body=body, length=-1),
            "no-http": lambda: peer.sendall(body),
            "reset": lambda: reset(peer),
            "closed": lambda: None,
            "continue-for-ever": lambda: flood(peer, b"HTTP/1.1 100 Continue\r\n\r\n"),
            # the type
            "html": lambda: send(peer, body=b"<html>please log in</html>", kind="text/html"),
            "html-as-json": lambda: send(peer, body=b"<html>please log in</html>"),
            "csv-as-json": lambda: send(peer, body=b"tariff_id,item,basis,amount\n"),
            "json-as-csv": lambda: send(peer, body=body, kind="text/csv"),
            "picture": lambda: send(peer, body=body, kind="image/png"),
            "plain": lambda: send(peer, body=body, kind="text/plain; charset=utf-8"),
            "untyped": lambda: send(peer, body=body, kind=None),
            # the status
            "unmodified": lambda: send(peer, "304 Not Modified", kind=None, length=None),
            "missing": lambda: send(peer, "404 Not Found", b"<html>", kind="text/html"),
            "unauthorized": lambda: send(peer, "401 Unauthorized", b"no", more=["WWW-Authenticate: Basic"]),
            "broken": lambda: send(peer, "500 Internal Server Error", b"sorry"),
            "busy": lambda: busy("429 Too Many Requests", None),
            "busy-0": lambda: busy("503 Service Unavailable", 0),
            "once-busy-0": lambda: busy("503 Service Unavailable", 0),
            "once-busy-1": lambda: busy("429 Too Many Requests", 1),
            "once-busy-date": lambda: busy("503 Service Unavailable", soon(1)),
            "busy-61": lambda: busy("429 Too Many Requests", 61),
            "busy-far-date": lambda: busy("503 Service Unavailable", soon(3600)),
            "busy-old-date": lambda: busy("503 Service Unavailable", soon(-3600)),
            "busy-negative": lambda: busy("429 Too Many Requests", -1),
            "busy-garbage": lambda: busy("503 Service Unavailable", "tomorrow"),
            "busy-huge": lambda: busy("503 Service Unavailable", "9" * 40),
            # elsewhere
            "loop": lambda: hop("/loop"),
            "chain-4": lambda: hop("/chain-3"),
            "chain-3": lambda: hop("/chain-2"),
            "chain-2": lambda: hop("chain-1", "307 Temporary Redirect"),
            "chain-1": lambda: hop("/good.json", "301 Moved Permanently"),
            "to-nowhere": lambda: send(peer, "302 Found"),
            "to-file": lambda: hop("file:///etc/passwd"),
            "to-ftp": lambda: hop("ftp://127.0.0.1/x"),
            "to-gopher": lambda: hop("gopher://127.0.0.1:25/x"),
            "to-http": lambda: hop(self.plain.url("good.json")),
            "to-https": lambda: hop(self.https.url("good.json")),
            "to-internal": lambda: hop(f"https://127.0.0.2:{self.https.port}/good.json"),
            "to-internal-name": lambda: hop(f"https://[::1]:{self.https.port}/good.json"),
            "to-internal-mapped": lambda: hop(f"https://[::ffff:127.0.0.2]:{self.https.port}/good.json"),
            "to-internal-number": lambda: hop(f"https://2130706434:{self.https.port}/good.json"),
            "to-unspecified": lambda: hop(f"https://0:{self.https.port}/good.json"),
            "to-metadata": lambda: hop("https://169.254.169.254/latest/meta-data"),
            "to-private": lambda: hop("https://10.0.0.1/"),
            "to-user": lambda: hop(f"https://u:p@127.0.0.1:{self.https.port}/good.json"),
            "to-long": lambda: hop("https://127.0.0.1/" + "x" * 3000),
            "to-other": lambda: send(peer, "302 Found", more=[f"Location: {self.other.url('good.json')}",
                                                               "Set-Cookie: a=b; Path=/"]),
        }
        behaviours.get(path, lambda: send(peer, "404 Not Found"))()


def bomb(made=[]):  # noqa: B006 made once
    if not made:
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        made.append(b"".join(packer.compress(b" " * (1 << 20)) for _ in range(64)) + packer.flush())
    return made[0]
