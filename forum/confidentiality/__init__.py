"""The limits of confidentiality: versioned notices and their acknowledgements.

An acknowledgement is not a consent under data protection law; it records which version somebody was shown and when.
"""
