"""Flags: a member asks the team to look at somebody's post or message, and can follow what becomes of it.

Its words: flag, reason, wish, note, receipt. Review and safeguarding may import it; it knows neither.
"""
