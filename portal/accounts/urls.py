"""The account's addresses, below /<language>/account/, beside allauth's own."""

from django.urls import path

from portal.accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.profile, name="profile"),
    path("data/", views.data, name="data"),
    path("erase/", views.erase, name="erase"),
]
