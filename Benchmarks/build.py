#!/usr/bin/env python3
"""How long a full build takes, beside hugo's over the same articles.

usage: build.py PROGRAM [--articles 2000] [--digests 100] [--runs 3]

Both write a page for each article, an index of the fifty newest, and a feed of these in full; bulletind also Atom and
JSON Feed, and a catalogue that makes the next build short. Time and memory are those of the kernel, children included;
of several runs the one with the median time is shown. hugo is left out where it is not installed.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import corpus
import service

HUGO = {
    "config.yaml": """\
baseURL: https://example.org/
title: Measurement
languageCode: zh-Hans
timeZone: UTC
disableKinds: [taxonomy, term, section, sitemap, robotsTXT, "404"]
outputs: {home: [HTML, RSS]}
services: {rss: {limit: 50}}
""",
    "layouts/_default/single.html": """\
<!DOCTYPE html><html><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><article>
<h1>{{ .Title }}</h1><time>{{ .Date.Format "2006-01-02" }}</time>{{ .Content }}</article></body></html>
""",
    "layouts/index.html": """\
<!DOCTYPE html><html><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
{{ range first 50 site.RegularPages }}<article><h2><a href="{{ .Permalink }}">{{ .Title }}</a></h2>
<p>{{ .Summary }}</p></article>{{ end }}</body></html>
""",
    "layouts/index.rss.xml": """\
{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0"><channel><title>{{ site.Title }}</title><link>{{ site.BaseURL }}</link><description/>
{{ range first 50 site.RegularPages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<guid>{{ .Permalink }}</guid><pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" | safeHTML }}</pubDate>
<description>{{ .Content | html }}</description></item>{{ end }}</channel></rss>
""",
}


def measured(command):
    """Runs a command; returns wall seconds, CPU seconds and peak MiB."""
    begin = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with status {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def row(name, bulletins, runs, site):
    wall, cpu, peak = sorted(runs)[len(runs) // 2]
    files = sum(1 for path in site.rglob("*") if path.is_file())
    print(f"{name:<34}{bulletins:>9}{wall:>9.2f}{cpu:>9.2f}{peak:>10.0f}{files:>8}", flush=True)


def build_bulletind(program, root, name, articles, digests, runs):
    figures = []
    for _ in range(runs):
        shutil.rmtree(root, ignore_errors=True)
        corpus.write(root / "inbox", articles, digests)
        command = [pathlib.Path(program).resolve(), "build", *service.arguments(root)]
        command += ["--url", "https://example.org/"]
        figures.append(measured(command))
    row(name, articles + digests, figures, root / "site")
    return command


def build_hugo(root, articles, runs):
    for name, text in HUGO.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    corpus.write(root / "content", articles)
    figures = []
    for _ in range(runs):
        shutil.rmtree(root / "public", ignore_errors=True)
        figures.append(measured(["hugo", "--source", root, "--quiet"]))
    row("hugo", articles, figures, root / "public")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--digests", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix=".build-bench-", dir=".") as name:
        root = pathlib.Path(name).resolve()
        print(f"\nFull builds, median of {options.runs}")
        print(f"{'':<34}{'bulletins':>9}{'wall s':>9}{'cpu s':>9}{'peak MiB':>10}{'files':>8}")
        common = (options.program, root / "articles")
        command = build_bulletind(*common, "bulletind, articles", options.articles, 0, options.runs)
        again = [measured(command) for _ in range(options.runs)]
        row("bulletind, again, nothing new", options.articles, again, root / "articles" / "site")
        if options.digests:
            build_bulletind(
                options.program, root / "digests", "bulletind, digests of ten stories", 0, options.digests,
                options.runs)
        if shutil.which("hugo"):
            build_hugo(root / "hugo", options.articles, options.runs)
        else:
            print("hugo is not installed, and was left out")


if __name__ == "__main__":
    main()
