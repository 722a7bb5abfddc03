"""The group whose members moderate the community and do nothing else.

It is not Wagtail's "Moderators": those write, publish and take back every article.
"""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

MODERATORS = "Community moderators"


def ensure_moderators(sender: Any, **kwargs: Any) -> None:
    """Make the group after migrations; who is in it is the owner's business."""
    if kwargs.get("plan") == []:
        return
    create_permissions(sender, verbosity=0, using=kwargs["using"])
    group, _created = Group.objects.using(kwargs["using"]).get_or_create(name=MODERATORS)
    group.permissions.add(
        Permission.objects.using(kwargs["using"]).get(
            codename="moderate", content_type__app_label="community"
        )
    )
