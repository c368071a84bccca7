"""What is new for one member: replies they asked to hear about, receipts, letters, private words; and, only if they
gave an address, a neutral e-mail that says no more than that there is something."""
