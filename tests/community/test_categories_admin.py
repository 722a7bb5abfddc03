"""The owner names categories in every language, in the editors' pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from community.forum import rendering
from community.forum.models import Category, Post
from portal.accounts.models import User
from tests.factories import community as factory

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]


def test_a_category_is_made_and_changed_in_the_admin(browser: Open) -> None:
    owner = User.objects.create_superuser("owner@example.com", "x")
    client = browser(owner)
    path = "/cms/snippets/community/category/"
    assert client.get(f"{path}add/").status_code == 200
    fields = {
        "slug": "app",
        "position": "2",
        "name_en": "The app",
        "name_ar": "التطبيق",
        "description_en": "All about it",
        "languages": ["en", "ar"],
    }
    assert client.post(f"{path}add/", fields).status_code == 302
    made = Category.objects.get()
    assert made.names == {"en": "The app", "ar": "التطبيق"}
    assert made.takes("ar")
    assert not made.takes("el")
    edit = f"{path}edit/{made.pk}/"
    assert "التطبيق" in client.get(edit).content.decode()
    assert client.post(edit, fields | {"name_el": "Η εφαρμογή"}).status_code == 302
    made.refresh_from_db()
    assert made.name_in("el") == "Η εφαρμογή"
    assert client.get(path).status_code == 200


def test_words_in_a_language_that_the_site_has_no_more_are_kept(browser: Open) -> None:
    client = browser(User.objects.create_superuser("owner@example.com", "x"))
    made = factory.category(names={"en": "The app", "el": "Η εφαρμογή", "fi": "Sovellus"})
    path = f"/cms/snippets/community/category/edit/{made.pk}/"
    fields = {"slug": made.slug, "position": "0", "name_en": "The app", "name_el": ""}
    assert client.post(path, fields).status_code == 302
    made.refresh_from_db()
    assert made.names == {"en": "The app", "fi": "Sovellus"}


def test_posts_follow_the_rules_of_the_sanitiser() -> None:
    thread = factory.thread(body="*new*")
    thread.posts.update(policy=0, body_html="<p>old</p>")
    assert rendering.render_again() == 1
    assert "<em>new</em>" in Post.objects.get().body_html
    assert rendering.render_again() == 0
