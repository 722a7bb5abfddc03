"""Days that are closed stay as they are: they were counted by the first definitions.

What was read from votes and searches each time is rolled up for them as it stood, so that nothing
later rewrites them. In a transaction of its own: PostgreSQL builds no index where rows wait to be
checked.
"""

from collections import Counter
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import migrations, models

FIRST = (
    "explicit", "peer", "implicit", "failed", "self_service", "search_weak", "search_first_five",
    "search_reformulated", "search_contact", "language_gap", "quiet", "helpful",
)


def keep_closed_days(apps, schema_editor):
    ClosedDay = apps.get_model("effort", "ClosedDay")
    closed = ClosedDay.objects.all()
    closed.update(definitions=dict.fromkeys(FIRST, 1), zone=settings.REPORTING_TIME_ZONE)
    days = set(closed.values_list("day", flat=True))
    if days:
        DailyFigure = apps.get_model("effort", "DailyFigure")
        rows = [
            DailyFigure(
                day=day, figure="helpful", locale=locale, kind=kind, value=value,
                numerator=count[True], denominator=count.total(),
            )
            for (day, locale, kind, value), count in votes(apps, days).items()
        ]
        rows += [
            DailyFigure(
                day=day, figure="search_weak", locale=locale, kind="query", value=query,
                numerator=count, denominator=count,
            )
            for day, locale, query, count in failing_searches(apps) if day in days
        ]
        DailyFigure.objects.bulk_create(rows, batch_size=500)


def votes(apps, days):
    """Of each closed day, by language, and by article: how many said yes, and no."""
    zone = ZoneInfo(settings.REPORTING_TIME_ZONE)
    Vote = apps.get_model("kb", "Vote")
    found = {}
    rows = Vote.objects.filter(uncounted="").order_by().values_list(
        "at", "reader_locale", "family__slug", "helpful", "reason"
    )
    for at, locale, slug, helpful, reason in rows.iterator():
        day = at.astimezone(zone).date()
        if day in days:
            for kind, value in (("", ""), ("family", slug)):
                found.setdefault((day, locale, kind, value), Counter())[helpful] += 1
            if reason:
                of = (day, locale, "reason", f"{reason} {slug}")
                found.setdefault(of, Counter())[True] += 1
    return found


def failing_searches(apps):
    """By day, language and words, while these are kept: how often nothing fitted."""
    Step = apps.get_model("journal", "Step")
    weak = Step.objects.filter(kind="search", weak=True, uncounted="").exclude(query="").order_by()
    words = weak.values_list("day", "reader_locale", "query")
    return words.annotate(count=models.Count("pk")).iterator()


class Migration(migrations.Migration):

    dependencies = [
        ("effort", "0004_know_what_a_figure_is_of"),
        ("kb", "0005_count_a_networks_share"),
        ("journal", "0006_count_ways_taken"),
    ]

    operations = [migrations.RunPython(keep_closed_days, migrations.RunPython.noop)]
