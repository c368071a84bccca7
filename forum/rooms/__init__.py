"""Hosted chat as data: sessions, who takes part, what was written. No sockets here.

A session has a number that grows with every change to it or to one of its messages (`ledger`). Whoever has seen
everything up to a number asks for what came after it, over a socket or over a page: no gap and nothing twice.
"""
