"""A form made ready to be walked: expressions compiled once, in an order in which each finds its inputs computed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Literal
from weakref import WeakKeyDictionary

from lxml import etree

from surveys.form import ChoiceList, Form, Group, Node, Question, Words, every_node, plain
from surveys.functions import EXTENSIONS, OWN
from surveys.rewriting import Rewritten, Scope, rewrite
from surveys.views import OptionView
from surveys.xpath import BadExpression

_CLOCK = {"now", "today"}  # variables of an expression
MORE = "repeat-more"  # appearance of the question whether a repeat goes on

Cast = Literal["boolean", "string", "number", "nodes"]


class BrokenForm(Exception):  # noqa: N818 - a refusal with a code, not a failure of ours
    """A form whose expressions cannot be evaluated: where, and a FormProblem's code."""

    def __init__(self, node: Node, column: str, reason: BadExpression) -> None:
        super().__init__(f"{node.name}: {column}: {reason.code} {reason.params}")
        self.node = node
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Expression:
    """Compiled XPath, what it reads in the form and the variables it must be given."""

    xpath: etree.XPath
    variables: tuple[str, ...]
    reads: frozenset[str]
    labels_of: frozenset[str]
    power: int = 0  # the work grows as this power of the number of nodes
    whole: str = ""  # the one question whose value this is, when it is nothing more


What = Literal["count", "relevant", "value"]
Key = tuple[What, str]  # what is computed and the path of its node


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to compute at each evaluation."""

    what: What
    place: int
    expression: Expression | None


@dataclass(frozen=True, slots=True)
class Planned:
    """A node with its compiled parts."""

    place: int
    node: Node
    tag: str
    is_group: bool = False
    children: tuple["Planned", ...] = ()
    required: Expression | bool = False
    constraint: Expression | None = None
    default: Expression | None = None
    itemset: Expression | None = None

    @property
    def is_repeat(self) -> bool:
        return self.is_group and bool(getattr(self.node, "repeat", False))


Texts = Mapping[str, tuple[str | Expression, ...]]


class Plan:
    """Everything about a form that does not depend on a person."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.lists: tuple[str, ...] = tuple(form.lists)
        nodes = tuple(every_node(form.body))
        self.kinds = {each.path: each.kind for each in nodes if isinstance(each, Question)}
        self.repeats = frozenset(each.path for each in nodes if isinstance(each, Group) and each.repeat)
        self._place = {each.path: place for place, each in enumerate(nodes)}
        self.texts: dict[int, Texts] = {}
        self.labels_of: set[str] = set()
        self.trees: dict[str, etree._Element] = {}
        self.options_shown: dict[tuple[str, str], tuple[OptionView, ...]] = {}  # by list and language, none chosen
        self.body = tuple(self._planned(each) for each in form.body)
        self.by_place = {each.place: each for each in _flat(self.body)}
        self.tasks = self._ordered(nodes)
        self._depending: dict[str, tuple[Task, ...] | None] = {}
        self.root = form.body[0].path.split("/")[1] if form.body else "data"
        for node in nodes:
            self._prepare_texts(node)

    @cached_property
    def reads_clock(self) -> bool:
        """Whether what applies, is computed or is offered depends on the moment of looking."""
        looking = [task.expression for task in self.tasks] + [each.itemset for each in self.by_place.values()]
        now = any(not _CLOCK.isdisjoint(each.variables) for each in looking if each is not None)
        questions = (each.node for each in self.by_place.values())
        return now or any(isinstance(each, Question) and each.preload in ("today", "end") for each in questions)

    def depending(self, path: str) -> tuple[Task, ...] | None:
        """The conditions and calculations that read this question.

        None when more than their outcome depends on it: what is offered, how often something repeats, or itself.
        """
        if path not in self._depending:
            self._depending[path] = self._found_depending(path)
        return self._depending[path]

    def _found_depending(self, path: str) -> tuple[Task, ...] | None:
        node = self.by_place[self._place[path]].node
        itemsets = [each.itemset for each in self.by_place.values()]
        more = isinstance(node, Question) and (node.appearance == MORE or node.rule.calculation)
        if more or any(_is_read(path, each) for each in itemsets):
            return None
        found = tuple(task for task in self.tasks if _is_read(path, task.expression))
        own = (_is_read(self.by_place[task.place].node.path, task.expression) for task in found)
        return None if any(own) or any(task.what == "count" for task in found) else found

    def place_of(self, path: str) -> int | None:
        return self._place.get(path)

    def tree_of(self, variable: str) -> etree._Element:
        """The items of a list of the form itself, as XForms lays them out."""
        if variable not in self.trees:
            self.trees[variable] = list_tree(self.form.lists[self.lists[int(variable[1:])]])
        return self.trees[variable]

    def text_of(self, words: Words, node: Node, column: str = "label") -> Texts:
        """The text in every language with its expressions compiled."""
        found = self.texts.get(id(words))
        if found is None:
            found = {language: self._pieces(template, node, column) for language, template in words.items()}
            self.texts[id(words)] = found
        return found

    def _pieces(self, template: tuple[str, ...], node: Node, column: str) -> tuple[str | Expression, ...]:
        return tuple(
            piece if place % 2 == 0 else self._compiled(piece, node, column, "nodes")
            for place, piece in enumerate(template)
        )

    def _prepare_texts(self, node: Node) -> None:
        self.text_of(node.words, node)
        if isinstance(node, Question):
            self.text_of(node.hints, node, "hint")
            self.text_of(node.required_words, node, "required_message")
            self.text_of(node.constraint_words, node, "constraint_message")

    def _compiled(self, text: str, node: Node, column: str, cast: Cast) -> Expression:
        try:
            return _compile(rewrite(text, Scope(node.path, self.kinds, self.lists, self.repeats), cast), self.labels_of)
        except BadExpression as error:
            raise BrokenForm(node, column, error) from error
        except etree.XPathSyntaxError as error:
            reason = BadExpression("bad_expression", near="", expression=text, detail=str(error))
            raise BrokenForm(node, column, reason) from error

    def _planned(self, node: Node) -> Planned:
        place = self._place[node.path]
        tag = node.path.rsplit("/", 1)[1]
        if isinstance(node, Group):
            return Planned(
                place, node, tag, is_group=True, children=tuple(self._planned(each) for each in node.children)
            )
        rule = node.rule
        required: Expression | bool = rule.required in ("true()", "true")
        if rule.required and not required and rule.required not in ("false()", "false"):
            required = self._compiled(rule.required, node, "required", "boolean")
        return Planned(
            place,
            node,
            tag,
            required=required,
            constraint=self._optional(rule.constraint, node, "constraint", "boolean"),
            default=self._optional(rule.dynamic_default, node, "default", "string"),
            itemset=self._optional(node.itemset, node, "choice_filter", "nodes"),
        )

    def _optional(self, text: str, node: Node, column: str, cast: Cast) -> Expression | None:
        return self._compiled(text, node, column, cast) if text else None

    def _ordered(self, nodes: tuple[Node, ...]) -> tuple[Task, ...]:
        tasks = {(task.what, nodes[task.place].path): task for node in nodes for task in self._tasks_of(node)}
        graph = {key: _needs(key, task, tasks) for key, task in tasks.items()}
        try:
            return tuple(tasks[key] for key in TopologicalSorter(graph).static_order())
        except CycleError as error:
            what, path = error.args[1][0]
            node = nodes[self._place[path]]
            names = ", ".join(dict.fromkeys(each.rsplit("/", 1)[1] for _, each in error.args[1]))
            column = {"relevant": "relevant", "count": "repeat_count"}.get(what, "calculation")
            raise BrokenForm(node, column, BadExpression("cycle", names=names)) from error

    def _tasks_of(self, node: Node) -> Iterator[Task]:
        place = self._place[node.path]
        if isinstance(node, Group):
            if node.repeat:
                yield Task("count", place, self._optional(node.count, node, "repeat_count", "number"))
            if node.relevant:
                yield Task("relevant", place, self._compiled(node.relevant, node, "relevant", "boolean"))
            return
        if node.rule.relevant:
            yield Task("relevant", place, self._compiled(node.rule.relevant, node, "relevant", "boolean"))
        value = node.rule.calculation or ("" if node.asked else node.rule.dynamic_default)
        if value:
            yield Task("value", place, self._compiled(value, node, "calculation", "string"))


def _is_read(path: str, expression: Expression | None) -> bool:
    reads = expression.reads if expression else ()
    return path in reads or any(each.endswith("/*") and path.startswith(each[:-1]) for each in reads)


def _needs(key: Key, task: Task, tasks: Mapping[Key, Task]) -> list[Key]:
    """The tasks that must be done before this one; itself among them when it goes round in a circle."""
    what, path = key
    found = {other for read in task.expression.reads for other in _providers(read, tasks)} if task.expression else set()
    if what == "value":
        found.discard(key)  # a calculation may keep its own earlier value: once()
    around = path.rsplit("/", 1)[0] if what == "count" else path
    found |= {other for other in _providers(around, tasks) if other[0] != "value" and other != key}
    return sorted(found)


def _providers(read: str, tasks: Mapping[Key, Task]) -> Iterator[Key]:
    parts = read.strip("/").split("/")
    for length in range(1, len(parts) + 1):
        prefix = "/" + "/".join(parts[:length])
        both: tuple[Key, Key] = (("count", prefix), ("relevant", prefix))
        yield from (key for key in both if key in tasks)
    if ("value", read) in tasks:
        yield ("value", read)
    if read.endswith("/*"):
        yield from (key for key in tasks if key[1].startswith(read[:-1]))


def _flat(nodes: tuple[Planned, ...]) -> Iterator[Planned]:
    for node in nodes:
        yield node
        yield from _flat(node.children)


def _compile(rewritten: Rewritten, labels_of: set[str]) -> Expression:
    used = {(None, OWN + name): EXTENSIONS[name][2] for name in rewritten.extensions}
    labels_of |= rewritten.labels_of
    only = next(iter(rewritten.reads)) if len(rewritten.reads) == 1 else ""
    return Expression(
        etree.XPath(rewritten.text, extensions=used or None, smart_strings=False),
        tuple(sorted(rewritten.variables)),
        frozenset(rewritten.reads | rewritten.labels_of),
        frozenset(rewritten.labels_of),
        rewritten.power,
        only if "(" not in rewritten.text.replace("node()", "") else "",
    )


def list_tree(choices: ChoiceList) -> etree._Element:
    """<instance><root><item>… as `instance('list')/root/item` expects it."""
    instance = etree.Element("instance")
    root = etree.SubElement(instance, "root")
    for place, option in enumerate(choices.options):
        item = etree.SubElement(root, "item", {"i": str(place)})
        for name, value in (("name", option.code), ("label", plain(option.words)), *option.attributes.items()):
            etree.SubElement(item, name).text = value
    return instance


_PLANS: WeakKeyDictionary[Form, Plan] = WeakKeyDictionary()


def plan_of(form: Form) -> Plan:
    """The form's plan, made when it is first asked for."""
    plan = _PLANS.get(form)
    if plan is None:
        plan = _PLANS[form] = Plan(form)
    return plan
