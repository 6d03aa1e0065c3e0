"""Ship news reports to try the program on; `README.md` beside this file says what they are."""
