#!/usr/bin/env python3
"""How fast feeds are validated, and that the cost grows with the number of entries alone.

usage: feeds.py PROGRAM [--runs 3] [--entries 100,1000,10000,100000] [--rendering PROGRAM]

CPU time of the kernel, start of the program taken off; the least of several runs. Beside it stand xmllint --noout,
which only parses, and feedparser, which reads what it can and judges nothing. A peer that is not installed is left out.

Then how fast feeds are rendered, beside copying the same bytes, by the program of Benchmarks/Rendering; and what it
costs the service to validate a feed before it is published.
"""
import argparse
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

PARAGRAPH = "<p>The bridge was opened at noon &amp; closed again at night; 国家 and 服务 are words of two signs.</p>"
HTML = PARAGRAPH * 24
ATOM = """<entry><id>tag:example.org,2026:e/{n}</id><title>Story {n}</title><updated>2026-03-14T09:26:53Z</updated>
<link rel="alternate" type="text/html" href="https://example.org/{n}"/><summary>Story {n} in short.</summary>
<content type="html">{html}</content></entry>
"""
RSS = """<item><title>Story {n}</title><link>https://example.org/{n}</link><description>Story {n} in short.</description>
<guid isPermaLink="false">tag:example.org,2026:e/{n}</guid><pubDate>Sat, 14 Mar 2026 09:26:53 GMT</pubDate>
<content:encoded>{html}</content:encoded></item>
"""
HEAD = {
    "atom": """<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:example.org,2026:f</id><title>T</title>
<updated>2026-03-14T09:26:53Z</updated><author><name>A</name></author>
<link rel="self" type="application/atom+xml" href="https://example.org/f"/>
""",
    "rss": """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><link>https://example.org/</link>
<description>D</description><atom:link rel="self" type="application/rss+xml" href="https://example.org/f"/>
""",
    "json": """{"version": "https://jsonfeed.org/version/1.1", "title": "T", "feed_url": "https://example.org/f",
"items": [""",
}
TAIL = {"atom": "</feed>\n", "rss": "</channel></rss>\n", "json": "]}\n"}


def entry(form, number):
    if form == "json":
        item = {"id": f"tag:example.org,2026:e/{number}", "url": f"https://example.org/{number}", "content_html": HTML,
                "title": f"Story {number}", "date_published": "2026-03-14T09:26:53Z"}
        return ("," if number else "") + json.dumps(item, ensure_ascii=False) + "\n"
    return (ATOM if form == "atom" else RSS).format(n=number, html=escape(HTML))


def write(path, form, count):
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD[form])
        for number in range(count):
            file.write(entry(form, number))
        file.write(TAIL[form])


def seconds(command):
    """CPU time of the command; a command that fails ends the run."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} failed")
    return usage.ru_utime + usage.ru_stime


def least(command, runs):
    return min(seconds(command) for _ in range(runs))


def rendering(program):
    print(f"\n{'rendering':10} {'entries':>8} {'MB':>7} {'MB/s':>7} {'copying':>9} {'made ready':>11} {'validated in ms':>16}")
    for line in subprocess.run([program], check=True, capture_output=True, text=True).stdout.splitlines():
        form, count, *numbers = line.split()
        size, ready, rendered, copied, validated = map(int, numbers)
        print(f"{form:10} {count:>8} {size / 1e6:7.2f} {size / rendered * 1e3:7.0f} {size / copied * 1e3:9.0f} "
              f"{size / (ready + rendered) * 1e3:11.0f} {validated / 1e6:16.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--entries", default="100,1000,10000,100000")
    parser.add_argument("--rendering", type=pathlib.Path)
    options = parser.parse_args()
    program = pathlib.Path(options.program).resolve()
    counts = [int(count) for count in options.entries.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "feed")
        print(f"{'validating':10} {'entries':>8} {'MB':>7} {'MB/s':>7} {'µs/entry':>9} {'xmllint':>9} {'feedparser':>11}")
        for form in HEAD:
            write(path, form, 0)
            start = least([program, "validate", path], options.runs)
            for count in counts:
                write(path, form, count)
                size = os.path.getsize(path) / 1e6
                time = max(least([program, "validate", path], options.runs) - start, 1e-6)
                peers = ["", ""]
                if form != "json" and shutil.which("xmllint"):
                    peers[0] = f"{least(['xmllint', '--huge', '--noout', path], options.runs) / count * 1e6:.1f}"
                if form != "json" and count <= 1000 and importlib.util.find_spec("feedparser"):
                    script = f"import feedparser; feedparser.parse({path!r})"
                    peers[1] = f"{least([sys.executable, '-c', script], 1) / count * 1e6:.1f}"
                print(f"{form:10} {count:8} {size:7.1f} {size / time:7.1f} {time / count * 1e6:9.1f} "
                      f"{peers[0]:>9} {peers[1]:>11}", flush=True)
    if options.rendering:
        rendering(options.rendering.resolve())


if __name__ == "__main__":
    main()
