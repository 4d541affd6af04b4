"""How fast one person's updates are worked on: a bucket for each person who was active just now, and no more."""

from collections import OrderedDict
from dataclasses import dataclass

Who = tuple[str, str]  # messenger and the sender's id there


@dataclass(slots=True)
class _Bucket:
    busy_until: float
    told: bool = False


class Flood:
    """`actions` at once, then one each `seconds / actions`; whoever rests for `seconds` starts afresh."""

    def __init__(self, actions: int = 20, seconds: float = 10.0, most: int = 1000) -> None:
        self._step = seconds / actions
        self._depth = seconds
        self._most = most
        self._buckets: OrderedDict[Who, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def wait(self, who: Who, now: float) -> float:
        """Take the next place of this person; returns how long to wait for it, 0 for no time at all."""
        bucket = self._buckets.pop(who, None)
        if bucket is None or bucket.busy_until <= now:
            bucket = _Bucket(now)
        bucket.busy_until += self._step
        self._buckets[who] = bucket
        if len(self._buckets) > self._most:  # the one longest silent loses nothing worth keeping
            self._buckets.popitem(last=False)
        return max(0.0, bucket.busy_until - self._depth - now)

    def tell(self, who: Who) -> bool:
        """Whether the person is still to be told to slow down; True only once until they have rested."""
        bucket = self._buckets.get(who)
        if bucket is None or bucket.told:
            return False
        bucket.told = True
        return True
