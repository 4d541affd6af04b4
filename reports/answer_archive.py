"""Files that were sent as answers, packed into archives that a messenger takes."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

from indicators.sent_files import SentFile
from texts import answer_files as words

LIMIT = 45 * 2**20  # bytes in one archive; messengers take up to 50 MB from a bot
_ENTRY = 1024  # bytes, more than the names and the heads of one entry take
_LONG_AGO = (2026, 1, 1, 0, 0, 0)  # an archive tells no moment


def archives(folder: Path, sent: Iterable[SentFile], limit: int = LIMIT) -> Iterator[bytes]:
    """The archives one after another; photos and documents are compressed already, so they are only put together."""
    for part in _parts(sent, limit):
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
            for each in part:
                archive.writestr(zipfile.ZipInfo(_name(each), _LONG_AGO), (folder / each.file.path).read_bytes())
        yield made.getvalue()


def _parts(sent: Iterable[SentFile], limit: int) -> Iterator[Sequence[SentFile]]:
    part: list[SentFile] = []
    size = 0
    for each in sent:
        if part and size + each.file.size + _ENTRY > limit:
            yield part
            part, size = [], 0
        part.append(each)
        size += each.file.size + _ENTRY
    if part:
        yield part


def _name(sent: SentFile) -> str:
    return words.entry(sent.question.name, sent.number, sent.person, sent.file.name, sent.question.kind)
