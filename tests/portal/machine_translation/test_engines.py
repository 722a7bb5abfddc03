"""Each engine over HTTP, by servers that speak as they do: what is asked, and what is refused."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from portal.machine_translation import errors, translating
from portal.machine_translation.engines.base import PreferredTerm
from portal.machine_translation.engines.calling import TemporaryError
from portal.machine_translation.models import Spent
from portal.machine_translation.passages import Passage, Placeholder, TagRole
from portal.machine_translation.translating import translate
from tests.factories import machines
from tests.factories.machines import KEY, Machine

pytestmark = pytest.mark.django_db

CODE = Placeholder(1, TagRole.ALONE)
PASSAGES: list[Passage] = [("Tryk på ", CODE, " & vent"), ("Er den tændt?",)]
LOUD = [("TRYK PÅ ", CODE, " & VENT"), ("ER DEN TÆNDT?",)]
HTTP = ("deepl", "libretranslate", "openai")


@pytest.fixture
def machine() -> Iterator[Machine]:
    with machines.machine() as one:
        yield one


def ask(settings: Any, machine: Machine, engines: str, **more: Any) -> list[Any]:
    settings.MACHINE_TRANSLATION = machines.chosen(f"*:*={engines}", url=machine.url)
    found = translate(PASSAGES, source="da", target=more.pop("target", "el"), **more)
    return [one.translation for one in found]


@pytest.mark.parametrize("engine", HTTP)
def test_passages_come_back_in_their_order_with_their_marks(
    settings: Any, machine: Machine, engine: str
) -> None:
    assert ask(settings, machine, engine) == LOUD
    [(_path, headers, asked)] = machine.asked
    assert headers["Content-Type"] == "application/json"
    assert KEY in json.dumps([headers, asked])


def test_deepl_is_told_the_languages_as_it_calls_them(settings: Any, machine: Machine) -> None:
    ask(settings, machine, "deepl", target="pt-br")
    path, headers, asked = machine.asked[0]
    assert (path, headers["Authorization"]) == ("/v2/translate", f"DeepL-Auth-Key {KEY}")
    assert (asked["source_lang"], asked["target_lang"]) == ("DA", "PT-BR")
    assert asked["text"][0] == 'Tryk på <x id="1"/> &amp; vent'
    assert asked["tag_handling"] == "xml"


def test_a_model_is_told_the_terms_and_that_texts_are_data(
    settings: Any, machine: Machine
) -> None:
    ask(settings, machine, "openai", terms=[PreferredTerm("hub", "κόμβος")])
    path, headers, asked = machine.asked[0]
    assert (path, headers["Authorization"]) == ("/chat/completions", f"Bearer {KEY}")
    assert "κόμβος" in asked["messages"][0]["content"]
    assert "Greek (el)" in asked["messages"][0]["content"]
    assert json.loads(asked["messages"][1]["content"])["texts"][1] == "Er den tændt?"


@pytest.mark.parametrize(
    ("engine", "status", "said", "kind"),
    [
        ("deepl", 456, None, errors.OverCostError),
        ("deepl", 403, None, errors.MachineRefusedError),
        ("deepl", 429, None, errors.TemporaryError),
        (
            "deepl",
            400,
            {"message": "Value for 'target_lang' not supported."},
            errors.UnsupportedError,
        ),
        ("deepl", 503, None, errors.TemporaryError),
        ("libretranslate", 403, {"error": "Invalid API key"}, errors.MachineRefusedError),
        ("libretranslate", 400, {"error": "el is not supported"}, errors.UnsupportedError),
        ("libretranslate", 500, {"error": "x"}, errors.TemporaryError),
        (
            "openai",
            429,
            {"error": {"code": "insufficient_quota"}},
            errors.OverCostError,
        ),
        ("openai", 429, {"error": {"code": "rate_limit"}}, errors.TemporaryError),
        ("openai", 401, {"error": {"code": "invalid_api_key"}}, errors.MachineRefusedError),
        ("openai", 200, {"choices": []}, errors.TemporaryError),
        (
            "openai",
            200,
            {"choices": [{"message": {"content": "{" + "[" * 100_000 + "}"}}]},
            errors.TemporaryError,
        ),
        ("deepl", 200, {"translations": [{"text": "one of two"}]}, errors.TemporaryError),
        ("libretranslate", 200, {"translatedText": [1, 2]}, errors.TemporaryError),
        ("deepl", 307, None, errors.MachineRefusedError),
    ],
)
def test_each_refusal_is_of_its_kind_and_costs_nothing(
    settings: Any, machine: Machine, engine: str, status: int, said: Any, kind: type[Exception]
) -> None:
    machine.status, machine.said = status, said
    with pytest.raises(kind) as refused:
        ask(settings, machine, engine)
    assert type(refused.value) is kind
    assert Spent.objects.get(engine=engine).characters == 0


def test_what_one_garbles_or_refuses_the_next_is_asked_for(
    settings: Any, machine: Machine
) -> None:
    machine.translate = lambda text: machines.loud(text).replace('<x id="1"/>', "")
    with machines.machine() as second:
        settings.MACHINE_TRANSLATION = machines.chosen(
            "*:*=deepl+libretranslate", url=machine.url, libretranslate={"url": second.url}
        )
        found = translate(PASSAGES, source="da", target="el")
        assert [one.engine for one in found] == ["libretranslate", "deepl"]
        assert [one.translation for one in found] == LOUD
        # Only what was garbled.
        assert len(second.asked[0][2]["q"]) == 1
        machine.status = 503
        found = translate(PASSAGES, source="da", target="el")
        assert {one.engine for one in found} == {"libretranslate"}


def test_of_several_refusals_the_most_hopeful_is_told(settings: Any, machine: Machine) -> None:
    machine.status = 403
    with machines.machine() as second:
        second.status = 503
        settings.MACHINE_TRANSLATION = machines.chosen(
            "*:*=deepl+openai", url=machine.url, openai={"url": second.url}
        )
        with pytest.raises(TemporaryError):
            translate(PASSAGES, source="da", target="el")


def test_what_no_engine_keeps_whole_is_not_translated(settings: Any, machine: Machine) -> None:
    machine.translate = lambda text: text.replace("<", "").upper()
    assert ask(settings, machine, "deepl+openai") == [None, ("ER DEN TÆNDT?",)]


def test_without_an_engine_for_the_languages_nothing_is_sent(
    settings: Any, machine: Machine
) -> None:
    settings.MACHINE_TRANSLATION = machines.chosen("nb:el=deepl", url=machine.url)
    with pytest.raises(errors.UnsupportedError):
        translate(PASSAGES, source="da", target="el")
    assert not machine.asked


@pytest.mark.parametrize("networks", ["10.0.0.0/8", "192.0.2.0/24"])
def test_no_private_address_is_asked_unless_it_is_listed(
    settings: Any, machine: Machine, networks: str
) -> None:
    settings.MACHINE_TRANSLATION = machines.chosen(
        "*:*=libretranslate", url=machine.url, networks=networks
    )
    with pytest.raises(errors.MachineRefusedError):
        translate(PASSAGES, source="da", target="el")
    assert not machine.asked


def test_an_engine_that_is_away_is_asked_again_later(settings: Any, machine: Machine) -> None:
    settings.MACHINE_TRANSLATION = machines.chosen("*:*=deepl", url="http://127.0.0.1:9")
    with pytest.raises(errors.TemporaryError):
        translate(PASSAGES, source="da", target="el")


def test_each_engine_has_a_name_to_show() -> None:
    assert translating.NAMES.keys() == translating._ENGINES.keys()
