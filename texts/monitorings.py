"""Words of the monitorings: results of schools, clusters, points of the parts."""

from texts.grammar import plural

NO_DATA = "нет данных (n = 0)"
SMALL_GROUP = "малая группа"
DIRECTIONS = {1: "рост", 0: "стабильно", -1: "снижение"}
QUARTERS = ("низкий", "ниже среднего", "выше среднего", "высокий")
YES, NO = "да", "нет"
CLUSTERS = ("К1", "К2", "К3", "К4")
INDEXES = {"ior": "ИОР", "isbsh": "ИСБШ"}
BY_MUNICIPALITY = "считается по муниципалитетам"


def signed_tenths(tenths: int) -> str:
    """«+1,3», «−0,4», «0,0»"""
    sign = "+" if tenths > 0 else "−" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10},{abs(tenths) % 10}"


def change(tenths: int, number: int) -> str:
    """«+1,3 (n = 24)»"""
    return f"{signed_tenths(tenths)} (n = {number})"


def cells(growing: int, known: int) -> str:
    """«рост в 3 из 4»"""
    return f"рост в {growing} из {known}"


def biased_cells(number: int) -> str:
    """«без 1 результата с признаками необъективности»"""
    return f"без {number} {plural(number, 'результата', 'результатов', 'результатов')} с признаками необъективности"


def percent_of_tenths(tenths: int) -> str:
    """«80 %», «87,5 %»"""
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest} %" if rest else f"{whole} %"


def index(ten_thousandths: int) -> str:
    """«0,62»: no more digits than given, two at least."""
    whole, rest = divmod(abs(ten_thousandths), 10_000)
    digits = f"{rest:04}".rstrip("0").ljust(2, "0")
    return f"{'−' if ten_thousandths < 0 else ''}{whole},{digits}"


def index_change(ten_thousandths: int) -> str:
    """«изменение +0,05»"""
    return f"изменение {'+' if ten_thousandths > 0 else ''}{index(ten_thousandths)}"


def cluster(number: int) -> str:
    """«К1»"""
    return CLUSTERS[number - 1]


def points(number: int) -> str:
    """«1 балл»"""
    return f"{number} {plural(number, 'балл', 'балла', 'баллов')}"


def points_note(computed: int | None, expert: int | None) -> str | None:
    """«баллы: 1»; «баллы: 1, эксперт: 0» where an expert has judged."""
    if computed is None and expert is None:
        return None
    counted = "нет данных" if computed is None else str(computed)
    return f"баллы: {counted}" if expert is None else f"баллы: {counted}, эксперт: {expert}"


def disagree(reported: int, counted: int) -> str:
    """«сверить: по анкетам 12, по данным 8», for the expert"""
    return f"сверить: по анкетам {reported}, по данным {counted}"


def own_borders(optimal: int, acceptable: int) -> str:
    """«по границам 90 и 70 %», where they are the municipality's own"""
    return f"по границам {optimal} и {acceptable} %"
