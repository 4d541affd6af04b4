"""What the monthly summary tells of help and of the plan, and what became of it since the month before."""

from datetime import UTC, date, datetime

from answers import q1_is_open
from city import City

from storage import seed
from storage.database import Tx

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def _plan(done: dict[int, int], of: int) -> list[dict[str, object]]:
    """So many items of the roadmap a month, of which so many are done in time, by the month's number."""
    return [
        {"code": f"П-{month}-{place}", "year": 2026, "title": "Семинар", "due_until": date(2026, month, 20),
         "status": "done" if place < number else "not_done", "done": date(2026, month, 20) if place < number else None,
         "recorded_at": NOW}
        for month, number in done.items() for place in range(of)
    ]  # fmt: skip


async def _summary(city: City, *plan: dict[str, object], held: int = 0) -> str:
    def store(tx: Tx) -> None:
        here = {"municipality_id": seed.ids(tx, "municipality")["ЗЛТ"]}
        seed.plant(tx, "plan_item", [{**row, **here} for row in plan])
        event = {"centre": "mtkp", "format": "seminar", "starts": date(2026, 11, 12), "status": "held"}
        seed.plant(
            tx, "activity", [{**event, **here, "code": f"Е{place}", "recorded_at": NOW} for place in range(held)]
        )

    await city.db.write(store)
    await city.come_to("2026-12-01", "09:00")
    return city.someone("К-01").screen()


async def test_the_plan_is_told_with_its_change_to_the_month_before(city: City):
    summary = await _summary(city, *_plan({10: 10, 11: 14}, of=20))

    assert "Полнота выполнения плана: 70 % (14 из 20), было 50 % (10 из 20): +20,0 п. п., рост за месяц" in summary


async def test_a_small_step_is_not_called_a_change_and_few_items_have_none(city: City):
    summary = await _summary(city, *_plan({10: 3, 11: 4}, of=5))
    assert "80 % (4 из 5), было 60 % (3 из 5): +20,0 п. п., без существенных изменений за месяц" in summary


async def test_where_few_were_due_nothing_is_said_of_the_month_before(city: City):
    summary = await _summary(city, *_plan({10: 3, 11: 4}, of=4))
    assert "Полнота выполнения плана: 100 % (4 из 4)\n" in summary
    assert "за месяц" not in summary


async def test_events_are_told_by_form_and_an_empty_block_says_so(city: City):
    summary = await _summary(city, held=3)
    assert "Количество мероприятий по формам: семинары – 3" in summary
    assert "План\nсобытий нет" in summary


async def test_a_survey_is_told_of_in_the_months_in_which_it_was_open_and_in_no_other(city: City):
    await q1_is_open(city, until="30 ноября")
    coordinator = city.someone("К-01")

    await city.come_to("2026-12-01", "09:00")
    assert "Анкета удовлетворённости педагога" in coordinator.screen()

    await city.come_to("2027-01-11", "09:00")
    assert "декабрь 2026" in coordinator.screen()
    assert "Анкета удовлетворённости педагога" not in coordinator.screen()
