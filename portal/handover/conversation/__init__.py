"""The customer's page of a request: what they wrote, how far it is, and what they may do on it."""
