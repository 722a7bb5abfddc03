"""The setting that lists the site's languages: what it says, and what is wrong in it."""

import json
import os
import subprocess
import sys
import tempfile

import pytest

from portal.languages import SHIPPED, admin_languages, direction, read
from portal.settings.environment import REPOSITORY


def test_what_is_not_said_comes_from_cldr() -> None:
    german, hebrew = read("de, he")

    assert (german.name, german.direction, german.fallback) == ("Deutsch", "ltr", ())
    assert (hebrew.name, hebrew.direction, hebrew.fallback) == ("עברית", "rtl", ("de",))
    assert hebrew.aliases == ("iw",)


def test_what_the_owner_says_comes_before() -> None:
    said = {
        "code": "pt_BR",
        "name": "Brasileiro",
        "direction": "ltr",
        "fallback": [],
        "aliases": ["br"],
    }
    _, portuguese = read(json.dumps(["es", said]))

    assert (portuguese.code, portuguese.name) == ("pt-br", "Brasileiro")
    assert (portuguese.fallback, portuguese.aliases) == ((), ("br",))


def test_forms_of_a_language_and_neighbours_come_before_the_first() -> None:
    chains = {one.code: one.fallback for one in read("en,de-at,de,nn,nb,sv")}

    assert chains["de-at"] == ("de", "en")
    assert chains["nn"] == ("nb", "sv", "en")
    assert chains["en"] == ()


def test_a_language_of_the_list_is_nobodys_alias() -> None:
    assert {one.code: one.aliases for one in read("nb,nn")} == {"nb": ("no",), "nn": ()}


@pytest.mark.parametrize(
    ("setting", "interfaces"),
    [
        (SHIPPED, SHIPPED.split(",")),
        ("en,fi,he", ["en", "en", "en"]),
        # Nobody has words of ours to lend: what the packages say is in the language, at least.
        ("de,he", ["de", "he"]),
        ("de,en", ["de", "en"]),
        # Not even those: our own words, as they were written.
        ("mt,gsw", ["en", "en"]),
        ('["sv","en",{"code":"fi","fallback":["en","sv"]}]', ["sv", "en", "en"]),
        ('["sv",{"code":"fi","interface":true}]', ["sv", "fi"]),
        ('["sv",{"code":"da","interface":false}]', ["sv", "sv"]),
    ],
)
def test_a_language_without_a_catalogue_has_its_interface_in_its_fallback(
    setting: str, interfaces: list[str]
) -> None:
    assert [one.interface for one in read(setting)] == interfaces


def test_the_admin_is_offered_in_the_languages_of_the_interface() -> None:
    assert admin_languages(read("da,fi")) == [("da", "Dansk")]
    assert admin_languages(read("mt")) == [("en", "English")]
    assert admin_languages(read("id,pt,nb")) == [
        ("id-id", "Bahasa Indonesia"),
        ("nb", "Norsk bokmål"),
    ]
    assert admin_languages(read("pt,he")) == [("pt-pt", "Português"), ("he-il", "עברית")]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        (",", ["no language is named"]),
        ("[de", ["cannot be read as JSON"]),
        ('{"code": "de"}', ["it is a list"]),
        ("de,german,de", ["“german” is no language code", "“de” stands there twice"]),
        ("no,iw", ["another tag for “nb”", "another tag for “he”"]),
        ("xx", ["“xx” is unknown to CLDR: say its name"]),
        ("cms,de", ["“cms” begins other addresses"]),
        ('[{"code":"de","color":1},3]', ["language 1: color", "language 2: the entry"]),
        ('[{"code":"de","direction":"up"}]', ["language 1: direction"]),
        ('[{"code":"de","fallback":["de","he"]}]', ["falls back to itself", "“he”, which is not"]),
        ('["de",{"code":"he","aliases":["de"]}]', ["the alias “de” means “de” already"]),
        ('[{"code":"mt","interface":true}]', ["“mt” has no catalogue"]),
        ('[{"code":"de","interface":false}]', ["is the only language"]),
        ('[{"code":"de","name":" "}]', ["“de” has an empty name"]),
    ],
)
def test_all_that_is_wrong_is_told_at_once_in_plain_words(setting: str, told: list[str]) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - each text is looked for below
        read(setting)
    for words in told:
        assert words in str(caught.value)


def test_a_direction_is_that_of_the_script() -> None:
    tags = ("pa-PK", "pa-IN", "az-Arab", "ug-Cyrl", "dv", "ckb", "iw", "yi", "")

    assert [direction(tag) for tag in tags] == [
        *("rtl", "ltr", "rtl", "ltr", "rtl", "rtl", "rtl", "rtl", "ltr")
    ]


def manage(languages: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "manage.py", *arguments]
    facts = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    facts |= {"LANGUAGES": languages, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    # Of no database: whoever runs the tests may have the demo's, with content in its languages.
    with tempfile.TemporaryDirectory() as folder:
        facts["VAR_DIR"] = folder
        return subprocess.run(
            command, cwd=REPOSITORY, env=facts, capture_output=True, text=True, check=False
        )


@pytest.mark.parametrize("languages", ["de,he", "mt", '["el",{"code":"tlh","name":"Klingon"}]'])
def test_another_list_makes_no_migration(languages: str) -> None:
    done = manage(languages, "makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No changes detected" in done.stdout


def test_no_command_starts_with_a_wrong_list() -> None:
    done = manage("de,german", "check")
    assert done.returncode != 0
    assert "languages" in done.stderr
    assert "“german” is no language code such as de or pt-br" in done.stderr


TAGS = {
    "pt": "pt-br",
    "pt-PT": "pt-br",
    "zh": "zh-hans",
    "zh-CN": "zh-hans",
    "zh_TW": "zh-hant",
    "zh-Hant-HK": "zh-hant",
    "nn-NO": "nn",
    "nb": "nb",
    "no": "nb",
    "en-GB": "en",
    "fr": None,
}


def test_a_tag_means_the_nearest_language_of_the_site() -> None:
    code = (
        "import json; from portal import locales;"
        f"print(json.dumps({{tag: locales.resolve(tag) for tag in {[*TAGS]}}}))"
    )
    done = manage("en,pt-br,zh-hans,zh-hant,nn,nb", "shell", "--no-imports", "-c", code)
    assert json.loads(done.stdout) == TAGS, done.stderr
