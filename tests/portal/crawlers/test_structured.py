"""What a page says of itself is data, whatever stands in it."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from portal.crawlers.structured import element

ELEMENT = re.compile(r'<script type="application/ld\+json">([^<>&]*)</script>')
HOSTILE = ["</script><script>zq()</script>", "<!--<script>", "]]>", "&lt;", "\u2028"]


@given(st.text() | st.sampled_from(HOSTILE))
def test_no_text_leaves_the_element_and_all_of_it_is_read_again(text: str) -> None:
    found = ELEMENT.fullmatch(element({"headline": text}))
    assert found
    data = json.loads(found[1])
    assert data == {"@context": "https://schema.org", "@graph": [{"headline": text}]}
