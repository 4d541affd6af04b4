"""Answers collected in another program's form come in on the command line and count like others."""

from pathlib import Path

from tests.golden.books import book, command, figure, imported
from tests.golden.towns import Town

TABLE = """Отметка времени;Ваша школа;Легко обратиться?;Предлагаете ли Вы продолжить работу пункта в следующем году?
03.12.2026 10:00:00;Школа Ш6;вполне;да
03.12.2026 10:05:00;Школа Ш6;5;скорее да
16.12.2026 10:00:00;Школа Ш6;5;нет
"""


def test_doubts_are_listed_at_once_and_settled_by_options(tmp_path: Path) -> None:
    town = Town()
    town.survey(Режим="именной").asks(3)
    data = imported(book(town.sheets))
    file = tmp_path / "answers.csv"
    file.write_text(TABLE, encoding="utf-8")
    words = ("collect", str(file), "--survey", "Q1-АРМ")

    doubtful = command(data, *words)
    assert doubtful.exit_code == 1
    assert "Колонка «Легко обратиться?»: непонятно, какой это вопрос." in doubtful.stderr
    assert "Колонка «Предлагаете ли Вы продолжить работу пункта в следующем году?»" in doubtful.stderr

    columns = ("--column", "Легко обратиться?=Q1.6")
    columns += ("--column", "Предлагаете ли Вы продолжить работу пункта в следующем году?=Q1.11")
    doubtful = command(data, *words, *columns)
    assert "Q1.6: непонятен ответ «вполне»." in doubtful.stderr
    assert figure(data, "CONT", "--period", "2026-Q4")["text"] == "нет данных (n = 0)"

    tried = command(data, *words, *columns, "--value", "Q1.6:вполне=4", "--dry-run")
    assert tried.stdout.splitlines() == [
        "Ответы из формы: добавится 6",
        "Это проверка, ничего не записано.",
    ]
    assert command(data, *words, *columns, "--value", "Q1.6:вполне=4").exit_code == 0
    assert figure(data, "CONT", "--period", "2026-Q4")["text"] == "100 % (2 из 2)"
    again = command(data, *words)
    assert again.stdout.splitlines()[-1] == "Все эти ответы уже записаны, изменений нет."


def test_what_is_no_form_is_refused(tmp_path: Path) -> None:
    data = imported(book(Town().sheets))
    file = tmp_path / "other.csv"
    file.write_text("Фамилия;Имя\nОрлова;Анна\n", encoding="utf-8")
    refused = command(data, "collect", str(file), "--survey", "Q1-АРМ")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "не похоже на ответы из формы" in refused.stderr
