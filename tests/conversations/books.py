"""Questionnaires that a coordinator made in Excel."""

from io import BytesIO

from openpyxl import Workbook

SURVEY = ("type", "name", "label", "required")
CHOICES = ("list_name", "name", "label")


def questionnaire(*questions: tuple[str, str, str, str], code: str = "МОЯ", title: str = "Моя анкета") -> bytes:
    """An XLSForm with these questions and one list of marks."""
    book = Workbook()
    sheets = {
        "survey": [SURVEY, *questions],
        "choices": [CHOICES, ("marks", "1", "плохо"), ("marks", "2", "средне"), ("marks", "3", "хорошо")],
        "settings": [("form_title", "form_id"), (title, code)],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    data = BytesIO()
    book.save(data)
    return data.getvalue()
