"""The compiled form as plain JSON and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from surveys.form import ChoiceList, Form, Group, Node, Option, Question, Rule, Words


def to_json(form: Form) -> dict[str, Any]:
    """A plain dictionary; `form_from_json` gives the same form back."""
    lists = [asdict(each) for each in form.lists.values()]
    return {
        "format": 1,
        "code": form.code,
        "title": form.title,
        "language": form.language,
        "languages": list(form.languages),
        "settings": dict(form.settings),
        "body": [_node(each) for each in form.body],
        "lists": lists,
        "warnings": [list(each) for each in form.warnings],
    }


def _node(node: Node) -> dict[str, Any]:
    if isinstance(node, Group):
        fields = {key: getattr(node, key) for key in ("name", "path", "words", "relevant", "repeat", "count", "row")}
        return {**fields, "children": [_node(each) for each in node.children]}
    return {key: value for key, value in asdict(node).items() if key != "choices"}


def form_from_json(data: Mapping[str, Any]) -> Form:
    """The form that `to_json` wrote."""
    lists = {each["name"]: _list(each) for each in data["lists"]}
    return Form(
        code=data["code"],
        title=data["title"],
        language=data["language"],
        languages=tuple(data["languages"]),
        settings=data["settings"],
        body=tuple(_read_node(each, lists) for each in data["body"]),
        lists=lists,
        warnings=tuple((kind, what) for kind, what in data["warnings"]),
    )


def _words(data: Mapping[str, Any]) -> Words:
    return {language: tuple(pieces) for language, pieces in data.items()}


def _list(data: Mapping[str, Any]) -> ChoiceList:
    options = tuple(
        Option(each["code"], _words(each["words"]), each["attributes"], each["media"]) for each in data["options"]
    )
    return ChoiceList(data["name"], options, data["roster"])


def _read_node(data: Mapping[str, Any], lists: Mapping[str, ChoiceList]) -> Node:
    if "children" in data:
        children = tuple(_read_node(each, lists) for each in data["children"])
        return Group(**{**data, "words": _words(data["words"]), "children": children})
    fields = dict(data)
    for key in ("words", "hints", "required_words", "constraint_words"):
        fields[key] = _words(data[key])
    fields["rule"] = Rule(**data["rule"])
    fields["bounds"] = tuple(data["bounds"]) if data["bounds"] else None
    known = lists.get(data["list_name"])
    return Question(**fields, choices=known.options if known else ())
