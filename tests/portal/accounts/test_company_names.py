"""Nobody passes for the site, its support or its staff, in none of its languages."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from portal import locales
from portal.accounts import company_names
from portal.accounts.company_names import says_company
from portal.accounts.profile_forms import NameForm, refuse_taken_name
from tests.factories import accounts


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.SITE_NAME = "Solvei"
    settings.BASE_URL = "https://help.nordvarme.example"


@pytest.mark.parametrize(
    "name",
    [
        *("Admin", "ADMIN", "m0derator", "Sup port", "Ѕtaff", "Admin1", "Adm1n 2", "Support Team"),
        *("Solvei", "S0lvei", "Solvei Support", "Official Solvei", "SolveiSupport", "Nordvarme"),
        *("Customer Service", "The Solvei Team", "Kundeservice", "Solvei kundtjänst", "Personal"),
        *("Υποστήριξη", "ΔΙΑΧΕΙΡΙΣΤΗΣ", "Ομάδα υποστήριξη", "Layanan Pelanggan", "الدعم الفني"),
        *("خدمة العملاء", "فريق الدعم", "Medarbejder"),
        # Letters that are others' to look at, and lines and boxes around them.
        *("ᴀᴅᴍɪɴ", "ꜱupport", "admın", "Suppørt", "Ađmin", "ɑdmin", "ꓢupport", "🅰🅳🅼🅸🅽 1"),
        *("🇦🇩🇲🇮🇳 1", "ＡＤＭＩＮ", "الـدعم", "5upport", "@dmin", "$upport", "Adrnin", "4dm1n"),
        # Numbers of any script, and signs.
        *(
            "Support 24/7",
            "Support (1)",
            "Support①",
            "Support ٢",
            "Admin１",
            "Admin Ⅱ",
            "Support™",
        ),
        # One, several, and these.
        *(
            "Moderators",
            "Moderatorer",
            "Administratorer",
            "Support Agent",
            "المشرف",
            "Staff Member",
        ),
    ],
)
def test_what_says_nothing_but_the_company_is_the_companys(name: str) -> None:
    assert says_company(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Kari", "Kari Support-Hansen", "Solveig", "Admina", "Rootbeer", "Help", "The Team"),
        *("Stafford", "李", "42", "Δήμητρα", "مشاري", "Nora i Nordvarme", "Team Kari", "l", "0"),
        *("Søren", "Łukasz", "Işık", "Member 7", "24/7", "Tim", "Modesta", "محـمد"),
    ],
)
def test_what_says_more_is_a_name(name: str) -> None:
    assert not says_company(name)


def test_every_language_of_the_site_has_its_words() -> None:
    assert set(locales.codes()) <= company_names._ROLES.keys()


def test_words_of_languages_that_the_site_does_not_have_are_names() -> None:
    assert says_company("Kundeservice")
    assert not says_company("Kundendienst")


@pytest.mark.django_db
def test_another_name_is_proposed_and_can_be_had() -> None:
    with translation.override("el"):
        [reason] = NameForm({"display_name": "Υποστήριξη Solvei"}).errors["display_name"]
        proposed = re.search(r"[“«](.+)[”»]", reason)
        assert proposed
        assert NameForm({"display_name": proposed[1]}).is_valid()


@pytest.mark.django_db
def test_a_colleague_may_be_called_what_they_are() -> None:
    refuse_taken_name("Solvei Support", accounts.member(is_staff=True))
    with pytest.raises(ValidationError):
        refuse_taken_name("Solvei Support", accounts.member("Eleni Δύο"))
