"""Whether a promise can be kept: hours there are, hours booked, what fits, and when."""
