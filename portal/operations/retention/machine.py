"""What keeps the portal going, and files."""

from portal.operations.retention.rules import RetentionRule

MACHINE = (
    RetentionRule(
        what="The site, its languages, groups, rights, and ways of reviewing",
        kept="until an administrator changes them",
        models=(
            *("wagtailcore.Site", "wagtailcore.Locale", "auth.Group", "auth.Permission"),
            "kb.LanguageRule",
            *("auth.Group_permissions", "contenttypes.ContentType", "wagtailadmin.Admin"),
            *("wagtailcore.GroupPagePermission", "wagtailcore.GroupCollectionPermission"),
            *("wagtailcore.GroupSitePermission", "wagtailcore.Workflow", "wagtailcore.Task"),
            "accounts.GroupLanguage",
            *("wagtailcore.WorkflowTask", "wagtailcore.WorkflowContentType"),
            *("wagtailcore.GroupApprovalTask", "wagtailcore.GroupApprovalTask_groups"),
            "wagtail_localize.LocaleSynchronization",
        ),
        because="Some for each language, group or kind of content.",
    ),
    RetentionRule(
        what="What background jobs and caches remember",
        kept="one row for each",
        models=("jobs.JobState", "jobs.Lead", "caching.Generation", "search.Sequence"),
        because="A row for each job, and single rows.",
    ),
    RetentionRule(
        what="Which tuning and which vectors are in force",
        kept="one row for each",
        models=("search.InForce", "search.SpaceInUse"),
        because="Single rows.",
    ),
    RetentionRule(
        what="Background tasks",
        kept="10 minutes when they went well, else 3 days",
        models=("django_tasks_database.DBTaskResult",),
        job="jobs.prune_tasks",
    ),
    RetentionRule(
        what="The log of changes to be indexed, copies of the index, and texts they refused",
        kept="3 days, and until each copy has them; a copy that was not seen for 14 days",
        models=("search.Change", "search.EngineCopy", "search.FailedChange"),
        job="search.prune",
    ),
    RetentionRule(
        what="Vectors of texts",
        kept="14 days longer than the text",
        models=("search.Embedding", "search.Unembedded"),
        job="search.prune_vectors",
    ),
    RetentionRule(
        what="The shared cache",
        kept="20,000 entries at most, the oldest go first",
        because="CACHES bounds it; entries end by themselves.",
    ),
    RetentionRule(
        what="Former copies of the built-in index",
        kept="until the next one is built",
        because="search_rebuild sweeps its folder.",
    ),
    RetentionRule(
        what="Files that are being sent by a reader or editor",
        kept="until they are read",
        because="Django deletes them with the request; the system clears its temporary folder.",
    ),
    RetentionRule(
        what="Backups, and exports on the administrator's disk",
        kept="as long as you keep them: what is erased here is in older ones still",
        because="They are files of yours.",
    ),
)
