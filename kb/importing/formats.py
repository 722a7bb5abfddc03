"""Each kind of file, opened: what it says of itself, and its text as a parser's tokens."""

from collections.abc import Callable
from dataclasses import dataclass

from markdown_it.token import Token

from kb.importing import decoding, folders, front_matter, html_tokens, literals, web_page, word
from kb.importing.finding import SourceFile
from kb.importing.front_matter import FrontMatter
from kb.importing.markdown_in import MARKDOWN, MDX
from kb.importing.problems import BadFile, Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file whose text is still to be read.

    `no_title` says where a title is missing and how to write one; `archive` is set where pictures
    lie in the file itself, and `words` where its lines are paragraphs that need to be told apart.
    """

    front: FrontMatter
    tokens: list[Token]
    no_title: tuple[int, str]
    first_line: int = 1
    signs: literals.Signs = literals.MARKDOWN
    archive: str = ""
    words: tuple[str, ...] = ()


def open_file(place: SourceFile, log: Log) -> Opened:
    """The file, as far as it can be read; what keeps it out goes to the log."""
    try:
        return _folder(place, log) if place.path.is_dir() else _format(place)(place, log)
    except BadFile as error:
        log.fault(error.line, error.message)
        nothing = front_matter.checked((), first_line=1, log=log)
        return Opened(front=nothing, tokens=[], no_title=(0, ""))


def _markdown(place: SourceFile, log: Log) -> Opened:
    is_mdx = place.path.suffix.lower() == ".mdx"
    head, first_line, body, body_line = front_matter.split(_text(place, log))
    return Opened(
        front=front_matter.read(head, first_line=first_line, log=log),
        tokens=MDX.parse(body, {"mdx": True}) if is_mdx else MARKDOWN.parse(body),
        no_title=(first_line + bool(head), _WRITE_TITLE),
        first_line=body_line,
        signs=literals.MDX if is_mdx else literals.MARKDOWN,
    )


def _html(place: SourceFile, log: Log) -> Opened:
    head, first_line, body, body_line = front_matter.split(_text(place, log))
    # Lines stay what they are, below a head as Jekyll and Hugo have it.
    page = web_page.read("\n" * (body_line - 1) + body, log)
    return Opened(
        front=front_matter.read(head, first_line=first_line, log=log)
        if head
        else front_matter.checked(page.pairs, first_line=page.title_line, log=log),
        tokens=html_tokens.tokens(page.body, log),
        no_title=(first_line + bool(head), _TAG_TITLE),
        signs=literals.HTML,
    )


def _word(place: SourceFile, log: Log) -> Opened:
    text = word.read(place.path, log)
    page = web_page.read(text.html, log)
    tokens = html_tokens.tokens(page.body, log)
    has_heading = any(token.tag == "h1" for token in tokens)
    pairs = [("title", text.title, 0)] if text.title and not has_heading else []
    return Opened(
        front=front_matter.checked(pairs, first_line=0, log=log),
        tokens=tokens,
        no_title=(0, _STYLE_TITLE),
        signs=literals.WORD,
        archive=str(place.path),
        words=tuple(word.words_of(text.html)),
    )


def _folder(place: SourceFile, log: Log) -> Opened:
    """A folder as a topic without a text."""
    front = front_matter.checked(list(folders.said(place.path, log)), first_line=1, log=log)
    return Opened(front=front, tokens=[], no_title=(1, _WRITE_TITLE))


def _format(place: SourceFile) -> Callable[[SourceFile, Log], Opened]:
    return _FORMATS[place.path.suffix.lower()]


def _text(place: SourceFile, log: Log) -> str:
    with place.path.open("rb") as file:
        data = file.read(decoding.MAX_BYTES + 1)
    charset = decoding.charset_of(data) if _format(place) is _html else ""
    return decoding.text(data, locale=place.locale, log=log, charset=charset)


_WRITE_TITLE = "there is no title; write “title: …” into front matter (---), or begin with “# …”"
_TAG_TITLE = "there is no title; give the page a <title> or an <h1>"
_STYLE_TITLE = "there is no title; give the first line the style Title or Heading 1"
_FORMATS: dict[str, Callable[[SourceFile, Log], Opened]] = {
    **dict.fromkeys((".md", ".markdown", ".mdx"), _markdown),
    **dict.fromkeys((".html", ".htm"), _html),
    ".docx": _word,
}
