"""What is new for one member, and the neutral e-mail."""
