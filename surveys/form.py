"""The compiled questionnaire: frozen data that is stored as JSON and needs no spreadsheet library to be walked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath

from surveys.views import Kind

# A text is a row of pieces; every second one, from the second on, is an expression.
Template = tuple[str, ...]
Words = Mapping[str, Template]  # language -> text; "" holds a text without translations


@dataclass(frozen=True, slots=True)
class Option:
    """One row of a list of choices."""

    code: str
    words: Words
    attributes: Mapping[str, str] = field(default_factory=dict)
    media: str | None = None

    @property
    def label(self) -> str:
        return plain(self.words)


@dataclass(frozen=True)
class ChoiceList:
    """A named list; `roster` says that the person's context brings its rows."""

    name: str
    options: tuple[Option, ...]
    roster: bool = False

    @cached_property
    def numbered(self) -> "Numbered":
        """The options with their lasting numbers."""
        return tuple(enumerate(self.options))

    @cached_property
    def codes(self) -> frozenset[str]:
        """All codes."""
        return frozenset(option.code for option in self.options)

    @cached_property
    def is_plain(self) -> bool:
        """Whether the labels speak of nobody's answers."""
        return all(len(pieces) == 1 for option in self.options for pieces in option.words.values())


Numbered = tuple[tuple[int, Option], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """The conditions of a node, as XPath; "" when there is none."""

    relevant: str = ""
    required: str = ""
    constraint: str = ""
    calculation: str = ""
    default: str = ""
    dynamic_default: str = ""


@dataclass(frozen=True)
class Question:
    """A question, or a value that nobody is asked for (`asked` is False)."""

    name: str
    path: str
    kind: Kind
    asked: bool
    words: Words
    hints: Words
    rule: Rule
    required_words: Words
    constraint_words: Words
    list_name: str = ""
    itemset: str = ""  # XPath of the offered items, "" for the whole list
    item_value: str = "name"
    item_label: str = "label"
    measure: str = ""
    appearance: str = ""
    bounds: tuple[str, str, str] | None = None  # lowest, highest, step
    limit: int | None = None
    media: str | None = None
    preload: str = ""  # start, end or today
    choices: tuple[Option, ...] = ()
    row: int | None = None

    @cached_property
    def label(self) -> str:
        return plain(self.words)


@dataclass(frozen=True)
class Group:
    """Questions that belong together; a repeat when `count` or `open_ended` is set."""

    name: str
    path: str
    words: Words
    relevant: str
    children: tuple["Node", ...]
    repeat: bool = False
    count: str = ""  # how many times, as XPath; "" for a repeat the person ends
    row: int | None = None


Node = Question | Group


@dataclass(frozen=True, eq=False)
class Form:
    """A whole questionnaire; never changes once it is published."""

    code: str
    title: str
    language: str
    languages: tuple[str, ...]
    settings: Mapping[str, str]
    body: tuple[Node, ...]
    lists: Mapping[str, ChoiceList]
    warnings: tuple[tuple[str, str], ...] = ()  # (kind, what it concerns)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question a person can answer, in order."""
        return tuple(each for each in _walk(self.body) if each.asked and each.kind != "note")

    @cached_property
    def question_names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.questions)

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Names of the questions that are asked several times."""
        repeats = (node for node in every_node(self.body) if isinstance(node, Group) and node.repeat)
        return frozenset(each.name for group in repeats for each in _walk(group.children))

    def question(self, name: str) -> Question | None:
        """The question of that name, when there is one."""
        return next((each for each in self.questions if each.name == name), None)


def titled(form: Form, file_name: str) -> Form:
    """The form; one whose author gave no title is called by its file."""
    return form if form.settings.get("form_title") else replace(form, title=PurePath(file_name).stem)


def _walk(nodes: tuple[Node, ...]) -> Iterator[Question]:
    for node in nodes:
        if isinstance(node, Group):
            yield from _walk(node.children)
        else:
            yield node


def every_node(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """All nodes, groups before what they hold."""
    for node in nodes:
        yield node
        if isinstance(node, Group):
            yield from every_node(node.children)


def plain(words: Words, language: str = "") -> str:
    """A text in a language, or in the first there is; expressions inside are shown as an ellipsis."""
    template = words.get(language) or next(iter(words.values()), ())
    return "".join(piece if place % 2 == 0 else "…" for place, piece in enumerate(template)).strip()
