"""How long a person waits for the next question at a fixed pace, against the echo: 99 of 100 wait no longer.

The same program and the same echo as in `benchmarks.answers`; updates come at even moments whatever the bot does, and
each wait is counted from the moment the update was due to the moment the screen stood. `python -m benchmarks.latency`
"""

import statistics
import sys
from itertools import permutations

from benchmarks.answers import AT_ONCE, PEOPLE, parties
from benchmarks.stage import Party, spread, stage, versions

PACES = (100, 300)  # updates a second
SECONDS, ROUNDS = 5, 7
GOAL = 2.5


def main(rounds: int = ROUNDS) -> None:
    """Warm up, measure in turn, print p50, p99 and the ratio of the p99s for each pace."""
    with stage() as here:
        ours, echo, _ = parties(here).values()
        for party in (ours, echo):
            party.crowd(2 * PEOPLE, AT_ONCE)
        print(f"{PEOPLE} people, {rounds} rounds of {SECONDS} s at each pace; {versions()}", flush=True)
        for pace in PACES:
            _tell(pace, [_waits(number, pace, [ours, echo]) for number in range(rounds)])


def _waits(number: int, pace: int, both: list[Party]) -> list[tuple[float, float]]:
    """p50 and p99 in milliseconds, ours first; who begins changes from round to round."""
    found: dict[Party, tuple[float, float]] = {}
    for party in list(permutations(both))[number % 2]:
        cuts = statistics.quantiles(party.stream(pace * SECONDS, pace), n=100)
        found[party] = (1000 * cuts[49], 1000 * cuts[98])
    return [found[party] for party in both]


def _tell(pace: int, rounds: list[list[tuple[float, float]]]) -> None:
    for place, name in enumerate(("answered question", "echo of a press")):
        p50, p99 = (spread([each[place][part] for each in rounds], ".1f") for part in (0, 1))
        print(f"{pace} a second, {name}: p50 {p50} ms, p99 {p99} ms")
    ratios = [ours[1] / echo[1] for ours, echo in rounds]
    print(f"{pace} a second, p99 of the answered question / the echo's: {spread(ratios, '.2f')}, goal at most {GOAL}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
