"""How the groups are called from which an answer on paper may come."""

from services.paper import called
from storage.paper import Cell


def test_beside_a_subject_the_rest_is_called_other_subjects() -> None:
    cells = [Cell(17, "R_TCH", ""), Cell(17, "R_TCH", "mathematics"), Cell(6, "R_TCH", "")]
    assert called({17: "МБОУ СОШ № 17", 6: "МБОУ СОШ № 6"}, cells) == [
        "МБОУ СОШ № 17, педагог, другие предметы",
        "МБОУ СОШ № 17, педагог, математика",
        "МБОУ СОШ № 6, педагог",
    ]
