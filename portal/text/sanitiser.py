"""The one place where HTML from outside becomes HTML of ours."""

from typing import Literal

import nh3
from django.utils.safestring import SafeString, mark_safe

from portal.text.cleaning import clean_text
from portal.text.policy import POLICIES


def sanitise_html(html: str, *, policy: Literal["article", "post"] = "article") -> SafeString:
    """The HTML with nothing in it that the policy does not name."""
    return mark_safe(_CLEANERS[policy].clean(clean_text(html)))


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
