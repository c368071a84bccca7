"""The composition root: settings, addresses, servers and checks.

It imports everybody and is imported by nobody.
"""
