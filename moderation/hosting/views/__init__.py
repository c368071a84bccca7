"""The pages of hosts: their sessions, the room as they see it, the log."""
