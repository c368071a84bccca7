"""What members do: read, write, filter, be answered. The forum does not know that it is moderated."""
