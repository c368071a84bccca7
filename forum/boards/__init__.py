"""Boards: topic areas, each with a purpose and its own ground rules."""
