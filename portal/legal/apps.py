from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalConfig(AppConfig):
    name = "portal.legal"
    label = "legal"
    verbose_name = _("Privacy, terms and accessibility")

    def ready(self) -> None:
        from django.core.checks import register

        from kb.translation.segments.setup import make_translatable
        from portal.legal import checks, signals
        from portal.legal.models import LegalPage

        make_translatable(LegalPage, "title", "body")
        signals.connect()
        register(checks.unpublished, "portal", deploy=True)
