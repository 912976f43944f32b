"""(b) The service is killed at random moments while files come, change and go."""
import concurrent.futures
import os
import random
import shutil
import signal
import subprocess
import threading
import time

import oracle
import sweep
from world import Story, World, text


class Feeder(threading.Thread):
    """Adds, edits, renames and removes files of a world, seeded, until it is told to stop.

    What is edited and renamed before the service saw either is another bulletin to it. So a file is renamed only in the
    version that is known to be out, and edited then only when its new name is.
    """

    def __init__(self, world, seed, last=None):
        super().__init__(daemon=True)
        self.world, self.random = world, random.Random(seed)
        self.stage = last.stage if last else {}
        self.count = last.count if last else 0
        self.edited = last.edited if last else set()
        self.renamed = last.renamed if last else set()
        self.stopped = threading.Event()

    def seen(self):
        """All is out as it stands."""
        self.edited.clear()
        self.renamed.clear()

    def run(self):
        while not self.stopped.wait(self.random.uniform(0.005, 0.06)):
            self.step()

    def step(self):
        choice = self.random.random()
        name = self.random.choice(sorted(self.stage)) if self.stage else None
        if name is None or (choice < 0.4 and len(self.stage) < 25):
            name = f"b{self.count}" + self.random.choice([".txt", ".txt", ".md"])
            name = self.random.choice(["", "", "water/"]) + name
            self.write(name, [self.story() for _ in range(1 if name.endswith(".md") else self.random.randint(1, 4))])
        elif choice < 0.7 and name not in self.renamed:
            stories = [Story(story.number, story.version) for story in self.stage[name]]
            stories[self.random.randrange(len(stories))].version += 1
            if name.endswith(".txt") and len(stories) < 8 and self.random.random() < 0.4:
                stories.insert(0, self.story())
            self.write(name, stories)
        elif choice < 0.85 and name not in self.edited:
            # Another folder would be another topic; the name alone changes.
            folder = name.rpartition("/")[0]
            other = f"{folder}/" * bool(folder) + f"r{self.count}{name[-4:] if name.endswith('.txt') else '.md'}"
            self.count += 1
            (self.world.inbox / name).rename(self.world.inbox / other)
            self.stage[other] = self.stage.pop(name)
            self.renamed.add(other)
        elif choice > 0.88:
            (self.world.inbox / name).unlink()
            del self.stage[name]

    def story(self):
        self.count += 1
        return Story(self.count)

    def write(self, name, stories):
        self.world.drop(name, text(name, stories))
        self.stage[name] = stories
        self.edited.add(name)


class Service:
    """`bulletind run` with its log in a file."""

    def __init__(self, world):
        with open(world.root / "log", "wb") as log:
            self.process = subprocess.Popen(
                [world.program, "run", "--config", world.settings], env=world.environment(), stdin=subprocess.DEVNULL,
                stdout=log, stderr=log)
        self.world = world

    def end(self, how):
        self.process.send_signal(how)
        return self.process.wait(30)

    def heeds(self, how):
        """Whether a signal is more than the end of it."""
        with open(f"/proc/{self.process.pid}/status") as status:
            fields = dict(line.split(":", 1) for line in status if line.startswith("Sig"))
        return any(int(fields[name], 16) >> how - 1 & 1 for name in ("SigBlk", "SigIgn", "SigCgt"))

    def wait_for(self, stage, ids, patience):
        """Waits until the site is what the inbox says, and the service is there: until then signals end it."""
        end = time.monotonic() + patience
        while True:
            try:
                if self.process.poll() is not None:
                    raise oracle.Wrong(f"ended by itself: {(self.world.root / 'log').read_text()[-300:]}")
                if not self.heeds(signal.SIGTERM):
                    raise oracle.Wrong("signals are not heeded yet")
                return oracle.healed(self.world, stage, oracle.Ids(ids))
            except (oracle.Wrong, OSError, oracle.expat.ExpatError) as error:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise oracle.Wrong(f"not healed after {patience} s: {error}")
            time.sleep(0.1)


def part(root, program, shim, kills=200, seed=1):
    result = sweep.Result("b", f"kill -9 of the service under load, at random (seed {seed})")
    begin = time.monotonic()
    series = os.cpu_count()
    shares = [kills // series + (number < kills % series) for number in range(series)]
    with concurrent.futures.ThreadPoolExecutor(series) as pool:
        runs = [pool.submit(one, root, program, shim, share, seed + number) for number, share in enumerate(shares)]
        for run in runs:
            points, failures = run.result()
            result.points += points
            result.failures += failures
    result.seconds = time.monotonic() - begin
    return result


def one(root, program, shim, kills, seed):
    """A series on one world. After each kill, what is on the disk; after each tenth, all."""
    choose = random.Random(seed * 7919)
    world = World(root / f"b-{seed}", program, shim)
    ids, points, failures = oracle.Ids(), 0, []
    feeder = None
    for number in range(1, kills + 1):
        feeder = Feeder(world, seed * 100_000 + number, feeder)
        feeder.start()
        service = Service(world)
        time.sleep(choose.uniform(0.02, 0.9))
        service.end(signal.SIGKILL)
        feeder.stopped.set()
        feeder.join()
        points += 1
        try:
            if world.site.exists():
                oracle.whole(world.site)
                ids.note_site(world.site)
            if number % 10 == 0 or number == kills:
                service = Service(world)
                try:
                    service.wait_for(feeder.stage, ids, 30)
                finally:
                    status = service.end(signal.SIGTERM)
                if status != 0:
                    raise oracle.Wrong(f"ended with {status} when it was told to end")
                oracle.healed(world, feeder.stage, ids)
                feeder.seen()
        except oracle.Wrong as error:
            failures.append(f"seed {seed}, kill {number}: {error}")
            break
    if not failures:
        shutil.rmtree(world.root)
    return points, failures
