"""What people plan, open, read and write in a session."""
