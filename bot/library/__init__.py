"""What is known: frozen records, the catalogue over them, and readable text."""
