"""The verbs of filter profiles, and of shaping the warnings there are."""

from forum.warnings.services.profile import forget_profile, set_profile

__all__ = ["forget_profile", "set_profile"]
