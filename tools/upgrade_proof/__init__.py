"""Proves that what an installation held before an upgrade is there after it; docs/upgrading.md.

The modules above the line run outside of the portal, the others inside of the code that is asked,
which may be an old state of it. So these may use only what every state has: addresses, forms,
what `schema` names, and Wagtail's and Django's own words.

    __main__     makes the last state, upgrades it, compares
    programs     the portal's programs: manage.py, the server, PostgreSQL's
    comparing    what must be equal, and the differences as text
    -----------
    inside       the door: one step of the proof inside of one state of the code
    schema       where the models differ from state to state: the one place that knows names
    facts        what is in the database, by its meaning
    figures      the support-effort report
    addresses    what answers, and what stands at an anchor
    finding      what is found by search
    story        what people do before the upgrade: the forum here, the rest in handing_over
    people       who they are; browser, forms, words: what they act with
    continued    what was begun before the upgrade and is ended after it
"""
