"""One session seen through its form at one moment: what applies, what is computed, which questions the route has."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, cast
from weakref import ref

from lxml import etree

from surveys.form import ChoiceList, Group, Numbered, Option, Question
from surveys.functions import text
from surveys.plan import Expression, Plan, Planned, Task, list_tree
from surveys.session import Session
from surveys.views import View

MOST_INSTANCES = 200
MOST_SPOTS = 5000
MOST_WORK = 20_000_000  # nodes looked at in one evaluation of a whole form
LONGEST_VALUE = 10_000


class Spot:
    """A node of the form in one place: a question outside repeats has one spot, inside as many as instances."""

    __slots__ = (
        "__weakref__", "_parent", "children", "element", "hidden", "is_group", "key", "numbers", "planned", "question"
    )  # fmt: skip

    def __init__(
        self, planned: Planned, parent: "Spot | None", element: etree._Element, numbers: tuple[int, ...]
    ) -> None:
        self.planned = planned
        self._parent = ref(parent) if parent is not None else None  # no circle: whole trees go once nobody needs them
        self.element = element
        self.numbers = numbers
        self.is_group = planned.is_group
        self.question = cast("Question", planned.node)  # meant for questions only: is_group tells
        self.key = key_of(planned.node.name, numbers) if numbers else planned.node.name
        self.hidden: bool = parent is not None and parent.hidden
        self.children: list[Spot | list[Spot]] = []

    @property
    def parent(self) -> "Spot | None":
        return self._parent() if self._parent is not None else None

    @property
    def value(self) -> str:
        return self.element.text or ""


def key_of(name: str, numbers: tuple[int, ...]) -> str:
    """Where the session keeps an answer: `name`, `name[2]` or `name[2.1]`."""
    return f"{name}[{'.'.join(map(str, numbers))}]" if numbers else name


def name_of(key: str) -> str:
    """The question's name in a key."""
    return key.partition("[")[0]


class Situation:
    """The form's tree filled with the session's answers; conditions and calculations are evaluated once, here."""

    def __init__(self, plan: Plan, session: Session) -> None:
        self.plan = plan
        self._session = ref(session)  # the session keeps the situation, not the other way round
        self.language = session.context.language or plan.form.language
        self.root = etree.Element(plan.root)
        self._top = Spot(Planned(-1, Group("", "", {}, "", ()), "", is_group=True), None, self.root, ())
        self._spots: dict[int, list[Spot]] = {}
        self._repeats: dict[int, list[tuple[Spot, list[Spot]]]] = {}
        self._rosters: dict[str, etree._Element] = {}
        self._grown = 0
        self._spent = 0
        self._cut = False  # a calculated text was too long to be kept
        self.screen: View | None = None  # what was shown of this, once it was made
        self._grow(plan.body, self._top)
        for task in plan.tasks:
            self._do(task)
        self.route = tuple(spot for spot in self._walk(self._top) if self._applies(spot))
        self._by_key = {spot.key: spot for spot in self.route}

    @property
    def session(self) -> Session:
        """Whose situation this is; whoever looks at a situation has its session in hand."""
        session = self._session()
        assert session is not None
        return session

    def spot(self, key: str) -> Spot | None:
        """The route's spot that holds this key."""
        return self._by_key.get(key)

    def spot_at(self, path: str, element: etree._Element) -> Spot | None:
        """The question's spot whose value this element holds."""
        place = self.plan.place_of(path)
        spots = self._spots.get(place, []) if place is not None else []
        found = next((spot for spot in spots if spot.element is element), None)
        return found if found is not None and not found.is_group else None

    def instances(self, spot: Spot) -> int:
        """How many instances the repeat of this instance has."""
        found = self._repeats.get(spot.planned.place, [])
        return next((len(instances) for _, instances in found if spot in instances), 0)

    def standing_in(self, session: Session) -> "Situation":
        """The same evaluated tree for a session that differs only in where it stands."""
        other = object.__new__(Situation)  # copy() does the same in five times the time
        other.__dict__.update(self.__dict__)
        other._session = ref(session)
        other.screen = None
        return other

    def at_next_step(self, session: Session) -> "Situation":
        """The same for the person's next step, which may cost as much work as the one before."""
        other = self.standing_in(session)
        other._spent = 0  # noqa: SLF001 - one of us
        return other

    def answered(self, spot: Spot, session: Session) -> "Situation":
        """The tree of a session with one more answer; evaluated anew only when that changes more than the answer."""
        spot.element.text = session.answers[spot.key]
        other = self.standing_in(session)
        depending = self.plan.depending(spot.question.path)
        if depending is not None and all(other._stays(task) for task in depending):  # noqa: SLF001 - one of us
            return other
        return Situation(self.plan, session)

    def _stays(self, task: Task) -> bool:
        """Whether a condition or a calculation that was done comes out as it did before."""
        assert task.expression is not None
        for spot in self._spots.get(task.place, ()):
            if spot.parent is not None and spot.parent.hidden:
                continue
            if task.what == "relevant":
                if bool(self.evaluate(task.expression, spot)) == spot.hidden:
                    return False
            elif not spot.hidden and self._calculated(task.expression, spot) not in (None, spot.value):
                return False
        return True

    def computed(self) -> Iterator[Spot]:
        """Spots that hold a value nobody is asked for; what pyxform adds of its own has no row."""
        yield from (
            spot
            for spot in self._walk(self._top)
            if (not spot.question.asked or spot.question.rule.calculation) and spot.value and spot.question.row
        )

    def _grow(self, nodes: tuple[Planned, ...], parent: Spot) -> None:
        for planned in nodes:
            if planned.is_repeat:
                instances: list[Spot] = []
                parent.children.append(instances)
                self._repeats.setdefault(planned.place, []).append((parent, instances))
            else:
                parent.children.append(self._spot(planned, parent, parent.numbers))

    def _spot(self, planned: Planned, parent: Spot, numbers: tuple[int, ...]) -> Spot:
        spot = Spot(planned, parent, etree.SubElement(parent.element, planned.tag), numbers)
        self._grown += 1
        self._spots.setdefault(planned.place, []).append(spot)
        if planned.is_group:
            self._grow(planned.children, spot)
        elif not spot.hidden:
            value = self._given(spot)
            if value:
                spot.element.text = value
            if spot.question.path in self.plan.labels_of:
                self._label(spot)
        return spot

    def _given(self, spot: Spot) -> str:
        question = spot.question
        if question.asked and (known := self.session.answers.get(spot.key)) is not None:
            return known
        if question.preload:
            return self._preloaded(question.preload)
        return self.session.context.values.get(question.name, question.rule.default)

    def _preloaded(self, what: str) -> str:
        moment = self.session.started if what == "start" else self.session.moment
        return moment[:10] if what == "today" else moment

    def _label(self, spot: Spot) -> None:
        labels = {option.code: self.words(option.words) for _, option in self.full_list(spot)}
        spot.element.set("c", json.dumps(labels, ensure_ascii=False))

    def _do(self, task: Task) -> None:
        if task.what == "count":
            for parent, instances in self._repeats.get(task.place, ()):
                self._repeat(self.plan.by_place[task.place], task.expression, parent, instances)
            return
        assert task.expression is not None
        for spot in self._spots.get(task.place, ()):
            if spot.hidden:
                continue
            if task.what == "relevant":
                if not self.evaluate(task.expression, spot):
                    _hide(spot)
            elif (value := self._calculated(task.expression, spot)) is not None:
                spot.element.text = value if len(value) <= LONGEST_VALUE else None
                self._cut = self._cut or len(value) > LONGEST_VALUE

    def _calculated(self, expression: Expression, spot: Spot) -> str | None:
        """The value of a calculation; None for what is known from outside."""
        if spot.planned.node.name in self.session.context.values:
            return None
        return _clean(text(self.evaluate(expression, spot) or ""))

    def _repeat(self, planned: Planned, expression: Expression | None, parent: Spot, instances: list[Spot]) -> None:
        if parent.hidden:
            return
        if expression is None:
            self._open_ended(planned, parent, instances)
            return
        # A repeat's count is written from the repeat itself: an instance must exist to start from.
        probe = etree.SubElement(parent.element, planned.tag)
        wanted = self.evaluate_at(expression, probe, parent.key)
        parent.element.remove(probe)
        for _ in range(_whole(wanted)):
            self._instance(planned, parent, instances)

    def _open_ended(self, planned: Planned, parent: Spot, instances: list[Spot]) -> None:
        more = True
        while more and len(instances) < MOST_INSTANCES:
            self._instance(planned, parent, instances)
            last = instances[-1].children[-1] if instances[-1:] and instances[-1].children else None
            more = isinstance(last, Spot) and last.value == MORE_YES

    def _instance(self, planned: Planned, parent: Spot, instances: list[Spot]) -> None:
        if self._grown > MOST_SPOTS:
            return
        number = len(instances) + 1
        spot = self._spot(planned, parent, (*parent.numbers, number))
        spot.element.set("n", str(number))
        instances.append(spot)

    def single(self) -> Iterator[Spot]:
        """Every question outside repeats, whether it applies or not."""
        spots = (spot for found in self._spots.values() for spot in found)
        return (spot for spot in spots if not spot.is_group and not spot.numbers)

    def _walk(self, spot: Spot) -> Iterator[Spot]:
        for child in spot.children:
            for each in child if isinstance(child, list) else (child,):
                if each.hidden:
                    continue
                if each.is_group:
                    yield from self._walk(each)
                else:
                    yield each

    def _applies(self, spot: Spot) -> bool:
        question = spot.question
        if not question.asked:
            return False
        if question.kind in ("one", "many", "rank") and (spot.planned.itemset or not question.choices):
            return bool(self.offered(spot))
        return True

    @property
    def outgrown(self) -> bool:
        """Whether something was left out because the form asks for more than one step may cost."""
        return self._cut or self._spent > MOST_WORK or self._grown > MOST_SPOTS

    def evaluate(self, expression: Expression, spot: Spot) -> Any:
        """The expression's value at this spot; None when it cannot be computed."""
        return self.evaluate_at(expression, spot.element, spot.key)

    def evaluate_at(self, expression: Expression, element: etree._Element, key: str) -> Any:
        """The expression's value at an element of the tree."""
        if expression.power and not self._affords(expression):
            return None
        try:
            if not expression.variables:
                return expression.xpath(element)
            given = {name: self._variable(name, element, key) for name in expression.variables}
            return expression.xpath(element, **given)
        except (etree.XPathError, ValueError, OverflowError, ArithmeticError):
            return None

    def _affords(self, expression: Expression) -> bool:
        """Counts the work; a form that asks for too much of it finds its expressions empty instead of stalling us."""
        lists = (self.full_length(name) for name in expression.variables if name[0] == "i")
        self._spent += max(self._grown, *lists, 1) ** expression.power
        return self._spent <= MOST_WORK

    def full_length(self, variable: str) -> int:
        """How many items the list behind a variable has."""
        known = self.plan.form.lists[self.plan.lists[int(variable[1:])]]
        return len(self.session.context.rosters.get(known.name, ())) if known.roster else len(known.options)

    def _variable(self, name: str, element: etree._Element, key: str) -> Any:
        session = self.session
        if name in ("today", "first_today"):
            return (session.moment if name == "today" else session.started)[:10]
        if name in ("now", "first_now"):
            return session.moment if name == "now" else session.started
        if name in ("cur", "top"):
            return [element if name == "cur" else self.root]
        if name in ("random", "uuid"):
            return _chance(name, f"{session.started} {key}")
        return [self._list_tree(name)]

    def _list_tree(self, variable: str) -> etree._Element:
        known = self.plan.form.lists[self.plan.lists[int(variable[1:])]]
        if not known.roster:
            return self.plan.tree_of(variable)
        if variable not in self._rosters:
            self._rosters[variable] = list_tree(ChoiceList(known.name, self._roster(known.name), roster=True))
        return self._rosters[variable]

    def _roster(self, name: str) -> tuple[Option, ...]:
        given = self.session.context.rosters.get(name, ())
        return tuple(Option(each.code, {"": (each.label,)}, each.attributes) for each in given)

    def whole_list(self, spot: Spot) -> ChoiceList | None:
        """The form's own list when all of it is offered to everybody."""
        known = self.plan.form.lists.get(spot.question.list_name)
        return known if known is not None and not known.roster and spot.planned.itemset is None else None

    def full_list(self, spot: Spot) -> Numbered:
        """Every option with its lasting number."""
        known = self.plan.form.lists.get(spot.question.list_name)
        if known is None:
            return self._from_answers(spot)
        return tuple(enumerate(self._roster(known.name))) if known.roster else known.numbered

    def _from_answers(self, spot: Spot) -> Numbered:
        """Options taken from what was answered in a repeat."""
        found = self.evaluate(spot.planned.itemset, spot) if spot.planned.itemset else []
        question = spot.question
        rows = [
            (each.findtext(question.item_value) or "", each.findtext(question.item_label) or "") for each in found or []
        ]
        return tuple((place, Option(code, {"": (label,)})) for place, (code, label) in enumerate(rows) if code)

    def offered(self, spot: Spot) -> Numbered:
        """The options that can be chosen now, each with its lasting number."""
        everything = self.full_list(spot)
        if spot.planned.itemset is None or spot.question.list_name not in self.plan.form.lists:
            return everything
        found = self.evaluate(spot.planned.itemset, spot)
        numbers = {int(item.get("i", "-1")) for item in found} if isinstance(found, list) else set()
        return tuple((place, option) for place, option in everything if place in numbers)

    def offered_codes(self, spot: Spot) -> frozenset[str]:
        """The codes of the options that can be chosen now."""
        whole = self.whole_list(spot)
        return whole.codes if whole is not None else frozenset(option.code for _, option in self.offered(spot))

    def words(self, words: Mapping[str, tuple[str, ...]]) -> str:
        """A text without expressions in the person's language."""
        template = words.get(self.language) or words.get("") or next(iter(words.values()), ("",))
        return "".join(template[::2]).strip()


MORE_YES = "1"


def _hide(spot: Spot) -> None:
    spot.hidden = True
    if not spot.is_group:
        spot.element.text = None
    for child in spot.children:
        for each in child if isinstance(child, list) else (child,):
            _hide(each)


def _whole(value: Any) -> int:
    try:
        return max(0, min(MOST_INSTANCES, int(value)))
    except (TypeError, ValueError, OverflowError):
        return 0


def _clean(value: str) -> str:
    return "".join(sign for sign in value if sign >= " " or sign in "\n\t")


def _chance(name: str, seed: str) -> float | str:
    """random() and uuid() come from the session: the same session always draws the same."""
    digest = hashlib.sha256(seed.encode()).hexdigest()
    if name == "random":
        return int(digest[:13], 16) / 16**13
    return f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
