"""What a charity shapes about its own place: words, wording, region, and what is switched on."""
