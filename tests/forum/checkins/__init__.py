"""Check-ins at a rhythm the member sets."""
