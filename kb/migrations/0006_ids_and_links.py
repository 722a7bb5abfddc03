"""Ids know whether somebody typed them; links stand in the index of references; kinds agree."""

from collections.abc import Iterator
from typing import Any

from django.db import migrations, models
from wagtail.fields import StreamField
from wagtail.models import ReferenceIndex

_AT_ONCE = 400
_KINDS = {
    "ArticlePage": ("howto", "troubleshooting"),
    "FaqPage": ("faq",),
    "TopicPage": ("topic",),
}


def index_links(apps: Any, schema_editor: Any) -> None:
    """Each text's links to articles, as Wagtail indexes them from now on; safe to run again."""
    index = apps.get_model("wagtailcore", "ReferenceIndex")
    for model in apps.get_models():
        fields = {field.name: field for field in model._meta.concrete_fields}
        if "page_ptr" in fields | model._meta.parents and isinstance(fields.get("body"), StreamField):
            rows = [row for page in model.objects.iterator() for row in _links(apps, page)]
            index.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)


def _links(apps: Any, page: Any) -> Iterator[Any]:
    index = apps.get_model("wagtailcore", "ReferenceIndex")
    field = page._meta.get_field("body")
    for model, number, model_path, content_path in field.extract_references(page.body):
        if model._meta.label == "kb.Family":
            yield index(
                content_type_id=page.content_type_id,
                base_content_type_id=_type(apps, "wagtailcore", "page"),
                object_id=str(page.pk),
                to_content_type_id=_type(apps, "kb", "family"),
                to_object_id=number,
                model_path=f"body.{model_path}",
                content_path=f"body.{content_path}",
                content_path_hash=ReferenceIndex._get_content_path_hash(f"body.{content_path}"),
            )


def _type(apps: Any, app: str, model: str) -> int:
    types = apps.get_model("contenttypes", "ContentType").objects
    number: int = types.get_or_create(app_label=app, model=model)[0].pk
    return number


def agree(apps: Any, schema_editor: Any) -> None:
    """A family is what its texts are; a topic that never was one holds nothing."""
    family = apps.get_model("kb", "Family")
    for name, kinds in _KINDS.items():
        pages = apps.get_model("kb", name).objects.values("family")
        wrong = family.objects.filter(pk__in=pages).exclude(kind__in=kinds)
        numbers = list(wrong.values_list("pk", flat=True))
        family.objects.filter(pk__in=numbers).update(kind=kinds[0])
        if name != "TopicPage":
            apps.get_model("kb", "Membership").objects.filter(topic__in=numbers).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("kb", "0005_count_a_networks_share"),
    ]

    operations = [
        migrations.AddField(
            model_name="family",
            name="slug_is_typed",
            field=models.BooleanField(db_default=True, default=True, editable=False),
        ),
        migrations.RunPython(agree, migrations.RunPython.noop),
        migrations.RunPython(index_links, migrations.RunPython.noop),
    ]
