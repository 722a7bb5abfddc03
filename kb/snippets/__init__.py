"""Texts that are written once and shown in many: which there are, and which texts show them."""
