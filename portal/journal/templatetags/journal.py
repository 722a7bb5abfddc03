"""`{% count_step kind="read" family=… item_kind=… text_locale=… is_fallback=… %}`."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import locales
from portal.journal import counting

register = template.Library()


@register.simple_tag
def count_step(*, kind: str, **details: Any) -> SafeString:
    """An image of no size that counts this page as read, once it is really shown."""
    locale = locales.in_force()
    return format_html(
        '<img class="step-counter" src="{}" alt="" width="1" height="1">',
        counting.address(kind, locale, **details),
    )
