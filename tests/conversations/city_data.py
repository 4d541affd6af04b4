"""Where a city keeps its data; the suite on PostgreSQL brings a place of its own."""

from pathlib import Path
from typing import Any, Protocol


class Data(Protocol):
    """What a city needs to know of its database."""

    def settings(self, folder: Path) -> dict[str, Any]:
        """Settings that lead the program to the database of a city in this folder."""
        ...

    def copy(self, source: Path, target: Path) -> None:
        """Give the city in `target` a database like that of `source`; the folders are alike already."""
        ...


class InTheFolder:
    """SQLite, one file in the data folder, as the program does it by itself."""

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, InTheFolder)

    def settings(self, folder: Path) -> dict[str, Any]:  # noqa: ARG002 - see Data
        return {}

    def copy(self, source: Path, target: Path) -> None:
        """The file was copied with the folder."""
