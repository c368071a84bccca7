"""Practitioners hear of concerns."""
