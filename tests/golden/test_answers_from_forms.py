"""Answers collected in another program's form come in on the command line and count like others."""

from pathlib import Path

from tests.golden.books import book, command, figure, imported
from tests.golden.towns import Town

CONTINUE = "Предлагаете ли Вы продолжить работу пункта в следующем году?"
TABLE = f"""Отметка времени;Ваша школа;Q1.1 Обращались?;Легко обратиться?;{CONTINUE};Q1.12 Модули
03.12.2026 10:00:00;Школа Ш6;д;вполне;да;8
03.12.2026 10:05:00;Школа Ш6;д;5;скорее да;8
16.12.2026 10:00:00;Школа Ш6;д;5;нет;8
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
    assert f"Колонка «{CONTINUE}»" in doubtful.stderr

    columns = ("--column", "Легко обратиться?=Q1.6")
    columns += ("--column", f"{CONTINUE}=Q1.11")
    doubtful = command(data, *words, *columns)
    assert "Q1.6: непонятен ответ «вполне»." in doubtful.stderr
    assert figure(data, "CONT", "--period", "2026-Q4")["text"] == "нет данных (n = 0)"

    tried = command(data, *words, *columns, "--value", "Q1.6:вполне=4", "--dry-run")
    assert tried.stdout.splitlines() == [
        "Будет добавлено: 3 анкеты (12 ответов на вопросы)",
        "Это проверка, ничего не записано.",
    ]
    assert command(data, *words, *columns, "--value", "Q1.6:вполне=4").exit_code == 0
    assert figure(data, "CONT", "--period", "2026-Q4")["text"] == "100 % (2 из 2)"
    again = command(data, *words)
    assert again.stdout.splitlines()[-1] == "Все эти ответы уже записаны, изменений нет."


def test_what_lacks_an_obligatory_answer_is_stored_and_does_not_count(tmp_path: Path) -> None:
    town = Town()
    town.survey(Режим="именной").asks(3)
    data = imported(book(town.sheets))
    file = tmp_path / "answers.csv"
    rows = TABLE.replace("д;5;скорее да;8", "д;5;;8").splitlines()
    file.write_text("\n".join(rows), encoding="utf-8")
    words = ("collect", str(file), "--survey", "Q1-АРМ", "--column", "Легко обратиться?=Q1.6")
    words += ("--column", f"{CONTINUE}=Q1.11", "--value", "Q1.6:вполне=4")

    for more, total in ((("--dry-run",), "Будет добавлено"), ((), "Добавлено")):
        told = command(data, *words, *more).stdout
        assert f"{total}: 3 анкеты (11 ответов на вопросы)" in told
        assert "Неполные, в показатели не войдут: 1 анкета. Нет ответа на обязательные вопросы:" in told
        assert "• Q1.11 «Предлагаете ли Вы продолжить работу пун…» – 1 анкета" in told
    assert figure(data, "CONT", "--period", "2026-Q4")["text"] == "100 % (1 из 1)"


def test_what_is_no_form_is_refused(tmp_path: Path) -> None:
    data = imported(book(Town().sheets))
    file = tmp_path / "other.csv"
    file.write_text("Фамилия;Имя\nОрлова;Анна\n", encoding="utf-8")
    refused = command(data, "collect", str(file), "--survey", "Q1-АРМ")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "не похоже на ответы из формы" in refused.stderr
