"""One of each thing that an address can name, so that what is refused is refused for its sake."""

import uuid
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowTask,
)
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import TranslationCreator

from community.subscriptions import stopping
from kb import draft_links, tree
from kb.articles.bulk.models import Act
from kb.articles.reminders.letters import MAIL as REMINDERS
from kb.feedback import outcomes, versions
from kb.feedback.models import Vote
from kb.models import HelpPage, Kind, LanguageRule, Product
from kb.translation.desk import pictures
from kb.translation.desk.places import Place
from kb.translation.digests.letters import MAIL as DIGESTS
from portal.accounts import trades
from portal.accounts.models import User
from portal.deflection import suggesting
from portal.deflection.models import Attempt
from portal.effort.models import OwnNumber, Series
from portal.feeds.letters import MAIL as WEEKLY
from portal.handover import files, links, sending
from portal.handover.models import Attachment, ContactRequest
from portal.home import site
from portal.journal import counting, days
from portal.journal.models import StepKind
from portal.legal.models import LegalKind
from portal.support import taps
from portal.watches import links as watching
from search.results import clicks
from tests.factories import (
    accounts,
    announcements,
    community,
    gaps,
    groups,
    kb,
    legal,
    mail,
    support,
    timeline,
    tuning,
    watches,
)
from tests.factories.glossary import make_term
from tests.factories.handover import hit
from tests.journeys.routes import Route

# What an id stands for, by the beginning of the route's name; and by the part's own name.
_PKS = {
    "wagtailadmin_api:pages": "page",
    "wagtailadmin_api:documents": "document",
    "wagtailadmin_api:images": "image",
    "wagtailadmin_pages": "page",
    "wagtailadmin_collections": "collection",
    "wagtailadmin_workflows:edit_task": "task",
    "wagtailadmin_workflows:disable_task": "task",
    "wagtailadmin_workflows:enable_task": "task",
    "wagtailadmin_workflows": "workflow",
    "wagtailsnippets_kb_family": "family",
    "wagtailsnippets_kb_announcement": "announcement",
    "wagtailsnippets_kb_product": "product",
    "wagtailsnippets_kb_languagerule": "rule",
    "wagtailsnippets_community_category": "category",
    "wagtailsnippetchoosers_kb_family": "family",
    "wagtailsnippetchoosers_kb_announcement": "announcement",
    "wagtailsnippetchoosers_kb_product": "product",
    "wagtailsnippetchoosers_kb_languagerule": "rule",
    "wagtailsnippetchoosers_community_category": "category",
    "search_synonyms": "synonyms",
    "search_pins": "pins",
    "search_protected": "protected",
    "search_judged": "judged",
    "effort_notes": "note",
    "content_gaps_finish": "open gap",
    "content_gap_hand_over": "open gap",
    "content_gap_invite": "open gap",
    "content_gap": "gap",
    "support_markets": "market",
    "support_hours": "hours",
    "support_promises": "desk",
    "support_ways": "way",
    "wagtaillocales": "locale",
    "wagtailsites": "site",
    "wagtailusers_users": "member",
    "wagtailusers_groups": "group",
    "wagtaildocs_chooser": "document",
    "wagtailimages_chooser": "image",
    "mail": "mail",
    "handover:file": "file",
    "handover:desk-file": "file",
}
_PARTS = {
    **dict.fromkeys(("page_id", "page_to_move_id", "page_pk", "object_id"), "page"),
    **dict.fromkeys(("parent_page_id", "destination_id", "parent"), "container"),
    **dict.fromkeys(("revision_id", "revision_id_a", "revision_id_b"), "revision"),
    **dict.fromkeys(("document_id", "doc_id"), "document"),
    "image_id": "image",
    "collection_id": "collection",
    "workflow_pk": "workflow",
    "task_id": "task",
    "redirect_id": "redirect",
    "act_id": "act",
    "translation_source_id": "source",
    "translation_id": "translation",
    "string_segment_id": "string",
    "overridable_segment_id": "overridable",
    **{name: name for name in ("segment", "picture")},
    "thread_id": "thread",
    **dict.fromkeys(("answer_id", "post_id"), "answer"),
    "member_id": "member",
    "task_state_id": "task state",
    "workflow_state_id": "workflow state",
}
_AT_THE_DESK = ("", "_segment", "_suggestions", "_comments", "_machine", "_picture")
_WORDS = {
    "moved rest": "da",
    "own_numbers_forget series": "calls",
    "wagtail_bulk_action app_label": "wagtailcore",
    "wagtail_bulk_action model_name": "page",
    "wagtail_bulk_action action": "delete",
    "wagtailadmin_editing_sessions:ping app_label": "wagtailcore",
    "wagtailadmin_editing_sessions:ping model_name": "page",
    "wagtailadmin_workflows:add_task app_label": "wagtailcore",
    "wagtailadmin_workflows:add_task model_name": "groupapprovaltask",
    "content_gap_hand_over locale": "el",
    "content_gap_invite locale": "el",
    "effort_figure key": "explicit",
    "kb_matrix_language code": "el",
    "kb_worklist code": "el",
    "kb_digest code": "el",
    **dict.fromkeys(("kb_term_new code", "kb_term_entry code", "kb_style code"), "el"),
    **dict.fromkeys(("kb_exchange locale", "kb_exchange_out locale"), "el"),
    **dict.fromkeys(("kb_exchange_many code", "kb_exchange_many_out code"), "el"),
    **dict.fromkeys(("kb_exchange_out ending", "kb_exchange_many_out ending"), "po"),
    "content_type_app_name": "kb",
    "content_type_model_name": "articlepage",
    "wagtailadmin_pages:choose_parent app_label": "kb",
    "wagtailadmin_pages:choose_parent model_name": "articlepage",
    "wagtailadmin_tag_model_autocomplete app_name": "taggit",
    "wagtailadmin_tag_model_autocomplete model_name": "tag",
    "action_name": "publish",
    "mode": "default",
    "filter_spec": "width-10",
    "community:category slug": "heating",
    "slug": "cold-room",
    **dict.fromkeys((f"kb_desk{view} locale" for view in _AT_THE_DESK), "el"),
    "provider_id": "x",
    "watches:ask occasion": "fixed",
    "watches:ask about": "1",
}
# Routes that name the thing in their query.
_ASKING = {
    "wagtail_bulk_action": "page",
    "wagtailadmin_api:pages:find": "page",
    "wagtailadmin_api:documents:find": "document",
    "wagtailadmin_api:images:find": "image",
}


@dataclass
class World:
    """What there is, by name; the people who have made it, and the keys that were signed."""

    asker: User
    things: dict[str, Any]
    signed: dict[str, str]

    def part(self, route: str, part: str) -> str | None:
        """What stands for a part of a route's path; None if any value does as well."""
        if part == "signed":
            return self.signed.get(route)
        if word := _WORDS.get(f"{route} {part}") or _WORDS.get(part):
            return word
        kinds = [thing for start, thing in _PKS.items() if route.startswith(start)]
        kind = _PARTS.get(part) or (kinds[0] if part in {"pk", ""} and kinds else "")
        return str(self.things[kind].pk) if kind else None

    def address(self, route: Route) -> str:
        """Where a route leads to one of these things."""
        thing = self.things.get(_ASKING.get(route.name, ""))
        return route.path(self.part) + (f"?id={thing.pk}" if thing else "")


def make() -> World:
    """A help centre with an article in two languages, a question, and all that editors keep."""
    site.set_up()
    asker = accounts.member("Asker")
    family = kb.make_family("Cold room", slug="cold-room", products=["Hub"])
    files = _files()
    screen = {"image": files["image"].pk, "alt": "", "caption": "", "shows_words": True}
    body = [("text", "<p>Open the valve.</p>"), ("image", screen)]
    page = kb.make_page(family, "en", title="A cold room", body=body)
    for legal_kind in LegalKind.values:
        legal.legal_page(legal_kind, "en")
    make_term("cold-room", en="cold room")
    thread = community.thread(asker)
    answer = community.answer(thread, asker)
    problem = announcements.problem(number=1)
    things = {
        "page": page,
        "container": tree.container("en", Kind.HOWTO),
        "revision": page.latest_revision,
        "family": family,
        "announcement": problem,
        "product": Product.objects.get(),
        "thread": thread,
        "answer": answer,
        "category": thread.category,
        "member": accounts.member("Named"),
        "group": groups.group(trades.AUTHORS),
        "locale": Locale.objects.get(language_code="sv"),
        "rule": LanguageRule.objects.create(locale=Locale.objects.get(language_code="sv")),
        "site": Site.objects.get(),
        "mail": mail.queued(),
        "note": timeline.note("Διακοπή", days.day_of()),
        "gap": gaps.gap("κρύο", state="dismissed"),
        "open gap": gaps.gap("θόρυβος"),
        "act": Act.objects.create(verb="publish", by=asker, begun_at=timezone.now()),
    }
    things |= _tuned() | _support() | files | _workflow(page, asker) | _translated(page, asker)
    signed = _signed(
        {
            "kb:draft": draft_links.address(page),
            "community:stop": stopping.address(asker, thread),
            "weekly:stop": WEEKLY.address(asker),
            "watches:own": watching.own(watches.watch(problem)),
            "kb:reminders": REMINDERS.address(asker),
            "kb:digest": DIGESTS.address(asker),
            "kb:rewritten": _told(page),
        }
    )
    return World(asker, things | {"file": Attachment.objects.get()}, signed)


def _tuned() -> dict[str, Any]:
    return {
        "synonyms": tuning.synonyms("hub", "gateway"),
        "pins": tuning.pins("cold", "article:cold-room"),
        "protected": tuning.protected("valve"),
        "judged": tuning.judged("cold", cold_room=2),
    }


def _support() -> dict[str, Any]:
    hours = support.hours()
    OwnNumber.objects.create(day=days.day_of(), series=Series.CALLS, value=31)
    return {
        "market": support.market("GR"),
        "hours": hours,
        "desk": support.desk(hours, promised=6),
        "way": support.way("phone", "+30 21 0123 4567"),
    }


def _files() -> dict[str, Any]:
    image, document = get_image_model().objects, get_document_model().objects
    return {
        "image": image.create(title="Valve", file=get_test_image_file()),
        "document": document.create(title="Manual", file=ContentFile(b"x", name="manual.txt")),
        "collection": Collection.get_first_root_node().add_child(name="Manuals"),
        "redirect": Redirect.objects.create(old_path="/old", redirect_link="/en/"),
    }


def _workflow(page: Page, author: User) -> dict[str, Any]:
    """A workflow of one task, which the page has been submitted to."""
    workflow = Workflow.objects.create(name="Two pairs of eyes")
    task = GroupApprovalTask.objects.create(name="Look")
    task.groups.add(*map(groups.group, (trades.PUBLISHERS, trades.ADMINISTRATORS)))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page.save_revision()
    state = workflow.start(page, author)
    return {
        "workflow": workflow,
        "task": task,
        "workflow state": state,
        "task state": state.current_task_state,
    }


def _translated(page: Page, author: User) -> dict[str, Any]:
    """The page, submitted for translation."""
    greek = kb.make_locale("el")
    TranslationCreator(author, [greek]).create_translations(page)
    desk = Place(family=page.family, locale=greek)
    return {
        "source": TranslationSource.objects.get(),
        "translation": Translation.objects.get(),
        "string": StringSegment.objects.all()[0],
        "overridable": OverridableSegment.objects.get(),
        "segment": SimpleNamespace(pk=next(iter(desk.segments()))),
        "picture": SimpleNamespace(pk=pictures.shown(desk)[0].name),
    }


def _signed(more: dict[str, str]) -> dict[str, str]:
    """What stands for a signed part, by the route's name."""
    asked = _request()
    addresses = more | {
        "journal:count": counting.address(StepKind.READ, "en", family="cold-room"),
        "support:tap": taps.address("phone", "GR", "en"),
        "search:click": clicks.address(hit(), "en", 1),
        "deflection:open": suggesting._address(
            hit(), Attempt.Kind.CONTACT, uuid.uuid4()
        ).partition("#")[0],
    }
    signed = {name: path.rstrip("/").rpartition("/")[2] for name, path in addresses.items()}
    pages = ("sent", "add", "file", "yes", "not-yet", "rate")
    desk = ("desk-file", "desk-answered", "desk-solved")
    for keys, views in ((links._PAGE, pages), (links._DESK, desk)):
        signed |= {f"handover:{view}": keys.sign(asked.reference) for view in views}
    return signed


def _told(page: HelpPage) -> str:
    """Where a reader says whether a text that was rewritten is better."""
    said = {"helpful": False, "reader_locale": "en", "text_locale": "en"}
    vote = Vote.objects.create(family=page.family, voter="token:x", **said)
    version = versions.latest(page)
    assert version
    return outcomes.address(vote, version, "en")


def _request() -> ContactRequest:
    """A request with a file."""
    text = files.Checked("manual.pdf", "application/pdf", b"%PDF-1.7 %%EOF")
    draft = sending.RequestDraft(
        form=uuid.uuid4(), locale="en", email="reader@example.com", message="Cold", file=text
    )
    return sending.send(draft)[0]
