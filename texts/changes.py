"""Words of changes between two periods."""

from texts.monitorings import signed_tenths

RISE, FALL = "рост", "снижение"
INSUBSTANTIAL = "без существенных изменений"


def change(before: str, tenths: int, *, substantial: bool) -> str:
    """«было 80 % (16 из 20): +8,3 п. п., рост», «было 80 % (8 из 10): −1,2 п. п., без существенных изменений»"""
    told = (RISE if tenths > 0 else FALL) if substantial else INSUBSTANTIAL
    return f"было {before}: {signed_tenths(tenths)} п. п., {told}"


def same_people(compared: tuple[int, int, int], newcomers: int, leavers: int) -> str:
    """«сравнили 7: лучше 3, так же 3, хуже 1; новых 2, выбыли 1»"""
    better, same, worse = compared
    told = f"сравнили {sum(compared)}: лучше {better}, так же {same}, хуже {worse}"
    return f"{told}; новых {newcomers}, выбыли {leavers}"
