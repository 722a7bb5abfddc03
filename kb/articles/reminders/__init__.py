"""The weekly mail to who looks after articles: which are due for review, what readers say."""
