"""“Did this help?”: one vote per voter and family, changeable, and what the votes say.

Rooms read `kb.feedback.figures` (`helpfulness`, `helpfulness_of`, `reasons`).
"""
