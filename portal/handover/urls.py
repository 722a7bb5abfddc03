from django.urls import path

from portal.handover import views

app_name = "handover"
urlpatterns = [
    path("contact/", views.contact, name="contact"),
    path("contact/suggestions/", views.suggestions, name="suggestions"),
    path("contact/solved/", views.solved, name="solved"),
    path("contact/sent/<str:signed>/", views.sent, name="sent"),
]
