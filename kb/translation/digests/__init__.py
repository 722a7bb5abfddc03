"""The mail to who translates: what is new in their languages, and what readers need most."""
