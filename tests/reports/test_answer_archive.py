"""Archives of files that were sent as answers."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from indicators.questionnaire import counted
from indicators.sent_files import SentFile, sent_files
from reports.answer_archive import archives
from storage import files
from storage.files import StoredFile
from tests.indicators.data import Asked, Region
from tests.reports.desk import Desk


def route_files(folder: Path, number: int, mode: str):
    """Check-ins of so many people, each with a file of a thousand bytes."""

    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q4", "АРМ", mode)
        for place, person in enumerate(survey.asks(number, "Ш6")):
            digest = files.keep(folder, bytes([place]) * 1000)
            stored = StoredFile(files.new_id(), digest, 1000, f"работа {place}.JPG", "image")
            files.add(region.tx, stored, None)
            named = {} if mode == "anonymous" else {"person_id": person["person_id"]}
            survey.answers({"Q4.3": "1", "Q4.3_file": str(stored.id)}, school="Ш6", **named)
        return survey

    return build


def given(desk: Desk) -> tuple[SentFile, ...]:
    def read(tx):
        survey = desk._survey(tx)
        return sent_files(tx, survey, counted(tx, survey, 5))

    return desk.database.read_now(read)


def names(archive: bytes) -> list[str]:
    return zipfile.ZipFile(BytesIO(archive)).namelist()


def test_archives_are_never_larger_than_a_messenger_takes(desk: Desk, tmp_path: Path) -> None:
    desk.survey(route_files(tmp_path, 7, "named"))

    made = list(archives(tmp_path, given(desk), limit=5_000))

    assert all(len(archive) <= 5_000 for archive in made)
    assert [len(names(archive)) for archive in made] == [2, 2, 2, 1]
    assert len({name for archive in made for name in names(archive)}) == 7


def test_a_file_of_an_anonymous_survey_keeps_neither_its_name_nor_its_place(desk: Desk, tmp_path: Path) -> None:
    desk.survey(route_files(tmp_path, 12, "anonymous"))

    orders = {tuple(each.file.sha256 for each in given(desk)) for _ in range(5)}
    (archive,) = archives(tmp_path, given(desk))

    assert len(orders) > 1
    assert names(archive) == [f"Q4.3_file_ответ-{number}_файл.jpg" for number in range(1, 13)]


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_four_files_are_not_told(desk: Desk, tmp_path: Path, mode: str) -> None:
    desk.survey(route_files(tmp_path, 4, mode))

    assert given(desk) == ()
