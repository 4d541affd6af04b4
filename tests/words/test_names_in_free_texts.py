"""A hint where a free text seems to name somebody."""

import pytest

from surveys.views import ReviewItem, ReviewView
from texts import filling
from texts.naming import names_somebody


@pytest.mark.parametrize(
    "text",
    ["Спасибо Ивановой И. И.!", "И.И. Петров помог", "Тьютор Анна Сергеевна пришла на урок", "мешает коллега Сидоров",
     "Помогла учитель Шевченко", "Нина Ильинична, спасибо"],
)  # fmt: skip
def test_a_name_is_noticed(text: str) -> None:
    assert names_somebody(text)


@pytest.mark.parametrize(
    "text",
    ["Больше открытых уроков в нашей школе.", "Темрюкский район, МБОУ СОШ № 17", "Разбор ВПР и ЕГЭ по физике.",
     "Хотелось бы встреч после 15:00. Основы смыслового чтения.", "Основное – время"],
)  # fmt: skip
def test_ordinary_words_are_no_names(text: str) -> None:
    assert not names_somebody(text)


def test_the_review_says_where_and_stops_nobody() -> None:
    items = (ReviewItem("q1", "Вы довольны?", "да"), ReviewItem("q2", "Пожелания", "Спасибо Петровой А. А.", free=True))
    screen = filling.review(7, ReviewView(1, items))
    assert "Похоже, в ответе 2 названо имя человека." in screen.text
    assert "2. Пожелания" in screen.text
    assert screen.rows[0][0].label == "Отправить"
