"""A help centre moves in: everything in it is brought in, or named with the reason."""

import os
from pathlib import Path
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from kb.importing.report import ImportReport
from kb.importing.run import import_tree
from kb.models import Family, HelpPage, OldAddress
from kb.moving.zendesk import Moved, move_in
from kb.translation.currency import Currency, of
from tests.factories import moving
from tests.kb.importing import trees

SLUG = "luft-ud-i-radiatoren"


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return (report.created, report.updated, report.unchanged, report.conflict)


def said(moved: Moved) -> list[str]:
    return [str(problem) for problem in (*moved.report.errors, *moved.report.warnings)]


def page(number: int, locale: str) -> HelpPage:
    family = OldAddress.objects.get(key=str(number)).family
    return HelpPage.objects.get(family=family, locale__language_code=locale).specific


def body(number: int, locale: str) -> str:
    return str(page(number, locale).body.get_prep_value())


def test_texts_come_in_as_families_with_their_languages(export: Path) -> None:
    moved = move_in(export)
    # Unknown German is the one failure.
    assert (moved.report.created, moved.report.failed) == (11, 1)
    bleed = page(moving.BLEED, "da")
    assert bleed.family.source_locale.language_code == "da"
    assert (bleed.title, bleed.keywords) == ("Luft ud i radiatoren", "luft, kold radiator")
    assert bleed.family.slug == "luft-ud-i-radiatoren"
    assert page(moving.BLEED, "el").title == "Εξαερώστε το σώμα"
    assert of(bleed.family) == {
        **dict.fromkeys(of(bleed.family), Currency.MISSING),
        "da": Currency.SOURCE,
        "el": Currency.CURRENT,
        "en": Currency.OUTDATED,
    }


def test_categories_and_sections_are_topics_in_their_languages(export: Path) -> None:
    move_in(export)
    assert page(moving.CATEGORY, "el").title == "Θέρμανση"
    assert "Ό,τι ζεσταίνει" in body(moving.INNER, "el")
    above = {
        link.member.slug: link.topic.slug
        for family in Family.objects.all()
        for link in family.topic_links.select_related("topic", "member")
    }
    assert above == {
        "hjemmet": "varme",
        "radiatorer": "hjemmet",
        **dict.fromkeys(["luft-ud-i-radiatoren", "hvis-radiatoren-larmer"], "radiatorer"),
        **dict.fromkeys(["nye-ventiler", "kun-for-os"], "radiatorer"),
    }


def test_links_pictures_and_files_lead_to_what_is_here_now(export: Path) -> None:
    move_in(export)
    danish = body(moving.BLEED, "da")
    assert 'family="hvis-radiatoren-larmer" linktype="article">' in danish
    assert "#f%C3%B8r-du-begynder" in danish
    one_language = body(moving.NOISE, "da")
    assert f'family="{SLUG}" linktype="article" part="før-du-begynder">' in one_language
    assert f"/hc/article_attachments/{moving.GUIDE}/vejledning.pdf" in danish
    assert moving.HOST not in danish
    assert 'family="hvis-radiatoren-larmer"' in body(moving.BLEED, "el")
    assert get_image_model().objects.count() == 1
    assert get_document_model().objects.get().title == "vejledning.pdf"
    alts = {
        locale: raw["value"]["alt"]
        for locale in ("da", "el")
        for raw in page(moving.BLEED, locale).body.raw_data
        if raw["type"] == "image"
    }
    assert alts == {"da": "Ventilen på siden", "el": "Η βαλβίδα"}


def test_what_few_may_read_and_drafts_are_read_by_nobody(export: Path) -> None:
    moved = move_in(export)
    for number in (moving.DRAFT, moving.INTERNAL):
        assert not page(number, "da").live
        assert page(number, "da").family.first_published_at is None
    assert any("for some readers only" in one for one in said(moved))
    assert moved.totals["of these unpublished"] == 2


def test_a_second_run_changes_nothing(export: Path) -> None:
    first = move_in(export)
    before = list(HelpPage.objects.order_by("pk").values_list("pk", "latest_revision", "live"))
    second = move_in(export)
    assert counts(second.report) == (0, 0, 11, 0)
    assert set(said(second)) <= set(said(first))
    after = list(HelpPage.objects.order_by("pk").values_list("pk", "latest_revision", "live"))
    assert after == before
    assert OldAddress.objects.count() == 8
    assert get_document_model().objects.count() == 1


def test_a_changed_export_updates_and_keeps_the_id(export: Path) -> None:
    move_in(export)
    renamed = moving.article(moving.NOISE, "Nyt navn", "<p>Nyt.</p>", updated_at=moving.LATER)
    finished = moving.article(moving.DRAFT, "Nye ventiler", "<p>Ikke færdig.</p>")
    caught_up = moving.translated(
        moving.BLEED, "en-us", "Bleed the radiator", "<p>Use a key.</p>", updated_at=moving.LATER
    )
    moving.write(export, "z.json", moving.page("articles", [renamed, finished]))
    moving.write(export, "y.json", {"translation": caught_up})
    assert counts(move_in(export).report) == (0, 3, 8, 0)
    noise = page(moving.NOISE, "da")
    assert (noise.title, noise.family.slug) == ("Nyt navn", "hvis-radiatoren-larmer")
    assert page(moving.DRAFT, "da").live
    assert of(page(moving.BLEED, "da").family)["en"] == Currency.BY_HAND


def test_what_was_withdrawn_there_is_unpublished_here(export: Path) -> None:
    move_in(export)
    withdrawn = moving.article(moving.NOISE, "Hvis radiatoren larmer", "<p>x</p>", draft=True)
    moving.write(export, "z.json", {"article": withdrawn | {"updated_at": moving.LATER}})
    assert counts(move_in(export).report) == (0, 1, 10, 0)
    assert not page(moving.NOISE, "da").live
    assert counts(move_in(export).report) == (0, 0, 11, 0)


def test_what_was_edited_here_since_is_told_and_left_alone(export: Path) -> None:
    move_in(export)
    edited = page(moving.BLEED, "el")
    edited.title = "Διορθωμένο"
    edited.save_revision().publish()
    changed = moving.translated(
        moving.BLEED, "el", "Άλλο", "<p>Άλλο.</p>", updated_at=moving.LATER
    )
    moving.write(export, "z.json", {"translation": changed})
    moved = move_in(export)
    assert counts(moved.report) == (0, 0, 10, 1)
    assert any("edited since" in one and "(el)" in one for one in said(moved))
    assert page(moving.BLEED, "el").title == "Διορθωμένο"


def test_a_dry_run_writes_nothing_and_says_the_same(export: Path) -> None:
    dry = move_in(export, dry_run=True)
    assert not Family.objects.exists()
    assert not OldAddress.objects.exists()
    assert not get_document_model().objects.exists()
    wet = move_in(export)
    assert dry.totals == wet.totals
    assert counts(dry.report) == counts(wet.report)
    assert set(said(dry)) <= set(said(wet))
    assert dry.totals == {
        "categories": 1,
        "sections": 2,
        "articles": 4,
        "texts": 11,
        "of these unpublished": 2,
        "of these outdated": 1,
        "attachments": 2,
        "documents": 1,
        "old addresses": 8,
    }


def test_a_language_that_the_site_has_not_is_named_with_what_to_do(export: Path) -> None:
    (unknown,) = move_in(export).report.errors
    assert unknown.file == f"translations.json, article {moving.NOISE} (de)"
    assert "unknown locale “de”; add the language to LANGUAGES" in unknown.message


def test_of_two_forms_of_one_language_the_source_is_taken(export: Path) -> None:
    other = moving.translated(moving.BLEED, "en-gb", "Bleed it, old boy", "<p>Do.</p>")
    moving.write(export, "z.json", {"translation": other})
    moved = move_in(export)
    assert page(moving.BLEED, "en").title == "Bleed it, old boy"
    assert any("(en-us): left out" in one and "“en-gb”" in one for one in said(moved))


def test_what_an_export_has_no_more_is_named_and_kept(export: Path) -> None:
    move_in(export)
    (export / "articles_page_1.json").write_text('{"articles": []}')
    moved = move_in(export)
    assert any("luft-ud-i-radiatoren” is kept" in one for one in said(moved))
    assert page(moving.BLEED, "da").live


def test_files_and_an_export_may_come_in_beside_each_other(export: Path, tmp_path: Path) -> None:
    trees.write(tmp_path / "files", "da", "varme", title="Varme", extra="source: da\n")
    import_tree(tmp_path / "files")
    move_in(export)
    assert page(moving.CATEGORY, "da").family.slug == "varme-2"
    assert not import_tree(tmp_path / "files").warnings


def test_titles_that_are_the_same_have_ids_of_their_own(export: Path) -> None:
    twins = [moving.article(number, "Støj", "<p>x</p>") for number in (7001, 7002)]
    moving.write(export, "z.json", moving.page("articles", twins))
    move_in(export)
    slugs = {page(number, "da").family.slug for number in (7001, 7002)}
    assert slugs == {"stoj", "stoj-7002"}
    assert counts(move_in(export).report)[2] == 13


BAD = {
    "broken.json": ('{"articles": [', "broken JSON"),
    "deep.json": ("[" * 100_000, "nested too deep"),
    "long.json": ('{"articles": [{"id": ' + "9" * 5_000 + "}]}", "too long"),
    "id.json": ('{"articles": [{"id": "../x"}]}', "no number under “id”"),
    "text.json": ('{"articles": ["x"]}', "an entry is no"),
    "other.json": ('{"tickets": []}', "holds no"),
    "note.txt": ("x", "no text shows it"),
    "lost.json": ('{"translation": {"source_id": 44, "locale": "da"}}', "is not in the export"),
    "mute.json": ('{"article": {"id": 9}}', "no text in any language"),
    "untitled.json": ('{"article": {"id": 8, "locale": "da"}}', "there is no title"),
    "endless.json": (
        '{"article": {"id": 7, "locale": "da", "title": "' + "æ" * 256 + '"}}',
        "has more than 255",
    ),
    "deep-html.json": (
        '{"article": {"id": 6, "locale": "da", "title": "Dybt", "body": "' + "<i>" * 500 + '"}}',
        "nested more than",
    ),
    "half.json": (
        '{"article": {"id": 5, "locale": "\\ud800x", "title": "\\ud800"}}',
        "unknown locale",
    ),
}


def test_what_cannot_be_read_is_named_and_the_rest_comes_in(export: Path) -> None:
    for name, (content, _message) in BAD.items():
        (export / name).write_text(content, encoding="utf-8")
    (export / "latin.json").write_bytes('{"articles": "Støj"}'.encode("latin-1"))
    moved = move_in(export)
    assert moved.report.created == 11
    told = {
        name: any(one.startswith(name) and message in one for one in said(moved))
        for name, (_content, message) in (BAD | {"latin.json": ("", "not valid UTF-8")}).items()
    }
    assert [name for name, found in told.items() if not found] == []


FILES = {
    "../../etc/passwd": "is no name of a file",
    "C:\\boot.png": "is no name of a file",
    "..": "is no name of a file",
    "run.exe": "is of a kind that is not taken",
    "page.html": "is of a kind that is not taken",
    "missing.pdf": "is not in the folder",
    "secret.pdf": "is not in the folder",
}


def test_a_file_that_is_not_taken_is_named(export: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.pdf").write_bytes(b"%PDF")
    (export / "secret.pdf").symlink_to(tmp_path / "outside.pdf")
    (export / "run.exe").write_bytes(b"MZ")
    (export / "page.html").write_text("<script>")
    files = [moving.attachment(500 + number, name) for number, name in enumerate(FILES)]
    moving.write(export, "z.json", moving.page("article_attachments", files))
    moved = move_in(export)
    assert moved.report.created == 11
    told = [one for one in said(moved) if one.startswith("z.json: attachment")]
    assert len(told) == len(FILES)
    for number, message in enumerate(FILES.values()):
        assert any(f"attachment {500 + number}: " in one and message in one for one in told)
    assert get_document_model().objects.count() == 1


def test_nothing_is_read_that_lies_elsewhere_whoever_names_it(
    export: Path, tmp_path: Path, settings: Any
) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 100
    (tmp_path / "outside.pdf").write_bytes(b"%PDF secret")
    for name in ("secret.pdf", "secret.json"):
        (export / name).symlink_to(tmp_path / "outside.pdf")
    (export / "round.pdf").symlink_to(export / "round.pdf")
    os.mkfifo(export / "pipe.pdf")
    (export / "large.pdf").write_bytes(b"%PDF" * 100)
    links = "".join(
        f'<a href="/hc/article_attachments/{number}/{name}.pdf">x</a>'
        for number, name in enumerate(("secret", "round", "pipe", "large"), start=901)
    )
    article = moving.article(7001, "Støj", f"<p>{links}</p>")
    moving.write(export, "z.json", moving.page("articles", [article]))
    moved = move_in(export)
    for name, message in {
        "secret.pdf": "outside",
        "secret.json": "outside",
        "round.pdf": "cannot be opened",
        "pipe.pdf": "cannot be opened",
        "large.pdf": "too large",
    }.items():
        assert any(one.startswith(name) and message in one for one in said(moved)), name
    titles = set(get_document_model().objects.values_list("title", flat=True))
    assert not titles & {"secret.pdf", "round.pdf", "pipe.pdf", "large.pdf"}


def test_files_below_a_text_there_are_linked_below_it_here(export: Path) -> None:
    files = [moving.attachment(5, "Tegning æ.pdf", moving.NOISE)]
    moving.write(export, "z.json", moving.page("article_attachments", files))
    (export / "files" / "Tegning æ.pdf").write_bytes(b"%PDF tegning")
    move_in(export)
    assert "/hc/article_attachments/5/Tegning%20%C3%A6.pdf" in body(moving.NOISE, "da")
    assert counts(move_in(export).report)[2] == 11


def test_files_of_what_nobody_reads_are_not_public(export: Path) -> None:
    files = [moving.attachment(5, "intern.pdf", moving.INTERNAL)]
    moving.write(export, "z.json", moving.page("article_attachments", files))
    (export / "files" / "intern.pdf").write_bytes(b"%PDF intern")
    moved = move_in(export)
    assert any("left out while the text is unpublished" in one for one in said(moved))
    assert not get_document_model().objects.filter(title="intern.pdf").exists()
