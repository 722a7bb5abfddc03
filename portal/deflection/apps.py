from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeflectionConfig(AppConfig):
    name = "portal.deflection"
    label = "deflection"
    verbose_name = _("Attempts")
