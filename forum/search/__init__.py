"""Search over what somebody may see, through their veil: one interface, two kinds of full text."""
