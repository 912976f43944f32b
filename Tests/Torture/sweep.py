"""Parts (a), (c) and (d) have one shape: the states before each stage, and a point at each call of the next run."""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import time

import oracle
from world import World, stages


class Result:
    """A row of the table."""

    def __init__(self, part, what):
        self.part, self.what = part, what
        self.points, self.failures, self.seconds, self.notes = 0, [], 0.0, []

    def line(self):
        return f"{self.part:<3} {self.what:<58}{self.points:>8}{len(self.failures):>10}{self.seconds:>9.0f}"


def run_points(result, points, attack, stop_early=False):
    """Runs `attack(point)` for all points, as many at once as there are processors; a `Wrong` is a failure."""
    begin = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        waiting = {pool.submit(attack, point): point for point in points}
        for done in concurrent.futures.as_completed(waiting):
            result.points += 1
            try:
                done.result()
            except (oracle.Wrong, subprocess.TimeoutExpired) as error:
                result.failures.append(f"{waiting[done]}: {error}")
                if stop_early:
                    pool.shutdown(cancel_futures=True)
                    break
    result.seconds += time.monotonic() - begin
    return result


class Checkpoint:
    """A world as it is before a stage is dropped, and what is known of its ids."""

    def __init__(self, name, world, stage, ids):
        self.name, self.world, self.stage, self.ids = name, world, stage, ids


def checkpoints(root, program, shim, **faults):
    """Runs all stages without a kill. Every later run must agree with the ids that come of it.

    - faults: those that all runs have, like a defect.
    """
    world = World(pathlib.Path(root) / "reference", program, shim)
    ids, found = oracle.Ids(), []
    for name, stage in stages().items():
        found.append(Checkpoint(name, world.copy(pathlib.Path(root) / f"before-{name}"), stage, oracle.Ids(ids)))
        world.fill(stage)
        succeed(world, **faults)
        oracle.healed(world, stage, ids)
        validate(world)
    for checkpoint in found:
        checkpoint.ids.of_story = dict(ids.of_story)
    return found


def validate(world):
    """All feeds of a site, by the command that is made for it."""
    feeds = [path for suffix in ("rss", "atom", "json") for path in sorted(world.site.rglob(f"*.{suffix}"))]
    look(world, "validate", *feeds)


def verify(world):
    """What is kept from one publication to the next is what would be rendered without it."""
    look(world, "verify", "--config", world.settings)


def look(world, *command):
    """Runs a command that looks at the site only, and must find nothing."""
    ending = subprocess.run(
        [world.program, *command], env=world.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    if ending.returncode != 0:
        raise oracle.Wrong(f"{command[0]} ended with {ending.returncode}: {ending.stdout.strip()[-300:]}")


def succeed(world, **faults):
    status, said = world.build(**faults)
    if status != 0:
        raise oracle.Wrong(f"a run without a fault ended with {status}: {said.strip()[-300:]}")


def count(checkpoint, classes, **faults):
    """How many calls of some classes the run of a stage makes."""
    world = checkpoint.world.copy(checkpoint.world.root.parent / "count")
    try:
        world.fill(checkpoint.stage)
        status, said = world.build(**{"class": classes}, **faults)
        if status != 0:
            raise oracle.Wrong(f"a run under the shim ended with {status}: {said}")
        return [call for call in world.calls() if call[0] > 0]
    finally:
        shutil.rmtree(world.root)
