"""Results of closed surveys: text, picture, workbook."""
