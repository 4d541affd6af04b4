"""The versions that the program counts by itself are the ones that Alembic walks."""

from alembic.script import ScriptDirectory

from storage import schema


def test_the_names_of_the_files_tell_the_way():
    scripts = ScriptDirectory(str(schema.MIGRATIONS))

    assert [each.revision for each in scripts.walk_revisions()][::-1] == schema.known()
    assert scripts.get_current_head() == schema.head()
