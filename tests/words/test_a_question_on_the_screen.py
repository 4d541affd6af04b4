"""What a question looks like: short words, buttons whose numbers are the printed ones."""

from dataclasses import replace

from surveys.views import OptionView, Progress, QuestionView, ReviewItem, ReviewView
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


def test_the_last_question_is_called_the_last() -> None:
    assert filling.question(7, asked("1 2 3 4", SUBJECTS)).text.startswith("1 из 2 · около минуты")
    last = replace(asked("1 2 3 4", SUBJECTS), progress=Progress(2, 2, 2))
    assert filling.question(7, last).text.startswith("2 из 2 · последний вопрос")


def test_the_numbers_of_the_review_are_those_of_its_buttons() -> None:
    view = ReviewView(1, tuple(ReviewItem(f"q{place}", f"Вопрос {place}", "да") for place in range(1, 11)))
    assert "10. Вопрос 10" in filling.review(7, view).text
    labels = [button.label for row in filling.answers_to_change(7, view, 0).rows for button in row]
    assert labels[0] == "1. Вопрос 1"
    assert "Ещё ▶" in labels
