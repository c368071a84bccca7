"""The sealed envelope: what somebody wants the team to have if they are in danger."""
