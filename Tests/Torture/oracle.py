"""What must be true of a site, seen by parsers that are none of bulletind's."""
import json
import re
import xml.etree.ElementTree as tree
from xml.parsers import expat

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://news.example.org/"
STORY = re.compile(r"story-(\d+)-(\d+)-end")


class Wrong(Exception):
    """A promise that was broken."""


def whole(site):
    """Every file under a final name is a complete document."""
    for path in site.rglob("*"):
        if path.is_file() and not path.name.startswith(".tmp-"):
            try:
                document(path)
            except (expat.ExpatError, ValueError) as error:
                raise Wrong(f"{path.relative_to(site)} is broken ({error})")


def document(path):
    data = path.read_bytes()
    if path.suffix in (".rss", ".atom", ".xml", ".opml"):
        expat.ParserCreate().Parse(data, True)
    elif path.suffix == ".json":
        json.loads(data)
    elif path.suffix == ".html" and not data.rstrip().endswith(b"</html>"):
        raise ValueError("no end")
    elif path.suffix == ".css" and not data.rstrip().endswith(b"}"):
        raise ValueError("no end")
    elif path.suffix == ".png" and not data.endswith(bytes(range(256))):
        raise ValueError("no end")


def entries(path):
    """Of one Atom document: entries in order, and the path of the archive before it."""
    root = tree.parse(path).getroot()
    found = []
    for entry in root.iter(ATOM + "entry"):
        content = entry.findtext(ATOM + "content") or ""
        story = STORY.search(content)
        found.append({
            "id": entry.findtext(ATOM + "id"), "published": entry.findtext(ATOM + "published"),
            "updated": entry.findtext(ATOM + "updated"),
            "story": int(story[1]) if story else None, "version": int(story[2]) if story else None,
        })
    archives = [link.get("href") for link in root.findall(ATOM + "link") if link.get("rel") == "prev-archive"]
    return found, archives[0].removeprefix(BASE) if archives else None


class Ids:
    """Which story bears which id since when: facts that are only added to."""

    def __init__(self, known=None):
        self.of_id = dict(known.of_id) if known else {}
        self.of_story = dict(known.of_story) if known else {}

    def note(self, found):
        for entry in found:
            story, id_ = entry["story"], entry["id"]
            if story is None:
                continue
            fact = (story, entry["published"])
            if self.of_id.setdefault(id_, fact) != fact:
                raise Wrong(f"{id_} was {self.of_id[id_]} and is {fact}")
            # The day on which the catalogue began is left out, for runs over midnight.
            name = id_.split(":", 2)[2]
            if self.of_story.setdefault(story, name) != name:
                raise Wrong(f"story {story} was {self.of_story[story]} and is {name}")

    def note_site(self, site):
        """Takes what stands in all feeds of stories that are on the disk; none may say a thing twice."""
        for path in sorted(site.rglob("*.atom")):
            if path.name.startswith("feed"):
                found, _ = entries(path)
                if len({entry["id"] for entry in found}) != len(found):
                    raise Wrong(f"{path.relative_to(site)} holds an entry twice")
                self.note(found)


def identifiers(path):
    """The ids of a document in its order, tombstones aside, whatever its format."""
    if path.suffix == ".atom":
        return [entry["id"] for entry in entries(path)[0]]
    if path.suffix == ".rss":
        return [item.findtext("guid") for item in tree.parse(path).getroot().iter("item")]
    return [item["id"] for item in json.loads(path.read_bytes())["items"]]


def chain(site, name):
    """All entries of a feed, from what readers subscribe to along its archives, in order; formats agree in each."""
    found, path = [], f"{name}.atom"
    while path:
        atom = site / path
        if not atom.exists():
            raise Wrong(f"{path} is missing")
        part, previous = entries(atom)
        for suffix in (".rss", ".json"):
            other = atom.with_suffix(suffix)
            if not other.exists():
                raise Wrong(f"{other.relative_to(site)} is missing")
            if identifiers(other) != [entry["id"] for entry in part]:
                raise Wrong(f"{other.relative_to(site)} holds other entries than {path}")
        dates = [entry["published"] for entry in part]
        if dates != sorted(dates, reverse=True):
            raise Wrong(f"{path} is not in the order of its dates")
        found += part
        path = previous
    return found


def healed(world, stage, ids):
    """After a run without fault: what the inbox holds is in the feeds, once and as it stands, and nothing else is."""
    whole(world.site)
    ids.note_site(world.site)
    found = chain(world.site, "feed")
    stories = {story.number: story.version for stories in stage.values() for story in stories}
    seen = sorted(entry["story"] for entry in found)
    if seen != sorted(stories):
        raise Wrong(f"stories {sorted(stories)} were dropped, and {seen} are in the feed")
    for entry in found:
        if entry["version"] != stories[entry["story"]]:
            raise Wrong(f"story {entry['story']} is out in version {entry['version']}")
    if len(chain(world.site, "issues")) != len(stage):
        raise Wrong("the feed of issues does not hold each bulletin once")
    for root in (world.site, world.inbox, world.state):
        left = [path.name for path in root.rglob(".tmp-*")] + [path.name for path in root.rglob(".bulletind-*")]
        if left:
            raise Wrong(f"{left} were left behind")
    pages = {path.parent.name for path in (world.site / "bulletins").rglob("index.html")}
    if len(pages) != len(stage):
        raise Wrong(f"there are the pages {sorted(pages)} of {len(stage)} bulletins")
