from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GapsConfig(AppConfig):
    name = "portal.gaps"
    label = "gaps"
    verbose_name = _("Content gaps")

    def ready(self) -> None:
        from kb.models.pages import register_beside
        from portal import to_dos
        from portal.gaps.panels import TextPanel
        from portal.gaps.waiting import for_managers

        to_dos.register("gaps", for_managers)
        register_beside(TextPanel(heading=_("How this text does")))
