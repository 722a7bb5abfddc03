"""The names of the groups that an installation comes with, as they are stored and as they read.

Stored in English, since a group is found by its name; read in the language of whoever looks.
What they may do, portal.home.groups says.
"""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal import locales

AUTHORS = "Authors"
PUBLISHERS = "Publishers"
COMMUNITY_MODERATORS = "Community moderators"
SUPPORT_MANAGERS = "Support managers"
ADMINISTRATORS = "Administrators"

_SHOWN: dict[str, Promise | str] = {
    AUTHORS: _("Authors"),
    PUBLISHERS: _("Publishers"),
    COMMUNITY_MODERATORS: _("Community moderators"),
    SUPPORT_MANAGERS: _("Support managers"),
    ADMINISTRATORS: _("Administrators"),
}
_TRANSLATORS = re.compile(r"Translators \((?P<code>[\w-]+)\)")


def translators_of(code: str) -> str:
    """The name of the group that translates into a language."""
    return f"Translators ({code})"


def shown(name: str) -> str:
    """A group's name in the language in force; one of the owner's own as it is."""
    match = _TRANSLATORS.fullmatch(name)
    if match and match["code"] in locales.codes():
        language = locales.get(match["code"]).name
        return gettext("Translators: %(language)s") % {"language": language}
    return str(_SHOWN.get(name, name))
