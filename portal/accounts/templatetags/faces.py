"""For templates: `{{ user|face }}`, the coloured round of somebody."""

from django import template

from portal.accounts.faces import face

register = template.Library()
register.filter("face", face)
