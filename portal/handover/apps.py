from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandoverConfig(AppConfig):
    name = "portal.handover"
    label = "handover"
    verbose_name = _("Contact requests")

    def ready(self) -> None:
        from kb.models.ids import renamed
        from portal.accounts import personal_data as registry
        from portal.handover import attachments, files, personal_data, renaming
        from portal.limits.uploads import take

        registry.register("handover", personal_data.export, personal_data.erase)
        take(files.TAKEN, "handover:contact", "handover:add")
        attachments.forget_files()
        renamed.connect(renaming.rename, dispatch_uid="handover.renaming")
