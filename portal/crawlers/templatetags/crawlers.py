"""For templates: addresses that hold outside of the site."""

from django import template

from portal.addresses import absolute

register = template.Library()
register.filter("absolute", absolute)
