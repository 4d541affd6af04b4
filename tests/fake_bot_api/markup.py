"""Telegram's HTML, read as strictly as Telegram reads it: the words that remain and the entities over them."""

import re
from dataclasses import dataclass
from html import unescape

from tests.fake_bot_api.refusal import Refused

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[^\s>]*)(?P<rest>[^>]*)(?P<end>>?)|(?P<text>[^<]+)")
_KNOWN_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,8}|#x[0-9a-fA-F]{1,8});")
_HREF = re.compile(r"""href\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")


@dataclass(frozen=True, slots=True)
class Formatted:
    """Words and (type, offset, length, url) in UTF-16 units, as Telegram counts."""

    text: str
    entities: tuple[tuple[str, int, int, str], ...] = ()

    @property
    def length(self) -> int:
        return units(self.text)


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def read(text: str, parse_mode: str) -> Formatted:
    """The formatted text; raises Refused in Telegram's words."""
    if any(0xD800 <= ord(char) <= 0xDFFF for char in text):
        raise Refused("strings must be encoded in UTF-8")
    if not parse_mode:
        return Formatted(text.strip())
    if parse_mode.lower() != "html":
        raise Refused("unsupported parse_mode")
    return _Reader(text).read()


class _Reader:
    def __init__(self, html: str) -> None:
        self._html = html
        self._words: list[str] = []
        self._length = 0
        self._open: list[tuple[str, int, str]] = []
        self._entities: list[tuple[str, int, int, str]] = []

    def read(self) -> Formatted:
        for token in _TOKEN.finditer(self._html):
            if token["text"] is not None:
                self._say(_KNOWN_ENTITY.sub(lambda found: unescape(found[0]), token["text"]))
            elif token["close"]:
                self._close(token)
            else:
                self._start(token)
        if self._open:
            raise _no_parse(f'Can\'t find end tag corresponding to start tag "{self._open[-1][0]}"')
        return Formatted("".join(self._words).strip(), tuple(sorted(self._entities)))

    def _say(self, words: str) -> None:
        self._words.append(words)
        self._length += units(words)

    def _start(self, token: re.Match[str]) -> None:
        name, offset = token["name"].lower(), self._offset(token)
        if not token["end"]:
            raise _no_parse(f"Unclosed start tag at byte offset {offset}")
        if name not in TAGS:
            raise _no_parse(f'Unsupported start tag "{name}" at byte offset {offset}')
        if name == "span" and "tg-spoiler" not in token["rest"]:
            raise _no_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
        href = _HREF.search(token["rest"]) if name == "a" else None
        self._open.append((name, self._length, unescape(href[1].strip("\"'")) if href else ""))

    def _close(self, token: re.Match[str]) -> None:
        name, offset = token["name"].lower(), self._offset(token)
        if not self._open:
            raise _no_parse(f"Unexpected end tag at byte offset {offset}")
        expected, begun, url = self._open.pop()
        if name not in ("", expected):
            raise _no_parse(f'Unmatched end tag at byte offset {offset}, expected "</{expected}>", found "</{name}>"')
        if self._length > begun:
            self._entities.append((TAGS[expected], begun, self._length - begun, url))

    def _offset(self, token: re.Match[str]) -> int:
        return len(self._html[: token.start()].encode())


def _no_parse(why: str) -> Refused:
    return Refused(f"can't parse entities: {why}")
