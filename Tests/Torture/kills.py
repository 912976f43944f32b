"""(a) The program is killed before each call that changes a file."""
import shutil
import signal

import oracle
import sweep
from world import ALL


def part(root, program, shim, every=1, stop_early=False, **defects):
    """- every: only each so many points."""
    result = sweep.Result("a", "kill -9 before each call that changes a file")
    points = []
    for checkpoint in sweep.checkpoints(root / "a", program, shim):
        calls = sweep.count(checkpoint, ALL, **defects)
        points += [Point(checkpoint, call) for call in calls[::every]]

    def attack(point):
        checkpoint, number = point.checkpoint, point.call[0]
        world = checkpoint.world.copy(root / "a" / f"{checkpoint.name}-{number}")
        ids = oracle.Ids(checkpoint.ids)
        world.fill(checkpoint.stage)
        status, said = world.build(**{"class": ALL, "at": number, "do": "kill"}, **defects)
        if status not in (-signal.SIGKILL, 0):
            raise oracle.Wrong(f"ended with {status}: {said}")
        if world.site.exists():
            oracle.whole(world.site)
            ids.note_site(world.site)
        sweep.succeed(world, **{"class": "", "clock": 100}, **defects)
        oracle.healed(world, checkpoint.stage, ids)
        shutil.rmtree(world.root)

    return sweep.run_points(result, points, attack, stop_early)


class Point:
    def __init__(self, checkpoint, call):
        self.checkpoint, self.call = checkpoint, call

    def __str__(self):
        number, kind, path = self.call
        return f"{self.checkpoint.name} {number} ({kind} {path.rsplit('/', 1)[-1]})"
