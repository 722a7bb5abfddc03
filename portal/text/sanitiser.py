"""The one place where HTML from outside becomes HTML of ours."""

import re
from typing import Literal

import nh3
from django.utils.safestring import SafeString, mark_safe

from portal.text.cleaning import clean_text
from portal.text.policy import POLICIES

# The only place where "&" means more than itself; elsewhere it stands for itself in HTML, too.
_BEGINS_REFERENCE = re.compile(r"&(?=[#a-zA-Z0-9])")


def sanitise_html(
    html: str, *, policy: Literal["article", "post", "mail"] = "article"
) -> SafeString:
    """The HTML with nothing in it that the policy does not name."""
    return mark_safe(_CLEANERS[policy].clean(clean_text(html)))


def escape_text(text: str) -> SafeString:
    """Plain text as it was typed, with its lines: one paragraph, at most four times its bytes."""
    escaped = _BEGINS_REFERENCE.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return mark_safe(f'<p dir="auto">{escaped.strip().replace("\n", "<br>")}</p>')


def _cleaner(name: str) -> nh3.Cleaner:
    policy = POLICIES[name]
    return nh3.Cleaner(
        tags=set(policy.tags),
        attributes={tag: set(names) for tag, names in policy.attributes.items()},
        url_schemes=set(policy.schemes),
        link_rel=policy.link_rel,
        set_tag_attribute_values=policy.given,
        strip_comments=True,
    )


_CLEANERS = {name: _cleaner(name) for name in POLICIES}
