"""What goes wrong on demand, drawn from a seeded dice."""

import random
from dataclasses import dataclass, field

from tests.fake_bot_api.refusal import Refused

KINDS = ("drop", "reset", "cut", "html", "html_after", "400", "401", "403", "409", "429", "500")


@dataclass
class Fault:
    """`kind` happens with the given rate to the methods named (all of them when none is), at most `times` times.

    drop: done, but the answer never arrives; reset: not done, the connection breaks; cut: done, half an answer;
    html: not done, a page of a proxy; html_after: done, the same page; a number: refused with this code.
    """

    kind: str
    rate: float = 1.0
    methods: tuple[str, ...] = ()
    times: int | None = None
    retry_after: int = 1
    description: str = "made to fail"

    def __post_init__(self) -> None:
        assert self.kind in KINDS, self.kind

    def refusal(self) -> Refused | None:
        """The refusal, for a fault that is one."""
        if not self.kind.isdigit():
            return None
        if self.kind == "429":
            return Refused(f"retry after {self.retry_after}", 429, retry_after=self.retry_after)
        return Refused("" if self.kind in ("401", "500") else self.description, int(self.kind))


@dataclass
class Faults:
    """All knobs. `delay` is a range in seconds for every method but getUpdates."""

    seed: int = 1
    active: list[Fault] = field(default_factory=list)
    delay: tuple[float, float] | None = None
    duplicates: float = 0.0  # share of updates that come again under the same id
    shuffle: bool = False  # batches of getUpdates out of order
    happened: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)

    def add(self, *faults: Fault) -> None:
        """Start to fail."""
        self.active.extend(faults)

    def clear(self) -> None:
        """Everything works again."""
        self.active.clear()
        self.delay, self.duplicates, self.shuffle = None, 0.0, False

    def draw(self, method: str) -> Fault | None:
        """The fault that happens to this call, if any."""
        for fault in self.active:
            if fault.methods and method not in fault.methods:
                continue
            if fault.times != 0 and self.dice.random() < fault.rate:
                if fault.times is not None:
                    fault.times -= 1
                self.happened[fault.kind] = self.happened.get(fault.kind, 0) + 1
                return fault
        return None

    def pause(self, method: str) -> float:
        """How long this call takes."""
        if self.delay is None or method == "getUpdates":
            return 0.0
        return self.dice.uniform(*self.delay)
