"""Help that is open to everybody: the directory of crisis lines, and the public pages that say what this place is."""
