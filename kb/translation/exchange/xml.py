"""XML of strangers as a tree: without types, entities, or more than its bounds."""

from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from django.utils.translation import gettext as _

from kb.translation.exchange.bounds import DEEPEST, MOST_PARTS
from kb.translation.exchange.decoding import text_of
from kb.translation.exchange.units import BadExchangeError
from portal import cldr


class _Bounded:
    """Builds the tree. Refuses a document type where it begins, so no entity is ever declared."""

    def __init__(self) -> None:
        self._tree = TreeBuilder()
        self._depth = self._parts = 0
        self.parser = expat.ParserCreate("utf-8", "}")
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declared
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._tree.data

    def parse(self, text: str) -> Element:
        self.parser.Parse(text.encode(), True)
        return self._tree.close()

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8"):
            raise BadExchangeError(_("The file is not in UTF-8. Save it as UTF-8."))

    def _refuse(self, *_args: Any) -> int:
        raise BadExchangeError(_("The file declares a document type or entities. Take them out."))

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._parts += 1
        if self._depth > DEEPEST or self._parts > MOST_PARTS:
            raise BadExchangeError(_("The file has too many parts."))
        self._tree.start(_qualified(name), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._tree.end(_qualified(name))


def parsed(data: bytes) -> Element:
    """The root. Raises BadExchangeError for what is broken or could be made to run after."""
    try:
        return _Bounded().parse(text_of(data))
    except expat.ExpatError as error:
        words = _("The file is not valid XML. Look at line %(n)s.")
        raise BadExchangeError(words % {"n": cldr.number(error.lineno)}) from error


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name
