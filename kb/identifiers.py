"""What the public id of a family may look like: it is its name in addresses, files and the API."""

import re

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 100
_FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)

# Words that may become addresses of our own below /help/.
RESERVED = frozenset(
    {
        *("admin", "api", "edit", "feed", "feeds", "help", "new", "page", "print", "reason"),
        *("search", "sitemap", "suggest", "topics", "vote", "votes"),
    }
)


def is_id(value: str) -> bool:
    """Whether it has the form of a family's id: what has not need not be looked up."""
    return bool(_FORM.fullmatch(value))


def validate_slug(value: str) -> None:
    """Raise ValidationError unless the value can be a family's id."""
    if not is_id(value):
        raise ValidationError(
            _("Use only lower-case letters a to z, digits and single hyphens in the ID."),
            code="invalid",
        )
    if value in RESERVED:
        raise ValidationError(
            _("“%(word)s” is a reserved word. Choose another id."),
            code="reserved",
            params={"word": value},
        )


def propose(title: str) -> str:
    """An id made from a title in any script; not yet known to be free."""
    proposal = slugify(anyascii(title))[:MAX_LENGTH].replace("_", "-").strip("-")
    proposal = re.sub(r"-{2,}", "-", proposal) or "article"
    return f"{proposal}-1" if proposal in RESERVED else proposal
