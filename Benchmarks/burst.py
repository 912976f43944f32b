#!/usr/bin/env python3
"""How long it takes until all pages are out when many files come one after the other, as fast as they can be renamed.

usage: burst.py PROGRAM [--articles 3000]

Beside it the same files in one build, which finds all of them at once: what the service takes longer is the price of
not knowing what is still to come.
"""
import argparse
import os
import pathlib
import tempfile
import time

import build
import corpus
import service


def seconds_of_burst(program, root, articles):
    waiting = root / "waiting"
    corpus.write(waiting, articles)
    with service.running(program, root):
        begin = time.perf_counter()
        for path in sorted(waiting.iterdir()):
            os.rename(path, root / "inbox" / path.name)
        service.wait_for_pages(root, articles)
        return time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--articles", type=int, default=3000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix=".build-bench-", dir=".") as name:
        root = pathlib.Path(name).resolve()
        print(f"\n{options.articles} files, one after the other")
        seconds = seconds_of_burst(options.program, root / "service", options.articles)
        print(f"{'the service, until all pages are out':<40}{seconds:>9.2f} s", flush=True)
        inbox = root / "build" / "inbox"
        corpus.write(inbox, options.articles)
        command = [pathlib.Path(options.program).resolve(), "build", *service.arguments(root / "build")]
        seconds, _, _ = build.measured(command + ["--url", "https://example.org/"])
        print(f"{'a build of all of them, feeds too':<40}{seconds:>9.2f} s")


if __name__ == "__main__":
    main()
