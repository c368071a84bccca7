"""The times of the rota: its wall clock is the one of the whole service."""

from forum.core.walltime import NoSuchTime, hour, instant, place_name

__all__ = ["NoSuchTime", "hour", "instant", "place_name"]
