"""At DEBUG the log tells what the program does, and not what its libraries find in their folders."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DRAWS = """
from bot.terminal import checked
checked()
import logging
import matplotlib.font_manager
logging.getLogger("bot").debug("still there")
"""


def test_drawing_a_chart_fills_no_pages(tmp_path: Path) -> None:
    drawn = subprocess.run(
        [sys.executable, "-c", DRAWS],
        cwd=ROOT,
        env={**os.environ, "LOG_LEVEL": "DEBUG", "BOT_DATA_DIR": str(tmp_path), "MPLCONFIGDIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert drawn.stderr.rstrip().endswith("DEBUG bot: still there")
    assert "DEBUG matplotlib" not in drawn.stderr
