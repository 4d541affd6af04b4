"""Answered questions a second over loopback HTTP, against aiogram's long-polling echo as it comes.

The real program as a process: inbox, engine and outbox, WAL with FULL sync; each press gets the next question and the
end of its spinner. The echo sends one message and stores nothing. Both serve the same number of people, a fixed number
of whom have an act under way at any moment, in rounds in turn. `python -m benchmarks.answers [rounds]`
"""

import sys

from benchmarks.stage import Party, Stage, spread, stage, versions
from benchmarks.town import answers, found

PEOPLE = 1000  # so many that hardly anybody meets the limits of one chat: they stay switched on
QUESTIONNAIRES = 12
RATE = "10000"  # TELEGRAM_RATE: the pace of all chats together is meant for the real Telegram, not for loopback
ROUNDS, ACTS, AT_ONCE = 9, 3000, 100
GOAL = "goal at least 1.0"


def parties(here: Stage) -> dict[str, Party]:
    """The program, and echoes of presses and of words, with their people."""
    found(here.folder, PEOPLE, QUESTIONNAIRES)
    ours = here.bot(
        ["bot", "run"], "respondents", PEOPLE, BOT_DATA_DIR=str(here.folder), TELEGRAM_RATE=RATE, LOG_LEVEL="WARNING"
    )
    press = here.bot(["benchmarks.echo"], "pressers", PEOPLE)
    talk = here.bot(["benchmarks.echo"], "talkers", PEOPLE)
    return {"answered question": ours, "echo of a press": press, "echo of a word": talk}


def main(rounds: int = ROUNDS) -> None:
    """Warm up, race, print rates and ratios."""
    rates: dict[str, list[float]] = {}
    with stage() as here:
        racers = parties(here)
        for party in racers.values():
            party.crowd(2 * PEOPLE, AT_ONCE)
        print(f"{PEOPLE} people, {AT_ONCE} at once, {rounds} rounds of {ACTS} acts; {versions()}", flush=True)
        for number in range(1, rounds + 1):
            for name, party in list(racers.items())[:: 1 if number % 2 else -1]:
                rates.setdefault(name, []).append(party.crowd(ACTS, AT_ONCE))
            print(f"round {number}: " + ", ".join(f"{values[-1]:.0f}" for values in rates.values()), flush=True)
        racers["answered question"].process.terminate()
        print(f"{answers(here.folder):,} answers stand in the database")
    _tell(rates)


def _tell(rates: dict[str, list[float]]) -> None:
    for name, values in rates.items():
        print(f"{name}: {spread(values, '.0f')} a second")
    ours, *peers = rates
    for place, peer in enumerate(peers):
        ratios = [one / other for one, other in zip(rates[ours], rates[peer], strict=True)]
        print(f"{ours} / {peer}: {spread(ratios, '.2f')}{'' if place else f', {GOAL}'}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
