"""What people on the team learn before and while they do this: modules, and a training desk where nothing is real.

Its words: module, completion, practice."""
