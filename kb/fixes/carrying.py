"""What was tried, on its way to the contact form: in the address as ids, here with its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from kb.identifiers import is_id
from kb.reading import SignInNeeded, Unknown, parts, resolve, trying
from kb.reading.trying import Fix, FixAnswer, Trying
from portal.actors import Actor

_ARTICLE = "tried"
_ANSWERS = (FixAnswer.DID_NOT, FixAnswer.CANNOT)


@dataclass(frozen=True, slots=True)
class Tried:
    """A fix of an article (by its id) that did not help, and why."""

    article: str
    fix: Fix
    answer: FixAnswer


def query(article: str, tried: Trying) -> str:
    """The end of the contact form's address; "" where nothing was tried without success."""
    failed = tried.failed
    if not failed:
        return ""
    address = QueryDict(mutable=True)
    address[_ARTICLE] = article
    for fix, answer in failed:
        address.appendlist(answer, fix.id)
    return f"?{address.urlencode()}"


def read(query: QueryDict, locale: str, actor: Actor) -> Sequence[Tried]:
    """What such an address says, in the words of the text that this reader would get.

    Nothing of a text that they may not read, and of fixes that it has not.
    """
    slug = query.get(_ARTICLE, "")
    if not is_id(slug):
        return ()
    try:
        reading = resolve(slug, locale, actor)
    except (Unknown, SignInNeeded):
        return ()
    said = [f"{fix}:{answer}" for answer in _ANSWERS for fix in query.getlist(answer)]
    tried = trying.of(parts.of(reading.page.body, reading.market), said)
    return [Tried(reading.family.slug, fix, answer) for fix, answer in tried.failed]
