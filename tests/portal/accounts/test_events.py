"""Who signed in, failed, was refused or given rights leaves a line, and nothing more than that."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageViewRestriction,
)

from portal.accounts import events
from portal.accounts.administration.bulk import Delete, SetActiveState
from portal.accounts.models import User
from portal.settings.logs import JsonLines
from tests.factories import accounts

pytestmark = pytest.mark.django_db
NETWORK = "203.0.113.0/24"


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"sec-fetch-site": "same-origin"}, REMOTE_ADDR="203.0.113.77")


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Any:
    """The lines since it was last asked, as production writes them."""
    caplog.set_level(logging.INFO, logger=events.logger.name)

    def read() -> list[dict[str, Any]]:
        kept = [json.loads(JsonLines().format(record)) for record in caplog.records]
        caplog.clear()
        return [line for line in kept if line["logger"] == events.logger.name]

    return read


def sign_in(visitor: Client, user: User, password: str = accounts.PASSWORD) -> None:
    visitor.post("/el/account/login/", {"login": user.email, "password": password})


def told(lines: list[dict[str, Any]]) -> list[tuple[str, int | None, str]]:
    return [(line["message"], line["account"], line["network"]) for line in lines]


def test_signing_in_and_out_and_failing_are_told(visitor: Client, lines: Any) -> None:
    member = accounts.member()
    lines()
    sign_in(visitor, member, "wrong")
    assert told(lines()) == [("sign-in failed", member.pk, NETWORK)]
    sign_in(visitor, User(email="nobody@example.com"), "wrong")
    assert told(lines()) == [("sign-in failed", None, NETWORK)]
    sign_in(visitor, member)
    assert told(lines()) == [("signed in", member.pk, NETWORK)]
    visitor.post("/el/account/logout/")
    assert told(lines()) == [("signed out", member.pk, NETWORK)]


def test_a_wrong_second_factor_is_told(visitor: Client, lines: Any) -> None:
    editor = accounts.editor()
    TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    sign_in(visitor, editor)
    lines()
    visitor.post("/el/account/2fa/authenticate/", {"code": "000000"})
    assert told(lines()) == [("factor failed", editor.pk, NETWORK)]


def test_an_export_and_an_erasure_are_told(visitor: Client, lines: Any) -> None:
    member = accounts.member()
    sign_in(visitor, member)
    visitor.post("/el/account/reauthenticate/", {"password": accounts.PASSWORD})
    lines()
    visitor.get("/el/account/data/")
    assert ("data exported", member.pk, NETWORK) in told(lines())
    visitor.post("/el/account/erase/", {"sure": "on"})
    assert ("account erased", member.pk, NETWORK) in told(lines())


def test_whoever_is_refused_is_told(visitor: Client, lines: Any) -> None:
    member = accounts.member()
    sign_in(visitor, member)
    lines()
    assert visitor.get("/cms/login/").status_code == 403
    [line] = lines()
    assert (line["message"], line["account"], line["view"]) == (
        "refused",
        member.pk,
        "wagtailcore_login",
    )


def test_every_way_to_give_or_take_rights_is_told(lines: Any) -> None:
    member, group = accounts.member(), Group.objects.create(name="Forhandlere")
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    permission = group.permissions.model.objects.filter(codename="add_document").first()
    page = Page.objects.order_by("path").first()
    lines()
    ways: list[Callable[[], object]] = [
        lambda: member.groups.add(group),
        lambda: group.user_set.remove(member),
        lambda: member.user_permissions.add(permission),
        lambda: group.permissions.set([permission]),
        lambda: User.objects.get(pk=member.pk).groups.set([group]),
        lambda: member.groups.clear(),
        lambda: GroupCollectionPermission.objects.create(
            group=group, collection=root, permission=permission
        ),
        lambda: GroupCollectionPermission.objects.get(group=group).delete(),
        lambda: PageViewRestriction.objects.create(page=page, restriction_type="groups"),
        lambda: PageViewRestriction.objects.get(page=page).groups.set([group]),
        lambda: PageViewRestriction.objects.get(page=page).delete(),
        lambda: CollectionViewRestriction.objects.create(
            collection=root, restriction_type="login"
        ),
        lambda: SetActiveState.execute_action([member], mark_as_active=False),
        lambda: group.delete(),
    ]
    for number, way in enumerate(ways):
        way()
        assert [line["message"] for line in lines()] == ["rights changed"], number
    member.refresh_from_db()
    for right in ("is_staff", "is_superuser"):
        setattr(member, right, True)
        member.save()
        [line] = lines()
        assert (line["account"], line["rights"]) == (member.pk, {right: True})
    member.save()
    assert lines() == []
    User.objects.create_superuser(email="eva@example.com", password=accounts.PASSWORD)
    assert [line["rights"]["is_superuser"] for line in lines()] == [True]


def test_what_a_group_is_given_on_its_page_is_told(lines: Any) -> None:
    group = Group.objects.create(name="Forhandlere")
    root = Page.objects.get(depth=1)
    give = [
        GroupPagePermission(group=group, page=root, permission=one)
        for one in GroupPagePermission.permission.field.related_model.objects.filter(
            codename__in=["publish_page", "add_page"]
        )
    ]
    lines()
    # As the page of a group does it: without a signal.
    with events.of_group(group):
        GroupPagePermission.objects.bulk_create(give)
    assert [(line["how"], line["key"], line["table"]) for line in lines()] == 2 * [
        ("add", group.pk, "GroupPagePermission")
    ]


def test_whoever_is_deleted_by_others_is_told(lines: Any) -> None:
    member = accounts.member()
    number = member.pk
    lines()
    Delete.execute_action([member])
    assert ("account deleted", number) in [(line["message"], line["account"]) for line in lines()]


def test_no_line_holds_an_address_or_a_password(visitor: Client, caplog: Any) -> None:
    caplog.set_level(logging.INFO, logger=events.logger.name)
    member = accounts.member()
    sign_in(visitor, member, "wrong-password")
    sign_in(visitor, member)
    told = "\n".join(JsonLines().format(record) for record in caplog.records)
    for private in (member.email, "203.0.113.77", "wrong-password", accounts.PASSWORD):
        assert private not in told
    assert NETWORK in told
