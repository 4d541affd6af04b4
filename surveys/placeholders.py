"""Values that the texts of a form take from outside: a question that speaks of an unknown one cannot be asked."""

import re
from collections.abc import Collection, Iterator

from surveys.form import Form, Group, Node, Question, Words, every_node


def unfilled(form: Form, known: Collection[str]) -> tuple[str, ...]:
    """Names of hidden values that are neither known nor made by the form and stand in a text it would show.

    A text that is shown under a condition on the value is left to its author.
    """
    hidden = [node for node in every_node(form.body) if isinstance(node, Question) and _brought(node)]
    missing = {node.name: node.path for node in hidden if node.name not in known}
    return tuple(name for name, path in missing.items() if any(_speaks(node, path) for node in form.body))


def _brought(node: Question) -> bool:
    made = (node.rule.calculation, node.rule.default, node.rule.dynamic_default, node.preload)
    return not node.asked and node.kind != "note" and not any(made)


def _speaks(node: Node, path: str) -> bool:
    relevant = node.relevant if isinstance(node, Group) else node.rule.relevant
    if _mentions(relevant, path):
        return False
    if any(_mentions(piece, path) for words in _texts(node) for piece in _expressions(words)):
        return True
    return isinstance(node, Group) and any(_speaks(child, path) for child in node.children)


def _texts(node: Node) -> tuple[Words, ...]:
    return (node.words,) if isinstance(node, Group) else (node.words, node.hints)


def _expressions(words: Words) -> Iterator[str]:
    for template in words.values():
        yield from template[1::2]


def _mentions(expression: str, path: str) -> bool:
    return re.search(rf"{re.escape(path)}(?![\w.-])", expression) is not None
