"""Blocks: two members who do not meet any more. A block holds in both directions, and nobody is told of it."""
