"""The indicators of a survey as one computes them with pandas from the same tables; raced by benchmarks.indicators."""

import sqlite3
from typing import Any

import pandas as pd

MODULES = [str(number) for number in range(1, 9)]
MARKS = {"ADR_S": "Q1.4", "REG_S": "Q1.5", "ACC_S": "Q1.6", "USE": "Q1.8", "SAT": "Q1.10"}
UNMET = "\u0433"  # the letter of the option that means help was missed


def measured(database: sqlite3.Connection, ids: dict[str, int]) -> dict[tuple[int, str], int]:
    """Numerators by school and code; only the questions that are needed are read."""
    names = {ids[name]: name for name in (*MARKS.values(), "Q1.1", "Q1.11", "Q1.12")}
    listed = ",".join(map(str, names))
    responses = pd.read_sql("select id, school_id from response where state = 'sent'", database, index_col="id")
    answers = pd.read_sql(
        f"select response_id, question_id, value from answer where item = 0 and question_id in ({listed})",  # noqa: S608 - numbers of our own
        database,
    )
    wide = answers.pivot_table(index="response_id", columns="question_id", values="value", aggfunc="first")
    table = responses.join(wide.rename(columns=names))
    return _numbers(table)


def _numbers(table: Any) -> dict[tuple[int, str], int]:
    good = {code: table[name].isin(["4", "5"]) for code, name in MARKS.items()}
    flags = {
        **good,
        "ARA_S": good["ADR_S"] & good["REG_S"] & good["ACC_S"],
        "CONT": table["Q1.11"].isin(["1", "2"]),
        "NEED_UNMET": table["Q1.1"] == UNMET,
        "RR": table["school_id"].notna(),
        **{f"shown {name}": table[name].notna() for name in (*MARKS.values(), "Q1.11", "Q1.12")},
        **{f"mark {mark}": table["Q1.10"] == str(mark) for mark in (*range(1, 6), 99)},
    }
    chosen = table["Q1.12"].str.get_dummies(";").reindex(columns=MODULES, fill_value=0)
    sums = pd.concat([pd.DataFrame(flags), chosen], axis=1).groupby(table["school_id"]).sum()
    return {(int(school), code): int(number) for code in sums for school, number in sums[code].items()}
