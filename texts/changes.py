"""Words of changes between two periods."""

from texts.monitorings import signed_tenths

SUBSTANTIAL = "изменение"
INSUBSTANTIAL = "без существенных изменений"


def change(tenths: int, *, substantial: bool) -> str:
    """«+8,3 п. п., изменение», «−1,2 п. п., без существенных изменений»"""
    return f"{signed_tenths(tenths)} п. п., {SUBSTANTIAL if substantial else INSUBSTANTIAL}"


def same_people(matched: int, newcomers: int, leavers: int) -> str:
    """«сравнили 7, новых 2, выбыли 1»"""
    return f"сравнили {matched}, новых {newcomers}, выбыли {leavers}"
