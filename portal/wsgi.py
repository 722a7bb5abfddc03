import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()
# What is loaded by now stays: a full collection need not look through it while a reader waits.
gc.collect()
gc.freeze()
# A page makes some thousand objects that are gone at its end: to look for cycles within each page
# takes half a millisecond and finds next to nothing.
gc.set_threshold(20_000)
