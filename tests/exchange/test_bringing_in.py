"""A coordinator's workbook comes in: everything once, corrections alone, nothing by halves."""

from datetime import date, datetime, time

from tests.exchange.books import book, cells, town
from tests.exchange.conftest import Office, errors, warnings

FIRST = date(2025, 9, 1)
MIDNIGHT = datetime.combine(FIRST, time())


def test_a_first_book_is_stored_and_the_export_says_the_same(office: Office) -> None:
    plan = office.bring(book(town()))
    assert not plan.problems
    assert plan.totals()[:2] == [
        "Муниципалитеты: добавится 1",
        "Школы: добавится 2",
    ]
    exported = cells(office.export())
    assert exported["Школы"] == [
        ["Код", "Муниципалитет", "Название", "Тип", "Номер"],
        ["Ш6", "АРМ", "МБОУ СОШ № 6", "СОШ", 6],
        ["Ш17", "АРМ", "МБОУ СОШ № 17", "СОШ", 17],
    ]
    assert exported["Места работы"][1] == [
        *["П-06-01", "Ш6", "учитель", "математика; физика", "да"],
        *[MIDNIGHT, None],
    ]
    assert ["тьютор", "Т-01", "П-06-01", "математика"] in [row[:4] for row in exported["Закрепления"]]


def test_the_same_book_again_changes_nothing_and_says_so(office: Office) -> None:
    office.bring(book(town()))
    again = office.bring(book(town()))
    assert again.empty
    assert not again.problems
    assert not again.totals()


def test_a_corrected_book_changes_only_what_was_corrected(office: Office) -> None:
    office.bring(book(town()))
    corrected = town()
    corrected["Школы"][0]["Название"] = "МАОУ СОШ № 6"
    corrected["Люди"][1]["Фамилия"] = "Белых"
    plan = office.bring(book(corrected))
    assert list(plan.differences(personal=True)) == [
        "Школа Ш6: название – было «МБОУ СОШ № 6», стало «МАОУ СОШ № 6»",
        "Человек П-17-01: фамилия – было «Белов», стало «Белых»",
    ]
    assert "Человек П-17-01: изменено – фамилия" in plan.differences(personal=False)
    assert plan.totals() == [
        "Школы: изменится 1, без изменений 1", "Люди: изменится 1, без изменений 3", "Остальные листы без изменений",
    ]  # fmt: skip
    assert cells(office.export())["Школы"][1][2] == "МАОУ СОШ № 6"


def test_a_check_shows_the_same_plan_and_stores_nothing(office: Office) -> None:
    checked = office.check(book(town()))
    assert not checked.empty
    assert not office.schools()
    assert office.bring(book(town())).totals() == checked.totals()


def test_one_error_anywhere_and_nothing_is_stored(office: Office) -> None:
    wrong = town()
    wrong["Закрепления"][1]["Кого"] = "Ш99"
    plan = office.bring(book(wrong))
    assert errors(plan) == [
        (
            "Лист «Закрепления», строка 3, колонка «Кого» (C3): «Ш99» не найдено. "
            "Проверьте код: такой строки нет ни на листе «Школы», ни в базе."
        )
    ]
    assert not office.schools()


def test_sheets_can_come_one_by_one(office: Office) -> None:
    """Rows refer to what is stored already."""
    for name, rows in town().items():
        assert not errors(office.bring(book({name: rows})))
    assert office.bring(book(town())).empty


def test_sheets_columns_and_headings_are_found_however_they_are_written(office: Office) -> None:
    sloppy = {
        " школы ": [
            {"НАЗВАНИЕ*": "Лицей № 1", "тип": "ЛИЦЕЙ", "муниципалитет ": "г.  армавир", "Код": "Л1", "Номер": "1"}
        ],
        "МУНИЦИПАЛИТЕТЫ": town()["Муниципалитеты"],
    }
    assert not office.bring(book(sloppy)).problems
    assert cells(office.export())["Школы"][1] == ["Л1", "АРМ", "Лицей № 1", "лицей", 1]


def test_a_column_that_is_not_there_changes_nothing_and_an_empty_cell_empties(office: Office) -> None:
    office.bring(book(town()))
    plan = office.bring(book(Люди=[{"Код": "П-06-01", "Телефон": None}]))
    assert list(plan.differences(personal=True)) == ["Человек П-06-01: стёрто – телефон, было «+79180000001»"]
    assert list(plan.differences(personal=False)) == ["Человек П-06-01: стёрто – телефон"]
    assert "Стёрто значений: 1" in plan.stored()
    assert cells(office.export())["Люди"][2][:4] == ["П-06-01", "Орлова", "Анна", "Игоревна"]


def test_the_same_date_in_every_accepted_spelling(office: Office) -> None:
    spellings = ["01.09.2025", "1.9.2025", " 2025-09-01 ", FIRST, MIDNIGHT, "01.09.2025 г.", "2025-09-01 00:00:00"]
    people = [{"Код": f"Д-{place}"} for place in range(len(spellings))]
    works = [{"Человек": f"Д-{place}", "Школа": "Ш6", "С": spelling} for place, spelling in enumerate(spellings)]
    office.bring(book({**town(), "Люди": people, "Места работы": works, "Роли": [], "Закрепления": []}))
    assert [row[5] for row in cells(office.export())["Места работы"][1:]] == [MIDNIGHT] * len(spellings)


def test_yes_and_no_in_every_accepted_spelling(office: Office) -> None:
    spellings = {"да": "да", "Да ": "да", 1: "да", "ИСТИНА": "да", None: "да", "нет": "нет", 0: "нет"}
    given = [*spellings, False, "1", "0", "ложь", True]
    expected = [*spellings.values(), "нет", "да", "нет", "нет", "да"]
    people = [{"Код": f"Ф-{place}"} for place in range(len(given))]
    works = [{"Человек": f"Ф-{n}", "Школа": "Ш6", "С": FIRST, "Основное": flag} for n, flag in enumerate(given)]
    office.bring(book({**town(), "Люди": people, "Места работы": works, "Роли": [], "Закрепления": []}))
    assert [row[4] for row in cells(office.export())["Места работы"][1:]] == expected


def test_names_of_the_dossier_and_codes_are_accepted_for_choices(office: Office) -> None:
    office.bring(book(town()))
    for role in ("Педагог", "R_TCH", "r_tch", "педагог (тьюторант)"):
        rows = town()
        rows["Роли"][0]["Роль"] = role
        assert office.bring(book(rows)).empty, role


def test_a_subject_outside_the_list_is_kept_as_typed_with_a_word_about_it(office: Office) -> None:
    rows = town()
    rows["Места работы"][0]["Предметы"] = "Математика; кубановедение; матиматика"
    plan = office.bring(book(rows))
    assert cells(office.export())["Места работы"][1][3] == "математика; кубановедение; матиматика"
    assert [line.partition(": ")[2] for line in warnings(plan)] == [
        "Слова «кубановедение» нет в списке, записано будет как есть. Если это опечатка, исправьте.",
        (
            "Слова «матиматика» нет в списке, записано будет как есть. Если это опечатка, исправьте. "
            "Возможно, имелось в виду «математика»."
        ),
    ]


def test_codes_that_excel_made_numbers_are_read_as_people_see_them(office: Office) -> None:
    schools = [
        {"Код": 17, "Муниципалитет": "АРМ", "Название": "Школа 17"},
        {"Код": 17.5, "Муниципалитет": "АРМ", "Название": "Филиал"},
        {"Код": "007", "Муниципалитет": "АРМ", "Название": "Школа 7"},
    ]
    statuses = [{"Школа": "17", "Статус": "ШНОР", "С": "01.09.2025"}, {"Школа": 7, "Статус": "ШНОР", "С": "01.09.2025"}]
    plan = office.bring(book({**town(), "Школы": [*town()["Школы"], *schools], "Статусы школ": statuses}))
    assert errors(plan) == [
        (
            "Лист «Статусы школ», строка 3, колонка «Школа» (A3): «7» не найдено. Проверьте "
            "код: такой строки нет ни "
            "на листе «Школы», ни в базе. Возможно, имелось в виду «007»."
        )
    ]
    plan = office.bring(book({**town(), "Школы": [*town()["Школы"], *schools], "Статусы школ": statuses[:1]}))
    assert not errors(plan)
    assert {"17", "17.5", "007"} <= office.schools()


def test_a_municipality_is_found_by_any_spelling_but_never_made_of_one(office: Office) -> None:
    office.bring(book(town()))
    for spelling in ("МО  ГОРОД армавир", "г. Армавир", "арм"):
        rows = [{"Код": "Ш6", "Муниципалитет": spelling, "Название": "МБОУ СОШ № 6"}]
        assert office.bring(book(Школы=rows)).empty, spelling
    latin_a = "\u0041рмавир"
    rows = [{"Код": f"Ш{n}", "Муниципалитет": name, "Название": "Ш"} for n, name in enumerate((latin_a, "Майкоп"), 101)]
    assert [line.partition(": ")[2] for line in errors(office.bring(book(Школы=rows)))] == [
        (
            f"«{latin_a}» не найдено. Проверьте код: такой строки нет ни на листе "
            "«Муниципалитеты», ни в базе. Возможно, "
            "имелось в виду «АРМ» (проверьте раскладку: латинские и русские буквы выглядят одинаково)."
        ),
        "«Майкоп» не найдено. Проверьте код: такой строки нет ни на листе «Муниципалитеты», ни в базе.",
    ]


def test_a_renamed_municipality_is_found_by_its_new_name(office: Office) -> None:
    office.bring(book(town()))
    renamed = town()["Муниципалитеты"]
    renamed[0] |= {"Краткое название": "Армавирский округ", "Другие написания": "Армавир"}
    plan = office.bring(book(Муниципалитеты=renamed))
    assert list(plan.differences(personal=True)) == [
        (
            "Муниципалитет АРМ: краткое название – было «МО город Армавир», стало «Армавирский округ»; "
            "другие написания – было «Армавир; г. Армавир», стало «Армавир»"
        )
    ]
    school = {"Код": "Ш30", "Муниципалитет": "Армавирский  округ", "Название": "Школа 30"}
    assert not errors(office.bring(book(Школы=[school])))


def test_a_teacher_moves_to_another_school_and_history_stays(office: Office) -> None:
    office.bring(book(town()))
    moved = [
        {"Человек": "П-06-01", "Школа": "Ш6", "С": "01.09.2025", "По": "31.12.2025"},
        {"Человек": "П-06-01", "Школа": "Ш17", "С": "01.01.2026"},
    ]
    plan = office.bring(book({"Места работы": moved}))
    assert list(plan.differences(personal=True)) == [
        "Место работы П-06-01, Ш6, 01.09.2025: по – было пусто, стало «31.12.2025»"
    ]
    assert not plan.problems
    assert len(cells(office.export())["Места работы"]) == 4


def test_look_alike_codes_and_namesakes_are_shown_and_stored_apart(office: Office) -> None:
    office.bring(book(town()))
    latin_t = "T-01"
    people = [
        {"Код": latin_t, "Фамилия": "Иная", "Имя": "Яна"},
        {"Код": "П-99", "Фамилия": "орлова", "Имя": "Анна", "Отчество": "Игоревна"},
    ]
    plan = office.bring(book(Люди=people))
    assert not errors(plan)
    assert warnings(plan) == [
        (
            "Предупреждение. Лист «Люди», строка 2, колонка «Код» (A2): Код «T-01» похож на "
            "«Т-01». Если это одно и то же, "
            "исправьте: могли смениться раскладка или регистр букв либо пропасть ноль."
        ),
        (
            "Предупреждение. Лист «Люди», строка 3, колонка «Код» (A3): Есть человек с "
            "такими же именем и фамилией: код "
            "«П-06-01». Если это один человек, оставьте один код."
        ),
    ]


def test_an_unknown_sheet_and_column_are_only_warned_of(office: Office) -> None:
    rows = {**town(), "Школа": [{"Код": "Ш1"}], "Бюджет": [{"Рубли": 5}]}
    rows["Люди"] = [{**row, "Телефн": 5, "Рост": 170} for row in rows["Люди"]]
    plan = office.bring(book(rows))
    assert not errors(plan)
    assert warnings(plan) == [
        "Предупреждение. Лист «Школа»: Незнакомый лист, он не читается. Возможно, имелось в виду «Школы».",
        "Предупреждение. Лист «Бюджет»: Незнакомый лист, он не читается.",
        (
            "Предупреждение. Лист «Люди», строка 1, колонка «Телефн» (F1): Незнакомая "
            "колонка «Телефн», она не читается. "
            "Возможно, имелось в виду «Телефон»."
        ),
        ("Предупреждение. Лист «Люди», строка 1, колонка «Рост» (G1): Незнакомая колонка «Рост», она не читается."),
    ]


def test_data_without_a_heading_is_warned_of_once(office: Office) -> None:
    rows = town()
    rows["Школы"] = [{**row, "": "заметка", " ": None} for row in rows["Школы"]]
    plan = office.check(book(rows))
    assert not errors(plan)
    (told,) = warnings(plan)
    assert told == (
        "Предупреждение. Лист «Школы», строка 1: В колонке F есть данные, а заголовка нет: она не читается. "
        "Если эти данные нужны, впишите заголовок."
    )


def test_whole_numbers_however_they_are_written(office: Office) -> None:
    written = [6, 6.0, "6", " 6\u00a0", "6.0", "6,00", "1 200", "1\u00a0200", "+7"]
    schools = [{"Код": f"Н{n}", "Муниципалитет": "АРМ", "Название": "н", "Номер": v} for n, v in enumerate(written)]
    assert not errors(office.bring(book({**town(), "Школы": [*town()["Школы"], *schools]})))
    found = {row[0]: row[4] for row in cells(office.export())["Школы"]}
    assert [found[f"Н{n}"] for n in range(len(written))] == [6, 6, 6, 6, 6, 6, 1200, 1200, 7]
    for unclear in ("1.000", "6,5", "1 2", "№ 6"):
        schools = [{"Код": "Н", "Муниципалитет": "АРМ", "Название": "н", "Номер": unclear}]
        assert len(errors(office.check(book(Школы=schools)))) == 1, unclear


def test_empty_rows_between_and_below_are_skipped(office: Office) -> None:
    """Running numbers in a column of one's own make no row."""
    rows = town()
    people = [{"№ п/п": 1, **rows["Люди"][0]}, {"№ п/п": 2}, {"№ п/п": 3, **rows["Люди"][1]}, {"№ п/п": 4, "Имя": "  "}]
    plan = office.check(book({**rows, "Люди": [*people, *rows["Люди"][2:]]}))
    assert not errors(plan)
    assert "Люди: добавится 4" in plan.totals()
