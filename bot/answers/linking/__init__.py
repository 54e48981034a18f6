"""Which paper, person or field is meant."""
