"""What is new for one member: replies they asked to hear about, receipts, answers. And the neutral e-mail."""
