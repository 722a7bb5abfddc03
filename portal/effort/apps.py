from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EffortConfig(AppConfig):
    name = "portal.effort"
    label = "effort"
    verbose_name = _("Support effort")
