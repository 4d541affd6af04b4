"""What starting costs: processor time until the bot asks for updates, and memory at rest, against `import aiogram`.

The real program on a data folder that is there already, from the start of its process to its first request for updates.
`python -m benchmarks.startup [rounds]`
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.stage import Stage, spread, stage, versions
from benchmarks.town import found

ROUNDS = 9
AT_REST = 2.0  # seconds
IMPORT = "import aiogram, sys; print(flush=True); sys.stdin.read()"
GOAL = 1.3


def main(rounds: int = ROUNDS) -> None:
    """Start both in turn, print processor time and memory."""
    ours: list[tuple[float, float]] = []
    peer: list[tuple[float, float]] = []
    with stage() as here:
        found(here.folder, people=10, questionnaires=1)
        _ours(here)  # the first start publishes instruments and warms the disk's cache
        for _ in range(rounds):
            peer.append(_peer())
            ours.append(_ours(here))
    print(f"{rounds} rounds; {versions()}")
    for name, values in (("the program", ours), ("import aiogram", peer)):
        print(f"{name}: {spread([cpu for cpu, _ in values], '.2f')} s of processor, "
              f"{spread([memory for _, memory in values], '.0f')} MB")  # fmt: skip
    pairs = list(zip(ours, peer, strict=True))
    print(
        f"processor time, the program / import aiogram: {spread([a[0] / b[0] for a, b in pairs], '.2f')}, goal {GOAL}"
    )
    print(f"memory at rest above it: {spread([a[1] - b[1] for a, b in pairs], '.0f')} MB")


def _peer() -> tuple[float, float]:
    process = subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-c", IMPORT], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    cost = _cost(process.pid)
    process.stdin.close()
    process.wait()
    return cost


def _ours(here: Stage) -> tuple[float, float]:
    """Processor time until it is ready; memory some time later."""
    party = here.bot(["bot", "run"], "respondents", 10, BOT_DATA_DIR=str(here.folder), LOG_LEVEL="WARNING")
    cpu, _ = _cost(party.process.pid)
    time.sleep(AT_REST)
    _, memory = _cost(party.process.pid)
    here.stop(party)
    return cpu, memory


def _cost(pid: int) -> tuple[float, float]:
    """Seconds of processor and megabytes of memory of a process so far; Linux."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    ticks, pages = int(fields[11]) + int(fields[12]), int(fields[21])
    return ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
