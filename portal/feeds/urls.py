from django.urls import path

from portal.feeds.views import api

app_name = "feeds"
urlpatterns = [
    path("api/report/", api.as_json, name="report"),
    path("api/report/csv/", api.as_csv, name="report-csv"),
]
