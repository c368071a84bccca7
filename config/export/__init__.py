"""Everything about one member, as one file: collected from what every field of every table declares."""
