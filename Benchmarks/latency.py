#!/usr/bin/env python3
"""How long it takes from a bulletin's arrival in the inbox until all three feeds on disk hold it.

usage: latency.py PROGRAM [--runs 50] [--before 200]

Each bulletin is renamed into the inbox, so it is complete at once. The floor is what the disk alone takes to make the
same five files durable (page, three feeds, index): write and fsync each, rename each, and fsync their folder once.
"""
import argparse
import os
import pathlib
import sys
import tempfile
import time

import corpus
import service

FEEDS = ("feed.rss", "feed.atom", "feed.json")


def drop(root, number):
    """Renames a new bulletin without a date into the inbox; returns its mark, and the moment of the rename."""
    mark = f"mark-{number:06d}-of-this-measurement"
    name, text = corpus.article(number)
    lines = text.replace('title: "', f'title: "{mark} ', 1).split("\n")
    text = "\n".join(line for line in lines if not line.startswith("date:"))
    waiting = root / "waiting"
    waiting.write_bytes(text.encode())
    begin = time.perf_counter()
    os.rename(waiting, root / "inbox" / f"new-{name}")
    return mark.encode(), begin


def seconds_until_published(root, mark, begin, limit=60):
    """Looks each fifth of a millisecond; a feed is read only when it is another file than at the last look."""
    seen = {}
    missing = set(FEEDS)
    while missing:
        for name in sorted(missing):
            path = root / "site" / name
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            version = (status.st_ino, status.st_mtime_ns, status.st_size)
            if seen.get(name) != version:
                seen[name] = version
                if mark in path.read_bytes():
                    missing.discard(name)
        if time.perf_counter() - begin > limit:
            sys.exit(f"not in {', '.join(sorted(missing))} after {limit} s")
        time.sleep(0.0002)
    return time.perf_counter() - begin


def seconds_of_floor(root, contents):
    folder = root / "floor"
    folder.mkdir(exist_ok=True)
    begin = time.perf_counter()
    for number, content in enumerate(contents):
        with open(folder / f".{number}", "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    for number in range(len(contents)):
        os.rename(folder / f".{number}", folder / str(number))
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    return time.perf_counter() - begin


def row(name, seconds):
    ordered = sorted(1000 * s for s in seconds)
    at = lambda share: ordered[min(len(ordered) - 1, int(share * len(ordered)))]
    print(f"{name:<24}{ordered[0]:>9.1f}{at(0.5):>9.1f}{at(0.99):>9.1f}{ordered[-1]:>9.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--before", type=int, default=200, help="bulletins that are there from the start")
    options = parser.parse_args()
    # Not in the temporary folder of the system, which may be memory: there, fsync costs nothing.
    with tempfile.TemporaryDirectory(prefix=".build-bench-", dir=".") as name:
        root = pathlib.Path(name).resolve()
        corpus.write(root / "inbox", options.before)
        latencies, floors = [], []
        with service.running(options.program, root):
            for run in range(options.runs):
                pages = set((root / "site" / "bulletins").glob("*/index.html"))
                latencies.append(seconds_until_published(root, *drop(root, options.before + run)))
                time.sleep(0.3)
                page = next(iter(set((root / "site" / "bulletins").glob("*/index.html")) - pages), None)
                files = [root / "site" / name for name in (*FEEDS, "index.html")] + ([page] if page else [])
                floors.append(seconds_of_floor(root, [file.read_bytes() for file in files]))
        print(f"\nFrom drop to feed, {options.runs} runs with {options.before} bulletins before them")
        print(f"{'ms':<24}{'min':>9}{'median':>9}{'p99':>9}{'max':>9}")
        row("bulletind", latencies)
        row("floor (disk alone)", floors)


if __name__ == "__main__":
    main()
