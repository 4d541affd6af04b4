"""The small HTML of our messages, read strictly into a tree that a page can draw without parsing any HTML."""

import re
from html import unescape

from messengers.webchat.records import Json
from messengers.webchat.refusal import Refusal

Tree = list["str | Json"]

TAGS = frozenset({"b", "i", "u", "s", "code", "pre", "a", "blockquote"})
_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[^\s<>/]*)(?P<rest>[^<>]*)>|(?P<text>[^<]+)|(?P<stray><)")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:|tg://)\S+", re.IGNORECASE)
_ACTIVE = re.compile(
    r"(?P<link>https?://[^\s<>\"»]*[^\s<>\"».,;:!?)])|(?<![^\s(«])(?P<command>/[a-z][a-z0-9_]{0,31})\b"
)
_LITERAL = frozenset({"a", "code", "pre"})


def parse(html: str) -> Tree:
    """The tree of a text; raises Refusal for what Telegram would not parse."""
    root: Tree = []
    open_nodes: list[Json] = []
    for token in _TOKEN.finditer(html):
        nodes = open_nodes[-1]["nodes"] if open_nodes else root
        if token["stray"]:
            raise Refusal("can't parse entities: Unclosed start tag")
        if token["text"]:
            nodes.append(unescape(token["text"]))
        elif token["close"]:
            _close(open_nodes, token["tag"])
        else:
            open_nodes.append(_open(token["tag"], token["rest"]))
            nodes.append(open_nodes[-1])
    if open_nodes:
        raise Refusal(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{open_nodes[-1]['tag']}\""
        )
    return root


def _open(tag: str, rest: str) -> Json:
    if tag not in TAGS:
        raise Refusal(f'can\'t parse entities: Unsupported start tag "{tag}"')
    node: Json = {"tag": tag, "nodes": []}
    href = _HREF.search(rest) if tag == "a" else None
    if href:
        address = unescape(href[1] or href[2] or "")
        if _SAFE_LINK.fullmatch(address):
            node["href"] = address
    return node


def _close(open_nodes: list[Json], tag: str) -> None:
    if not open_nodes or open_nodes.pop()["tag"] != tag:
        raise Refusal(f'can\'t parse entities: Unmatched end tag "{tag}"')


def plain(tree: Tree) -> str:
    """The words of a tree without any formatting."""
    return "".join(node if isinstance(node, str) else plain(node["nodes"]) for node in tree)


def with_links(tree: Tree) -> Tree:
    """The tree with addresses and /commands in its words made pressable, as messengers do."""
    found: Tree = []
    for node in tree:
        if isinstance(node, str):
            found += _split(node)
        elif node["tag"] in _LITERAL:
            found.append(node)
        else:
            found.append({**node, "nodes": with_links(node["nodes"])})
    return found


def _split(text: str) -> Tree:
    pieces: Tree = []
    end = 0
    for match in _ACTIVE.finditer(text):
        pieces.append(text[end : match.start()])
        if match["link"]:
            pieces.append({"tag": "a", "href": match["link"], "nodes": [match["link"]]})
        else:
            pieces.append({"tag": "command", "nodes": [match["command"]]})
        end = match.end()
    return [piece for piece in [*pieces, text[end:]] if piece]


def can_open(address: str) -> bool:
    """Whether a button may lead to this address."""
    return _SAFE_LINK.fullmatch(address) is not None
