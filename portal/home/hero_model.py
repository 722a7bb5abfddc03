"""The band on top of every language's front page, as the owner has dressed it."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

DRESS = "dress_front"
"""The permission to change it."""


class Hero(models.Model):
    """What the owner has said of the band on top of the front page; there is one row, or none."""

    ROW: ClassVar = 1

    image = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_(
            "What you mark in the picture as its focal point stays in sight on each screen."
        ),
    )
    colour = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[
            RegexValidator(
                r"^#[0-9a-fA-F]{6}$", _("Enter a colour as # and six digits, for example #0b6e5f.")
            )
        ],
        help_text=_(
            "For example #0b6e5f; without one it is your accent colour. As much of it lies over"
            " the picture as the words need to be read."
        ),
    )
    # What the picture shows, by language. Where nothing is said, it is there for its looks.
    words = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("front page’s band")
        verbose_name_plural = _("front page’s bands")
        default_permissions = ()
        permissions: ClassVar = [(DRESS, _("Can dress the front page"))]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_hero"),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
