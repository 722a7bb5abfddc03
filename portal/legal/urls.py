"""Addresses under a language's prefix."""

from django.urls import path

from portal.legal import views
from portal.legal.models import LegalKind

app_name = "legal"
urlpatterns = [
    path(f"{kind}/", views.read, {"kind": kind}, name=kind) for kind in LegalKind.values
]
