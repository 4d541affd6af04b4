"""Long texts in parts that a messenger takes: cut between paragraphs, lines or words, markup whole, nothing lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# Telegram takes 4096 characters without markup and counts UTF-16 units, MAX takes 4000; we count the markup too.
MESSAGE = 4000
CAPTION = 1024

_PIECE = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+\d*);|.", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")


def units(html: str) -> int:
    """Length in UTF-16 units, markup included."""
    return len(html.encode("utf-16-le", "surrogatepass")) // 2


def plain(html: str) -> str:
    """The words without the markup."""
    return unescape(_TAG.sub("", html))


def split(html: str, limit: int = MESSAGE) -> list[str]:
    """The text in parts of at most `limit` units; tags open at a cut are closed and opened again."""
    if len(html) * 2 <= limit or units(html) <= limit:
        return [html]
    parts: list[str] = []
    rest, opened = _PIECE.findall(html), _Opened()
    while rest:
        end = _cut(rest, limit, opened)
        head = opened.opening()
        for piece in rest[:end]:
            opened.pass_by(piece)
        part = head + "".join(rest[:end]) + opened.closing()
        if plain(part).strip():
            parts.append(part)
        rest = rest[end:]
    return parts


@dataclass
class _Opened:
    """Tags that are open at this place of the text."""

    tags: tuple[str, ...] = ()

    def pass_by(self, piece: str) -> None:
        if piece[0] != "<" or len(piece) == 1:
            return
        self.tags = self.tags[:-1] if piece[1] == "/" else (*self.tags, piece)

    def opening(self) -> str:
        return "".join(self.tags)

    def closing(self) -> str:
        return "".join(f"</{name[1]}>" for tag in reversed(self.tags) if (name := _NAME.match(tag)))


def _cut(pieces: list[str], limit: int, opened: _Opened) -> int:
    """How many pieces the next part takes: up to the best place to cut in its second half, else as many as fit."""
    best: dict[str, int] = {}
    fitting = 0
    for count, used in _growing(pieces, opened):
        if used > limit:
            break
        fitting = count
        kind = _end_of(pieces, count)
        if kind and used * 2 > limit:
            best[kind] = count
    else:
        return len(pieces)
    return best.get("paragraph") or best.get("line") or best.get("word") or max(fitting, 1)


def _growing(pieces: list[str], opened: _Opened) -> Iterator[tuple[int, int]]:
    """Numbers of pieces with the length of the part they would make, closing tags included."""
    here, used = _Opened(opened.tags), units(opened.opening())
    closing = units(here.closing())
    for count, piece in enumerate(pieces, 1):
        used += 1 if len(piece) == 1 and piece < "\U00010000" else units(piece)
        if len(piece) > 1 and piece[0] == "<":
            here.pass_by(piece)
            closing = units(here.closing())
        yield count, used + closing


def _end_of(pieces: list[str], count: int) -> str:
    """What ends after so many pieces, "" inside a word and before a closing tag."""
    last, following = pieces[count - 1], pieces[count] if count < len(pieces) else ""
    if following.startswith("</") or following.isspace():
        return ""
    if last == "\n":
        return "paragraph" if count > 1 and pieces[count - 2] == "\n" else "line"
    return "word" if last.isspace() else ""
