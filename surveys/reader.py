"""Reads an XLSForm, as a workbook or as markdown tables, into a compiled form or a list of everything to mend."""

import re
from dataclasses import replace

from surveys.form import Form, every_node
from surveys.plan import BrokenForm, plan_of
from surveys.problems import FormProblem, FormRefused
from surveys.session import REVIEW, Context, Session
from surveys.sheets import Prepared, prepared
from surveys.situation import Situation
from surveys.workbook import Sheets, sheets_of_markdown, sheets_of_workbook, workbook_of

__all__ = ["FormProblem", "FormRefused", "read_markdown", "read_workbook", "workbook_bytes"]

_MOST_NODES = 500
_MOMENT = "2026-01-01T10:00:00+03:00"  # any will do
_LACKING = re.compile(r"headers provided for sheet: '(?P<sheet>\w+)'.* were not found: (?P<names>'.*?')\.", re.DOTALL)
_UNANSWERED = Session(Context(), {}, REVIEW, visit=1, started=_MOMENT, moment=_MOMENT)


def read_markdown(text: str) -> Form:
    """The form written as markdown tables."""
    return _read(sheets_of_markdown(text))


def read_workbook(data: bytes) -> Form:
    """The form of an .xlsx file; call it where memory and time are limited."""
    return _read(sheets_of_workbook(data))


def workbook_bytes(markdown: str) -> bytes:
    """The markdown form as .xlsx, for people to take as a pattern."""
    return workbook_of(sheets_of_markdown(markdown))


def _read(sheets: Sheets) -> Form:
    ready = prepared(sheets)
    form = _compiled(ready)
    if sum(1 for _ in every_node(form.body)) > _MOST_NODES:
        raise FormRefused((FormProblem("survey", None, "", "too_many_questions", {"limit": str(_MOST_NODES)}),))
    if not any(True for _ in form.questions):
        raise FormRefused((FormProblem("survey", None, "type", "no_questions"),))
    return _checked(form)


def _compiled(ready: Prepared) -> Form:
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    from surveys.compiling import compiled
    from surveys.xform import XForm

    try:
        result = convert(ready.pyxform(), warnings=[], form_name="data")
    except PyXFormError as error:
        raise FormRefused((_pyxform_problem(error),)) from error
    except Exception as error:  # pyxform fails in many ways on odd sheets
        raise FormRefused((FormProblem("survey", None, "", "form_rejected", {"detail": str(error)[:500]}),)) from error
    xform = XForm(result.xform, ready.rows, ready.settings)
    return compiled(xform, ready.code, ready.warnings)


def _pyxform_problem(error: Exception) -> FormProblem:
    detail = str(error)[:500]
    lacking = _LACKING.search(detail)
    if lacking:
        return FormProblem(lacking["sheet"], None, "", "missing_headings", {"names": lacking["names"].replace("'", "")})
    row = re.search(r"row\s*:?\s*(\d+)", detail)
    sheet = re.search(r"(survey|choices|settings)' sheet|\[sheet:\s*(\w+)|on the '(\w+)' sheet", detail)
    named = next((each for each in sheet.groups() if each), "survey") if sheet else "survey"
    return FormProblem(named, int(row[1]) if row else None, "", "form_rejected", {"detail": detail})


def _checked(form: Form) -> Form:
    """The form, with a remark when it would leave calculations empty. Raises FormRefused."""
    try:
        plan = plan_of(form)
    except BrokenForm as error:
        params = {"question": error.node.name, **error.reason.params}
        problem = FormProblem("survey", error.node.row, error.column, error.reason.code, params)
        raise FormRefused((problem,)) from error
    outgrown = Situation(plan, _UNANSWERED).outgrown
    return replace(form, warnings=(*form.warnings, ("too_much_work", form.code))) if outgrown else form
