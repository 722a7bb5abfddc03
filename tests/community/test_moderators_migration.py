"""From one group for two trades to a group of the community's own."""

from typing import Any

import pytest
from django.utils import timezone

from tests.empty_database import migrate

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("empty_database")]

FORMER = (("community", "0001_initial"), ("wagtailcore", "0098_apitoken"))
SINCE = ("community", "0002_community_moderators")
TRACES = ("Revision", "PageLogEntry", "ModelLogEntry", "Page")
WHO = ("only moderated", "did neither", *TRACES, *(f"moderated, {trace}" for trace in TRACES))


@pytest.fixture
def former() -> dict[str, int]:
    """Who was in the group, by what they did, as it was before."""
    apps = migrate(*FORMER)
    kinds = apps.get_model("contenttypes", "ContentType").objects
    right = apps.get_model("auth", "Permission").objects.create(
        name="Can moderate the community",
        codename="moderate",
        content_type=kinds.get_or_create(app_label="community", model="thread")[0],
    )
    group = apps.get_model("auth", "Group").objects.get(name="Moderators")
    group.permissions.add(right)
    category = apps.get_model("community", "Category").objects.create(slug="heating")
    thread = apps.get_model("community", "Thread").objects.create(category=category, locale="el")
    made = {}
    for who in WHO:
        email = f"{who.replace(', ', '-').replace(' ', '-').lower()}@example.com"
        user = apps.get_model("accounts", "User").objects.create(email=email)
        user.groups.add(group)
        if "moderated" in who:
            acts = apps.get_model("community", "ModerationAction").objects
            acts.create(moderator=user, thread=thread, verb="hide", reason="x")
        if trace := who.removeprefix("moderated, ") if who.endswith(TRACES) else "":
            leave(apps, trace, user)
        made[who] = user.pk
    return made


def leave(apps: Any, trace: str, user: Any) -> None:
    """One trace of somebody who edits."""
    model = apps.get_model("wagtailcore", trace)
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    kind = root.content_type
    if trace == "Page":
        place = {"path": f"0001{user.pk:04}", "depth": 2, "slug": f"page-{user.pk}"}
        about: dict[str, Any] = place | {"owner": user, "locale": root.locale}
        model.objects.create(title="x", content_type=kind, **about)
    elif trace == "Revision":
        about = {"object_id": str(root.pk), "content": {}, "base_content_type": kind}
        model.objects.create(user=user, content_type=kind, created_at=timezone.now(), **about)
    else:
        about = {"page": root} if trace == "PageLogEntry" else {"object_id": "1"}
        about |= {"content_type": kind, "label": "x", "action": "wagtail.edit"}
        model.objects.create(user=user, timestamp=timezone.now(), **about)


def test_who_only_moderates_is_moved_and_everybody_else_is_named(
    former: dict[str, int], capsys: Any
) -> None:
    apps = migrate(SINCE)
    groups = apps.get_model("auth", "Group").objects
    rights = {
        name: list(groups.get(name=name).permissions.values_list("codename", flat=True))
        for name in ("Moderators", "Community moderators")
    }
    assert "moderate" not in rights["Moderators"]
    assert rights["Community moderators"] == ["moderate"]
    moved = groups.get(name="Community moderators").user_set.get()
    assert moved.pk == former["only moderated"]
    assert groups.get(name="Moderators").user_set.count() == len(WHO) - 1
    lines = capsys.readouterr().out.strip().splitlines()
    assert len(lines) == len(WHO) + 1
    for (who, pk), line in zip(former.items(), lines, strict=False):
        verb = "was moved" if who == "only moderated" else "stays"
        assert line.strip().startswith(f"Account {pk} {verb}")
    assert "neither moderated nor edited" in lines[1]
    assert "edited and never moderated" in lines[2]
    assert "has edited, too" in lines[-2]
    assert "Settings, Users" in lines[-1]
    assert "@" not in "".join(lines)


def test_a_group_that_never_moderated_is_left_alone(capsys: Any) -> None:
    apps = migrate(*FORMER)
    group = apps.get_model("auth", "Group").objects.get(name="Moderators")
    user = apps.get_model("accounts", "User").objects.create(email="a@example.com")
    user.groups.add(group)
    apps = migrate(SINCE)
    assert apps.get_model("auth", "Group").objects.get(user=user.pk).name == "Moderators"
    assert capsys.readouterr().out == ""
