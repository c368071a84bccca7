"""Pseudonymous accounts: joining, sign-in, recovery phrase, sessions, second factor, and THE table of who may what.

Its words: sign-in name, pass phrase, recovery phrase, pseudonym, duty name. Every package but `forum.core` may
import it.
"""
