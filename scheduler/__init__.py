"""What the clock brings: due rows found, checked again and fired once."""
