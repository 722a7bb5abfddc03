"""Who may moderate."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.forum.models.threads import MODERATE
from community.forum.permissions import NotAllowed
from portal.accounts.models import User


def allow_moderating(user: User | AnonymousUser) -> None:
    """Raises NotAllowed for everyone but moderators."""
    if not user.has_perm(MODERATE):
        raise NotAllowed(_("Only moderators can do this."))
