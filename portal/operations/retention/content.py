"""What editors write, and what comes of it."""

from datetime import timedelta

from portal.operations.retention import due
from portal.operations.retention.rules import RetentionRule, Sweep, older_than, passed

CONTENT = (
    RetentionRule(
        what="Pages, articles, products, pictures, documents and whom they are for",
        kept="until an editor deletes them",
        models=(
            *("wagtailcore.Page", "home.HomePage", "kb.ArticleIndexPage", "kb.FaqIndexPage"),
            *("kb.TopicIndexPage", "kb.HelpPage", "kb.ArticlePage", "kb.FaqPage", "kb.TopicPage"),
            *("kb.SnippetIndexPage", "kb.SnippetPage", "legal.LegalPage"),
            *("kb.Family", "kb.Product", "wagtailredirects.Redirect", "wagtaildocs.Document"),
            *("wagtailimages.Image", "wagtailcore.Collection", "taggit.Tag"),
            *("community.Category", "community.Thread"),
        ),
        because="This is what the site is for.",
    ),
    RetentionRule(
        what="What hangs on them: topics, old addresses, numbers of versions, sizes of pictures,"
        " restrictions, references, comments",
        kept="as long as these",
        models=(
            *("kb.Family_products", "kb.FamilyId", "kb.Membership", "kb.Imported"),
            *("kb.Review", "kb.OldAddress", "kb.SnippetUse", "kb.Version"),
            "wagtailimages.Rendition",
            *("wagtailcore.Comment", "wagtailcore.CommentReply", "wagtailcore.PageSubscription"),
            *("wagtailcore.PageViewRestriction", "wagtailcore.PageViewRestriction_groups"),
            *("wagtailcore.CollectionViewRestriction", "wagtailcore.WorkflowPage"),
            *("wagtailcore.CollectionViewRestriction_groups", "kb.TranslationState"),
        ),
        owners=(
            *("kb.Family", "wagtailcore.Page", "wagtailimages.Image", "wagtailcore.Collection"),
            *("wagtaildocs.Document", "wagtailcore.Comment", "wagtailcore.PageViewRestriction"),
            "wagtailcore.CollectionViewRestriction",
        ),
    ),
    RetentionRule(
        what="How hard the text of a page is to read",
        kept="as long as the page",
        models=("kb.Readability",),
        owners=("kb.HelpPage",),
    ),
    RetentionRule(
        what="Pages of other sites that articles lead to, and how they answered last",
        kept="as long as a text leads there",
        models=("kb.WebAddress", "kb.WebAddress_pages"),
        job="kb.read_texts",
    ),
    RetentionRule(
        what="What Wagtail derives from them",
        kept="as long as these",
        models=(
            *("wagtailcore.ReferenceIndex", "wagtailsearch.IndexEntry", "taggit.TaggedItem"),
            "wagtailsearch.SQLiteFTSIndexEntry",
        ),
        because="Deleted by signals, or by the relation of the content.",
    ),
    RetentionRule(
        what="Former versions of pages, their reviews, and who changed what",
        kept="{}",
        setting="KEEP_HISTORY_DAYS",
        models=(
            *("wagtailcore.Revision", "wagtailcore.WorkflowState", "wagtailcore.TaskState"),
            *("wagtailcore.PageLogEntry", "wagtailcore.ModelLogEntry"),
            "wagtail_localize.TranslationLog",
        ),
        sweeps=(
            Sweep("wagtailcore.WorkflowState", due.workflows),
            Sweep("wagtailcore.Revision", due.revisions),
            Sweep("wagtailcore.PageLogEntry", older_than("timestamp", "KEEP_HISTORY_DAYS")),
            Sweep("wagtailcore.ModelLogEntry", older_than("timestamp", "KEEP_HISTORY_DAYS")),
            Sweep(
                "wagtail_localize.TranslationLog", older_than("created_at", "KEEP_HISTORY_DAYS")
            ),
        ),
    ),
    RetentionRule(
        what="What somebody did to many articles at once, article by article",
        kept="30 days; whoever has the account erased takes it along",
        models=("kb.Act", "kb.Piece"),
        sweeps=(Sweep("kb.Act", passed("begun_at", timedelta(days=30))),),
    ),
    RetentionRule(
        what="What machines were asked to translate, and by whom",
        kept="30 days; whoever has the account erased takes the name along",
        models=("kb.Fill",),
        sweeps=(Sweep("kb.Fill", passed("asked_at", timedelta(days=30))),),
    ),
    RetentionRule(
        what="How many characters each translation engine was sent, month by month",
        kept="for good",
        models=("machine_translation.Spent",),
        because="A row for each engine and month, about nobody.",
    ),
    RetentionRule(
        what="Translations, segment by segment",
        kept="as long as the page in any language",
        models=(
            *("wagtail_localize.TranslationSource", "wagtail_localize.Translation"),
            *("wagtail_localize.TranslationContext", "wagtail_localize.StringSegment"),
            *("wagtail_localize.TemplateSegment", "wagtail_localize.RelatedObjectSegment"),
            "wagtail_localize.OverridableSegment",
        ),
        owners=("wagtail_localize.TranslatableObject", "wagtail_localize.TranslationSource"),
    ),
    RetentionRule(
        what="The memory of translations: each text once, with what it became",
        kept="for good: a text that comes back is translated already",
        models=(
            *("wagtail_localize.TranslatableObject", "wagtail_localize.String"),
            *("wagtail_localize.StringTranslation", "wagtail_localize.Template"),
            "wagtail_localize.SegmentOverride",
        ),
        because="It grows with what translators write.",
    ),
    RetentionRule(
        what="What sentences were translated as, and the words they are found by",
        kept="as long as an article in which the sentence stood",
        models=("kb.Translated", "kb.SentenceWord"),
        owners=("kb.Family", "kb.Sentence"),
    ),
    RetentionRule(
        what="The sentences themselves",
        kept="as long as an article in which the sentence stood",
        models=("kb.Sentence",),
        because="The last article that has it takes it along.",
    ),
    RetentionRule(
        what="Which words are common in them",
        kept="until they are counted again, every 6 hours",
        models=("kb.CommonWord",),
        job="kb.fill_memory",
    ),
    RetentionRule(
        what="The glossary, and how each language is written",
        kept="until an editor deletes it",
        models=("kb.Term", "kb.TermEntry", "kb.StyleSheet"),
        because="Written by editors and translators.",
    ),
    RetentionRule(
        what="How search is tuned, and which texts answer which questions",
        kept="until an editor deletes it",
        models=(
            *("search.SynonymGroup", "search.PinnedQuery", "search.ProtectedWord"),
            *("search.JudgedQuery", "search.Judgement"),
        ),
        because="Written by editors, or learnt from what many readers do, not from one.",
    ),
    RetentionRule(
        what="Announcements, in each language",
        kept="until who may write them deletes them",
        models=("kb.Announcement", "kb.AnnouncementText", "kb.Announcement_products"),
        because="Written by editors; when one is over it can be shown again.",
    ),
    RetentionRule(
        what="How the front page is dressed: a picture, a colour, and what the picture shows",
        kept="until an administrator says otherwise",
        models=("home.Hero",),
        because="Written by the owner, about the owner.",
    ),
    RetentionRule(
        what="When the support works and where, what it promises, and how to get in touch",
        kept="until who runs the support deletes it",
        models=("support.Market", "support.Hours", "support.Desk", "support.WayIn"),
        because="Written by the owner, about the owner.",
    ),
    RetentionRule(
        what="How long one request takes, and the owner’s daily numbers: customers, orders, calls",
        kept="until who may tell them deletes them",
        models=("effort.OwnNumber", "effort.WorkPerRequest"),
        because="Written by the owner, about the owner: sums of a day, of nobody.",
    ),
    RetentionRule(
        what="Notes on the report's time axis: releases, campaigns, outages",
        kept="until somebody who sees the report deletes them",
        models=("effort.Note",),
        because="Written by the owner, about what the owner did.",
    ),
    RetentionRule(
        what="Who edits a page now, and forms that are previewed",
        kept="a day",
        models=("wagtailadmin.EditingSession", "wagtailadmin.FormState"),
        sweeps=(
            Sweep("wagtailadmin.EditingSession", passed("last_seen_at", timedelta(days=1))),
            Sweep("wagtailadmin.FormState", passed("last_updated_at", timedelta(days=1))),
        ),
    ),
    RetentionRule(
        what="Pictures and documents that were uploaded and given no title, with their files",
        kept="2 days",
        models=("wagtailcore.UploadedFile",),
        sweeps=(Sweep("wagtailcore.UploadedFile", due.left_uploads, due.with_their_files),),
    ),
    RetentionRule(
        what="Files of pictures and documents",
        kept="as long as the picture or document",
        because="Wagtail deletes them with the row.",
    ),
)
