"""What `make bench` measures: this software against a plain Django view, in the same process and the same run."""
