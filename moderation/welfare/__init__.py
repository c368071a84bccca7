"""How the people of the team are looked after: topics that go to others, exposure, self-care, leaving well.

Its words: supporter, topics, exposure, self-care plan, leaving."""
