"""What wagtail-localize may do: nothing that readers see."""

# Submitting publishes nothing, whoever submits: readers keep the marked fallback until somebody
# with that right publishes the translation. True, the default, puts the untranslated text live.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Segment by segment, in the translators' editor; "simple" would leave a page of the source's text.
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"
# Whoever deletes a page deletes its translations' segments; no page goes on or off because of it.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = False
# A whole subtree is submitted at once, in the request and under the same rule.
WAGTAILLOCALIZE_JOBS = {"BACKEND": "wagtail_localize.tasks.ImmediateBackend"}
# No machine writes texts that could then be published in one go.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
