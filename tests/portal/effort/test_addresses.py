"""The report leads to articles by addresses that the site has."""

import pytest
from django.template import Context, Template
from django.urls import resolve
from django.utils import translation


@pytest.mark.parametrize(("words", "address"), [("id-id", "id"), ("el", "el"), ("mt", "en")])
def test_an_article_is_led_to_in_a_language_of_the_site(words: str, address: str) -> None:
    template = Template("{% load effort %}{{ slug|article_address }}")
    with translation.override(words):
        led = template.render(Context({"slug": "pump"}))
    assert led == f"/{address}/help/pump/"
    with translation.override(address):
        assert resolve(led).view_name == "kb:read"
