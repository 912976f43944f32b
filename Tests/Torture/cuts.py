"""(c) The power fails at each point at which something is to persist; inbox, state and site lie on three disks."""
import pathlib
import shutil
import signal
import subprocess
import threading
import time

import oracle
import sweep
from world import World

PERSISTING = "sync,syncfs,rename,unlink"
FOLDERS = ("inbox", "state", "site")
SYSTEMS = {
    "ext4": (["mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=1,nodiscard"], 48),
    "xfs": (["mkfs.xfs", "-q", "-f", "-l", "size=64m"], 300),
}


class Disks:
    """Three images and where they are mounted."""

    def __init__(self, root, system):
        self.root, self.system = pathlib.Path(root), system
        self.root.mkdir(parents=True)

    def image(self, name):
        return self.root / f"{name}.img"

    def point(self, name):
        return self.root / f"on-{name}"

    @property
    def places(self):
        # Not the roots of the file systems: the folders are made by the program, and must persist, too.
        return {name: self.point(name) / name for name in FOLDERS}

    def make(self):
        command, size = SYSTEMS[self.system]
        for name in FOLDERS:
            with open(self.image(name), "wb") as image:
                image.truncate(size << 20)
            subprocess.run([*command, self.image(name)], check=True, stdout=subprocess.DEVNULL)

    def copy(self, root):
        other = Disks(root, self.system)
        for name in FOLDERS:
            subprocess.run(["cp", "--sparse=always", self.image(name), other.image(name)], check=True)
        return other

    def mount(self):
        for name in FOLDERS:
            self.point(name).mkdir(exist_ok=True)
            # Images are copies of each other, and XFS knows disks by their names.
            options = "loop,nouuid" if self.system == "xfs" else "loop"
            subprocess.run(["mount", "-o", options, self.image(name), self.point(name)], check=True)

    def unmount(self):
        for name in FOLDERS:
            # Others that look at all disks, as df does, keep one busy for a moment.
            for pause in (0.1, 1, 10):
                if subprocess.run(["umount", self.point(name)], stderr=subprocess.DEVNULL).returncode == 0:
                    break
                time.sleep(pause)
            else:
                subprocess.run(["umount", self.point(name)], check=True)

    def world(self, program, shim):
        return World(self.root / "run", program, shim, self.places)

    def cut_points(self):
        return ":".join(str(self.point(name)) for name in FOLDERS)


class Point:
    """A call, or the end of the run (`None`)."""

    def __init__(self, stage, call):
        self.stage, self.call = stage, call

    def __str__(self):
        name, _, _, _ = self.stage
        if self.call is None:
            return f"{name} at its end"
        number, kind, path = self.call
        return f"{name} {number} ({kind} {path.rsplit('/', 1)[-1]})"


def part(root, program, shim, system, every=1, stop_early=False, **defects):
    result = sweep.Result("c", f"power cuts, three file systems of the kind {system}")
    root = root / f"c-{system}"
    root.mkdir()
    reference = sweep.checkpoints(root / "reference", program, shim)
    base = Disks(root / "base", system)
    base.make()
    points = []
    for checkpoint in reference:
        stage = (checkpoint.name, base.copy(root / f"before-{checkpoint.name}"), checkpoint.stage, oracle.Ids())
        stage[3].of_story = checkpoint.ids.of_story
        base.mount()
        try:
            world = base.world(program, shim)
            if world.site.exists():
                stage[3].note_site(world.site)
            world.fill(checkpoint.stage)
            sweep.succeed(world, **{"class": PERSISTING}, **defects)
            calls = [call for call in world.calls() if call[0] > 0]
        finally:
            base.unmount()
        points += [Point(stage, call) for call in calls[::every]] + [Point(stage, None)]
    return sweep.run_points(result, points, lambda point: attack(root, program, shim, point, defects), stop_early)


def attack(root, program, shim, point, defects):
    name, before, stage, known = point.stage
    number = point.call[0] if point.call else 0
    disks = before.copy(root / f"{name}-{number or 'end'}-{threading.get_ident()}")
    ids = oracle.Ids(known)
    disks.mount()
    try:
        world = disks.world(program, shim)
        world.fill(stage)
        subprocess.run(["sync", "-f", world.inbox], check=True)
        fault = {"class": PERSISTING, "at": number, "do": "cut", "cut": disks.cut_points()}
        status, said = world.build(**fault, **defects)
        if number and status != -signal.SIGKILL:
            raise oracle.Wrong(f"was to be cut off and ended with {status}: {said}")
        if any(kind == "NOCUT" for _, kind, _ in world.calls()):
            raise oracle.Wrong("the power could not be cut")
        if not number:
            if status != 0:
                raise oracle.Wrong(f"ended with {status}: {said}")
            cut_all(program, disks, world)
    finally:
        disks.unmount()
    disks.mount()
    try:
        if world.site.exists():
            oracle.whole(world.site)
            ids.note_site(world.site)
        if not number:
            # It said that it was done: then all is there, before anything mends it.
            oracle.healed(world, stage, ids)
        sweep.succeed(world, **{"class": "", "clock": 100}, **defects)
        oracle.healed(world, stage, ids)
    finally:
        disks.unmount()
    shutil.rmtree(disks.root)


def cut_all(program, disks, world):
    """Cuts the power of a machine on which the program does not run any more: the shim does it under another one."""
    faults = {"class": "mkdir", "at": 1, "do": "cut", "cut": disks.cut_points()}
    subprocess.run(["mkdir", world.root / "cut"], env=world.environment(**faults))
    if any(kind == "NOCUT" for _, kind, _ in world.calls()):
        raise oracle.Wrong("the power could not be cut")
