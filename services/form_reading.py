"""Reading a questionnaire from outside, through the child process that may break without anybody noticing."""

from pathlib import Path

from services.children import told_by
from surveys.form import Form
from surveys.form_json import form_from_json
from surveys.problems import FormProblem

_SECONDS = 30.0
_TOO_HEAVY = FormProblem("", None, "", "workbook_too_large", {})


def read_form(path: Path) -> Form | list[FormProblem]:
    """The compiled form, or everything that is wrong with it. It blocks for a second or so."""
    found = told_by("services.form_child", path, _SECONDS)
    if found is None:
        return [_TOO_HEAVY]
    if "form" in found:
        return form_from_json(found["form"])
    return [FormProblem(**problem) for problem in found["problems"]]
