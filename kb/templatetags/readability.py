"""What the editor's panel of checks says of plain words."""

from django import template

from kb.readability import panel

register = template.Library()

register.simple_tag(panel.beside, name="hints_beside")
