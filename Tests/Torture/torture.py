#!/usr/bin/env python3
"""Attacks bulletind, and checks after each attack that it kept its promises. Exits 1 when it did not.

usage: torture.py [PROGRAM] [--part a,b,c,d,f,v] [--sample] [--files 100000] [--kills 200] [--seed 1] [--keep]

Parts: (a) kill -9 before each call that changes a file; (b) random kills under load; (c) power cuts at each point at
which something is to persist, on three file systems, ext4 and XFS; (d) each call fails once in each way; (e) what
writers do: `make test`; (f) very many files at once; (v) broken variants, which must be caught.
(c) and (v) mount images and need root; without it they are left out. What failed can be looked at with --keep.

After each attack: every file of the inbox is in the feeds once, as it stands, along the chain of archives; ids and
dates are those of before; every file that was ever to be seen is a whole document; the three formats agree; nothing
temporary is left.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import cuts
import errors
import flood
import kills
import load
import sweep
import variants
from world import compile_shim

HEAD = f"{'':<4}{'attack':<58}{'points':>8}{'failures':>10}{'seconds':>9}"


def rows(options, root):
    program = str(pathlib.Path(options.program).resolve())
    shim = compile_shim(root)
    sample = options.sample
    if "a" in options.part:
        yield kills.part(root, program, shim, every=150 if sample else 1)
    if "b" in options.part:
        yield load.part(root, program, shim, kills=4 if sample else options.kills, seed=options.seed)
    if "d" in options.part:
        yield from errors.part(root, program, shim, every=160 if sample else 1, thorough=options.thorough)
    if "e" in options.part:
        yield note("e", "what writers do to the inbox", "see make test: the suites of the inbox")
    if "c" in options.part:
        if may_mount():
            for system in cuts.SYSTEMS:
                yield cuts.part(root, program, shim, system)
        else:
            yield note("c", "power cuts", "left out: mounting takes root and loop devices")
    if "f" in options.part:
        yield flood.part(program, shim, min(options.files, 3000), verified=True)
        yield flood.part(program, shim, options.files)
    if "v" in options.part:
        if may_mount():
            yield from variants.part(root, program, shim, options.swift)
        else:
            yield note("v", "broken variants", "left out: mounting takes root and loop devices")


def may_mount():
    return os.geteuid() == 0 and os.path.exists("/dev/loop-control") and shutil.which("mkfs.xfs") is not None


def note(part, what, text):
    row = sweep.Result(part, what)
    row.notes.append(text)
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default=str(variants.PROJECT / ".build/release/bulletind"))
    parser.add_argument("--part", default="a,b,c,d,e,f,v", help="those to run, comma-separated")
    parser.add_argument("--sample", action="store_true", help="a few fixed points of each part")
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--thorough", action="store_true", help="(d): each call in each way, not in turns")
    parser.add_argument("--swift", default="swift")
    parser.add_argument("--work", help="the folder to work in; default: in memory, if there is room")
    parser.add_argument("--keep", action="store_true", help="leave what failed where it is")
    options = parser.parse_args()
    options.part = options.part.split(",")
    if os.geteuid() == 0 and {"c", "v"} & set(options.part) and "TORTURE_ALONE" not in os.environ:
        # Mounts of our own, which end with us, however we end.
        os.environ["TORTURE_ALONE"] = "1"
        os.execvp("unshare", ["unshare", "-m", "--propagation", "private", sys.executable, *sys.argv])
    work = options.work or ("/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    root = pathlib.Path(tempfile.mkdtemp(prefix="bulletind-torture-", dir=work))
    failures = 0
    try:
        print(HEAD, flush=True)
        for row in rows(options, root):
            print(row.line(), flush=True)
            for line in row.notes + [f"FAILED {failure}" for failure in row.failures[:10]]:
                print(f"      {line}", flush=True)
            failures += len(row.failures)
    finally:
        if options.keep and failures:
            print(f"What failed is in {root}")
        else:
            shutil.rmtree(root, ignore_errors=True)
    if failures:
        sys.exit(f"{failures} of the promises were broken")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(str(error))
