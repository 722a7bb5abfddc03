"""The community's addresses, below /<language>/community/."""

from django.urls import path

from community.forum.views import asking, posting, reading
from community.moderation import views as moderation

app_name = "community"

urlpatterns = [
    path("", reading.index, name="index"),
    path("ask/", asking.ask, name="ask"),
    path("ask/suggestions/", asking.suggestions, name="suggestions"),
    path("c/<slug:slug>/", reading.category, name="category"),
    path("thread/<int:thread_id>/answer/", posting.answer, name="answer"),
    path("thread/<int:thread_id>/report/", posting.report, name="report"),
    path("thread/<int:thread_id>/report/<int:answer_id>/", posting.report, name="report"),
    path("thread/<int:thread_id>/moderate/", moderation.act, name="moderate-thread"),
    path("t/<int:thread_id>/", reading.thread, name="thread"),
    path("t/<int:thread_id>/<str:slug>/", reading.thread, name="thread"),
    path("a/<int:answer_id>/accept/", posting.accept, name="accept"),
    path("a/<int:answer_id>/vote/", posting.vote, name="vote"),
    path("a/<int:answer_id>/moderate/", moderation.act, name="moderate-answer"),
    path("moderation/", moderation.queue, name="moderate"),
]
