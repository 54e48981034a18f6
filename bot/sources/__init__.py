"""Live sources of new papers: what a service told, or that it failed. Free of Discord and of the store."""
