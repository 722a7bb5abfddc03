"""What the editor's panel of checks says of plain words."""

from django import template

from kb.readability import hints_view

register = template.Library()

register.simple_tag(hints_view.beside, name="hints_beside")
