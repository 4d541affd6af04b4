"""From the parts of an XForm to the nodes of our compiled form."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from surveys.form import ChoiceList, Form, Group, Node, Option, Question, Rule, Words
from surveys.plan import MORE
from surveys.situation import MORE_YES
from surveys.views import Kind
from surveys.words import lexicon
from surveys.xform import JR, X, XForm, filled, language_of, template
from surveys.xpath import BadExpression, Binary, Call, Number, Path, Tree, parse

_INPUTS: dict[str, Kind] = {
    "int": "integer",
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "dateTime": "datetime",
}
_MORE = "_more"
_GENERATED_HEADING = "generated_table_list_label_"
_GENERATED_HEADER = "reserved_name_for_field_list_labels_"


def compiled(xform: XForm, code: str, warnings: tuple[tuple[str, str], ...]) -> Form:
    """The form that the document describes."""
    languages = tuple(dict.fromkeys(language_of(language) for language in xform.texts))
    lists = {name: _list(xform, name, each) for name, each in xform.secondary.items()}
    language = language_of(xform.default_language) or _guessed(xform)
    reading = _Reading(xform, lists, language)
    root = f"/{_name(xform.data)}"
    body = tuple(reading.nodes(xform.data, root))
    title = xform.settings.get("form_title") or code
    named = tuple(each for each in languages if each) or (language,)
    return Form(code, title, language, named, dict(xform.settings), body, reading.lists, warnings)


def _guessed(xform: XForm) -> str:
    text = "".join(str(piece) for each in xform.controls.values() for piece in each.itertext())
    return "ru" if re.search(r"[\u0400-\u04ff]", text) else "en"


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _list(xform: XForm, name: str, instance: etree._Element) -> ChoiceList:
    if instance.get("src"):
        return ChoiceList(name, (), roster=True)
    items = instance.findall(f"{X}root/{X}item")
    return ChoiceList(name, tuple(_option(xform, each) for each in items))


def _option(xform: XForm, item: etree._Element) -> Option:
    fields = {_name(child): child for child in item}
    key = fields["itextId"].text or "" if "itextId" in fields else ""
    words = xform.translated(key) if key else filled({"": template(fields["label"])} if "label" in fields else {})
    pictures = [texts[key]["image"] for texts in xform.texts.values() if "image" in texts.get(key, {})]
    media = "".join(pictures[0]).removeprefix("jr://images/") if pictures else None
    others = {tag: child.text or "" for tag, child in fields.items() if tag not in ("name", "label", "itextId")}
    return Option(fields["name"].text or "", words, others, media)


class _Reading:
    """One pass over the primary instance, which holds every node in its order."""

    def __init__(self, xform: XForm, lists: dict[str, ChoiceList], language: str) -> None:
        self.xform = xform
        self.lists = lists
        self.forms = lexicon(language).forms
        self.taken: set[str] = set()

    def nodes(self, parent: etree._Element, path: str) -> Iterator[Node]:
        seen: set[str] = set()
        for child in parent:
            name = _name(child)
            place = f"{path}/{name}"
            if place in seen or (place.count("/") == 2 and name == "meta"):  # noqa: PLR2004 - /data/meta is pyxform's
                continue
            seen.add(place)
            yield from self._node(child, name, place)

    def _node(self, element: etree._Element, name: str, path: str) -> Iterator[Node]:
        if len(element) or path in self.xform.repeats:
            yield self._group(element, name, path)
        elif not name.startswith((_GENERATED_HEADING, _GENERATED_HEADER)) and path in self.xform.binds:
            yield self._question(name, path, element.text or "")
        elif path in self.xform.controls and _name(self.xform.controls[path]) == "group":
            return

    def _group(self, element: etree._Element, name: str, path: str) -> Group:
        control = self.xform.controls.get(path)
        bind = self.xform.binds.get(path)
        words = self.xform.words(control, "label") or self._generated_heading(element, path)
        repeat = self.xform.repeats.get(path)
        children = tuple(self.nodes(element, path))
        count = (repeat.get(f"{JR}count") or "").strip() if repeat is not None else ""
        if repeat is not None and not count:
            children = (*children, self._more(name, path))
        relevant = (bind.get("relevant") or "").strip() if bind is not None else ""
        row = self.xform.rows.get(name)
        return Group(self._unique(name, path), path, words, relevant, children, repeat is not None, count, row)

    def _generated_heading(self, element: etree._Element, path: str) -> Words:
        for child in element:
            if _name(child).startswith(_GENERATED_HEADING):
                return self.xform.words(self.xform.controls.get(f"{path}/{_name(child)}"), "label")
        return {}

    def _more(self, name: str, path: str) -> Question:
        """A repeat without a count goes on as long as the person says so."""
        forms = self.forms
        options = (Option(MORE_YES, {"": (forms["yes"],)}), Option("0", {"": (forms["no"],)}))
        self.lists["_more"] = ChoiceList("_more", options)
        return Question(
            name=self._unique(name + _MORE, path), path=f"{path}/{name}{_MORE}", kind="one", asked=True,
            words={"": (forms["more"],)}, hints={}, rule=Rule(required="true()"), required_words={},
            constraint_words={}, list_name="_more", choices=options, appearance=MORE,
        )  # fmt: skip

    def _unique(self, name: str, path: str) -> str:
        """Names must differ in the whole form; where authors repeat one, the group's name goes before it."""
        parts = path.split("/")
        while name in self.taken and len(parts) > 2:  # noqa: PLR2004
            parts.pop()
            name = f"{parts[-1]}_{name}"
        while name in self.taken:
            name += "_"
        self.taken.add(name)
        return name

    def _question(self, name: str, path: str, text: str) -> Question:
        xform = self.xform
        bind = xform.binds[path]
        control = xform.controls.get(path)
        kind, asked = _kind(bind, control)
        rule = Rule(
            relevant=(bind.get("relevant") or "").strip(),
            required=(bind.get("required") or "").strip(),
            constraint=(bind.get("constraint") or "").strip(),
            calculation=(bind.get("calculate") or "").strip(),
            default=text.strip(),
            dynamic_default=xform.defaults.get(path, "").strip(),
        )
        question = Question(
            name=self._unique(name, path), path=path, kind=kind, asked=asked,
            words=xform.words(control, "label"), hints=xform.words(control, "hint"), rule=rule,
            required_words=xform.message(bind, "requiredMsg"), constraint_words=xform.message(bind, "constraintMsg"),
            measure=bind.get("measure") or "", appearance=_attribute(control, "appearance"),
            bounds=_bounds(control), limit=limit_of(rule.constraint) if kind == "many" else None,
            media=xform.picture(control), preload=_preload(bind), row=xform.rows.get(name),
        )  # fmt: skip
        question = self._specified(self._named(question), name)
        return self._with_choices(question, control) if kind in ("one", "many", "rank") else question

    def _named(self, question: Question) -> Question:
        """Whoever gave no label meant the name, or the picture, to speak for itself."""
        if question.words or not question.asked or question.media:
            return question
        return replace(question, words={"": (question.name,)})

    def _specified(self, question: Question, name: str) -> Question:
        """The question that pyxform adds for «other» speaks the form's language."""
        if name in self.xform.rows or question.words.get("") != ("Specify other.",):
            return question
        return replace(
            question, words={"": (self.forms["specify_other"],)}, rule=replace(question.rule, required="true()")
        )

    def _with_choices(self, question: Question, control: etree._Element | None) -> Question:
        itemset = control.find(f"{X}itemset") if control is not None else None
        if itemset is None:
            return self._with_inline_choices(question, control)
        nodeset = (itemset.get("nodeset") or "").strip()
        found = re.match(r"(?:randomize\(\s*)?instance\('([^']*)'\)/root/item", nodeset)
        name = found[1] if found else ""
        value = itemset.find(f"{X}value")
        label = itemset.find(f"{X}label")
        known = self._with_other(self.lists.get(name))
        return replace(
            question,
            list_name=name,
            itemset=nodeset if not found or "[" in nodeset else "",
            item_value=value.get("ref", "name") if value is not None else "name",
            item_label=label.get("ref", "label") if label is not None else "label",
            choices=known.options if known else (),
        )

    def _with_other(self, known: ChoiceList | None) -> ChoiceList | None:
        """The «Other» of pyxform option speaks the form's language too."""
        if known is None:
            return None
        options = tuple(
            replace(each, words={"": (self.forms["other"],)}) if each.code == "other" and _is_other(each) else each
            for each in known.options
        )
        self.lists[known.name] = replace(known, options=options)
        return self.lists[known.name]

    def _with_inline_choices(self, question: Question, control: etree._Element | None) -> Question:
        items = control.findall(f"{X}item") if control is not None else []
        options = tuple(Option(each.findtext(f"{X}value") or "", self.xform.words(each, "label")) for each in items)
        name = f"_{question.name}"
        self.lists[name] = ChoiceList(name, options)
        return replace(question, list_name=name, choices=options)


def _is_other(option: Option) -> bool:
    return any("".join(pieces).strip() in ("Other", "") for pieces in option.words.values()) or not option.words


def _kind(bind: etree._Element, control: etree._Element | None) -> tuple[Kind, bool]:
    if control is None:
        return "text", False
    tag = _name(control)
    if tag == "input":
        readonly = bind.get("readonly") in ("true()", "true") or bool(bind.get("calculate"))
        return ("note", True) if readonly else (_INPUTS.get(bind.get("type") or "", "text"), True)
    if tag == "upload":
        media = (control.get("mediatype") or "").split("/")[0]
        return ("image" if media == "image" else "audio" if media == "audio" else "file"), True
    kinds: dict[str, Kind] = {
        "select1": "one", "select": "many", "rank": "rank", "trigger": "acknowledge", "range": "range",
    }  # fmt: skip
    return kinds.get(tag, "text"), True


def _attribute(control: etree._Element | None, name: str) -> str:
    return (control.get(name) or "") if control is not None else ""


def _preload(bind: etree._Element) -> str:
    what = bind.get(f"{JR}preloadParams") or ""
    return what if what in ("start", "end", "today") else ""


def _bounds(control: etree._Element | None) -> tuple[str, str, str] | None:
    if control is None or _name(control) != "range":
        return None
    return control.get("start") or "0", control.get("end") or "10", control.get("step") or "1"


def limit_of(constraint: str) -> int | None:
    """The most options, when the constraint says `count-selected(.) <= 3` on its own or joined by and."""
    if not constraint:
        return None
    try:
        limits = [_limit(each) for each in _joined(parse(constraint))]
    except BadExpression:
        return None
    return min((each for each in limits if each is not None), default=None)


def _joined(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Binary) and tree.operator == "and":
        yield from _joined(tree.left)
        yield from _joined(tree.right)
    else:
        yield tree


def _limit(tree: Tree) -> int | None:
    if not isinstance(tree, Binary):
        return None
    left, right, operator = tree.left, tree.right, tree.operator
    if isinstance(left, Number):
        left, right, operator = right, left, {">=": "<=", ">": "<"}.get(operator, "")
    counts = isinstance(left, Call) and left.name == "count-selected" and _is_self(left.arguments)
    if not counts or not isinstance(right, Number) or operator not in ("<", "<="):
        return None
    return int(float(right.text)) - (operator == "<")


def _is_self(arguments: tuple[Tree, ...]) -> bool:
    return (
        len(arguments) == 1
        and isinstance(arguments[0], Path)
        and all(step.axis == "self" for step in arguments[0].steps)
    )
