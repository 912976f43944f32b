"""(f) Very many files at once, beside the floor: the bare cost of as many durable files on the same disk."""
import concurrent.futures
import ctypes
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import oracle
import sweep
from world import HERE, World

sys.path.insert(0, str(HERE.parents[1] / "Benchmarks"))
import corpus  # noqa: E402

# Pages that the floor syncs at once.
BATCH = 256


def part(program, shim, count, verified=False):
    """- verified: compare the site with what it is when it is rendered anew, which takes longer than to publish it."""
    # On the disk that the project is on: in memory, the floor would cost nothing.
    with tempfile.TemporaryDirectory(prefix="torture-", dir=HERE.parents[1] / ".build") as root:
        return flood(pathlib.Path(root), program, shim, count, verified)


def flood(root, program, shim, count, verified):
    result = sweep.Result("f", f"{count} files of 2 kB dropped at once" + ", verified" * verified)
    begin = time.monotonic()
    world = World(root / "f", program, shim)
    world.settings.write_text(world.settings.read_text().replace("feed-entries: 8\n", "").replace("workers: 1\n", ""))
    elsewhere = world.root / "arriving"
    corpus.write(elsewhere, count)
    shutil.rmtree(world.inbox)
    elsewhere.rename(world.inbox)
    start = time.monotonic()
    process = subprocess.Popen(
        [world.program, "build", "--config", world.settings], env=world.environment(), stdin=subprocess.DEVNULL)
    memory = {}
    while process.poll() is None:
        watch(process.pid, memory)
        time.sleep(0.2)
    seconds = time.monotonic() - start
    result.points = 1
    try:
        if process.returncode != 0:
            raise oracle.Wrong(f"ended with {process.returncode}")
        check(world, count)
        if verified:
            sweep.verify(world)
        peak = max(memory.values(), default=0) / 1024
        result.notes.append(f"{seconds:.1f} s, {peak:.0f} MiB for the largest of {len(memory)} processes")
        if peak > 300:
            raise oracle.Wrong(f"{peak:.0f} MiB are more than 300")
    except oracle.Wrong as error:
        result.failures.append(str(error))
    sizes = [path.stat().st_size for path in world.site.rglob("*") if path.is_file()]
    # While all of it is there: file systems give the places of deleted files out again slowly, for half a minute.
    bare = floor(root / "floor", sizes)
    shutil.rmtree(world.root)
    megabytes = sum(sizes) / 1e6
    result.notes.append(
        f"floor: {len(sizes)} files, {megabytes:.0f} MB in {bare:.1f} s; this is {seconds / bare:.1f} times that")
    result.seconds = time.monotonic() - begin
    return result


def watch(parent, memory):
    """Notes the peak of a process and of its children, in kB."""
    try:
        threads = pathlib.Path(f"/proc/{parent}/task").iterdir()
        below = [child for thread in threads for child in (thread / "children").read_text().split()]
        for process in [str(parent), *below]:
            for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    memory[process] = int(line.split()[1])
    except OSError:
        return  # It ended meanwhile.


def check(world, count):
    with concurrent.futures.ProcessPoolExecutor() as pool:
        checks = [pool.submit(in_feed, world.site, count), pool.submit(oracle.whole, world.site)]
        pages = sum(1 for _ in (world.site / "bulletins").glob("*/index.html"))
        for waiting in checks:
            waiting.result()
    if pages != count:
        raise oracle.Wrong(f"there are {pages} pages")


def in_feed(site, count):
    found = oracle.chain(site, "feed")
    ids = {entry["id"] for entry in found}
    if len(found) != count or len(ids) != count:
        raise oracle.Wrong(f"{len(found)} entries with {len(ids)} ids are in the feed")


def floor(folder, sizes):
    """Seconds to create, sync and rename files of these sizes."""
    begin = time.monotonic()
    for start in range(0, len(sizes), BATCH):
        names = []
        for number, size in enumerate(sizes[start:start + BATCH], start):
            place = folder / str(number)
            place.mkdir(parents=True)
            (place / ".tmp").write_bytes(bytes(size))
            names.append(place)
        folder_file = os.open(folder, os.O_RDONLY)
        sync(folder_file)
        for place in names:
            (place / ".tmp").rename(place / "index.html")
        sync(folder_file)
        os.close(folder_file)
    seconds = time.monotonic() - begin
    shutil.rmtree(folder)
    return seconds


def sync(folder):
    """syncfs(2), which Python does not have."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syncfs(folder) != 0:
        raise OSError(ctypes.get_errno(), "syncfs")
