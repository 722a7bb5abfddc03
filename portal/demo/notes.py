"""What the sample's owner noted on the report's time axis: the release of the story."""

from datetime import datetime, timedelta

from portal import locales
from portal.demo import story
from portal.effort.models import Note
from portal.effort.timeline.models import Kind
from portal.journal import days


def seed(now: datetime) -> None:
    """Note the release, in the language of those who had it, where the site has that."""
    if story.RELEASE_LOCALE not in locales.codes() or Note.objects.exists():
        return
    day = days.day_of(now - timedelta(days=story.RELEASE[-1]))
    Note.objects.create(
        kind=Kind.RELEASE,
        first=day,
        last=day,
        text="Versjon 4.2 til huben",
        written_in=story.RELEASE_LOCALE,
        market=story.MARKETS[story.RELEASE_LOCALE],
    )
