"""A mail as HTML: its text once more, in the site's dress.

Nothing is in it that the text has not: a mail is written once, as text; only a post that it quotes
has its lists, tables and code again. Styles are inline, since
most mail programs read no others; no image, font or script is fetched; ground and letters are
left to the reader's program, so that a dark one stays dark.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from portal import locales
from portal.colours import light_shades
from portal.text.cleaning import clean_text
from portal.text.quoting import Quotation, quotation, quoted

LINK = re.compile(r"https?://[^\s<>\"“”«»]+")
# Alone on its line: what one copies, such as `K7QF-3M2P` or `123456`.
_CODE = re.compile(r"(?=.*\d)[A-Z0-9]{3,10}(?:-[A-Z0-9]{3,10}){0,3}", re.ASCII)
_ENDS_A_SENTENCE = ".,;:!?'’"
_OPENS = {")": "(", "]": "["}

type _Kind = Callable[[list[str]], Iterator[SafeString]]

_BODY = "margin:0;padding:0"
_SHEET = (
    "max-width:600px;margin:0 auto;padding:24px 16px;font-size:16px;line-height:1.5;"
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;"
    "overflow-wrap:anywhere"
)
_HEAD = "margin:0 0 24px;padding-top:16px;border-top:4px solid {};font-size:18px;font-weight:bold"
_PARAGRAPH = "margin:0 0 16px"
_QUOTE = "margin:0 0 16px;padding:0 16px;border:solid #8a9599;border-width:0 3px"
_CODE_LINE = "margin:0 0 16px;font:bold 24px/1.4 ui-monospace,Consolas,monospace"
_BUTTON = (
    "display:inline-block;padding:12px 20px;border-radius:6px;font-weight:bold;"
    "text-decoration:none;background-color:{};color:{}"
)
_ADDRESS = "margin:0 0 24px;font-size:13px"

_PAGE = """<!doctype html>
<html lang="{}" dir="{}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{}</title>
</head>
<body style="{}">
<div style="{}">
<p style="{}" dir="auto">{}</p>
{}
</div>
</body>
</html>
"""


def dressed(*, subject: str, text: str, locale: str, quoted_post: str = "") -> str:
    """The HTML part of a mail with this text, which may quote a post."""
    post = quotation(quoted_post) if quoted_post else None
    head = _HEAD.format(light_shades(settings.ACCENT_COLOUR).fill)
    with override(locale):
        blocks = format_html_join("\n", "{}", ((block,) for block in _blocks(text, post)))
    return str(
        format_html(
            _PAGE,
            locale,
            locales.direction(locale),
            subject,
            _BODY,
            _SHEET,
            head,
            settings.SITE_NAME,
            blocks,
        )
    )


def _blocks(text: str, post: Quotation | None) -> Iterator[SafeString]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = [line.rstrip() for line in paragraph.strip("\n").split("\n")]
        for kind, run in groupby(lines, key=_kind):
            found = list(run)
            if post and kind is _quote and _says(found, post):
                yield format_html('<blockquote style="{}">{}</blockquote>', _QUOTE, post.html)
            else:
                yield from kind(found)


def _says(lines: list[str], post: Quotation) -> bool:
    return lines == quoted(clean_text(post.plain)).splitlines()


def _kind(line: str) -> _Kind:
    stripped = line.strip()
    if LINK.fullmatch(stripped) and _is_ours(stripped):
        return _buttons
    if _CODE.fullmatch(stripped):
        return _codes
    return _quote if stripped.startswith(">") else _paragraph


def _is_ours(address: str) -> bool:
    """Whether it leads to this site: no other address wears its colours."""
    return address == settings.BASE_URL or address.startswith(f"{settings.BASE_URL}/")


def _paragraph(lines: list[str]) -> Iterator[SafeString]:
    yield format_html('<p style="{}" dir="auto">{}</p>', _PARAGRAPH, _linked(lines))


def _quote(lines: list[str]) -> Iterator[SafeString]:
    """What somebody else wrote: no address in it is made a link."""
    inner = ((line.strip().removeprefix(">").strip(),) for line in lines)
    words = format_html_join(SafeString("<br>\n"), "{}", inner)
    yield format_html('<blockquote style="{}" dir="auto">{}</blockquote>', _QUOTE, words)


def _codes(lines: list[str]) -> Iterator[SafeString]:
    for line in lines:
        yield format_html('<p style="{}"><bdi dir="ltr">{}</bdi></p>', _CODE_LINE, line.strip())


def _buttons(lines: list[str]) -> Iterator[SafeString]:
    """The address beneath is for who reads it before opening it, and for copying."""
    shades = light_shades(settings.ACCENT_COLOUR)
    button = _BUTTON.format(shades.fill, shades.on_fill)
    for address in map(str.strip, lines):
        yield format_html(
            '<p style="{}"><a href="{}" style="{}">{}</a></p>\n'
            '<p style="{}"><bdi dir="ltr">{}</bdi></p>',
            _PARAGRAPH,
            address,
            button,
            gettext("Open the page"),
            _ADDRESS,
            address,
        )


def _linked(lines: list[str]) -> SafeString:
    """The lines as they are, each address in them a link."""
    return format_html_join(SafeString("<br>\n"), "{}", ((_line(line),) for line in lines))


def _line(line: str) -> SafeString:
    parts, end = [], 0
    for match in LINK.finditer(line):
        address = _without_end(match[0])
        parts += [line[end : match.start()], format_html('<a href="{}">{}</a>', address, address)]
        end = match.start() + len(address)
    return format_html_join("", "{}", ((part,) for part in (*parts, line[end:])))


def _without_end(address: str) -> str:
    """Without what belongs to the sentence around it."""
    unopened = {last: address.count(last) - address.count(opens) for last, opens in _OPENS.items()}
    end = len(address)
    while address[end - 1] in _ENDS_A_SENTENCE or unopened.get(address[end - 1], 0) > 0:
        end -= 1
        if address[end] in unopened:
            unopened[address[end]] -= 1
    return address[:end]
