#!/usr/bin/env python3
"""How long it takes from a bulletin's arrival in the inbox until all three feeds on disk hold it.

usage: latency.py PROGRAM [--runs 50] [--stories 1000,100000,1000000]

Each bulletin is renamed into the inbox, so it is complete at once. The floor is what the disk alone takes to make the
same five files durable (page, three feeds, index): write and fsync each, rename each, and fsync their folder once.

A catalogue of many stories is one of a thousand with all its rows repeated: what it holds is looked for in the same
way as if so many had been dropped, without the hours.
"""
import argparse
import ctypes
import os
import pathlib
import select
import sqlite3
import struct
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


class Arrivals:
    """The names of files as they are renamed into a folder: to look again and again would take the processor from what
    is measured, and tell of each file late."""

    MOVED_TO, NAME_OFFSET = 0x80, 16

    def __init__(self, folder):
        library = ctypes.CDLL(None, use_errno=True)
        self.descriptor = library.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        if self.descriptor < 0 or library.inotify_add_watch(self.descriptor, os.fsencode(folder), self.MOVED_TO) < 0:
            sys.exit(f"cannot watch {folder}: {os.strerror(ctypes.get_errno())}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.descriptor)

    def wait(self, limit):
        """Names, after at most so many seconds."""
        if not select.select([self.descriptor], [], [], max(0, limit))[0]:
            return []
        events, names = os.read(self.descriptor, 65536), []
        while events:
            end = self.NAME_OFFSET + struct.unpack_from("iIII", events)[3]
            names.append(events[self.NAME_OFFSET:end].rstrip(b"\0").decode())
            events = events[end:]
        return names


def seconds_until_published(root, number, limit=60):
    """Drops a bulletin, and waits until all feeds are files that hold it."""
    missing = set(FEEDS)
    with Arrivals(root / "site") as arrivals:
        mark, begin = drop(root, number)
        while missing:
            for name in missing.intersection(arrivals.wait(begin + limit - time.perf_counter())):
                seconds = time.perf_counter() - begin
                if mark in (root / "site" / name).read_bytes():
                    missing.discard(name)
            if time.perf_counter() - begin > limit:
                sys.exit(f"not in {', '.join(sorted(missing))} after {limit} s")
    return seconds


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


def grow(root, stories):
    """Repeats what a catalogue holds until it has so many stories."""
    database = sqlite3.connect(root / "state" / "catalogue.sqlite", isolation_level=None)
    ask = lambda sql: database.execute(sql).fetchone()[0]
    held, bulletins, entries = ask("SELECT COUNT(*) FROM entry"), ask("SELECT MAX(id) FROM bulletin"), ask(
        "SELECT MAX(id) FROM entry")
    archives = ask("SELECT MAX(archives) FROM feed") + 1
    columns = lambda table: [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -1000000")
    database.execute("BEGIN")

    def repeat(table, copy, where="1", **changes):
        names = columns(table)
        values = ", ".join(changes.get(name, name) for name in names)
        database.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE {where}", copy)

    for number in range(1, stories // held):
        copy = {"n": number, "b": number * bulletins, "e": number * entries, "a": number * archives}
        own = f"id <= {bulletins}"
        repeat("bulletin", copy, own, id="id + :b", key="key || '~' || :n", slug="slug || '-' || :n",
               issue_uri="issue_uri || '~' || :n", path="CAST(path || '~' || :n AS BLOB)")
        repeat("entry", copy, f"id <= {entries}", id="id + :e", uri="uri || '~' || :n", bulletin="bulletin + :b")
        item = "item + CASE (SELECT series FROM feed WHERE feed.id = feed) WHEN 'issues' THEN :b ELSE :e END"
        repeat("member", copy, f"bulletin <= {bulletins}", item=item, bulletin="bulletin + :b",
               archive="CASE archive WHEN 0 THEN :a ELSE archive + :a END")
        repeat("revision", copy, f"bulletin <= {bulletins}", bulletin="bulletin + :b", sha256="randomblob(32)")
        repeat("want", copy, f"bulletin <= {bulletins}", bulletin="bulletin + :b",
               place="CAST(place || '~' || :n AS BLOB)")
    database.execute("INSERT OR IGNORE INTO archive (feed, number, changed) "
                     "SELECT DISTINCT feed, archive, 0 FROM member WHERE archive > 0")
    database.execute("UPDATE feed SET archives = COALESCE((SELECT MAX(number) FROM archive WHERE feed = feed.id), 0)")
    database.execute("INSERT OR IGNORE INTO sitemap (part, updated, due) SELECT DISTINCT id / 500, 1, 0 FROM bulletin")
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    count = ask("SELECT COUNT(*) FROM entry")
    database.close()
    # Not while a drop is measured.
    os.sync()
    return count


def row(name, seconds):
    ordered = sorted(1000 * s for s in seconds)
    at = lambda share: ordered[min(len(ordered) - 1, int(share * len(ordered)))]
    print(f"{name:<32}{ordered[0]:>9.1f}{at(0.5):>9.1f}{at(0.99):>9.1f}{ordered[-1]:>9.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--stories", default="1000,100000", help="that are in the catalogue from the start")
    options = parser.parse_args()
    print(f"\nFrom drop to feed, {options.runs} runs")
    print(f"{'ms':<32}{'min':>9}{'median':>9}{'p99':>9}{'max':>9}")
    for stories in map(int, options.stories.split(",")):
        # Not in the temporary folder of the system, which may be memory: there, fsync costs nothing.
        with tempfile.TemporaryDirectory(prefix=".build-bench-", dir=".") as name:
            root = pathlib.Path(name).resolve()
            corpus.write(root / "inbox", 500, 50)
            with service.running(options.program, root):
                service.wait_for_pages(root, 550)
                # And the feeds behind them.
                time.sleep(2)
            held = grow(root, stories)
            latencies, floors = [], []
            with service.running(options.program, root):
                time.sleep(3)
                # The first of all is slower, and of no interest.
                for run in range(-1, options.runs):
                    pages = set((root / "site" / "bulletins").glob("*/index.html"))
                    latencies.append(seconds_until_published(root, 1000 + run))
                    time.sleep(0.3)
                    page = next(iter(set((root / "site" / "bulletins").glob("*/index.html")) - pages), None)
                    files = [root / "site" / name for name in (*FEEDS, "index.html")] + ([page] if page else [])
                    floors.append(seconds_of_floor(root, [file.read_bytes() for file in files]))
            row(f"bulletind, {held} stories", latencies[1:])
            row("floor (disk alone)", floors[1:])


if __name__ == "__main__":
    main()
