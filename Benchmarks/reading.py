#!/usr/bin/env python3
"""How fast each format is read, and that the cost grows with the size alone.

usage: reading.py PROGRAM [--runs 3]

`bulletind parse` reads; CPU time of the kernel, start of the program taken off; the least of several runs. Beside each
format stands a floor that does less: iconv checks the text, cmark-gfm makes HTML that nothing has sanitized, xmllint
reads and writes HTML, unzip only takes the main part out. A floor that is not installed is left out.
"""
import argparse
import io
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile

SIZES = [1_000_000, 2_000_000, 5_000_000, 9_300_000]
WORDS = "园区 服务 企业 首批 线路 开通 改造 完成 新增 面积 检测 设备 预订 夜间 通勤 班车 质量 标准 厂房 供气 处理 设施 平均 缩短 签约 投产 会议 部署 推进 保障".split()


def sentence(source, length):
    words = [source.choice(WORDS) for _ in range(length)]
    return "".join(words) + "。"


def paragraph(source, size):
    parts = []
    while sum(map(len, parts)) * 3 < size:
        parts.append(sentence(source, source.randint(8, 20)))
    return "".join(parts)


def headline(source, number):
    return "".join(source.sample(WORDS, 5)) + str(number)


def stories(source, size):
    """At most 1,500 stories, so that no limit is met."""
    each = max(2_000, size // 1_400)
    made, number = 0, 0
    while made < size:
        number += 1
        body = [paragraph(source, each // 4) for _ in range(4)]
        made += each
        yield number, headline(source, number), body


def text(source, size):
    lines = ["园区服务周报", "第12期"]
    for number, title, body in stories(source, size):
        lines += [f"{number}、{title}"] + body
    return ("\n".join(lines) + "\n").encode()[:size].decode(errors="ignore").encode()


def markdown(source, size):
    lines = ["# 园区服务周报 第12期", ""]
    for number, title, body in stories(source, size):
        lines += [f"## {title}", "", f"**{body[0]}**", "", body[1], "", f"- {body[2]}", f"- [链接](https://h.example/{number})", "", body[3], ""]
    return ("\n".join(lines) + "\n").encode()


def html(source, size):
    parts = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>园区服务周报 第12期</title></head><body>"]
    for number, title, body in stories(source, size):
        parts.append(f"<h2 class='t'>{title}</h2><p style='x'><strong>{body[0]}</strong></p><p>{body[1]}</p><ul><li>{body[2]}</li></ul><p><a href='https://h.example/{number}'>{body[3]}</a></p>\n")
    return ("".join(parts) + "</body></html>").encode()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(source, size):
    parts = [f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>']
    for number, title, body in stories(source, size):
        parts.append(f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{title}</w:t></w:r></w:p>')
        for line in body:
            parts.append(f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{line[:9]}</w:t></w:r><w:r><w:t>{line[9:]}</w:t></w:r></w:p>")
    parts.append("</w:body></w:document>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        archive.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
        archive.writestr("word/document.xml", "".join(parts))
        # Noise that does not shrink, so that the file has the size of one with pictures.
        archive.writestr("word/theme/theme1.xml", random.Random(1).randbytes(8_000))
    return out.getvalue()


def mail(source, size):
    head = "From: editor@h.example\r\nSubject: weekly\r\nDate: Mon, 03 Mar 2031 08:00:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return head.encode() + text(source, size)


FORMATS = [
    ("text", "txt", text, ["iconv", "-f", "utf-8", "-t", "utf-8", "{file}"]),
    ("Markdown", "md", markdown, ["cmark-gfm", "--unsafe", "-e", "table", "{file}"]),
    ("HTML", "html", html, ["xmllint", "--html", "--huge", "--noout", "{file}"]),
    ("DOCX", "docx", docx, ["unzip", "-p", "{file}", "word/document.xml"]),
    ("mail", "eml", mail, None),
]


def seconds(command):
    """CPU seconds, children included."""
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with status {process.returncode}: {errors.decode(errors='replace')[:300]}")
    return usage.ru_utime + usage.ru_stime


def least(command, runs):
    return min(seconds(command) for _ in range(runs))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    program = pathlib.Path(arguments.program).resolve()
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        (folder / "small.txt").write_text("园区公告\n本周起延长开放时间。\n")
        start = least([program, "parse", folder / "small.txt"], arguments.runs * 2)
        print(f"start of the program: {start * 1000:.0f} ms, taken off below")
        print("one file of 1, 2, 5 and 10 MB (a DOCX: of text in it)")
        for name, ending, make, floor in FORMATS:
            cells = []
            for size in SIZES:
                file = folder / f"large.{ending}"
                file.write_bytes(make(random.Random(size), size))
                taken = max(least([program, "parse", file], arguments.runs) - start, 1e-4)
                cells.append(f"{size / 1e6 / taken:6.1f}")
            line = f"  {name:9} {' '.join(cells)} MB/s"
            if floor and shutil.which(floor[0]):
                taken = max(least([part.format(file=file) for part in floor], arguments.runs), 1e-4)
                line += f"   floor ({floor[0]}) {SIZES[-1] / 1e6 / taken:.0f} MB/s"
            print(line)
        print("five hundred files of 20 kB")
        for name, ending, make, _ in FORMATS:
            files = []
            for number in range(500):
                files.append(folder / f"{number}.{ending}")
                files[-1].write_bytes(make(random.Random(number), 20_000 if ending != "docx" else 60_000))
            total = sum(file.stat().st_size for file in files)
            taken = max(least([program, "parse", *files], arguments.runs) - start, 1e-4)
            print(f"  {name:9} {total / 500 / 1000:5.1f} kB each: {500 / taken:6.0f} files/s, {total / 1e6 / taken:5.1f} MB/s")


main()
