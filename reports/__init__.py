"""Files and pictures made from indicator results."""
