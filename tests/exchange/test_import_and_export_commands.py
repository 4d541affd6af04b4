"""`python -m bot import` and `export`: exit status, problems on standard error, one a line."""

import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.exchange.books import book, cells, town


class Terminal:
    """A folder with a bot in it and somebody who types commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def types(self, *arguments: str, data: str = "data") -> Result:
        return CliRunner().invoke(app, list(arguments), env={"BOT_DATA_DIR": str(self.folder / data)})

    def file(self, content: bytes, name: str = "book.xlsx") -> str:
        path = self.folder / name
        path.write_bytes(content)
        return str(path)


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    return Terminal(tmp_path)


def test_import_twice_then_export_and_move_to_another_server(terminal: Terminal) -> None:
    first = terminal.types("import", terminal.file(book(town())))
    assert first.exit_code == 0
    assert first.stdout.splitlines()[-2:] == ["Закрепления: добавлено 2", "Записано."]
    again = terminal.types("import", terminal.file(book(town())))
    assert again.exit_code == 0
    assert again.stdout.splitlines()[-1] == "Всё уже записано, изменений нет."
    here, there = str(terminal.folder / "here.xlsx"), str(terminal.folder / "there.xlsx")
    assert terminal.types("export", here).exit_code == 0
    assert terminal.types("import", here, data="other").exit_code == 0
    assert terminal.types("export", there, data="other").exit_code == 0
    assert Path(here).read_bytes() == Path(there).read_bytes()


def test_an_empty_book_is_said_to_be_empty(terminal: Terminal) -> None:
    empty = terminal.types("import", terminal.file(book(Школы=[])))
    assert empty.stdout.splitlines() == ["В книге нет ни одной строки. Заполните её и попробуйте ещё раз."]


def test_a_dry_run_lists_what_would_change_and_changes_nothing(terminal: Terminal) -> None:
    terminal.types("import", terminal.file(book(town())))
    corrected = town()
    corrected["Школы"][0]["Название"] = "МАОУ СОШ № 6"
    for _ in range(2):
        tried = terminal.types("import", "--dry-run", terminal.file(book(corrected)))
        assert tried.exit_code == 0
        assert tried.stdout.splitlines()[-2:] == [
            "Школа Ш6: название – было «МБОУ СОШ № 6», стало «МАОУ СОШ № 6»",
            "Это проверка, ничего не записано.",
        ]


def test_a_refused_book_ends_with_status_one_and_every_problem_on_a_line(terminal: Terminal) -> None:
    wrong = town()
    wrong["Школы"][0]["Тип"] = "гимнозия"
    wrong["Роли"][2]["Человек"] = "Т-02"
    wrong["Школа"] = []
    for option in ((), ("--dry-run",)):
        told = terminal.types("import", terminal.file(book(wrong)), *option)
        assert told.exit_code == 1
        lines = told.stderr.splitlines()
        assert [line.partition(": ")[0] for line in lines] == [
            "Предупреждение. Лист «Школа»",
            "Лист «Школы», строка 2, колонка «Тип» (D2)",
            "Лист «Роли», строка 4, колонка «Человек» (A4)",
            "Ничего не записано.",
        ]
    terminal.types("export", str(terminal.folder / "out.xlsx"))
    assert len(cells((terminal.folder / "out.xlsx").read_bytes())["Люди"]) == 1


@pytest.mark.parametrize("command", ["export", "template"])
def test_a_book_is_not_written_under_the_name_of_another_kind_of_file(terminal: Terminal, command: str) -> None:
    path = terminal.folder / "book.csv"
    told = terminal.types(command, str(path))
    assert told.exit_code == 1
    assert "назовите файл с окончанием .xlsx" in told.stderr
    assert not path.exists()


def test_wrong_usage_ends_with_status_two(terminal: Terminal) -> None:
    assert terminal.types("import").exit_code == 2
    assert terminal.types("import", "one.xlsx", "two.xlsx").exit_code == 2


WRONG_USAGE = {
    ("import",): "Не указано: КНИГА.",
    ("import", "--fast", "book.xlsx"): "Такой возможности нет: --fast.",
    ("imprt", "book.xlsx"): "Команды «imprt» нет. Возможно, имелась в виду «import».",
    ("import", "my", "book.xlsx"): "Лишнее: book.xlsx. Название с пробелами возьмите в кавычки.",
    ("collect", "answers.csv"): "Не указано: --survey.",
    ("form", "chek", "form.xlsx"): "Команды «chek» нет. Возможно, имелась в виду «check».",
    ("indicators", "--period"): "После --period нужно значение.",
    ("indicators", "--period", "2026", "--by", "class"): "Значение «class» не подходит. Подойдёт одно из: school,",
    ("indicators",): "Укажите период, например --period 2026-Q4",
}


@pytest.mark.parametrize("typed", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_is_told_in_russian(terminal: Terminal, typed: tuple[str, ...]) -> None:
    told = terminal.types(*typed)
    assert told.exit_code == 2
    assert told.stderr.startswith(WRONG_USAGE[typed])
    assert not {"Usage", "Try", "Error", "Missing", "Invalid"} & set(told.stderr.replace(":", " ").split())


@pytest.mark.parametrize("command", ["", "import", "collect", "invite", "indicators", "form", "form check"])
def test_help_is_in_russian_throughout(terminal: Terminal, command: str) -> None:
    told = terminal.types(*command.split(), "--help")
    assert told.exit_code == 0
    assert told.stdout.startswith("Запуск: ")
    assert "Показать эту справку" in told.stdout
    english = {"Usage", "Options", "OPTIONS", "Arguments", "Commands", "COMMAND", "Show", "required", "default", "path"}
    assert not english & set(re.findall(r"\w+", told.stdout))


def test_wrong_usage_shows_only_what_may_be_written(terminal: Terminal) -> None:
    told = terminal.types("indicators", "--period", "2026-Q4", "--code", "НЕТ")
    assert told.exit_code == 2
    assert "Нет показателя с кодом «НЕТ»" in told.stderr
    assert "bot indicators [ПАРАМЕТРЫ]\n" in told.stderr


def test_a_command_without_its_second_word_shows_what_there_is(terminal: Terminal) -> None:
    told = terminal.types("form")
    assert told.exit_code == 2
    assert "Проверить анкету" in told.stderr
    assert "Подробнее" not in told.stderr


def test_the_export_of_one_municipality(terminal: Terminal) -> None:
    rows = town()
    rows["Муниципалитеты"].append({"Код": "НВК", "Полное название": "Новокубанск", "Краткое название": "НВК"})
    rows["Школы"].append({"Код": "Н1", "Муниципалитет": "НВК", "Название": "СОШ № 1"})
    terminal.types("import", terminal.file(book(rows)))
    out = terminal.folder / "out.xlsx"
    assert terminal.types("export", str(out), "--municipality", "НВК").exit_code == 0
    read = cells(out.read_bytes())
    assert [row[0] for row in read["Школы"][1:]] == ["Н1"]
    assert len(read["Люди"]) == 1
    unknown = terminal.types("export", str(out), "--municipality", "ЙЙЙ")
    assert unknown.exit_code == 1
    assert unknown.stderr.strip() == "Муниципалитета «ЙЙЙ» нет. Проверьте код."


def test_an_export_into_a_folder_that_is_not_there(terminal: Terminal) -> None:
    told = terminal.types("export", str(terminal.folder / "nowhere" / "out.xlsx"))
    assert told.exit_code == 1
    assert told.stderr.startswith("Не удалось записать файл")


@pytest.mark.parametrize("zone", ["Europe/Moscow", "Asia/Yekaterinburg"])
def test_an_invitation_runs_out_in_the_time_of_its_municipality(terminal: Terminal, zone: str) -> None:
    there = town()
    there["Муниципалитеты"][0]["Часовой пояс"] = zone
    terminal.types("import", terminal.file(book(there)))

    printed = terminal.types("invite", "--person", "П-06-01").stdout.strip()

    until = printed.split("\t")[-1]
    assert until.endswith(f" {zone}")
    moment = datetime.fromisoformat(until.removesuffix(f" {zone}")).replace(tzinfo=ZoneInfo(zone))
    assert abs(moment - datetime.now(UTC) - timedelta(days=7)) < timedelta(minutes=5)


def test_a_dry_run_of_a_refused_book_does_not_say_that_all_is_stored(terminal: Terminal) -> None:
    school = {"Код": "Ш6", "Муниципалитет": "ХХ", "Название": "МБОУ СОШ № 6"}
    tried = terminal.types("import", "--dry-run", terminal.file(book(Школы=[school])))
    assert tried.exit_code == 1
    assert "«ХХ» не найдено" in tried.stderr
    assert "Всё уже записано" not in tried.stdout


def test_half_a_character_is_taken_as_a_lost_one(terminal: Terminal) -> None:
    """Excel cuts an emoji in two where a text gets too long, and writes what is left as a code."""
    sheets = town()
    sheets["Школы"][0]["Название"] = "Школа _xD83D_"
    whole = {**sheets["Школы"][1], "Название": "Школа _xD83D__xDE00_"}
    sheets["Школы"][1] = whole
    assert terminal.types("import", terminal.file(book(sheets))).exit_code == 0
    there = terminal.folder / "there.xlsx"
    assert terminal.types("export", str(there)).exit_code == 0
    names = {row[2] for row in cells(there.read_bytes())["Школы"][1:]}
    assert {"Школа \N{REPLACEMENT CHARACTER}", "Школа \N{GRINNING FACE}"} <= names


def test_an_error_in_a_heading_is_told_as_it_stands(terminal: Terminal) -> None:
    sheets = town()
    sheets["Школы"] = [{**row, "ERROR": None} for row in sheets["Школы"]]
    content = with_error(book(sheets), "ERROR")
    result = terminal.types("import", terminal.file(content))
    assert result.exit_code == 0
    assert "Незнакомая колонка «#N/A»" in result.stderr


def with_error(content: bytes, heading: str) -> bytes:
    """The same workbook with an Excel error in place of a heading."""
    pattern = re.compile(rb'<c r="([A-Z]+1)" t="inlineStr"><is><t>' + heading.encode() + rb"</t></is></c>")
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(made, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, pattern.sub(rb'<c r="\1" t="e"><v>#N/A</v></c>', old.read(part.filename)))
    return made.getvalue()
