"""(d) Each call fails once; the next run heals.

The ways of failing take turns: each is met at every second to fifth call. `thorough`: each call fails in each way.
"""
import errno
import shutil

import oracle
import sweep

FAULTS = {
    "write": [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, "short"],
    "sync": [errno.EIO, errno.ENOSPC],
    "syncfs": [errno.EIO, errno.ENOSPC],
    "rename": [errno.EXDEV, errno.EACCES, errno.EIO],
}


def name(deed):
    return errno.errorcode.get(deed, deed)


class Point:
    def __init__(self, checkpoint, kind, number, deed):
        self.checkpoint, self.kind, self.number, self.deed = checkpoint, kind, number, deed

    def __str__(self):
        return f"{self.checkpoint.name} {self.kind} {self.number} {name(self.deed)}"


def part(root, program, shim, every=1, thorough=False):
    """One row for each class of calls."""
    checkpoints = sweep.checkpoints(root / "d", program, shim)
    for kind, deeds in FAULTS.items():
        result = sweep.Result("d", f"{kind} fails with {', '.join(map(name, deeds))}")
        points = []
        for checkpoint in checkpoints:
            calls = sweep.count(checkpoint, kind)
            points += [
                Point(checkpoint, kind, number, deed) for number, _, _ in calls for place, deed in enumerate(deeds)
                if thorough or number % len(deeds) == place]
        yield sweep.run_points(result, points[::every], lambda point: attack(root / "d", point))


def attack(root, point):
    checkpoint = point.checkpoint
    world = checkpoint.world.copy(root / str(point).replace(" ", "-"))
    ids = oracle.Ids(checkpoint.ids)
    world.fill(checkpoint.stage)
    status, said = world.build(**{"class": point.kind, "at": point.number, "do": point.deed})
    if status < 0:
        raise oracle.Wrong(f"died of signal {-status}: {said.strip()[-300:]}")
    if point.deed == "short" and status != 0:
        raise oracle.Wrong(f"half a write is no failure, and it ended with {status}: {said}")
    # SQLite syncs its log once more before it moves what is in it to the database. That is sound: the transaction whose
    # sync failed is rolled back, and those before it were on the disk before it began.
    again = [path for _, kind, path in world.calls() if kind == "RESYNC" and not path.endswith("-wal")]
    if again:
        raise oracle.Wrong(f"{again[0]} was synced again after it had failed")
    if world.site.exists():
        oracle.whole(world.site)
        ids.note_site(world.site)
    if status == 0:
        oracle.healed(world, checkpoint.stage, ids)
    sweep.succeed(world, **{"class": "", "clock": 100})
    oracle.healed(world, checkpoint.stage, ids)
    shutil.rmtree(world.root)
