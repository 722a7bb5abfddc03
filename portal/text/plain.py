"""Markdown as plain text that reads well: no signs of markup, but lists, tables and code stay."""

from collections.abc import Iterable, Iterator

from markdown_it.token import Token

_BREAKS = {"softbreak": "\n", "hardbreak": "\n"}
_BULLET, _CODE, _QUOTE, _CELL = "• ", "    ", "> ", " | "
_RULE = "———"


class _PlainLines:
    """The lines so far, and what each further one begins with."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.before: list[str] = []
        self.numbers: list[int | None] = []
        self.cells: list[str] = []
        self.is_cell = False
        # What stands once in the place of blanks: the sign of an item, and where.
        self.marks: list[tuple[int, str]] = []

    def write(self, text: str, indent: str = "") -> None:
        for line in text.split("\n"):
            before = "".join(self.before)
            for at, mark in self.marks:
                before = before[:at] + mark + before[at + len(mark) :]
            self.marks.clear()
            self.lines.append(f"{before}{indent}{line}".rstrip())

    def end_block(self) -> None:
        """A line between this block and the next."""
        if self.lines and self.lines[-1] != self.between:
            self.lines.append(self.between)

    @property
    def between(self) -> str:
        """A line without words."""
        return "".join(self.before).rstrip()

    def begin_item(self) -> None:
        number = self.numbers[-1]
        mark = _BULLET if number is None else f"{number}. "
        if number is not None:
            self.numbers[-1] = number + 1
        self.marks.append((len("".join(self.before)), mark))
        self.before.append(" " * len(mark))

    def end_item(self) -> None:
        if self.marks:
            self.write("")
        self.before.pop()

    def end_quote(self) -> None:
        while self.lines and self.lines[-1] == self.between:
            self.lines.pop()
        self.before.pop()
        self.end_block()

    def end_list(self) -> None:
        self.numbers.pop()
        if not self.numbers:
            self.end_block()

    def end_row(self) -> None:
        self.write(_CELL.join(self.cells))
        self.cells.clear()


def lines_of(tokens: Iterable[Token]) -> list[str]:
    """The lines of what a parser has found, without a blank one at either end."""
    page = _PlainLines()
    for token in tokens:
        _add(page, token)
    while page.lines and not page.lines[-1]:
        page.lines.pop()
    return page.lines


def _add(page: _PlainLines, token: Token) -> None:
    match token.type:
        case "inline":
            _add_words(page, "".join(_words(token.children or ())))
        case "fence" | "code_block":
            page.write(token.content.rstrip("\n"), _CODE)
            page.end_block()
        case "hr":
            page.write(_RULE)
            page.end_block()
        case "bullet_list_open":
            page.numbers.append(None)
        case "ordered_list_open":
            page.numbers.append(int(token.attrs.get("start", 1)))
        case "list_item_open":
            page.begin_item()
        case "blockquote_open":
            page.before.append(_QUOTE)
        case "th_open" | "td_open":
            page.is_cell = True
        case _:
            _end(page, token)


def _end(page: _PlainLines, token: Token) -> None:
    match token.type:
        case "list_item_close":
            page.end_item()
        case "blockquote_close":
            page.end_quote()
        case "bullet_list_close" | "ordered_list_close":
            page.end_list()
        case "th_close" | "td_close":
            page.is_cell = False
        case "tr_close":
            page.end_row()
        case "paragraph_close" | "heading_close" | "table_close" if not token.hidden:
            page.end_block()


def _add_words(page: _PlainLines, words: str) -> None:
    if page.is_cell:
        page.cells.append(words)
    else:
        page.write(words)


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        yield _BREAKS.get(token.type, token.content)
