import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()
# What is loaded by now stays: a full collection need not look through it while a reader waits.
gc.collect()
gc.freeze()
