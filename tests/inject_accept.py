#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""inject_accept.py ANGKUT DATA TEST_STORE [--all]

Stops `angkut tariff accept`, and a program that stages an edition, at each of their system calls: killed there, or the
call failing with ENOSPC or EIO. Afterwards the list of editions is the old or the new one, byte for byte; `angkut plan`
gives the plan that belongs to it; and the next run without injection finishes the work and leaves no litter. Without
--all, the calls by which something can change; with it all from the first one that touches the state.
Prints the number of cases; `skipped: ...` where strace cannot trace here.
"""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

angkut, data, test_store = sys.argv[1:4]
whole = "--all" in sys.argv
work = tempfile.mkdtemp(prefix="angkut-inject-")
state = os.path.join(work, "state")
env = {"PATH": os.environ["PATH"], "XDG_STATE_HOME": state, "HOME": work, "LC_ALL": "C"}


def run(*command):
    return subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)


def fail(what, answer):
    sys.exit(f"{what}\n{answer.stdout.decode(errors='replace')[-2000:]}")


def folder():
    real = os.path.realpath(data)
    name = os.path.basename(real) + "-" + hashlib.sha256(real.encode()).hexdigest()[:12]
    return os.path.join(state, "angkut", name)


def seal(editions):
    """The list as doc/formats.md has it."""
    rows = "".join("\n    " + json.dumps(e) + "," for e in editions)[:-1]
    body = '{\n  "schema": "angkut-editions/1",\n  "editions": [' + (rows + "\n  " if rows else "") + "]"
    return body + ',\n  "sha256": "' + hashlib.sha256(body.encode()).hexdigest() + '"\n}\n'


def snapshot():
    """Every file of the store with its bytes, but for the lock."""
    found = {}
    for at, _, files in os.walk(folder()):
        for name in files:
            path = os.path.join(at, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder())] = file.read()
    found.pop("lock", None)
    return found


def reset(template):
    shutil.rmtree(state, ignore_errors=True)
    if template:
        shutil.copytree(template, state)


def tariff_hash():
    answer = run(angkut, "plan", data, "--format", "json", "--as-of", "2026-11-24")
    found = re.search(rb'"tariff_hash": "(\w+)"', answer.stdout)
    if answer.returncode not in (0, 1) or not found:
        fail("plan does not work", answer)
    return found.group(1)


def calls(command):
    """(name, which of that name) of the calls of a good run, from the first that touches the state."""
    trace = os.path.join(work, "trace")
    answer = run("strace", "-o", trace, *command)
    if not os.path.exists(trace) or os.path.getsize(trace) == 0 or answer.returncode != 0:
        print("skipped: strace cannot trace here, so no calls are failed")
        sys.exit(0)
    seen, found, started = {}, [], False
    with open(trace) as lines:
        for line in lines:
            name = re.match(r"(\w+)\(", line)
            if not name or name.group(1) in ("execve", "exit_group"):
                continue
            name = name.group(1)
            seen[name] = seen.get(name, 0) + 1
            started = started or state in line
            if started and (whole or name in CHANGING or (name in OPENING and state in line)):
                found.append((name, seen[name]))
    return found


def try_all(what, command, template, finish, old, new, hashes):
    """`old`, `new`: the store before and after a good run; hashes: of the tariff in them."""
    cases = 0
    reset(template)
    for name, number in calls(command):
        for how in ("error=ENOSPC", "error=EIO", "signal=SIGKILL"):
            reset(template)
            answer = run("strace", "-o", "/dev/null", "-e", f"inject={name}:{how}:when={number}", *command)
            at = f"{what}: {name} {number} {how}, status {answer.returncode}"
            list_now = snapshot().get("editions.json")
            if list_now not in (old.get("editions.json"), new["editions.json"], EMPTY):
                fail(at + ": the list is torn", answer)
            if answer.returncode == 0 and list_now != new["editions.json"]:
                fail(at + ": done, it says, and is not", answer)
            if tariff_hash() != hashes[list_now == new["editions.json"]]:
                fail(at + ": plan uses other rates", answer)
            answer = run(*finish)
            if answer.returncode != 0:
                fail(at + ": the next run fails", answer)
            if snapshot() != new:
                fail(at + f": the next run leaves {sorted(snapshot())}, expected {sorted(new)}", answer)
            cases += 1
    return cases


def main():
    if not shutil.which("strace"):
        print("skipped: no strace here, so no calls are failed")
        return
    if run(angkut, "tariff", "accept", "--data", data).returncode != 0:
        sys.exit("tariff accept does not work")
    feed = json.dumps({"schema": "angkut-tariff/1", "publisher": "P", "serial": 7, "issued": "2026-11-01",
                       "expires": "9999-01-01", "currency": "IDR",
                       "rates": [{"tariff_id": "dearer", "item": "fuel", "basis": "litre", "amount": "10500",
                                  "valid_from": "2026-11-01"}]}).encode()
    sha = hashlib.sha256(feed).hexdigest()
    edition = {"feed": "diesel", "accepted": False, "serial": 7, "type": "json", "sha256": sha,
               "received": "2026-11-24T03:00:00Z", "signed": False, "url": None, "etag": None, "last_modified": None}
    with open(os.path.join(folder(), "editions", f"diesel-7-{sha[:16]}.json"), "wb") as file:
        file.write(feed)
    with open(os.path.join(folder(), "editions.json"), "w") as file:
        file.write(seal([edition]))
    template = os.path.join(work, "template")
    shutil.copytree(state, template)
    accept = (angkut, "tariff", "accept", "--data", data)
    old, before = snapshot(), tariff_hash()
    answer = run(*accept)
    new, after = snapshot(), tariff_hash()
    if answer.returncode != 0 or before == after:
        fail("a good run does not accept", answer)
    if new["editions.json"].decode() != seal([dict(edition, accepted=True)]):
        sys.exit("the list is not as doc/formats.md has it")
    accepts = try_all("accept", accept, template, accept, old, new, {False: before, True: after})

    os.environ.pop("ANGKUT_DATA", None)
    stage = (test_store, "--stage", folder())
    reset(None)
    run(*stage)
    staged = snapshot()
    stages = try_all("stage", stage, None, stage, {}, staged, {False: before, True: before})
    print(f"{accepts} cases of accept, {stages} of staging: before or after, never between")


CHANGING = ("write", "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "fsync", "fdatasync", "flock",
            "fchmod", "chmod")
OPENING = ("open", "openat")
EMPTY = seal([]).encode()
try:
    main()
finally:
    shutil.rmtree(work, ignore_errors=True)
