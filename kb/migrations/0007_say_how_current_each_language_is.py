"""One word for each language of each article. Of existing sites each past change is a large one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

_AT_ONCE = 200
_TAG = re.compile(r"<[^>]*>")
_WORDS = (
    *("source", "missing", "in_work", "needs_review", "update_needed", "outdated", "current"),
    "by_hand",
)


def fill(apps: Any, schema_editor: Any) -> None:
    """What is said of all languages of all articles, some articles at a time."""
    now = timezone.now()
    family, state = apps.get_model("kb", "Family"), apps.get_model("kb", "TranslationState")
    locales = list(apps.get_model("wagtailcore", "Locale").objects.values_list("pk", flat=True))
    numbers = list(family.objects.order_by("pk").values_list("pk", flat=True))
    for some in batched(numbers, _AT_ONCE):
        families = list(family.objects.filter(pk__in=some))
        rows = [state(**facts) for facts in _said(apps, families, locales, now)]
        state.objects.bulk_create(rows, batch_size=_AT_ONCE)


def _said(apps: Any, families: list[Any], locales: list[int], now: Any) -> Iterator[dict[str, Any]]:
    pages = {
        (row["family_id"], row["locale_id"]): row
        for row in apps.get_model("kb", "HelpPage")
        .objects.filter(family__in=[family.pk for family in families], alias_of=None)
        .values("pk", "family_id", "locale_id", "live", "by_hand", "last_published_at")
    }
    left = _left(apps, families)
    whole = _words(apps, families)
    reviewed = _in_review(apps)
    for family in families:
        for locale in locales:
            page = pages.get((family.pk, locale))
            rest = left.get((family.translation_key, locale))
            if family.by_hand or (page and page["by_hand"]):
                rest = None
            if locale == family.source_locale_id:
                word = "source"
            else:
                word = _word(family, page, rest, is_in_review=page and str(page["pk"]) in reviewed)
            words = rest if word != "missing" and rest is not None else whole.get(family.pk, 0)
            if word in ("source", "current", "by_hand"):
                words = 0
            since = family.source_changed_at if word == "outdated" else None
            if since is None and page and page["live"]:
                since = page["last_published_at"]
            yield {
                "family_id": family.pk,
                "locale_id": locale,
                "currency": word,
                "since": since or now,
                "words_to_do": words,
            }


def _word(family: Any, page: Any, rest: int | None, *, is_in_review: bool) -> str:
    if page is None:
        return "missing"
    if not page["live"]:
        return "needs_review" if is_in_review else "in_work"
    published, change = page["last_published_at"], family.source_changed_at
    if change is not None and (published is None or published < change):
        return "outdated"
    if rest:
        return "update_needed"
    if is_in_review:
        return "needs_review"
    return "by_hand" if page["by_hand"] or family.by_hand else "current"


def _in_review(apps: Any) -> set[str]:
    states = apps.get_model("wagtailcore", "WorkflowState").objects.filter(
        status="in_progress",
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    )
    return set(states.values_list("object_id", flat=True))


def _left(apps: Any, families: list[Any]) -> dict[tuple[Any, int], int]:
    """Words of the segments that are not translated, where an article is by segments."""
    sources = {family.translation_key: family.source_locale_id for family in families}
    of = lambda name: apps.get_model("wagtail_localize", name).objects  # noqa: E731
    desks: dict[int, list[tuple[Any, int]]] = {}
    rows = of("Translation").filter(source__object_id__in=list(sources), enabled=True)
    fields = ("source_id", "source__object_id", "source__locale_id", "target_locale_id")
    for source, key, source_locale, locale in rows.values_list(*fields):
        if sources[key] == source_locale:
            desks.setdefault(source, []).append((key, locale))
    done = set(
        of("StringTranslation")
        .filter(context__object_id__in=list(sources), has_error=False)
        .values_list("context_id", "translation_of_id", "locale_id")
    )
    left: Counter[tuple[Any, int]] = Counter({one: 0 for some in desks.values() for one in some})
    segments = of("StringSegment").filter(source__in=list(desks)).order_by()
    fields = ("source_id", "context_id", "string_id", "string__data")
    for source, context, string, text in segments.values_list(*fields):
        for key, locale in desks[source]:
            if (context, string, locale) not in done:
                left[key, locale] += max(1, _count([text]))
    return dict(left)


def _words(apps: Any, families: list[Any]) -> dict[int, int]:
    """Words of the sources, roughly: the job that works all of this out anew counts them."""
    pages = apps.get_model("kb", "HelpPage").objects.filter(
        family__in=[family.pk for family in families],
        locale=models.F("family__source_locale"),
        alias_of=None,
    )
    rows = pages.values_list("family_id", "title", "summary", "keywords", "body")
    return {
        family: _count([title, summary, keywords, *_strings(list(body.raw_data))])
        for family, title, summary, keywords, body in rows
    }


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in ("id", "type"):
                yield from _strings(one)


def _count(texts: Iterable[str]) -> int:
    return sum(len(_TAG.sub(" ", text).split()) for text in texts)


class Migration(migrations.Migration):
    dependencies = [
        ("kb", "0006_ids_and_links"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="family",
            name="source_amended_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.CreateModel(
            name="TranslationState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[
                            ("source", "source"),
                            ("missing", "missing"),
                            ("in_work", "in work"),
                            ("needs_review", "needs review"),
                            ("update_needed", "update needed"),
                            ("outdated", "outdated"),
                            ("current", "current"),
                            ("by_hand", "by hand"),
                        ],
                        max_length=20,
                        verbose_name="how current",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("words_to_do", models.PositiveIntegerField(default=0, verbose_name="words to do")),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="states",
                        to="kb.family",
                        verbose_name="article family",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
            ],
            options={
                "verbose_name": "state of a translation",
                "verbose_name_plural": "states of translations",
                "indexes": [
                    models.Index(fields=["locale", "currency"], name="kb_state_by_word")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("family", "locale"), name="kb_state_once"),
                    models.CheckConstraint(
                        condition=models.Q(("currency__in", list(_WORDS))),
                        name="kb_state_currency_is_known",
                    ),
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
