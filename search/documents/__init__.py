"""What can be found: one document for each text in one language.

A document says everything an engine needs: the text, where it leads, and who may see it. Engines
know nothing else about articles or threads. Beside it:

    entries     a document beside its siblings in other languages: what an engine stores
    sources     where documents come from: the rooms that have something to find register there
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Self, get_args

Kind = Literal["article", "faq", "topic", "thread"]
KINDS: tuple[Kind, ...] = get_args(Kind)

PUBLIC = "public"
MEMBERS = "members"
EVERYWHERE = "*"
"""The market of what is meant for all of them."""


def group(identifier: int) -> str:
    """The audience that is one group of accounts."""
    return f"group:{identifier}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as search knows it.

    `key` names the thing within its source (the id of a family, the number of a thread) and is
    the public id of its hits; a key may have one document in each language. `audience` lists who
    may see it: any one match suffices, and a document without audience is found by nobody.
    `family` is shared by the same text in other languages ("" when there are none);
    `is_outdated`: it was translated from a text that has been changed since.
    """

    source: str
    key: str
    kind: Kind
    locale: str
    title: str
    url: str
    summary: str = ""
    keywords: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    body: str = ""
    audience: tuple[str, ...] = (PUBLIC,)
    topics: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    changed_at: datetime | None = None
    helpful: float | None = None
    solved: bool = False
    family: str = ""
    is_outdated: bool = False

    @property
    def reference(self) -> str:
        """What it is a text of, in all languages; changes are logged by this."""
        return f"{self.source}:{self.key}"

    @property
    def meant_for(self) -> tuple[str, ...]:
        """Its markets, or the mark of all of them."""
        return self.markets or (EVERYWHERE,)

    @property
    def hit(self) -> str:
        """Its name among hits of all kinds."""
        return f"{self.kind}:{self.key}"

    @property
    def uid(self) -> str:
        """Its name in an engine."""
        return f"{self.reference}:{self.locale}"

    def values(self) -> dict[str, Any]:
        """All that it consists of, by name."""
        return {name: getattr(self, name) for name in self.__slots__}

    def packed(self) -> str:
        """All that it consists of, as an engine keeps it."""
        values = self.values()
        values["changed_at"] = self.changed_at.isoformat() if self.changed_at else None
        return json.dumps(values)

    @classmethod
    def unpacked(cls, packed: str | bytes) -> Self:
        """What was packed, also by code that knew more of a document, or less."""
        known = json.loads(packed)
        given: dict[str, Any] = {name: known[name] for name in cls.__slots__ if name in known}
        if given["changed_at"]:
            given["changed_at"] = datetime.fromisoformat(given["changed_at"])
        lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
        return cls(**given | lists)

    @property
    def checksum(self) -> str:
        """Differs whenever anything in the document does."""
        values = self.values()
        if not self.is_outdated:
            # So what was written by code that did not know of it is as it should be.
            del values["is_outdated"]
        content = json.dumps(values, sort_keys=True, default=str, ensure_ascii=True)
        return hashlib.blake2b(content.encode(), digest_size=12).hexdigest()
