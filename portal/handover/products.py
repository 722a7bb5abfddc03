"""The product a request is about, as far as what was typed names one of ours."""

from collections.abc import Callable

from kb.models import Product


def named_in(text: str) -> str:
    """The id of the product with this very name or id; "" for anything else."""
    return namer()(text) if text.strip() else ""


def namer() -> Callable[[str], str]:
    """The same for many texts: the products are read once."""
    products = list(Product.objects.order_by("slug").values_list("slug", "name"))
    names = {_plain(name): slug for slug, name in products}
    names |= {_plain(slug): slug for slug, _name in products}
    return lambda text: names.get(_plain(text), "")


def _plain(text: str) -> str:
    return text.strip().casefold()
