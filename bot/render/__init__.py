"""From values to what Discord shows: every limit of Discord lives here, and nothing awaits."""
