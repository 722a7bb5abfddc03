"""The matrix as a table: all that is filtered, each state in words."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from kb.translation.matrix import grid
from kb.translation.matrix.filters import MatrixFilters
from kb.translation.matrix.texts import Texts
from portal.text.spreadsheets import UTF8_MARK, guarded


def as_csv(filters: MatrixFilters, language: str) -> str:
    """A line for each article, with its title in this language and a column for each other."""
    families = grid.listed(filters)
    states = grid.states_of(families.order_by().values("pk"))
    texts = Texts(families.order_by().values("pk"), [language])
    out = StringIO()
    out.write(UTF8_MARK)
    writer = csv.writer(out)
    writer.writerow([_("Id"), _("Title"), _("Kind"), _("Source language"), *filters.columns])
    for family in families:
        title, _locale = texts.named(family.pk, language, family.slug)
        source, _text = texts.source(family.pk)
        found = states[family.pk]
        told = [found[code].label if code in found else "" for code in filters.columns]
        line = [family.slug, title, family.get_kind_display(), source, *told]
        writer.writerow([guarded(cell) for cell in line])
    return out.getvalue()
