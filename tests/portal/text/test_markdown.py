"""Markdown from strangers: what it may do, and that it can do nothing else."""

import re
import time
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.text import render_markdown, sanitise_html
from portal.text.markdown import LONGEST
from portal.text.policy import POLICIES

TRICKS = r"""
[ ] ( ) ![ ]( < > <a <script> </script> <svg> <img <iframe <math> <style> <?php <!-- --> <![CDATA[
javascript: JAVAscript&#58; data:text/html, http:// https://e.x/ mailto: href= on= onerror= style=
" ' ` ``` ~~~ * ** _ # - 1. | \ & &lt; &#x6a; é
"""
pieces = st.sampled_from([*TRICKS.split(), " ", "\n", "\n\n", "\t", "\0", "\ud800", "\u202e"])
hostile = st.lists(pieces | st.text(st.characters(exclude_categories=()), max_size=5)).map("".join)


class Inspector(HTMLParser):
    """Notes everything in HTML that the policy does not name."""

    def __init__(self, policy: str) -> None:
        super().__init__()
        self.policy = POLICIES[policy]
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = self.policy.attributes.get(tag, frozenset())
        allowed |= self.policy.attributes.get("*", frozenset())
        allowed |= set(self.policy.given.get(tag, {})) | {"rel"}
        if tag not in self.policy.tags:
            self.wrong.append(tag)
        for name, value in attrs:
            if name not in allowed:
                self.wrong.append(f"{tag} {name}")
            if name in {"href", "src"} and not self.is_allowed(value or ""):
                self.wrong.append(f"{name}={value}")

    def is_allowed(self, address: str) -> bool:
        """By the browser's rule: what does not look like a scheme is a path."""
        scheme = re.match(r"[\x00-\x20]*([a-z][a-z0-9+.\-\t\r\n]*):", address, re.IGNORECASE)
        return not scheme or scheme[1].lower() in self.policy.schemes

    def handle_comment(self, data: str) -> None:
        self.wrong.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.wrong.append("instruction")


def wrong_in(html: str, policy: str) -> list[str]:
    inspector = Inspector(policy)
    inspector.feed(html)
    inspector.close()
    return inspector.wrong


@settings(deadline=None, max_examples=300)
@given(hostile)
def test_no_post_gets_more_into_a_page_than_the_policy_names(source: str) -> None:
    html = render_markdown(source)

    html.encode()
    assert wrong_in(html, "post") == []


@settings(deadline=None, max_examples=300)
@given(hostile)
def test_no_html_gets_more_into_a_page_than_the_policy_names(source: str) -> None:
    html = sanitise_html(source)

    html.encode()
    assert wrong_in(html, "article") == []
    assert sanitise_html(html) == html


@pytest.mark.parametrize(
    "source",
    [
        "[" * 20_000,
        "![" * 10_000,
        "> " * 10_000,
        "[a](" * 5_000,
        "*a " * 6_000,
        "a**b" + "c* " * 6_000,
        "`" * 20_000,
        "<" * 20_000,
        "&" * 20_000,
        "|a|\n|-|\n" + "|a|\n" * 4_990,
        "|" * 100 + "\n" + "|-" * 100 + "|\n" + "a\n" * 9_000,
        "- " * 10_000,
        "".join("  " * depth + "* a\n" for depth in range(140)),
        "[a]: u\n" * 2_800,
        "http://" * 2_800,
        "http://a(" * 2_200,
        "http://a" + ")" * 19_000,
        "[" * 1_000_000,
        "\ud800" * 20_000,
        "a" + "\u0301\u0315" * 10_000,
    ],
    ids=lambda source: source[:10].encode("unicode-escape").decode(),
)
def test_a_hostile_post_is_rendered_in_no_time(source: str) -> None:
    began = time.process_time()
    html = render_markdown(source)

    assert time.process_time() - began < 2
    assert wrong_in(html, "post") == []


def test_a_post_too_long_for_markdown_is_shown_as_typed() -> None:
    html = render_markdown("<b>*a*</b> " * LONGEST)

    assert html.count("&lt;b&gt;*a*&lt;/b&gt;") == LONGEST


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**a** *b* ~~c~~", '<p dir="auto"><strong>a</strong> <em>b</em> <s>c</s></p>'),
        ("# a", '<h3 dir="auto">a</h3>'),
        ("###### a", '<h6 dir="auto">a</h6>'),
        ("`E-1042`", '<p dir="auto"><code dir="ltr">E-1042</code></p>'),
        ("3. a", '<ol start="3">\n<li dir="auto">a</li>\n</ol>'),
        ("<b>a</b>", '<p dir="auto">&lt;b&gt;a&lt;/b&gt;</p>'),
        ("a & b", '<p dir="auto">a &amp; b</p>'),
    ],
)
def test_markdown_by_example(source: str, html: str) -> None:
    assert render_markdown(source).strip() == html


@pytest.mark.parametrize(
    ("source", "addresses"),
    [
        ("see https://e.x/a.", ["https://e.x/a"]),
        ("(https://e.x/a_(b))", ["https://e.x/a_(b)"]),
        ("<https://e.x>", ["https://e.x"]),
        ("[t](https://e.x)", ["https://e.x"]),
        ("[https://e.x](https://f.x)", ["https://f.x"]),
        ("`https://e.x`", []),
        ("ftp://e.x www.e.x e.x", []),
        ("https://e.x/ένα, http://f.x!", ["https://e.x/%CE%AD%CE%BD%CE%B1", "http://f.x"]),
        ("**https://e.x**", ["https://e.x"]),
        ("[t](javascript:alert(1))", []),
        ("[t](data:text/html,x)", []),
        ("![t](https://e.x/i.png)", ["https://e.x/i.png"]),
        ("[t](mailto:a@e.x)", ["mailto:a@e.x"]),
    ],
)
def test_what_becomes_a_link(source: str, addresses: list[str]) -> None:
    html = render_markdown(source)

    assert re.findall(r'href="([^"]*)"', html) == addresses
    assert html.count('rel="nofollow ugc noopener"') == len(addresses)
    assert "<img" not in html


def test_the_filters_stand_in_templates() -> None:
    template = Template("{% load text %}{{ post|markdown }}{{ code|ltr }}{{ none|markdown }}")

    html = template.render(Context({"post": "*a*", "code": "<E-1>", "none": None}))

    assert "<em>a</em>" in html
    assert '<bdi dir="ltr">&lt;E-1&gt;</bdi>' in html
