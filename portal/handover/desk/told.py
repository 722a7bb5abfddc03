"""What other tools may tell us of a request, checked field by field."""

from dataclasses import dataclass
from typing import Any

from kb.models import Family
from portal.handover import acts
from portal.handover.models import ContactRequest

_KINDS = ("request.answered", "request.solved")
_LONGEST = 255


class NoMessageError(Exception):
    """It is no message of these kinds."""


class UnknownError(Exception):
    """It names a request or an article that is not there."""


@dataclass(frozen=True, slots=True)
class Message:
    """That a request was answered, or solved by an article or by none."""

    kind: str
    reference: str
    article: str = ""

    def act(self) -> None:
        """Do it; raises UnknownError."""
        asked = ContactRequest.objects.filter(reference=self.reference).first()
        if asked is None:
            raise UnknownError("no such request")
        if self.kind == "request.answered":
            acts.answer(asked)
            return
        article = Family.objects.called(self.article).first() if self.article else None
        if self.article and article is None:
            raise UnknownError("no such article")
        acts.solve(asked, article=article)


def read(body: Any) -> Message:
    """The message in what was sent; raises NoMessageError."""
    kind = body.get("type") if isinstance(body, dict) else None
    data = body.get("data") if isinstance(body, dict) else None
    if kind not in _KINDS or not isinstance(data, dict):
        raise NoMessageError
    return Message(kind, _word(data.get("reference")), _word(data.get("article") or "", least=0))


def _word(value: Any, *, least: int = 1) -> str:
    """Ids and references are these characters alone; nothing else reaches the database."""
    if not isinstance(value, str) or not least <= len(value) <= _LONGEST:
        raise NoMessageError
    if not (value.isascii() and value.isprintable()):
        raise NoMessageError
    return value
