#!/usr/bin/env python3
"""Writes bulletins to measure with: equal arguments, equal bytes.

usage: corpus.py FOLDER [--articles 2000] [--digests 0]

Articles are Markdown with front matter, about 2 KB each, one a day backwards from 2025-12-31; digests are plain text
with ten numbered stories, a contents list and link lists. Half of the words are Chinese.
"""
import argparse
import datetime
import pathlib
import random

ENGLISH = """river gauge harbour tariff inspection valve council draft notice reservoir survey pipeline winter budget
meter training bridge canal ferry storm warning committee report quarter supply rainfall pump station public""".split()
CHINESE = """水库 调度 会议 部署 灌区 渠道 检查 通知 监测 标准 流域 整改 公布 节水 项目 验收 改造 设施 会商 预警 供水 管网
泵站 座谈 调研 年度 计划 推进 落实 完成""".split()
TOPICS = ["water", "weather", "harbour", "roads", "schools", "energy", "notices", "research"]
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def english(random_, count):
    return " ".join(random_.choice(ENGLISH) for _ in range(count))


def chinese(random_, count):
    return "".join(random_.choice(CHINESE) for _ in range(count))


def paragraph(random_, count):
    clauses = [random_.choice([english, chinese])(random_, 8) for _ in range(count // 8)]
    return "，".join(clauses) + "。"


def article(number):
    """The name and the text of one article."""
    r = random.Random(f"article {number}")
    day = datetime.date(2025, 12, 31) - datetime.timedelta(days=number)
    items = "\n".join(f"- {chinese(r, 6)} {english(r, 4)}" for _ in range(4))
    lines = [
        "---",
        f'title: "{chinese(r, 4)} {english(r, 3)} {number}"',
        f"date: {day}T{number % 24:02d}:30:00Z",
        f"tags: [{', '.join(r.sample(TOPICS, 2))}]",
        "---",
        "",
        paragraph(r, 72),
        "",
        f"## {english(r, 4).capitalize()}",
        "",
        items,
        "",
        f"**{chinese(r, 3)}** [{english(r, 3)}](https://example.org/{number}) {paragraph(r, 64)}",
        "",
        f"> {paragraph(r, 24)}",
        "",
        paragraph(r, 88),
        "",
    ]
    return f"{day}-article-{number:06d}.md", "\n".join(lines)


def digest(number):
    """The name and the text of one digest."""
    r = random.Random(f"digest {number}")
    day = datetime.date(2025, 12, 31) - datetime.timedelta(days=7 * number)
    titles = [chinese(r, 7) for _ in CIRCLED]
    lines = [paragraph(r, 16), f"一周要闻 第{number + 1}期"]
    lines += ["■" + title for title in titles]
    for marker, title in zip(CIRCLED, titles):
        lines += [marker + title, paragraph(r, 40), "链接", chinese(r, 8), chinese(r, 6)]
    return f"{day}-digest-{number:06d}.txt", "\n".join(lines) + "\n"


def write(folder, articles, digests=0):
    """Fills a folder, which is made if need be; returns the bytes written."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for make, count in ((article, articles), (digest, digests)):
        for number in range(count):
            name, text = make(number)
            size += (folder / name).write_bytes(text.encode())
    return size


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--digests", type=int, default=0)
    options = parser.parse_args()
    print(write(options.folder, options.articles, options.digests), "bytes")
