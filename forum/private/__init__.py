"""Private messages between two members: off for the whole place unless a manager switches them on.

Where they are on, both sides choose: somebody says that others may ask, and each talk begins only when whoever was
asked accepts it. Asking somebody who takes no messages looks the same as asking somebody who never answers. The team
reads nothing of a talk but a message that one of the two asks it to look at.
"""
