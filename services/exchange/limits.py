"""How much a workbook may hold and how much its reading may cost."""

import contextlib

LISTS_VARIABLE = "NASTAVNIK_LISTS"  # tells the reading process where the installation's own lists are
FILE_BYTES = 20 * 1024 * 1024
PARTS = 1_000
UNPACKED_BYTES = 600 * 1024 * 1024
RATIO = 100  # honest sheets reach 15 to 30
RATIO_FROM = 1024 * 1024  # smaller parts may be as repetitive as they like
SMALL_PART = 8 * 1024 * 1024  # for parts that are read as a whole
ROWS = 200_000  # below the heading
COLUMNS = 100
CODE = 64  # characters
DECIMALS = 10  # digits behind the comma that are kept
TEXT = 32_767  # characters, Excel's own limit for a cell
PROBLEMS = 5_000  # listed one by one
WARNINGS = 50  # of one kind

CPU_SECONDS = 17  # whatever is too much for them is refused within twenty
MEMORY_BYTES = 512 * 1024 * 1024
WALL_SECONDS = 120.0  # for systems that cannot limit the processor time, and for waits
MARKED_BYTES = 40 * 1024 * 1024  # unpacked; a larger book gets the list alone
GUESSED = 1_000  # different wrong words for which a right one is looked for
REMEMBERED = 20_000  # different cells of a column whose meaning is worked out once
FAST_FROM = 4 * 1024 * 1024  # bytes of a sheet's XML from which the fast reader is worth its start
FAST_UP_TO = 240 * 1024 * 1024  # and up to which it keeps within the memory


def bind() -> None:
    """Bind this process to the limits, where the system knows such; the parent watches the clock in any case."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
