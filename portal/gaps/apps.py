from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GapsConfig(AppConfig):
    name = "portal.gaps"
    label = "gaps"
    verbose_name = _("Content gaps")

    def ready(self) -> None:
        from kb.models.ids import renamed
        from kb.models.pages import register_beside
        from portal import actors, to_dos
        from portal.accounts import personal_data as rooms
        from portal.gaps import personal_data, renaming
        from portal.gaps.panels import TextPanel
        from portal.gaps.policy import POLICY
        from portal.gaps.waiting import for_managers

        actors.register("gaps", POLICY)
        to_dos.register("gaps", for_managers)
        rooms.register("gaps", personal_data.export, personal_data.erase)
        register_beside(TextPanel(heading=_("How this text does")))
        renamed.connect(renaming.rename, dispatch_uid="gaps.renaming")
