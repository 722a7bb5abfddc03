"""A text that is written once and stands in many: the block names it by its id.

Its words are its own, and the article that shows it translates none of them. The rooms that know
which snippets there are stand above the blocks: they make themselves known here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from django import forms
from django.apps import apps
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from kb import identifiers
from kb.blocks import boxes
from kb.blocks.kind import (
    Block,
    BlockKind,
    Describe,
    FileName,
    Keep,
    MarkdownReader,
    NotTranslated,
    Raw,
)
from kb.links import reference_to
from kb.prose.tokens import Nested

NAME = "snippet"


class Snippets(Protocol):
    """Who knows the snippets of the site."""

    def choices(self) -> list[tuple[str, str]]:
        """The id and the title of each, as an editor of the language in force reads it."""

    def present(self, slug: str) -> str:
        """The id that a snippet has now; the same one where no snippet had it before."""


_snippets: list[Snippets] = []


def register(snippets: Snippets) -> None:
    """Say who knows."""
    _snippets[:] = [snippets]


def _choices() -> list[tuple[str, str]]:
    known = _snippets[0].choices() if _snippets else []
    return [("", gettext("Choose a snippet")), *known]


def held(raw: Iterable[Raw]) -> list[str]:
    """The ids in a StreamField as it is stored, each once."""
    found = (one["value"] for one in raw if one["type"] == NAME)
    return list(dict.fromkeys(slug for slug in found if slug))


class SnippetBlock(NotTranslated, blocks.FieldBlock):
    """A text that is written once and stands in many; its value is the id."""

    def __init__(self, required: bool = True, help_text: str = "", **kwargs: Any) -> None:
        self.field = forms.ChoiceField(choices=_choices, required=required, help_text=help_text)
        super().__init__(**kwargs)

    class Meta:
        icon = "snippet"
        label = _("Snippet")
        template = "kb/blocks/snippet.html"

    def value_for_form(self, value: Any) -> str:
        """A snippet may have another id by now."""
        return _snippets[0].present(value) if value and _snippets else value or ""

    def extract_references(self, value: Any) -> Iterator[tuple[Any, str, str, str]]:
        if value:
            yield apps.get_model("kb", "Family"), reference_to(value), "", ""


@dataclass(frozen=True, slots=True)
class Snippet(Block):
    id: str
    line: int = field(default=0, compare=False)


class SnippetKind(BlockKind[Snippet]):
    name = NAME
    place = 90
    node = Snippet
    boxes = (NAME,)

    def field(self) -> blocks.Block:
        return SnippetBlock()

    def store(self, node: Snippet, keep: Keep) -> str:
        return node.id

    def load(self, value: Any, describe: Describe) -> Snippet | None:
        return Snippet(value) if value else None

    def markdown(self, node: Snippet, name_of: FileName) -> str:
        return f":::{NAME} {node.id}\n:::"

    def read(self, reader: MarkdownReader, nested: Nested) -> list[Snippet]:
        line, slug = reader.line(nested.token), nested.token.meta["title"]
        if not identifiers.is_id(slug):
            message = "“:::snippet” needs the id of a snippet; write :::snippet call-us"
            reader.fault(line, message)
        elif within := boxes.lines(reader, nested):
            message = "“:::snippet” holds no text; close it with a line “:::” and write below it"
            reader.fault(within[0][0], message)
        else:
            return [Snippet(slug, line)]
        return []

    def plain(self, value: Any) -> Iterable[str]:
        return ()


KIND = SnippetKind()
