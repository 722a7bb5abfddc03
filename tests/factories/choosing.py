"""A reader who chooses a country."""

from django.http import HttpResponse
from django.test import Client

HERE = {"sec-fetch-site": "same-origin"}


def choose(client: Client, market: str, back: str = "/el/", **headers: str) -> HttpResponse:
    """Press a button of the form by which a country is chosen on a page."""
    address = f"/{back.split('/')[1]}/country/"
    posted = client.post(address, {"market": market, "next": back}, headers=HERE | headers)
    return posted  # type: ignore[return-value]
