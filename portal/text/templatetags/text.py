"""Filters for text from people and for what must stay left-to-right."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.text.markdown import render_markdown
from portal.text.quoting import quoted

register = template.Library()

register.filter("quoted", quoted)


@register.filter
def markdown(source: str | None) -> SafeString:
    """A post's Markdown as HTML."""
    return render_markdown(source or "")


@register.filter
def ltr(value: object) -> SafeString:
    """A number, key, code or product name, kept left-to-right in any text around it."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)
