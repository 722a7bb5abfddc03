"""Nobody gives away more rights than they have, or reaches an account that has more."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    Page,
    PageViewRestriction,
)

from portal.accounts import delegation, trades
from portal.accounts.models import User
from portal.home import groups, site
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.groups import rights_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()
    groups.set_up()


def browser(user: User) -> Client:
    client = Client(raise_request_exception=False, headers={"accept-language": "el"})
    client.force_login(user)
    return client


def keeper() -> User:
    """Somebody who keeps accounts and groups, and may nothing else."""
    group = Group.objects.create(name="Λογαριασμοί")
    wanted = ("access_admin", "add_user", "change_user", "delete_user", "add_group")
    wanted += ("change_group", "delete_group")
    group.permissions.set(Permission.objects.filter(codename__in=wanted))
    user = accounts.member("Keeper")
    user.groups.add(group)
    return user


def standing() -> dict[str, Any]:
    """What each account is and may, by its address."""
    return {
        user.email: (user.is_active, user.password, delegation.of_account(user))
        for user in User.objects.all()
    }


def edit(client: Client, user: User, **fields: Any) -> Any:
    address = reverse("wagtailusers_users:edit", args=(user.pk,))
    return client.post(address, {"email": user.email, "is_active": "on"} | fields)


def panels(**places: tuple[int, str]) -> dict[str, Any]:
    """The form of a group: its panels, each empty or with a right below one place."""
    data: dict[str, Any] = {}
    for prefix, kind in (
        ("page_permissions", "page"),
        ("document_permissions", "collection"),
        ("image_permissions", "collection"),
        ("collection_permissions", "collection"),
    ):
        given = places.get(prefix)
        data |= {f"{prefix}-TOTAL_FORMS": int(bool(given)), f"{prefix}-INITIAL_FORMS": 0}
        data |= {f"{prefix}-MIN_NUM_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000}
        if given:
            data |= {f"{prefix}-0-{kind}": given[0], f"{prefix}-0-permissions": given[1]}
    return data


@pytest.mark.parametrize("make", [accounts.administrator, keeper])
def test_nobody_but_an_owner_makes_owners(make: Any) -> None:
    client, member = browser(make()), accounts.member()
    assert edit(client, member, is_superuser="on").status_code == 302
    new = {"email": "new@example.com", "is_superuser": "on"}
    assert client.post(reverse("wagtailusers_users:add"), new).status_code == 302
    assert User.objects.filter(email="new@example.com", is_superuser=False).exists()
    assert not User.objects.filter(is_superuser=True).exists()


def test_an_owner_makes_owners() -> None:
    member = accounts.member()
    edit(browser(accounts.owner()), member, is_superuser="on")
    assert User.objects.get(pk=member.pk).is_superuser


@pytest.mark.parametrize("make", [accounts.administrator, keeper])
@pytest.mark.parametrize("active", [True, False])
def test_an_owners_account_is_out_of_reach(make: Any, active: bool) -> None:
    client, owner = browser(make()), accounts.owner(is_active=active)
    before = standing()
    assert edit(client, owner, first_name="Ένας").status_code == 302
    edit(client, owner, is_active="")
    client.post(reverse("wagtailusers_users:delete", args=(owner.pk,)))
    for name in ("delete", "set_active_state", "assign_role"):
        address = reverse("wagtail_bulk_action", args=("accounts", "user", name))
        role = Group.objects.get(name=trades.AUTHORS).pk
        client.post(f"{address}?id={owner.pk}", {"mark_as_active": not active, "role": role})
    assert standing() == before
    assert User.objects.get(pk=owner.pk).first_name == ""


def test_who_may_less_reaches_nobody_who_may_more() -> None:
    client = browser(keeper())
    others = [make() for make in (accounts.publisher, accounts.moderator, accounts.translator)]
    before = standing()
    for other in others:
        edit(client, other, is_active="")
        client.post(reverse("wagtailusers_users:delete", args=(other.pk,)))
        for name in ("delete", "set_active_state"):
            address = reverse("wagtail_bulk_action", args=("accounts", "user", name))
            client.post(f"{address}?id={other.pk}", {"mark_as_active": "False"})
    assert standing() == before


@pytest.mark.walk
def test_nobody_is_put_into_a_group_that_gives_more() -> None:
    user = keeper()
    client, member = browser(user), accounts.member()
    before = standing()
    for group in Group.objects.exclude(pk__in=user.groups.all()):
        for account in (member, user):
            edit(client, account, groups=[*account.groups.values_list("pk", flat=True), group.pk])
            address = reverse("wagtail_bulk_action", args=("accounts", "user", "assign_role"))
            client.post(f"{address}?id={account.pk}", {"role": group.pk})
    assert standing() == before
    own = user.groups.get()
    edit(client, member, groups=[own.pk])
    assert list(member.groups.all()) == [own]


def named_by_a_page(group: Group) -> None:
    kept = PageViewRestriction.GROUPS
    page = Page.objects.filter(depth=2).latest("pk")
    PageViewRestriction.objects.create(page=page, restriction_type=kept).groups.add(group)


def named_by_a_collection(group: Group) -> None:
    kept, top = CollectionViewRestriction.GROUPS, Collection.get_first_root_node()
    row = CollectionViewRestriction.objects.create(collection=top, restriction_type=kept)
    row.groups.add(group)


def named_by_a_task(group: Group) -> None:
    GroupApprovalTask.objects.create(name="Έγκριση").groups.add(group)


NAMED = (named_by_a_page, named_by_a_collection, named_by_a_task)


@pytest.mark.parametrize("name", NAMED)
def test_a_group_without_rights_is_given_by_who_is_in_it_if_it_opens_something(name: Any) -> None:
    user, group = keeper(), Group.objects.create(name="Έμποροι")
    client, member = browser(user), accounts.member()
    name(group)
    own = user.groups.get()
    assign = reverse("wagtail_bulk_action", args=("accounts", "user", "assign_role"))
    for account in (user, member):
        before = list(account.groups.all())
        edit(client, account, groups=[*(one.pk for one in before), group.pk])
        client.post(f"{assign}?id={account.pk}", {"role": group.pk})
        assert list(account.groups.all()) == before
    data = panels() | {"name": "Άλλη", "permissions": []}
    client.post(reverse("wagtailusers_groups:edit", args=(group.pk,)), data)
    client.post(reverse("wagtailusers_groups:delete", args=(group.pk,)))
    assert Group.objects.filter(name="Έμποροι").exists()
    insider = accounts.member("Insider")
    insider.groups.add(group)
    edit(client, insider, is_active="")
    assert User.objects.get(pk=insider.pk).is_active
    user.groups.add(group)
    edit(client, member, groups=[group.pk, own.pk])
    assert set(member.groups.all()) == {group, own}


@pytest.mark.parametrize("name", NAMED)
def test_who_could_open_it_anyway_puts_others_into_the_group(name: Any) -> None:
    group, member = Group.objects.create(name="Έμποροι"), accounts.member()
    name(group)
    for maker in (accounts.administrator(), accounts.owner()):
        edit(browser(maker), member, groups=[group.pk])
        assert list(member.groups.all()) == [group]
        member.groups.clear()


def test_a_group_that_opens_nothing_is_anybodys_to_give() -> None:
    user, group = keeper(), Group.objects.create(name="Έμποροι")
    open_to_all = PageViewRestriction.LOGIN
    row = PageViewRestriction.objects.create(page_id=1, restriction_type=open_to_all)
    row.groups.add(group)
    member = accounts.member()
    edit(browser(user), member, groups=[group.pk])
    assert list(member.groups.all()) == [group]


def test_an_administrator_puts_anybody_into_each_group_that_is_shipped() -> None:
    client, member = browser(accounts.administrator()), accounts.member()
    every = list(Group.objects.order_by("pk"))
    assert len(every) == 12
    edit(client, member, groups=[group.pk for group in every])
    assert list(member.groups.order_by("pk")) == every


def test_no_group_is_given_what_its_maker_has_not() -> None:
    user = keeper()
    client, own = browser(user), user.groups.get()
    root, top = Page.objects.get(depth=1), Collection.get_first_root_node()
    assert top is not None
    kept = [one.pk for one in own.permissions.all()]
    tries: list[dict[str, Any]] = [
        {"permissions": [*kept, one.pk]}
        for one in Permission.objects.filter(codename__in=("view_report", "add_family"))
    ]
    tries += [
        panels(page_permissions=(root.pk, "publish_page")),
        panels(collection_permissions=(top.pk, str(_number("add_collection")))),
        panels(image_permissions=(top.pk, str(_number("add_image")))),
    ]
    before = rights_of(own)
    for number, wanted in enumerate(tries):
        data = panels() | {"name": f"Νέα {number}", "permissions": kept} | wanted
        for address in (
            reverse("wagtailusers_groups:add"),
            reverse("wagtailusers_groups:edit", args=(own.pk,)),
        ):
            answer = client.post(address, data)
            assert answer.status_code == 200
            assert "wagtailadmin" in answer.content.decode()
    assert rights_of(own) == before
    assert not Group.objects.filter(name__startswith="Νέα").exists()
    data = panels() | {"name": "Νέα", "permissions": kept[:1]}
    assert client.post(reverse("wagtailusers_groups:add"), data).status_code == 302
    assert Group.objects.filter(name="Νέα").exists()


def _number(codename: str) -> int:
    return Permission.objects.get(codename=codename).pk


def test_a_group_that_gives_more_is_neither_changed_nor_deleted() -> None:
    client = browser(keeper())
    for group in Group.objects.exclude(name="Λογαριασμοί"):
        before = rights_of(group)
        data = panels() | {"name": "Άλλη", "permissions": []}
        client.post(reverse("wagtailusers_groups:edit", args=(group.pk,)), data)
        client.post(reverse("wagtailusers_groups:delete", args=(group.pk,)))
        assert rights_of(Group.objects.get(name=group.name)) == before


def test_a_right_below_one_page_is_no_right_above_or_beside_it() -> None:
    greek = delegation.of_account(accounts.translator())
    danish = delegation.of_groups(Group.objects.get(name=trades.translators_of("da")))
    writer = delegation.of_account(accounts.administrator())
    assert writer.cover(greek)
    assert not greek.cover(writer)
    assert not greek.cover(danish)


def test_nobody_types_another_ones_password_or_address() -> None:
    client, member = browser(accounts.administrator()), accounts.member()
    passwords = dict.fromkeys(("password1", "password2"), "chosen-by-another")
    before = (member.email, member.password)
    edit(client, member, email="elsewhere@example.com", first_name="Ελένη", **passwords)
    member.refresh_from_db()
    assert (member.email, member.password, member.first_name) == (*before, "Ελένη")
    client.post(reverse("wagtailusers_users:add"), {"email": "new@example.com"} | passwords)
    assert not User.objects.get(email="new@example.com").has_usable_password()


def test_wagtails_own_account_page_changes_neither_password_nor_address() -> None:
    user = accounts.administrator()
    before = (user.email, user.password)
    client = browser(user)
    address = reverse("wagtailadmin_account")
    page = client.get(address).content.decode()
    assert 'type="password"' not in page
    assert 'type="email"' not in page
    client.post(
        address,
        {
            "email-email": "elsewhere@example.com",
            "name_email-email": "elsewhere@example.com",
            "name_email-first_name": "x",
            "password-old_password": accounts.PASSWORD,
            "password-new_password1": "another-password",
            "password-new_password2": "another-password",
        },
    )
    user.refresh_from_db()
    assert (user.email, user.password) == before


def test_a_group_is_called_by_its_name_in_the_readers_language() -> None:
    assert trades.shown(trades.translators_of("el")).endswith("Ελληνικά")
    assert trades.shown("Δική μας") == "Δική μας"
    page = browser(accounts.owner()).get(reverse("wagtailusers_groups:index")).content.decode()
    assert "Ελληνικά" in page


def test_who_lacks_the_second_factor_manages_nobody(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = True
    owner = acting(accounts.owner(), second_factor=False)
    assert not owner.may("accounts.manage", accounts.member())
    assert not owner.may("accounts.make_owners")
