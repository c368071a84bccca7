"""Short lines to one person on the team: a shift tomorrow, somebody asks for cover, a debrief that waits.

Its words: nudge. A nudge says what to look at, never anything about a member."""
