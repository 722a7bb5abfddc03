from django.urls import path

from portal.deflection import views

app_name = "deflection"
urlpatterns = [
    path("contact/open/<str:signed>/", views.open_suggestion, name="open"),
]
