# SPDX-License-Identifier: GPL-3.0-or-later
"""Signed feeds, the signatures made by minisign."""
import shutil
import subprocess


def new_key(bench, name):
    subprocess.run(["minisign", "-G", "-W", "-f", "-p", f"{name}.pub", "-s", f"{name}.sec"], cwd=bench.folder, check=True, capture_output=True)
    with open(f"{bench.folder}/{name}.pub") as file:
        return file.read().split("\n")[1]


def sign(bench, body, comment, key="key", legacy=False):
    path = f"{bench.folder}/document"
    with open(path, "wb") as out:
        out.write(body)
    subprocess.run(["minisign", "-S", *(["-l"] if legacy else []), "-s", f"{key}.sec", "-m", path, "-x", f"{path}.minisig", "-t", comment],
                   cwd=bench.folder, check=True, capture_output=True, input=b"")
    with open(f"{path}.minisig", "rb") as file:
        return file.read()


def swap(text, line, at):
    """The signature with one character of a line another."""
    lines = text.split(b"\n")
    old = lines[line][at : at + 1]
    lines[line] = lines[line][:at] + (b"B" if old == b"A" else b"A") + lines[line][at + 1 :]
    return b"\n".join(lines)


def spoilt(bench, body, good):
    """Name, document, signature (None: there is none), message."""
    lines = good.split(b"\n")
    return [
        ("no signature", body, None, "the signature: the server answered 404"),
        ("another key", body, sign(bench, body, "serial:51", key="other"), "by another key"),
        ("a byte of the document", body.replace(b'"6936"', b'"6937"'), good, "does not fit the document"),
        ("a space behind the document", body + b" ", good, "does not fit the document"),
        ("a byte of the signature", body, swap(good, 1, 40), "does not fit the document"),
        ("a byte of the key id", body, swap(good, 1, 8), "by another key"),
        ("another algorithm", body, swap(good, 1, 1), "does not fit the document|by another key"),
        ("the trusted comment", body, good.replace(b"serial:51", b"serial:52"), "trusted comment has been changed"),
        ("a byte of the comment's signature", body, swap(good, 3, 40), "trusted comment has been changed"),
        ("another serial", body, sign(bench, body, "serial:52"), "/serial: 51, but it was signed as serial 52"),
        ("no serial", body, sign(bench, body, "a comment"), "names no serial"),
        ("two serials", body, sign(bench, body, "serial:51 serial:51"), "more than one"),
        ("a serial that is none", body, sign(bench, body, "serial:51x"), 'says "serial:51x"'),
        ("three lines", body, b"\n".join(lines[:3]) + b"\n", "has 3 lines"),
        ("five lines", body, good + b"more\n", "more than 4 lines"),
        ("no comment", body, good.replace(b"untrusted comment: ", b"comment: "), "line 1"),
        ("line 2 cut", body, b"\n".join([lines[0], lines[1][:-4], *lines[2:]]), "line 2"),
        ("line 4 cut", body, b"\n".join([*lines[:3], lines[3][:-4], b""]), "line 4"),
        ("a NUL", body, good.replace(b"untrusted comment: ", b"untrusted comment: \0"), "NUL"),
        ("a long one", body, good + b"x" * 5000, "larger than 4096 bytes|file size"),
        ("an empty one", body, b"", "empty"),
    ]


def signed(bench, tally):
    if shutil.which("minisign") is None:
        print("skipped: no minisign here, so no signed feeds")
        return
    public = new_key(bench, "key")
    new_key(bench, "other")
    url = bench.server["good"].url("signed.json")
    bench.list_feeds({"name": "s", "url": url, "public_key": public})
    body = bench.document(51, 1.02)
    good = sign(bench, body, "serial:51")
    bench.publish("signed.json", body)
    bench.publish("signed.json.minisig", good, "application/octet-stream")
    if "without libsodium" in bench.fetch().out:
        tally.expect("a key without libsodium", bench.fetch("--accept"), 5, "built without libsodium")
        return
    for _ in range(2):  # the second time sweeps up what the first left
        bench.run("tariff", "drop", "s", "--data", f"{bench.folder}/data")
    before = bench.state()
    for name, document, signature, text in spoilt(bench, body, good):
        bench.publish("signed.json", document)
        bench.site.document.pop("signed.json.minisig", None)
        if signature is not None:
            bench.publish("signed.json.minisig", signature, "text/plain")
        tally.expect(f"signed: {name}", bench.fetch("--accept"), 5, text)
        tally.check(f"signed: {name}", bench.state() == before, why="changed the state folder")
    bench.publish("signed.json", body, etag='"s"')
    bench.publish("signed.json.minisig", sign(bench, body, "timestamp:1 serial:51 file:x", legacy=True), "application/octet-stream")
    tally.expect("signed in the old form", bench.fetch("--accept"), 0, "s: accepted")
    bench.publish("signed.json.minisig", b"<html>", "text/html")
    tally.expect("not modified needs no signature", bench.fetch("--accept"), 0, "s: nothing new")
    csv_serials(bench, tally, public)


def csv_serials(bench, tally, public):
    """CSV states no serial: the signed one counts."""
    bench.list_feeds({"name": "c", "url": bench.server["good"].url("signed.csv"), "public_key": public})
    for serial, amount, status, text in ((7, 6900, 0, "c: accepted"), (6, 6950, 5, "serial 6 is older than serial 7"), (7, 6950, 5, "with other content"), (8, 6950, 0, "c: accepted")):
        body = f"tariff_id,item,basis,amount,currency,valid_from\nfuel-2026,fuel,litre,{amount},IDR,2022-09-03\n".encode()
        bench.publish("signed.csv", body, "text/csv")
        bench.publish("signed.csv.minisig", sign(bench, body, f"serial:{serial}"), "application/octet-stream")
        tally.expect(f"signed CSV, serial {serial}", bench.fetch("--accept"), status, text)
