"""Decisions about a table that was sent live as long as the file, and no longer."""

from pathlib import Path

from sqlalchemy import delete
from storeroom import anonymous_survey, opened

from storage import files, mapping_drafts
from storage.database import Tx
from storage.files import StoredFile
from storage.form_mappings import SKIP, Mapping
from storage.mapping_drafts import Draft
from storage.tables import stored_file


def test_decisions_go_with_the_file(database_url: str, tmp_path: Path) -> None:
    draft = Draft().with_step("Цвет", SKIP).with_step("Q1.6", "вполне", "4")

    def story(tx: Tx) -> None:
        survey = anonymous_survey(tx)
        file = StoredFile(files.new_id(), "0" * 64, 1, "Ответы.xlsx", "table:1")
        files.add(tx, file, None)
        assert mapping_drafts.get(tx, file.id, survey) == Draft()
        mapping_drafts.save(tx, file.id, survey, draft)
        assert mapping_drafts.get(tx, file.id, survey) == draft
        tx.execute(delete(stored_file))
        assert mapping_drafts.get(tx, file.id, survey) == Draft()

    with opened(database_url, tmp_path) as db:
        db.write_now(story)


def test_a_decision_taken_again_stands_in_place_of_the_first_one() -> None:
    draft = Draft().with_step("Цвет", SKIP).with_step("Школа", "@school").with_step("Цвет", "Q1.14")

    assert draft.over(Mapping()).columns == {"цвет": "Q1.14", "школа": "@school"}
    assert draft.back().over(Mapping()).columns == {"школа": "@school"}
