"""What the documentation is compared with: the files of the project and the texts in them."""

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURES = (".png", ".jpg", ".ico", ".xlsx", ".docx", ".woff2")


@cache
def committed() -> tuple[Path, ...]:
    """Every file under version control, relative to the root."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    return tuple(Path(name) for name in listed.decode().split("\0") if name and (ROOT / name).exists())


def texts() -> dict[Path, str]:
    """The committed files that are text."""
    return {path: read(path) for path in committed() if path.suffix not in PICTURES}


def pages() -> dict[Path, str]:
    """The committed Markdown files, without the questionnaires, which are tables and no prose."""
    instruments = Path("surveys/instruments")
    return {
        path: text
        for path, text in texts().items()
        if path.suffix == ".md" and (path.parent != instruments or path.name == "README.md")
    }


def read(path: Path | str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def code_blocks(markdown: str) -> list[str]:
    """What stands between the fences, in order."""
    return [block.strip() for block in re.findall(r"^```\w*\n(.*?)^```", markdown, re.DOTALL | re.MULTILINE)]


def table(markdown: str, heading: str) -> dict[str, list[str]]:
    """Rows of the Markdown table whose first heading is this one, by their first cell without backticks."""
    lines = iter(markdown.splitlines())
    rows: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith(f"| {heading} |"):
            next(lines)
            break
    for line in lines:
        if not line.startswith("|"):
            break
        first, *rest = (cell.strip() for cell in line.strip("|").split("|"))
        rows[first.strip("`")] = rest
    return rows
