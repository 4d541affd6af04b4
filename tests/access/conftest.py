from pathlib import Path

import pytest
from town import build


@pytest.fixture
def town(tmp_path: Path):
    made = build(tmp_path)
    yield made
    made.db.close()
