"""What the search box offers while somebody types, beside the texts that `search.service` finds.

past_queries    searches of others: often made, answered, and safe to show
contact_card    the ways to get in touch, for who asks for a person
"""
