"""The socket of chat, through the real application."""
