"""The folders of one run, what is dropped into them, and the program under attack."""
import dataclasses
import os
import pathlib
import shutil
import subprocess
import zlib

HERE = pathlib.Path(__file__).resolve().parent
SETTINGS = """\
url: https://news.example.org/
authority: news.example.org
listen: 127.0.0.1:0
title: News
language: en
time-zone: UTC
authors: [{name: Nobody}]
feed-entries: 8
retraction-guard: 100 %
retraction-grace: 0 s
workers: 1
log-level: warning
"""
# All calls that change files.
ALL = "write,sync,syncfs,rename,link,unlink,truncate,create,mkdir"


@dataclasses.dataclass
class Story:
    """A story is known by its number, whatever its words become."""
    number: int
    version: int = 1
    title: str = ""

    def lines(self):
        # The words belong to the number, so that a story that is retitled is found again by its text.
        words = " ".join(f"w{zlib.crc32(f'{self.number} {place}'.encode()):08x}" for place in range(24))
        return [f"Of story-{self.number}-{self.version}-end there is this to tell.", words]

    @property
    def headline(self):
        return self.title or f"Headline of number {self.number}"


def text(name, stories):
    """The bytes of a bulletin; a note of its own, or a digest."""
    if name.endswith(".md"):
        head = ["---", f"title: {stories[0].headline}", f"date: 2026-01-{stories[0].number % 28 + 1:02d}", "---", ""]
        return "\n".join(head + stories[0].lines()).encode() + b"\n"
    if len(stories) == 1:
        return "\n".join([stories[0].headline, "", *stories[0].lines()]).encode() + b"\n"
    marks = "①②③④⑤⑥⑦⑧⑨⑩"
    # Without figures: another number in the title says that the file holds the next issue.
    called = pathlib.Path(name).stem.translate(str.maketrans("0123456789", "klmnopqrst"))
    lines = [f"Review called {called}"] + ["■" + story.headline for story in stories]
    for mark, story in zip(marks, stories):
        lines += [mark + story.headline, *story.lines()]
    return "\n".join(lines).encode() + b"\n"


PICTURE = bytes([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + bytes(range(256)) * 8


def stages():
    """What the inbox holds after the first drop, after edits with additions, and after removals with a new name."""
    one, two, three, four, five, six = (Story(number) for number in range(1, 7))
    # So many that their pages are synced together; others are synced one by one.
    many = {f"m{number}.md": [Story(number)] for number in range(100, 109)}
    first = many | {"w1.txt": [one, two, three], "w2.txt": [four], "water/n.md": [five], "k.txt": [six]}
    edits = many | {
        "w1.txt": [Story(7), Story(1, 2), three, Story(2, 1, "A headline that was mended")],
        "w2.txt": [Story(4, 2)], "water/n.md": [five], "k.txt": [six], "w3.txt": [Story(8), Story(9)],
    }
    removals = many | {
        "w1.txt": [Story(1, 2), three, Story(2, 1, "A headline that was mended")], "water/n.md": [five],
        "renamed.txt": [six], "w3.txt": [Story(9), Story(8)],
    }
    return {"first": first, "edits": edits, "removals": removals}


class World:
    """Inbox, site and state below `root`, or wherever `places` says."""

    def __init__(self, root, program, shim, places=None):
        self.root, self.program, self.shim = pathlib.Path(root), program, shim
        self.root.mkdir(parents=True, exist_ok=True)
        places = places or {}
        for name in ("inbox", "site", "state"):
            setattr(self, name, pathlib.Path(places.get(name, self.root / name)))
        self.inbox.mkdir(parents=True, exist_ok=True)
        self.log = self.root / "calls"
        self.settings = self.root / "settings.yaml"
        lines = [f"{name}: {getattr(self, name)}\n" for name in ("inbox", "site", "state")]
        self.settings.write_text("".join(lines) + SETTINGS)

    def copy(self, root):
        other = World(root, self.program, self.shim)
        for name in ("inbox", "site", "state"):
            if getattr(self, name).exists():
                shutil.copytree(getattr(self, name), getattr(other, name), dirs_exist_ok=True)
        return other

    def fill(self, stage):
        """Brings the inbox to a stage, each file by a rename."""
        for path in sorted(self.inbox.rglob("*")):
            name = str(path.relative_to(self.inbox))
            if path.is_file() and name not in stage and path.suffix != ".png":
                path.unlink()
            elif path.suffix == ".png" and f"{path.stem}.txt" not in stage:
                path.rename(path.with_stem("renamed"))
        for name, stories in stage.items():
            self.drop(name, text(name, stories))
        if "k.txt" in stage:
            self.drop("k.png", PICTURE)

    def drop(self, name, data):
        path = self.inbox / name
        if path.exists() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        arriving = path.parent / f".arriving-{path.name}"
        arriving.write_bytes(data)
        arriving.rename(path)

    def environment(self, **faults):
        keep = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "SWIFT_DETERMINISTIC_HASHING": "1"}
        keep["SWIFT_BACKTRACE"] = "enable=no"
        if faults:
            keep["LD_PRELOAD"] = str(self.shim)
            keep["TORTURE_LOG"] = str(self.log)
            keep.update({f"TORTURE_{name.upper()}": str(value) for name, value in faults.items()})
        return keep

    def build(self, patience=60, **faults):
        """Runs `build` to its end. Returns its exit status, negative for a signal, and what it said."""
        if faults:
            self.log.unlink(missing_ok=True)
        ending = subprocess.run(
            [self.program, "build", "--config", self.settings], env=self.environment(**faults), timeout=patience,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, errors="replace")
        return ending.returncode, ending.stderr

    def calls(self):
        """What the shim wrote of the latest run: number, class, path."""
        if not self.log.exists():
            return []
        lines = self.log.read_text(errors="replace").splitlines()
        return [(int(number), kind, path) for number, kind, path in (line.split(" ", 2) for line in lines)]


def compile_shim(folder):
    library = pathlib.Path(folder) / "shim.so"
    command = ["cc", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", library, HERE / "shim.c", "-ldl"]
    subprocess.run(command, check=True)
    return library
