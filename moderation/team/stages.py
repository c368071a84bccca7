"""What each stage is, in a line: for invitations, and for the page of one's own stage."""

from collections.abc import Mapping
from types import MappingProxyType

from forum.accounts.permissions import Stage

MEANINGS: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.TRAINEE: "learns and practises, and takes no shifts yet",
        Stage.SHADOW: "is on shift beside others, and watches",
        Stage.PAIRED: "works on shift, always with somebody experienced",
        Stage.SOLO: "works on their own, and is the experienced one beside others",
        Stage.LEAD: "also signs off stages, and talks modules over with others",
    }
)
