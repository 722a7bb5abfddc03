"""The community's addresses, below /<language>/community/."""

from django.urls import path

from community.forum.views import asking, own, posting, reading
from community.moderation import views as moderation
from community.subscriptions import views as subscriptions

app_name = "community"

urlpatterns = [
    path("", reading.index, name="index"),
    path("sitemap.xml", reading.sitemap, name="sitemap"),
    path("ask/", asking.ask, name="ask"),
    path("ask/suggestions/", asking.suggestions, name="suggestions"),
    path("c/<slug:slug>/", reading.category, name="category"),
    path("thread/<int:thread_id>/answer/", posting.answer, name="answer"),
    path("thread/<int:thread_id>/follow/", subscriptions.follow, name="follow"),
    path("thread/<int:thread_id>/report/", posting.report, name="report"),
    path("thread/<int:thread_id>/report/<int:answer_id>/", posting.report, name="report"),
    path("thread/<int:thread_id>/moderate/", moderation.act, name="moderate-thread"),
    path("mine/", own.mine, name="mine"),
    path("mails/", subscriptions.mails, name="mails"),
    path("mails/stop/<str:signed>/", subscriptions.stop, name="stop"),
    path("p/<int:post_id>/edit/", own.edit, name="edit"),
    path("p/<int:post_id>/withdraw/", own.withdraw, name="withdraw"),
    path("p/<int:post_id>/history/", reading.history, name="history"),
    path("t/<int:thread_id>/", reading.thread, name="thread"),
    path("t/<int:thread_id>/<str:slug>/", reading.thread, name="thread"),
    path("a/<int:answer_id>/accept/", posting.accept, name="accept"),
    path("a/<int:answer_id>/vote/", posting.vote, name="vote"),
    path("a/<int:answer_id>/moderate/", moderation.act, name="moderate-answer"),
    path("moderation/", moderation.queue, name="moderate"),
    path("moderation/member/<int:member_id>/", moderation.member, name="moderate-member"),
]
