"""What hosts do: open and close, keep the pace, act on a message, speak with somebody in private."""
