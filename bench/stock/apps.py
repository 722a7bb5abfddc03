"""The stock site's one application."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    """Its tables are made without migrations."""

    name = "bench.stock"
    label = "stock"
