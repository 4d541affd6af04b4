"""The database door, the due rows and the kept schemas, tried once more on PostgreSQL."""

from test_due_rows import *  # noqa: F403 - every test of the file
from test_released_schemas import *  # noqa: F403 - the same
from test_the_database_door import *  # noqa: F403 - the same
