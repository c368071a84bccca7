"""The socket of chat: everybody in a room hears what is theirs to hear, in order, once, and nothing of what is not.

Only here do words travel over a socket. They come from the database to this process and go from it to a browser; what
processes say to each other is names and identifiers, as everywhere.
"""
