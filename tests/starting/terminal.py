"""A folder with a bot in it and somebody who types commands."""

from pathlib import Path

from typer.testing import CliRunner, Result

from bot.cli import app


class Terminal:
    """Commands run with settings of their own; `says` is what stands on standard error."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"

    def types(self, *arguments: str, **settings: str) -> Result:
        return CliRunner().invoke(app, list(arguments), env={"BOT_DATA_DIR": str(self.data), **settings})

    def refused(self, *arguments: str, **settings: str) -> str:
        """What a command that is refused says: words on standard error, status 1, no traceback."""
        result = self.types(*arguments, **settings)
        assert result.exit_code == 1, result.output
        assert isinstance(result.exception, SystemExit), result.exception
        return result.stderr
