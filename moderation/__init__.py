"""What the team does: who is here and when, what was asked of us, what we decided, and the trail of all of it.

Moderation knows the forum and listens to its events; it does not know that anybody listens on a socket.
"""
