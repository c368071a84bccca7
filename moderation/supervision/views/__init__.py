"""The pages of supervision: one's own, a session, one's log, and who supervises whom."""
