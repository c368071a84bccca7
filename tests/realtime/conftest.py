"""What every test of sockets has to itself."""

import pytest
from channels.layers import channel_layers


@pytest.fixture(autouse=True)
def _own_layer() -> None:
    """Every test has a loop of its own, and a layer that another loop used is of no use there."""
    channel_layers.backends.clear()
