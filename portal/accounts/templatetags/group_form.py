"""What the form of a group says of rights whose names come from the database."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def stored_name(name: object) -> str:
    """The name of a right, or of what it is about, in the language in force."""
    return gettext(str(name))
