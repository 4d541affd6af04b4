"""openpyxl asks for numpy and does as well without; in a process for one file its import is a third of the work."""

import sys


def spare() -> None:
    """From now on nothing in this process can import numpy; for processes that end soon."""
    sys.modules["numpy"] = None  # type: ignore[assignment] # how Python writes that there is no such module
