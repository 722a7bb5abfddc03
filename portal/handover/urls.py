from django.urls import path

from portal.handover import views
from portal.handover.conversation import views as conversation
from portal.handover.desk import views as desk

app_name = "handover"
# All signed addresses begin alike: web servers keep none of them in their logs.
urlpatterns = [
    path("contact/", views.contact, name="contact"),
    path("contact/suggestions/", views.suggestions, name="suggestions"),
    path("contact/solved/", views.solved, name="solved"),
    path("contact/sent/<str:signed>/", conversation.page, name="sent"),
    path("contact/sent/<str:signed>/add/", conversation.add, name="add"),
    path("contact/sent/<str:signed>/file/<int:pk>/", conversation.file, name="file"),
    path("contact/sent/<str:signed>/yes/", conversation.yes, name="yes"),
    path("contact/sent/<str:signed>/not-yet/", conversation.not_yet, name="not-yet"),
    path("contact/sent/<str:signed>/rate/", conversation.rate, name="rate"),
    path("contact/sent/<str:signed>/kept/<int:pk>/", desk.file, name="desk-file"),
    path("contact/sent/<str:signed>/answered/", desk.answered, name="desk-answered"),
    path("contact/sent/<str:signed>/solved/", desk.solved, name="desk-solved"),
]
