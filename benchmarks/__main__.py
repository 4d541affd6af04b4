"""`python -m benchmarks [name …]`: runs the benchmarks one after another, all of them without a name."""

import sys
from importlib import import_module

NAMES = ("answers", "latency", "mass_mail", "indicators", "region", "startup", "export", "imports")


def main(names: list[str]) -> int:
    """Run them in order; 2 for a name that there is not."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        sys.stderr.write(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}\n")
        return 2
    for name in names or NAMES:
        print(f"== {name}", flush=True)
        import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
