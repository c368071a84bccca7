"""The shape of what hosts send: plans, the state and pace of a room, and acts about a message or a person."""
