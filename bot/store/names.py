"""What the files of a data folder are called."""

STATE, DIGESTS, LIVE, LIBRARY = "state.json", "digests.json", "live.json", "library.json"
# The good file before one, and the folder of earlier libraries.
PREVIOUS, EARLIER = ".previous", "earlier"
# What a start need not make again. Not in a backup: it can be made of the others.
INDEX = "library.index"
