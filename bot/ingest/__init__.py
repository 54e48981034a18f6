"""From files to records: profile pages, and the folder that holds them."""
