"""A member's in-site messages from the service: conversations and the letters and steps in them.

Only the team begins a conversation, and only the member it is with answers; members cannot write to each other. The
team's side of a conversation is shown by safeguarding, which knows whose case it belongs to.
"""
