"""What wagtail-localize may do: nothing that readers see. And which machines translate."""

from typing import Any

from portal.settings.environment import environment

# Submitting publishes nothing, whoever submits: readers keep the marked fallback until somebody
# with that right publishes the translation. True, the default, puts the untranslated text live.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Segment by segment, in the translators' editor; "simple" would leave a page of the source's text.
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"
# Whoever deletes a page deletes its translations' segments; no page goes on or off because of it.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = False
# A whole subtree is submitted at once, in the request and under the same rule.
WAGTAILLOCALIZE_JOBS = {"BACKEND": "wagtail_localize.tasks.ImmediateBackend"}
# Its machines would write texts that could then be published in one go: ours are asked elsewhere.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None

# See portal.machine_translation.
MACHINE_TRANSLATION: dict[str, Any] = {
    "rules": environment.machine_translation,
    "characters": environment.machine_characters,
    "networks": environment.machine_networks,
    "engines": {
        "apertium": {"url": environment.apertium_url},
        "deepl": {
            "url": environment.deepl_url,
            "key": environment.deepl_key.get_secret_value(),
        },
        "libretranslate": {
            "url": environment.libretranslate_url,
            "key": environment.libretranslate_key.get_secret_value(),
        },
        "openai": {
            "url": environment.openai_url,
            "key": environment.openai_key.get_secret_value(),
            "model": environment.openai_model,
        },
    },
}
