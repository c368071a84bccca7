"""The pages of chat: what is on, the door, the room."""
