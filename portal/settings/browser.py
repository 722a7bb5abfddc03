"""What the browser may do, and what it is told to keep to."""

from datetime import timedelta

from django.utils.csp import CSP

from portal.settings.environment import environment

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    # Videos and their captions: files of the site.
    "media-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
if environment.csp_report_url:
    SECURE_CSP["report-uri"] = [environment.csp_report_url]
# The editors' pages: Wagtail writes inline scripts and styles, and previews in a frame.
TOOLS_CSP = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF, "data:"],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
PREVIEW_CSP = SECURE_CSP | {"frame-ancestors": [CSP.SELF]}
# Nothing of this is used on any page, so no script may ask a reader for it. A video may fill the
# screen, or stand beside other windows.
PERMISSIONS_POLICY = [
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture"),
    *("encrypted-media", "geolocation", "gyroscope", "hid", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "payment"),
    *("screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# The proxy passes on the host that was asked for; a header that anybody can send says nothing.
USE_X_FORWARDED_HOST = False
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(weeks=4).total_seconds())
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.home.errors.csrf_failure"
