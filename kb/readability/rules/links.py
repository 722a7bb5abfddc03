"""Links that lead nowhere."""

from collections.abc import Iterator

from kb.readability.found import HardPlace, TextContext
from kb.readability.texts import ReadableText


def check_links(text: ReadableText, known: TextContext) -> Iterator[HardPlace]:
    """A link leads to something that is there."""
    for passage, link in text.links:
        if words := known.dead.get(link):
            said = "".join(run.text for run in passage.runs if run.link == link)
            yield HardPlace(passage.place, words, said)
