"""Wagtail's groups are called what they do, where they are as they came."""

from typing import Any

import pytest

from tests.empty_database import migrate

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("empty_database")]

FORMER = (
    *(("home", "0001_initial"), ("community", "0002_community_moderators")),
    *(("wagtailcore", "0098_apitoken"), ("wagtailadmin", "0006_formstate")),
    *(("wagtaildocs", "0014_alter_document_file_size"), ("accounts", "0001_initial")),
    ("wagtailimages", "0027_image_description"),
    ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
)
SINCE = ("home", "0002_groups_by_trade")


@pytest.fixture
def former() -> Any:
    """The groups as they were, with somebody in each."""
    apps = migrate(*FORMER)
    for name in ("Editors", "Moderators"):
        user = apps.get_model("accounts", "User").objects.create(email=f"{name}@example.com")
        user.groups.add(apps.get_model("auth", "Group").objects.get(name=name))
    return apps


def names(apps: Any) -> dict[str, str]:
    """Who is in which group."""
    users = apps.get_model("accounts", "User").objects.order_by("pk")
    return {user.email.partition("@")[0]: user.groups.get().name for user in users}


def test_as_they_came_they_get_their_names_and_keep_their_members(
    former: Any, capsys: Any
) -> None:
    assert names(migrate(SINCE)) == {"Editors": "Authors", "Moderators": "Publishers"}
    assert capsys.readouterr().out == ""


def test_what_search_gave_to_the_writers_is_no_change_of_the_owners(former: Any) -> None:
    tune = permission(former, "search", "synonymgroup", "tune_search")
    former.get_model("auth", "Group").objects.get(name="Editors").permissions.add(tune)
    assert names(migrate(SINCE))["Editors"] == "Authors"


def test_with_other_rights_they_stay_and_are_named(former: Any, capsys: Any) -> None:
    groups = former.get_model("auth", "Group").objects
    view = permission(former, "effort", "dailyfigure", "view_report")
    groups.get(name="Moderators").permissions.add(view)
    groups.get(name="Editors").page_permissions.all().delete()
    assert names(migrate(SINCE)) == {"Editors": "Editors", "Moderators": "Moderators"}
    lines = capsys.readouterr().out.strip().splitlines()
    assert len(lines) == 2
    for line, (old, new) in zip(
        lines, (("Editors", "Authors"), ("Moderators", "Publishers")), strict=True
    ):
        assert f'"{old}" keeps its name: its rights are not' in line
        assert f'"{new}"' in line
        assert "@" not in line


def test_a_name_that_is_taken_stays_with_who_has_it(former: Any, capsys: Any) -> None:
    former.get_model("auth", "Group").objects.create(name="Authors")
    assert names(migrate(SINCE)) == {"Editors": "Editors", "Moderators": "Publishers"}
    assert 'there is a group "Authors" already' in capsys.readouterr().out


def permission(apps: Any, app: str, model: str, codename: str) -> Any:
    kind = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )[0]
    rows = apps.get_model("auth", "Permission").objects
    return rows.get_or_create(codename=codename, content_type=kind, defaults={"name": codename})[0]
