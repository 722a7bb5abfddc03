"""The product a request is about, as far as what was typed names one of ours."""

from django.db.models import Q

from kb.models import Product


def named_in(text: str) -> str:
    """The id of the product with this very name or id; "" for anything else."""
    typed = text.strip()
    products = Product.objects.filter(Q(name__iexact=typed) | Q(slug__iexact=typed))
    return products.values_list("slug", flat=True).first() or "" if typed else ""
