"""Who is on the team, and how somebody joins it: an invitation, a link that works once, a duty account of their own.

Its words: duty name, invitation. A duty account has nothing to do with any member account, and nothing links the two.
"""
