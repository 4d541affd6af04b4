"""Reads an XPath expression into a tree, within limits; what is not allowed is never evaluated."""

import re
from collections.abc import Callable
from dataclasses import dataclass

MOST_CHARACTERS = 2000
MOST_TERMS = 300
DEEPEST = 24

AXES = frozenset({"child", "self", "parent", "preceding-sibling", "following-sibling"})

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)"
    r"|(?P<literal>\"[^\"]*\"|'[^']*')"
    r"|\$\{\s*(?P<reference>[^}\s]+)\s*\}"
    r"|(?P<mark>\.\.|::|//|!=|<=|>=|[/|+\-=<>()\[\],@.*$])"
    r"|(?P<name>[^\W\d][\w.\-·]*(?::(?!:)[^\W\d][\w.\-·]*)?))"
)
_BEFORE_OPERAND = frozenset({"", "(", "[", ",", "@", "::", "/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">="})
_WORD_OPERATORS = frozenset({"and", "or", "mod", "div"})
_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)


class BadExpression(Exception):  # noqa: N818 - a refusal with a code, not a failure of ours
    """Why an expression is refused; `code` is a FormProblem's code."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A string in its quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A ${name} that pyxform has not resolved yet; only sheets hold these."""

    name: str


@dataclass(frozen=True, slots=True)
class Negation:
    """A number with its sign changed."""

    operand: "Tree"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and what stands between them."""

    operator: str
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    name: str
    arguments: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: axis, what it looks for, and its predicates."""

    axis: str
    test: str
    predicates: tuple["Tree", ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path; `head` is what it starts from when that is an expression."""

    absolute: bool
    head: "Tree | None"
    predicates: tuple["Tree", ...]
    steps: tuple[Step, ...]


Tree = Number | Literal | Reference | Negation | Binary | Call | Path


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parse(text: str) -> Tree:
    """The expression's tree, or BadExpression."""
    if len(text) > MOST_CHARACTERS:
        raise BadExpression("expression_too_long", limit=str(MOST_CHARACTERS))
    tokens = _tokens(text)
    if len(tokens) > MOST_TERMS:
        raise BadExpression("expression_too_long", limit=str(MOST_TERMS))
    reader = _Reader(tokens, text)
    tree = reader.binary(0)
    if not reader.at_end():
        raise reader.unexpected()
    return tree


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    place = 0
    end = len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None or match.end() == place:
            raise BadExpression("bad_expression", near=text[place : place + 20].strip(), expression=text)
        kind = match.lastgroup or ""
        found.append(_as_operator(_Token(kind, match[kind]), found))
        place = match.end()
    return found


def _as_operator(token: _Token, before: list[_Token]) -> _Token:
    """XPath's rule: after an operand a name or a star is an operator."""
    if not before:
        return token
    last = before[-1]
    after_operand = last.kind != "operator" and not (last.kind == "mark" and last.text in _BEFORE_OPERAND)
    if after_operand and (token.text == "*" or (token.kind == "name" and token.text in _WORD_OPERATORS)):
        return _Token("operator", token.text)
    return token


_LEAVES: dict[str, Callable[[str], Tree]] = {"number": Number, "literal": Literal, "reference": Reference}


class _Reader:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, tokens: list[_Token], text: str) -> None:
        self._tokens = tokens
        self._text = text
        self._place = 0
        self._depth = 0

    def at_end(self) -> bool:
        return self._place >= len(self._tokens)

    def unexpected(self) -> BadExpression:
        near = "" if self.at_end() else self._tokens[self._place].text
        return BadExpression("bad_expression", near=near, expression=self._text)

    def binary(self, level: int) -> Tree:
        if level == len(_LEVELS):
            return self._unary()
        left = self.binary(level + 1)
        while (operator := self._operator_of(level)) is not None:
            self._place += 1
            left = Binary(operator, left, self.binary(level + 1))
        return left

    def _operator_of(self, level: int) -> str | None:
        if self.at_end():
            return None
        token = self._tokens[self._place]
        if token.kind in ("mark", "operator") and token.text in _LEVELS[level]:
            return None if token.kind == "mark" and token.text == "*" else token.text
        return None

    def _unary(self) -> Tree:
        self._depth += 1
        if self._depth > DEEPEST:
            raise BadExpression("expression_too_deep", limit=str(DEEPEST))
        try:
            if self._take("-"):
                return Negation(self._unary())
            return self._path()
        finally:
            self._depth -= 1

    def _path(self) -> Tree:
        if self._looks_like("//"):
            raise BadExpression("unsupported_axis", axis="//")
        if self._take("/"):
            return Path(absolute=True, head=None, predicates=(), steps=self._steps())
        if self._starts_step():
            return Path(absolute=False, head=None, predicates=(), steps=self._steps())
        head = self._primary()
        predicates = self._predicates()
        steps = self._steps() if self._take("/") else ()
        if not predicates and not steps:
            return head
        return Path(absolute=False, head=head, predicates=predicates, steps=steps)

    def _starts_step(self) -> bool:
        if self.at_end():
            return False
        token = self._tokens[self._place]
        if token.kind == "name":
            return not self._is_call()
        return token.kind == "mark" and token.text in (".", "..", "@", "*")

    def _is_call(self) -> bool:
        following = self._tokens[self._place + 1] if self._place + 1 < len(self._tokens) else None
        return following is not None and following.kind == "mark" and following.text == "("

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while self._take("/"):
            steps.append(self._step())
        if self._looks_like("//"):
            raise BadExpression("unsupported_axis", axis="//")
        return tuple(steps)

    def _step(self) -> Step:
        if self._take("."):
            return Step("self", "node()", self._predicates())
        if self._take(".."):
            return Step("parent", "node()", self._predicates())
        if self._looks_like("@"):
            raise BadExpression("unsupported_axis", axis="@")
        axis = "child"
        if self._place + 1 < len(self._tokens) and self._tokens[self._place + 1].text == "::":
            axis = self._tokens[self._place].text
            if axis not in AXES:
                raise BadExpression("unsupported_axis", axis=axis)
            self._place += 2
        return Step(axis, self._node_test(), self._predicates())

    def _node_test(self) -> str:
        if self.at_end():
            raise self.unexpected()
        token = self._tokens[self._place]
        if token.text == "*" or (token.kind == "name" and ":" not in token.text and not self._is_call()):
            self._place += 1
            return token.text
        if token.text == "node" and self._is_call():
            self._place += 2
            self._expect(")")
            return "node()"
        raise self.unexpected()

    def _predicates(self) -> tuple[Tree, ...]:
        found: list[Tree] = []
        while self._take("["):
            found.append(self.binary(0))
            self._expect("]")
        return tuple(found)

    def _primary(self) -> Tree:
        if self.at_end():
            raise self.unexpected()
        token = self._tokens[self._place]
        if token.kind in ("number", "literal", "reference"):
            self._place += 1
            return _LEAVES[token.kind](token.text)
        if self._take("("):
            inside = self.binary(0)
            self._expect(")")
            return inside
        if token.kind == "name":
            return self._call()
        raise self.unexpected()

    def _call(self) -> Call:
        name = self._tokens[self._place].text
        self._place += 2
        arguments: list[Tree] = []
        if not self._take(")"):
            arguments.append(self.binary(0))
            while self._take(","):
                arguments.append(self.binary(0))
            self._expect(")")
        return Call(name, tuple(arguments))

    def _looks_like(self, mark: str) -> bool:
        return not self.at_end() and self._tokens[self._place] == _Token("mark", mark)

    def _take(self, mark: str) -> bool:
        if self._looks_like(mark):
            self._place += 1
            return True
        return False

    def _expect(self, mark: str) -> None:
        if not self._take(mark):
            raise self.unexpected()
