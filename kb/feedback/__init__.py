"""“Did this help?”: one vote per voter and family, changeable, and what the votes say.

    actions     the vote, its reason and its comment
    versions    which version of a text a vote was about
    rewriting   who waits for another text, and is told once
    outcomes    whether that is better
    dealing     a comment is answered, closed, opened again
    by_version  what readers say, version by version
    admin       all of it beside the text, for editors

Rooms read `kb.feedback.figures` (`helpfulness`, `helpfulness_of`, `reasons`).
"""
