"""What a question looks like: short words, buttons whose numbers are the printed ones."""

from surveys.views import OptionView, Progress, QuestionView
from texts import filling

SUBJECTS = ("русский язык", "математика", "информатика", "обществознание (включая экономику и право)")


def asked(marks: str, labels: tuple[str, ...]) -> QuestionView:
    options = tuple(
        OptionView(place, f"code_{place}", mark, label)
        for place, (mark, label) in enumerate(zip(marks.split(), labels, strict=True))
    )
    return QuestionView(
        visit=1, name="q", kind="one", label="Что Вы ведёте?", hint="", required=True, options=options, limit=None,
        ranked=(), answer=None, group="", progress=Progress(1, 2, 1), can_go_back=False,
    )  # fmt: skip


def buttons(view: QuestionView) -> list[str]:
    return [button.label for row in filling.question(7, view).rows for button in row]


def test_a_long_list_is_numbered_and_shows_no_codes() -> None:
    view = asked("1 2 3 4", SUBJECTS)
    assert "4 – обществознание (включая экономику и право)" in filling.question(7, view).text
    assert "code" not in filling.question(7, view).text
    assert buttons(view)[:4] == ["1", "2", "3", "4"]
