#!/usr/bin/env python3
"""Reads all feeds in a folder with expat and json, and prints what readers take from them.

usage: feed-oracle.py FOLDER
"""
import html
import json
import pathlib
import sys
import xml.etree.ElementTree as tree  # expat

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"


def text(element, name):
    child = element.find(name)
    value = child.text or ""
    return html.unescape(value) if child.get("type") == "html" and name != ATOM + "content" else value


def rss(data):
    channel = tree.fromstring(data).find("channel")
    return {"title": text(channel, "title"), "language": text(channel, "language"), "items": [
        {"id": text(item, "guid"), "url": text(item, "link"), "title": text(item, "title"),
         "content": text(item, CONTENT + "encoded"), "summary": html.unescape(text(item, "description")),
         "published": text(item, "pubDate"), "tags": [tag.text or "" for tag in item.findall("category")],
         "authors": [name.text or "" for name in item.findall(DC + "creator")]} for item in channel.findall("item")]}


def atom(data):
    feed = tree.fromstring(data)
    return {"title": text(feed, ATOM + "title"), "language": feed.get("{http://www.w3.org/XML/1998/namespace}lang"),
            "items": [
        {"id": text(entry, ATOM + "id"), "url": entry.find(ATOM + "link").get("href"),
         "title": text(entry, ATOM + "title"), "content": text(entry, ATOM + "content"),
         "summary": text(entry, ATOM + "summary"), "published": text(entry, ATOM + "published"),
         "tags": [tag.get("term") for tag in entry.findall(ATOM + "category")],
         "authors": [name.text or "" for name in entry.findall(f"{ATOM}author/{ATOM}name")]}
        for entry in feed.findall(ATOM + "entry")]}


def json_feed(data):
    feed = json.loads(data)
    return {"title": feed["title"], "language": feed["language"], "items": [
        {"id": item["id"], "url": item["url"], "title": item["title"], "content": item["content_html"],
         "summary": item["summary"], "published": item["date_published"], "tags": item.get("tags", []),
         "authors": [author["name"] for author in item.get("authors", [])]} for item in feed["items"]]}


READERS = {".rss": rss, ".atom": atom, ".json": json_feed}
print(json.dumps({path.name: READERS[path.suffix](path.read_bytes())
                  for path in pathlib.Path(sys.argv[1]).iterdir() if path.suffix in READERS}))
