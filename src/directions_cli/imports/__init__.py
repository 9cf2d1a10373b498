"""Moving in: spreadsheets, Word forms and our own exports read into what a register holds, with an account of every cell."""
