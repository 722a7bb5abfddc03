"""The account's addresses, below /<language>/account/, beside allauth's own."""

from django.urls import path

from portal.accounts import sign_in, views

app_name = "accounts"

urlpatterns = [
    path("", views.profile, name="profile"),
    path("data/", views.data, name="data"),
    path("erase/", views.erase, name="erase"),
    path("prove/", views.prove, name="prove"),
    # Before allauth's own view of the same address.
    path("oidc/<str:provider_id>/login/", sign_in.to_provider, name="to_provider"),
]
