"""Words of changes between two periods."""

from texts.monitorings import signed_tenths

SUBSTANTIAL = "изменение"
INSUBSTANTIAL = "без существенных изменений"


def change(tenths: int, *, substantial: bool) -> str:
    """«+8,3 п. п., изменение», «−1,2 п. п., без существенных изменений»"""
    return f"{signed_tenths(tenths)} п. п., {SUBSTANTIAL if substantial else INSUBSTANTIAL}"


def same_people(compared: tuple[int, int, int], newcomers: int, leavers: int) -> str:
    """«сравнили 7: лучше 3, так же 3, хуже 1; новых 2, выбыли 1»"""
    better, same, worse = compared
    told = f"сравнили {sum(compared)}: лучше {better}, так же {same}, хуже {worse}"
    return f"{told}; новых {newcomers}, выбыли {leavers}"
