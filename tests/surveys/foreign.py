"""Questionnaires of other authors: each either runs to its end or is refused with sheet and row.

Run by hand or by make: `python -m tests.surveys.foreign FOLDER`; the exit status says whether all of them did.
"""

import sys
from pathlib import Path

from surveys.form_json import form_from_json, to_json
from surveys.reader import FormRefused, read_workbook
from tests.surveys.automatic_respondent import StuckError, finish


def outcome(data: bytes) -> tuple[bool, str]:
    """Whether the form behaves, and one line about it."""
    try:
        form = form_from_json(to_json(read_workbook(data)))
    except FormRefused as refusal:
        told = [f"{each.sheet}, row {each.row}: {each.code} {dict(each.params)}" for each in refusal.problems]
        whole_file = all(each.code in ("not_a_workbook", "macros", "unsafe_xml") for each in refusal.problems)
        pointed = all(each.sheet and each.row for each in refusal.problems)
        return pointed or whole_file, "refused: " + "; ".join(told)
    try:
        sent = [finish(form, seed=seed) for seed in range(5)]
    except StuckError as stuck:
        return False, f"stuck at {stuck}"
    return True, f"runs to the end: up to {max(len(each.answers) for each in sent)} answers"


def main(folder: str) -> int:
    """Goes through a folder; 0 when every form ran or was refused properly."""
    forms = sorted(Path(folder).glob("*.xlsx"))
    if not forms:
        print(f"no .xlsx in {folder}", file=sys.stderr)  # noqa: T201
        return 2
    failed = 0
    for path in forms:
        good, line = outcome(path.read_bytes())
        failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {path.name}: {line}")  # noqa: T201
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]) if len(sys.argv) > 1 else 2)
