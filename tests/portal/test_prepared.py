"""A query that is built once finds what it would find if it were built each time."""

import pytest
from django.db.models import CharField, Exists, OuterRef, QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.models import User
from portal.prepared import Later, Prepared
from tests.factories.accounts import member

pytestmark = pytest.mark.django_db
MEMBERS = {"Ελένη": "el", "O'Brien": "en", "100 %s": "en", 'ليلى"': "ar"}


def named(name: object, order: str) -> "QuerySet[User]":
    """Who has this name or shares a language with somebody who has."""
    twins = User.objects.filter(display_name=name, locale=OuterRef("locale"))
    return User.objects.filter(Exists(twins)).order_by(order)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["Ελένη", "O'Brien", "100 %s", 'ليلى"', ""]), st.sampled_from(["pk", "-pk"])
)
def test_it_finds_what_the_query_finds(name: str, order: str) -> None:
    if not User.objects.exists():
        for one, locale in MEMBERS.items():
            member(one, locale=locale)
    prepared = Prepared(lambda order: named(Later("name", CharField()), order))
    wanted = list(named(name, order))
    for _time in range(2):
        assert prepared.rows(order, name=name) == wanted


def test_each_kind_is_built_once() -> None:
    built = []

    def build(order: str) -> "QuerySet[User]":
        built.append(order)
        return named(Later("name", CharField()), order)

    prepared = Prepared(build)
    for name in ("Ελένη", "ليلى"):
        prepared.rows("pk", name=name)
    prepared.rows("-pk", name="Ελένη")
    assert built == ["pk", "-pk"]


def test_rows_may_be_values() -> None:
    member("Ελένη", locale="el")
    prepared = Prepared(lambda: named(Later("name", CharField()), "pk").values_list("locale"))
    assert prepared.rows(name="Ελένη") == [("el",)]


@pytest.mark.parametrize("cut", [range(2), range(1, 3), range(3, 9), range(9, 10), range(0)])
def test_places_can_be_cut_out_of_what_is_found(cut: range) -> None:
    for number in range(5):
        member(f"{number} %s", locale="el")
    twins = named("1 %s", "-pk")
    prepared = Prepared(lambda: named(Later("name", CharField()), "-pk"))
    assert prepared.rows(name="1 %s", cut=cut) == list(twins)[cut.start : cut.stop]


def test_a_value_that_lacks_is_an_error() -> None:
    with pytest.raises(KeyError):
        Prepared(lambda: named(Later("name", CharField()), "pk")).rows()
