"""How somebody asks to join the team, and how they are answered kindly.

Its words: application, reference, reader, conversation."""
