"""Content warnings, filter profiles, and the veil: what one person's profile does to one item.

Warnings are a choice offered to the reader, not a treatment: studies find that they do not lessen distress, so nothing
here promises that they protect (notes on evidence: docs/decisions/0013).
"""
