# SPDX-License-Identifier: GPL-3.0-or-later
"""What the fetch tests stand on: certificates made here, a data set and its editions, runs of angkut with their status,
messages, time and memory."""
import fcntl
import hashlib
import json
import os
import re
import shutil
import socket
import ssl
import struct
import subprocess
import time

from hostile_server import Server, Site

SANITIZED = False  # set by Bench: then memory says nothing


def raise_loopback():
    """In a new network namespace lo is down. Whether 127.0.0.1 can be used."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        name = struct.pack("16sh22x", b"lo", 0)
        flags = struct.unpack("16sh22x", fcntl.ioctl(control, 0x8913, name))[1]
        if not flags & 1:
            try:
                fcntl.ioctl(control, 0x8914, struct.pack("16sh22x", b"lo", flags | 1))
            except OSError:
                return False
    return True


def openssl(folder, *words):
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def make_authority(folder):
    """A CA, and certificates of it: for 127.0.0.1, expired, for another host; one that nobody signed."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    for name in ("ca", "selfsigned"):
        names = ["-addext", "subjectAltName=IP:127.0.0.1"] if name != "ca" else []
        openssl(folder, "req", "-x509", *key, "-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "30",
                "-subj", f"/CN={name}", *names)
    os.mkdir(f"{folder}/new")
    open(f"{folder}/index", "w").close()
    with open(f"{folder}/serial", "w") as out:
        out.write("01\n")
    with open(f"{folder}/ca.conf", "w") as out:
        out.write("[ca]\ndefault_ca=d\n[d]\ndatabase=index\nserial=serial\nnew_certs_dir=new\npolicy=p\ndefault_md=sha256\n"
                  "unique_subject=no\n[p]\ncommonName=supplied\n[good]\nsubjectAltName=IP:127.0.0.1\n"
                  "[wronghost]\nsubjectAltName=DNS:example.org\n")
    for name, dates, names in (("good", ["-days", "30"], "good"), ("wronghost", ["-days", "30"], "wronghost"),
                               ("expired", ["-startdate", "20200101000000Z", "-enddate", "20210101000000Z"], "good")):
        openssl(folder, "req", *key, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        openssl(folder, "ca", "-batch", "-config", "ca.conf", "-cert", "ca.pem", "-keyfile", "ca.key", "-in",
                f"{name}.csr", "-out", f"{name}.pem", "-extensions", names, "-notext", *dates)


def context(folder, name, old=False):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(f"{folder}/{name}.pem", f"{folder}/{name}.key")
    if old:
        made.set_ciphers("ALL:@SECLEVEL=0")
        made.minimum_version, made.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    return made


class Run:
    def __init__(self, status, out, seconds, kb):
        self.status, self.out, self.seconds, self.kb = status, out, seconds, kb


class Bench:
    """Everything under one folder. `angkut` runs with its own configuration, state and home."""

    def __init__(self, folder, angkut):
        global SANITIZED
        self.folder, self.angkut = folder, os.path.abspath(angkut)
        SANITIZED = b"__asan_init" in open(self.angkut, "rb").read()
        shutil.copytree("tests/data/strait", f"{folder}/data")
        make_authority(folder)
        self.site = Site()
        self.server = {name: Server(self.site, context(folder, name)) for name in ("good", "selfsigned", "expired", "wronghost")}
        self.server["other"] = Server(self.site, context(folder, "good"))
        self.server["old"] = Server(self.site, context(folder, "good", old=True))
        self.server["plain"] = Server(self.site)
        self.site.https, self.site.other, self.site.plain = (self.server[n] for n in ("good", "other", "plain"))
        self.most_kb = self.slowest = 0
        self.environment = {"PATH": os.environ["PATH"], "HOME": folder, "XDG_CONFIG_HOME": f"{folder}/config",
                            "XDG_STATE_HOME": f"{folder}/state", "LANGUAGE": "en"}
        for name in ("LC_ALL", "LOCPATH", "ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        self.base = json.loads(self.output("tariff", "export", f"{folder}/data"))

    def output(self, *words):
        return subprocess.run([self.angkut, *words], env=self.environment, check=True, capture_output=True).stdout

    def document(self, serial=1, factor=1.0, **changes):
        """The data set's own rates as a feed, diesel dearer by the factor. Bytes."""
        feed = json.loads(json.dumps(self.base)) | {"serial": serial} | changes
        for rate in feed["rates"]:
            if rate["item"] == "fuel" and "valid_to" not in rate:
                rate["amount"] = f"{int(6800 * factor)}"
        return json.dumps(feed).encode()

    def publish(self, path, body, kind="application/json", etag=None):
        self.site.document[path] = (body, kind, etag)

    def list_feeds(self, *rows):
        """Each a dict of columns; what all share is added."""
        columns = ["name", "url", "public_key", "jump_limit_percent", "token_file", "ca_file", "allow", "max_seconds", "data"]
        os.makedirs(f"{self.folder}/config/angkut", exist_ok=True)
        with open(f"{self.folder}/config/angkut/feeds.csv", "w") as out:
            out.write(",".join(columns) + "\n")
            for row in rows:
                full = {"ca_file": f"{self.folder}/ca.pem", "allow": "127.0.0.1", "data": f"{self.folder}/data"} | row
                out.write(",".join(str(full.get(column, "")) for column in columns) + "\n")

    def run(self, *words, environment=None, program=None):
        started = time.monotonic()
        log = f"{self.folder}/log"
        with open(log, "wb") as out:
            process = subprocess.Popen([program or self.angkut, *words], stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                       env=self.environment | (environment or {}))
            _, end, used = os.wait4(process.pid, 0)
            process.returncode = 0
        result = Run(os.waitstatus_to_exitcode(end), open(log, errors="replace").read(), time.monotonic() - started, used.ru_maxrss)
        self.most_kb, self.slowest = max(self.most_kb, result.kb), max(self.slowest, result.seconds)
        return result

    def fetch(self, *words, **more):
        return self.run("tariff", "fetch", *words, **more)

    def state(self):
        """Every name and byte under the state folder."""
        whole = hashlib.sha256()
        for place, folders, names in sorted(os.walk(f"{self.folder}/state")):
            for name in sorted(names):
                path = f"{place}/{name}"
                whole.update(path.encode() + b"\0" + open(path, "rb").read() + b"\0")
        return whole.hexdigest()


class Tally:
    """Counts what was checked; ends the test at its end if anything was wrong."""

    def __init__(self):
        self.cases, self.wrong = 0, 0

    def check(self, name, fine, run=None, why=""):
        self.cases += 1
        if not fine:
            self.wrong += 1
            print(f"WRONG: {name} {why}" + (f"\n  status {run.status}, {run.seconds:.1f} s, {run.kb} kB: {run.out.strip()}" if run else ""))

    def expect(self, name, run, status, text, seconds=6.0):
        lines = run.out.strip().split("\n")
        fine = run.status == status and re.search(text, run.out) is not None and run.seconds < seconds * (3 if SANITIZED else 1)
        fine = fine and (SANITIZED or run.kb < 80_000) and (status == 0 or len(lines) <= 3) and "Sanitizer" not in run.out
        self.check(name, fine, run, f"expected status {status}, /{text}/, one line, under {seconds} s")
