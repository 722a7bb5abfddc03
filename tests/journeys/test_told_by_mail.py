"""An Indonesian asks, is told by mail, and accepts; a spammer shows nobody a link."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from community.forum.models import Post, Thread
from portal.accounts.models import User
from portal.mail.models import OutboundMail
from tests.browser import PHONE, NewContext
from tests.factories import accounts
from tests.factories import community as factory
from tests.journeys.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def sign_in(page: Page, address: str, user: User, locale: str) -> None:
    page.goto(f"{address}/{locale}/account/login/")
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main h1").first).to_be_visible()
    expect(page).not_to_have_url(re.compile("login"))


def ask(page: Page, address: str, locale: str, title: str, body: str) -> None:
    page.goto(f"{address}/{locale}/community/ask/")
    page.locator("[name=title]").fill(title)
    page.locator("[name=body]").fill(body)
    page.locator("[name=locale]").select_option(locale)
    page.locator("#ask-form button.button--primary").click()
    post = page.locator("#ask-form button[value=post]")
    heading = page.locator("h1", has_text=title)
    expect(post.or_(heading).first).to_be_visible()
    if post.is_visible():
        post.click()
    expect(page.locator("h1")).to_have_text(title)


def in_mail(mail: OutboundMail, part: str) -> str:
    """The path that the mail's line with this part leads to."""
    line = next(line for line in mail.text.splitlines() if part in line)
    return "/" + line.split("://", 1)[1].split("/", 1)[1]


def test_an_indonesian_asks_is_told_by_mail_and_accepts(
    help_centre: str, member: User, new_context: NewContext
) -> None:
    User.objects.filter(pk=member.pk).update(locale="id")
    page = new_context(locale="id", viewport=PHONE).new_page()
    sign_in(page, help_centre, member, "id")
    ask(page, help_centre, "id", "Kenapa kamar tidur dingin?", "Sejak Minggu kamar dingin sekali.")
    expect(page.locator(".notice--success")).to_contain_text("r…@e….com")

    thread = Thread.objects.get()
    answer = factory.answer(thread, body="Buka katup radiator sampai penuh.")
    mail = OutboundMail.objects.get(to=member.email)
    assert mail.locale == "id"
    # A mail program opens a window of its own.
    page = page.context.new_page()
    page.goto(help_centre + in_mail(mail, "/community/t/"))
    post = page.locator(f"#{answer.anchor}")
    expect(post).to_contain_text("Buka katup radiator")
    post.locator(f"form[action$='/a/{answer.pk}/accept/'] button").click()
    expect(page.locator(f"#{answer.anchor} .pill--success")).to_be_visible()
    assert Post.objects.get(pk=answer.pk).accepted_at

    page.goto(f"{help_centre}/id/community/mine/")
    expect(page.locator(".pill--success")).to_have_count(1)
    stopping = new_context(locale="id", viewport=PHONE).new_page()
    stopping.goto(help_centre + in_mail(mail, "/mails/stop/"))
    stopping.locator("button[value=thread]").click()
    expect(stopping.locator(".notice--success")).to_be_visible()
    factory.answer(thread, body="Atau panggil teknisi.")
    assert OutboundMail.objects.filter(to=member.email).count() == 1


def test_a_spam_burst_never_shows_a_link(
    help_centre: str, member: User, new_context: NewContext
) -> None:
    thread = factory.thread(locale="el", title="Γιατί κρυώνει το δωμάτιο;")
    spammer = new_context(locale="el", viewport=PHONE).new_page()
    sign_in(spammer, help_centre, member, "el")
    title = "Κερδίστε σήμερα πολλά"
    ask(spammer, help_centre, "el", title, "Δείτε το zqspam.example/kerdos τώρα αμέσως")
    expect(spammer.locator(".pill--warning")).to_be_visible()
    for number in range(3):
        spammer.goto(help_centre + f"/el/community/t/{thread.pk}/")
        spammer.locator("#answer [name=body]").fill(f"http://zqspam.example/{number} εδώ")
        spammer.locator("#answer button[value=post]").click()
        expect(spammer.locator(".answer--hidden")).to_have_count(number + 1)
    expect(spammer.locator(f"text=zqspam.example/{2}")).to_be_visible()

    reader = new_context(locale="el", viewport=PHONE).new_page()
    moderator = Client(headers={"sec-fetch-site": "same-origin"})
    boss = accounts.moderator()
    moderator.force_login(boss)
    accounts.pass_second_factor(moderator, boss)
    places = ("", "community/", "community/c/warmth/", f"community/t/{thread.pk}/")
    for path in (*places, "search/?q=zqspam"):
        reader.goto(f"{help_centre}/el/{path}")
        links = reader.locator("main a").evaluate_all("all => all.map(a => a.href)")
        assert not [link for link in links if "zqspam.example" in link], path
        assert title not in reader.locator("main").inner_text(), path
    assert not OutboundMail.objects.filter(text__contains="zqspam").exists()
    queue = moderator.get("/el/community/moderation/").content.decode()
    assert queue.count("zqspam.example/") >= 4
    moderator.post(
        f"/el/community/moderation/member/{member.pk}/", {"verb": "hide_all", "reason": "Spam"}
    )
    assert not Post.objects.filter(author=member).exclude(state="hidden").exists()
