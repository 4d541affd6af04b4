"""Turns a checked XForms expression into XPath 1.0 that lxml evaluates natively wherever that is possible.

Dates compare as numbers, `today()` and its kin become variables, `instance()` becomes a node list handed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from surveys.functions import EXTENSIONS, NATIVE, NUMERIC, OWN, REWRITTEN, pattern
from surveys.xpath import BadExpression, Binary, Call, Literal, Negation, Number, Path, Reference, Step, Tree, parse

_ARITHMETIC = frozenset({"+", "-", "*", "div", "mod"})
_RELATIONAL = frozenset({"<", "<=", ">", ">="})
MOST_POWER = 2
_NUMERIC_KINDS = frozenset({"integer", "decimal", "range"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression can see: `here` is the path of its node, None inside the items of a list."""

    here: str | None
    kinds: Mapping[str, str]
    lists: tuple[str, ...]
    repeats: frozenset[str] = frozenset()
    first: bool = False  # inside once(): the moment is that of the start
    nested: int = 0  # predicates around


@dataclass(slots=True)
class Rewritten:
    """The XPath 1.0 text with what it needs to be evaluated."""

    text: str = ""
    reads: set[str] = field(default_factory=set)
    variables: set[str] = field(default_factory=set)
    extensions: set[str] = field(default_factory=set)
    labels_of: set[str] = field(default_factory=set)  # questions whose option labels are read
    power: int = 0  # the work grows as this power of the number of nodes


def rewrite(expression: str, scope: Scope, cast: str) -> Rewritten:
    """`cast` is boolean, string, number or nodes: what the caller is going to do with the value."""
    writer = _Writer()
    tree = parse(expression)
    if cast == "boolean":
        text = f"boolean({writer.truth(tree, scope)})"
    elif cast == "number":
        text = writer.number(tree, scope)
    else:
        text = writer.write(tree, scope)
        text = f"string({text})" if cast == "string" else text
    writer.result.text = text
    return writer.result


def check(expression: str, lists: frozenset[str]) -> frozenset[str]:
    """Refuses by BadExpression what a sheet must not hold; returns the ${names} it reads."""
    names: set[str] = set()
    _check(parse(expression), lists, names)
    return frozenset(names)


def _check(tree: Tree, lists: frozenset[str], names: set[str]) -> None:
    if isinstance(tree, Reference):
        names.add(tree.name)
    elif isinstance(tree, Negation):
        _check(tree.operand, lists, names)
    elif isinstance(tree, Binary):
        _check(tree.left, lists, names)
        _check(tree.right, lists, names)
    elif isinstance(tree, Call):
        _check_call(tree, lists)
        for argument in tree.arguments:
            _check(argument, lists, names)
    elif isinstance(tree, Path):
        inside = [*tree.predicates, *(each for step in tree.steps for each in step.predicates)]
        for part in [*([tree.head] if tree.head is not None else []), *inside]:
            _check(part, lists, names)


def _check_call(call: Call, lists: frozenset[str]) -> None:
    least, most = _arity(call.name)
    if not least <= len(call.arguments) <= most:
        raise BadExpression("wrong_arguments", function=call.name, least=str(least), most=str(most))
    if call.name == "regex":
        _check_pattern(call.arguments[1])
    if call.name == "instance":
        name = _literal(call.arguments[0])
        if name not in lists:
            raise BadExpression("missing_list", name=name)


def _arity(name: str) -> tuple[int, int]:
    if name in EXTENSIONS:
        return EXTENSIONS[name][:2]
    known = NATIVE.get(name) or REWRITTEN.get(name)
    if known is None:
        raise BadExpression("unknown_function", function=name)
    return known


def _check_pattern(tree: Tree) -> None:
    if not isinstance(tree, Literal):
        raise BadExpression("bad_pattern", detail="a pattern must be a text in quotes")
    try:
        pattern(tree.text[1:-1])
    except ValueError as error:
        raise BadExpression("bad_pattern", detail=str(error)) from error


def _literal(tree: Tree) -> str:
    if not isinstance(tree, Literal):
        raise BadExpression("bad_expression", near="(", expression="")
    return tree.text[1:-1].strip()


def absolute(path: Path, here: str | None) -> str | None:
    """The form's path a plain location path leads to, when that can be told from its text."""
    if isinstance(path.head, Call) and path.head.name != "current":
        return None
    if path.head is not None and not isinstance(path.head, Call):
        return None
    if not path.absolute and here is None:
        return None
    parts = [] if path.absolute else (here or "").strip("/").split("/")
    for step in path.steps:
        if step.axis == "parent" and parts:
            parts.pop()
        elif step.axis == "child" and step.test not in ("*", "node()"):
            parts.append(step.test)
        elif step.axis != "self":
            return "/" + "/".join(parts) + "/*"
    return "/" + "/".join(parts)


class _Writer:
    """One expression being written; collects what it reads on the way."""

    def __init__(self) -> None:
        self.result = Rewritten()

    def write(self, tree: Tree, scope: Scope) -> str:
        if isinstance(tree, Number | Literal):
            return tree.text
        if isinstance(tree, Negation):
            return f"(- {self.number(tree.operand, scope)})"
        if isinstance(tree, Binary):
            return self._binary(tree, scope)
        if isinstance(tree, Reference):
            raise BadExpression("unknown_reference", name=tree.name)
        return self._call(tree, scope) if isinstance(tree, Call) else self._path(tree, scope)

    def truth(self, tree: Tree, scope: Scope) -> str:
        """A node list is true when its value is not empty, as XForms means it."""
        written = self.write(tree, scope)
        return f"(string({written}) != '')" if isinstance(tree, Path) else written

    def number(self, tree: Tree, scope: Scope) -> str:
        written = self.write(tree, scope)
        if _is_numeric(tree, scope):
            return f"number({written})" if isinstance(tree, Path) else written
        return self._extension("num", written)

    def _binary(self, tree: Binary, scope: Scope) -> str:
        if tree.operator in ("and", "or"):
            return f"({self.truth(tree.left, scope)} {tree.operator} {self.truth(tree.right, scope)})"
        if tree.operator in _ARITHMETIC or tree.operator in _RELATIONAL:
            return f"({self.number(tree.left, scope)} {tree.operator} {self.number(tree.right, scope)})"
        return f"({self.write(tree.left, scope)} {tree.operator} {self.write(tree.right, scope)})"

    def _call(self, call: Call, scope: Scope) -> str:
        least, most = _arity(call.name)
        if not least <= len(call.arguments) <= most:
            raise BadExpression("wrong_arguments", function=call.name, least=str(least), most=str(most))
        if call.name in REWRITTEN:
            return self._rewritten(call, scope)
        if call.name == "regex":
            _check_pattern(call.arguments[1])
        if call.name in ("not", "boolean", "if", "checklist"):
            return self._conditional(call, scope)
        arguments = [self.write(argument, scope) for argument in call.arguments]
        if call.name in NATIVE or (call.name == "concat" and len(arguments) > 1):
            return f"{call.name}({', '.join(arguments)})"
        return self._extension(call.name, *arguments)

    def _conditional(self, call: Call, scope: Scope) -> str:
        if call.name == "if":
            condition, *branches = call.arguments
            return self._extension(
                "if", f"boolean({self.truth(condition, scope)})", *[self.write(each, scope) for each in branches]
            )
        arguments = [self.truth(each, scope) for each in call.arguments]
        return self._extension(call.name, *arguments) if call.name == "checklist" else f"{call.name}({arguments[0]})"

    def _extension(self, name: str, *arguments: str) -> str:
        self.result.extensions.add(name)
        return f"{OWN}{name}({', '.join(arguments)})"

    def _variable(self, name: str) -> str:
        self.result.variables.add(name)
        return f"${name}"

    def _rewritten(self, call: Call, scope: Scope) -> str:
        variable = {"random": "random", "uuid": "uuid", "current": "cur"}.get(call.name)
        if call.name in ("today", "now"):
            variable = f"first_{call.name}" if scope.first else call.name
        if variable:
            return self._variable(variable)
        if call.name == "pi":
            return "3.141592653589793"
        if call.name == "instance":
            return self._instance(_literal(call.arguments[0]), scope)
        return self._with_arguments(call, scope)

    def _with_arguments(self, call: Call, scope: Scope) -> str:
        if call.name in ("once", "randomize"):
            return self.write(call.arguments[0], replace(scope, first=scope.first or call.name == "once"))
        if call.name == "position":
            return f"number({self.write(call.arguments[0], scope)}/@n)" if call.arguments else "position()"
        first = self.write(call.arguments[0], scope)
        if call.name == "selected":
            wanted = self.write(call.arguments[1], scope)
            return f"contains(concat(' ', normalize-space({first}), ' '), concat(' ', {wanted}, ' '))"
        return self._choice_name(first, call.arguments[1], scope)

    def _choice_name(self, value: str, question: Tree, scope: Scope) -> str:
        path = parse(question.text[1:-1]) if isinstance(question, Literal) else question
        if not isinstance(path, Path) or (target := absolute(path, scope.here)) is None:
            raise BadExpression("bad_expression", near="jr:choice-name", expression="")
        self.result.labels_of.add(target)
        return self._extension("choice-name", value, f"{self.write(path, scope)}/@c")

    def _instance(self, name: str, scope: Scope) -> str:
        if name not in scope.lists:
            raise BadExpression("missing_list", name=name)
        return self._variable(f"i{scope.lists.index(name)}")

    def _path(self, path: Path, scope: Scope) -> str:
        target = absolute(path, scope.here)
        if target is not None:
            self.result.reads.add(target)
        self._weigh(path, target, scope)
        inner = replace(scope, here=None if target is None or target.endswith("*") else target, nested=scope.nested + 1)
        if path.absolute and scope.here is None:
            return self._from_list_item(path, inner)
        start = "/" if path.absolute else ""
        if path.head is not None:
            start = self._head(path.head, scope)
            start += "".join(f"[{self._predicate(each, inner)}]" for each in path.predicates)
            start += "/" if path.steps else ""
        return start + "/".join(self._step(step, inner) for step in path.steps)

    def _weigh(self, path: Path, target: str | None, scope: Scope) -> None:
        """Many nodes looked through for each of many nodes, and so on: at most twice, so that no form can stall us."""
        if not self._finds_many(path, target, scope):
            return
        self.result.power = max(self.result.power, scope.nested + 1)
        if self.result.power > MOST_POWER:
            raise BadExpression("expression_too_deep", limit=str(MOST_POWER))

    def _finds_many(self, path: Path, target: str | None, scope: Scope) -> bool:
        if path.head is not None and not (isinstance(path.head, Call) and path.head.name == "current"):
            return True
        if any(step.test == "*" or step.axis.endswith("-sibling") for step in path.steps):
            return True
        around = "" if path.absolute else (scope.here or "") + "/"
        return target is not None and any(
            (target + "/").startswith(repeat + "/") and not around.startswith(repeat + "/") for repeat in scope.repeats
        )

    def _from_list_item(self, path: Path, inner: Scope) -> str:
        """The items of a list live in a document of their own: the way back to the form is a variable."""
        first, *others = (self._step(step, inner) for step in path.steps)
        return "/".join([self._variable("top"), first.replace("child::", "self::", 1), *others])

    def _head(self, head: Tree, scope: Scope) -> str:
        written = self.write(head, scope)
        return written if isinstance(head, Call) else f"({written})"

    def _step(self, step: Step, scope: Scope) -> str:
        predicates = "".join(f"[{self._predicate(each, scope)}]" for each in step.predicates)
        return f"{step.axis}::{step.test}{predicates}"

    def _predicate(self, tree: Tree, scope: Scope) -> str:
        return self.number(tree, scope) if isinstance(tree, Number) else self.write(tree, scope)


def _is_numeric(tree: Tree, scope: Scope) -> bool:
    if isinstance(tree, Number | Negation):
        return True
    if isinstance(tree, Binary):
        return tree.operator in _ARITHMETIC
    if isinstance(tree, Call):
        return tree.name in NUMERIC
    if isinstance(tree, Path):
        target = absolute(tree, scope.here)
        return target is not None and scope.kinds.get(target) in _NUMERIC_KINDS
    return False
