"""What a family is: the kinds of texts that editors write."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a family is. The first two are both articles; the last is read in others alone."""

    HOWTO = "howto", _("How-to")
    TROUBLESHOOTING = "troubleshooting", _("Troubleshooting")
    FAQ = "faq", _("Question and answer")
    TOPIC = "topic", _("Topic")
    SNIPPET = "snippet", _("Snippet")


IN_NO_TOPIC = frozenset({Kind.TOPIC, Kind.SNIPPET})
"""What readers do not come to through a topic."""
