"""`python -m bot doctor`: everything that can be in a bot's way, looked at from outside, each with what to do."""
