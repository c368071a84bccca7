"""What a charity shapes about its own place."""
