"""Who supervises whom, when they meet, and what each of them keeps of it.

Its words: supervision, supervisor, session, arrangement, log."""
