"""Keys of anonymous surveys lie in files that only the program may read, and are gone when they are destroyed."""

from pathlib import Path

import pytest

from storage.keys import KeyLost, Keyring


def test_a_person_has_one_tag_in_a_survey_and_another_in_the_next(tmp_path: Path):
    keys = Keyring(tmp_path / "keys")
    keys.create(1)
    keys.create(2)

    assert keys.tag(1, 7) == keys.tag(1, 7)
    assert len({keys.tag(1, 7), keys.tag(1, 8), keys.tag(2, 7)}) == 3
    assert keys.held() == [1, 2]


def test_making_a_key_again_keeps_the_old_one(tmp_path: Path):
    keys = Keyring(tmp_path / "keys")
    keys.create(1)
    before = keys.tag(1, 7)
    keys.create(1)

    assert keys.tag(1, 7) == before


def test_nobody_else_can_read_a_key(tmp_path: Path):
    keys = Keyring(tmp_path / "keys")
    keys.create(1)

    assert (tmp_path / "keys").stat().st_mode & 0o077 == 0
    assert (tmp_path / "keys" / "1.key").stat().st_mode & 0o077 == 0


def test_a_destroyed_key_cannot_be_asked_any_more(tmp_path: Path):
    keys = Keyring(tmp_path / "keys")
    keys.create(1)
    keys.destroy(1)
    keys.destroy(1)

    assert keys.held() == []
    with pytest.raises(KeyLost):
        keys.tag(1, 7)


def test_two_keys_are_never_alike(tmp_path: Path):
    keys = Keyring(tmp_path / "keys")
    for survey in range(20):
        keys.create(survey)

    assert len({path.read_bytes() for path in (tmp_path / "keys").glob("*.key")}) == 20
