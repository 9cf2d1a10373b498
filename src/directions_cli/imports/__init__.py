"""What is read into a register from elsewhere: other people's spreadsheets and forms, and exports of our own."""
