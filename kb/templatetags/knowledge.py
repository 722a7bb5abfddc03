"""What the templates of articles need: stored rich text as HTML, keys, countries."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from kb import links, markets
from portal import locales

register = template.Library()


@register.simple_tag(takes_context=True)
def article_html(context: Context, value: RichText | str) -> SafeString:
    """A rich text, with its links in the reader's language."""
    source = value.source if isinstance(value, RichText) else str(value)
    return links.render(source, context.get("page_slugs"))


@register.filter
def single_keys(value: str) -> list[str]:
    """`Ctrl+Shift+R` as its keys; a plus that is itself a key stays one."""
    keys = [key.strip() for key in value.replace("++", "+\0").split("+")]
    return ["+" if key == "\0" else key for key in keys if key]


@register.filter
def market_name(code: Any) -> str:
    """The country's name in the reader's language."""
    return markets.name(str(code), locales.in_force())
