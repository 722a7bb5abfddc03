"""Fields for plain text lose nothing and complain in the reader's language."""

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal import locales
from portal.text.forms import MarkdownField, PlainTextAreaField, PlainTextField


class PostForm(forms.Form):
    title = PlainTextField(max_length=20)
    body = PlainTextAreaField(max_length=50)


@given(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.text(st.characters(exclude_categories=()), max_size=60),
)
def test_any_text_is_taken_or_complained_about(title: str, body: str) -> None:
    form = PostForm({"title": title, "body": body})
    form.is_valid()
    str(form).encode()


def test_lines_are_kept_in_an_area_and_joined_in_a_line() -> None:
    form = PostForm({"title": "a\r\nb\0", "body": "a\r\nb\0"})

    assert form.is_valid()
    assert form.cleaned_data == {"title": "a b", "body": "a\nb"}


def test_the_browser_is_not_told_to_cut_off_what_is_pasted() -> None:
    assert "maxlength" not in str(PostForm())


@pytest.mark.parametrize("code", locales.codes())
def test_too_long_a_text_comes_back_whole_with_the_reason(code: str) -> None:
    with translation.override(code):
        form = PostForm({"title": "t", "body": "word " * 20})
        assert not form.is_valid()
        assert "word " * 19 in str(form)
        reason = form.errors["body"][0]
    assert "50" in reason
    assert code == "en" or "Ensure" not in reason


def test_line_ends_count_once() -> None:
    assert PostForm({"title": "t", "body": "a\r\n" * 24 + "b"}).is_valid()


class MarkdownForm(forms.Form):
    body = MarkdownField(max_length=4_000)


@pytest.mark.parametrize("code", locales.codes())
def test_markdown_too_large_to_show_comes_back_whole_with_the_reason(code: str) -> None:
    table = "|a" * 500 + "\n" + "|-" * 500 + "\n" + "|\n" * 500
    with translation.override(code):
        form = MarkdownForm({"body": table})
        assert not form.is_valid()
        assert table.strip() in str(form)
        (reason,) = form.errors["body"]
    assert ("too many tables" in reason) is (code == "en")


def test_markdown_that_is_too_long_is_told_so_alone() -> None:
    form = MarkdownForm({"body": "|a" * 20_000})
    (reason,) = form.errors["body"]
    assert "4000" in reason.replace(",", "")
