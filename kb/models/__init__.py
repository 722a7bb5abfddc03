from wagtail.models import Page


class ArticleIndexPage(Page):
    pass


class FaqIndexPage(Page):
    pass


class TopicIndexPage(Page):
    pass
