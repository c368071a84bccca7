"""The stages, what is missing for the next one, and the named person who signs it off.

Its words: stage, requirement, sign-off."""
