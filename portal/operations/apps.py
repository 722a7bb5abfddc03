from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OperationsConfig(AppConfig):
    name = "portal.operations"
    label = "operations"

    def ready(self) -> None:
        from django.core.checks import register

        from portal.operations import checks

        autodiscover_modules("needs")
        register(checks.no_embedder, "portal", deploy=True)
