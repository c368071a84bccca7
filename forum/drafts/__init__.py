"""Drafts: words that are not sent yet, sealed, kept on the server for a week."""
