"""The XML parts of a workbook: which sheets there are, shared words, which number formats are dates.

Every XML part is walked by expat before anything is taken from it; a document type declaration ends the reading,
in whatever encoding it is written.
"""

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import IO
from xml.etree.ElementTree import Element  # the type alone; parsing is defusedxml's
from xml.parsers import expat

from services.exchange import limits
from services.exchange.excel import EPOCH_1900, EPOCH_1904, is_date
from services.exchange.package import DAMAGED, refuse

_CHUNK = 1 << 20
_TEXT_BUFFER = 1 << 16
MOST_PIECES = 1_000  # of text in one cell: far above what people write, far below a danger

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Words = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet of the workbook: its name for people and the part that holds its cells."""

    name: str
    path: str


@dataclass(frozen=True)
class Workbook:
    """What the workbook says of itself outside its sheets."""

    sheets: tuple[Part, ...]
    date_styles: frozenset[str]
    epoch: datetime
    read_strings: Callable[[], list[str]]

    @cached_property
    def strings(self) -> list[str]:
        """Words that the sheets refer to by number, read when they are first needed."""
        return self.read_strings()


def local(name: str) -> str:
    """An element's name without the namespace prefix that its author happened to choose."""
    return name.rpartition(":")[2]


def parser() -> expat.XMLParserType:
    """An expat parser that refuses document type declarations and joins pieces of text."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.buffer_size = _TEXT_BUFFER
    made.StartDoctypeDeclHandler = lambda *_: refuse("doctype")
    made.EntityDeclHandler = lambda *_: refuse("doctype")
    return made


def chunks(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """The part's bytes, piece by piece; Refused when it is damaged."""
    try:
        with _open(archive, path) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except DAMAGED:
        refuse("damaged")


def size_of(archive: zipfile.ZipFile, path: str) -> int:
    """How many bytes a part unpacks to, as it says itself."""
    return sum(part.file_size for part in archive.infolist() if part.filename.lower() == path.lower())


def feed(made: expat.XMLParserType, chunk: bytes, *, last: bool = False) -> None:
    """Parse one piece; Refused when it is not XML."""
    try:
        made.Parse(chunk, last)
    except expat.ExpatError:
        refuse("damaged")


def check_every_part(archive: zipfile.ZipFile, seen: set[str]) -> None:
    """Walk the XML parts that nobody else has walked: no declarations, no outward links."""
    for part in archive.infolist():
        name = part.filename.lower()
        if part.filename in seen or not name.endswith((".xml", ".rels", ".vml")):
            continue
        made = parser()
        if name.endswith(".rels"):
            made.StartElementHandler = _check_link
        for chunk in chunks(archive, part.filename):
            feed(made, chunk)
        if part.file_size:
            feed(made, b"", last=True)


def _check_link(_name: str, attributes: dict[str, str]) -> None:
    """A link to a page or an e-mail address is harmless; anything else outside would be fetched."""
    if attributes.get("TargetMode", "").lower() == "external" and not attributes.get("Type", "").endswith("/hyperlink"):
        refuse("external_links")


def read_workbook(archive: zipfile.ZipFile) -> Workbook:
    """Everything but the cells."""
    home = _targets(archive, "_rels/.rels", "", "officeDocument")
    path = next(iter(home.values()), "xl/workbook.xml")
    folder, name = posixpath.split(path)
    rels = f"{folder}/_rels/{name}.rels"
    paths = _targets(archive, rels, folder, "worksheet")
    tree = _tree(archive, path)
    of_1904 = any(element.get("date1904", "0") in {"1", "true"} for element in tree.iterfind(".//{*}workbookPr"))
    words = next(iter(_targets(archive, rels, folder, "sharedStrings").values()), "")
    return Workbook(
        sheets=tuple(_sheets(tree, paths)),
        date_styles=_date_styles(archive, next(iter(_targets(archive, rels, folder, "styles").values()), "")),
        epoch=EPOCH_1904 if of_1904 else EPOCH_1900,
        read_strings=lambda: _strings(archive, words),
    )


def _open(archive: zipfile.ZipFile, path: str) -> IO[bytes]:
    """The part under this name, whatever its letters' case."""
    for part in archive.infolist():
        if part.filename.lower() == path.lower():
            return archive.open(part)
    raise KeyError(path)


def _tree(archive: zipfile.ZipFile, path: str) -> Element:
    """A small part as a whole."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        with _open(archive, path) as stream:
            data = stream.read(limits.SMALL_PART + 1)
        if len(data) > limits.SMALL_PART:
            refuse("too_heavy")
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        refuse("doctype")
    except (*DAMAGED, ParseError, LookupError):
        refuse("damaged")


def _targets(archive: zipfile.ZipFile, rels: str, folder: str, kind: str) -> dict[str, str]:
    """Relationship id → path of the part, for one kind of relationship."""
    return {
        link.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
        for link in _tree(archive, rels).iterfind(".//{*}Relationship")
        if link.get("Type", "").endswith(f"/{kind}")
    }


def _sheets(tree: Element, paths: dict[str, str]) -> Iterator[Part]:
    for element in tree.iterfind(".//{*}sheet"):
        link = next((value for key, value in element.items() if key.endswith("}id")), "")
        if link in paths:
            yield Part(element.get("name", ""), paths[link])


def _strings(archive: zipfile.ZipFile, path: str) -> list[str]:
    """The shared words, without hints for reading aloud."""
    if not path:
        return []
    found: list[str] = []
    pieces: list[str] = []
    taking = [False, False]  # inside a text, inside a reading hint

    def start(name: str, _attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "si":
            pieces.clear()
        elif name in {"t", "rPh"}:
            taking[name == "rPh"] = True

    def end(name: str) -> None:
        name = local(name)
        if name == "si":
            found.append("".join(pieces))
        elif name in {"t", "rPh"}:
            taking[name == "rPh"] = False

    def text(words: str) -> None:
        if taking == [True, False]:
            pieces.append(words)

    walk(archive, path, (start, end, text), lambda: len(pieces) > MOST_PIECES)
    return found


def walk(archive: zipfile.ZipFile, path: str, handlers: tuple[Start, End, Words], too_much: Callable[[], bool]) -> None:
    """Feed a whole part to handlers; Refused when too much gathers in one place."""
    made = parser()
    made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = handlers
    for chunk in chunks(archive, path):
        feed(made, chunk)
        if too_much():
            refuse("bomb")
    feed(made, b"", last=True)


def _date_styles(archive: zipfile.ZipFile, path: str) -> frozenset[str]:
    """Numbers of the cell styles that make a number a date."""
    if not path:
        return frozenset()
    tree = _tree(archive, path)
    formats = {each.get("numFmtId", ""): each.get("formatCode", "") for each in tree.iterfind(".//{*}numFmt")}
    styles = tree.find("{*}cellXfs")
    numbers = [style.get("numFmtId", "0") for style in (styles if styles is not None else ())]
    return frozenset(str(place) for place, number in enumerate(numbers) if is_date(number, formats.get(number)))
