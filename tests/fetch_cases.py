# SPDX-License-Identifier: GPL-3.0-or-later
"""fetch_cases.py ANGKUT: `angkut tariff fetch` against the hostile server, signatures, nginx. For each behaviour: exit
status, message, time, memory, and the state folder byte for byte as before. Prints what was wrong; status 1 then."""
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time

import fetch_nginx
import fetch_signed
import fetch_site
from fetch_site import Bench, Tally, raise_loopback

# path, status, message; all served over TLS by a certificate of the feed's ca_file. The state must not change.
HOSTILE = [
    ("short", 5, "bytes remaining to read"), ("cut", 5, "f:1:.*unfinished|refused"), ("cut-with-length", 5, "refused"),
    ("long", 5, "refused"), ("too-long", 5, "larger than 16777216 bytes|[Mm]aximum file size"),
    ("endless", 5, "larger than 16777216 bytes"), ("endless-small-length", 5, "timed out|too slow"),
    ("endless-without-length", 5, "larger than 16777216 bytes"), ("endless-chunks", 5, "larger than 16777216 bytes"),
    ("slow-body", 5, "timed out"), ("stalled", 5, "timed out"), ("silent", 5, "timed out"),
    ("bomb", 5, "larger than 16777216 bytes"), ("bomb-without-length", 5, "larger than 16777216 bytes"),
    ("bad-gzip", 5, "f: .*(content encoding|decod|incorrect header)"), ("cut-gzip", 5, "f: |refused"),
    ("bad-chunks", 5, "f: .*chunk|Illegal|hexadecimal|Malformed"), ("cut-chunks", 5, "f: .*(closed|remaining|chunk)"),
    ("empty", 5, "the answer is empty"), ("empty-without-length", 5, "the answer is empty"),
    ("no-content", 5, "answered 204"), ("partial", 5, "answered 206"),
    ("slow-headers", 5, "timed out"), ("header-flood", 5, "headers are larger than 65536|[Tt]oo large response headers"),
    ("header-long", 5, "headers are larger|[Tt]oo large|Out of memory|header"), ("header-nul", 5, "[Nn]ul byte in header"),
    ("two-lengths", 5, "f: |refused"), ("negative-length", 5, "[Cc]ontent-Length"), ("no-http", 5, "HTTP/0.9"),
    ("reset", 5, "reset|SSL_read|unexpected eof"), ("closed", 5, "[Ee]mpty reply|unexpected eof|SSL_read"),
    ("continue-for-ever", 5, "headers are larger|[Tt]oo large"),
    ("html", 5, 'of type "text/html", expected application/json or text/csv; is it the page of a login'),
    ("html-as-json", 5, 'called JSON and begins with "<html>please log in<"'), ("csv-as-json", 5, 'called JSON and begins with "tariff_id'),
    ("json-as-csv", 5, "called CSV and begins with"), ("picture", 5, 'of type "image/png"'),
    ("plain", 5, r"unless the feed's allow says untyped"), ("untyped", 5, 'of type ""'),
    ("unmodified", 5, "answered 404|nothing has changed|nothing new"), ("missing", 5, "answered 404 Not Found"),
    ("unauthorized", 5, "answered 401 Unauthorized: is there a token_file"), ("broken", 5, "answered 500 Internal"),
    ("busy", 75, "busy .status 429. and does not say until when"), ("busy-0", 75, "still busy .status 503. after 2 waits"),
    ("busy-61", 75, "asks to come again in 61 s"), ("busy-far-date", 75, "asks to come again in 3[56][0-9][0-9] s"),
    ("busy-old-date", 75, "still busy"), ("busy-negative", 75, "does not say until when"),
    ("busy-garbage", 75, "does not say until when"), ("busy-huge", 75, "come again in 2147483647 s"),
    ("loop", 5, "redirected more than 3 times"), ("chain-4", 5, "redirected more than 3 times"),
    ("to-nowhere", 5, "redirected .status 302. to nowhere"), ("to-file", 5, "redirected from 127.0.0.1: .*file"),
    ("to-ftp", 5, "ftp:// is not followed"), ("to-gopher", 5, "gopher:// is not followed"),
    ("to-http", 5, "http:// is not followed"), ("to-internal", 5, "leads to 127.0.0.2, a loopback address"),
    ("to-internal-name", 5, "leads to ::1, a loopback"), ("to-internal-mapped", 5, "leads to ::ffff:127.0.0.2, a loopback"),
    ("to-internal-number", 5, "leads to 127.0.0.2, a loopback"), ("to-unspecified", 5, "leads to 0.0.0.0, a unspecified|an unspecified"),
    ("to-metadata", 5, "leads to 169.254.169.254, a link-local"), ("to-private", 5, "leads to 10.0.0.1, a private"),
    ("to-user", 5, "user or password"), ("to-long", 5, "redirected .status 302. to nowhere|over 2000"),
]
# The document itself: what is served, status, message.
DOCUMENTS = [
    ("replayed old edition", {"serial": 1}, 5, "serial 1 is older than serial 2"),
    ("same serial, other content", {"serial": 2, "factor": 1.07}, 5, "serial 2 .*with other content"),
    ("another currency", {"serial": 3, "currency": "USD"}, 5, "USD"),
    ("expired", {"serial": 3, "issued": "2020-01-01", "expires": "2020-02-01"}, 5, "expired"),
    ("no rates at all", {"serial": 3, "rates": []}, 5, "refused|rates"),
    ("another schema", {"serial": 3, "schema": "angkut-tariff/9"}, 5, "schema"),
]


def hostile(bench, tally):
    for path, status, text in HOSTILE:
        bench.list_feeds({"name": "f", "url": bench.server["good"].url(path), "max_seconds": 1 if "slow" in text or "timed" in text else 20})
        if path == "unmodified":
            bench.list_feeds({"name": "g", "url": bench.server["good"].url(path)})
        before = bench.state()
        tally.expect(path, bench.fetch("--accept"), status, text)
        tally.check(path, bench.state() == before, why="changed the state folder")


def tls(bench, tally):
    for name, text in (("selfsigned", "self.signed|certificate"), ("expired", "certificate has expired"),
                       ("wronghost", "alternative certificate subject name|does not match"), ("old", "protocol version|unsupported|alert|SSL")):
        bench.list_feeds({"name": "f", "url": bench.server[name].url("good.json")})
        before = bench.state()
        tally.expect(f"TLS {name}", bench.fetch("--accept"), 5, text)
        tally.check(f"TLS {name}", bench.state() == before and not bench.server[name].seen, why="something was asked or kept")
    bench.list_feeds({"name": "f", "url": bench.server["good"].url("good.json"), "ca_file": ""})
    tally.expect("TLS of an authority that the system does not know", bench.fetch(), 5, "certificate")


def documents(bench, tally):
    for name, changes, status, text in DOCUMENTS:
        bench.publish("tried.json", bench.document(**changes))
        bench.list_feeds({"name": "f", "url": bench.server["good"].url("tried.json")})
        before = bench.state()
        tally.expect(name, bench.fetch("--accept"), status, text)
        tally.check(name, bench.state() == before, why="changed the state folder")
    bench.publish("tried.json", bench.document(serial=3, factor=10))  # 68000 / 7208
    tally.expect("ten times the price waits", bench.fetch("--accept"), 1, "843 % at most, limit 25 %; it waits")
    book = bench.output("tariff", "list", f"{bench.folder}/data")
    tally.check("ten times the price is not in force", b"68,000" not in book and b"68000" not in book)
    tally.expect("and can be forgotten", bench.run("tariff", "drop", "f", "--data", f"{bench.folder}/data"), 0, "")


def good(bench, tally):
    """What must work, before and after all else."""
    bench.list_feeds({"name": "f", "url": bench.server["good"].url("good.json")})
    bench.publish("good.json", bench.document(1, 1.05), etag='"one"')
    tally.expect("the first edition waits", bench.fetch(), 0, "f: 1 change, by 5 % at most; it waits")
    tally.expect("not modified, and taken", bench.fetch("--accept"), 0, "f: accepted")
    seen = bench.server["good"].seen[-1][1]
    tally.check("the held edition's ETag is sent", seen.get("if-none-match") == '"one"', why=str(seen))
    tally.expect("not modified, nothing new", bench.fetch("--accept"), 0, "f: nothing new")
    bench.publish("good.json", bench.document(2, 1.06), etag='"two"')
    tally.expect("the next one is taken", bench.fetch("--accept"), 0, "f: accepted; 1 change")
    tally.check("it is quiet where asked", bench.fetch("-q", "--accept").out == "")


def allowed(bench, tally):
    row = {"name": "f", "url": bench.server["plain"].url("good.json")}
    for allow, status, text in (("127.0.0.1", 3, 'feeds.csv:2:3: error: url "http://.*expected https'), ("http", 5, "a loopback address"),
                                ("http;internal", 0, "nothing new"), ("http;127.0.0.1", 0, "nothing new")):
        bench.list_feeds(row | {"allow": allow})
        tally.expect(f"plain http with allow {allow}", bench.fetch(), status, text)
    for path, status, text in (("to-https", 0, "nothing new"), ("to-http", 5, "http:// is not followed")):
        bench.list_feeds(row | {"allow": "http;127.0.0.1", "url": bench.server["plain"].url(path)})
        tally.expect(f"plain http, {path}", bench.fetch(), status, text)
    for path, status, text in (("chain-3", 0, "nothing new"), ("once-busy-0", 0, "nothing new"), ("once-busy-1", 0, "nothing new"),
                               ("once-busy-date", 0, "nothing new"), ("to-other", 0, "nothing new")):
        bench.list_feeds({"name": "f", "url": bench.server["good"].url(path)})
        tally.expect(f"what is allowed: {path}", bench.fetch(), status, text)
    bench.list_feeds({"name": "f", "url": bench.server["good"].url("plain"), "allow": "127.0.0.1;untyped"})
    tally.expect("an untyped document where allowed", bench.fetch(), 0, "nothing new")


def token(bench, tally):
    path = f"{bench.folder}/token"
    with open(path, "w") as out:
        out.write("s3cret\n")
    os.chmod(path, 0o644)
    row = {"name": "f", "url": bench.server["good"].url("to-other"), "token_file": path}
    bench.list_feeds(row)
    tally.expect("a token that others can read", bench.fetch(), 5, "token: mode 0644 lets others")
    os.chmod(path, 0o600)
    before = len(bench.server["other"].seen)
    tally.expect("a token", bench.fetch(), 0, "nothing new")
    tally.check("the token goes to its host", bench.server["good"].seen[-1][1].get("authorization") == "bearer s3cret")
    elsewhere = bench.server["other"].seen[before:]
    tally.check("and to no other, nor a cookie", len(elsewhere) == 1 and not {"authorization", "cookie"} & set(elsewhere[0][1]))
    for text in ("", "two words\n", "a\nX-Evil: 1\n"):
        with open(path, "w") as out:
            out.write(text)
        tally.expect(f"the token {text!r}", bench.fetch(), 5, "expected one line with a token")
    bench.list_feeds(row | {"token_file": "no-such"})
    tally.expect("no token file", bench.fetch(), 6, "config/angkut/no-such: No such file")


def environment(bench, tally):
    proxy = bench.server["plain"].url()
    bench.list_feeds({"name": "f", "url": bench.server["good"].url("good.json")})
    before = len(bench.server["plain"].seen)
    with open(f"{bench.folder}/.netrc", "w") as out:
        out.write("machine 127.0.0.1 login u password p\n")
    names = ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy")
    log = f"{bench.folder}/keys"
    tally.expect("a proxy in the environment", bench.fetch(environment={name: proxy for name in names} | {"SSLKEYLOGFILE": log}), 0, "nothing new")
    tally.check("is not used, nor .netrc, nor a key log", len(bench.server["plain"].seen) == before and not os.path.exists(log) and
                "authorization" not in bench.server["good"].seen[-1][1])


def several(bench, tally):
    url = bench.server["good"].url
    bench.list_feeds({"name": "a", "url": url("missing")}, {"name": "b", "url": url("busy")}, {"name": "f", "url": url("good.json")})
    run = bench.fetch()
    tally.check("each feed is tried, the worst is told", run.status == 5 and run.out.count("\n") == 3 and "f: nothing new" in run.out, run)
    tally.expect("one of them", bench.fetch("b"), 75, "angkut: b: ")
    tally.expect("a name that is none", bench.fetch("c"), 2, 'has no feed "c"')
    for row, text in (({"name": "Bad Name", "url": url("x")}, r":2:1: error: .*is no name of a feed"), ({"name": "f", "url": "https://u:p@h/"}, ":2:3: error: url .*user or password"),
                      ({"name": "f", "url": "https://h/#x"}, "fragment"), ({"name": "f", "url": "ftp://h/"}, "expected https://HOST"),
                      ({"name": "f", "url": ""}, "url is missing"), ({"name": "f", "url": url("x"), "allow": "all"}, 'allow: "all" is none of'),
                      ({"name": "f", "url": url("x"), "public_key": "abc"}, "expected minisign's, 56"), ({"name": "f", "url": url("x"), "jump_limit_percent": "-1"}, "jump_limit_percent"),
                      ({"name": "f", "url": url("x"), "max_seconds": "0"}, "max_seconds"), ({"name": "f", "url": "https:///x"}, "names no host")):
        bench.list_feeds(row)
        tally.expect(f"a list with {row}", bench.fetch(), 3, text)
    bench.list_feeds({"name": "f", "url": url("x")}, {"name": "f", "url": url("y")})
    tally.expect("a feed twice", bench.fetch(), 3, ':3:1: error: feed "f" is there twice')
    bench.list_feeds()
    tally.check("an empty list", bench.fetch().status == 2)
    os.remove(f"{bench.folder}/config/angkut/feeds.csv")
    run = bench.fetch()
    tally.check("no list", run.status == 2 and "name,url" in run.out, run)


def helpers(bench, tally):
    """Helpers that are missing, or say what they should not."""
    folder = f"{bench.folder}/bin"
    os.makedirs(folder)
    program = shutil.copy(bench.angkut, f"{folder}/angkut")
    bench.list_feeds({"name": "g", "url": bench.server["good"].url("good.json")})
    if not os.path.exists("/usr/local/libexec/angkut/angkut-fetch"):
        tally.expect("no helper", bench.fetch(program=program), 5, "there is no angkut-fetch.*CURL=0")
    body = bench.document(9, 1.01).decode()
    head = "#!/bin/sh\nwhile [ $# -gt 0 ]; do [ \"$1\" = --fd ] && fd=$2; shift; done\nprintf '%s' '" + body + "' >/dev/fd/$fd\n"
    before = bench.state()
    for name, script, text in (("dies", "kill -9 $$", "ended with signal 9"), ("says nothing", "exit 0", "can't be understood"), ("talks without end", "yes status 200", "can't be understood|ended with signal"),
                               ("says the status twice", "echo status 200; echo status 200", "can't be understood"), ("says NUL", "printf 'status 200\\n\\0\\n'", "can't be understood"),
                               ("fails silently", "exit 5", "ended with status 5"), ("fails with a long message", "printf 'failure '; yes x | head -c 3000 | tr -d '\\n'; exit 5", "angkut: g: ")):
        with open(f"{folder}/angkut-fetch", "w") as out:
            out.write(head + script + "\n")
        os.chmod(f"{folder}/angkut-fetch", 0o755)
        tally.expect(f"a helper that {name}", bench.fetch(program=program), 5, text)
    tally.check("after false helpers", bench.state() == before)
    with open(f"{folder}/angkut-fetch", "w") as out:
        out.write(head + "printf 'status 200\\ntype json\\netag \"a\\001b\"\\nlast_modified x\\nfeed evil\\r\\n'\n")
    tally.expect("an ETag with control characters", bench.fetch(program=program), 0, "g: .*it waits")
    tally.expect("leaves a store that can be read", bench.fetch(), 5, "serial 1 is older|serial 2 is older|expired|older")
    tally.check("without that ETag", bench.server["good"].seen[-1][1].get("if-none-match") is None)
    bench.run("tariff", "drop", "g", "--data", f"{bench.folder}/data")


def direct(bench, tally):
    """The helper's own bounds, with times that a test can wait for."""
    helper = os.path.dirname(bench.angkut) + "/angkut-fetch"
    for name, path, options, status, text in (("a slow body", "slow-body", ["--low-speed-time", "1"], 5, "too slow"), ("slow headers", "slow-headers", ["--low-speed-time", "1"], 5, "too slow"),
                                              ("time", "silent", ["--time", "1"], 5, "timed out"), ("a small bound", "good.json", ["--most", "10"], 5, "larger than 10 bytes|file size")):
        body = os.memfd_create("body", 0)
        run = subprocess.run([helper, "--fd", str(body), "--allow", "127.0.0.1", "--ca-file", f"{bench.folder}/ca.pem", *options, bench.server["good"].url(path)],
                             pass_fds=[body], capture_output=True, text=True)
        tally.check(f"the helper: {name}", run.returncode == status and text.split("|")[0] in run.stdout or text.split("|")[-1] in run.stdout, why=run.stdout)
        os.close(body)
    for words in (["--fd", "9"], ["--fd", "x", "https://h/"], ["--nonsense"], ["--fd", "1", "--allow", "everything", "https://h/"]):
        run = subprocess.run([helper, *words], capture_output=True, text=True)
        tally.check(f"the helper: {words}", run.returncode == 2 and "angkut-fetch" in run.stderr, why=run.stderr)


def at_once(bench, tally):
    bench.list_feeds({"name": "f", "url": bench.server["good"].url("good.json")})
    words = [bench.angkut, "tariff", "fetch", "--accept"]
    for serial in range(100, 105 if fetch_site.SANITIZED else 120):
        bench.publish("good.json", bench.document(serial, 1.05 + (serial % 5) / 100), etag=f'"{serial}"')
        pair = [subprocess.Popen(words, env=bench.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
        ends = [process.wait() for process in pair]
        tally.check(f"two at once, serial {serial}", set(ends) <= {0, 75} and 0 in ends, why=str(ends))
    tally.expect("after these rounds", bench.fetch("--accept"), 0, "nothing new")


def main():
    if not raise_loopback():
        print("skipped: no loopback here, so nothing can be fetched")
        return 0
    if not os.path.exists(os.path.dirname(os.path.abspath(sys.argv[1])) + "/angkut-fetch"):
        print("skipped: this build has no angkut-fetch (CURL=0)")
        return 0
    started, tally = time.monotonic(), Tally()
    with tempfile.TemporaryDirectory(prefix="angkut-fetch-") as folder:
        os.chmod(folder, stat.S_IRWXU | stat.S_IXGRP | stat.S_IXOTH)
        bench = Bench(folder, sys.argv[1])
        for part in (good, hostile, tls, documents, allowed, token, environment, fetch_signed.signed, several, helpers, direct, fetch_nginx.nginx, at_once):
            part(bench, tally)
        print(f"fetch: {tally.cases} checks, {len(HOSTILE)} behaviours, {time.monotonic() - started:.1f} s, slowest run {bench.slowest:.1f} s, most memory {bench.most_kb / 1000:.0f} MB")
    return tally.wrong > 0


if __name__ == "__main__":
    sys.exit(main())
