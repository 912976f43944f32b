"""Broken variants of bulletind: each must be caught by the part that is there to catch it."""
import pathlib
import subprocess

import cuts
import kills
import oracle
import sweep

PROJECT = pathlib.Path(__file__).resolve().parents[2]
# What makes ids of places: an entry is what stands where it stood, and its id is its number.
POSITION = {
    "Sources/BulletinCore/Planning/Plan.swift": [
        ("let matches = Matching.match(bulletin.sections, to: known)",
         "let matches = bulletin.sections.indices.map { known.indices.contains($0) ? $0 : nil }"),
        ("authority.mint(key: key, title: section.title)", 'authority.mint(key: key, title: "\\(position)")'),
    ],
}


def caught(name, result):
    """A row that has a failure when the variant passed all points."""
    row = sweep.Result("v", f"variant: {name}")
    row.points, row.seconds = result.points, result.seconds
    if result.failures:
        row.notes.append(f"caught: {result.failures[0][:140]}")
    else:
        row.failures.append("not caught")
    return row


def part(root, program, shim, swift):
    for number, (name, attack) in enumerate({
        "feeds written in place": lambda place: kills.part(
            place, program, shim, every=3, stop_early=True, **{"break": "in-place"}),
        "no folder is synced": lambda place: cuts.part(
            place, program, shim, "xfs", every=10, stop_early=True, **{"break": "folder-sync"}),
        "write-ahead log with synchronous=NORMAL": lambda place: cuts.part(
            place, program, shim, "ext4", every=2, stop_early=True, **{"break": "wal-sync"}),
        "ids from position": lambda place: positions(place, shim, swift),
    }.items()):
        place = root / f"v{number}"
        place.mkdir()
        yield caught(name, attack(place))


def positions(place, shim, swift):
    result = sweep.Result("v", "")
    program = patched(place / "layers", swift)
    result.points = 1
    try:
        sweep.checkpoints(place, program, shim)
    except oracle.Wrong as error:
        result.failures.append(str(error))
    return result


def patched(scratch, swift):
    """Builds a patched copy. It is laid over the tree, so that what is built of it already need not be built again."""
    for name in ("upper", "work"):
        (scratch / name).mkdir(parents=True)
    for path, changes in POSITION.items():
        text = (PROJECT / path).read_text()
        for old, new in changes:
            if text.count(old) != 1:
                raise SystemExit(f"{path}: '{old}' is not there once; mend {__file__}")
            text = text.replace(old, new)
        (scratch / "upper" / path).parent.mkdir(parents=True)
        (scratch / "upper" / path).write_text(text)
    options = f"lowerdir={PROJECT},upperdir={scratch / 'upper'},workdir={scratch / 'work'}"
    ending = subprocess.run(
        ["unshare", "-m", "bash", "-c",
         'mount -t overlay overlay -o "$1" "$2" && cd "$2" && exec "$3" build -c release --product bulletind',
         "_", options, PROJECT, swift], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if ending.returncode != 0:
        raise SystemExit(f"The variant could not be built:\n{ending.stdout[-2000:]}")
    # The overlay is gone with the command, and what it wrote is in its upper layer.
    return next(path for path in (scratch / "upper/.build").rglob("release/bulletind") if path.is_file())
