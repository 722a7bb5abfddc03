"""What is kept about people: customers, members, visitors, and those who work here."""

from datetime import datetime, timedelta

from django.db.models import Q

from portal.operations.retention import due
from portal.operations.retention.rules import RetentionRule, Sweep, emptied, older_than, passed
from portal.watches import models as watching


def _votes_with_comments(at: datetime) -> Q:
    return older_than("at", "KEEP_COMMENTS_DAYS")(at) & ~Q(comment="")


PEOPLE = (
    RetentionRule(
        what="Sign-ups whose e-mail address was never confirmed, with what was typed meanwhile",
        kept="14 days",
        sweeps=(Sweep("accounts.User", due.unconfirmed, due.erase),),
    ),
    RetentionRule(
        what="Accounts: name, e-mail address, language, time zone, groups, rights",
        kept="until their owner has them erased, or an administrator deletes them",
        models=("accounts.User", "accounts.User_groups", "accounts.User_user_permissions"),
        because="An account is its owner's.",
    ),
    RetentionRule(
        what="Addresses, connected accounts, second factors, tokens and settings of an account",
        kept="as long as the account",
        models=(
            *("account.EmailAddress", "mfa.Authenticator", "socialaccount.SocialAccount"),
            *("wagtailusers.UserProfile", "wagtailcore.APIToken"),
        ),
        owners=("accounts.User",),
    ),
    RetentionRule(
        what="Links that confirm an address, and tokens of other sign-in services",
        kept="not at all: the links are signed, the tokens are not stored",
        models=(
            *("account.EmailConfirmation", "socialaccount.SocialToken"),
            "socialaccount.SocialApp",
        ),
        because="ACCOUNT_EMAIL_CONFIRMATION_HMAC, SOCIALACCOUNT_STORE_TOKENS, PROVIDERS.",
    ),
    RetentionRule(
        what="Who waits to be told once that a problem is solved, or a text is rewritten or in"
        " their language",
        kept="until they have been told, 365 days at most; 7 days for an unconfirmed address",
        models=("watches.Watch",),
        sweeps=(Sweep("watches.Watch", watching.is_over),),
    ),
    RetentionRule(
        what="Sessions",
        kept="4 weeks after they were last renewed, or until signing out",
        models=("sessions.Session",),
        sweeps=(Sweep("sessions.Session", passed("expire_date")),),
    ),
    RetentionRule(
        what="Requests to support: message, e-mail address and what was let go along",
        kept="{}",
        setting="KEEP_REQUESTS_DAYS",
        models=("handover.ContactRequest",),
        sweeps=(Sweep("handover.ContactRequest", older_than("created_at", "KEEP_REQUESTS_DAYS")),),
    ),
    RetentionRule(
        what="Further messages to a request, its files, how it went, and how it was rated",
        kept="as long as the request",
        models=("handover.Event", "handover.Attachment"),
        owners=("handover.ContactRequest",),
    ),
    RetentionRule(
        what="Files of requests that were not sent after all",
        kept="a day",
        job="handover.sweep_files",
    ),
    RetentionRule(
        what="Webhooks: what other tools are told of requests, and which they have told us",
        kept="3 days when they were taken, else 30 days; of what they told us a number, 30 days",
        models=("webhooks.Delivery", "webhooks.Taken"),
        job="webhooks.prune",
    ),
    RetentionRule(
        what="Mails that were sent, or given up",
        kept="30 days",
        models=("mail.OutboundMail",),
        job="mail.prune",
    ),
    RetentionRule(
        what="Questions, answers and votes in the community, reports, and what moderators did",
        kept="as long as the thread; whoever has the account erased is parted from them",
        models=(
            *("community.Post", "community.PostVote", "community.Report"),
            "community.ModerationAction",
        ),
        owners=("community.Thread", "community.Post", "accounts.User"),
    ),
    RetentionRule(
        what="What questions and answers said before they were edited",
        kept="as long as the post; whoever has the account erased takes it along",
        models=("community.Revision",),
        owners=("community.Post",),
    ),
    RetentionRule(
        what="New texts of questions and answers that wait for a moderator",
        kept=(
            "until one has looked, or an hour after the author withdrew the post; "
            "as long as the post at most"
        ),
        models=("community.HeldEdit",),
        owners=("community.Post",),
    ),
    RetentionRule(
        what="Texts that were withdrawn, and questions without an answer that were",
        kept="an hour",
        job="community.forget_withdrawn",
    ),
    RetentionRule(
        what="Who wants no mails about a question, or about any",
        kept="as long as the question and the account",
        models=("community.Silence",),
        owners=("community.Thread", "accounts.User"),
    ),
    RetentionRule(
        what="Which questions of others a member follows",
        kept="until the member stops on its page; as long as the question and the account",
        models=("community.Following",),
        owners=("community.Thread", "accounts.User"),
    ),
    RetentionRule(
        what="Questions and answers that were not posted",
        kept="30 days after the last word",
        models=("community.Draft",),
        job="community.prune_drafts",
    ),
    RetentionRule(
        what="Votes on an article, under a number that only the reader's browser or account knows",
        kept="as long as the article",
        models=("kb.Vote",),
        owners=("kb.Family",),
    ),
    RetentionRule(
        what="Comments to votes on an article",
        kept="{}",
        setting="KEEP_COMMENTS_DAYS",
        sweeps=(Sweep("kb.Vote", _votes_with_comments, emptied("comment")),),
    ),
    RetentionRule(
        what="Who answered or closed such a comment, when, and with which words",
        kept="{}",
        setting="KEEP_COMMENTS_DAYS",
        models=("kb.Closing",),
        sweeps=(Sweep("kb.Closing", older_than("at", "KEEP_COMMENTS_DAYS")),),
    ),
    RetentionRule(
        what="Whether a rewritten text is better, as those say who were told of it: without an"
        " address",
        kept="as long as the vote",
        models=("kb.Outcome",),
        owners=("kb.Vote", "kb.Version"),
    ),
    RetentionRule(
        what="Who wants no weekly reminder of articles, and in which week the last was written",
        kept="as long as the account",
        models=("kb.Reminders",),
        owners=("accounts.User",),
    ),
    RetentionRule(
        what="How often somebody wants to be told what is new to translate, and until when they"
        " have been",
        kept="as long as the account",
        models=("kb.Digest",),
        owners=("accounts.User",),
    ),
    RetentionRule(
        what="The secret that tells one visit from another for a day, from no address afterwards",
        kept="less than 48 hours",
        models=("journal.DaySalt",),
        job="journal.forget",
    ),
    RetentionRule(
        what="What is typed in a form and not sent yet",
        kept="in the reader's own tab, until it has arrived, the reader signs out or closes the"
        " tab; passwords not at all. A cookie (`arrived`) tells the tab, for an hour at most",
        because="It lies in the reader's browser.",
    ),
    RetentionRule(
        what="The country that a reader chose",
        kept="a year, in a cookie of the reader's own browser (`market`)",
        because="The browser ends it.",
    ),
    RetentionRule(
        what="The words of searches",
        kept="90 days",
        job="journal.forget_queries",
    ),
    RetentionRule(
        what="Visits without a name: pages read, searches, suggestions, how asking support ended",
        kept="{}, and until their day is counted",
        setting="KEEP_STEPS_DAYS",
        models=(
            *("journal.Step", "deflection.Attempt", "deflection.ShownSuggestion"),
            *("journal.Visit", "journal.DailyTotal"),
        ),
        sweeps=(
            Sweep("journal.Step", due.steps),
            Sweep("deflection.Attempt", due.attempts),
            Sweep("journal.Visit", due.steps),
            Sweep("journal.DailyTotal", due.steps),
        ),
    ),
    RetentionRule(
        what="Figures of a day and language",
        kept="for good: they are sums",
        models=(
            *("effort.DailyFigure", "effort.ClosedDay", "journal.BeyondShare"),
            *("effort.MonthFigure", "effort.SummedMonth", "effort.FixDay"),
        ),
        because="At most a few thousand rows a day, of nobody. The words of searches among them go"
        " with those of the searches: the job effort.forget_words.",
    ),
    RetentionRule(
        what="Subjects of last year's tickets, masked, until the search has looked them up",
        kept="until then, 2 days at most",
        models=("effort.TicketSubject",),
        sweeps=(Sweep("effort.TicketSubject", passed("at", timedelta(days=2))),),
    ),
    RetentionRule(
        what="How many of last year's tickets an article answers, by month, language and article",
        kept="for good: they are sums",
        models=("effort.TicketMonth", "effort.TicketAnswer"),
        because="Counts of nobody, made anew by each file that names the month.",
    ),
    RetentionRule(
        what="Counters against misuse, under a key that is no address",
        kept="until their time is over, a day at most",
        models=("limits.Counter",),
        job="limits.prune",
    ),
    RetentionRule(
        what="Searches that are suggested to others",
        kept="chosen anew every 6 hours, 200 of each language",
        models=("search.PastQuery",),
        job="search.past_queries",
    ),
    RetentionRule(
        what="Content gaps: searches that failed in five visits or more, and how often they did",
        kept="90 days after the last one that failed",
        models=("gaps.Gap", "gaps.Wording", "gaps.GapLanguage", "gaps.Demand"),
        job="gaps.regroup",
    ),
    RetentionRule(
        what="Who was asked to help with a content gap, by whom, when, and with which words",
        kept="as long as the gap; whoever has the account erased takes it along",
        models=("gaps.Ask",),
        owners=("gaps.Gap", "accounts.User"),
    ),
    RetentionRule(
        what="How often a text was read, and what five visits or more searched for next",
        kept="counted anew every day, from the last 89 days",
        models=("gaps.TextFigures",),
        job="gaps.texts",
    ),
    RetentionRule(
        what="Access tokens to the report: a name, a hash, the day of the last use",
        kept="until they are revoked, their time is over (a year at most), or the account may not"
        " export the report any more",
        models=("feeds.ReportToken",),
        sweeps=(Sweep("feeds.ReportToken", passed("expires_at")),),
    ),
    RetentionRule(
        what="Who wants the weekly report",
        kept="as long as the account may see the report",
        models=("feeds.WeeklyWish",),
        job="feeds.end",
    ),
    RetentionRule(
        what="For which weeks the weekly report was written, and to whom",
        kept="60 days after that week began, and as long as the account",
        models=("feeds.WeeklySent",),
        sweeps=(Sweep("feeds.WeeklySent", passed("week", timedelta(days=60))),),
    ),
    RetentionRule(
        what="Lines of the log: who signed in or failed to, proofs, refusals, exports, erasures,"
        " deleted accounts, connected services, changes of rights, with the number of the account"
        " and its network",
        kept="as long as the machine keeps its log: see below",
        because="They are written to the system's journal, no file of ours.",
    ),
)
