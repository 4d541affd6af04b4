"""The first minutes with the bot, as people at their messengers live them."""

from datetime import date

import pytest
from town import OPERATOR, Town
from visitor import Visitor

from storage.files import path_of


@pytest.fixture
def armavir(town: Town) -> int:
    town.publish_consent()
    return town.municipality("armavir", "МО город Армавир")


@pytest.fixture
def teacher(town: Town, armavir: int) -> int:
    person = town.person("П-17-03")
    town.role(person, "R_TCH", school_id=town.school("Ш17", armavir, "МБОУ СОШ № 17"))
    return person


@pytest.fixture
def visitor(town: Town) -> Visitor:
    return Visitor(town, 100)


async def come_in(visitor: Visitor, person: int) -> None:
    await visitor.says(f"/start {visitor.town.invite(person)[0].token}")
    await visitor.presses("Согласен(на)")


@pytest.mark.usefixtures("armavir")
async def test_without_an_invitation_it_is_explained_what_to_do(visitor: Visitor) -> None:
    answer = await visitor.says("/start")
    assert "приглашени" in answer
    assert OPERATOR["contact"] in answer
    assert "/menu" in await visitor.presses("Помощь")
    assert "только технический номер" in await visitor.presses("Мои данные и согласие")


async def test_a_link_then_the_consent_then_the_menu(visitor: Visitor, town: Town, teacher: int) -> None:
    answer = await visitor.says(f"/start {town.invite(teacher)[0].token}")
    assert "П-17-03" in answer
    assert "педагог · МБОУ СОШ № 17" in answer
    assert "Согласие на обработку персональных данных" in answer
    assert visitor.buttons == ["Согласен(на)", "Не согласен(на)", "Скачать текст"]
    answer = await visitor.presses("Согласен(на)")
    assert "Согласие дано 05.10.2026" in answer
    assert len(visitor.seen) == 4  # welcome, consent, the decision under the same text, menu
    assert "свободно, своей волей" in visitor.seen[2]["text"]


async def test_a_code_typed_into_a_chat_that_was_never_started(visitor: Visitor, town: Town, teacher: int) -> None:
    assert "не похоже на код" in await visitor.says("Здравствуйте!")
    assert "не нашлось" in await visitor.says("AAAAA-AAAAA")
    assert "П-17-03" in await visitor.says(town.invite(teacher)[0].code.lower())


async def test_guessing_is_paused_kindly(visitor: Visitor, town: Town, teacher: int) -> None:
    real = town.invite(teacher)[0]
    answers = [await visitor.says("AAAAA-AAAAA") for _ in range(11)]
    assert "ещё 1 раз" in answers[8]
    assert "попыток больше нет" in answers[9]
    assert "через 60 минут" in answers[10]
    town.later(minutes=35)
    assert "через 25 минут" in await visitor.says(f"/start {real.token}")
    town.later(minutes=25)
    assert "П-17-03" in await visitor.says(real.code)


async def test_nothing_opens_before_the_consent(visitor: Visitor, town: Town, teacher: int) -> None:
    await visitor.says(f"/start {town.invite(teacher)[0].token}")
    for attempt in ("/menu", "/role", "/surveys", "просто текст", "/start"):
        assert "Согласие на обработку" in await visitor.says(attempt), attempt
    assert "Помощь" in await visitor.says("/help")


async def test_refusing_leaves_help_and_contacts(visitor: Visitor, town: Town, teacher: int) -> None:
    await visitor.says(f"/start {town.invite(teacher)[0].token}")
    assert "никаких последствий" in (await visitor.presses("Не согласен(на)")).lower()
    assert OPERATOR["contact"] in await visitor.says("/menu")
    assert "Помощь" in await visitor.presses("Помощь")
    await visitor.says("/start")
    await visitor.presses("Прочитать согласие")
    assert "Спасибо" in await visitor.presses("Согласен(на)")


async def test_taking_the_consent_back(visitor: Visitor, teacher: int) -> None:
    await come_in(visitor, teacher)
    assert "дано 05.10.2026" in await visitor.says("/privacy")
    assert OPERATOR["erase_within"] in await visitor.presses("Отозвать согласие")
    assert "Согласие отозвано" in await visitor.presses("Да, отозвать")
    assert "Согласие отозвано" in await visitor.says("/menu")
    assert "Помощь" in await visitor.says("/help")
    assert "отзывать нечего" in await visitor.presses("Да, отозвать")


async def test_changing_ones_mind_about_withdrawing(visitor: Visitor, teacher: int) -> None:
    await come_in(visitor, teacher)
    await visitor.says("/withdraw")
    assert "согласие действует" in await visitor.presses("Нет, оставить")


async def test_the_text_of_the_consent_as_a_file(visitor: Visitor, town: Town, teacher: int) -> None:
    await visitor.says(f"/start {town.invite(teacher)[0].token}")
    await visitor.presses("Скачать текст")
    (file,) = visitor.seen[-1]["files"]
    assert file["name"] == "Согласие на обработку данных.txt"
    stored = (town.folder / file["path"]).read_text(encoding="utf-8-sig")
    assert file["path"] == path_of(file["path"].rpartition("/")[2])
    assert OPERATOR["operator"] in stored
    assert "Спасибо" in await visitor.presses("Согласен(на)")


async def test_agreeing_under_an_old_text_shows_the_new_one(visitor: Visitor, town: Town, teacher: int) -> None:
    await visitor.says(f"/start {town.invite(teacher)[0].token}")
    assert "Согласие на обработку" in await visitor.presses_forged("eg:0123456789ab")
    assert not town.account("100").consented


async def test_a_new_text_is_asked_about_in_the_middle_of_work(visitor: Visitor, town: Town, teacher: int) -> None:
    await come_in(visitor, teacher)
    town.publish_consent("!")
    assert "Текст согласия обновился" in await visitor.says("/menu")
    assert "Спасибо" in await visitor.presses("Согласен(на)")
    assert "обновился" not in await visitor.says("/menu")


async def test_handing_over_a_shared_computer(visitor: Visitor, town: Town, armavir: int, teacher: int) -> None:
    colleague = town.person("П-17-04")
    town.role(colleague, "R_TCH", municipality_id=armavir)
    await come_in(visitor, teacher)
    link = town.invite(colleague)[0].token
    assert "для другого человека" in await visitor.says(f"/start {link}")
    await visitor.presses("Выйти")
    assert "Вы вышли" in await visitor.presses("Да, выйти")
    assert "код с карточки" in await visitor.says("/menu")
    assert "П-17-04" in await visitor.says(f"/start {link}")


async def test_it_is_not_me(visitor: Visitor, town: Town, teacher: int) -> None:
    await visitor.says(f"/start {town.invite(teacher)[0].token}")
    await visitor.presses("Это не мой код")
    assert "Вы вышли" in await visitor.presses("Да, выйти")


async def test_old_buttons_after_leaving_open_nothing(visitor: Visitor, teacher: int) -> None:
    await come_in(visitor, teacher)
    await visitor.says("/logout")
    await visitor.presses("Да, выйти")
    for stale in ("Согласен(на)", "Да, выйти", "Скачать текст"):
        assert "код с карточки" in await visitor.presses(stale)


async def test_choosing_a_role(visitor: Visitor, town: Town, armavir: int, teacher: int) -> None:
    town.role(teacher, "R_TUT", municipality_id=armavir)
    await come_in(visitor, teacher)
    answer = await visitor.says("/role")
    assert "✓ педагог · МБОУ СОШ № 17" in answer
    assert visitor.buttons == ["тьютор · МО город Армавир", "В меню"]
    assert "в роли: тьютор" in await visitor.presses("тьютор · МО город Армавир")
    assert town.actor("100").role == "R_TUT"


async def test_a_role_that_ended_says_so(visitor: Visitor, town: Town, armavir: int) -> None:
    leaving = town.person("П-1")
    town.role(leaving, "R_TCH", municipality_id=armavir, until=date(2026, 10, 5))
    await come_in(visitor, leaving)
    town.later(days=1)
    assert "Действующей роли" in await visitor.says("/start")
    assert "Действующей роли" in await visitor.says("/role")


async def test_a_name_full_of_markup_arrives_harmless(visitor: Visitor, town: Town, armavir: int) -> None:
    person = town.person("<b>\u202eП-1")
    town.role(person, "R_TCH", school_id=town.school("Ш", armavir, "<a href='x'>СОШ</a> & Co"))
    answer = await visitor.says(f"/start {town.invite(person)[0].token}")
    assert "&lt;b&gt;П-1" in answer
    assert "&lt;a href=&#x27;x&#x27;&gt;СОШ&lt;/a&gt; &amp; Co" in answer


async def test_a_forged_role_is_not_found(visitor: Visitor, town: Town, armavir: int, teacher: int) -> None:
    coordinator = town.person("К-1")
    high = town.role(coordinator, "R_CRD", municipality_id=armavir)
    await come_in(visitor, teacher)
    there = await visitor.presses_forged(f"eo:{high}")
    nowhere = await visitor.presses_forged("eo:999999")
    assert "Не нашлось" in there
    assert there == nowhere
    assert town.actor("100").role == "R_TCH"
