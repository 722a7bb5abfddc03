"""XLIFF 1.2: marks are <g> around words and <x/> alone, with the numbers of the desk as ids."""

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from kb.translation.exchange.inline import misfits, pieces
from kb.translation.exchange.units import BadExchangeError, Document, Unit, UnitState
from kb.translation.exchange.xml import parsed
from kb.translation.markup import InlineElement
from portal.text import clean_text

_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_VERSION = "x-version"
_KINDS: Mapping[str, str] = {"a": "link", "b": "bold", "i": "italic"}
_OUT: Mapping[UnitState, str] = {
    UnitState.UNKNOWN: "needs-translation",
    UnitState.OPEN: "needs-review-translation",
    UnitState.DONE: "translated",
}
_DONE = ("translated", "final", "signed-off")
# What translators' programs put around words without meaning anything by it.
_CLEAR = "mrk"
# What no text has, so that it is told, and is not taken for text.
_NO_MARK = "0"
_LONGEST = 3

ElementTree.register_namespace("", _SPACE)


def _named(name: str) -> str:
    return f"{{{_SPACE}}}{name}"


def written(document: Document) -> bytes:
    """The file of an article."""
    root = Element(_named("xliff"), {"version": "1.2"})
    about = {
        "original": document.article,
        "source-language": document.source,
        "target-language": document.target,
        "datatype": "html",
    }
    body = SubElement(SubElement(root, _named("file"), about), _named("body"))
    for unit in document.units:
        _write_unit(body, unit)
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _write_unit(body: Element, unit: Unit) -> None:
    element = SubElement(body, _named("trans-unit"), {"id": unit.name, f"{_XML}space": "preserve"})
    _fill(SubElement(element, _named("source")), unit.source, unit.known)
    target = SubElement(element, _named("target"), {"state": _OUT[unit.state]})
    _fill(target, unit.target, unit.known)
    group = SubElement(element, _named("context-group"), {"purpose": "information"})
    context = SubElement(group, _named("context"), {"context-type": _VERSION})
    context.text = unit.version
    if unit.before:
        SubElement(element, _named("note"), {"from": "before"}).text = unit.before


def _fill(element: Element, text: str, known: Any) -> None:
    """Put a typed text into an element; what only looks like marks stays text."""
    if misfits(text, known):
        element.text = text
        return
    above = [element]
    for piece in pieces(text):
        if isinstance(piece, str):
            _append(above[-1], piece)
        elif piece.ends:
            above.pop()
        else:
            mark = known[piece.number - 1]
            inline = SubElement(
                above[-1], _named("x" if piece.alone else "g"), _about(piece.number, mark)
            )
            if not piece.alone:
                above.append(inline)


def _about(number: int, mark: InlineElement) -> dict[str, str]:
    about = {"id": str(number), "ctype": _KINDS.get(mark.name, f"x-{mark.name}")}
    return about | ({"equiv-text": clean_text(mark.label)} if mark.kept is not None else {})


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def read(data: bytes) -> Document:
    """What a file says. Raises BadExchangeError for what is no XLIFF 1.2 of one article."""
    root = parsed(data)
    if root.tag != _named("xliff") or root.get("version") != "1.2":
        raise BadExchangeError(_("The file is not XLIFF 1.2."))
    files = root.findall(_named("file"))
    if len(files) != 1:
        raise BadExchangeError(_("Put each article into a file of its own."))
    return Document(
        article=files[0].get("original", ""),
        source=files[0].get("source-language", ""),
        target=files[0].get("target-language", ""),
        units=[_unit(element) for element in files[0].iter(_named("trans-unit"))],
    )


def _unit(element: Element) -> Unit:
    source, target = (element.find(_named(name)) for name in ("source", "target"))
    contexts = element.iter(_named("context"))
    said = [one.text or "" for one in contexts if one.get("context-type") == _VERSION]
    return Unit(
        name=element.get("id", ""),
        source=_text(source),
        target=_text(target),
        state=_state(element, target),
        version=said[0].strip() if said else "",
    )


def _state(element: Element, target: Element | None) -> UnitState:
    said = target.get("state", "") if target is not None else ""
    if said in _DONE or element.get("approved") == "yes":
        return UnitState.DONE
    return UnitState.OPEN if said else UnitState.UNKNOWN


def _text(element: Element | None) -> str:
    """A text with marks as they are typed."""
    found = "" if element is None else "".join(_typed(element))
    return clean_text(found).strip()


def _typed(element: Element) -> Iterator[str]:
    yield element.text or ""
    for inline in element:
        name, number = inline.tag.removeprefix(f"{{{_SPACE}}}"), _number(inline.get("id", ""))
        inside = "".join(_typed(inline))
        if name == _CLEAR:
            yield inside
        elif name == "x":
            yield f"<{number}/>"
        elif name == "g":
            yield f"<{number}>{inside}</{number}>"
        else:
            yield f"<{_NO_MARK}/>{inside}"
        yield inline.tail or ""


def _number(name: str) -> str:
    return name if name.isdecimal() and name.isascii() and len(name) <= _LONGEST else _NO_MARK
