"""What editors upload: never a page of ours, and private where it was said to be."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from portal.actors import Actor
from portal.home.views import PUBLIC_MEDIA
from portal.home.wagtail_hooks import refuse_document
from tests.factories import accounts

pytestmark = pytest.mark.django_db
RUNS = ["html", "htm", "xhtml", "xht", "svg", "svgz", "xml", "xsl", "js", "mjs", "shtml", "mht"]


@pytest.fixture(autouse=True)
def _uploads(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def document(name: str = "τιμές.pdf", restriction: str = "") -> Document:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    collection = root.add_child(name="Shelf")
    if restriction:
        rule = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=restriction, password="hunter2"
        )
        rule.groups.add(Group.objects.get_or_create(name="Dealers")[0])
    kept = Document(title="Prices", collection=collection)
    kept.file.save(name, ContentFile(b"%PDF-1.4 prices"))
    return kept


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def status(client: Client, address: str) -> int:
    response = client.get(address)
    b"".join(response)  # type: ignore[arg-type]  # To the end, so that the file is closed.
    return response.status_code


@pytest.mark.parametrize("extension", [*RUNS, *map(str.upper, RUNS), ""])
def test_what_a_browser_would_run_is_no_document(extension: str) -> None:
    with pytest.raises(ValidationError):
        Document(title="x", file=ContentFile(b"x", name=f"x.{extension}")).clean()


def test_a_picture_is_no_svg(settings: Any) -> None:
    assert not {"svg", "svgz"} & set(settings.WAGTAILIMAGES_EXTENSIONS)


@pytest.mark.parametrize("restriction", ["login", "groups"])
def test_a_stranger_is_led_to_sign_in_for_a_private_document(
    client: Client, restriction: str
) -> None:
    address = document(restriction=restriction).url
    response = client.get(address, headers={"accept-language": "el"})
    assert response.status_code == 302
    login = client.get(response["Location"])
    assert (response["Location"].partition("?")[0], login.status_code) == (
        "/el/account/login/",
        200,
    )
    assert "no-store" in response["Cache-Control"]
    assert address in login.content.decode()


def test_a_shared_password_is_asked_for(client: Client) -> None:
    response = client.get(document(restriction="password").url)
    assert response.status_code == 200
    assert b'type="password"' in response.content
    rule = CollectionViewRestriction.objects.get()
    typed = {"password": "hunter2", "return_url": "/el/"}
    form = reverse("wagtaildocs_authenticate_with_password", args=[rule.pk])
    assert client.post(form, typed).status_code == 302
    assert status(client, Document.objects.get().url) == 200


def test_a_member_gets_what_is_for_members_and_no_more() -> None:
    member = signed_in(accounts.member(locale="el"))
    assert status(member, document(restriction="login").url) == 200
    # Not to sign in again, and again.
    assert status(member, document(restriction="groups").url) == 403


def test_a_dealer_gets_what_is_for_dealers() -> None:
    address = document(restriction="groups").url
    dealer = accounts.member()
    dealer.groups.add(Group.objects.get(name="Dealers"))
    assert status(signed_in(dealer), address) == 200


def test_without_the_second_factor_a_colleague_is_of_no_group(rf: RequestFactory) -> None:
    kept = document(restriction="groups")
    colleague = accounts.moderator()
    colleague.groups.add(Group.objects.get(name="Dealers"))
    request = rf.get(kept.url)
    request.actor = Actor(user=colleague)  # type: ignore[attr-defined]
    with pytest.raises(PermissionDenied):
        refuse_document(kept, request)
    # By its address, they are led to show the factor first.
    response = signed_in(colleague).get(kept.url)
    assert response.status_code == 302
    assert "/account/" in response["Location"]


@pytest.mark.parametrize("restriction", ["", "login", "groups", "password"])
@pytest.mark.parametrize("way", ["", "/", "./", "images/../", "//./", "x/../", "images//..//"])
def test_no_document_is_had_without_asking(client: Client, restriction: str, way: str) -> None:
    kept = document(restriction=restriction)
    assert Path(kept.file.path).is_file()
    assert client.get(f"/media/{way}{kept.file.name}").status_code == 404


def test_every_kind_of_upload_is_a_public_picture_or_served_by_wagtail(settings: Any) -> None:
    folders = {
        f"{model._meta.label}.{field.name}": field.generate_filename(model(), "a.png")
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, FileField)
    }
    public = {name for name, path in folders.items() if path.partition("/")[0] in PUBLIC_MEDIA}
    assert public == {
        "wagtailimages.Image.file",
        "wagtailimages.Rendition.file",
        "wagtailusers.UserProfile.avatar",
    }


@pytest.mark.parametrize("folder", sorted(PUBLIC_MEDIA))
def test_a_picture_keeps_its_address_and_is_never_a_page(client: Client, folder: str) -> None:
    picture = get_test_image_file()
    name = default_storage.save(f"{folder}/κόμβος.png", picture)
    picture.close()
    response = client.get(f"/media/{name}")
    assert b"".join(response).startswith(b"\x89PNG")  # type: ignore[arg-type]
    assert response["Content-Type"] == "image/png"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
