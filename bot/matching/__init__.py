"""From what people type to what they mean: Found, Ambiguous or NotFound."""
