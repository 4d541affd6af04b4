"""The XForm document that pyxform makes, its parts found by path."""

import re
from collections.abc import Mapping

from lxml import etree

from surveys.form import Words
from surveys.words import language_code

X = "{http://www.w3.org/2002/xforms}"
_H = "{http://www.w3.org/1999/xhtml}"
JR = "{http://openrosa.org/javarosa}"
_LANGUAGE = re.compile(r"\(([a-z]{2,3})(?:-[\w-]+)?\)\s*$", re.IGNORECASE)


class XForm:
    """The parts of one XForm document by path."""

    def __init__(self, xml: str, rows: Mapping[str, int], settings: Mapping[str, str]) -> None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
        root = etree.fromstring(xml.encode(), parser)
        self.rows = rows
        self.settings = settings
        model = root.find(f"{_H}head/{X}model")
        assert model is not None
        instances = model.findall(f"{X}instance")
        self.data = instances[0][0]
        self.secondary = {each.get("id", ""): each for each in instances[1:]}
        self.binds = {each.get("nodeset", ""): each for each in model.findall(f"{X}bind")}
        self.texts = {each.get("lang", ""): _itext(each) for each in model.findall(f"{X}itext/{X}translation")}
        self.defaults = {each.get("ref", ""): each.get("value", "") for each in root.iter(f"{X}setvalue")}
        self.controls: dict[str, etree._Element] = {}
        self.repeats: dict[str, etree._Element] = {}
        body = root.find(f"{_H}body")
        for each in body.iter() if body is not None else ():
            self._place(each)
        self.default_language = self._default_language(model)

    def _place(self, element: etree._Element) -> None:
        if element.tag == f"{X}repeat":
            self.repeats[element.get("nodeset", "")] = element
        elif element.get("ref") and element.tag not in (f"{X}label", f"{X}hint", f"{X}value", f"{X}setvalue"):
            self.controls.setdefault(element.get("ref", ""), element)

    def _default_language(self, model: etree._Element) -> str:
        found = [each for each in model.findall(f"{X}itext/{X}translation") if each.get("default")]
        return found[0].get("lang", "") if found else next(iter(self.texts), "")

    def words(self, element: etree._Element | None, name: str) -> Words:
        """The label or hint of a control in every language."""
        child = element.find(f"{X}{name}") if element is not None else None
        if child is None:
            return {}
        reference = child.get("ref", "")
        if reference.startswith("jr:itext("):
            return self.translated(reference[10:-2])
        return filled({"": template(child)})

    def translated(self, key: str) -> Words:
        """The text of that key in every language; texts that say nothing are left out."""
        found = {language: texts[key][""] for language, texts in self.texts.items() if "" in texts.get(key, {})}
        return filled({language_of(language): pieces for language, pieces in found.items() if pieces != ("-",)})

    def message(self, bind: etree._Element, name: str) -> Words:
        """A constraint's or requirement's message, translated or not."""
        raw = bind.get(f"{JR}{name}", "")
        if raw.startswith("jr:itext("):
            return self.translated(raw[10:-2])
        return {"": (raw,)} if raw else {}

    def picture(self, element: etree._Element | None) -> str | None:
        """The name of the picture the author put beside the label."""
        child = element.find(f"{X}label") if element is not None else None
        reference = child.get("ref", "") if child is not None else ""
        for texts in self.texts.values():
            found = texts.get(reference[10:-2], {}).get("image")
            if found:
                return "".join(found).removeprefix("jr://images/")
        return None


def filled(words: Words) -> Words:
    """The texts that say something."""
    return {language: pieces for language, pieces in words.items() if any(piece.strip() for piece in pieces)}


def language_of(language: str) -> str:
    """The code of a language as sheets write it: in brackets at the end, or its name."""
    found = _LANGUAGE.search(language)
    return found[1].lower() if found else ("" if language == "default" else language_code(language))


def template(element: etree._Element) -> tuple[str, ...]:
    """Text and expressions by turns."""
    pieces = [element.text or ""]
    for child in element:
        pieces.extend((child.get("value", "").strip(), child.tail or ""))
    if len(pieces) > 1:  # pyxform pads texts that hold expressions with a space at both ends
        pieces[0], pieces[-1] = pieces[0].lstrip(), pieces[-1].rstrip()
    return tuple(pieces)


def _itext(translation: etree._Element) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        text.get("id", ""): {value.get("form", ""): template(value) for value in text.findall(f"{X}value")}
        for text in translation.findall(f"{X}text")
    }
