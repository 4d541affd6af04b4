"""What participants are told of a closed survey, and what the coordinator sees before it goes out."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from texts import periods
from texts import survey_actions as act
from texts.grammar import people, quoted
from texts.screen import Button, Keyboard, Screen, safe
from texts.surveys import Facts

Shares = Iterable[tuple[str, str]]  # name of a figure, the figure in words


# Indicators as those understand them who answered: in the words of the questions.
_PLAIN_WORDS = {
    "SAT": "В целом удовлетворены",
    "ADR_S": "Помощь соответствовала затруднениям или запросу",
    "REG_S": "Помощь была регулярной, без долгих перерывов",
    "ACC_S": "Обратиться за помощью легко",
    "ARA_S": "Помощь сразу и по делу, и регулярная, и доступная",
    "CONT": "Предлагают продолжить в следующем году",
    "USE": "Полученное можно применить в работе",
    "NEED_UNMET": "Помощь была нужна, но её не было",
    "EVT": "Довольны мероприятием",
}


def in_plain_words(code: str, name: str) -> str:
    """An indicator for participants; its own name where it is plain enough."""
    return _PLAIN_WORDS.get(code, name)


def _body(facts: Facts, answered: str, shares: Shares) -> str:
    lines = [f"{safe(name)}: <b>{safe(share)}</b>" for name, share in shares]
    told = ["Вот что получилось:\n" + "\n".join(lines)] if lines else []
    head = f"Опрос {quoted(safe(facts.title))} завершён. Ответили {answered}. Спасибо всем, кто нашёл время!"
    return "\n\n".join([head, *told])


def message(facts: Facts, answered: str, shares: Shares) -> Screen:
    """To everybody who was asked."""
    return Screen(_body(facts, answered, shares), Keyboard().row(Button("В меню", act.Menu())).done())


def preview(facts: Facts, answered: str, shares: Shares, readers: int) -> Screen:
    """The same to the coordinator, before it is sent."""
    keys = Keyboard().row(Button("Отправить участникам", act.TellParticipants(facts.id)))
    keys.row(Button("Не отправлять", act.Results(facts.id, "all")))
    lead = f"Участники ({people(readers)} на связи) получат такое сообщение. Отправить его можно один раз."
    return Screen(f"{lead}\n<blockquote>{_body(facts, answered, shares)}</blockquote>", keys.done())


def planned(facts: Facts, moment: datetime, now: datetime) -> Screen:
    """The message is on its way."""
    when = (
        "уходит участникам"
        if moment <= now
        else f"уйдёт участникам в рабочее время: {periods.moment(moment, ZoneInfo(facts.timezone))}"
    )
    keys = Keyboard().row(Button("К опросу", act.SurveyCard(facts.id)), Button("В меню", act.Menu()))
    return Screen(f"Сообщение о результатах {quoted(safe(facts.title))} {when}.", keys.done())
