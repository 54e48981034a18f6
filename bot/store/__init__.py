"""What survives a restart: a narrow interface of domain verbs, and TinyDB behind it."""
