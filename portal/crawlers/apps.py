from django.apps import AppConfig


class CrawlersConfig(AppConfig):
    name = "portal.crawlers"
