from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from django.core.checks import register

        from kb import tree
        from portal.home import checks, policy, signals, uploads
        from portal.home.models import HomePage

        tree.register_home(HomePage)
        uploads.declare()
        policy.register(self)
        signals.connect()
        register(checks.languages_left)
