"""Broken variants of bulletind: each must be caught by the part that is there to catch it."""
import pathlib
import shutil
import subprocess

import cuts
import kills
import oracle
import sweep

PROJECT = pathlib.Path(__file__).resolve().parents[2]
# What makes ids of places: an entry is what stands where it stood, and its id is its number.
POSITION = {
    "Sources/BulletinCore/Planning/Plan.swift": [
        ("let matches = Self.matches(\n"
         "            bulletin.sections, of: key, to: known, isNextIssue: isNextIssue, former: former, besides: adopted, comers)",
         "let matches = bulletin.sections.indices.map { known.indices.contains($0) ? $0 : nil }"),
        ("title: section.title, from: numbers", 'title: "\\(position)", from: numbers'),
    ],
}


def caught(name, result, place):
    """A row that has a failure when the variant passed all points.

    - place: the folder that it worked in.
    """
    row = sweep.Result("v", f"variant: {name}")
    row.points, row.seconds = result.points, result.seconds
    if result.failures:
        row.notes.append(f"caught: {result.failures[0].replace(f'{place}/', '')[:300]}")
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
        "ids from position": lambda place: positions(place, swift, shim),
    }.items()):
        place = root / f"v{number}"
        place.mkdir()
        yield caught(name, attack(place), place)


def positions(place, swift, shim):
    result = sweep.Result("v", "")
    program = patched(swift)
    result.points = 1
    try:
        sweep.checkpoints(place, program, shim)
    except oracle.Wrong as error:
        result.failures.append(str(error))
    return result


def patched(swift):
    """Builds a patched copy of the tree, which stays for the next time. The first time is long."""
    tree = PROJECT / ".build/variant"
    for name in ("Package.swift", "Package.resolved", "Sources", "Tests", "Benchmarks"):
        follow(PROJECT / name, tree / name)
    for path, changes in POSITION.items():
        text = (PROJECT / path).read_text()
        for old, new in changes:
            if text.count(old) != 1:
                raise SystemExit(f"{path}: '{old}' is not there once; mend {__file__}")
            text = text.replace(old, new)
        write(tree / path, text.encode())
    if not (tree / ".build").exists():
        # Nothing is fetched again.
        (tree / ".build").mkdir()
        for name in ("artifacts", "checkouts", "repositories", "workspace-state.json"):
            subprocess.run(["cp", "-a", PROJECT / ".build" / name, tree / ".build"], check=True)
    ending = subprocess.run(
        [swift, "build", "--package-path", tree, "--product", "bulletind"], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True)
    if ending.returncode != 0:
        raise SystemExit(f"The variant could not be built:\n{ending.stdout[-2000:]}")
    return tree / ".build/debug/bulletind"


def follow(original, copy):
    """Makes `copy` like `original`. What is alike stays untouched, so that it is not built again."""
    if original.is_dir():
        copy.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in original.iterdir()}
        for path in copy.iterdir():
            if path.name not in names:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name in sorted(names):
            follow(original / name, copy / name)
    elif original.exists() and str(original.relative_to(PROJECT)) not in POSITION:
        write(copy, original.read_bytes())


def write(path, data):
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
