"""Interrupts one operation again and again in forked children, and looks at what is left.

`python -m tests.fault.trying FOLDER` works in a `MemoryFolder` and takes one job a line on standard
input, in JSON: the mode, the operation, what is given, and a folder of its own. It answers each with
the status of the child that did it; what that child printed is in the job's folder, one line of JSON
a try: what was done, how it ended (`done`, `killed`, an error's code, or the text of a failure that
has none), and what was found wrong afterwards (empty where nothing was). One process for all jobs,
and one prepared place for all that begin alike, because starting Python and filling a vault take
longer than a try. When nobody is left to give jobs it removes the folder.
"""

from __future__ import annotations

import errno
import json
import os
import random
import select
import shutil
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.errors import OngiError
from tests.fault.layer.faults import Faults, Kind
from tests.fault.layer.power_cut import Disk
from tests.fault.layer.recording import Op, records
from tests.fault.little_cost import guesses_cost_little
from tests.fault.memory import PREFIX
from tests.fault.operation import Operation
from tests.fault.operations import OPERATIONS

LONGEST = 60.0
Before = Callable[[], None]


class Try:
    """One child at work in its own copy of the prepared place."""

    def __init__(self, operation: Operation, place: Path) -> None:
        self.operation = operation
        self.place = place
        self.said: list[str] = []
        self.steps: list[str] = []
        self.end = ""
        self.lasted = 0.0
        self.counts: list[int] = []

    def run(
        self,
        *,
        die_at: int = 0,
        after: float | None = None,
        before: Before | None = None,
        after_all: Callable[[], list[int]] | None = None,
    ) -> None:
        """Fork and run; the child dies at its step `die_at`, or `after` seconds from `ready` on."""
        assert threading.active_count() == 1
        out, into = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(out)
            os.dup2(into, 1)
            _child(self.operation, self.place, die_at, before, after_all)
        os.close(into)
        text = self._listen(out, child, after)
        os.close(out)
        _, status = os.waitpid(child, 0)
        lines = text.decode("utf-8", "replace").splitlines()
        self.steps = [line[5:] for line in lines if line.startswith("step ")]
        self.said = _done(lines)
        for line in lines:
            if line.startswith("counts "):
                self.counts = json.loads(line[7:])
        ends = [json.loads(line[4:]) for line in lines if line.startswith("end ")]
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        self.end = ends[0] if ends else "killed" if killed else f"ended with {status}"

    def look(self) -> str:
        """What is wrong with what is left; empty where nothing is."""
        try:
            self.operation.holds(self.place, self.said)
        except Exception:  # noqa: BLE001 - whatever it is, it is what was found
            return traceback.format_exc()
        return ""

    def _listen(self, out: int, child: int, after: float | None) -> bytes:
        text, since, end = b"", None, time.monotonic() + LONGEST
        while True:
            ready, _, _ = select.select([out], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                os.kill(child, signal.SIGKILL)
                end = time.monotonic() + LONGEST
                continue
            piece = os.read(out, 65536)
            text += piece
            if since is None and b"ready\n" in text:
                since = time.monotonic()
                if after is not None:
                    end = since + after
            if not piece:
                self.lasted = time.monotonic() - (since or end)
                return text


def _child(
    operation: Operation,
    place: Path,
    die_at: int,
    before: Before | None,
    after_all: Callable[[], list[int]] | None,
) -> None:
    steps = 0

    def say(line: str) -> None:
        os.write(1, f"{line}\n".encode())

    def step(name: str) -> None:
        nonlocal steps
        steps += 1
        say(f"step {name}")
        if steps == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    end = "done"
    try:
        if before is not None:
            before()
        operation.run(place, say, step)
    except OngiError as error:
        end = error.code
    except BaseException:  # noqa: BLE001 - the child's end, told to the parent
        end = traceback.format_exc()
    if after_all is not None:
        say(f"counts {json.dumps(after_all())}")
    say(f"end {json.dumps(end)}")
    os._exit(0)


class Yard:
    """The prepared place, and fresh copies of it."""

    def __init__(self, operation: Operation, prepared: Path, turns: Path) -> None:
        self.operation = operation
        self._prepared = prepared
        self._turns = turns
        self._count = 0

    def fresh(self) -> Try:
        self._count += 1
        place = self._turns / str(self._count)
        _copy(self._prepared, place)
        return Try(self.operation, place)

    def elsewhere(self) -> Try:
        """A place that does not exist yet."""
        self._count += 1
        return Try(self.operation, self._turns / str(self._count))


def _copy(source: Path, target: Path) -> None:
    """A folder of plain files and folders, with their modes, quicker than shutil's."""
    target.mkdir(mode=source.stat().st_mode & 0o777)
    with os.scandir(source) as found:
        for one in found:
            if one.is_dir():
                _copy(Path(one.path), target / one.name)
            else:
                shutil.copy(one.path, target / one.name)


def _tell(what: str, one: Try, *, again: bool = False) -> None:
    line = {"what": what, "end": one.end, "steps": one.steps, "said": one.said, "wrong": one.look()}
    if again and not line["wrong"]:
        # As the person would do: the same once more, now to its end.
        one.run()
        line["wrong"] = one.look() if one.end == "done" else f"the second time: {one.end}"
    if not line["wrong"]:
        shutil.rmtree(one.place)
    print(json.dumps(line), flush=True)


def at_steps(yard: Yard, given: dict[str, Any]) -> None:
    """Killed at each step by name: at its first time, and at `more` others by chance."""
    whole = yard.fresh()
    whole.run()
    _tell("whole", whole)
    names = whole.steps
    firsts = {name: number for number, name in reversed(list(enumerate(names, 1)))}
    rest = sorted(set(range(1, len(names) + 1)) - set(firsts.values()))
    chosen = random.Random(given["seed"]).sample(rest, min(given["more"], len(rest)))
    for number in sorted({*firsts.values(), *chosen}):
        one = yard.fresh()
        one.run(die_at=number)
        _tell(
            f"killed at step {number}, {names[number - 1]}",
            one,
            again=given["again"] and yard.operation.again,
        )


def at_random(yard: Yard, given: dict[str, Any]) -> None:
    """Killed at `times` instants between the beginning of the operation and its end."""
    rng = random.Random(given["seed"])
    whole = yard.fresh()
    whole.run()
    lasted = whole.lasted
    _tell("whole", whole)
    for _ in range(given["times"]):
        after = rng.uniform(0, lasted)
        one = yard.fresh()
        one.run(after=after)
        _tell(f"killed after {after:.4f} s", one, again=given["again"] and yard.operation.again)


def calls(yard: Yard, given: dict[str, Any]) -> None:
    """Calls of one kind fail one by one: every `every`-th, once, or with `stays` from then on.

    Where they are more than `most`, so many of them by chance, others on each run.
    """
    layer, kind = Faults(), Kind[given["kind"]]
    counted = yard.fresh()
    counted.run(before=lambda: layer.under(counted.place / "vault"), after_all=layer.counts)
    total = counted.counts[kind]
    chosen = list(range(given["first"], total + 1, given["every"]))
    if 0 < given.get("most", 0) < len(chosen):
        chosen = sorted(random.SystemRandom().sample(chosen, given["most"]))
    for at in chosen:
        one = yard.fresh()

        def arm(one: Try = one, at: int = at) -> None:
            layer.under(one.place / "vault")
            layer.fail(kind, at, getattr(errno, given["error"]), stays=given["stays"])

        one.run(before=arm)
        _tell(f"{given['error']} at {kind.name} {at} of {total}", one)


def rooms(yard: Yard, given: dict[str, Any]) -> None:
    """The disk is full after so many bytes, at `times` places from nothing to enough."""
    layer = Faults()
    whole = yard.fresh()
    whole.run(before=lambda: layer.under(whole.place), after_all=layer.counts)
    for turn in range(given["times"]):
        room = whole.counts[-1] * turn // given["times"]
        one = yard.fresh()

        def arm(one: Try = one, room: int = room) -> None:
            layer.under(one.place)
            layer.full_after(room)

        one.run(before=arm)
        _tell(f"full after {room} bytes", one)


def odd_disks(yard: Yard, _given: dict[str, Any]) -> None:
    """Writes that are always short, and a medium that takes none."""
    layer = Faults()
    for what, act in (("short writes", layer.short_writes), ("read-only", layer.read_only)):
        one = yard.fresh()

        def arm(one: Try = one, act: Before = act) -> None:
            layer.under(one.place)
            act()

        one.run(before=arm)
        _tell(what, one)


def power(yard: Yard, given: dict[str, Any]) -> None:
    """The power goes before each sync (`syncs`: every so many) and at `times` random instants.

    Each instant is tried with nothing, with all and with a part of what was not synced.
    """
    rng = random.Random(given["seed"])
    layer, whole = Faults(), yard.fresh()
    log = whole.place.with_name("recording")
    disk = Disk(whole.place)

    def arm() -> None:
        layer.under(whole.place)
        layer.record(log)

    whole.run(before=arm)
    found = list(records(log))
    syncs = [number for number, one in enumerate(found) if one.op is Op.SYNC]
    chosen = set(syncs[:: given["syncs"]]) if given["syncs"] else set()
    chosen |= {rng.randrange(len(found)) for _ in range(given["times"])}
    chosen.add(len(found))  # after everything: what is done stays done
    for number, record in enumerate([*found, None]):
        if number in chosen:
            for chance in given["chances"]:
                one = yard.elsewhere()
                disk.build(one.place, rng if chance is None else chance)
                one.said = _done(disk.said.decode().splitlines())
                one.end = "power cut"
                _tell(f"cut before change {number} of {len(found)}, {chance}", one)
        if record is not None:
            disk.play(record)
    _tell("whole", whole)


def _done(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("done")]


MODES = {
    "steps": at_steps,
    "random": at_random,
    "calls": calls,
    "rooms": rooms,
    "odd": odd_disks,
    "power": power,
}


class Work:
    """Prepared places, and a forked child for each job."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._prepared: dict[Callable[[Path], None], Path] = {}

    def place_for(self, operation: Operation) -> Path:
        """Where this operation begins; filled once for all operations that begin there."""
        made = self._prepared.get(operation.prepare)
        if made is None:
            made = self._folder / str(len(self._prepared))
            made.mkdir()
            operation.prepare(made)
            self._prepared[operation.prepare] = made
        return made

    def do(self, mode: str, operation: str, given: dict[str, Any], folder: Path) -> int:
        """The status of the child that did it; 0 where it came to its end."""
        row = OPERATIONS[operation]
        prepared = self.place_for(row)
        child = os.fork()
        if child:
            return os.waitpid(child, 0)[1]
        status = 1
        try:
            for stream, name in ((1, "found"), (2, "errors")):
                os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT, 0o600), stream)
            turns = folder / "turns"
            turns.mkdir()
            MODES[mode](Yard(row, prepared, turns), given)
            status = 0
        except BaseException:  # noqa: BLE001 - the child's end, told to whoever asked
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)


def main() -> None:
    guesses_cost_little()
    folder = Path(sys.argv[1])
    if not folder.name.startswith(PREFIX):
        sys.exit(f"not made for this, and it is removed at the end: {folder.name}")
    prepared = folder / "prepared"
    prepared.mkdir()
    work = Work(prepared)
    try:
        for line in sys.stdin:
            job = json.loads(line)
            job["folder"] = Path(job["folder"])
            print(work.do(**job), flush=True)
    finally:
        # Whoever gave the jobs ends this process by a signal: here they were killed themselves.
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
