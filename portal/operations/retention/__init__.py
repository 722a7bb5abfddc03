"""What is kept how long: one table of rules, the job that ends what is over, and the docs' words.

Every model that is installed stands in one rule, those of Wagtail and other packages, too.
"""
